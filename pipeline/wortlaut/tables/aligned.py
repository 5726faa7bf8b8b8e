"""Goes through tables side by side, article by article, so that a corpus of any size is never held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Generic, TypeVar

from wortlaut.utils.errors import WortlautError

T = TypeVar("T")


class AlignedReader(Generic[T]):
    """What a table holds of each article; the articles come in the same order, and some may have nothing there.

    Args:
        items: The items of the table, those of an article together.
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
        """Return the items of the next article."""
        if self.next_article_id != article_id:
            return []
        items = list(self._next_items)
        self._advance()
        return items

    def _advance(self) -> None:
        self.next_article_id, self._next_items = next(self._groups, (None, iter(())))


def refuse_left_over(folder: Path, tables: Mapping[str, AlignedReader[Any]]) -> None:
    """Make sure that all items of some tables were used, once the last article is done.

    Args:
        folder: Folder of the tables.
        tables: The tables by their names.

    Raises:
        WortlautError: A table has items of other articles, or has the articles in another order.
    """
    for name, reader in tables.items():
        if reader.next_article_id is not None:
            raise WortlautError(
                f"{folder}: {name}.csv and the articles are not of one run (article '{reader.next_article_id}'). "
                "Run the whole pipeline again."
            )
