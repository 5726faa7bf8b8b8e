"""Say which groups an article belongs to, and add up shares over the articles of a group with their uncertainty."""

from __future__ import annotations

from collections import Counter
from typing import Literal, NamedTuple, Protocol

from wortlaut.sentiment.interval import Interval, bootstrap
from wortlaut.tables.schemas import FEW_ARTICLES

Grouping = Literal["outlet", "author", "month"]
"""What articles are grouped by."""
Compared = Literal["outlet", "author", "month", "none"]
"""What the parameter `report.compare` chooses."""
_DIGITS = 4
_MONTH = len("2024-10")


def groupings(compare: Compared) -> tuple[Grouping, ...]:
    """Return what articles are grouped by: the chosen grouping and the month, which the report draws over time."""
    if compare == "none":
        return ()
    return ("month",) if compare == "month" else (compare, "month")


class Described(Protocol):
    """An article with what a publisher says about it, in the form of `articles.csv`."""

    @property
    def outlet(self) -> str | None:
        """The publication."""

    @property
    def authors(self) -> str | None:
        """The authors, joined by `|`."""

    @property
    def published_at(self) -> str | None:
        """Date and time of publication, ISO 8601."""


def groups_of(article: Described, by: Grouping) -> tuple[str, ...]:
    """Return the groups of an article: its outlet, its authors, or the month of its publication (`2024-10`).

    An article by several authors belongs to each of them; one without the information belongs to no group.
    """
    if by == "author":
        return tuple(dict.fromkeys((article.authors or "").split("|"))) if article.authors else ()
    value = article.outlet if by == "outlet" else (article.published_at or "")[:_MONTH]
    return (value,) if value else ()


class Share(NamedTuple):
    """A share, or another ratio of sums over articles.

    Attributes:
        value: The ratio, or None if the denominator is 0.
        interval: Its 95 % bootstrap interval, resampling articles; None for fewer than `FEW_ARTICLES`.
        n_articles: Number of articles with a denominator above 0.
    """

    value: float | None
    interval: Interval | None
    n_articles: int


class Ratio:
    """Add up a ratio of sums, such as the share of a speaker's words, article by article."""

    def __init__(self) -> None:
        self._units: Counter[tuple[int, int]] = Counter()

    def add(self, part: int, whole: int) -> None:
        """Add an article; it does not count if its `whole` is 0."""
        if whole:
            self._units[part, whole] += 1

    def without(self, other: Ratio) -> Ratio:
        """Return this ratio without the articles of another one, whose parts are 0 here."""
        rest = Ratio()
        rest._units = self._units.copy()
        for (_, whole), n in other._units.items():
            rest._units[0, whole] -= n
        rest._units = +rest._units
        return rest

    def merged(self, other: Ratio) -> Ratio:
        """Return the ratio over the articles of both."""
        both = Ratio()
        both._units = self._units + other._units
        return both

    def share(self) -> Share:
        """Return the ratio over all articles added, with its interval."""
        n_articles = self._units.total()
        if not n_articles:
            return Share(None, None, 0)
        units = self._units.items()
        value = sum(part * n for (part, _), n in units) / sum(whole * n for (_, whole), n in units)
        bounds = bootstrap(self._units) if n_articles >= FEW_ARTICLES else None
        interval = Interval(*(round(bound, _DIGITS) + 0.0 for bound in bounds)) if bounds else None
        return Share(round(value, _DIGITS) + 0.0, interval, n_articles)
