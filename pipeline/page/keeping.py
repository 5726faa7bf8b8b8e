"""Keeps the pages from run to run, so that only those are made again of which something has changed."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from pipeline import fingerprint, store
from pipeline.page.index import Entry
from pipeline.store import Store

_LAYER = "page"
_LIBRARIES = ("jinja2", "markupsafe", "babel")
"""What writes a page, beside this package."""
_AT_ONCE = 100
"""Pages that are put into the store at once."""


class Page(NamedTuple):
    """What is written of an article.

    Attributes:
        html: Its page.
        entry: Its entry in the list.
    """

    html: str
    entry: Entry


class Keeper:
    """Has pages made where they are not kept; `opened` makes one."""

    def __init__(self, kept: Store) -> None:
        self._store = kept
        self._new: list[store.Entry] = []
        libraries = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
        self._code = "\0".join([fingerprint.digest(), *libraries])

    def page(self, article_id: str, made_from: object, make: Callable[[], Page]) -> Page:
        """Return the page of an article.

        Args:
            article_id: The article.
            made_from: All that the page is made from; its `repr` tells it from everything else.
            make: Makes the page.
        """
        key = hashlib.sha256(f"{self._code}\0{made_from!r}".encode(errors="surrogatepass")).hexdigest()
        self._store.mark(article_id)
        if self._store.has(_LAYER, article_id, key):
            html, entry = json.loads(zlib.decompress(self._store.get(_LAYER, article_id, key)))
            return Page(html, Entry(*entry))
        page = make()
        content = zlib.compress(json.dumps(page).encode(), level=1)
        self._new.append(store.Entry(_LAYER, article_id, key, content))
        if len(self._new) == _AT_ONCE:
            self._put()
        return page

    def finish(self) -> None:
        """Keep what is new, and forget the pages of articles that are gone."""
        self._put()
        self._store.forget_unmarked([_LAYER])

    def _put(self) -> None:
        self._store.put(self._new)
        self._new = []


@contextmanager
def opened(path: Path) -> Iterator[Keeper]:
    """Open what is kept, a store of its own; once the block ends without an error, it holds the pages of this run.

    Raises:
        WortlautError: The store cannot be read or written.
    """
    with store.opened(path) as kept:
        keeper = Keeper(kept)
        yield keeper
        keeper.finish()
