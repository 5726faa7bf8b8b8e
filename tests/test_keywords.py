from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer
from spacy.language import Language

from tests.conftest import article
from wortlaut.keywords import TOP, KeywordRow, Lemmas, count, keyword_rows
from wortlaut.nlp.annotate import annotate
from wortlaut.tables import schemas

ARTICLES = {
    "a": Lemmas({"a#sec1": {"Deich": 2, "Wasser": 1}, "a#sec2": {"Wasser": 1, "Rat": 1}}, {"PER:mia": {"Deich": 2}}),
    "b": Lemmas(
        {"b#sec1": {"Wahl": 2, "Rat": 1}, "b#sec2": {"Wasser": 1, "steigen": 1}},
        {"PER:tim": {"Wahl": 2, "Rat": 1}, "PER:mia": {"Wasser": 1, "steigen": 1}},
    ),
}


def rows(article_ids: Iterable[str]) -> list[KeywordRow]:
    return list(keyword_rows(lambda: (ARTICLES[name] for name in article_ids)))


def test_words_that_tell_a_text_from_the_others_come_first() -> None:
    first = {(scope, name): lemma for scope, name, rank, lemma, _, _ in rows(["a", "b"]) if rank == 1}
    assert first["section", "a#sec1"] == "Deich"
    assert first["section", "b#sec1"] == "Wahl"
    assert first["speaker", "PER:mia"] == "Deich"
    assert first["speaker", "PER:tim"] == "Wahl"


def test_a_speaker_is_told_by_all_articles() -> None:
    found = {lemma: n for _, name, _, lemma, n, _ in rows(["a", "b"]) if name == "PER:mia"}
    assert found == {"Deich": 2, "Wasser": 1, "steigen": 1}


def test_the_order_of_articles_changes_no_row() -> None:
    assert sorted(rows(["a", "b"])) == sorted(rows(["b", "a"]))


def test_the_scores_are_those_of_the_library() -> None:
    texts = {name: counts for part in ARTICLES.values() for name, counts in part.sections.items()}
    vectorizer = DictVectorizer()
    matrix = TfidfTransformer(sublinear_tf=True).fit_transform(vectorizer.fit_transform(list(texts.values())))
    expected = dict(zip(texts, vectorizer.inverse_transform(matrix), strict=True))
    found = {(name, lemma): score for scope, name, _, lemma, _, score in rows(["a", "b"]) if scope == "section"}
    assert {name for name, _ in found} == {*texts}
    assert found == {(name, lemma): pytest.approx(expected[name][lemma], abs=1e-4) for name, lemma in found}


def test_rows_keep_the_contract(tmp_path: Path) -> None:
    many = Lemmas({"c#sec1": {f"Wort{number}": 1 for number in range(2 * TOP)}}, {})
    found = list(keyword_rows(lambda: [*ARTICLES.values(), many]))
    schemas.write(schemas.KEYWORDS, found, tmp_path)
    assert max(rank for _, _, rank, _, _, _ in found) == TOP
    assert len(schemas.read(schemas.KEYWORDS, tmp_path)) == len(found)


def test_without_words_there_are_no_rows() -> None:
    assert rows([]) == []


def test_telling_lemmas_are_counted_once_each(nlp: Language) -> None:
    text = "Die Brücke\n\nDie alte Brücke ist gesperrt, sagte Weber 2024."
    (document,) = annotate([article(text)], nlp, batch_size=1)
    spans = ["12:23", "16:23"]
    quotations: Iterator[dict[str, str]] = ({"speaker_id": "PER:weber", "quote_spans": span} for span in spans)
    found = count(document, [*quotations, {"speaker_id": "", "quote_spans": "0:10"}])
    assert found.sections["a#sec1"] == {"Brücke": 1}
    assert {"Brücke", "alt"} <= found.sections["a#sec2"].keys()
    assert not {"der", ",", "2024"} & found.sections["a#sec2"].keys()
    assert found.speakers == {"PER:weber": {"alt": 1, "Brücke": 1}}
