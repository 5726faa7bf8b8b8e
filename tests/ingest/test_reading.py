from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wortlaut.ingest import FORMATS, Rejected, find_all, find_files, read_file, read_files
from wortlaut.params import IngestParams
from wortlaut.text.article import Article
from wortlaut.utils.errors import WortlautError

HEADLINE = "Brücke bleibt gesperrt"
TEXT = f"{HEADLINE}\n\nDie Alte Brücke in Lindental bleibt noch bis zum Mai gesperrt.\n".encode()
OTHER = TEXT.replace(b"Mai", b"Juni")
ENGLISH = b"The bridge over the river stays closed until the end of May, and the town says that it has no money for it."
DANISH = (
    "Broen over floden er lukket indtil slutningen af maj, og byen siger, at den ikke har råd til at bygge den op igen "
    "før næste år."
).encode()
PARAMS = IngestParams()


def folder(root: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def read(source: Path, params: IngestParams = PARAMS) -> list[Article | Rejected]:
    return list(read_files(*find_all([source]), params))


def read_one(root: Path, name: str, content: bytes, params: IngestParams = PARAMS) -> Article | Rejected:
    (item,) = read_file(folder(root, {name: content}) / name, root, params)
    return item


def test_an_article_is_read_as_it_is(tmp_path: Path) -> None:
    content = TEXT.replace(b"\n", b"\r\n")
    article = read_one(tmp_path, "bruecke.txt", content)
    assert isinstance(article, Article)
    assert article.article_id == "bruecke"
    assert article.path == "bruecke.txt"
    assert article.sha256 == hashlib.sha256(content).hexdigest()
    assert (article.format, article.encoding) == ("text", "utf-8")
    assert article.title == HEADLINE
    assert article.published_at is None
    assert article.language == "de"
    assert article.text.encode() == content
    assert [section.kind for section in article.sections] == ["headline", "body"]


def test_what_stands_around_the_text_is_told_apart(tmp_path: Path) -> None:
    lines = (HEADLINE, "Von Maria Beispiel", "Lindental (dpa) - Die Brücke bleibt zu.", "Das sagte die Stadt. (dpa/lb)")
    text = "\n\n".join(lines)
    article = read_one(tmp_path, "a.txt", text.encode())
    assert isinstance(article, Article)
    assert [(aside.kind, article.text[aside.start : aside.end]) for aside in article.asides] == [
        ("byline", "Von Maria Beispiel"),
        ("dateline", "Lindental (dpa) -"),
        ("credit", "(dpa/lb)"),
    ]
    assert (article.authors, article.agency) == ("Maria Beispiel", "dpa")
    assert [article.text[part.start : part.end] for part in article.sections] == [
        HEADLINE,
        "Die Brücke bleibt zu.",
        "Das sagte die Stadt.",
    ]


def test_a_single_file_is_read(tmp_path: Path) -> None:
    (article,) = read(folder(tmp_path, {"bruecke.txt": TEXT}) / "bruecke.txt")
    assert isinstance(article, Article)
    assert (article.article_id, article.path) == ("bruecke", "bruecke.txt")


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["a/2023", "a/2024"], ["2023/x", "2023/y", "2024/x"]),
        (["a/2024", "a/2023/x.txt"], ["2023/x", "2024/x"]),
        (["a/2023/y.txt", "a/2023/x.txt"], ["x", "y"]),
        (["a/2023", "a/2023/x.txt"], ["x", "y"]),
        (["a", "a/2023", "a"], ["2023/x", "2023/y", "2024/x"]),
        (["a/2023/x.txt", "b/x.txt"], ["a/2023/x", "b/x"]),
    ],
)
def test_ids_of_several_inputs_begin_at_the_folder_that_contains_them(
    tmp_path: Path, sources: list[str], expected: list[str]
) -> None:
    names = ["a/2023/x.txt", "a/2023/y.txt", "a/2024/x.txt", "b/x.txt"]
    folder(tmp_path, {name: TEXT + name.encode() for name in names})
    items = read_files(*find_all([tmp_path / source for source in sources]), PARAMS)
    assert [item.article_id for item in items if isinstance(item, Article)] == expected


