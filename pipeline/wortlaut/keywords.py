"""Find the words that distinguish a section or a speaker from the others, for `keywords.csv`."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from math import fsum, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.german.function_words import LIGHT_VERBS
from wortlaut.nlp.annotate import Document
from wortlaut.tables.schemas import KeywordRow, QuotationRow
from wortlaut.text.spans import from_cell

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

TOP = 10
"""Maximum number of keywords of a section or speaker."""
_CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_MIN_LETTERS = 2
_DIGITS = 4


class Lemmas(NamedTuple):
    """Frequencies of the content lemmas in an article.

    Attributes:
        sections: Counts by section_id and lemma or name, in reading order, without sections that have none.
        speakers: Counts in the quoted words by canonical_id and lemma, without the speaker's own name; a word that is
            quoted twice counts once.
    """

    sections: Mapping[str, Mapping[str, int]]
    speakers: Mapping[str, Mapping[str, int]]


def count(document: Document, quotations: Iterable[QuotationRow]) -> Lemmas:
    """Count the lemmas in each section of an article and in the words that each speaker is quoted with.

    Args:
        document: The annotated article.
        quotations: Its rows of `quotations.csv`.
    """
    sections: defaultdict[str, Counter[str]] = defaultdict(Counter)
    starts: list[int] = []
    lemmas: list[str] = []
    names = {ent.start: ent for ent in document.doc.ents if len(ent) > 1}
    inside_names = {i for ent in names.values() for i in range(ent.start + 1, ent.end)}
    for sentence in document.sentences:
        for token in sentence.span:
            if token.i in inside_names:
                continue
            # A name of several words is one keyword: Hanna Petersen, not Hanna and Petersen.
            word = " ".join(names[token.i].text.split()) if token.i in names else _word(document, token)
            if word:
                sections[sentence.section.section_id][word] += 1
                starts.append(token.idx)
                lemmas.append(word)
    quoted: defaultdict[str, set[int]] = defaultdict(set)
    own_names: dict[str, str] = {}
    for row in quotations:
        if row.speaker_id:
            own_names[row.speaker_id] = row.speaker_name or ""
            for span in from_cell(row.quote_spans):
                start, end = document.article.own_span(*span)
                quoted[row.speaker_id].update(range(bisect_left(starts, start), bisect_left(starts, end)))
    speakers = {}
    for speaker, inside in quoted.items():
        said = Counter(lemmas[i] for i in sorted(inside) if not _is_part_of(lemmas[i], own_names[speaker]))
        if said:
            speakers[speaker] = said
    return Lemmas(sections, speakers)


def _word(document: Document, token: Token) -> str:
    """Return the lemma of a token if it may be a keyword, else ""."""
    lemma = document.lemma(token)
    if token.pos_ not in _CONTENT_POS or len(lemma) < _MIN_LETTERS or lemma in LIGHT_VERBS:
        return ""
    # What has a digit or ends in a hyphen is a fragment: 57-jährig, Ober- und Unterland.
    is_fragment = any(map(str.isdigit, lemma)) or lemma.startswith("-") or lemma.endswith("-")
    return lemma if any(map(str.isalpha, lemma)) and not is_fragment else ""


def _is_part_of(word: str, name: str) -> bool:
    """Return whether all parts of a word are parts of a name: nobody is characterised by their own name."""
    parts = {part.removesuffix("s") for part in name.split()}
    return all(part.removesuffix("s") in parts for part in word.split())


def keyword_rows(articles: Callable[[], Iterable[tuple[Lemmas, bool]]]) -> Iterator[KeywordRow]:
    """Yield the keywords of all sections in reading order, then those of all speakers by canonical_id.

    Only one count per lemma, and per speaker and lemma, is kept in memory.

    Args:
        articles: Returns the lemmas of the articles in their order, and whether each counts; it is called twice. The
            sections of an article that does not count have keywords, but add nothing to the frequencies and speakers.
    """
    section_frequencies = _Frequencies()
    speakers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in (lemmas for lemmas, does_count in articles() if does_count):
        for counts in article.sections.values():
            section_frequencies.add(counts)
        for speaker, counts in article.speakers.items():
            speakers[speaker].update(counts)
    for article, _ in articles():
        for section, counts in article.sections.items():
            yield from _rows("section", section, counts, section_frequencies)
    speaker_frequencies = _Frequencies()
    for counts in speakers.values():
        speaker_frequencies.add(counts)
    for speaker in sorted(speakers):
        yield from _rows("speaker", speaker, speakers[speaker], speaker_frequencies)


class _Frequencies:
    """Document frequencies: in how many texts each lemma occurs."""

    def __init__(self) -> None:
        self._n_texts = 0
        self._texts_with: Counter[str] = Counter()

    def add(self, lemmas: Iterable[str]) -> None:
        """Add the lemmas of one text."""
        self._n_texts += 1
        self._texts_with.update(iter(lemmas))

    def highest(self, counts: Mapping[str, int], n: int) -> list[tuple[str, float]]:
        """Return the lemmas of a text with the highest TF-IDF, at most n, with their scores from 0 to 1.

        As in scikit-learn's `TfidfTransformer(sublinear_tf=True)`, which needs all texts in memory: logarithmic term
        frequency, smoothed inverse document frequency, scores normalised to a vector of length 1. Lemmas with equal
        scores are sorted by descending frequency, then alphabetically.
        """
        weights = [_tf(n_occurrences) * self._idf(self._texts_with[lemma]) for lemma, n_occurrences in counts.items()]
        norm = sqrt(fsum([weight * weight for weight in weights]))
        # Rounding may make different scores equal, but not if they differ by a whole unit of the last digit.
        cutoff = sorted(weights)[-n:][0] - norm / 10**_DIGITS
        scores = {
            lemma: round(weight / norm, _DIGITS)
            for lemma, weight in zip(counts, weights, strict=True)
            if weight >= cutoff
        }
        return sorted(scores.items(), key=lambda item: (-item[1], -counts[item[0]], item[0]))[:n]

    @cached_property
    def _idf(self) -> Callable[[int], float]:
        """A function from the number of texts with a lemma to its inverse document frequency."""
        return cache(lambda n_texts: 1 + log((1 + self._n_texts) / (1 + n_texts)))


@cache
def _tf(n: int) -> float:
    return 1 + log(n)


def _rows(scope: str, name: str, counts: Mapping[str, int], frequencies: _Frequencies) -> Iterator[KeywordRow]:
    for rank, (lemma, score) in enumerate(frequencies.highest(counts, TOP), start=1):
        yield KeywordRow(scope=scope, id=name, rank=rank, lemma=lemma, n=counts[lemma], score=score)
