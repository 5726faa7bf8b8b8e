"""Compute the tone of a stretch of text from its sentences: from their probabilities, or from their hits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from wortlaut.sentiment.hits import LABEL_THRESHOLD, Hit
from wortlaut.sentiment.interval import Interval, bootstrap
from wortlaut.sentiment.label_model import Probabilities, most_probable
from wortlaut.tables.schemas import evidence

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

_Key = TypeVar("_Key")
NO_EVIDENCE = "no evidence"
_DIGITS = 4
_SCALE = 2**60
"""Probabilities are added up as integer multiples of 1 / _SCALE: exactly, in any order, without storing each."""
_UNIT = 1000
"""Tones of sentences are counted in thousandths, so that equal ones are stored once."""


class Part(NamedTuple):
    """A sentence, or some of its words.

    Attributes:
        hits: Its polar words.
        n_words: Number of its words.
        probabilities: The probabilities of its labels; None without words, or with labels from the lexicon.
    """

    hits: Sequence[Hit]
    n_words: int
    probabilities: Probabilities | None


class Tone(NamedTuple):
    """The tone of a sentence, a section, a speaker's words or the clauses about an entity.

    Attributes:
        polarity: Weighted mean polarity of the hits, from -1 (negative) to 1 (positive), or None without hits.
        subjectivity: Weighted mean subjectivity of the hits, from 0 to 1, or None without hits.
        tone: The probability of `positive` minus that of `negative`; with labels from the lexicon the polarity. None
            without words, and with these labels without hits.
        label: `negative`, `neutral` or `positive`; `no evidence` without a tone.
        n_hits: Number of hits.
        n_words: Number of words.
        n_sentences: Number of sentences with a tone.
        probabilities: Probabilities of the labels, or None without a tone or with labels from the lexicon.
        interval: Bootstrap interval of the tone, or None with fewer than two sentences.
    """

    polarity: float | None
    subjectivity: float | None
    tone: float | None
    label: str
    n_hits: int
    n_words: int
    n_sentences: int
    probabilities: Probabilities | None = None
    interval: Interval | None = None

    @property
    def coverage(self) -> float:
        """Share of the words that are hits, from 0 to 1."""
        return round(self.n_hits / self.n_words, _DIGITS) if self.n_words else 0.0

    @property
    def evidence(self) -> str:
        """`none` without a tone, `few` with too few sentences for a comparison, else `enough`."""
        return evidence(self.n_sentences)


class TallyState(NamedTuple):
    """The state of a tally.

    Attributes:
        n_words: Number of words.
        hits: Polarity, subjectivity and weight, and the number of hits with these values.
        units: Sum of tones, sum of their weights (in thousandths), and the number of sentences with these sums.
        articles: The same for articles.
        n_labelled: Number of sentences with label probabilities.
        probabilities: The sums of these probabilities, scaled to integers.
    """

    n_words: int
    hits: Sequence[tuple[float, float, float, int]]
    units: Sequence[tuple[int, int, int]]
    articles: Sequence[tuple[int, int, int]]
    n_labelled: int
    probabilities: Sequence[int]


class Tally:
    """Add up sentences or parts of them to a tone, in any order.

    It stores counts of equal values and exact sums, so its size depends on distinct values and not on the corpus.
    """

    def __init__(self) -> None:
        self._n_words = 0
        self._hits: dict[tuple[float, float, float], int] = {}
        self._units: dict[tuple[int, int], int] = {}
        self._articles: dict[tuple[int, int], int] = {}
        self._n_labelled = 0
        self._probabilities = [0, 0, 0]

    def add(self, part: Part) -> None:
        """Add a sentence or a part of it."""
        self._n_words += part.n_words
        for hit in part.hits:
            _count(self._hits, (hit.polarity, hit.subjectivity, hit.weight))
        if part.probabilities is not None:
            self._n_labelled += 1
            for label, value in enumerate(part.probabilities):
                self._probabilities[label] += int(value * _SCALE)
            tone = part.probabilities.positive - part.probabilities.negative
            _count(self._units, (round(tone * _UNIT), _UNIT))
        elif part.hits:
            weighted = fsum([hit.polarity * hit.weight for hit in part.hits]), fsum([hit.weight for hit in part.hits])
            _count(self._units, (round(weighted[0] * _UNIT), round(weighted[1] * _UNIT)))

    def state(self) -> TallyState:
        """Return the state, for `merge`; what was added is one article."""
        hits = [(*hit, n) for hit, n in self._hits.items()]
        articles = self._articles or self._as_article()
        return TallyState(
            self._n_words,
            hits,
            [(*unit, n) for unit, n in self._units.items()],
            [(*article, n) for article, n in articles.items()],
            self._n_labelled,
            self._probabilities,
        )

    def _as_article(self) -> dict[tuple[int, int], int]:
        if not self._units:
            return {}
        totals = [(total * n, weight * n) for (total, weight), n in self._units.items()]
        return {(sum(total for total, _ in totals), sum(weight for _, weight in totals)): 1}

    def merge(self, state: TallyState) -> None:
        """Add the state of another tally, of other articles."""
        self._n_words += state.n_words
        for polarity, subjectivity, weight, n in state.hits:
            _count(self._hits, (polarity, subjectivity, weight), n)
        for total, weight, n in state.units:
            _count(self._units, (total, weight), n)
        for total, weight, n in state.articles:
            _count(self._articles, (total, weight), n)
        self._n_labelled += state.n_labelled
        for label, value in enumerate(state.probabilities):
            self._probabilities[label] += value

    def tone(self, *, interval: bool = True) -> Tone:
        """Return the tone of everything added, by default with its bootstrap interval.

        The interval resamples articles if there are several, else sentences.
        """
        n_hits = sum(self._hits.values())
        polarity = subjectivity = None
        if n_hits:
            # fsum: the exact sum, so that the order of the articles cannot change the last digit.
            total = fsum([weight * n for (_, _, weight), n in self._hits.items()])
            polarity = _rounded(fsum([value * weight * n for (value, _, weight), n in self._hits.items()]) / total)
            subjectivity = _rounded(fsum([value * weight * n for (_, value, weight), n in self._hits.items()]) / total)
        n_sentences = sum(self._units.values())
        if not n_sentences:
            return Tone(polarity, subjectivity, None, NO_EVIDENCE, n_hits, self._n_words, 0)
        probabilities, tone = None, polarity
        if self._n_labelled:
            mean = (value / (self._n_labelled * _SCALE) for value in self._probabilities)
            probabilities = Probabilities(*map(_rounded, mean))
            tone = _rounded(probabilities.positive - probabilities.negative)
        assert tone is not None
        units = self._articles if sum(self._articles.values()) > 1 else self._units
        bounds = bootstrap(units) if interval else None
        if bounds is not None:
            # The mean of the probabilities is more exact than that of the units, and lies within the interval.
            bounds = Interval(min(_rounded(bounds.low), tone), max(_rounded(bounds.high), tone))
        name = label(tone) if probabilities is None else most_probable(probabilities)
        return Tone(polarity, subjectivity, tone, name, n_hits, self._n_words, n_sentences, probabilities, bounds)


def _count(counts: dict[_Key, int], key: _Key, n: int = 1) -> None:
    counts[key] = counts.get(key, 0) + n


def _rounded(value: float) -> float:
    return round(value, _DIGITS) + 0.0  # turns -0.0 into 0.0


def tone_of(parts: Iterable[Part], *, interval: bool = True) -> Tone:
    """Return the tone of several sentences together, by default with its bootstrap interval."""
    tally = Tally()
    for part in parts:
        tally.add(part)
    return tally.tone(interval=interval)


def label(polarity: float) -> str:
    """Return the label of a mean polarity: `negative`, `neutral` or `positive`."""
    if abs(polarity) < LABEL_THRESHOLD:
        return "neutral"
    return "positive" if polarity > 0 else "negative"


def is_word(token: Token) -> bool:
    """Return whether a token counts as a word, because it contains a letter, as in `Corona-Krise` and `20-jährige`."""
    return token.is_alpha or any(map(str.isalpha, token.text))
