"""Invented sentences with the sign of their polarity, from `tone_cases.md`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from spacy.language import Language

from tests.conftest import article
from wortlaut.nlp.annotate import annotate
from wortlaut.sentiment.lexicon import load_lexicon
from wortlaut.sentiment.scored import score
from wortlaut.sentiment.tone import tone_of

CASES = Path(__file__).with_name("tone_cases.md")


class Case(NamedTuple):
    """A sentence with its sign; `fault` says why it is known to get another one."""

    sign: str
    sentence: str
    fault: str | None = None


def cases() -> Iterator[Case]:
    """Yield the lines under the headings; one that is no case would be left out in silence, so it is an error."""
    _, *phenomena = CASES.read_text(encoding="utf-8").split("\n## ")
    for lines in phenomena:
        for line in filter(None, lines.splitlines()[1:]):
            case = Case(*line.split(" | "))
            assert case.sign in {"+", "-", "0"}, f"{CASES.name}: no sign: {line}"
            yield case


ALL_CASES = list(cases())


def sign(nlp: Language, text: str) -> str:
    (document,) = annotate([article(text)], nlp, batch_size=1)
    polarity = tone_of([part.whole for part in score(document, load_lexicon(), negation_window=4)]).polarity
    if polarity is None:
        return "0"
    return "+" if polarity > 0 else "-" if polarity < 0 else "="


def test_there_are_enough_sentences_and_none_twice() -> None:
    assert len(ALL_CASES) >= 120
    assert len({case.sentence for case in ALL_CASES}) == len(ALL_CASES)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.sentence,
            marks=[pytest.mark.xfail(raises=AssertionError, strict=True, reason=case.fault)] if case.fault else [],
        )
        for case in ALL_CASES
    ],
)
def test_a_sentence_has_the_expected_sign(nlp: Language, case: Case) -> None:
    assert sign(nlp, case.sentence) == case.sign


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Das Wetter ist gut.", "Das Wetter ist nicht gut."),
        ("Das Spiel war sehr schlecht.", "Das Spiel war nicht sehr schlecht."),
        ("Der Plan ist kaum gefährlich.", "Der Plan ist kaum nicht gefährlich."),
        ("Wäre das gerecht?", "Wäre das nicht gerecht?"),
        ("Die Stadt beendet den Streit.", "Die Stadt beendet nicht den Streit."),
        ("Die Regierung will den Streit beilegen.", "Die Regierung will nicht den Streit beilegen."),
        ("Das Ergebnis ist besser als im Mai.", "Das Ergebnis ist nicht besser als im Mai."),
    ],
)
def test_nicht_before_the_only_hit_never_keeps_its_sign(nlp: Language, before: str, after: str) -> None:
    assert {sign(nlp, before), sign(nlp, after)} == {"+", "-"}
