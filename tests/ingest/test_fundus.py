from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.ingest.articles import FIRST, SECOND, asides, parts, read, read_one, written
from wortlaut.text.article import Article

FUNDUS = {
    "title": "Brücke bleibt gesperrt",
    "authors": ["Maria Beispiel", "Karl Muster"],
    "publishing_date": "2025-03-20 15:05:00+00:00",
    "topics": ["Verkehr"],
    "free_access": True,
    "body": {
        "summary": [FIRST],
        "sections": [
            {
                "headline": [],
                "paragraphs": ["BRÜSSEL taz | Die Stadt hat kein Geld.", "Lesen Sie auch: Andere Brücken"],
            },
            {"headline": ["Streit ums Geld"], "paragraphs": [SECOND, ""]},
        ],
    },
}


def check_fundus(article: Article) -> None:
    assert (article.title, article.published_at) == ("Brücke bleibt gesperrt", "2025-03-20T16:05")
    assert (article.authors, article.agency) == ("Maria Beispiel|Karl Muster", "taz")
    assert parts(article) == [
        ("headline", "Brücke bleibt gesperrt"),
        ("lead", FIRST),
        ("body", "Die Stadt hat kein Geld."),
        ("body", f"Streit ums Geld / {SECOND}"),
    ]
    assert asides(article) == [("dateline", "BRÜSSEL taz |"), ("related", "Lesen Sie auch: Andere Brücken")]


def test_an_article_of_fundus_is_read(tmp_path: Path) -> None:
    article = read_one(written(tmp_path, "a.json", json.dumps(FUNDUS)))
    assert article.article_id == "a.json"
    check_fundus(article)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ending", ["", ".gz"])
def test_a_crawl_of_fundus_is_read_article_by_article(tmp_path: Path, indent: int | None, ending: str) -> None:
    second = {"title": "Ohne Gliederung", "plaintext": f"{FIRST}\n\n{SECOND}", "body": None}
    content = json.dumps([FUNDUS, second, {"title": "leer"}, 7], indent=indent).encode()
    path = written(tmp_path, f"crawl.json{ending}", gzip.compress(content) if ending else content)
    first, plain, *rejected = read(path)
    assert isinstance(first, Article)
    assert isinstance(plain, Article)
    check_fundus(first)
    assert (first.article_id, first.path) == (f"crawl.json{ending}/1", f"crawl.json{ending}#1")
    assert (plain.title, plain.text) == ("Ohne Gliederung", f"{FIRST}\n\n{SECOND}")
    assert [item.path.partition("#")[2] for item in rejected] == ["3", "4"]
