"""Finds the words that tell a section or a speaker from the others: the rows of `keywords.csv`."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from math import fsum, log, sqrt
from typing import Any, NamedTuple

from wortlaut.nlp.annotate import Document
from wortlaut.tables.schemas import KeywordRow, QuotationRow
from wortlaut.text.spans import from_cell

TOP = 10
"""Keywords of a section or speaker, at most."""
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_SHORTEST = 2
_DIGITS = 4


class Lemmas(NamedTuple):
    """How often the telling lemmas stand in an article.

    Attributes:
        sections: By section_id, the sections in reading order; those without any are left out.
        speakers: In what each speaker is quoted with, by canonical_id; a word that is quoted twice counts once.
    """

    sections: Mapping[str, Mapping[str, int]]
    speakers: Mapping[str, Mapping[str, int]]

    @classmethod
    def from_json(cls, fields: Sequence[Any]) -> Lemmas:
        """Return what JSON, which has a list in its place, gave back."""
        return cls(*fields)


def count(document: Document, quotations: Iterable[QuotationRow]) -> Lemmas:
    """Count the lemmas of each section of an article, and of what each speaker is quoted with there.

    Args:
        document: The annotated article.
        quotations: Its rows of `quotations.csv`.
    """
    sections: defaultdict[str, Counter[str]] = defaultdict(Counter)
    starts: list[int] = []
    lemmas: list[str] = []
    for sentence in document.sentences:
        for token in sentence.span:
            lemma = token.lemma_
            if token.pos_ in _TELLING and len(lemma) >= _SHORTEST and any(map(str.isalpha, lemma)):
                sections[sentence.section.section_id][lemma] += 1
                starts.append(token.idx)
                lemmas.append(lemma)
    quoted: defaultdict[str, set[int]] = defaultdict(set)
    for row in quotations:
        if row.speaker_id:
            for span in from_cell(row.quote_spans):
                start, end = document.article.own_span(*span)
                quoted[row.speaker_id].update(range(bisect_left(starts, start), bisect_left(starts, end)))
    speakers = {speaker: Counter(lemmas[i] for i in sorted(inside)) for speaker, inside in quoted.items() if inside}
    return Lemmas(sections, speakers)


def keyword_rows(articles: Callable[[], Iterable[Lemmas]]) -> Iterator[KeywordRow]:
    """Yield the keywords of all sections in reading order, then those of all speakers by canonical_id.

    What is held is one count per lemma, and per speaker and lemma.

    Args:
        articles: Gives the lemmas of the articles in their order; it is called twice.
    """
    in_sections = _Frequencies()
    speakers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles():
        for counts in article.sections.values():
            in_sections.add(counts)
        for speaker, counts in article.speakers.items():
            speakers[speaker].update(counts)
    for article in articles():
        for section, counts in article.sections.items():
            yield from _rows("section", section, counts, in_sections)
    by_speakers = _Frequencies()
    for counts in speakers.values():
        by_speakers.add(counts)
    for speaker in sorted(speakers):
        yield from _rows("speaker", speaker, speakers[speaker], by_speakers)


class _Frequencies:
    """In how many texts each lemma stands."""

    def __init__(self) -> None:
        self._n_texts = 0
        self._texts_with: Counter[str] = Counter()

    def add(self, lemmas: Iterable[str]) -> None:
        """Count one more text."""
        self._n_texts += 1
        self._texts_with.update(iter(lemmas))

    def highest(self, counts: Mapping[str, int], n: int) -> list[tuple[str, float]]:
        """Return the lemmas of one of the texts that have the highest TF-IDF, n at most, with their scores from 0 to 1.

        As `TfidfTransformer(sublinear_tf=True)` of scikit-learn has it, which needs all texts in memory: the logarithm
        of the frequency, smoothed inverse document frequency, the text's scores as a vector of length 1. Of lemmas with
        equal scores the more frequent one comes first, else the first one in the alphabet.
        """
        weights = [_frequency(times) * self._rarity(self._texts_with[lemma]) for lemma, times in counts.items()]
        length = sqrt(fsum([weight * weight for weight in weights]))
        # Scores that differ may be equal when they are rounded, but not by a whole unit of the last digit.
        least = sorted(weights)[-n:][0] - length / 10**_DIGITS
        scores = {
            lemma: round(weight / length, _DIGITS)
            for lemma, weight in zip(counts, weights, strict=True)
            if weight >= least
        }
        return sorted(scores.items(), key=lambda item: (-item[1], -counts[item[0]], item[0]))[:n]

    @cached_property
    def _rarity(self) -> Callable[[int], float]:
        """Gives the inverse document frequency of a lemma by the number of texts that it stands in."""
        return cache(lambda n_texts: 1 + log((1 + self._n_texts) / (1 + n_texts)))


@cache
def _frequency(n: int) -> float:
    return 1 + log(n)


def _rows(scope: str, name: str, counts: Mapping[str, int], frequencies: _Frequencies) -> Iterator[KeywordRow]:
    for rank, (lemma, score) in enumerate(frequencies.highest(counts, TOP), start=1):
        yield KeywordRow(scope=scope, id=name, rank=rank, lemma=lemma, n=counts[lemma], score=score)
