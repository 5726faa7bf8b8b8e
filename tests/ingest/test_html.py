from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml.html import HtmlElement

from tests.ingest.articles import FIRST, SECOND, parts, read, read_one, written
from wortlaut.ingest import Rejected, html

PAGES = Path(__file__).parents[1] / "data" / "pages"


@pytest.mark.parametrize(
    ("page", "told", "opening", "headings", "kept"),
    [
        pytest.param(
            "rundfunk.html",
            {
                "title": "Lindental bekommt eine Behelfsbrücke",
                "published_at": "2025-03-20T16:05",
                "authors": None,
                "outlet": "nordschau.example",
                "url": "https://www.nordschau.example/inland/lindental-bruecke-100.html",
                "encoding": "utf-8",
            },
            [
                "Nach dem Hochwasser",
                "Lindental bekommt eine Behelfsbrücke",
                "Zwei Wochen nach dem Hochwasser der Ellra",
            ],
            ["Händler hoffen auf Kunden", "Wann kommt die neue Brücke?"],
            ["„Wir haben uns das lange gewünscht“, sagte Oberbürgermeisterin Karin Althoff im Rathaus."],
            id="broadcaster",
        ),
        pytest.param(
            "zeitung.html",
            {
                "title": "Das Moor als Klimaretter",
                "published_at": "2025-05-04T07:30",
                "authors": "Greta Lüders",
                "outlet": "Nordheimer Anzeiger",
                "url": None,
                "encoding": "cp1252",
                "agency": "dpa",
            },
            ["Holmer Moor", "Das Moor als Klimaretter", "Im Holmer Moor steht das Wasser"],
            ["Sorge um die Wiesen"],
            ["»Das Land wird diesen Weg weitergehen«, versprach Umweltminister Paul Seidel"],
            id="paper in Latin-1 with JSON-LD",
        ),
        pytest.param(
            "magazin.html",
            {
                "title": "»Das ist ein Wortbruch«",
                "published_at": "2024-11-08T18:42",
                "authors": "Jonas Reuter|Mia Falk",
                "outlet": "WOCHE",
                "url": None,
                "encoding": "utf-8",
            },
            [
                "Streit um die Stadtbahn",
                "»Das ist ein Wortbruch«",
                "Die Stadt Brandau will ihre Bahn nicht mehr bauen.",
            ],
            ["Zu teuer und zu spät"],
            ["Bürgermeisterin Sofia Demir nannte das Vorhaben deshalb nicht mehr vertretbar."],
            id="magazine with kicker inside the headline",
        ),
    ],
)
def test_a_saved_page_gives_its_article_alone(
    page: str, told: Mapping[str, str | None], opening: list[str], headings: list[str], kept: list[str]
) -> None:
    article = read_one(PAGES / page)
    assert {name: getattr(article, name) for name in told} == told
    assert [part.kind for part in article.sections][:3] == ["kicker", "headline", "lead"]
    assert all(text.startswith(words) for (_, text), words in zip(parts(article)[: len(opening)], opening, strict=True))
    assert [part.heading for part in article.sections if part.heading] == headings
    assert all(words in article.text for words in kept)
    analysed = " ".join(text for _, text in parts(article))
    for foreign in ("Lesen Sie auch", "Cookies", "Impressum", "Kommentare", "Newsletter", "Mehr zum Thema", "Bild:"):
        assert foreign not in analysed


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav><a href='/'>Start</a></nav></body></html>",
        "<" * 2_000,
        "<div>" * 5_000,
        "\x00\x01<p>",
    ],
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str) -> None:
    (rejected,) = read(written(tmp_path, "a.html", page))
    assert isinstance(rejected, Rejected)


@pytest.mark.parametrize("charset", ["base64", "rot13", "zlib", "undefined", "no-such-encoding"])
def test_a_page_that_declares_no_encoding_of_texts_is_read_by_its_bytes(tmp_path: Path, charset: str) -> None:
    page = f"<html><head><meta charset='{charset}'></head><body><article><h1>Brücke</h1><p>{FIRST}</p></article>"
    article = read_one(written(tmp_path, "a.html", page))
    assert (article.encoding, article.title) == ("utf-8", "Brücke")


def test_many_headlines_take_no_square_of_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    text_content = HtmlElement.text_content

    def counted(element: HtmlElement) -> Any:
        nonlocal looked_at
        looked_at += 1
        return text_content(element)

    monkeypatch.setattr(HtmlElement, "text_content", counted)
    headlines = "".join(f"<h1>Streit {i}</h1><p class='kicker lead'>{FIRST * 20}</p>" for i in range(300))
    read_one(written(tmp_path, "a.html", f"<html><body><article>{headlines}</article></body></html>"))
    assert 0 < looked_at < 100 * 300


def test_no_entity_and_no_address_of_a_page_is_followed(tmp_path: Path) -> None:
    secret = written(tmp_path, "geheim.txt", "streng geheim")
    paragraphs = f"<p>{FIRST} {SECOND}</p>" * 4
    page = (
        f"<!DOCTYPE html [<!ENTITY e SYSTEM '{secret.as_uri()}'>]><html><head><base href='http://127.0.0.1:9/'>"
        f"<link rel='stylesheet' href='{secret.as_uri()}'></head><body><article><h1>Titel</h1>{paragraphs}"
        f"<p>&e; &uuml;ber alles.</p><iframe src='{secret.as_uri()}'></iframe></article></body></html>"
    )
    article = read_one(written(tmp_path, "a.html", page))
    assert "geheim" not in article.text
    assert "über alles." in article.text


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        ("<h1>Stadt<br>wartet</h1>", ["Stadt wartet"]),
        ("<p>Ministerin Ida<br>Falk warnte vor dem<br/>Abriss.</p>", ["Ministerin Ida Falk warnte vor dem Abriss."]),
        ("<p>Die Kosten sind offen.<br><br>„Es eilt“, sagte Ida Falk.<br>Der Rat tagt im Mai.</p>", [
            "Die Kosten sind offen.", "„Es eilt“, sagte Ida Falk.", "Der Rat tagt im Mai."]),
    ],
)  # fmt: skip
def test_a_line_break_in_a_page_parts_words(tmp_path: Path, page: str, paragraphs: list[str]) -> None:
    filler = "".join(f"<p>{FIRST} {SECOND}</p>" for _ in range(4))
    article = read_one(written(tmp_path, "a.html", f"<html><body><article>{page}{filler}</article></body></html>"))
    assert article.text.split("\n\n")[: len(paragraphs)] == paragraphs


def test_control_characters_in_a_page_do_no_harm(tmp_path: Path) -> None:
    filler = "".join(f"<p>{FIRST} {SECOND} {number}</p>" for number in range(4))
    damaged = (
        "<p>Der Rat<br>\x02tagt\x0b heute.</p><blockquote>\x01Wir warten.<footer>Ida\x03 Falk</footer></blockquote>"
        "<script>1</script>\x02<style>a {}</style>&#1;"
    )
    article = read_one(written(tmp_path, "a.html", f"<html><body><article>{damaged}{filler}</article></body></html>"))
    assert FIRST in article.text


def test_text_outside_all_elements_is_read() -> None:
    content, _ = html.read("Bürgermeister Uwe Falk</body>d<main>Bürgermeister Uwe Falk".encode())
    assert content.text == "Bürgermeister Uwe Falk\n\nBürgermeister Uwe Falk"
