"""Tells how far a sentence asserts its words: questions, conditions and what would be are weaker evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.german import polarity as german

if TYPE_CHECKING:
    from spacy.tokens import Token

WEAKER = 0.5
"""Weight of a word that is not asserted, against 1 of one that is."""
_COMPARATIVE = "Cmp"


def weight(sentence: Sequence[Token], clause: Sequence[Token], position: int) -> float:
    """Return the weight of a word as evidence: 1, or less where it is not asserted.

    Konjunktiv I weakens nothing: it tells that someone else asserts the words.

    Args:
        sentence: The sentence's tokens.
        clause: Those of the clause, marks left out.
        position: The word's place in the clause.
    """
    is_question = any(token.text == "?" for token in sentence[-2:])
    is_open = any(token.lower_ in german.HYPOTHETICAL for token in clause) or clause[0].lower_ in german.CONDITIONAL
    return WEAKER if is_question or is_open or _is_compared_with(clause, position) else 1.0


def _is_compared_with(clause: Sequence[Token], position: int) -> bool:
    """Whether a comparative stands before, and `als` between it and the word: besser als die *Katastrophe*."""
    before = clause[:position]
    markers = [i for i, token in enumerate(before) if token.lower_ in german.COMPARING]
    return any(_COMPARATIVE in token.morph.get("Degree", []) for i in markers[-1:] for token in before[:i])
