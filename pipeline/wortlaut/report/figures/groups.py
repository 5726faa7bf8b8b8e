"""Draw groups of articles side by side: who is quoted there how much, and in what tone, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from wortlaut.locales import Locale
from wortlaut.report.figures import canvas
from wortlaut.report.figures.rows import IntervalRow
from wortlaut.tables.schemas import FEW_ARTICLES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TOP, _BOTTOM, _RIGHT = 0.95, 0.55, 1.9
"""Inches above, below and right of the rows."""
_VALUE, _ARTICLES = 46, 122
"""Points right of the axes at which the columns end."""
_HEADER = -0.75
_END = 1.03
"""End of the axis of tone."""
_FULL, _PALE = canvas.BLUE, "#C7DEED"


def draw_shares(rows: Sequence[IntervalRow], locale: Locale) -> Figure:
    """Draw the share of each speaker in the words that a group of articles quotes."""
    title = locale.gettext("Who is quoted where: share of the words quoted")
    figure, axes = _new(rows, title, locale)
    ends = [row.interval[1] if row.interval else row.value for row in rows]
    axes.set_xlim(0, min(1.0, 1.05 * max(ends, default=1.0)) or 1.0)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: locale.percent(value, 0)))
    _draw(figure, axes, rows, lambda value: locale.percent(value, 0), locale)
    return figure


def draw_tones(rows: Sequence[IntervalRow], locale: Locale) -> Figure:
    """Draw the tone of the authors' words, of the quoted words and of speakers, by group of articles."""
    figure, axes = _new(rows, locale.gettext("In what tone, by group"), locale)
    axes.set_xlim(-_END, _END)
    axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", *map(locale.signed, (-0.5, 0, 0.5)), "+1"])
    axes.axvline(0, color=canvas.INK, linewidth=0.8)
    _draw(figure, axes, rows, locale.signed, locale)
    return figure


def _new(rows: Sequence[IntervalRow], title: str, locale: Locale) -> tuple[Figure, Axes]:
    n_rows = len(rows) + sum(row.title is not None for row in rows)
    figure = canvas.new_figure(_TOP + n_rows * canvas.ROW + _BOTTOM, title)
    axes = canvas.add_rows(figure, n_rows, bottom=_BOTTOM, right=_RIGHT)
    axes.grid(axis="x", color=canvas.PALE, linewidth=0.6)
    few = locale.gettext("fewer than %(n)s articles") % {"n": locale.number(FEW_ARTICLES)}
    enough = locale.gettext("value, with its interval")
    handles = [Patch(color=_FULL, label=enough), Patch(facecolor=_PALE, edgecolor=_FULL, linestyle="--", label=few)]
    canvas.legend(figure, handles)
    return figure, axes


def _draw(
    figure: Figure, axes: Axes, rows: Sequence[IntervalRow], written: Callable[[float], str], locale: Locale
) -> None:
    _write(axes, _HEADER, locale.gettext("articles"), _ARTICLES, size=7.5)
    y = 0
    for row in rows:
        if row.title is not None:
            canvas.write_title(figure, axes, y, row.title)
            y += 1
        canvas.write_name(axes, y, row.name, row.note)
        face, line = (_PALE, "--") if row.is_few else (_FULL, "-")
        axes.barh(y, row.value, canvas.BAR, facecolor=face, edgecolor=_FULL, linewidth=0.8, linestyle=line)
        if row.interval is not None:
            axes.plot(row.interval, (y, y), color=canvas.INK, linewidth=1.1, marker="|", markersize=5)
        ink = canvas.GREY if row.is_few else canvas.INK
        _write(axes, y, written(row.value), _VALUE, color=ink)
        _write(axes, y, locale.number(row.n_articles), _ARTICLES)
        y += 1


def _write(axes: Axes, y: float, text: str, x: float, *, size: float = 9, color: str = canvas.GREY) -> None:
    """Write text that ends `x` points right of the axes."""
    place = axes.get_yaxis_transform()
    axes.annotate(
        text,
        (1, y),
        (x, 0),
        xycoords=place,
        textcoords="offset points",
        ha="right",
        va="center",
        size=size,
        color=color,
    )
