from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.page.reading_page import Rows, bridge, build, build_pages, write_corpus
from wortlaut.page.addresses import page_address
from wortlaut.page.article import ArticleView, view
from wortlaut.page.reading import Source
from wortlaut.text.article import article_id_of


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose pages are made while a test runs."""
    names: list[str] = []

    def noted(source: Source, *others: Any) -> ArticleView:
        names.append(article_id_of(source.line))
        return view(source, *others)

    monkeypatch.setattr("wortlaut.page.view", noted)
    return names


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_only_changed_pages_are_made_anew(tmp_path: Path, made: list[str]) -> None:
    others = [Rows(name, "Ein Satz.") for name in ("a", "b", "c")]
    build(tmp_path, [*others, bridge()])
    made.clear()
    changed = [*others[:2], Rows("c", "Ein anderer Satz."), bridge()]
    html = build(tmp_path, changed)
    assert made == ["c"]
    assert contents(html) == contents(build(tmp_path / "fresh", changed))


def test_an_article_less_changes_its_neighbours_only(tmp_path: Path, made: list[str]) -> None:
    articles = [Rows(name, "Ein Satz.") for name in "abcde"]
    build(tmp_path, articles)
    made.clear()
    kept = [*articles[:2], *articles[3:]]
    html = build(tmp_path, kept)
    assert made == ["b", "d"]  # they lead to one another now
    assert contents(html) == contents(build(tmp_path / "fresh", kept))


def test_another_language_makes_all_pages_anew(tmp_path: Path, made: list[str]) -> None:
    html = build(tmp_path, [bridge()])
    build_pages(tmp_path, "de")
    assert made == ["bruecke-lauen"] * 2
    assert 'lang="de"' in (html / page_address("bruecke-lauen")).read_text(encoding="utf-8")[:100]


def test_other_code_makes_all_pages_anew(tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, [bridge()])
    monkeypatch.setattr("wortlaut.cache.fingerprint.digest", lambda: "other")
    build_pages(tmp_path)
    assert len(made) == 2


def test_a_page_that_was_changed_by_hand_is_put_right(tmp_path: Path) -> None:
    html = build(tmp_path, [bridge()])
    before = contents(html)
    (html / page_address("bruecke-lauen")).write_text("broken", encoding="utf-8")
    assert contents(build_pages(tmp_path)) == before


def test_pages_of_articles_that_are_gone_are_forgotten(tmp_path: Path, made: list[str]) -> None:
    build(tmp_path, [bridge(), Rows("x", "Ein Satz.")])
    write_corpus(tmp_path, [bridge()])
    build_pages(tmp_path)
    made.clear()
    build(tmp_path, [bridge(), Rows("x", "Ein Satz.")])
    assert "x" in made
