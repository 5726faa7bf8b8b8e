from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.articles import Article
from pipeline.errors import WortlautError
from pipeline.ingest import Rejected, find_files, published_at, read_files

TEXT = "Brücke bleibt gesperrt\n\nDie Alte Brücke in Lindental bleibt noch bis zum Mai gesperrt.\n".encode()


def folder(root: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def read(source: Path) -> list[Article | Rejected]:
    return list(read_files(find_files(source), source))


def test_an_article_is_read_as_it_is(tmp_path: Path) -> None:
    content = TEXT.replace(b"\n", b"\r\n")
    (article,) = read(folder(tmp_path, {"bruecke.txt": content}))
    assert isinstance(article, Article)
    assert article.article_id == "bruecke"
    assert article.path == "bruecke.txt"
    assert article.sha256 == hashlib.sha256(content).hexdigest()
    assert article.format == "text"
    assert article.title == "Brücke bleibt gesperrt"
    assert article.published_at is None
    assert article.language == "de"
    assert article.text.encode() == content
    assert [section.kind for section in article.sections] == ["headline", "body"]


def test_a_single_file_is_read(tmp_path: Path) -> None:
    (article,) = read(folder(tmp_path, {"bruecke.txt": TEXT}) / "bruecke.txt")
    assert isinstance(article, Article)
    assert (article.article_id, article.path) == ("bruecke", "bruecke.txt")


def test_files_are_found_in_folders_in_the_order_of_their_paths(tmp_path: Path) -> None:
    folder(tmp_path, {"b.txt": b"b", "a/z.txt": b"z", "a/b/c.txt": b"c", "C.txt": b"C"})
    folder(tmp_path / ".hidden", {"x.txt": b"x"})
    (tmp_path / ".gitkeep").write_bytes(b"")
    assert [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)] == [
        "C.txt",
        "a/b/c.txt",
        "a/z.txt",
        "b.txt",
    ]


def test_ids_are_unique_and_stay_when_other_articles_are_added(tmp_path: Path) -> None:
    folder(tmp_path, {"wahl.txt": TEXT, "zug/wahl.txt": TEXT})
    before = [article.article_id for article in read(tmp_path) if isinstance(article, Article)]
    folder(tmp_path, {"a/wahl.txt": TEXT})
    after = [article.article_id for article in read(tmp_path) if isinstance(article, Article)]
    assert before == ["wahl", "zug/wahl"]
    assert after == ["a/wahl", "wahl", "zug/wahl"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("leer.txt", b"", "The file is empty"),
        ("leer.txt", b"\xef\xbb\xbf \r\n\t", "The file is empty"),
        ("leer.txt", " \u00a0\u200b\n".encode(), "The file is empty"),
        ("latin.txt", "Brücke".encode("latin-1"), "Byte 2 is not valid UTF-8"),
        ("utf16.txt", "Brücke".encode("utf-16"), "Byte 0 is not valid UTF-8"),
        ("bild.txt", b"PK\x03\x04\x00\x00\x00", "NUL characters"),
        ("zahlen.txt", b"12 + 3 = 15\n", "holds no word"),
        ("bild.png", b"\x89PNG", "The ending '.png' is not read"),
        ("ohne", TEXT, "The ending '' is not read"),
    ],
)
def test_what_is_no_article_is_rejected_with_its_reason_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    folder(tmp_path, {name: content, "a.txt": TEXT, "zz.txt": TEXT})
    before, rejected, after = read(tmp_path)
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(rejected, Rejected)
    assert rejected.path == name
    assert reason in rejected.reason


def test_a_file_that_cannot_be_opened_is_rejected(tmp_path: Path) -> None:
    folder(tmp_path, {"a.txt": TEXT})
    (tmp_path / "fort.txt").symlink_to(tmp_path / "nowhere.txt")
    article, rejected = read(tmp_path)
    assert isinstance(article, Article)
    assert rejected == Rejected(
        "fort.txt", "The file cannot be opened (No such file or directory); check its permissions."
    )


def test_a_file_without_permission_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:  # root reads whatever the permissions are
        raise PermissionError(13, "Permission denied")

    folder(tmp_path, {"a.txt": TEXT})
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert read(tmp_path) == [
        Rejected("a.txt", "The file cannot be opened (Permission denied); check its permissions.")
    ]


@pytest.mark.parametrize("name", ["zeile\num.txt", "rot\x1b[31m.txt", "b\udcfc.txt"])
def test_the_name_of_a_file_is_told_in_printable_characters(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(TEXT)
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert article.path.isprintable()
    assert article.article_id.isprintable()
    article.article_id.encode("utf-8")


@pytest.mark.parametrize(("name", "told"), [("", "no articles in this folder"), ("fort", "no such file or folder")])
def test_a_source_without_articles_is_an_error(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(WortlautError, match=told):
        find_files(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Titel Stand: 01.10.2024 11:00 Uhr\n", "2024-10-01T11:00"),
        ("Stand: 1. 2. 2025, 9.05 Uhr", "2025-02-01T09:05"),
        ("Stand: 31.12.2024\n\n11:00 Uhr ist es.", "2024-12-31"),
        ("Stand: 31.12.2024\n", "2024-12-31"),
        ("Stand: 31.02.2024 11:00 Uhr", None),
        ("Stand: 01.10.2024 25:00 Uhr", None),
        ("Der Bestand: 01.10.2024", None),
        ("4000 Einwohner (Stand: 31.12.2024)", None),
        ("Am 01.10.2024 um 11:00 Uhr", None),
        ("", None),
    ],
)
def test_the_date_is_read_from_the_text(text: str, moment: str | None) -> None:
    assert published_at(text) == moment


def test_the_language_is_told(tmp_path: Path) -> None:
    folder(tmp_path, {"a.txt": b"The bridge over the river stays closed until the end of May."})
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert article.language == "en"
