from __future__ import annotations

from pathlib import Path

import pytest

from wortlaut.text.article import Article, Extent, Section, measure_articles, read_articles, write_articles
from wortlaut.utils.errors import WortlautError

ARTICLE = Article(
    article_id="wahl",
    path="wahl.txt",
    sha256="0" * 64,
    format="text",
    title="Straße frei",
    published_at=None,
    language="de",
    text='Straße frei\r\n\r\nAm\u2028Montag "ging" es los.\n',
    sections=(
        Section("wahl#sec1", "headline", None, 0, 11, (0,)),
        Section("wahl#sec2", "body", None, 15, 38, (15,)),
    ),
)


def test_articles_survive_a_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "interim" / "articles.jsonl"
    write_articles([ARTICLE, ARTICLE], path)
    assert list(read_articles(path)) == [ARTICLE, ARTICLE]
    assert measure_articles(path) == Extent(articles=2, words=14)


def test_each_article_is_one_line_of_readable_text(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    write_articles([ARTICLE], path)
    content = path.read_bytes().decode()
    assert content.count("\n") == 1
    assert "Straße frei" in content


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match=r"articles\.jsonl: cannot be read .+ Run `wortlaut ingest` first"):
        next(read_articles(tmp_path / "articles.jsonl"))


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "interim").write_text("")
    with pytest.raises(WortlautError, match=r"articles\.jsonl: cannot be written"):
        write_articles([ARTICLE], tmp_path / "interim" / "articles.jsonl")
