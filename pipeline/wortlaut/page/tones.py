"""Prepare the tone of sections for margin, table and list, and that of the sentences in which words are quoted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from wortlaut.page.addresses import fragment
from wortlaut.tables.schemas import SectionSentimentRow, SentenceRow, SentenceSentimentRow
from wortlaut.text.spans import Span

_NO_EVIDENCE = "no evidence"
_MILDEST = ("neutral", "negative", "positive")
"""Of labels of the same number of sentences, the first one counts."""
_start, _end = attrgetter("start"), attrgetter("end")


class Voice(NamedTuple):
    """The tone of the author's own words or of the quoted ones.

    Attributes:
        label: One of `wortlaut.tables.schemas.TONE_LABELS`.
        value: From -1 to 1; None without evidence.
    """

    label: str
    value: float | None


class SectionTone(NamedTuple):
    """The tone of a section.

    Attributes:
        fragment: Its fragment in the page: `sec-2`.
        heading: Its heading, or "".
        label: One of `wortlaut.tables.schemas.TONE_LABELS`.
        value: From -1 to 1; None without evidence.
        interval: Its 95 % bootstrap interval; None if there is too little evidence.
        n_sentences: Sentences with a tone.
        n_hits: Words and phrases found in the polarity lexicon.
        is_thin: Whether the sentences are too few to compare the tone with others.
        author: The tone of the author's own words.
        quoted: The tone of the quoted words.
    """

    fragment: str
    heading: str
    label: str
    value: float | None
    interval: tuple[float, float] | None
    n_sentences: int
    n_hits: int
    is_thin: bool
    author: Voice
    quoted: Voice


def section_tones(rows: Iterable[SectionSentimentRow]) -> dict[str, SectionTone]:
    """Return the tones of an article's sections (rows of `section_sentiment.csv`) by their section_id, in order."""
    return {row.section_id: _section_tone(row) for row in rows}


def _section_tone(row: SectionSentimentRow) -> SectionTone:
    return SectionTone(
        fragment=fragment(row.section_id),
        heading=row.heading or "",
        label=row.label,
        value=row.tone,
        interval=None if row.low is None or row.high is None else (row.low, row.high),
        n_sentences=row.n_sentences,
        n_hits=row.n_hits,
        is_thin=row.evidence == "few",
        author=Voice(row.author_label, row.author_tone),
        quoted=Voice(row.quoted_label, row.quoted_tone),
    )


class SentenceTones:
    """The tone of an article's sentences, by their places in the text.

    Args:
        sentences: Its rows of `sentences.csv`, in reading order.
        tones: Its rows of `sentence_sentiment.csv`.
    """

    def __init__(self, sentences: Sequence[SentenceRow], tones: Iterable[SentenceSentimentRow]) -> None:
        self._sentences = sentences
        self._tones = {row.sentence_id: row for row in tones}

    def within(self, spans: Iterable[Span]) -> dict[str, SentenceSentimentRow]:
        """Return the tone of the sentences that overlap some spans, by their sentence_id; none without evidence."""
        found = {}
        for span in spans:
            first = bisect_right(self._sentences, span.start, key=_end)
            for sentence in self._sentences[first : bisect_left(self._sentences, span.end, key=_start)]:
                row = self._tones.get(sentence.sentence_id)
                if row is not None and row.tone is not None:
                    found[row.sentence_id] = row
        return found


def common_label(rows: Iterable[SentenceSentimentRow]) -> str:
    """Return the most frequent label of sentences; of equally frequent ones, neutral first; "no evidence" of none."""
    counts = Counter(row.label for row in rows)
    return max(_MILDEST, key=lambda label: counts[label]) if counts.total() else _NO_EVIDENCE
