"""Prepare the tone of sections for the pages: for the margin, a table, and the list of articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from wortlaut.page.addresses import fragment
from wortlaut.tables.schemas import SectionSentimentRow


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
