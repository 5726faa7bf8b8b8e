"""Figure: who is quoted most in each group of articles, with the share of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wortlaut.locales import Locale
from wortlaut.report.comparison import Comparison
from wortlaut.report.figures import intervals
from wortlaut.report.figures.figure import Content, ReportFigure
from wortlaut.report.figures.intervals import IntervalRow, group_name, interval_row
from wortlaut.report.overview import Overview

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def share_rows(comparison: Comparison, locale: Locale) -> Iterator[IntervalRow]:
    """Yield the speakers of each group with their share of its quoted words."""
    for group in comparison.groups:
        title: str | None = group_name(group.name, comparison, locale)
        for row in group.speakers:
            if row.share is not None:
                yield interval_row(title, row.name, row.share, row, row.role or "")
                title = None


def _content(corpus: Overview, locale: Locale) -> Content:
    return (list(share_rows(corpus.comparison, locale)) if corpus.comparison else [],)


def describe_shares(rows: Sequence[IntervalRow], locale: Locale) -> str:
    """Return the shares in words."""
    opening = locale.gettext(
        "Bars: the share of each speaker in the words quoted, by group of articles, with its interval."
    )
    return intervals.describe(opening, rows, locale.percent, locale)


def draw_shares(rows: Sequence[IntervalRow], locale: Locale) -> Figure:
    """Draw the share of each speaker in the words that a group of articles quotes."""
    return intervals.draw_shares(rows, locale.gettext("Who is quoted where: share of the words quoted"), locale)


FIGURE = ReportFigure("speakers_by_group", _content, describe_shares, draw_shares)
