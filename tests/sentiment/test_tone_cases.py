"""Invented sentences with the sign of their polarity, from `tone_cases.md`."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from spacy.language import Language

from tests.conftest import ROOT
from wortlaut.nlp.plain_doc import Doc
from wortlaut.sentiment.hits import find_hits
from wortlaut.sentiment.lexicon import load_lexicon
from wortlaut.sentiment.tone import Tally

RIGHT = 0.95
"""Share of the sentences that must be right; another model may well lemmatise or parse a few otherwise."""


class Case(NamedTuple):
    phenomenon: str
    sign: str
    sentence: str


def cases() -> list[Case]:
    found, phenomenon = [], ""
    for line in (ROOT / "tests" / "sentiment" / "tone_cases.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            phenomenon = line[3:]
        elif match := re.fullmatch(r"([+\-0]) \| (.+)", line):
            found.append(Case(phenomenon, *match.groups()))
    return found


def sign(nlp: Language, text: str) -> str:
    tally = Tally()
    for sentence in Doc.of(nlp(text)).sents:
        tally.add(find_hits(sentence, load_lexicon(), negation_window=4), 1)
    polarity = tally.tone().polarity
    if polarity is None:
        return "0"
    return "+" if polarity > 0 else "-" if polarity < 0 else "="


def test_there_are_enough_sentences() -> None:
    assert len(cases()) >= 120
    assert len({case.sentence for case in cases()}) == len(cases())


def test_sentences_have_the_expected_sign(nlp: Language) -> None:
    wrong = [case for case in cases() if sign(nlp, case.sentence) != case.sign]
    assert len(wrong) <= (1 - RIGHT) * len(cases()), "\n".join(map(str, wrong))


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
