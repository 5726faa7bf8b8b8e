"""Properties that hold for every input, German-looking or not; `make fuzz` tries many more (`tests.fuzz`)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tests import quality
from tests.conftest import DEMO, article
from tests.fuzz import files, german
from tests.fuzz.__main__ import Kind, keep_failures, outcome
from tests.fuzz.checks import (
    check_offsets,
    check_quotations,
    check_reading,
    check_run,
    check_same_output,
    check_sections,
)
from wortlaut.entities import find_mentions, mention_rows
from wortlaut.nlp.annotate import Document, annotate
from wortlaut.nlp.quotation_marks import find_marked
from wortlaut.quotations import find_quotations, turn_rows
from wortlaut.sentiment import aggregate
from wortlaut.sentiment.lexicon import load_lexicon
from wortlaut.sentiment.scored import score
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.columns import Table
from wortlaut.workflow import document_rows

randoms = st.randoms(use_true_random=False)
news = randoms.map(german.article).filter(lambda text: any(map(str.isalpha, text)))
anything = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: any(map(str.isalpha, text)))
texts = news | anything


@given(randoms.map(files.generated) | st.tuples(st.just(".txt"), st.binary()))
def test_every_file_gives_an_article_that_fits_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, file: tuple[str, bytes]
) -> None:
    suffix, content = file
    folder = tmp_path_factory.mktemp("articles")
    (folder / f"a{suffix}").write_bytes(content)
    check_reading(folder)


@given(texts)
def test_sections_fit_the_text(text: str) -> None:
    check_sections(article(text))


@given(texts)
def test_spans_in_marks_lie_inside_one_another_or_apart(text: str) -> None:
    found = find_marked(article(text))
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start or other.span.end <= one.span.end
    assert all(0 <= marked.span.start < marked.span.end <= len(text) for marked in found)


@settings(max_examples=20)
@given(st.lists(texts, min_size=1, max_size=8))
def test_every_text_gives_rows_that_fit_the_contract(
    nlp: Language, tmp_path_factory: pytest.TempPathFactory, given_texts: list[str]
) -> None:
    articles = [article(text, f"a{number}") for number, text in enumerate(given_texts)]
    documents = list(annotate(articles, nlp, batch_size=2))
    assert [document.article.kept_text for document in documents] == given_texts
    folder = tmp_path_factory.mktemp("tables")
    found = {schema.name: written(schema, made, folder) for schema, made in analysed(documents)}
    kept = {article.article_id: article.text for article in articles}
    check_offsets(kept, {"sections": [], "asides": [], **found})
    check_quotations(kept, found["quotations"])


def analysed(documents: list[Document]) -> Iterable[tuple[Table[Any], list[Any]]]:
    """Yield tables with their rows, as the stages make them."""
    mentions = {document.article.article_id: find_mentions(document) for document in documents}
    yield schemas.SENTENCES, [row for document in documents for row in document_rows.sentence_rows(document)]
    yield schemas.TOKENS, [row for document in documents for row in document_rows.token_rows(document)]
    yield schemas.ENTITIES, [row for name, found in mentions.items() for row in mention_rows(name, found)]
    yield (
        schemas.QUOTATIONS,
        [row for document in documents for row in find_quotations(document, mentions[document.article.article_id])],
    )
    yield (
        schemas.TURNS,
        [row for document in documents for row in turn_rows(document, mentions[document.article.article_id])],
    )
    scored = [(document, score(document, load_lexicon(), negation_window=4)) for document in documents]
    yield schemas.SENTENCE_SENTIMENT, [row for pair in scored for row in aggregate.sentence_rows(*pair)]
    yield schemas.SECTION_SENTIMENT, [row for pair in scored for row in aggregate.section_rows(*pair)]


def written(schema: Table[Any], made: Iterable[Any], folder: Path) -> list[Any]:
    """Write a table, which checks it against the contract, and read its rows."""
    csv_files.write(schema, made, folder)
    return list(csv_files.rows(schema, folder))


def test_invented_and_damaged_files_are_analysed_from_end_to_end_to_the_same_bytes(tmp_path: Path) -> None:
    source = Random(8)
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, (suffix, content) in enumerate([files.generated(source) for _ in range(40)]):
        (folder / f"{number}{suffix}").write_bytes(content)
    for number, (suffix, content) in enumerate(files.real_files(DEMO)[:3]):
        (folder / f"real-{number}{suffix}").write_bytes(files.mutated(source, content))
    assert check_run(folder, tmp_path / "first") >= 5
    check_same_output(folder, tmp_path / "first", tmp_path / "second")


def test_the_same_seed_draws_the_same_files() -> None:
    first, second = ([files.generated(Random(3)) for _ in range(50)] for _ in range(2))
    assert first == second


def test_files_that_break_a_promise_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(source: Path, output: Path) -> int:
        assert not any(b"!" in path.read_bytes() for path in source.iterdir()), "holds a !"
        return 1

    monkeypatch.setattr("tests.fuzz.__main__.FAILURES", tmp_path)
    kind = Kind(files.generated, check, 2, 1.0)
    error, _ = outcome(kind, batch := [(".txt", b"Ja."), (".txt", b"Nein!"), (".md", b"Ja."), (".md", b"!")])
    assert "holds a !" in error
    assert keep_failures(kind, batch, "x", error) == 2
    assert (tmp_path / "x.0.1" / "articles" / "00000.txt").read_bytes() == b"Nein!"
    assert "holds a !" in (tmp_path / "x.1.1" / "error.txt").read_text(encoding="utf-8")


def test_the_page_shows_the_figures_that_the_runs_kept() -> None:
    page = quality.PAGE.read_text(encoding="utf-8")
    assert page == quality.renewed(page)
