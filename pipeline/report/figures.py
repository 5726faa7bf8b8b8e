"""Draws the report's figures as PNG files, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import blended_transform_factory

from pipeline.errors import WortlautError
from pipeline.locales.labels import TYPE_NAMES
from pipeline.report.details import Article
from pipeline.report.markdown import count, elide, number, polarity, visible_line
from pipeline.report.overview import Speaker
from pipeline.report.sections import Section
from pipeline.tables import FEW_HITS

MAX_ROWS = 40
"""Bars in one figure: what is still read on a screen without losing the axis."""
_DPI = 150
_WIDTH, _LEFT, _RIGHT, _MARGIN = 9.0, 3.3, 0.8, 0.2
_ROW, _TOP, _BOTTOM = 0.34, 0.75, 0.5
"""Inches: the figure, what is left and right of the bars, its empty border; a row of bars, what is above and below."""
_BLUE, _SKY, _GREEN, _ORANGE, _VERMILLION, _PURPLE = "#0072B2", "#56B4E9", "#009E73", "#E69F00", "#D55E00", "#CC79A7"
"""The colours of Okabe & Ito, "Color Universal Design" (2008), which colour-blind readers tell apart."""
_INK, _GREY, _PALE, _BAND = "#222222", "#6B6B6B", "#DDDDDD", "#F0F2F4"
_TONES = {"positive": (_BLUE, "#C7DEED"), "neutral": ("#999999", "#E3E3E3"), "negative": (_VERMILLION, "#F5D5C0")}
"""Colour of a tone, and its pale form for few hits."""
_TYPES = {
    "Direct": (_BLUE, ""),
    "Indirect": (_SKY, ""),
    "IndirectFreeIndirect": (_ORANGE, "////"),
    "FreeIndirect": (_GREEN, "...."),
    "Reported": (_PURPLE, "xxxx"),
}
"""Colour and hatching of a type of quotation; the hatching tells them apart when printed in grey."""
_BAR = 0.62
_OVER_LINES = 2.5
_MISSING = "\N{WHITE SQUARE}"


def draw_tone(articles: Sequence[Article], path: Path) -> None:
    """Draw the tone of the articles' sections as bars from -1 to 1, with the number of hits beside each.

    Bars that rest on few hits are pale; a section without hits has the words "no evidence" in place of a bar. The
    figure ends after `MAX_ROWS` sections.

    Raises:
        WortlautError: The file cannot be written.
    """
    rows = list(islice(_rows(articles), MAX_ROWS))
    if not rows:
        _draw_sentence("There is no section to show.", path)
        return
    with _style():
        figure, axes = _frame(len(rows) + sum(row.title is not None for row in rows), "Tone by section")
        axes.set_xlim(-1.2, 1.2)  # room for the value beside a full bar
        axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1\nnegative", "−0.5", "0", "+0.5", "+1\npositive"])
        axes.axvline(0, color=_INK, linewidth=0.8)
        y = 0.0
        for title, section in rows:
            if title is not None:
                _title(figure, axes, y, title)
                y += 1
            _tone_bar(axes, y, section)
            y += 1
        few = Patch(facecolor="#EEEEEE", edgecolor="#999999", linestyle="--", label=f"fewer than {FEW_HITS} hits")
        tones = [Patch(color=color, label=label) for label, (color, _) in _TONES.items()]
        _legend(figure, [*tones, few])
        _save(figure, path)


def draw_speakers(speakers: Sequence[Speaker], path: Path) -> None:
    """Draw how many words each speaker is quoted with, stacked by type of quotation.

    The figure ends after `MAX_ROWS` speakers.

    Raises:
        WortlautError: The file cannot be written.
    """
    if not speakers:
        _draw_sentence("No quotation with an identified speaker was found.", path)
        return
    shown = speakers[:MAX_ROWS]
    with _style():
        figure, axes = _frame(len(shown), "Words quoted, by speaker and type of quotation")
        axes.set_xlabel("words", color=_GREY)
        axes.set_xlim(0, max(1, *(speaker.n_words for speaker in shown)))
        axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
        for y, speaker in enumerate(shown):
            _speaker_bar(axes, y, speaker)
        present = {name for speaker in shown for name, n_words in speaker.words_by_type.items() if n_words}
        _legend(figure, [_type_patch(name) for name in TYPE_NAMES if name in present])
        _save(figure, path)


class _Row(NamedTuple):
    """A section, under the title of its article where it is the article's first."""

    title: str | None
    section: Section


def _rows(articles: Iterable[Article]) -> Iterator[_Row]:
    for article in articles:
        for position, section in enumerate(article.sections):
            yield _Row(None if position else article.title, section)


