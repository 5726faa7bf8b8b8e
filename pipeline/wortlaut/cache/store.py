"""Keeps what was found in each article, so that only new and changed articles are analysed again.

One SQLite database, because it is there whole after a crash at any moment. It holds one entry per article and layer;
the entry's key tells what it was made from, so an entry that no longer fits is never taken for one that does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from wortlaut.utils.errors import WortlautError

_SCHEMA = "CREATE TABLE IF NOT EXISTS findings (layer TEXT, article_id TEXT, key TEXT, content BLOB)"
_INDEX = "CREATE UNIQUE INDEX IF NOT EXISTS place ON findings (layer, article_id, key)"
_COMPLETE = "CREATE TABLE IF NOT EXISTS complete (state TEXT PRIMARY KEY)"
_MARKED = "CREATE TEMPORARY TABLE marked (article_id TEXT PRIMARY KEY) WITHOUT ROWID"
_WAIT = 10.0
"""Seconds for which another run may hold the database."""


class Entry(NamedTuple):
    """A layer of an article.

    Attributes:
        layer: The layer's name.
        article_id: The article.
        key: Digest of all that the content was made from.
        content: What was found.
    """

    layer: str
    article_id: str
    key: str
    content: bytes


class Store:
    """The entries; `opened` makes one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def has(self, layer: str, article_id: str, key: str) -> bool:
        """Tell whether there is an entry made from just this."""
        query = "SELECT 1 FROM findings WHERE layer = ? AND article_id = ? AND key = ?"
        return self._database.execute(query, (layer, article_id, key)).fetchone() is not None

    def find(self, layer: str, article_id: str, key: str) -> bytes | None:
        """Return the content of the entry made from just this, if there is one."""
        query = "SELECT content FROM findings WHERE layer = ? AND article_id = ? AND key = ?"
        row = self._database.execute(query, (layer, article_id, key)).fetchone()
        return None if row is None else bytes(row[0])

    def get(self, layer: str, article_id: str, key: str) -> bytes:
        """Return the content of an entry that is there.

        Raises:
            WortlautError: There is no entry that was made from just this.
        """
        content = self.find(layer, article_id, key)
        if content is None:
            raise WortlautError(
                f"{article_id}: what was found in it ({layer}) is not there any more. Another run has changed it; "
                "run again when that has ended."
            )
        return content

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep entries, all of them or none; they take the place of earlier ones of the same article and layer."""
        with self._database:
            for entry in entries:
                self._database.execute("DELETE FROM findings WHERE layer = ? AND article_id = ?", entry[:2])
                self._database.execute("INSERT INTO findings VALUES (?, ?, ?, ?)", entry)

    def is_complete(self, state: str) -> bool:
        """Tell whether nothing has changed since `completed` was told of this state."""
        return self._database.execute("SELECT 1 FROM complete WHERE state = ?", (state,)).fetchone() is not None

    def begin(self) -> None:
        """Note that entries are about to change."""
        with self._database:
            self._database.execute("DELETE FROM complete")

    def completed(self, states: Iterable[str]) -> None:
        """Note that all entries of some states are there."""
        with self._database:
            self._database.executemany("INSERT OR IGNORE INTO complete VALUES (?)", ((state,) for state in states))

    def mark(self, article_id: str) -> None:
        """Note that an article is among those of this run."""
        self._database.execute("INSERT OR IGNORE INTO marked VALUES (?)", (article_id,))

    def forget_unmarked(self, layers: Iterable[str]) -> None:
        """Forget the articles that were not marked, and all layers but these; the room is used again."""
        with self._database:
            kept = tuple(layers)
            self._database.execute(
                f"DELETE FROM findings WHERE layer NOT IN ({', '.join('?' * len(kept))})"
                " OR article_id NOT IN (SELECT article_id FROM marked)",
                kept,
            )
            self._database.execute("DELETE FROM marked")


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Open a store; it is made where it is missing.

    Raises:
        WortlautError: It cannot be read or written, is no store, or is held by another run.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WortlautError(f"{path}: cannot be written ({error.strerror}). Choose another output.") from error
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT)) as database:
            for statement in (_SCHEMA, _INDEX, _COMPLETE, _MARKED):
                database.execute(statement)
            yield Store(database)
    except sqlite3.Error as error:
        raise WortlautError(f"{path}: {_fault(error)}") from error


def _fault(error: sqlite3.Error) -> str:
    told = str(error)
    if "locked" in told:
        return "is in use by another run. Wait for its end, or choose another output."
    if "malformed" in told or "not a database" in told:
        return f"is damaged ({told}). Delete it; all articles are then analysed again."
    return f"cannot be read or written ({told}). Free it, make room, or choose another output."
