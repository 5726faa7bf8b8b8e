from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from wortlaut.cache import memo
from wortlaut.ingest import LIBRARIES, Rejected, find_files, read_files, reading
from wortlaut.params import IngestParams
from wortlaut.text.article import Article

TEXT = "Der Rat tagt heute. Das ist gut so.\n"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The contents that are parsed while a test runs."""
    contents: list[bytes] = []
    single = reading._read_single

    def noted(content: bytes, digest: str, file_format: str) -> object:
        contents.append(content)
        return single(content, digest, file_format)

    monkeypatch.setattr(reading, "_read_single", noted)
    return contents


def read(folder: Path, files: dict[str, str], params: IngestParams | None = None) -> list[Article | Rejected]:
    """Read files with what earlier calls kept."""
    source = folder / "raw"
    source.mkdir(exist_ok=True)
    for name, text in files.items():
        content = text.encode()
        (source / name).write_bytes(gzip.compress(content, mtime=0) if name.endswith(".gz") else content)
    with memo.opened(folder / "kept.sqlite", LIBRARIES) as results:
        return list(read_files(find_files(source), source, params or IngestParams(), results.get_or_compute))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.txt.gz"])
def test_a_file_is_parsed_once(tmp_path: Path, parsed: list[bytes], name: str) -> None:
    text = f"<html><body><p>{TEXT}</p></body></html>" if "html" in name else TEXT
    first = read(tmp_path, {name: text})
    assert read(tmp_path, {name: text}) == first
    assert isinstance(first[0], Article)
    assert parsed == [text.encode()]


def test_a_changed_file_is_parsed_again(tmp_path: Path, parsed: list[bytes]) -> None:
    read(tmp_path, {"a.txt": TEXT, "b.txt": "Es regnet.\n"})
    parsed.clear()
    articles = read(tmp_path, {"a.txt": TEXT.replace("gut", "schlecht")})
    assert [content.decode() for content in parsed] == [TEXT.replace("gut", "schlecht")]
    assert [article.text for article in articles if isinstance(article, Article)] == [
        parsed[0].decode(),
        "Es regnet.\n",
    ]


def test_other_parameters_parse_all_again(tmp_path: Path, parsed: list[bytes]) -> None:
    long = TEXT * 40
    assert isinstance(read(tmp_path, {"a.txt": long})[0], Article)
    assert isinstance(read(tmp_path, {"a.txt": long}, IngestParams(max_characters=1_000))[0], Rejected)
    assert len(parsed) == 2


def test_a_file_that_gives_no_article_is_not_parsed_again_either(tmp_path: Path, parsed: list[bytes]) -> None:
    first = read(tmp_path, {"a.txt": "123", "b.txt": TEXT})
    assert read(tmp_path, {"a.txt": "123"}) == first
    assert [type(item) for item in first] == [Rejected, Article]
    assert len(parsed) == 2
