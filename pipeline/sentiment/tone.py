"""The tone of a stretch of text: what its hits come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import fsum
from typing import NamedTuple

from spacy.tokens import Token

from pipeline.sentiment.hits import Hit

THRESHOLD = 0.4
"""Least absolute polarity of a positive or negative label: the middle of the best range, 0.36 to 0.48, for the
macro F1 on GerNTSA's training part (see `docs/sentiment.md`)."""
_DIGITS = 4


class Tone(NamedTuple):
    """How a sentence, a section, a speaker's words or the sentences about an entity sound.

    Attributes:
        polarity: Mean polarity of the hits by weight, from -1 (negative) to 1 (positive), or None without hits.
        subjectivity: Mean subjectivity of the hits by weight, from 0 to 1, or None without hits.
        label: `negative`, `neutral`, `positive`, or `no evidence` without hits.
        n_hits: Number of hits.
        n_words: Number of words.
    """

    polarity: float | None
    subjectivity: float | None
    label: str
    n_hits: int
    n_words: int

    @property
    def coverage(self) -> float:
        """Share of the words that are hits, from 0 to 1."""
        return round(self.n_hits / self.n_words, _DIGITS) if self.n_words else 0.0


class Tally:
    """Hits and words that add up to a tone, in whatever order they come."""

    def __init__(self) -> None:
        self._hits: Counter[tuple[float, float, float]] = Counter()
        self._n_words = 0

    def add(self, hits: Iterable[Hit], n_words: int) -> None:
        """Add the hits of a stretch of text, and its number of words."""
        self._hits.update((hit.polarity, hit.subjectivity, hit.weight) for hit in hits)
        self._n_words += n_words

    def tone(self) -> Tone:
        """Return the tone of all that was added."""
        n_hits = self._hits.total()
        if not n_hits:
            return Tone(None, None, "no evidence", 0, self._n_words)
        # fsum: the exact sum, so that the order of the articles cannot change the last digit.
        weight = fsum(weight * n for (_, _, weight), n in self._hits.items())
        polarity = _rounded(fsum(value * weight * n for (value, _, weight), n in self._hits.items()) / weight)
        subjectivity = _rounded(fsum(value * weight * n for (_, value, weight), n in self._hits.items()) / weight)
        return Tone(polarity, subjectivity, label(polarity), n_hits, self._n_words)


def _rounded(value: float) -> float:
    return round(value, _DIGITS) + 0.0  # turns -0.0 into 0.0


def label(polarity: float) -> str:
    """Return the label of a polarity: `negative`, `neutral` or `positive`."""
    if abs(polarity) < THRESHOLD:
        return "neutral"
    return "positive" if polarity > 0 else "negative"


def is_word(token: Token) -> bool:
    """Tell whether a token counts as a word: it holds a letter, as `Corona-Krise` and `20-jährige` do."""
    return token.is_alpha or any(map(str.isalpha, token.text))
