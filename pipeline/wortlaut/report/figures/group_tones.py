"""Figure: the tone of groups of articles side by side, in their authors' words and in those quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wortlaut.locales import Locale
from wortlaut.locales.labels import VOICE_NAMES
from wortlaut.report.comparison import Comparison
from wortlaut.report.figures import intervals
from wortlaut.report.figures.figure import Content, ReportFigure
from wortlaut.report.figures.intervals import IntervalRow, group_name, interval_row
from wortlaut.report.overview import Overview

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def tone_rows(comparison: Comparison, locale: Locale) -> Iterator[IntervalRow]:
    """Yield the tone of all words, of the authors' and of the quoted words, each for all groups."""
    for voice, voice_name in VOICE_NAMES.items():
        title: str | None = locale.gettext(voice_name)
        for group in comparison.groups:
            if row := group.tones.get(voice):
                yield interval_row(title, group_name(group.name, comparison, locale), row.tone, row)
                title = None


def _content(corpus: Overview, locale: Locale) -> Content:
    return (list(tone_rows(corpus.comparison, locale)) if corpus.comparison else [],)


def describe_tones(rows: Sequence[IntervalRow], locale: Locale) -> str:
    """Return the tones in words."""
    opening = locale.gettext(
        "Bars: the tone of whole texts, authors’ words and quoted words, from −1 to +1, by group of articles, with its "
        "interval."
    )
    return intervals.describe(opening, rows, locale.signed, locale)


def draw_tones(rows: Sequence[IntervalRow], locale: Locale) -> Figure:
    """Draw the tone of the groups, for whole texts, authors' words and quoted words."""
    return intervals.draw_tones(rows, locale.gettext("In what tone, by group"), locale)


FIGURE = ReportFigure("tone_by_group", _content, describe_tones, draw_tones)
