from __future__ import annotations

from pathlib import Path

from pipeline import tables
from pipeline.keywords import TOP, keyword_rows

ARTICLES = {
    "a": [("Deich/NOUN Deich/NOUN Wasser/NOUN und/CCONJ", "PER:Mia"), ("Wasser/NOUN Rat/NOUN", "")],
    "b": [("Wahl/NOUN Rat/NOUN Wahl/NOUN 7/NUM", "PER:Tim"), ("Wasser/NOUN steigen/VERB", "PER:Mia")],
}
"""Sections of one sentence each, with who is quoted with all of it."""


def write(folder: Path, article_ids: list[str]) -> Path:
    sentences: list[tuple[object, ...]] = []
    tokens: list[tuple[object, ...]] = []
    quotations: list[tuple[object, ...]] = []
    for article_id in article_ids:
        position = 0
        for number, (words, speaker) in enumerate(ARTICLES[article_id], start=1):
            ids = (article_id, f"{article_id}#sec{number}", f"{article_id}#sent{number}")
            first = position
            for word in words.split():
                lemma, pos = word.split("/")
                place = (article_id, ids[2], len(tokens) + 1, position, position + len(lemma))
                tokens.append((*place, lemma, lemma, pos, None, None, None, 0))
                position += len(lemma) + 1
            sentences.append((*ids, first, position, words))
            row: dict[str, object] = dict.fromkeys(tables.QUOTATIONS.columns) | {
                "article_id": article_id,
                "quotation_id": f"{article_id}#q{number}",
                "section_id": ids[1],
                "sentence_id": ids[2],
                "type": "Direct",
                "medium": "Speech",
                "quote_spans": f"{first}:{position}",
                "quote_text": words,
                "speaker_id": speaker or None,
                "rule": "probe",
                "confidence": 0.9,
            }
            quotations.append(tuple(row.values()))
    tables.write(tables.SENTENCES, sentences, folder)
    tables.write(tables.TOKENS, tokens, folder)
    tables.write(tables.QUOTATIONS, quotations, folder)
    return folder


def test_words_that_tell_a_text_from_the_others_come_first(tmp_path: Path) -> None:
    rows = list(keyword_rows(write(tmp_path, ["a", "b"])))
    first = {(scope, name): lemma for scope, name, rank, lemma, _, _ in rows if rank == 1}
    assert first["section", "a#sec1"] == "Deich"
    assert first["section", "b#sec1"] == "Wahl"
    assert first["speaker", "PER:Mia"] == "Deich"
    assert first["speaker", "PER:Tim"] == "Wahl"
    assert {lemma for *_, lemma, _, _ in rows} == {"Deich", "Wasser", "Rat", "Wahl", "steigen"}


def test_a_speaker_is_told_by_all_articles(tmp_path: Path) -> None:
    rows = keyword_rows(write(tmp_path, ["a", "b"]))
    assert {lemma: n for _, name, _, lemma, n, _ in rows if name == "PER:Mia"} == {
        "Deich": 2,
        "Wasser": 2,
        "steigen": 1,
    }


def test_the_order_of_articles_changes_no_row(tmp_path: Path) -> None:
    one, other = (list(keyword_rows(write(tmp_path / "".join(ids), ids))) for ids in (["a", "b"], ["b", "a"]))
    assert sorted(one) == sorted(other)


def test_rows_keep_the_contract(tmp_path: Path) -> None:
    rows = list(keyword_rows(write(tmp_path, ["a", "b"])))
    tables.write(tables.KEYWORDS, rows, tmp_path)
    assert max(rank for _, _, rank, _, _, _ in rows) <= TOP
    assert len(tables.read(tables.KEYWORDS, tmp_path)) == len(rows)


def test_without_words_there_are_no_rows(tmp_path: Path) -> None:
    assert list(keyword_rows(write(tmp_path, []))) == []
