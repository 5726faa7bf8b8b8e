from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer
from spacy.language import Language

from tests import contract
from tests.conftest import article
from tests.rows import row
from wortlaut.keywords import TOP, Lemmas, count, keyword_rows
from wortlaut.nlp.annotate import annotate
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import KeywordRow

ARTICLES = {
    "a": Lemmas({"a#sec1": {"Deich": 2, "Wasser": 1}, "a#sec2": {"Wasser": 1, "Rat": 1}}, {"PER:mia": {"Deich": 2}}),
    "b": Lemmas(
        {"b#sec1": {"Wahl": 2, "Rat": 1}, "b#sec2": {"Wasser": 1, "steigen": 1}},
        {"PER:tim": {"Wahl": 2, "Rat": 1}, "PER:mia": {"Wasser": 1, "steigen": 1}},
    ),
}


def rows(article_ids: Iterable[str]) -> list[KeywordRow]:
    return list(keyword_rows(lambda: ((ARTICLES[name], True) for name in article_ids)))


def test_distinctive_words_come_first() -> None:
    first = {(each.scope, each.id): each.lemma for each in rows(["a", "b"]) if each.rank == 1}
    assert first["section", "a#sec1"] == "Deich"
    assert first["section", "b#sec1"] == "Wahl"
    assert first["speaker", "PER:mia"] == "Deich"
    assert first["speaker", "PER:tim"] == "Wahl"


def test_a_speaker_is_counted_over_all_articles() -> None:
    found = {each.lemma: each.n for each in rows(["a", "b"]) if each.id == "PER:mia"}
    assert found == {"Deich": 2, "Wasser": 1, "steigen": 1}


def test_an_article_that_does_not_count_has_keywords_and_changes_no_others() -> None:
    copy = Lemmas({"c#sec1": {"Deich": 2, "Wasser": 1}}, {"PER:mia": {"Deich": 2}})
    found = list(keyword_rows(lambda: [*((article, True) for article in ARTICLES.values()), (copy, False)]))
    assert [each for each in found if each.id != "c#sec1"] == rows(["a", "b"])
    assert [(each.lemma, each.score) for each in found if each.id == "c#sec1"] == [
        (each.lemma, each.score) for each in rows(["a", "b"]) if each.id == "a#sec1"
    ]


def test_the_order_of_articles_changes_no_row() -> None:
    assert sorted(rows(["a", "b"])) == sorted(rows(["b", "a"]))


def test_the_scores_are_those_of_the_library() -> None:
    texts = {name: counts for part in ARTICLES.values() for name, counts in part.sections.items()}
    vectorizer = DictVectorizer()
    matrix = TfidfTransformer(sublinear_tf=True).fit_transform(vectorizer.fit_transform(list(texts.values())))
    expected = dict(zip(texts, vectorizer.inverse_transform(matrix), strict=True))
    scores = {(each.id, each.lemma): each.score for each in rows(["a", "b"]) if each.scope == "section"}
    assert {name for name, _ in scores} == {*texts}
    assert scores == {(name, lemma): pytest.approx(expected[name][lemma], abs=1e-4) for name, lemma in scores}


def test_rows_match_the_schema(tmp_path: Path) -> None:
    many = Lemmas({"c#sec1": {f"Wort{number}": 1 for number in range(2 * TOP)}}, {})
    found = list(keyword_rows(lambda: [(article, True) for article in (*ARTICLES.values(), many)]))
    csv_files.write(schemas.KEYWORDS, found, tmp_path)
    assert max(each.rank for each in found) == TOP
    assert len(contract.read(schemas.KEYWORDS, tmp_path)) == len(found)


def test_without_words_there_are_no_rows() -> None:
    assert rows([]) == []


def test_content_lemmas_are_counted_once_each(nlp: Language) -> None:
    text = "Die Brücke\n\nDie alte Brücke ist gesperrt, sagte Weber 2024."
    (document,) = annotate([article(text)], nlp, batch_size=1)
    told = [("PER:weber", "12:23"), ("PER:weber", "16:23"), (None, "0:10")]
    found = count(document, [row(schemas.QUOTATIONS, speaker_id=name, quote_spans=spans) for name, spans in told])
    assert found.sections["a#sec1"] == {"Brücke": 1}
    assert {"Brücke", "alt"} <= found.sections["a#sec2"].keys()
    assert not {"der", ",", "2024"} & found.sections["a#sec2"].keys()
    assert found.speakers == {"PER:weber": {"alt": 1, "Brücke": 1}}


def test_names_are_whole_and_fragments_and_light_verbs_are_none(nlp: Language) -> None:
    text = "Die 57-jährige Anna Berg hat in Bad Moorburg den Deich gesehen. Anna Berg kam."
    (document,) = annotate([article(text)], nlp, batch_size=1)
    (words,) = count(document, ()).sections.values()
    assert words["Anna Berg"] == 2
    assert "Deich" in words
    assert not {"Anna", "Berg", "57-jährig", "haben", "kommen"} & words.keys()


def test_speakers_are_not_characterised_by_their_own_names(nlp: Language) -> None:
    text = "„Eine Frau Berg gibt den Deich nicht auf, auch Otto Klein nicht“, sagte Anna Berg."
    (document,) = annotate([article(text)], nlp, batch_size=1)
    end = text.index("“")
    said = row(schemas.QUOTATIONS, speaker_id="PER:berg", speaker_name="Anna Berg", quote_spans=f"1:{end}")
    words = count(document, [said]).speakers["PER:berg"]
    assert {"Deich", "Otto Klein"} <= words.keys()
    assert "Berg" not in words
