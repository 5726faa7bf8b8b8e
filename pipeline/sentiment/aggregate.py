"""Adds hits up to the rows of the sentiment tables: per sentence, section, speaker and entity."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.documents import Document, Sentence
from pipeline.entities.records import Mention
from pipeline.sentiment.hits import Hit, find_hits
from pipeline.sentiment.lexicon import Lexicon
from pipeline.sentiment.tone import Tally, Tone, is_word
from pipeline.spans import from_cell

Row = tuple[Any, ...]
"""Values in the order of a table's columns, see `pipeline.tables`."""


class ScoredSentence(NamedTuple):
    """A sentence with its hits, and the character offsets at which its words start."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    words: tuple[int, ...]


def score(document: Document, lexicon: Lexicon, *, negation_window: int) -> tuple[ScoredSentence, ...]:
    """Return an article's sentences in reading order, each with its hits (see `find_hits`)."""
    return tuple(
        ScoredSentence(
            sentence,
            find_hits(sentence.span, lexicon, negation_window=negation_window),
            tuple(token.idx for token in sentence.span if is_word(token)),
        )
        for sentence in document.sentences
    )


def sentence_rows(document: Document, scored: Sequence[ScoredSentence]) -> Iterator[Row]:
    """Yield an article's rows of `sentence_sentiment.csv`."""
    for part in scored:
        ids = (document.article.article_id, part.sentence.section.section_id, part.sentence.sentence_id)
        yield (*ids, *tone_of([part]))


def section_rows(document: Document, scored: Sequence[ScoredSentence]) -> Iterator[Row]:
    """Yield an article's rows of `section_sentiment.csv`; headings count as sentences."""
    parts = defaultdict(list)
    for part in scored:
        parts[part.sentence.section.section_id].append(part)
    for section in document.article.sections:
        inside = parts[section.section_id]
        tone = tone_of(inside)
        ids = (document.article.article_id, section.section_id, section.heading)
        counts = (len(inside), tone.n_hits, tone.n_words, tone.coverage)
        yield (*ids, tone.polarity, tone.subjectivity, tone.label, *counts)


def tone_of(parts: Iterable[ScoredSentence]) -> Tone:
    """Return the tone of sentences taken together."""
    tally = Tally()
    for part in parts:
        tally.add(part.hits, len(part.words))
    return tally.tone()


class TonesByEntity:
    """Tones that add up over the articles, by canonical_id."""

    def __init__(self) -> None:
        self._tallies: defaultdict[str, Tally] = defaultdict(Tally)
        self._counts: Counter[str] = Counter()

    def add_mentions(self, scored: Sequence[ScoredSentence], mentions: Iterable[Mention]) -> None:
        """Add an article's sentences to the entities they mention, once however often they do."""
        by_id = {part.sentence.sentence_id: part for part in scored}
        for canonical_id, sentence_id in dict.fromkeys((m.canonical_id, m.sentence_id) for m in mentions):
            part = by_id[sentence_id]
            self._tallies[canonical_id].add(part.hits, len(part.words))
            self._counts[canonical_id] += 1

    def add_quotations(
        self, document: Document, scored: Sequence[ScoredSentence], quotations: Iterable[Mapping[str, str]]
    ) -> None:
        """Add an article's quoted words to their speakers; words quoted twice by one speaker count once.

        Args:
            document: The article.
            scored: Its sentences.
            quotations: Its rows of `quotations.csv`; those without a speaker_id are left out.
        """
        words = [start for part in scored for start in part.words]
        hits = {document.doc[hit.token].idx: hit for part in scored for hit in part.hits}
        quoted = defaultdict(set)
        for row in quotations:
            if speaker := row["speaker_id"]:
                self._counts[speaker] += 1
                for start, end in from_cell(row["quote_spans"]):
                    quoted[speaker].update(words[bisect_left(words, start) : bisect_left(words, end)])
        for speaker, starts in quoted.items():
            self._tallies[speaker].add([hits[start] for start in starts if start in hits], len(starts))

    def rows(self, names: Mapping[str, str]) -> Iterator[Row]:
        """Yield rows of `speaker_sentiment.csv` or `entity_sentiment.csv`, sorted by canonical_id.

        Args:
            names: The entities' names by canonical_id.
        """
        for canonical_id in sorted(self._counts):
            tone = self._tallies[canonical_id].tone()
            ids = (canonical_id, names[canonical_id], self._counts[canonical_id])
            yield (*ids, tone.polarity, tone.label, tone.n_hits, tone.n_words)
