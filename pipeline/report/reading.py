"""Reads the tables side by side, article by article, so that a corpus of any size is never held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from pipeline import tables
from pipeline.errors import WortlautError
from pipeline.report.sections import Section, read_sections

T = TypeVar("T")
Row = Mapping[str, str]
"""A row of a table, as `pipeline.tables.rows` gives it."""


class ArticleRows(NamedTuple):
    """An article with what the tables hold of it.

    Attributes:
        article: Its row of `articles.csv`.
        sections: Its sections with their tone.
        quotations: Its rows of `quotations.csv`.
        names: Its rows of `entities.csv` that are names; descriptions and pronouns are not counted anywhere.
    """

    article: Row
    sections: Sequence[Section]
    quotations: Sequence[Row]
    names: Sequence[Row]

    @property
    def article_id(self) -> str:
        """Id of the article."""
        return self.article["article_id"]

    @property
    def title(self) -> str:
        """Its headline, else its file."""
        return self.article["title"] or self.article["path"]

    @property
    def day(self) -> str:
        """Day of publication, ISO 8601, or "" where it is not known."""
        return self.article["published_at"][: len("2024-10-01")]


def read_article_rows(processed: Path) -> Iterator[ArticleRows]:
    """Yield the articles in reading order.

    Args:
        processed: The folder of the tables.

    Raises:
        WortlautError: A table is missing, or two tables are not of one run.
    """
    by_row = itemgetter("article_id")
    sections = _Along(read_sections(processed), attrgetter("article_id"))
    quotations = _Along(tables.rows(tables.QUOTATIONS, processed), by_row)
    mentions = _Along(tables.rows(tables.ENTITIES, processed), by_row)
    for row in tables.rows(tables.ARTICLES, processed):
        article_id = row["article_id"]
        names = [mention for mention in mentions.of(article_id) if mention["kind"] == "name"]
        yield ArticleRows(row, sections.of(article_id), quotations.of(article_id), names)
    for name, along in (("sections", sections), ("quotations", quotations), ("entities", mentions)):
        if along.waiting is not None:
            raise WortlautError(
                f"{processed}: {name}.csv and articles.csv are not of one run (article {along.waiting}). "
                "Run the whole pipeline again."
            )


class _Along(Generic[T]):
    """Items of a table whose articles come in the order of `articles.csv`; an article may have none.

    Attributes:
        waiting: The article whose items come next, or None at the end.
    """

    def __init__(self, items: Iterable[T], article_of: Callable[[T], str]) -> None:
        self._groups = groupby(items, article_of)
        self.waiting: str | None = None
        self._items: Iterator[T] = iter(())
        self._advance()

    def of(self, article_id: str) -> list[T]:
        """Return the items of the next article."""
        if self.waiting != article_id:
            return []
        found = list(self._items)
        self._advance()
        return found

    def _advance(self) -> None:
        self.waiting, self._items = next(self._groups, (None, iter(())))


class Top(Generic[T]):
    """The first of any number of items, of which it holds twice as many as are wanted at most.

    Args:
        size: How many are wanted.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: list[tuple[Any, T]] = []

    def add(self, key: Any, item: T) -> None:
        """Offer an item; those with the lowest keys are kept, and of equal keys the earlier one."""
        self._items.append((key, item))
        if len(self._items) > 2 * self._size:
            self._cut()

    def items(self) -> list[T]:
        """Return the first items, the lowest key first."""
        self._cut()
        return [item for _, item in self._items]

    def _cut(self) -> None:
        self._items.sort(key=itemgetter(0))
        del self._items[self._size :]
