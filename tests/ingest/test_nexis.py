from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.articles import parts, read, written
from wortlaut.ingest import Rejected
from wortlaut.text.article import Article

BODY = "Der Rat von Lindental hat über das\nFreibad beraten. Eine Entscheidung\nfällt im Mai."
WHOLE = "Der Rat von Lindental hat über das Freibad beraten. Eine Entscheidung fällt im Mai."
SECOND = "»Wir warten ab«, sagte Bürgermeister Karl\nMuster. Thema: offen."
COVER = "\ufeff\n\nAuftragsnummer: 17\nAnfrage: Freibad\n\nTerms: (Freibad)\n\n"


def document(number: int, date: str, labels: str, footer: str, body: str = BODY) -> str:
    return (
        f"\n                    {number} of 2 DOCUMENTS\n\n\n\n                    Lindentaler Bote\n\n"
        f"                    {date}\n                    Ausgabe 1; Stadt\n\nRat vertagt sich: Streit um\n"
        f"das Freibad\n\n{labels}\n\n"
        f"{body}\n\n{SECOND}\n\n{footer}\n"
    )


GERMAN = document(
    1,
    "Montag 11. Januar 2010",
    "AUTOR: Anna Beispiel und Karl Probe\n\nRUBRIK: LOKALES; S. 6\n\nLÄNGE: 30 Wörter",
    "UPDATE: 11. Januar 2010\n\nSPRACHE: GERMAN; DEUTSCH\n\nPUBLICATION-TYPE: Zeitung\n\n"
    "                    Copyright 2010 Lindentaler Bote\n                    Alle Rechte vorbehalten",
)
ENGLISH = document(
    2,
    "January 12, 2010 Tuesday",
    "BYLINE: Von Anna Beispiel\n\nSECTION: LOKALES\n\nLENGTH: 30 words",
    "LOAD-DATE: January 12, 2010\n\nLANGUAGE: GERMAN",
    body=f"{BODY}\n\nCopyright ist dabei kein Thema.",
)


def test_a_delivery_in_text_form_gives_its_articles(tmp_path: Path) -> None:
    items = read(written(tmp_path, "lieferung.txt", COVER + GERMAN + ENGLISH))
    assert [type(item) for item in items] == [Article, Article]
    first, second = (item for item in items if isinstance(item, Article))
    assert (first.article_id, first.path, first.format) == ("lieferung.txt/1", "lieferung.txt#1", "text")
    assert (first.outlet, first.published_at, first.authors) == (
        "Lindentaler Bote",
        "2010-01-11",
        "Anna Beispiel|Karl Probe",
    )
    assert first.title == "Rat vertagt sich: Streit um das Freibad"
    assert [kind for kind, _ in parts(first)] == ["headline", "lead", "body"]
    assert first.text.split("\n\n") == [first.title, WHOLE, SECOND.replace("\n", " ")]
    assert (second.published_at, second.authors) == ("2010-01-12", "Anna Beispiel")
    assert "Copyright ist dabei kein Thema." in second.text
    assert "GERMAN" not in second.text


@pytest.mark.parametrize(
    "date", ["11. Januar 2010 Montag", "Montag, 11. Januar 2010", "January 11, 2010", "11 January 2010"]
)
def test_dates_of_deliveries(tmp_path: Path, date: str) -> None:
    labels = "LÄNGE: 30 Wörter"
    (item,) = read(written(tmp_path, "a.txt", document(1, date, labels, "LOAD-DATE: x").replace("of 2", "of 1")))
    assert isinstance(item, Article)
    assert item.published_at == "2010-01-11"


def test_an_article_of_a_delivery_without_text_is_rejected_alone(tmp_path: Path) -> None:
    empty = "\n      1 of 2 DOCUMENTS\n\n\n     Lindentaler Bote\n\n     11. Januar 2010\n\nTitel\n\n"
    empty += "LÄNGE: 0 Wörter\n\nUPDATE: x\n"
    items = read(written(tmp_path, "a.txt", empty + ENGLISH))
    assert [type(item) for item in items] == [Rejected, Article]


@pytest.mark.parametrize("text", [f"{BODY}\n\nEr las 3 of 10 documents.\n", f"{BODY}\n\nLÄNGE: 30 Wörter\n"])
def test_a_text_is_no_delivery(tmp_path: Path, text: str) -> None:
    (item,) = read(written(tmp_path, "a.txt", text))
    assert isinstance(item, Article)
    assert item.text == text
