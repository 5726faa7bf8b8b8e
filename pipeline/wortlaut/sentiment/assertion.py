"""Weight words by how far they are asserted: questions, conditions and hypotheses are weaker evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from wortlaut.german import polarity as german

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

WEAKER = 0.5
"""Weight of a word that is not asserted; an asserted one has weight 1."""
_COMPARATIVE = "Cmp"


def weights(sentence: Sequence[Token], clause: Sequence[Token], positions: Iterable[int]) -> Iterator[float]:
    """Yield the weights of some words of a clause as evidence: 1 if they are asserted, else less.

    Konjunktiv I does not lower the weight: it shows that someone else asserts the words.

    Args:
        sentence: The tokens of the sentence.
        clause: The tokens of the clause, without punctuation marks.
        positions: The positions of the words in the clause.
    """
    forms = [token.lower_ for token in clause]
    is_question = any(token.text == "?" for token in sentence[-2:])
    is_open = not german.HYPOTHETICAL.isdisjoint(forms) or forms[0] in german.CONDITIONAL_CONJUNCTIONS
    markers = [i for i, form in enumerate(forms) if form in german.COMPARISON_PARTICLES]
    for position in positions:
        is_weaker = is_question or is_open or _is_compared_with(clause, markers, position)
        yield WEAKER if is_weaker else 1.0


def _is_compared_with(clause: Sequence[Token], markers: Sequence[int], position: int) -> bool:
    """Return whether the word follows a comparative and `als`: besser als die *Katastrophe*."""
    before = [marker for marker in markers if marker < position]
    return any(_COMPARATIVE in token.morph.get("Degree", []) for i in before[-1:] for token in clause[:i])
