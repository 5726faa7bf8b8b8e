"""Keep results that are costly to compute from run to run, each under a key of its inputs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from wortlaut.cache import fingerprint, store
from wortlaut.cache.payload import Payload
from wortlaut.cache.store import Entry, Store

_STEP = "memo"
_BATCH = 4_000_000
"""Bytes of new entries at which they are written: each write waits for the disk."""


GetOrCompute = Callable[[str, object, Callable[[], Payload]], Payload]
"""Returns a result of an earlier run, or computes it: `Memo.get_or_compute`, or `no_cache`."""


def no_cache(name: str, inputs: object, compute: Callable[[], Payload]) -> Payload:
    """Compute the result, and keep nothing."""
    return compute()


class Memo:
    """Results of earlier runs by name and inputs; `opened` makes one."""

    def __init__(self, kept: Store, libraries: Iterable[str]) -> None:
        self._store = kept
        self._new: list[Entry] = []
        self._size = 0
        versions = [f"{name} {metadata.version(name)}" for name in libraries]
        self._code = "\0".join([fingerprint.digest(), *versions])

    def get_or_compute(self, name: str, inputs: object, compute: Callable[[], Payload]) -> Payload:
        """Return the result kept under a name if its inputs were the same, else compute and keep it.

        Args:
            name: A name that occurs once in a run: a file, an article.
            inputs: All that the result depends on, apart from the code; JSON must be able to hold it.
            compute: Computes the result.
        """
        key = hashlib.sha256(f"{self._code}\0{json.dumps(inputs)}".encode()).hexdigest()
        self._store.mark(name)
        kept = self._store.find(_STEP, name, key)
        if kept is not None:
            return Payload.from_bytes(kept)
        result = compute()
        content = result.to_bytes()
        self._new.append(Entry(_STEP, name, key, content))
        self._size += len(content)
        if self._size >= _BATCH:
            self._put()
        return result

    def finish(self) -> None:
        """Write what is new, and forget what this run did not ask for."""
        self._put()
        self._store.forget_unmarked([_STEP])

    def _put(self) -> None:
        self._store.put(self._new)
        self._new, self._size = [], 0


@contextmanager
def opened(path: Path, libraries: Iterable[str]) -> Iterator[Memo]:
    """Open a memo; when the block ends without an error, it holds exactly what was asked for in the block.

    Args:
        path: The store of results of one kind; created if it does not exist.
        libraries: The distributions that compute them, apart from this package.

    Raises:
        WortlautError: The store cannot be read or written.
    """
    with store.opened(path) as kept:
        memo = Memo(kept, libraries)
        yield memo
        memo.finish()
