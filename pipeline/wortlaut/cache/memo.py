"""Keeps from run to run what is made from a file or an article, so that only what has changed is made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from wortlaut.cache import fingerprint, store
from wortlaut.cache.payload import Pack
from wortlaut.cache.store import Entry, Store

_LAYER = "kept"
_AT_ONCE = 4_000_000
"""Bytes of entries from which on they are put into the store: each time the disk has to be waited for."""


Recall = Callable[[str, object, Callable[[], Pack]], Pack]
"""Gives back what is kept of an earlier run, or has it made: `Keeper.recall`, or `afresh`."""


def afresh(name: str, made_from: object, make: Callable[[], Pack]) -> Pack:
    """Have it made, and keep nothing."""
    return make()


class Keeper:
    """Has things made where they are not kept; `opened` makes one."""

    def __init__(self, kept: Store, libraries: Iterable[str]) -> None:
        self._store = kept
        self._new: list[Entry] = []
        self._size = 0
        versions = [f"{name} {metadata.version(name)}" for name in libraries]
        self._code = "\0".join([fingerprint.digest(), *versions])

    def recall(self, name: str, made_from: object, make: Callable[[], Pack]) -> Pack:
        """Return what is kept under a name if it was made from just this, else have it made and keep it.

        Args:
            name: A name that comes once in a run: a file, an article.
            made_from: All that it is made from, beside the code, as JSON can hold it.
            make: Makes it.
        """
        key = hashlib.sha256(f"{self._code}\0{json.dumps(made_from)}".encode()).hexdigest()
        self._store.mark(name)
        kept = self._store.find(_LAYER, name, key)
        if kept is not None:
            return Pack.from_bytes(kept)
        made = make()
        content = made.to_bytes()
        self._new.append(Entry(_LAYER, name, key, content))
        self._size += len(content)
        if self._size >= _AT_ONCE:
            self._put()
        return made

    def finish(self) -> None:
        """Keep what is new, and forget what was not asked for."""
        self._put()
        self._store.forget_unmarked([_LAYER])

    def _put(self) -> None:
        self._store.put(self._new)
        self._new, self._size = [], 0


@contextmanager
def opened(path: Path, libraries: Iterable[str]) -> Iterator[Keeper]:
    """Open what is kept; once the block ends without an error, it holds what was asked for in the block.

    Args:
        path: A store for one kind of things; made where it is missing.
        libraries: The distributions that make them, beside this package.

    Raises:
        WortlautError: The store cannot be read or written.
    """
    with store.opened(path) as kept:
        keeper = Keeper(kept, libraries)
        yield keeper
        keeper.finish()
