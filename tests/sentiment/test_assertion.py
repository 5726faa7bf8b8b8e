from __future__ import annotations

import pytest
import spacy.tokens

from tests.markup import VOCAB
from wortlaut.nlp.plain_doc import Doc
from wortlaut.sentiment.assertion import WEAKER, weights


def clause(words: str) -> Doc:
    """Return a clause; `+` behind a word marks a comparative."""
    forms = words.split()
    morphs = ["Degree=Cmp" if form.endswith("+") else "" for form in forms]
    return Doc.of(spacy.tokens.Doc(VOCAB, words=[form.removesuffix("+") for form in forms], morphs=morphs))


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [
        ("das ist gut", 2, 1.0),
        ("er sei gut", 2, 1.0),
        # Konjunktiv II says what would be; a wish and a guess are words of their speaker.
        ("das wäre gut", 2, WEAKER),
        ("gut Wäre das", 0, WEAKER),
        ("ich möchte gutes", 2, 1.0),
        # A condition is open; its conjunction stands first.
        ("Wenn es gut ist", 2, WEAKER),
        ("ob es gut ist", 2, WEAKER),
        ("es ist gut wenn", 2, 1.0),
        # What a comparative is compared with is not said to be so.
        ("besser+ als eine Katastrophe", 3, WEAKER),
        ("besser+ als eine Katastrophe", 0, 1.0),
        ("gut als Erfolg", 2, 1.0),
        ("als besserer+ Erfolg", 2, 1.0),
        ("eher+ denn als Erfolg", 3, WEAKER),
        ("als Plan besser+ im Erfolg", 4, 1.0),
    ],
)
def test_what_is_not_asserted_counts_less(words: str, position: int, expected: float) -> None:
    tokens = list(clause(words))
    assert list(weights(tokens, tokens, [position])) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("ist das gut ?", WEAKER), ("ist das gut ? “", WEAKER), ("ist das gut ? “ ja", 1.0), ("ist das gut !", 1.0)],
)
def test_questions_count_less(sentence: str, expected: float) -> None:
    tokens = list(clause(sentence))
    assert list(weights(tokens, tokens[:3], [2])) == [expected]
