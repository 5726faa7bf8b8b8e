from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from wortlaut.cache import store
from wortlaut.cache.store import Entry
from wortlaut.utils.errors import WortlautError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "results.sqlite"


def test_entries_are_kept_from_run_to_run(path: Path) -> None:
    with store.opened(path) as kept:
        kept.put([Entry("text", "a", "1", b"eins"), Entry("text", "b", "2", b"zwei")])
    with store.opened(path) as kept:
        assert kept.has("text", "a", "1")
        assert kept.get("text", "b", "2") == b"zwei"


@pytest.mark.parametrize("place", [("text", "a", "2"), ("text", "b", "1"), ("tone", "a", "1")])
def test_an_entry_made_from_something_else_is_none(path: Path, place: tuple[str, str, str]) -> None:
    with store.opened(path) as kept:
        kept.put([Entry("text", "a", "1", b"eins")])
        assert not kept.has(*place)
        with pytest.raises(WortlautError, match="has disappeared"):
            kept.get(*place)


def test_a_new_entry_takes_the_place_of_the_old_one(path: Path) -> None:
    with store.opened(path) as kept:
        kept.put([Entry("text", "a", "1", b"alt"), Entry("tone", "a", "1", b"bleibt")])
        kept.put([Entry("text", "a", "2", b"neu")])
        assert not kept.has("text", "a", "1")
        assert kept.get("text", "a", "2") == b"neu"
        assert kept.get("tone", "a", "1") == b"bleibt"


def test_entries_are_kept_all_or_none(path: Path) -> None:
    def broken() -> object:
        yield Entry("text", "a", "1", b"eins")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), store.opened(path) as kept:
        kept.put(broken())  # type: ignore[arg-type]
    with store.opened(path) as kept:
        assert not kept.has("text", "a", "1")


def test_what_was_not_marked_is_forgotten(path: Path) -> None:
    with store.opened(path) as kept:
        kept.put(Entry(step, name, "1", b"") for step in ("text", "old") for name in ("a", "b"))
        kept.mark("a")
        kept.mark("a")
        kept.forget_unmarked(["text", "tone"])
        assert kept.has("text", "a", "1")
        assert not kept.has("text", "b", "1")
        assert not kept.has("old", "a", "1")


def test_the_store_does_not_grow_with_the_number_of_runs(path: Path) -> None:
    sizes = []
    for run in range(6):
        with store.opened(path) as kept:
            kept.put(Entry("text", f"a{number}", str(run), bytes(2_000)) for number in range(50))
            for number in range(50):
                kept.mark(f"a{number}")
            kept.forget_unmarked(["text"])
        sizes.append(path.stat().st_size)
    assert sizes[-1] <= 1.5 * sizes[0]


def test_a_store_in_use_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_WAIT", 0.05)
    with store.opened(path) as kept:
        kept.put([Entry("text", "a", "1", b"")])
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(WortlautError, match=r"results\.sqlite: is in use by another run"), store.opened(path):
        pass
    other.close()


def test_a_damaged_store_is_named(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    with pytest.raises(WortlautError, match=r"results\.sqlite: is damaged .* Delete it"), store.opened(path):
        pass


def test_a_file_in_the_way_is_named(path: Path) -> None:
    path.parent.write_text("")
    with pytest.raises(WortlautError, match=r"results\.sqlite: cannot be written"), store.opened(path):
        pass


def test_a_full_disk_leaves_what_was_there(path: Path) -> None:
    with store.opened(path) as kept:
        kept.put([Entry("text", "a", "1", b"eins")])
    with pytest.raises(WortlautError, match=r"cannot be read or written .*full.* free disk space"):
        fill(path)
    with store.opened(path) as kept:
        assert kept.get("text", "a", "1") == b"eins"
        assert not kept.has("text", "b0", "1")


def fill(path: Path) -> None:
    """Write more than there is room for."""
    with store.opened(path) as kept:
        kept._database.execute("PRAGMA max_page_count = 10")
        kept.put(Entry("text", f"b{number}", "1", os.urandom(5_000)) for number in range(50))


def test_a_state_is_complete_until_something_changes(path: Path) -> None:
    with store.opened(path) as kept:
        assert not kept.is_complete("a")
        kept.completed(["a", "b"])
    with store.opened(path) as kept:
        assert kept.is_complete("a")
        assert not kept.is_complete("c")
        kept.begin()
        assert not kept.is_complete("b")
