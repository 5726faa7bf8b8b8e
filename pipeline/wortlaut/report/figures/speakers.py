"""Figure: how many words each speaker is quoted with, by type of quotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.locales import Locale
from wortlaut.locales.labels import TYPE_NAMES
from wortlaut.report.figures import canvas
from wortlaut.report.figures.figure import MAX_ROWS, Content, ReportFigure, sentences, short
from wortlaut.report.overview import Overview
from wortlaut.report.speakers import Speaker

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

_TYPES = {
    "Direct": (canvas.BLUE, ""),
    "Indirect": (canvas.SKY, ""),
    "IndirectFreeIndirect": (canvas.ORANGE, "////"),
    "FreeIndirect": (canvas.GREEN, "...."),
    "Reported": (canvas.PURPLE, "xxxx"),
}
"""Colour and hatching by type of quotation; the hatching distinguishes them in greyscale."""
_TOP, _BOTTOM, _RIGHT = 0.75, 0.5, 0.8
"""Inches above, below and right of the rows."""


class WordRow(NamedTuple):
    """A speaker with the number of words quoted, in total and by type of quotation."""

    name: str
    role: str
    n_words: int
    words_by_type: Mapping[str, int]


def word_rows(speakers: Iterable[Speaker]) -> Iterator[WordRow]:
    """Yield at most `MAX_ROWS` speakers."""
    for speaker in islice(speakers, MAX_ROWS):
        yield WordRow(speaker.name, speaker.role, speaker.n_words, speaker.words_by_type)


def _content(corpus: Overview, locale: Locale) -> Content:
    return (list(word_rows(corpus.quotations.speakers)),)


def describe_speakers(rows: Sequence[WordRow], locale: Locale) -> str:
    """Return the words quoted from each speaker in words."""
    opening = locale.gettext("Bars: the words quoted from each speaker, by type of quotation.")
    return sentences(opening, (f"{short(row.name)}: {_told(row, locale)}" for row in rows))


def _told(row: WordRow, locale: Locale) -> str:
    words = locale.ngettext("%(num)s word", "%(num)s words", row.n_words) % {"num": locale.number(row.n_words)}
    types = [
        f"{locale.gettext(name)} {locale.number(row.words_by_type[key])}"
        for key, name in TYPE_NAMES.items()
        if row.words_by_type.get(key)
    ]
    return f"{words} ({', '.join(types)})" if types else words


def draw_speakers(rows: Sequence[WordRow], locale: Locale) -> Figure:
    """Draw how many words each speaker is quoted with, stacked by type of quotation."""
    title = locale.gettext("Words quoted, by speaker and type of quotation")
    figure = canvas.new_figure(_TOP + len(rows) * canvas.ROW + _BOTTOM, title)
    axes = canvas.add_rows(figure, len(rows), bottom=_BOTTOM, right=_RIGHT)
    axes.set_xlabel(locale.gettext("words"), color=canvas.GREY)
    axes.set_xlim(0, max(1, *(row.n_words for row in rows)))
    canvas.format_numbers(axes.xaxis, lambda value: locale.number(int(value)), whole=True)
    axes.grid(axis="x", color=canvas.PALE, linewidth=0.6)
    for y, row in enumerate(rows):
        _draw_bar(axes, y, row, locale)
    present = {name for row in rows for name, n_words in row.words_by_type.items() if n_words}
    canvas.legend(figure, [_patch(name, locale) for name in TYPE_NAMES if name in present])
    return figure


def _draw_bar(axes: Axes, y: float, row: WordRow, locale: Locale) -> None:
    canvas.write_name(axes, y, row.name, row.role)
    left = 0
    for name in TYPE_NAMES:
        if n_words := row.words_by_type.get(name, 0):
            color, hatch = _TYPES[name]
            axes.barh(y, n_words, canvas.BAR, left, facecolor=color, hatch=hatch, edgecolor="white", linewidth=0)
            left += n_words
    axes.annotate(locale.number(row.n_words), (left, y), (4, 0), textcoords="offset points", va="center")


def _patch(name: str, locale: Locale) -> Patch:
    color, hatch = _TYPES[name]
    label = locale.gettext(TYPE_NAMES[name])
    return canvas.swatch(label, facecolor=color, hatch=hatch, edgecolor="white", linewidth=0)


FIGURE = ReportFigure("speakers_by_words", _content, describe_speakers, draw_speakers)
