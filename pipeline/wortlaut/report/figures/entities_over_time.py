"""Figure: how often people and organisations are named in each period, a matrix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from wortlaut.locales import Locale
from wortlaut.report.entities import NamedEntity
from wortlaut.report.figures.figure import Content, ReportFigure, sentences, short
from wortlaut.report.figures.matrix import CountRow, draw_matrix, highest
from wortlaut.report.overview import Overview
from wortlaut.report.timeline import Period

if TYPE_CHECKING:
    from matplotlib.figure import Figure

GAP = "…"
"""Names a column that stands for several periods without data."""


def period_rows(followed: Iterable[NamedEntity], periods: Sequence[Period | None]) -> Iterator[CountRow]:
    """Yield the people and organisations named, with the number of mentions in each period (a column)."""
    for entity in followed:
        counts = [period.mentions.get(entity.canonical_id, 0) if period else 0 for period in periods]
        if any(counts):
            yield CountRow(None, entity.name, entity.role, counts)


def _content(corpus: Overview, locale: Locale) -> Content:
    columns = corpus.timeline.columns
    rows = list(period_rows(corpus.followed, columns)) if len(columns) > 1 else []
    return rows, [locale.date(period.start) if period else GAP for period in columns]


def describe_timeline(rows: Sequence[CountRow], periods: Sequence[str], locale: Locale) -> str:
    """Return in words when each person or organisation is named most."""
    opening = locale.gettext(
        "Matrix: how often the most mentioned people and organisations are named in each period; of each the highest."
    )
    return sentences(opening, (f"{short(row.name)}: {highest(row, periods, locale)}" for row in rows))


def draw_timeline(rows: Sequence[CountRow], periods: Sequence[str], locale: Locale) -> Figure:
    """Draw how often each person or organisation (a row) is named in each period (a column)."""
    return draw_matrix(rows, periods, locale.gettext("Mentions over time"), locale)


FIGURE = ReportFigure("entities_over_time", _content, describe_timeline, draw_timeline)
