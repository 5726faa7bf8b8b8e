"""Tells how far a sentence asserts its words: questions, conditions and what would be are weaker evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from wortlaut.german import polarity as german

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

WEAKER = 0.5
"""Weight of a word that is not asserted, against 1 of one that is."""
_COMPARATIVE = "Cmp"


def weights(sentence: Sequence[Token], clause: Sequence[Token], positions: Iterable[int]) -> Iterator[float]:
    """Yield the weights of some words of a clause as evidence: 1, or less where they are not asserted.

    Konjunktiv I weakens nothing: it tells that someone else asserts the words.

    Args:
        sentence: The sentence's tokens.
        clause: Those of the clause, marks left out.
        positions: The words' places in the clause.
    """
    forms = [token.lower_ for token in clause]
    is_question = any(token.text == "?" for token in sentence[-2:])
    is_open = not german.HYPOTHETICAL.isdisjoint(forms) or forms[0] in german.CONDITIONAL
    markers = [i for i, form in enumerate(forms) if form in german.COMPARING]
    for position in positions:
        is_weaker = is_question or is_open or _is_compared_with(clause, markers, position)
        yield WEAKER if is_weaker else 1.0


def _is_compared_with(clause: Sequence[Token], markers: Sequence[int], position: int) -> bool:
    """Whether a comparative stands before, and `als` between it and the word: besser als die *Katastrophe*."""
    before = [marker for marker in markers if marker < position]
    return any(_COMPARATIVE in token.morph.get("Degree", []) for i in before[-1:] for token in clause[:i])
