from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from tests.ingest.articles import FIRST, SECOND, parts, read, read_one, written
from tests.work import limited_work, work_can_be_limited
from wortlaut.ingest import Rejected
from wortlaut.text.article import Article
from wortlaut.utils.archives import repacked, unpack


def saved(path: Path, *paragraphs: tuple[str, str]) -> Path:
    """Save a document with paragraphs of a style; the style "bold" makes the run bold."""
    document = docx.Document()
    for style, text in paragraphs:
        if style == "bold":
            document.add_paragraph().add_run(text).bold = True
        else:
            document.add_paragraph(text, style=style)
    document.save(str(path))
    return path


def test_styles_mark_headline_headings_and_lead(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.docx",
        ("Title", "Streit um die Brücke"),
        ("Normal", FIRST),
        ("Heading 1", "Sorge der Händler"),
        ("Normal", SECOND),
        ("bold", "Wie es weitergeht"),
        ("Normal", FIRST),
        ("bold", "Das ist ein Satz in fetter Schrift."),
    )
    article = read_one(path)
    assert (article.title, article.format, article.article_id) == ("Streit um die Brücke", "docx", "a.docx")
    assert [kind for kind, _ in parts(article)] == ["headline", "lead", "body", "body"]
    assert [part.heading for part in article.sections] == [None, None, "Sorge der Händler", "Wie es weitergeht"]
    assert article.text.endswith("Das ist ein Satz in fetter Schrift.")


@pytest.mark.parametrize("style", ["Heading 1", "bold"])
def test_a_heading_above_everything_is_the_headline(tmp_path: Path, style: str) -> None:
    article = read_one(
        saved(tmp_path / "a.docx", (style, "Streit um die Brücke"), ("Normal", FIRST), ("Normal", SECOND))
    )
    assert article.title == "Streit um die Brücke"


def delivery(path: Path) -> Path:
    document = docx.Document()
    cover = [
        "Date and Time: Freitag, 5. Juli 2019 09:31:00 CEST",
        "Job Number: 17",
        "Documents (2)",
        "1. Rat vertagt sich",
    ]
    for number, label in enumerate(("Body", "Textkörper")):
        article = [
            "Rat vertagt sich",
            "Lindentaler Bote",
            "Montag 1. Juli 2019" if number else "July 1, 2019 Monday 9:20 AM GMT",
            "Copyright 2019 Lindentaler Bote All Rights Reserved",
            "Rubrik:\u00a0LOKALES; S. 6" if number else "Section:\u00a0LOKALES",
            "Länge:\u00a030 Wörter" if number else "Length:\u00a030 words",
            "Autor:\u00a0Anna Beispiel" if number else "Byline:\u00a0Anna Beispiel",
            label,
            FIRST,
            "Thema: Die Brücke bleibt Streitpunkt.",
            SECOND,
            "Load-Date:\u00a0July 1, 2019",
            "\nEnd of Document",
        ]
        for text in [*(cover if number == 0 else []), *article]:
            document.add_paragraph(text)
    document.save(str(path))
    return path


def test_a_delivery_of_nexis_gives_its_articles(tmp_path: Path) -> None:
    articles = read(delivery(tmp_path / "lieferung.docx"))
    assert [item.article_id for item in articles if isinstance(item, Article)] == [
        "lieferung.docx/1",
        "lieferung.docx/2",
    ]
    for article in articles:
        assert isinstance(article, Article)
        assert (article.title, article.outlet, article.published_at, article.authors) == (
            "Rat vertagt sich",
            "Lindentaler Bote",
            "2019-07-01",
            "Anna Beispiel",
        )
        assert article.text.split("\n\n") == [
            "Rat vertagt sich",
            FIRST,
            "Thema: Die Brücke bleibt Streitpunkt.",
            SECOND,
        ]


def test_a_damaged_document_is_refused(tmp_path: Path) -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    whole = saved(tmp_path / "a.docx", ("Normal", FIRST)).read_bytes()
    for content in (b"", b"kein Archiv", whole[:-100], other.getvalue()):
        (rejected,) = read(written(tmp_path, "b.docx", content))
        assert isinstance(rejected, Rejected)
        assert "save" in rejected.reason


