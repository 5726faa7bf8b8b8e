"""Add up articles, quotations and mentions by day, month or year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple, TypeVar

from wortlaut.report.reading import ArticleRows

T = TypeVar("T")
MAX_PERIODS = 36
"""Maximum number of periods side by side; with more, days become months, and months years."""
NAMED = 3
"""Names shown per period."""


class Period(NamedTuple):
    """A day, month or year.

    Attributes:
        start: The period in ISO 8601: `2024-10-01`, `2024-10` or `2024`.
        n_articles: Articles published then.
        n_quotations: Quotations in them.
        n_words: Words quoted in them.
        mentions: Number of mentions of each followed entity in them, by canonical_id.
    """

    start: str
    n_articles: int
    n_quotations: int
    n_words: int
    mentions: Mapping[str, int]

    @property
    def most_named(self) -> tuple[str, ...]:
        """canonical_id of the most mentioned entities, in descending order."""
        ranked = sorted(self.mentions.items(), key=lambda item: (-item[1], item[0]))
        return tuple(canonical_id for canonical_id, _ in ranked[:NAMED])


class Timeline(NamedTuple):
    """The articles over time.

    Attributes:
        n_dated: Articles with a date.
        first_day: The earliest day, ISO 8601, or "".
        last_day: The latest one.
        periods: All periods from first to last, including those without articles; none without dates.
    """

    n_dated: int
    first_day: str
    last_day: str
    periods: tuple[Period, ...]

    @property
    def columns(self) -> tuple[Period | None, ...]:
        """The periods side by side; None stands for several in a row that have no articles."""
        return tuple(without_gaps((period, bool(period.n_articles)) for period in self.periods))

    @property
    def peak(self) -> tuple[str, Period]:
        """canonical_id of the entity named most in one period, and that period; requires a mention."""
        cells = ((name, period) for period in self.periods for name in period.most_named)
        return max(cells, key=lambda cell: cell[1].mentions[cell[0]])


def without_gaps(periods: Iterable[tuple[T, bool]]) -> Iterator[T | None]:
    """Yield periods with None in place of several in a row without data.

    Args:
        periods: The periods in order, each with whether it has data.
    """
    for has_data, group in groupby(periods, lambda each: each[1]):
        found = [period for period, _ in group]
        if has_data or len(found) == 1:
            yield from found
        else:
            yield None


class _Sums:
    """Sums over the articles of one period."""

    def __init__(self) -> None:
        self.n_articles = self.n_quotations = self.n_words = 0
        self.mentions: Counter[str] = Counter()

    def add(self, other: _Sums) -> None:
        self.n_articles += other.n_articles
        self.n_quotations += other.n_quotations
        self.n_words += other.n_words
        self.mentions.update(other.mentions)


class TimelineTally:
    """Add up articles by day; the days are merged into longer periods at the end.

    Args:
        followed: canonical_id of the entities whose mentions are counted.
    """

    def __init__(self, followed: frozenset[str]) -> None:
        self._followed = followed
        self._days: defaultdict[str, _Sums] = defaultdict(_Sums)

    def add(self, rows: ArticleRows, n_words: int) -> None:
        """Add an article with its number of words quoted; one without a date is skipped."""
        if not rows.day:
            return
        day = self._days[rows.day]
        day.n_articles += 1
        day.n_quotations += len(rows.quotations)
        day.n_words += n_words
        day.mentions.update(row.canonical_id for row in rows.names if row.canonical_id in self._followed)

    def result(self) -> Timeline:
        """Return the timeline of all added articles, in the shortest periods that fit `MAX_PERIODS`."""
        if not self._days:
            return Timeline(0, "", "", ())
        first, last = min(self._days), max(self._days)
        starts = _starts(first, last)
        sums = {start: _Sums() for start in starts}
        for day in sorted(self._days):
            sums[day[: len(starts[0])]].add(self._days[day])
        periods = tuple(
            Period(start, total.n_articles, total.n_quotations, total.n_words, total.mentions)
            for start, total in sums.items()
        )
        return Timeline(sum(period.n_articles for period in periods), first, last, periods)


def _starts(first: str, last: str) -> list[str]:
    """Return the periods from one day to another, in the shortest unit that gives at most `MAX_PERIODS`, else years."""
    if (date.fromisoformat(last) - date.fromisoformat(first)).days < MAX_PERIODS:
        return list(_days(first, last))
    in_months = list(months(first, last))
    if len(in_months) <= MAX_PERIODS:
        return in_months
    return [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]


def _days(first: str, last: str) -> Iterator[str]:
    day = date.fromisoformat(first)
    while day.isoformat() <= last:
        yield day.isoformat()
        day += timedelta(days=1)


def months(first: str, last: str) -> Iterator[str]:
    """Yield the months (`2024-10`) from one day or month to another."""
    year, month = int(first[:4]), int(first[5:7])
    while (start := f"{year:04}-{month:02}") <= last[:7]:
        yield start
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
