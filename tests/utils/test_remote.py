from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from fsspec import AbstractFileSystem
from fsspec.implementations.memory import MemoryFileSystem

from wortlaut import stages
from wortlaut.params import Params
from wortlaut.utils import remote
from wortlaut.utils.errors import WortlautError

TEXT = "Es regnet in Nordheim."


class NoCredentials(Exception):
    """Not an OSError, as botocore's errors are none."""


class Locked(AbstractFileSystem):  # type: ignore[misc]
    """A storage that refuses everybody."""

    protocol = "locked"

    def find(self, path: str, *_: object, **__: object) -> list[str]:
        raise NoCredentials("Unable to locate\n credentials")


@pytest.fixture
def memory() -> Iterator[MemoryFileSystem]:
    files = MemoryFileSystem()
    files.store.clear()
    yield files
    files.store.clear()


@pytest.mark.parametrize(
    ("place", "expected"),
    [("s3://archiv/2024", True), ("memory://a", True), ("articles", False), ("/a/b:c", False), ("C:\\texte", False)],
)
def test_addresses_are_told_from_paths(place: str, expected: bool) -> None:
    assert remote.is_address(place) == expected


def test_paths_stay_where_they_are(tmp_path: Path) -> None:
    with remote.at_hand([str(tmp_path / "a")], str(tmp_path / "b"), "cache") as places:
        assert places == ([tmp_path / "a"], tmp_path / "b")


def test_folders_are_copied_as_they_are(memory: MemoryFileSystem) -> None:
    memory.pipe({"/in/a.txt": b"eins", "/in/2024/b c.txt": b"zwei"})
    with remote.at_hand(["memory://in/"], "memory://out/", "cache") as ((source,), output):
        assert source.name == "in"
        assert (source / "2024" / "b c.txt").read_bytes() == b"zwei"
        (output / "processed").mkdir(parents=True)
        (output / "processed" / "t.csv").write_text("neu")
    assert memory.cat("/out/processed/t.csv") == b"neu"


def test_a_file_is_an_article(memory: MemoryFileSystem) -> None:
    memory.pipe("/in/a.txt", TEXT.encode())
    assert stages.run("memory://in/a.txt", "memory://out", Params()) == "memory://out/reports"
    assert b"a,a.txt," in memory.cat("/out/processed/articles.csv")


def test_what_was_found_is_kept_at_the_address(memory: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.pipe("/in/a.txt", TEXT.encode())
    stages.run("memory://in", "memory://out", Params())
    first = memory.cat("/out/processed/tokens.csv")
    memory.pipe("/out/processed/old.csv", b"")
    monkeypatch.setattr("wortlaut.workflow.steps.annotate", None)  # cannot be called
    stages.run("memory://in", "memory://out", Params())
    assert memory.cat("/out/processed/tokens.csv") == first
    assert not memory.exists("/out/processed/old.csv")


def test_a_failed_run_leaves_earlier_results(memory: MemoryFileSystem) -> None:
    memory.pipe({"/in/a.txt": b"", "/out/processed/tokens.csv": b"of an earlier run"})
    with pytest.raises(WortlautError, match="no article could be read"):
        stages.run("memory://in", "memory://out", Params())
    assert memory.cat("/out/processed/tokens.csv") == b"of an earlier run"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("memory://nothing", "there is no such file or folder"),
        ("nowhere://a", "cannot be reached"),
        ("locked://a", r"cannot be read or written \(Unable to locate credentials\)\. Check the address"),
    ],
)
def test_an_address_without_articles_is_told_in_a_sentence(
    memory: MemoryFileSystem, tmp_path: Path, address: str, told: str
) -> None:
    fsspec.register_implementation("locked", Locked, clobber=True)
    with pytest.raises(WortlautError, match=rf"{address}: {told}"):
        stages.run(address, tmp_path / "out", Params())
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("s3://archiv/2024", r"Install s3fs .*Run `pip install 'wortlaut\[s3\]'`\.$"),
        ("gs://archiv/2024", r"install gcsfs [^`]*$"),
    ],
)
def test_the_package_for_a_storage_is_named_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, address: str, told: str
) -> None:
    for protocol, module in (("s3", "s3fs"), ("gs", "gcsfs")):
        monkeypatch.setitem(sys.modules, module, None)
        monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, protocol, raising=False)  # what it has imported
    with pytest.raises(WortlautError, match=rf"^{address}: cannot be reached \(.*{told}"):
        remote.filesystem(address)


def test_no_name_leads_out_of_the_folder(memory: MemoryFileSystem, tmp_path: Path) -> None:
    memory.store["/in/../../evil.txt"] = memory.store.get("x") or memory.open("/in/a.txt", "wb")
    with pytest.raises(WortlautError, match=r"leads out of the folder"):
        stages.run("memory://in", tmp_path / "out", Params())
