"""Figure: the tone of sections, a bar for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.locales import Locale
from wortlaut.locales.labels import TONE_MARKS, TONE_NAMES
from wortlaut.report.details import Article
from wortlaut.report.figures import canvas
from wortlaut.report.figures.figure import MAX_ROWS, Content, ReportFigure, sentences, short
from wortlaut.report.overview import Overview
from wortlaut.report.sections import Tone
from wortlaut.report.wording import section_name
from wortlaut.tables.schemas import FEW_SENTENCES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLORS = {True: (canvas.BLUE, "#C7DEED"), False: (canvas.VERMILLION, "#F5D5C0")}
"""Colour of a positive (True) or negative tone, and its pale form for few sentences."""
_NO_TONE = TONE_NAMES["no evidence"]
_SIDES = {False: "negative", True: "positive"}
_TOP, _BOTTOM, _RIGHT = 1.0, 0.5, 2.35
"""Inches above, below and right of the rows."""
_END = 1.03
"""End of the axis, with room for the edge of a full bar."""
_COLUMNS = (44, 58, 160)
"""Points right of the axes: end of the tone, start of the label, end of the number of sentences."""


class ToneRow(NamedTuple):
    """A section; the article's first has the article's title."""

    title: str | None
    name: str
    tone: Tone


def tone_rows(articles: Iterable[Article], locale: Locale) -> Iterator[ToneRow]:
    """Yield at most `MAX_ROWS` sections of articles."""
    places = ((article, position, section) for article in articles for position, section in enumerate(article.sections))
    for article, position, section in islice(places, MAX_ROWS):
        yield ToneRow(None if position else article.title, section_name(section, locale), section.tone)


def _content(corpus: Overview, locale: Locale) -> Content:
    return (list(tone_rows(corpus.articles, locale)),)


def describe_tone(rows: Sequence[ToneRow], locale: Locale) -> str:
    """Return the tone of each section in words."""
    opening = locale.gettext(
        "Bars: the tone of the sections of the articles below, from −1 (negative) to +1 (positive), with its interval."
    )
    return sentences(opening, (_told(row, locale) for row in rows))


def _told(row: ToneRow, locale: Locale) -> str:
    name = f"{short(row.title)}, {short(row.name)}" if row.title else short(row.name)
    value = row.tone.value
    return f"{name}: {locale.gettext(_NO_TONE) if value is None else locale.signed(value)}"


def draw_tone(rows: Sequence[ToneRow], locale: Locale) -> Figure:
    """Draw the tone of sections from -1 to 1, each with its interval, its label and its number of sentences.

    Bars based on few sentences are pale; a section without evidence has the words "no evidence" instead of a bar.

    Args:
        rows: The sections.
        locale: The language of the figure.
    """
    n_rows = canvas.n_lines(rows)
    height = _TOP + n_rows * canvas.ROW + _BOTTOM
    figure = canvas.new_figure(height, locale.gettext("Tone by section"))
    axes = canvas.add_rows(figure, n_rows, bottom=_BOTTOM, right=_RIGHT)
    _scale(axes, locale)
    for y, row in canvas.placed(figure, axes, rows):
        _draw_bar(axes, y, row, locale)
    _write_header(axes, locale)
    _legend(figure, locale)
    return figure


def _legend(figure: Figure, locale: Locale) -> None:
    sides = [canvas.swatch(locale.gettext(TONE_NAMES[name]), color=_COLORS[side][0]) for side, name in _SIDES.items()]
    few = locale.gettext("fewer than %(n)s sentences") % {"n": locale.number(FEW_SENTENCES)}
    canvas.legend(figure, [*sides, canvas.swatch(few, facecolor="#EEEEEE", edgecolor="#999999", linestyle="--")])


def _scale(axes: Axes, locale: Locale) -> None:
    axes.set_xlim(-_END, _END)
    negative, positive = (locale.gettext(TONE_NAMES[name]) for name in _SIDES.values())
    axes.set_xticks([-1, -0.5, 0, 0.5, 1], [f"−1\n{negative}", *map(locale.signed, (-0.5, 0, 0.5)), f"+1\n{positive}"])
    axes.grid(axis="x", color=canvas.PALE, linewidth=0.6)
    axes.axvline(0, color=canvas.INK, linewidth=0.8)


def _write_header(axes: Axes, locale: Locale) -> None:
    """Write the headings of the columns right of the bars."""
    y = -0.75
    value, label, sentences = _COLUMNS
    for text, x in ((locale.gettext("tone"), value), (locale.gettext("sentences"), sentences)):
        canvas.write_column(axes, y, text, x, size=7.5)
    canvas.write_beside(axes, 1, y, locale.gettext("label"), offset=(label, 0), size=7.5, color=canvas.GREY)


def _draw_bar(axes: Axes, y: float, row: ToneRow, locale: Locale) -> None:
    canvas.write_name(axes, y, row.name)
    tone = row.tone
    value, label, sentences = _COLUMNS
    canvas.write_column(axes, y, locale.number(tone.n_sentences), sentences)
    if tone.value is None:
        text = locale.gettext(_NO_TONE)
        axes.text(0.02, y, text, va="center", color=canvas.GREY, style="italic")
        return
    color, pale = _COLORS[tone.value >= 0]
    if tone.is_thin:
        axes.barh(y, tone.value, canvas.BAR, facecolor=pale, edgecolor=color, linewidth=0.8, linestyle="--")
    else:
        axes.barh(y, tone.value, canvas.BAR, color=color)
    if tone.interval is not None:
        axes.plot(tone.interval, (y, y), color=canvas.INK, linewidth=1.1, marker="|", markersize=5)
    ink = canvas.GREY if tone.is_thin else canvas.INK
    canvas.write_column(axes, y, locale.signed(tone.value), value, color=ink)
    name = f"{TONE_MARKS[tone.label]} {locale.gettext(TONE_NAMES[tone.label])}"
    canvas.write_beside(axes, 1, y, name, offset=(label, 0), color=ink)


FIGURE = ReportFigure("tone_by_section", _content, describe_tone, draw_tone)
