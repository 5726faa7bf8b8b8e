"""Add up who speaks most, for whom, with which types of quotation, and where in the articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from wortlaut.comparison.groups import Ratio, Share
from wortlaut.locales.labels import KIND_NAMES
from wortlaut.report.entities import read_tones
from wortlaut.report.reading import ArticleRows, Top, report_id
from wortlaut.report.sections import KEYWORDS_SHOWN, NO_TONE, Keyword, Section, Tone, read_keywords
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import QuotationRow, SpeakerRow
from wortlaut.text.article import SECTION_KINDS

MAX_PLACES = 24
"""Maximum number of sections shown one by one; more are grouped by their position in the article."""
LAST_BODY = 6
"""Last body section with its own group, which includes all later ones."""


class Speaker(NamedTuple):
    """A speaker.

    Attributes:
        canonical_id: Its id in the report, see `report_id`.
        name: Its name.
        role: Its role, or "".
        n_quotations: Number of quotations.
        n_articles: Number of articles that quote the speaker.
        n_words: Words quoted.
        words_by_type: Words quoted by type of quotation.
        tone: The tone of these words.
        keywords: The top keywords of these words.
    """

    canonical_id: str
    name: str
    role: str
    n_quotations: int
    n_articles: int
    n_words: int
    words_by_type: Mapping[str, int]
    tone: Tone
    keywords: tuple[str, ...] = ()

    @property
    def direct_share(self) -> float:
        """Share of direct speech in the words quoted, from 0 to 1."""
        return self.words_by_type.get("Direct", 0) / self.n_words if self.n_words else 0.0


class Place(NamedTuple):
    """Where speakers are quoted: one section, or all sections with one position in their articles.

    Attributes:
        title: The title of the section's article; None for a position in all articles.
        kind: One of `wortlaut.text.article.SECTION_KINDS`.
        heading: The section's heading, or "".
        number: Number of body sections in all articles, at most `LAST_BODY`; else 0.
        words: Words quoted there from each followed speaker, by canonical_id.
    """

    title: str | None
    kind: str
    heading: str
    number: int
    words: Mapping[str, int]


class KindOfSpeaker(NamedTuple):
    """The words quoted from one kind of speakers.

    Attributes:
        kind: One of `tables.schemas.SPEAKER_KINDS`, or "" for speakers of no known kind.
        n_words: The number of words.
        share: Their share of all words quoted.
        words_by_gender: The words by gender of the person quoted (`tables.schemas.GENDERS`), "" if it is unknown; those
            of organisations and of speakers without a name are in none.
    """

    kind: str
    n_words: int
    share: Share
    words_by_gender: Mapping[str, int]


class QuotationTotals(NamedTuple):
    """Totals of the quotations.

    Attributes:
        n_quotations: Number of quotations.
        n_unidentified: Number of quotations whose speaker is not a canonical entity.
        n_words: Words in all quotations; a quotation nested in one by the same speaker counts once.
        n_speakers: Number of identified speakers.
        kinds: The kinds of speakers that are quoted, most words first; those of no known kind come last.
        speakers: The speakers with the most words quoted, in descending order.
        places: Where the first `followed` of them are quoted, in reading order.
    """

    n_quotations: int
    n_unidentified: int
    n_words: int
    n_speakers: int
    kinds: tuple[KindOfSpeaker, ...]
    speakers: tuple[Speaker, ...]
    places: tuple[Place, ...]

    @property
    def followed(self) -> tuple[Speaker, ...]:
        """The speakers quoted in the places."""
        quoted_ids = {canonical_id for place in self.places for canonical_id in place.words}
        return tuple(speaker for speaker in self.speakers if speaker.canonical_id in quoted_ids)

    @property
    def peak(self) -> tuple[Speaker, Place]:
        """The speaker and the place with the most words; requires a place."""
        pairs = ((speaker, place) for place in self.places for speaker in self.followed)
        return max(pairs, key=lambda pair: pair[1].words.get(pair[0].canonical_id, 0))


class QuotationTally:
    """Add up the quotations, article by article.

    Args:
        processed: The folder of the tables.
        top: Maximum number of speakers.
        followed: Number of these speakers whose places are collected.

    Raises:
        WortlautError: A table is missing.
    """

    def __init__(self, processed: Path, top: int, followed: int) -> None:
        self._processed = processed
        self._top_rows, self._n_speakers = _read_speakers(processed, top)
        self._genders = _read_genders(processed)
        self._by_type: dict[str, Counter[str]] = {row.canonical_id: Counter() for row in self._top_rows}
        self._followed = frozenset(row.canonical_id for row in self._top_rows[:followed])
        self._n_quotations = self._n_unidentified = self._n_words = 0
        self._n_quotations_of: Counter[str] = Counter()
        self._n_articles_of: Counter[str] = Counter()
        self._kind_shares = {kind: Ratio() for kind in KIND_NAMES}
        self._kind_words: Counter[str] = Counter()
        self._kind_genders: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._sections: list[Place] | None = []
        self._by_place: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)

    def add(self, rows: ArticleRows, words: Iterable[tuple[QuotationRow, int]]) -> int:
        """Add an article's quotations, each with its number of words; return the sum of words."""
        by_section: defaultdict[str, Counter[str]] = defaultdict(Counter)
        by_kind: Counter[str] = Counter()
        quoted: set[str] = set()
        n_before = self._n_words
        for row, n_words in words:
            speaker = row.speaker_id
            self._n_quotations += 1
            self._n_unidentified += not speaker
            self._n_words += n_words
            by_kind[row.speaker_kind or ""] += n_words
            if speaker in self._genders:
                self._kind_genders[row.speaker_kind or ""][self._genders[speaker]] += n_words
            if speaker in self._by_type:
                quoted.add(speaker)
                self._n_quotations_of[speaker] += 1
                self._by_type[speaker][row.type] += n_words
            if speaker in self._followed and n_words:
                by_section[row.section_id][speaker] += n_words
        if by_section:
            self._locate(rows, by_section)
        n_article_words = self._n_words - n_before
        self._n_articles_of.update(quoted)
        self._kind_words.update(by_kind)
        for kind, share in self._kind_shares.items():
            share.add(by_kind[kind], n_article_words)
        return n_article_words

    def _locate(self, rows: ArticleRows, by_section: Mapping[str, Counter[str]]) -> None:
        number = 0
        for section in rows.sections:
            number += section.kind == "body"
            if words := by_section.get(section.section_id):
                place = min(number, LAST_BODY) if section.kind == "body" else 0
                self._by_place[section.kind, place].update(words)
                self._add_section(rows, section, words)

    def _add_section(self, rows: ArticleRows, section: Section, words: Mapping[str, int]) -> None:
        if self._sections is not None:
            self._sections.append(Place(rows.title, section.kind, section.heading, 0, words))
            if len(self._sections) > MAX_PLACES:
                self._sections = None

    def result(self) -> QuotationTotals:
        """Return the totals of the added quotations.

        Raises:
            WortlautError: A table is missing.
        """
        return QuotationTotals(
            n_quotations=self._n_quotations,
            n_unidentified=self._n_unidentified,
            n_words=self._n_words,
            n_speakers=self._n_speakers,
            kinds=self._kinds(),
            speakers=self._speakers(),
            places=self._places() if self._sections is None else tuple(self._sections),
        )

    def _kinds(self) -> tuple[KindOfSpeaker, ...]:
        kinds = (
            KindOfSpeaker(kind, self._kind_words[kind], share.share(), self._kind_genders[kind])
            for kind, share in self._kind_shares.items()
            if self._kind_words[kind]
        )
        return tuple(sorted(kinds, key=lambda kind: (not kind.kind, -kind.n_words)))

    def _speakers(self) -> tuple[Speaker, ...]:
        tones = read_tones(self._by_type, schemas.SPEAKER_SENTIMENT, self._processed)
        keywords = _read_keywords(self._by_type, self._processed)
        return tuple(
            Speaker(
                canonical_id=row.canonical_id,
                name=row.name,
                role=row.role or "",
                n_quotations=self._n_quotations_of[row.canonical_id],
                n_articles=self._n_articles_of[row.canonical_id],
                n_words=row.n_words,
                words_by_type=self._by_type[row.canonical_id],
                tone=tones.get(row.canonical_id, NO_TONE),
                keywords=tuple(keywords.get(row.canonical_id, ())),
            )
            for row in self._top_rows
        )

    def _places(self) -> tuple[Place, ...]:
        ranked = sorted(self._by_place, key=lambda place: (SECTION_KINDS.index(place[0]), place[1]))
        return tuple(Place(None, kind, "", number, self._by_place[kind, number]) for kind, number in ranked)