def test_files_are_found_in_folders_in_the_order_of_their_paths(tmp_path: Path) -> None:
    names = ["a/z.txt", "b.txt", "a/b/c.txt", "C.txt", "a-b.txt", "a.txt/x.txt", "a b.txt", "-a.txt"]
    names += ["\u00fc.txt", "u\u0308.txt"]
    folder(tmp_path, {name: name.encode() for name in names})
    folder(tmp_path / ".hidden", {"x.txt": b"x"})
    (tmp_path / ".gitkeep").write_bytes(b"")
    assert [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)] == sorted(names)


def test_ids_are_unique_and_stay_when_other_articles_are_added(tmp_path: Path) -> None:
    def ids() -> dict[str, str]:
        return {item.path: item.article_id for item in read(tmp_path) if isinstance(item, Article)}

    files = {"wahl.txt": b"eins", "zug/wahl.txt": b"zwei", "wahl.md": b"drei", "wahl.txt.gz": gzip.compress(b"vier")}
    folder(tmp_path, files)
    before = ids()
    folder(tmp_path, {"a/wahl.txt": b"neun", "wahl.html.txt": b"acht", "wahl": b"sieben"})
    after = ids()
    assert before == {
        "wahl.md": "wahl.md",
        "wahl.txt": "wahl",
        "wahl.txt.gz": "wahl.txt.gz",
        "zug/wahl.txt": "zug/wahl",
    }
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)


def test_the_same_content_is_analysed_once_and_both_files_are_listed(tmp_path: Path) -> None:
    folder(tmp_path, {"a.txt": TEXT, "b.txt": OTHER, "c/a.txt": TEXT, "d.txt.gz": gzip.compress(TEXT)})
    first, second, *rejected = read(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert rejected == [
        Rejected(name, "The content is the same as that of a.txt, which is analysed once.")
        for name in ("c/a.txt", "d.txt.gz")
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("leer.txt", b"", "The file is empty"),
        ("leer.txt", b"\xef\xbb\xbf \r\n\t", "The file is empty"),
        ("leer.txt", " \u00a0\u200b\n".encode(), "The file is empty"),
        ("leer.html", b"", "No article was found"),
        ("leer.json", b"", "not valid JSON"),
        ("leer.jsonl", b"\n\n", "corpus contains no articles"),
        ("leer.csv", b"id,text\n", "corpus contains no articles"),
        ("leer.csv", b"", "The file is empty"),
        ("leer.parquet", b"", "not valid Parquet"),
        ("leer.md", b"---\ntitle: \n---\n", "The file is empty"),
        ("kaputt.txt", "Brücke und Fluß".encode()[:-1] + b"\xc3.", "Byte 15 is not valid UTF-8"),
        ("bild.txt", b"PK\x03\x04\x00\x00\x00\xff\xfe", "is not valid UTF-8"),
        ("bild.txt", b"PK\x03\x04\x00x", "NUL characters"),
        ("alles.txt", bytes(range(256)), "is not valid UTF-8"),
        ("zahlen.txt", b"12 + 3 = 15\n", "contains no words"),
        ("bild.png", b"\x89PNG", "Files ending in '.png' are not read"),
        ("bild.png.gz", b"\x89PNG", "Files ending in '.png.gz' are not read"),
        ("ohne", TEXT, "Files ending in '' are not read"),
        ("kaputt.txt.gz", b"\x1f\x8b\x08", "cannot be decompressed"),
        ("kaputt.txt.gz", TEXT, "cannot be decompressed"),
        ("kaputt.jsonl.gz", gzip.compress(b'{"text": "Eine Nachricht"}\n' * 99)[:-9], "cannot be decompressed"),
        ("englisch.txt", ENGLISH, "English (en, probability 1.00)"),
        ("dansk.txt", DANISH, "Danish (da, probability 1.00)"),
        ("lang.txt", b"Wort " * 300, "1,500 characters, more than the 1,000"),
        ("lang.txt.gz", gzip.compress(b"Wort " * 4_000_000), "larger than 16,000 bytes"),
        ("lang.html.gz", gzip.compress(b"<p>" * 4_000_000), "larger than 16,000 bytes"),
    ],
)
def test_what_is_no_article_is_rejected_with_its_reason_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    folder(tmp_path, {name: content, "a.txt": TEXT, "zz.txt": OTHER})
    before, rejected, after = read(tmp_path, IngestParams(max_characters=1_000))
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(rejected, Rejected)
    assert rejected.path == name
    assert reason in rejected.reason


