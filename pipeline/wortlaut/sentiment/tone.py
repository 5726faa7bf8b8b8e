"""Compute the tone of a stretch of text from its hits."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from wortlaut.sentiment.hits import Hit
from wortlaut.sentiment.interval import Interval, bootstrap
from wortlaut.sentiment.label_model import LabelModel, Probabilities
from wortlaut.tables.schemas import evidence

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

_Key = TypeVar("_Key")
THRESHOLD = 0.4
"""Minimum absolute polarity of a positive or negative label: the middle of the best range, 0.36 to 0.48, for the
macro F1 on GerNTSA's training part (see `docs/sentiment.md`)."""
NO_EVIDENCE = "no evidence"
_DIGITS = 4
_SCALE = 2**60
"""Probabilities are added up as integer multiples of 1 / _SCALE: exactly, in any order, without storing each."""


class Tone(NamedTuple):
    """The tone of a sentence, a section, a speaker's words or the clauses about an entity.

    Attributes:
        polarity: Weighted mean polarity of the hits, from -1 (negative) to 1 (positive), or None without hits.
        subjectivity: Weighted mean subjectivity of the hits, from 0 to 1, or None without hits.
        label: `negative`, `neutral`, `positive`, or `no evidence` without hits.
        n_hits: Number of hits.
        n_words: Number of words.
        probabilities: Probabilities of the labels, or None without hits or without model.
        interval: Bootstrap interval of the polarity, or None with hits in fewer than two sentences.
    """

    polarity: float | None
    subjectivity: float | None
    label: str
    n_hits: int
    n_words: int
    probabilities: Probabilities | None = None
    interval: Interval | None = None

    @property
    def coverage(self) -> float:
        """Share of the words that are hits, from 0 to 1."""
        return round(self.n_hits / self.n_words, _DIGITS) if self.n_words else 0.0

    @property
    def evidence(self) -> str:
        """`none` without hits, `few` with too few for a comparison, else `enough`."""
        return evidence(self.n_hits)


class TallyState(NamedTuple):
    """The state of a tally.

    Attributes:
        n_words: Number of words.
        hits: Polarity, subjectivity and weight, and the number of hits with these values.
        units: Sum of weighted polarities, sum of weights, and the number of sentences with these sums.
        n_labelled: Number of sentences with label probabilities.
        probabilities: The sums of these probabilities, scaled to integers.
    """

    n_words: int
    hits: Sequence[tuple[float, float, float, int]]
    units: Sequence[tuple[float, float, int]]
    n_labelled: int
    probabilities: Sequence[int]


class Tally:
    """Add up sentences or parts of them to a tone, in any order.

    It stores counts of equal values and exact sums, so its size depends on distinct values and not on the corpus.

    Args:
        model: The model for the labels; without it they follow from the polarity.
    """

    def __init__(self, model: LabelModel | None = None) -> None:
        self._model = model
        self._n_words = 0
        self._hits: dict[tuple[float, float, float], int] = {}
        self._units: dict[tuple[float, float], int] = {}
        self._n_labelled = 0
        self._probabilities = [0, 0, 0]

    def add(self, hits: Sequence[Hit], n_words: int, probabilities: Probabilities | None = None) -> None:
        """Add a sentence or a part of it: its hits, number of words and label probabilities."""
        self._n_words += n_words
        if hits:
            for _, polarity, subjectivity, weight in hits:
                _count(self._hits, (polarity, subjectivity, weight))
            unit = fsum([hit.polarity * hit.weight for hit in hits]), fsum([hit.weight for hit in hits])
            _count(self._units, unit)
            if probabilities is not None:
                self._n_labelled += 1
                for label, value in enumerate(probabilities):
                    self._probabilities[label] += int(value * _SCALE)

    def state(self) -> TallyState:
        """Return the state, for `merge`."""
        hits = [(*hit, n) for hit, n in self._hits.items()]
        units = [(*unit, n) for unit, n in self._units.items()]
        return TallyState(self._n_words, hits, units, self._n_labelled, self._probabilities)

    def merge(self, state: TallyState) -> None:
        """Add the state of another tally."""
        self._n_words += state.n_words
        for polarity, subjectivity, weight, n in state.hits:
            _count(self._hits, (polarity, subjectivity, weight), n)
        for total, weight, n in state.units:
            _count(self._units, (total, weight), n)
        self._n_labelled += state.n_labelled
        for label, value in enumerate(state.probabilities):
            self._probabilities[label] += value

    def tone(self, *, interval: bool = True) -> Tone:
        """Return the tone of everything added, by default with its bootstrap interval."""
        n_hits = sum(self._hits.values())
        if not n_hits:
            return Tone(None, None, NO_EVIDENCE, 0, self._n_words)
        # fsum: the exact sum, so that the order of the articles cannot change the last digit.
        total = fsum([weight * n for (_, _, weight), n in self._hits.items()])
        polarity = _rounded(fsum([value * weight * n for (value, _, weight), n in self._hits.items()]) / total)
        subjectivity = _rounded(fsum([value * weight * n for (_, value, weight), n in self._hits.items()]) / total)
        probabilities, tone_label = None, label(polarity)
        if self._model is not None and self._n_labelled:
            mean = Probabilities(*(value / (self._n_labelled * _SCALE) for value in self._probabilities))
            tone_label = self._model.label(mean)
            probabilities = Probabilities(*map(_rounded, mean))
        bounds = bootstrap(self._units) if interval else None
        if bounds is not None:
            bounds = Interval(*map(_rounded, bounds))
        return Tone(polarity, subjectivity, tone_label, n_hits, self._n_words, probabilities, bounds)


def _count(counts: dict[_Key, int], key: _Key, n: int = 1) -> None:
    counts[key] = counts.get(key, 0) + n


def _rounded(value: float) -> float:
    return round(value, _DIGITS) + 0.0  # turns -0.0 into 0.0


def label(polarity: float) -> str:
    """Return the label of a polarity: `negative`, `neutral` or `positive`."""
    if abs(polarity) < THRESHOLD:
        return "neutral"
    return "positive" if polarity > 0 else "negative"


def is_word(token: Token) -> bool:
    """Return whether a token counts as a word, because it contains a letter, as in `Corona-Krise` and `20-jährige`."""
    return token.is_alpha or any(map(str.isalpha, token.text))
