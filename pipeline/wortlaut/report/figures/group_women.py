"""Figure: the share of women in groups of articles side by side, among the people and in their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wortlaut.locales import Locale
from wortlaut.report.comparison import Comparison, Heard
from wortlaut.report.figures import intervals
from wortlaut.report.figures.figure import Content, ReportFigure
from wortlaut.report.figures.intervals import IntervalRow, group_name, interval_row
from wortlaut.report.overview import Overview

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def women_rows(comparison: Comparison, heard: Heard, locale: Locale) -> Iterator[IntervalRow]:
    """Yield the share of women among the people of each group, then among their words."""
    balances = {balance.people.group_name: balance for balance in heard.groups.get(comparison.by, ())}
    for measure, heading in enumerate((locale.gettext("Women among people"), locale.gettext("Women’s share of words"))):
        title: str | None = heading
        for group in comparison.groups:
            balance = balances.get(group.name)
            if balance is not None and (share := balance[measure].share_women) is not None:
                yield interval_row(title, group_name(group.name, comparison, locale), share, balance[measure])
                title = None


def _content(corpus: Overview, locale: Locale) -> Content:
    return (list(women_rows(corpus.comparison, corpus.heard, locale)) if corpus.comparison else [],)


def describe_women(rows: Sequence[IntervalRow], locale: Locale) -> str:
    """Return the shares in words."""
    opening = locale.gettext(
        "Bars: the share of women among the people quoted and in their words, by group of articles, with its interval."
    )
    return intervals.describe(opening, rows, locale.percent, locale)


def draw_women(rows: Sequence[IntervalRow], locale: Locale) -> Figure:
    """Draw the share of women among the people quoted, and in their words, by group."""
    return intervals.draw_shares(rows, locale.gettext("Women among those quoted, by group"), locale)


FIGURE = ReportFigure("women_by_group", _content, describe_women, draw_women)
