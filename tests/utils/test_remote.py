from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from fsspec import AbstractFileSystem
from fsspec.implementations.memory import MemoryFileSystem

from wortlaut import stages
from wortlaut.ingest import read_file
from wortlaut.params import IngestParams, Params
from wortlaut.tables import csv_files, schemas
from wortlaut.text.article import Article
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


# Several inputs, standard input


def ids(folder: Path) -> list[str]:
    return [row.article_id for row in csv_files.rows(schemas.ARTICLES, folder / "processed")]


def laid_out(root: Path, *names: str) -> list[Path]:
    """Write articles that differ, and return their paths."""
    paths = [root / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT} Das steht in {path.name} von {path.parent.name}.", encoding="utf-8")
    return paths


def test_several_files_have_the_ids_that_they_have_in_their_folder(tmp_path: Path) -> None:
    stages.run(laid_out(tmp_path / "in", "b.txt", "a.txt"), tmp_path / "files", Params())
    stages.run(tmp_path / "in", tmp_path / "folder", Params())
    tables = [(tmp_path / name / "processed" / "tokens.csv").read_bytes() for name in ("files", "folder")]
    assert tables[0] == tables[1]


def test_several_addresses_are_read(memory: MemoryFileSystem, tmp_path: Path) -> None:
    memory.pipe({"/in/2023/a.txt": f"{TEXT} Eins.".encode(), "/in/2024/a.txt": f"{TEXT} Zwei.".encode()})
    stages.run(["memory://in/2023", "memory://in/2024/a.txt"], tmp_path / "out", Params())
    assert ids(tmp_path / "out") == ["2023/a", "2024/a"]


@pytest.mark.parametrize(
    ("sources", "output", "told"),
    [
        ([], "out", "There is no input"),
        (["-", "a.txt"], "out", "standard input is one article"),
        (["a.txt", "memory://in/a.txt"], "out", r"a\.txt, memory://in/a\.txt: paths and URLs cannot be read together"),
        (["memory://in/../a.txt", "memory://in/b.txt"], "out", "the address leads out of its folder"),
        (["a.txt"], "https://example.org/out", "results cannot be written to the web"),
        (["a.txt", "nowhere"], "out", "nowhere: there is no such file"),
        (["a.txt", "inputs"], "inputs/out", "is inside the input inputs"),
    ],
)
def test_inputs_that_do_not_fit_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sources: list[str], output: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    laid_out(tmp_path, "a.txt", "inputs/b.txt")
    with pytest.raises(WortlautError, match=told):
        stages.run(sources, output, Params())


@pytest.mark.parametrize(
    ("content", "expected", "file_format"),
    [
        (TEXT, "stdin", "text"),
        (f"\ufeff{TEXT}", "stdin", "text"),
        ("[Berlin] Es regnet.", "stdin", "text"),
        (f"<html><body><article><h1>Regen</h1><p>{TEXT * 9}</p></article></body></html>", "stdin.html", "html"),
        (f'{{"text": "{TEXT}"}}\n{{"text": "{TEXT} Viel."}}\n', "stdin.jsonl/1", "jsonl"),
        (f'{{\n"text": "{TEXT}"\n}}\n', "stdin.json", "json"),
        (f'[ {{"text": "{TEXT}"}}]', "stdin.json/1", "json"),
    ],
)
def test_standard_input_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, expected: str, file_format: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode()), encoding="utf-8"))
    with remote.at_hand(["-"], str(tmp_path), "cache") as ((path,), _):
        first, *_ = read_file(path, path.parent, IngestParams())
    assert isinstance(first, Article)
    assert (first.article_id, first.format) == (expected, file_format)


def test_empty_standard_input_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
    with pytest.raises(WortlautError, match=r"stdin\.txt: The file is empty"):
        stages.run("-", tmp_path, Params())
