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
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose pages are made while a test runs."""
    names: list[str] = []

    def record(source: Source, *others: Any) -> ArticleView:
        names.append(article_id_of(source.line))
        return view(source, *others)

    monkeypatch.setattr("wortlaut.page.view", record)
    return names


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_only_changed_pages_are_made_anew(tmp_path: Path, rendered: list[str]) -> None:
    others = [Rows(name, "Ein Satz.") for name in ("a", "b", "c")]
    build(tmp_path, [*others, bridge()])
    rendered.clear()
    changed = [*others[:2], Rows("c", "Ein anderer Satz."), bridge()]
    html = build(tmp_path, changed)
    assert rendered == ["c"]
    assert contents(html) == contents(build(tmp_path / "fresh", changed))


def test_an_article_less_changes_its_neighbours_only(tmp_path: Path, rendered: list[str]) -> None:
    articles = [Rows(name, "Ein Satz.") for name in "abcde"]
    build(tmp_path, articles)
    rendered.clear()
    remaining = [*articles[:2], *articles[3:]]
    html = build(tmp_path, remaining)
    assert rendered == ["b", "d"]  # they lead to one another now
    assert contents(html) == contents(build(tmp_path / "fresh", remaining))


def test_another_language_makes_all_pages_anew(tmp_path: Path, rendered: list[str]) -> None:
    html = build(tmp_path, [bridge()])
    build_pages(tmp_path, "de")
    assert rendered == ["bruecke-lauen"] * 2
    assert 'lang="de"' in (html / page_address("bruecke-lauen")).read_text(encoding="utf-8")[:100]


def test_other_code_makes_all_pages_anew(tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, [bridge()])
    monkeypatch.setattr("wortlaut.cache.fingerprint.digest", lambda: "other")
    build_pages(tmp_path)
    assert len(rendered) == 2


def test_a_page_that_was_changed_by_hand_is_put_right(tmp_path: Path) -> None:
    html = build(tmp_path, [bridge()])
    before = contents(html)
    (html / page_address("bruecke-lauen")).write_text("broken", encoding="utf-8")
    assert contents(build_pages(tmp_path)) == before


def test_pages_of_articles_that_are_gone_are_forgotten(tmp_path: Path, rendered: list[str]) -> None:
    build(tmp_path, [bridge(), Rows("x", "Ein Satz.")])
    write_corpus(tmp_path, [bridge()])
    build_pages(tmp_path)
    rendered.clear()
    build(tmp_path, [bridge(), Rows("x", "Ein Satz.")])
    assert "x" in rendered