@pytest.mark.parametrize("target", ["nowhere.txt", "fort.txt"])
def test_a_link_to_nothing_or_to_itself_is_rejected(tmp_path: Path, target: str) -> None:
    folder(tmp_path, {"a.txt": TEXT})
    (tmp_path / "fort.txt").symlink_to(tmp_path / target)
    article, rejected = read(tmp_path)
    assert isinstance(article, Article)
    assert isinstance(rejected, Rejected)
    assert rejected.path == "fort.txt"
    assert "broken link" in rejected.reason


def test_a_link_to_a_file_is_read_and_a_link_to_a_folder_is_named(tmp_path: Path) -> None:
    folder(tmp_path, {"archiv/a.txt": TEXT, "ein/b.txt": OTHER})
    (tmp_path / "ein" / "link.txt").symlink_to(tmp_path / "archiv" / "a.txt")
    (tmp_path / "ein" / "schleife").symlink_to(tmp_path / "ein")
    first, linked, loop = read(tmp_path / "ein")
    assert isinstance(first, Article)
    assert isinstance(linked, Article)
    assert linked.article_id == "link"
    assert loop == Rejected(
        "schleife", "This is a link to a folder, which is not followed; put the folder itself there."
    )


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder(tmp_path, {"a.txt": TEXT})
    os.mkfifo(tmp_path / "rohr.txt")
    _, rejected = read(tmp_path)
    assert rejected == Rejected("rohr.txt", "This is not a regular file; give files with articles.")


def test_what_cannot_be_opened_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> None:  # root reads whatever the permissions are
        raise PermissionError(13, "Permission denied")

    def refuse_folder(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    folder(tmp_path, {"a.txt": TEXT, "zu/b.txt": OTHER})
    monkeypatch.setattr(Path, "open", refuse)
    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: refuse_folder(path) if Path(path).name == "zu" else scan(path))
    assert read(tmp_path) == [
        Rejected("a.txt", "The file cannot be opened (Permission denied); check its permissions."),
        Rejected("zu", "The folder cannot be opened; check its permissions."),
    ]


@pytest.mark.parametrize("name", ["zeile\num.txt", "rot\x1b[31m.txt", "b\udcfc.txt", "a\\b.txt", "um\u202eg.txt"])
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


@pytest.mark.slow
@pytest.mark.parametrize("ending", [*FORMATS, *(f"{ending}.gz" for ending in FORMATS)])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_an_article_or_a_reason(tmp_path: Path, ending: str, content: bytes) -> None:
    path = tmp_path / f"datei{ending}"
    path.write_bytes(gzip.compress(content) if ending.endswith(".gz") else content)
    items = list(read_file(path, tmp_path, PARAMS))
    assert items
    for item in items:
        if isinstance(item, Article):
            item.text.encode("utf-8")
            bounds = [bound for part in item.sections for bound in (part.start, part.end)]
            assert bounds == sorted(bounds)
        else:
            assert item.reason.endswith((".", "?"))
            item.reason.encode("utf-8")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(TEXT) - 1), byte=st.integers(0, 255))
def test_a_broken_byte_at_any_place_is_refused_or_read_as_it_is(tmp_path: Path, place: int, byte: int) -> None:
    content = TEXT[:place] + bytes([byte]) + TEXT[place + 1 :]
    item = read_one(tmp_path, "a.txt", content)
    if isinstance(item, Article):
        assert item.encoding == "utf-8"
        assert item.text.encode() == content
    else:
        assert "UTF-8" in item.reason or "NUL" in item.reason
