from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from wortlaut.evaluate.corpora import ROLES, GoldArticle, GoldQuotation
from wortlaut.evaluate.quotation_gold import FOLDER, paired_output, read_gold
from wortlaut.evaluate.quotation_scores import Pair, Quotation, name_scores, scores
from wortlaut.text.spans import Span
from wortlaut.utils.errors import WortlautError

RECORDS: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted((ROOT / FOLDER).glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
"""The annotated articles of the project."""
BY_ID = [pytest.param(record, id=record["id"]) for record in RECORDS]

TEXT = "Anna sagte, es sei spät."
TOKENS = (Span(0, 4), Span(5, 10), Span(10, 11), Span(12, 14), Span(15, 18), Span(19, 23), Span(23, 24))
ROLES_OF_ANNA = {"quote": (Span(12, 23),), "speaker": (Span(0, 4),), "cue": (Span(5, 10),)}
SAID = GoldQuotation("Indirect", "Speech", {role: ROLES_OF_ANNA.get(role, ()) for role in ROLES}, "Anna Berg")
ARTICLES = [GoldArticle("a", TEXT, TOKENS, (SAID,)), GoldArticle("b", TEXT, TOKENS, (SAID,))]


def test_there_are_50_articles() -> None:
    assert len({record["id"] for record in RECORDS}) == 50
    assert len(read_gold(ROOT / FOLDER)) == 50


@pytest.mark.parametrize("record", BY_ID)
def test_annotated_spans_are_words_of_the_text(record: dict[str, Any]) -> None:
    text = record["text"]
    for annotation in record["annotations"]:
        assert annotation["quote"]
        for role in ROLES:
            words = [text[start:end] for start, end in annotation[role]]
            assert all(word and word == word.strip() for word in words), annotation
            assert all(one[1] <= other[0] for one, other in pairwise(annotation[role])), annotation


@pytest.mark.parametrize("record", BY_ID)
def test_tokens_cover_the_text(record: dict[str, Any]) -> None:
    text, end = record["text"], 0
    for start, next_end in record["tokens"]:
        assert start >= end
        assert not text[end:start].strip()
        end = next_end
    assert not text[end:].strip()


@pytest.mark.parametrize("record", BY_ID)
def test_frames_have_a_cue_and_names_a_speaker(record: dict[str, Any]) -> None:
    for annotation in record["annotations"]:
        if annotation["speaker_name"]:
            assert annotation["speaker"], annotation
        if annotation["type"] in {"Reported", "FreeIndirect", "IndirectFreeIndirect"}:
            assert not annotation["frame"], annotation
        quote = range(annotation["quote"][0][0], annotation["quote"][-1][1])
        nested = any(
            other is not annotation
            and other["quote"] != annotation["quote"]
            and other["quote"][0][0] <= quote.start
            and quote.stop <= other["quote"][-1][1]
            for other in record["annotations"]
        )
        assert annotation["nested"] == nested, annotation


@pytest.mark.parametrize("record", BY_ID)
def test_texts_of_others_are_attributed(record: dict[str, Any]) -> None:
    if record["licence"] == "CC-BY-2.5":
        assert record["title"] in record["attribution"]
        assert record["url"].startswith("https://de.wikinews.org/wiki/")
    else:
        assert record["licence"] == "CC0-1.0"


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match="has no annotated articles"):
        read_gold(tmp_path)


def paired(tmp_path: Path, content: str) -> list[Pair]:
    path = tmp_path / "other.csv"
    path.write_text(content, encoding="utf-8")
    return paired_output(path, ARTICLES)


def test_output_is_paired_and_what_is_missing_was_missed(tmp_path: Path) -> None:
    found, missed = paired(
        tmp_path,
        "article_id,type,quote_spans,speaker_spans,speaker_name\na,Indirect,12:14;15:23,0:4,anna berg\n",
    )
    assert scores([found])["message"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert scores([found])["source"]["f1"] == 1.0
    assert name_scores([found, missed]) == {"named": 1, "right": 1.0, "wrong": 0.0}
    assert missed.predicted is None


def test_columns_that_are_not_there_are_empty(tmp_path: Path) -> None:
    found, _ = paired(tmp_path, "article_id,type,quote_spans\na,Indirect,12:23\n")
    assert name_scores([found]) == {"named": 1, "right": 0.0, "wrong": 0.0}
    assert scores([found])["source"]["f1"] == 0.0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "lacks the columns article_id, type, quote_spans"),
        ("article_id,type\n", "lacks the columns quote_spans"),
        ("article_id,type,quote_spans\nc,Direct,0:4\n", "line 2: the gold has no article 'c'"),
        ("article_id,type,quote_spans\na,direct,0:4\n", "line 2: type 'direct' is none of Direct"),
        ("article_id,type,quote_spans\na,Direct,\n", "line 2: quote_spans is empty"),
        ("article_id,type,quote_spans\na,Direct,0-4\n", "line 2: '0-4' is not start:end pairs"),
        ("article_id,type,quote_spans\na,Direct,0:4:5\n", "line 2: '0:4:5' is not start:end pairs"),
        ("article_id,type,quote_spans\na,Direct,20:99\n", "line 2: '20:99' does not lie within"),
        ("article_id,type,quote_spans\na,Direct,-3:4\n", "line 2: '-3:4' does not lie within"),
        ("article_id,type,quote_spans\na,Direct,4:4\n", "line 2: '4:4' does not lie within"),
        ("article_id,type,quote_spans\na,Direct\n", "line 2: has not as many cells"),
        ("article_id,type,quote_spans\na,Direct,0:4,5\n", "line 2: has not as many cells"),
        ('article_id,type,quote_spans\na,"Direct" ,0:4\n', "cannot be read"),
    ],
)
def test_damaged_output_is_named(content: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match=rf"other\.csv.*{message}"):
        paired(tmp_path, content)


def test_output_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match=r"missing\.csv: cannot be read"):
        paired_output(tmp_path / "missing.csv", ARTICLES)


def quotation(name: str | None) -> Quotation:
    roles = {role: frozenset({0}) if role == "quote" else frozenset[int]() for role in ROLES}
    return Quotation("Direct", "Speech", roles, "rule", "Ja", name)


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        (["Anna Berg", "Stadt Au"], ["Anna Berg", ""], {"named": 2, "right": 0.5, "wrong": 0.0}),
        (["Anna Berg", "Stadt Au"], ["Berg", "Stadt  AU"], {"named": 2, "right": 0.5, "wrong": 0.5}),
        # Nobody is named, so no name can be wrong.
        ([""], ["Anna Berg"], {"named": 0, "right": None, "wrong": None}),
        # Names are not annotated.
        ([None], ["Anna Berg"], None),
    ],
)
def test_names_by_hand(gold: list[str | None], predicted: list[str], expected: dict[str, float] | None) -> None:
    given = [Pair(quotation(name), quotation(right)) for name, right in zip(predicted, gold, strict=True)]
    assert name_scores(given) == expected
