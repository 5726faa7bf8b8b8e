"""Read tables side by side, article by article, in memory independent of the corpus size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Generic, TypeVar

from wortlaut.utils.errors import WortlautError

T = TypeVar("T")


class AlignedReader(Generic[T]):
    """Give the items of a table by article, for articles in the table's order; some may have none.

    Args:
        items: The items of the table, grouped by article.
        article_of: Returns the article_id of an item.

    Attributes:
        next_article_id: The article whose items come next, or None at the end.
    """

    def __init__(self, items: Iterable[T], article_of: Callable[[T], str]) -> None:
        self._groups = groupby(items, article_of)
        self.next_article_id: str | None = None
        self._next_items: Iterator[T] = iter(())
        self._advance()

    def of(self, article_id: str) -> list[T]:
        """Return the items of an article, which must be the next one; none if the table has none."""
        if self.next_article_id != article_id:
            return []
        items = list(self._next_items)
        self._advance()
        return items

    def _advance(self) -> None:
        self.next_article_id, self._next_items = next(self._groups, (None, iter(())))


def refuse_left_over(folder: Path, tables: Mapping[str, AlignedReader[Any]]) -> None:
    """Check that all items were read, after the last article.

    Args:
        folder: Folder of the tables.
        tables: The readers by table name.

    Raises:
        WortlautError: A table has other articles, or another order of articles.
    """
    for name, reader in tables.items():
        if reader.next_article_id is not None:
            raise WortlautError(
                f"{folder}: {name}.csv and the articles are from different runs (article '{reader.next_article_id}'). "
                "Run the whole pipeline again."
            )