def _read_speakers(processed: Path, top: int) -> tuple[list[SpeakerRow], int]:
    """Return the speakers with the most words, with their ids in the report, and the number of all speakers."""
    ranked: Top[SpeakerRow] = Top(top)
    n_speakers = 0
    organisations: dict[str, SpeakerRow] = {}
    for row in csv_files.rows(schemas.SPEAKERS, processed):  # most words first
        canonical_id = report_id(row.canonical_id)
        if not canonical_id.startswith("ORG:"):
            n_speakers += 1
            ranked.add((-row.n_words, canonical_id), row)
        elif (known := organisations.get(canonical_id)) is not None:
            organisations[canonical_id] = known._replace(n_words=known.n_words + row.n_words)
        else:
            organisations[canonical_id] = row._replace(canonical_id=canonical_id)
    for row in organisations.values():
        ranked.add((-row.n_words, row.canonical_id), row)
    return ranked.items(), n_speakers + len(organisations)


def _read_genders(processed: Path) -> dict[str, str]:
    """Return the gender of each person, "" if it is unknown, by canonical_id."""
    rows = csv_files.rows(schemas.CANONICAL_ENTITIES, processed)
    return {row.canonical_id: row.gender or "" for row in rows if row.label == "PER"}


def _read_keywords(canonical_ids: Collection[str], processed: Path) -> dict[str, list[str]]:
    """Return the top keywords of the given speakers, by their id in the report."""
    found: defaultdict[str, list[Keyword]] = defaultdict(list)
    for canonical_id, keyword in read_keywords("speaker", processed):
        if (speaker := report_id(canonical_id)) in canonical_ids:
            found[speaker].append(keyword)
    return {
        speaker: [*dict.fromkeys(each.lemma for each in sorted(keywords, key=_by_score))][:KEYWORDS_SHOWN]
        for speaker, keywords in found.items()
    }


def _by_score(keyword: Keyword) -> tuple[float, str]:
    return -keyword.score, keyword.lemma
