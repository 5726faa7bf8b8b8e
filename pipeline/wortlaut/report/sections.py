"""Sections with their tone and keywords."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import dropwhile, groupby, takewhile
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from wortlaut.tables import schemas
from wortlaut.utils.errors import WortlautError

KEYWORDS_SHOWN = 5
_RANKS_SHOWN = frozenset(map(str, range(1, KEYWORDS_SHOWN + 1)))
_ID = itemgetter(0)


class Tone(NamedTuple):
    """The tone of a section, of a speaker's words or of the clauses about an entity.

    Attributes:
        polarity: From -1 to 1, or None without evidence.
        label: One of `wortlaut.tables.schemas.TONE_LABELS`.
        n_hits: Number of words found in the polarity lexicon.
        evidence: One of `wortlaut.tables.schemas.EVIDENCE`.
        interval: Bootstrap interval of the polarity, or None.
        is_classified: Whether the label is a classifier's, and no border of the polarity.
    """

    polarity: float | None
    label: str
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


NO_TONE = Tone(None, "no evidence", 0, "none")


class Keyword(NamedTuple):
    """A telling lemma with its score, TF-IDF."""

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
        author: That of the words outside quotations.
        quoted: That of the words in quotations.
        keywords: Its most telling lemmas, the first ones of `keywords.csv`.
    """

    article_id: str
    section_id: str
    kind: str
    heading: str
    tone: Tone
    author: Tone
    quoted: Tone
    keywords: tuple[Keyword, ...]


def tone_of(row: Mapping[str, str]) -> Tone:
    """Return the tone that a row of a sentiment table holds."""
    polarity = float(row["polarity"]) if row["polarity"] else None
    interval = (float(row["low"]), float(row["high"])) if row["low"] else None
    return Tone(
        polarity=polarity,
        label=row["label"],
        n_hits=int(row["n_hits"]),
        evidence=row["evidence"],
        interval=interval,
        is_classified=bool(row["p_neutral"]),
    )


def _voice(row: Mapping[str, str], name: str) -> Tone:
    """Return the tone of one of a section's voices, `author` or `quoted`."""
    polarity = float(row[f"{name}_polarity"]) if row[f"{name}_polarity"] else None
    n_hits = int(row[f"{name}_n_hits"])
    return Tone(polarity, row[f"{name}_label"], n_hits, schemas.evidence(n_hits))


def read_keywords(scope: str, processed: Path) -> Iterator[tuple[str, Keyword]]:
    """Yield the first keywords of all sections or all speakers, in their order, with what they are keywords of.

    Args:
        scope: `section` or `speaker`.
        processed: The folder of the tables.

    Raises:
        WortlautError: The table is missing.
    """
    # The rows of a scope stand together.
    rows = dropwhile(lambda cells: cells[0] != scope, schemas.cells(schemas.KEYWORDS, processed))
    for _, name, rank, lemma, _, score in takewhile(lambda cells: cells[0] == scope, rows):
        if rank in _RANKS_SHOWN:
            yield name, Keyword(lemma, float(score))


def read_sections(processed: Path) -> Iterator[Section]:
    """Yield all sections in reading order, from `sections.csv`, `section_sentiment.csv` and `keywords.csv`.

    Raises:
        WortlautError: A table is missing, or a section has no tone because the tables are not of one run.
    """
    tones = schemas.rows(schemas.SECTION_SENTIMENT, processed)
    keywords = groupby(read_keywords("section", processed), _ID)
    waiting = next(keywords, None)
    for place in schemas.rows(schemas.SECTIONS, processed):
        row = next(tones, None)
        if row is None or row["section_id"] != place["section_id"]:
            raise WortlautError(
                f"{processed}: section_sentiment.csv and sections.csv are not of one run "
                f"(section {place['section_id']}). Run the whole pipeline again."
            )
        found: tuple[Keyword, ...] = ()
        if waiting is not None and waiting[0] == place["section_id"]:
            found = tuple(keyword for _, keyword in waiting[1])
            waiting = next(keywords, None)
        yield Section(
            article_id=place["article_id"],
            section_id=place["section_id"],
            kind=place["kind"],
            heading=place["heading"],
            tone=tone_of(row),
            author=_voice(row, "author"),
            quoted=_voice(row, "quoted"),
            keywords=found,
        )