@contextmanager
def _style() -> Iterator[None]:
    """Set matplotlib's own defaults, whatever the user's `matplotlibrc` says, and take no `$…$` for a formula."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(
            {
                "text.parse_math": False,
                "font.size": 9,
                "text.color": _INK,
                "hatch.linewidth": 1.2,
            }
        )
        yield


def _frame(n_rows: int, title: str) -> tuple[Figure, Axes]:
    """Return a figure and its axes with room for so many rows, the first one on top."""
    height = _TOP + n_rows * _ROW + _BOTTOM
    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI)
    box = (_LEFT / _WIDTH, _BOTTOM / height, (_WIDTH - _LEFT - _RIGHT) / _WIDTH, n_rows * _ROW / height)
    axes = figure.add_axes(box)
    axes.set_ylim(n_rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines[["left", "right", "top"]].set_visible(False)
    axes.spines["bottom"].set_color(_GREY)
    axes.tick_params(axis="x", colors=_GREY, length=3)
    axes.grid(axis="x", color=_PALE, linewidth=0.6)
    axes.set_axisbelow(True)
    figure.text(_MARGIN / _WIDTH, 1 - 0.18 / height, title, size=13, weight="bold", va="top")
    return figure, axes


def _legend(figure: Figure, handles: Sequence[Patch]) -> None:
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(_MARGIN / _WIDTH, 1 - 0.46 / figure.get_figheight()),
        ncols=len(handles),
        frameon=False,
        borderpad=0,
        borderaxespad=0,
        handlelength=1.4,
        handletextpad=0.5,
        columnspacing=1.6,
    )


def _title(figure: Figure, axes: Axes, y: float, title: str) -> None:
    """Write the title of an article on a band across the figure."""
    place = blended_transform_factory(figure.transFigure, axes.transData)
    band = Rectangle((0, y - 0.42), 1, 0.84, transform=place, color=_BAND, clip_on=False, zorder=_OVER_LINES)
    axes.add_patch(band)
    text = _drawable(elide(title, 88))
    axes.text(_MARGIN / _WIDTH, y, text, transform=place, weight="bold", va="center", zorder=_OVER_LINES + 1)


def _tone_bar(axes: Axes, y: float, section: Section) -> None:
    _name(axes, y, section.name)
    tone = section.tone
    _beside(axes, 1, y, number(tone.n_hits, "hit"), offset=(8, 0), color=_GREY)
    if tone.polarity is None:
        axes.text(0.02, y, "no evidence", va="center", color=_GREY, style="italic")
        return
    color, pale = _TONES[tone.label]
    if tone.is_thin:
        axes.barh(y, tone.polarity, _BAR, facecolor=pale, edgecolor=color, linewidth=0.8, linestyle="--")
    else:
        axes.barh(y, tone.polarity, _BAR, color=color)
    side, align = (0.03, "left") if tone.polarity >= 0 else (-0.03, "right")
    ink = _GREY if tone.is_thin else _INK
    axes.text(tone.polarity + side, y, polarity(tone.polarity), va="center", ha=align, color=ink)


def _speaker_bar(axes: Axes, y: float, speaker: Speaker) -> None:
    _name(axes, y, speaker.name, speaker.role)
    left = 0
    for name in TYPE_NAMES:
        if n_words := speaker.words_by_type.get(name, 0):
            color, hatch = _TYPES[name]
            axes.barh(y, n_words, _BAR, left, facecolor=color, hatch=hatch, edgecolor="white", linewidth=0)
            left += n_words
    axes.annotate(count(speaker.n_words), (left, y), (4, 0), textcoords="offset points", va="center")


def _type_patch(name: str) -> Patch:
    color, hatch = _TYPES[name]
    return Patch(facecolor=color, hatch=hatch, edgecolor="white", linewidth=0, label=TYPE_NAMES[name])


def _name(axes: Axes, y: float, name: str, note: str = "") -> None:
    """Write what a row stands for left of the axes: a name of one or two lines, below a short one a note in grey."""
    lines = wrap(visible_line(name), 42, max_lines=2, placeholder="…")
    if len(lines) == 1 and note:
        _beside(axes, 0, y, lines[0], offset=(-7, 4))
        _beside(axes, 0, y, elide(note, 54), offset=(-7, -6), size=7, color=_GREY)
    else:
        _beside(axes, 0, y, "\n".join(lines), offset=(-7, 0), size=9 if len(lines) == 1 else 8)


def _beside(
    axes: Axes, x: float, y: float, text: str, *, offset: tuple[float, float], size: float = 9, color: str = _INK
) -> None:
    """Write text at an offset in points from the left (0) or the right (1) edge of the axes, on its outer side."""
    axes.annotate(
        _drawable(text),
        (x, y),
        offset,
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        ha="left" if x else "right",
        va="center",
        size=size,
        color=color,
    )


def _drawable(text: str) -> str:
    """Return a text with a box for each character that the fonts do not have."""
    known = _characters()
    return "".join(char if ord(char) in known or char == "\n" else _MISSING for char in text)


@cache
def _characters() -> frozenset[int]:
    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    regular, bold = (FT2Font(str(fonts / name)).get_charmap() for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"))
    return frozenset(regular.keys() & bold.keys())


def _draw_sentence(sentence: str, path: Path) -> None:
    with _style():
        figure = Figure(figsize=(_WIDTH, 1.2), dpi=_DPI)
        figure.text(0.5, 0.5, sentence, ha="center", va="center", size=12, color=_GREY, style="italic")
        _save(figure, path)


def _save(figure: Figure, path: Path) -> None:
    draft = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # No version of the software: the same bytes each time.
        figure.savefig(draft, format="png", metadata={"Software": None})
        draft.replace(path)
    except OSError as error:
        remedy = "Free it or choose another output."
        raise WortlautError(f"{path}: cannot be written ({error.strerror}). {remedy}") from error
