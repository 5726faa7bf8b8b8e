"""Common parts of the figures: style, colours, rows and their names, and reproducible files.

Only this module imports matplotlib, and only in functions: it takes half a second, and figures may come from the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from wortlaut.report.markdown import elide, visible_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch


class Titled(Protocol):
    """A row of a figure; the first row of a group has its title."""

    @property
    def title(self) -> str | None:
        """The title of the group that begins with it."""


_Row = TypeVar("_Row", bound=Titled)
BLUE, SKY, GREEN, ORANGE, VERMILLION, PURPLE = "#0072B2", "#56B4E9", "#009E73", "#E69F00", "#D55E00", "#CC79A7"
"""The colours of Okabe & Ito, "Color Universal Design" (2008), distinguishable for colour-blind readers."""
INK, GREY, PALE = "#222222", "#6B6B6B", "#DDDDDD"
ROW, BAR = 0.34, 0.62
"""Height of a row in inches; the share of it that a bar fills."""
WIDTH, LEFT, MARGIN = 10.0, 3.3, 0.2
"""Inches: width of the figure, space for names left of the rows, empty border."""
_FORMATS: dict[str, dict[str, Any]] = {
    "png": {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 1}},  # half the time of 6, 3 % more bytes
    "svg": {"metadata": {"Date": None, "Creator": None}, "transparent": True},  # a dark page shows it on grey
}
_BAND = "#F0F2F4"
_DPI = 120
_OVER_LINES = 2.5
_MISSING = "\N{WHITE SQUARE}"


@contextmanager
def style() -> Iterator[None]:
    """Set matplotlib's defaults, ignoring the user's `matplotlibrc`, and the style of the report's figures."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(
            {
                "text.parse_math": False,  # `$…$` in a name is not a formula
                "font.family": "DejaVu Sans",  # comes with matplotlib, so the same everywhere
                "font.size": 9,
                "text.color": INK,
                "text.hinting": "none",  # a third of the time of drawing
                "hatch.linewidth": 1.2,
                "svg.fonttype": "path",  # looks the same without the font installed
                "svg.hashsalt": "wortlaut",
            }
        )
        yield


def new_figure(height: float, title: str) -> Figure:
    """Return an empty figure of a height in inches, with its title."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), dpi=_DPI)
    figure.text(MARGIN / WIDTH, 1 - 0.18 / height, title, size=13, weight="bold", va="top")
    return figure


def add_rows(figure: Figure, n_rows: int, *, bottom: float, right: float, left: float = LEFT, row: float = ROW) -> Axes:
    """Return axes with room for a number of rows, the first on top.

    Args:
        figure: The figure.
        n_rows: Number of rows.
        bottom: Inches below the rows.
        right: Inches right of them.
        left: Inches left of them.
        row: Height of a row in inches.
    """
    height = figure.get_figheight()
    axes = figure.add_axes((left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, n_rows * row / height))
    axes.set_ylim(n_rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines[["left", "right", "top"]].set_visible(False)
    axes.spines["bottom"].set_color(GREY)
    axes.tick_params(axis="x", colors=GREY, length=3)
    axes.set_axisbelow(True)
    return axes


def format_numbers(axis: Axis, write: Callable[[float], str], *, whole: bool = False) -> None:
    """Number an axis, with whole numbers only if they are counts."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(nbins=6, integer=whole))
    axis.set_major_formatter(FuncFormatter(lambda value, _: write(value)))


def shading(colors: Sequence[str]) -> Colormap:
    """Return shades from the first of the colours to the last."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("shades", list(colors))


def swatch(label: str, **look: Any) -> Patch:
    """Return an entry of a legend with the look of bars."""
    from matplotlib.patches import Patch

    return Patch(label=label, **look)


def legend(figure: Figure, handles: Sequence[Patch]) -> None:
    """Add a one-line legend below the title."""
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(MARGIN / WIDTH, 1 - 0.46 / figure.get_figheight()),
        ncols=len(handles),
        frameon=False,
        borderpad=0,
        borderaxespad=0,
        handlelength=1.4,
        columnspacing=1.4,
    )


def n_lines(rows: Sequence[Titled]) -> int:
    """Return the number of lines that rows take, with the titles of their groups."""
    return len(rows) + sum(row.title is not None for row in rows)


def placed(figure: Figure, axes: Axes, rows: Iterable[_Row]) -> Iterator[tuple[int, _Row]]:
    """Yield rows with their place from the top, and write the titles of their groups above them."""
    y = 0
    for row in rows:
        if row.title is not None:
            write_title(figure, axes, y, row.title)
            y += 1
        yield y, row
        y += 1


def write_title(figure: Figure, axes: Axes, y: float, title: str) -> None:
    """Write the title of a group of rows on a band across the figure."""
    from matplotlib.patches import Rectangle
    from matplotlib.transforms import blended_transform_factory

    place = blended_transform_factory(figure.transFigure, axes.transData)
    band = Rectangle((0, y - 0.42), 1, 0.84, transform=place, color=_BAND, clip_on=False, zorder=_OVER_LINES)
    axes.add_patch(band)
    text = drawable(elide(title, 88))
    axes.text(MARGIN / WIDTH, y, text, transform=place, weight="bold", va="center", zorder=_OVER_LINES + 1)


def write_name(axes: Axes, y: float, name: str, note: str = "") -> None:
    """Write a row's name left of the axes, on one or two lines; below a one-line name, a note in grey."""
    lines = wrap(visible_line(name), 42, max_lines=2, placeholder="…")
    if len(lines) == 1 and note:
        write_beside(axes, 0, y, lines[0], offset=(-7, 4))
        write_beside(axes, 0, y, elide(note, 54), offset=(-7, -6), size=7, color=GREY)
    else:
        write_beside(axes, 0, y, "\n".join(lines), offset=(-7, 0), size=9 if len(lines) == 1 else 8)


def write_column(axes: Axes, y: float, text: str, x: float, *, size: float = 9, color: str = GREY) -> None:
    """Write text that ends `x` points right of the axes."""
    axes.annotate(
        drawable(text),
        (1, y),
        (x, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        ha="right",
        va="center",
        size=size,
        color=color,
    )


def write_beside(
    axes: Axes, x: float, y: float, text: str, *, offset: tuple[float, float], size: float = 9, color: str = INK
) -> None:
    """Write text at an offset in points from the left (0) or the right (1) edge of the axes, on its outer side."""
    axes.annotate(
        drawable(text),
        (x, y),
        offset,
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        ha="left" if x else "right",
        va="center",
        size=size,
        color=color,
    )


def drawable(text: str) -> str:
    """Return a text with a box for each character missing from the fonts."""
    characters = _characters()
    return "".join(char if ord(char) in characters or char == "\n" else _MISSING for char in text)


@cache
def _characters() -> frozenset[int]:
    import matplotlib
    from matplotlib.ft2font import FT2Font

    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    regular, bold = (FT2Font(str(fonts / name)).get_charmap() for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"))
    return frozenset(regular.keys() & bold.keys())


def pictures(figure: Figure) -> dict[str, bytes]:
    """Return a figure as PNG and SVG by extension: reproducible bytes, without time and version."""
    contents = {}
    for form, options in _FORMATS.items():
        content = BytesIO()
        figure.savefig(content, format=form, **options)
        contents[form] = content.getvalue()
    return contents