def test_a_document_that_unfolds_beyond_measure_is_refused(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (1 << 26))
    (rejected,) = read(written(tmp_path, "a.docx", bomb.getvalue()))
    assert isinstance(rejected, Rejected)
    assert "too large" in rejected.reason


def test_a_line_break_divides_a_paragraph(tmp_path: Path) -> None:
    article = read_one(saved(tmp_path / "a.docx", ("Title", "Streit\num die Brücke"), ("Normal", f"{FIRST}\n{SECOND}")))
    assert article.text.split("\n\n") == ["Streit", "um die Brücke", FIRST, SECOND]


def changed(path: Path, old: bytes, new: bytes) -> Path:
    """Change the markup of a document."""
    parts = unpack(path.read_bytes(), 1 << 24)
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, new)
    path.write_bytes(repacked(parts).getvalue())
    return path


def test_a_document_of_too_many_tags_is_refused(tmp_path: Path) -> None:
    path = changed(saved(tmp_path / "a.docx", ("Normal", FIRST)), b"<w:body>", b"<w:body>" + b"<w:p/>" * 1_000_000)
    (rejected,) = read(path)
    assert isinstance(rejected, Rejected)
    assert "(its parts are too large)" in rejected.reason


@work_can_be_limited
def test_work_grows_with_the_number_of_paragraphs(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.docx", ("Title", "Streit"), ("Normal", FIRST))
    changed(path, b"<w:body>", b"<w:body>" + b"<w:p/><w:p><w:r><w:t>Und dann.</w:t></w:r></w:p>" * 10_000)
    with limited_work():
        assert len(parts(read_one(path))) > 0


@pytest.mark.parametrize("entity", ['SYSTEM "file://{canary}"', 'PUBLIC "x" "http://127.0.0.1:9/x"'])
def test_entities_are_not_resolved(tmp_path: Path, entity: str) -> None:
    (canary := tmp_path / "canary").write_text("Geheim", encoding="utf-8")
    path = saved(tmp_path / "a.docx", ("Normal", f"{FIRST} KENNUNG"), ("Normal", SECOND))
    declared = f"<!DOCTYPE w:document [<!ENTITY x {entity.format(canary=canary)}>]><w:document ".encode()
    changed(changed(path, b"<w:document ", declared), b"KENNUNG", b"&x;")
    (item,) = read(path)
    assert isinstance(item, Article)
    assert FIRST in item.text
    assert "Geheim" not in item.text


def test_entities_that_multiply_are_refused_or_left_out(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.docx", ("Normal", f"{FIRST} KENNUNG"), ("Normal", SECOND))
    names = "abcdefghij"
    nested = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in pairwise(names))
    declared = f'<!DOCTYPE w:document [<!ENTITY a "ha">{nested}]><w:document '.encode()
    changed(changed(path, b"<w:document ", declared), b"KENNUNG", b"&j;")
    (item,) = read(path)
    assert isinstance(item, Rejected) or len(item.text) < 1_000


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    (rejected,) = read(saved(tmp_path / "a.docx", ("Normal", " ")))
    assert isinstance(rejected, Rejected)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("a.pdf", ".html"),
        ("a.PDF", ".html"),
        ("a.epub", ".docx"),
        ("a.rtf", ".docx"),
        ("a.odt", ".docx"),
        ("a.doc", ".docx"),
    ],
)
def test_what_cannot_be_read_names_the_remedy(tmp_path: Path, name: str, remedy: str) -> None:
    (rejected,) = read(written(tmp_path, name, b"x"))
    assert isinstance(rejected, Rejected)
    assert "are not read" in rejected.reason
    assert remedy in rejected.reason


def test_a_delivery_without_a_cover_keeps_its_first_headline(tmp_path: Path) -> None:
    document = docx.Document()
    for text in (
        "Rat vertagt sich",
        "Lindentaler Bote",
        "Montag 1. Juli 2019",
        "Länge:\u00a030 Wörter",
        "Textkörper",
        FIRST,
        SECOND,
        "Ende des Dokuments",
    ):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    found = read_one(tmp_path / "a.docx")
    assert (found.title, found.outlet) == ("Rat vertagt sich", "Lindentaler Bote")
