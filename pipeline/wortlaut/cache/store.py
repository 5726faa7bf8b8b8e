"""Keep what was computed for each article, so that only new and changed articles are analysed again.

A single SQLite database, because it survives a crash at any moment. It holds one entry per article and step; its key is
a digest of all inputs, so an entry that no longer fits is never mistaken for one that does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from wortlaut.utils.errors import WortlautError

_SCHEMA = "CREATE TABLE IF NOT EXISTS results (step TEXT, article_id TEXT, key TEXT, content BLOB)"
_INDEX = "CREATE UNIQUE INDEX IF NOT EXISTS entry ON results (step, article_id, key)"
_COMPLETE = "CREATE TABLE IF NOT EXISTS complete (state TEXT PRIMARY KEY)"
_MARKED = "CREATE TEMPORARY TABLE marked (article_id TEXT PRIMARY KEY) WITHOUT ROWID"
_WAIT = 10.0
"""Seconds to wait for another run that holds the database."""


class Entry(NamedTuple):
    """The result of a step for an article.

    Attributes:
        step: The step's name.
        article_id: The article.
        key: Digest of all inputs of the step.
        content: The result.
    """

    step: str
    article_id: str
    key: str
    content: bytes


class Store:
    """The entries; `opened` makes one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def has(self, step: str, article_id: str, key: str) -> bool:
        """Whether there is an entry with exactly these inputs."""
        query = "SELECT 1 FROM results WHERE step = ? AND article_id = ? AND key = ?"
        return self._database.execute(query, (step, article_id, key)).fetchone() is not None

    def find(self, step: str, article_id: str, key: str) -> bytes | None:
        """Return the content of the entry with exactly these inputs, if there is one."""
        query = "SELECT content FROM results WHERE step = ? AND article_id = ? AND key = ?"
        row = self._database.execute(query, (step, article_id, key)).fetchone()
        return None if row is None else bytes(row[0])

    def get(self, step: str, article_id: str, key: str) -> bytes:
        """Return the content of an entry that must exist.

        Raises:
            WortlautError: There is no entry with exactly these inputs.
        """
        content = self.find(step, article_id, key)
        if content is None:
            raise WortlautError(
                f"{article_id}: the result of the step '{step}' has disappeared. Another run has changed it; "
                "run again when that run has ended."
            )
        return content

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep entries, all of them or none; they replace earlier ones of the same article and step."""
        with self._database:
            for entry in entries:
                self._database.execute("DELETE FROM results WHERE step = ? AND article_id = ?", entry[:2])
                self._database.execute("INSERT INTO results VALUES (?, ?, ?, ?)", entry)

    def is_complete(self, state: str) -> bool:
        """Whether nothing has changed since this state was given to `completed`."""
        return self._database.execute("SELECT 1 FROM complete WHERE state = ?", (state,)).fetchone() is not None

    def begin(self) -> None:
        """Note that entries are about to change."""
        with self._database:
            self._database.execute("DELETE FROM complete")

    def completed(self, states: Iterable[str]) -> None:
        """Note that all entries of some states exist."""
        with self._database:
            self._database.executemany("INSERT OR IGNORE INTO complete VALUES (?)", ((state,) for state in states))

    def mark(self, article_id: str) -> None:
        """Note that an article is among those of this run."""
        self._database.execute("INSERT OR IGNORE INTO marked VALUES (?)", (article_id,))

    def forget_unmarked(self, steps: Iterable[str]) -> None:
        """Delete the articles that were not marked, and all steps but these; their space is reused."""
        with self._database:
            kept = tuple(steps)
            self._database.execute(
                f"DELETE FROM results WHERE step NOT IN ({', '.join('?' * len(kept))})"
                " OR article_id NOT IN (SELECT article_id FROM marked)",
                kept,
            )
            self._database.execute("DELETE FROM marked")


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Open a store; it is created if it does not exist.

    Raises:
        WortlautError: It cannot be read or written, is not a store, or is in use by another run.
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
    message = str(error)
    if "locked" in message:
        return "is in use by another run. Wait until it has ended, or choose another output."
    if "malformed" in message or "not a database" in message:
        return f"is damaged ({message}). Delete it; all articles are then analysed again."
    return f"cannot be read or written ({message}). Check permissions and free disk space, or choose another output."
