"""Figure: for whom the people and organisations speak who are quoted, and how many of the words are women's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from wortlaut.locales import Locale
from wortlaut.locales.labels import GENDER_GROUP_NAMES, KIND_NAMES
from wortlaut.report.figures import canvas
from wortlaut.report.figures.figure import Content, ReportFigure, sentences
from wortlaut.report.overview import Overview
from wortlaut.report.speakers import QuotationTotals

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

_LOOKS: dict[str, dict[str, Any]] = {
    "f": {"facecolor": canvas.BLUE},
    "m": {"facecolor": canvas.ORANGE, "hatch": "////"},
    "other": {"facecolor": canvas.GREEN, "hatch": "...."},
    "": {"facecolor": "#9A9A9A"},
    "nobody": {"facecolor": "#E4E4E4"},
}
"""Colour and hatching by gender; they differ in greyscale too."""
_TOP, _BOTTOM, _RIGHT = 0.95, 0.5, 1.9
_SHARE, _WORDS = 46, 122
"""Points right of the axes at which the columns end."""
_HEADER = -0.75


class KindRow(NamedTuple):
    """A kind of speakers.

    Attributes:
        name: Its name.
        n_words: Number of words quoted from it.
        share: Their share of all words quoted.
        interval: The interval of the share, or None.
        words_by_gender: These words by gender of the person, `nobody` for organisations and speakers without a name.
    """

    name: str
    n_words: int
    share: float
    interval: tuple[float, float] | None
    words_by_gender: Mapping[str, int]


def kind_rows(quotations: QuotationTotals, locale: Locale) -> Iterator[KindRow]:
    """Yield the kinds of speakers."""
    for kind in quotations.kinds:
        persons = sum(kind.words_by_gender.values())
        genders = {gender: n for gender, n in kind.words_by_gender.items() if n}
        if kind.n_words > persons:
            genders["nobody"] = kind.n_words - persons
        name, share = locale.gettext(KIND_NAMES[kind.kind]), kind.share
        yield KindRow(name, kind.n_words, share.value or 0.0, share.interval, genders)


def _content(corpus: Overview, locale: Locale) -> Content:
    return (list(kind_rows(corpus.quotations, locale)),)


def describe_kinds(rows: Sequence[KindRow], locale: Locale) -> str:
    """Return the shares in words."""
    opening = locale.gettext(
        "Bars: the share of each kind of speaker in the words quoted, with its interval, divided by gender in words."
    )
    return sentences(opening, (_told(row, locale) for row in rows))


def _told(row: KindRow, locale: Locale) -> str:
    genders = (
        f"{locale.gettext(name)} {locale.number(row.words_by_gender[key])}"
        for key, name in GENDER_GROUP_NAMES.items()
        if key in row.words_by_gender
    )
    return f"{row.name}: {locale.percent(row.share)} ({', '.join(genders)})"


def draw_kinds(rows: Sequence[KindRow], locale: Locale) -> Figure:
    """Draw the share of each kind of speaker in the words quoted, stacked by gender, each with its interval."""
    title = locale.gettext("Who is heard: words quoted, by kind of speaker and gender")
    figure = canvas.new_figure(_TOP + len(rows) * canvas.ROW + _BOTTOM, title)
    axes = canvas.add_rows(figure, len(rows), bottom=_BOTTOM, right=_RIGHT)
    axes.grid(axis="x", color=canvas.PALE, linewidth=0.6)
    axes.set_xlim(0, min(1.0, 1.05 * max(row.interval[1] if row.interval else row.share for row in rows)) or 1.0)
    canvas.format_numbers(axes.xaxis, lambda value: locale.percent(value, 0))
    canvas.write_column(axes, _HEADER, locale.gettext("share"), _SHARE, size=7.5)
    canvas.write_column(axes, _HEADER, locale.gettext("words"), _WORDS, size=7.5)
    for y, row in enumerate(rows):
        canvas.write_name(axes, y, row.name)
        left = 0.0
        for gender, look in _LOOKS.items():
            if n_words := row.words_by_gender.get(gender, 0):
                width = row.share * n_words / row.n_words
                axes.barh(y, width, canvas.BAR, left, edgecolor="white", linewidth=0, **look)
                left += width
        if row.interval is not None:
            axes.plot(row.interval, (y, y), color=canvas.INK, linewidth=1.1, marker="|", markersize=5)
        canvas.write_column(axes, y, locale.percent(row.share), _SHARE, color=canvas.INK)
        canvas.write_column(axes, y, locale.number(row.n_words), _WORDS)
    present = {gender for row in rows for gender in row.words_by_gender}
    canvas.legend(figure, _swatches(present, locale))
    return figure


def _swatches(present: Iterable[str], locale: Locale) -> list[Patch]:
    return [
        canvas.swatch(locale.gettext(name), edgecolor="white", linewidth=0, **_LOOKS[gender])
        for gender, name in GENDER_GROUP_NAMES.items()
        if gender in present
    ]


FIGURE = ReportFigure("words_by_kind", _content, describe_kinds, draw_kinds)
