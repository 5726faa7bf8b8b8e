"""Sections with their tone, and how much evidence a tone needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline import tables
from pipeline.errors import WortlautError

FEW_HITS = 5
"""Least hits for a tone to be compared with others. With five, one word that is read the wrong way round (-1 for +1)
moves the mean by 0.4, the step from neutral to positive or negative (`pipeline.sentiment.tone.THRESHOLD`); with fewer,
by more."""
_UNHEADED = {"headline": "Headline", "lead": "Lead", "body": "Text without heading"}


class Tone(NamedTuple):
    """The tone of a section, of a speaker's words or of the sentences about an entity.

    Attributes:
        polarity: From -1 to 1, or None without evidence.
        label: One of `pipeline.tables.TONE_LABELS`.
        n_hits: Number of words found in the polarity lexicon.
    """

    polarity: float | None
    label: str
    n_hits: int

    @property
    def is_thin(self) -> bool:
        """Whether there is evidence, but too little to compare."""
        return 0 < self.n_hits < FEW_HITS


NO_TONE = Tone(None, "no evidence", 0)


class Section(NamedTuple):
    """A section with its tone; `coverage` is the share of its words that are hits, from 0 to 1."""

    article_id: str
    name: str
    tone: Tone
    coverage: float
    n_sentences: int


def tone_of(row: Mapping[str, str]) -> Tone:
    """Return the tone that a row of a sentiment table holds."""
    polarity = float(row["polarity"]) if row["polarity"] else None
    return Tone(polarity, row["label"], int(row["n_hits"]))


def read_sections(processed: Path) -> Iterator[Section]:
    """Yield all sections in reading order, from `sections.csv` and `section_sentiment.csv`.

    Raises:
        WortlautError: A table is missing, or a section has no tone because the tables are not of one run.
    """
    tones = tables.rows(tables.SECTION_SENTIMENT, processed)
    for place in tables.rows(tables.SECTIONS, processed):
        row = next(tones, None)
        if row is None or row["section_id"] != place["section_id"]:
            raise WortlautError(
                f"{processed}: section_sentiment.csv and sections.csv are not of one run "
                f"(section {place['section_id']}). Run the whole pipeline again."
            )
        name = place["heading"] or _UNHEADED[place["kind"]]
        yield Section(place["article_id"], name, tone_of(row), float(row["coverage"]), int(row["n_sentences"]))
