"""Read sections with their tone and keywords."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby, takewhile
from operator import itemgetter, mul
from pathlib import Path
from typing import NamedTuple

from wortlaut.sentiment import tone as scored
from wortlaut.sentiment.interval import bootstrap
from wortlaut.sentiment.label_model import Probabilities, most_probable
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import EntitySentimentRow, SectionSentimentRow, SpeakerSentimentRow
from wortlaut.utils.errors import WortlautError

KEYWORDS_SHOWN = 5
_ID = itemgetter(0)
_UNIT = 1000
"""Tones are added up in thousandths, exactly."""
_DIGITS = 4


class Tone(NamedTuple):
    """The tone of a section, of a speaker's words or of the clauses about an entity.

    Attributes:
        value: From -1 to 1, or None without evidence.
        label: One of `wortlaut.tables.schemas.TONE_LABELS`.
        n_sentences: Number of sentences with a tone.
        n_hits: Number of words and phrases found in the polarity lexicon.
        evidence: One of `wortlaut.tables.schemas.EVIDENCE`.
        interval: Bootstrap interval of the value, or None.
        is_classified: Whether the label is from a classifier, not from thresholds of the polarity.
    """

    value: float | None
    label: str
    n_sentences: int
    n_hits: int
    evidence: str
    interval: tuple[float, float] | None = None
    is_classified: bool = False

    @property
    def is_thin(self) -> bool:
        """Whether there is evidence, but too little to compare."""
        return self.evidence == "few"

    @property
    def is_comparable(self) -> bool:
        """Whether there is enough evidence to compare it with others."""
        return self.evidence == "enough"


NO_TONE = Tone(None, "no evidence", 0, 0, "none")


class Keyword(NamedTuple):
    """A keyword lemma with its TF-IDF score."""

    lemma: str
    score: float


class Section(NamedTuple):
    """A section with its tone.

    Attributes:
        article_id: Its article.
        section_id: Its id.
        kind: One of `wortlaut.text.article.SECTION_KINDS`.
        heading: Its heading, or "".
        tone: The tone of all its words.
        author: The tone of the words outside quotations.
        quoted: The tone of the words in quotations.
        keywords: Its top keywords from `keywords.csv`.
    """

    article_id: str
    section_id: str
    kind: str
    heading: str
    tone: Tone
    author: Tone
    quoted: Tone
    keywords: tuple[Keyword, ...]


def tone_of(row: SectionSentimentRow | SpeakerSentimentRow | EntitySentimentRow) -> Tone:
    """Return the tone in a row of a sentiment table."""
    return Tone(
        value=row.tone,
        label=row.label,
        n_sentences=row.n_sentences,
        n_hits=row.n_hits,
        evidence=row.evidence,
        interval=None if row.low is None or row.high is None else (row.low, row.high),
        is_classified=row.p_neutral is not None,
    )


def merged_tone(rows: Sequence[SpeakerSentimentRow | EntitySentimentRow]) -> Tone:
    """Return the tone of several rows of a sentiment table together, each about another article.

    Tone and probabilities are means weighted by sentences; with labels from the lexicon, the polarity is weighted by
    hits. The interval resamples the articles.
    """
    if len(rows) == 1:
        return tone_of(rows[0])
    known = [row for row in rows if row.tone is not None]
    is_classified = any(row.p_neutral is not None for row in known)
    weights = [row.n_sentences if is_classified else row.n_hits for row in known]
    if not sum(weights):
        return NO_TONE._replace(n_hits=sum(row.n_hits for row in rows))
    units = Counter(
        (round((row.tone or 0.0) * weight * _UNIT), weight * _UNIT)
        for row, weight in zip(known, weights, strict=True)
        if weight
    )
    total, whole = (sum(unit[part] * n for unit, n in units.items()) for part in (0, 1))
    value = round(total / whole, _DIGITS) + 0.0
    if is_classified:
        columns = zip(
            *((row.p_negative or 0.0, row.p_neutral or 0.0, row.p_positive or 0.0) for row in known), strict=True
        )
        sums = (sum(map(mul, column, weights)) for column in columns)
        label = most_probable(Probabilities(*(round(each / sum(weights), _DIGITS) for each in sums)))
    else:
        label = scored.label(value)
    n_sentences = sum(row.n_sentences for row in known)
    bounds = bootstrap(units)
    return Tone(
        value=value,
        label=label,
        n_sentences=n_sentences,
        n_hits=sum(row.n_hits for row in rows),
        evidence=schemas.evidence(n_sentences),
        interval=(min(bounds.low, value), max(bounds.high, value)) if bounds else None,
        is_classified=is_classified,
    )


def _voice_tone(row: SectionSentimentRow, voice: str) -> Tone:
    """Return the tone of a section's words outside (`author`) or inside quotations (`quoted`)."""
    value, label, n_sentences, n_hits = (
        getattr(row, f"{voice}_{column}") for column in ("tone", "label", "n_sentences", "n_hits")
    )
    return Tone(value, label, n_sentences, n_hits, schemas.evidence(n_sentences))


def read_keywords(scope: str, processed: Path) -> Iterator[tuple[str, Keyword]]:
    """Yield the top keywords of all sections or all speakers, in order, each after the id it belongs to.

    Args:
        scope: `section` or `speaker`.
        processed: The folder of the tables.

    Raises:
        WortlautError: The table is missing.
    """
    # The rows of a scope are contiguous.
    rows = dropwhile(lambda row: row.scope != scope, csv_files.rows(schemas.KEYWORDS, processed))
    for row in takewhile(lambda row: row.scope == scope, rows):
        if row.rank <= KEYWORDS_SHOWN:
            yield row.id, Keyword(row.lemma, row.score)


def read_sections(processed: Path) -> Iterator[Section]:
    """Yield all sections in reading order, from `sections.csv`, `section_sentiment.csv` and `keywords.csv`.

    Raises:
        WortlautError: A table is missing, or a section has no tone because the tables are from different runs.
    """
    tones = csv_files.rows(schemas.SECTION_SENTIMENT, processed)
    keywords = groupby(read_keywords("section", processed), _ID)
    next_keywords = next(keywords, None)
    for section in csv_files.rows(schemas.SECTIONS, processed):
        tone_row = next(tones, None)
        if tone_row is None or tone_row.section_id != section.section_id:
            raise WortlautError(
                f"{processed}: section_sentiment.csv and sections.csv are from different runs "
                f"(section {section.section_id}). Run the whole pipeline again."
            )
        section_keywords: tuple[Keyword, ...] = ()
        if next_keywords is not None and next_keywords[0] == section.section_id:
            section_keywords = tuple(keyword for _, keyword in next_keywords[1])
            next_keywords = next(keywords, None)
        yield Section(
            article_id=section.article_id,
            section_id=section.section_id,
            kind=section.kind,
            heading=section.heading or "",
            tone=tone_of(tone_row),
            author=_voice_tone(tone_row, "author"),
            quoted=_voice_tone(tone_row, "quoted"),
            keywords=section_keywords,
        )
