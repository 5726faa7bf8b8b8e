"""What the report tells of the whole corpus: counts, and the top of the tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from heapq import nsmallest
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pandera.pandas import DataFrameSchema

from pipeline import tables
from pipeline.report.sections import KEYWORDS_SHOWN, NO_TONE, Section, Tone, read_sections, tone_of
from pipeline.summaries import own_words

_EXTREMES = 3
"""Sections named as the most positive and as the most negative of the corpus."""


class Quoted(NamedTuple):
    """What the quotations add up to.

    Attributes:
        by_type: Number of quotations of each type.
        n_unidentified: Quotations whose speaker is no canonical entity.
        words_of_article: Words quoted in each article that has quotations.
        words_of_speaker: Words quoted from each speaker (by canonical_id) in each type of quotation.
    """

    by_type: Counter[str]
    n_unidentified: int
    words_of_article: Counter[str]
    words_of_speaker: Mapping[str, Counter[str]]

    @property
    def n_words(self) -> int:
        """Words in all quotations; those of a quotation nested in one of the same speaker count once."""
        return self.words_of_article.total()


class Listing(NamedTuple):
    """The articles.

    Attributes:
        n_articles: How many there are.
        n_sentences: How many sentences they have.
        first_day: Earliest day of publication, ISO 8601; "" where no article has a date.
        last_day: Latest day of publication.
        top: article_id of those with most words quoted, these first.
    """

    n_articles: int
    n_sentences: int
    first_day: str
    last_day: str
    top: tuple[str, ...]


class RankedSection(NamedTuple):
    """A section with enough evidence to be compared, and the title of its article."""

    section: Section
    title: str


class Tones(NamedTuple):
    """The tones of all sections.

    Attributes:
        by_label: Number of sections with each label.
        n_comparable: Sections with enough evidence to be compared.
        positive: Of these the most positive, the highest first; only such as are labelled positive.
        negative: Of these the most negative, the lowest first; only such as are labelled negative.
    """

    by_label: Counter[str]
    n_comparable: int
    positive: tuple[RankedSection, ...]
    negative: tuple[RankedSection, ...]


class Speaker(NamedTuple):
    """A speaker with the words quoted by type, which add up to `n_words`, their tone and the most telling of them."""

    name: str
    role: str
    n_quotations: int
    n_articles: int
    n_words: int
    words_by_type: Mapping[str, int]
    tone: Tone
    keywords: tuple[str, ...] = ()


class Entity(NamedTuple):
    """A person or organisation with the tone of the clauses about it."""

    name: str
    role: str
    n_mentions: int
    n_articles: int
    tone: Tone


class Overview(NamedTuple):
    """The whole corpus.

    Attributes:
        quoted: What the quotations add up to.
        listing: The articles.
        tones: The tones of the sections.
        n_speakers: How many speakers were identified.
        speakers: Those with most words quoted.
        entities_by_label: Number of canonical entities with each label.
        people: Those mentioned most.
        organisations: Those mentioned most.
        n_rejected: Files that were not analysed.
    """

    quoted: Quoted
    listing: Listing
    tones: Tones
    n_speakers: int
    speakers: tuple[Speaker, ...]
    entities_by_label: Counter[str]
    people: tuple[Entity, ...]
    organisations: tuple[Entity, ...]
    n_rejected: int


def read_overview(processed: Path, top: int) -> Overview:
    """Read what the report tells of the whole corpus, holding sums and the top of the tables only.

    Args:
        processed: The folder of the tables.
        top: How many articles, speakers, people and organisations are wanted.

    Raises:
        WortlautError: A table is missing, or two tables are not of one run.
    """
    quoted = _read_quoted(processed)
    n_speakers, speakers = _read_speakers(processed, quoted.words_of_speaker, top)
    return Overview(
        quoted=quoted,
        listing=_read_listing(processed, quoted.words_of_article, top),
        tones=_read_tones(processed),
        n_speakers=n_speakers,
        speakers=speakers,
        entities_by_label=Counter(row["label"] for row in tables.rows(tables.CANONICAL_ENTITIES, processed)),
        people=_read_entities(processed, "PER", top),
        organisations=_read_entities(processed, "ORG", top),
        n_rejected=sum(1 for _ in tables.rows(tables.REJECTED, processed)),
    )


def _read_quoted(processed: Path) -> Quoted:
    by_type: Counter[str] = Counter()
    words_of_article: Counter[str] = Counter()
    words_of_speaker: defaultdict[str, Counter[str]] = defaultdict(Counter)
    n_unidentified = 0
    for row, n_words in own_words(tables.rows(tables.QUOTATIONS, processed)):
        by_type[row["type"]] += 1
        words_of_article[row["article_id"]] += n_words
        if row["speaker_id"]:
            words_of_speaker[row["speaker_id"]][row["type"]] += n_words
        else:
            n_unidentified += 1
    return Quoted(by_type, n_unidentified, words_of_article, words_of_speaker)


def _read_listing(processed: Path, words_of_article: Mapping[str, int], top: int) -> Listing:
    n_articles = n_sentences = 0
    first_day = last_day = ""
    ranked: list[tuple[int, int, str]] = []
    for row in tables.rows(tables.ARTICLES, processed):
        n_articles += 1
        n_sentences += int(row["n_sentences"])
        if day := row["published_at"][:10]:
            first_day, last_day = min(first_day or day, day), max(last_day, day)
        ranked.append((-words_of_article.get(row["article_id"], 0), n_articles, row["article_id"]))
    article_ids = tuple(article_id for _, _, article_id in nsmallest(top, ranked))
    return Listing(n_articles, n_sentences, first_day, last_day, article_ids)


def _read_tones(processed: Path) -> Tones:
    by_label: Counter[str] = Counter()
    comparable: list[tuple[float, int, Section]] = []
    for section in read_sections(processed):
        by_label[section.tone.label] += 1
        if section.tone.polarity is not None and not section.tone.is_thin:
            comparable.append((section.tone.polarity, len(comparable), section))
    lowest = [section for *_, section in nsmallest(_EXTREMES, comparable) if section.tone.label == "negative"]
    reverse = ((-polarity, number, section) for polarity, number, section in comparable)
    highest = [section for *_, section in nsmallest(_EXTREMES, reverse) if section.tone.label == "positive"]
    titles = _read_titles(processed, {section.article_id for section in (*lowest, *highest)})
    return Tones(
        by_label=by_label,
        n_comparable=len(comparable),
        positive=tuple(RankedSection(section, titles[section.article_id]) for section in highest),
        negative=tuple(RankedSection(section, titles[section.article_id]) for section in lowest),
    )


def _read_titles(processed: Path, article_ids: set[str]) -> dict[str, str]:
    rows = (row for row in tables.rows(tables.ARTICLES, processed) if row["article_id"] in article_ids)
    return {row["article_id"]: row["title"] or row["path"] for row in rows}


def _read_speakers(
    processed: Path, words_of_speaker: Mapping[str, Counter[str]], top: int
) -> tuple[int, tuple[Speaker, ...]]:
    """Return how many speakers there are, and the first of them; `speakers.csv` has them in this order."""
    rows = tables.rows(tables.SPEAKERS, processed)
    first = list(islice(rows, top))
    tones = _read_tones_of(first, tables.SPEAKER_SENTIMENT, processed)
    keywords = _read_keywords({row["canonical_id"] for row in first}, processed)
    speakers = tuple(
        Speaker(
            name=row["name"],
            role=row["role"],
            n_quotations=int(row["n_quotations"]),
            n_articles=int(row["n_articles"]),
            n_words=int(row["n_words"]),
            words_by_type=words_of_speaker[row["canonical_id"]],
            tone=tones.get(row["canonical_id"], NO_TONE),
            keywords=tuple(keywords.get(row["canonical_id"], ())),
        )
        for row in first
    )
    return len(first) + sum(1 for _ in rows), speakers


def _read_keywords(canonical_ids: Collection[str], processed: Path) -> dict[str, list[str]]:
    """Return the most telling lemmas of what some speakers are quoted with, by canonical_id."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in tables.rows(tables.KEYWORDS, processed):
        if row["scope"] == "speaker" and row["id"] in canonical_ids and int(row["rank"]) <= KEYWORDS_SHOWN:
            found[row["id"]].append(row["lemma"])
    return dict(found)


def _read_entities(processed: Path, label: str, top: int) -> tuple[Entity, ...]:
    rows = (row for row in tables.rows(tables.CANONICAL_ENTITIES, processed) if row["label"] == label)
    first = nsmallest(top, rows, key=lambda row: (-int(row["n_mentions"]), row["canonical_id"]))
    tones = _read_tones_of(first, tables.ENTITY_SENTIMENT, processed)
    return tuple(
        Entity(
            name=row["name"],
            role=row["role"],
            n_mentions=int(row["n_mentions"]),
            n_articles=int(row["n_articles"]),
            tone=tones.get(row["canonical_id"], NO_TONE),
        )
        for row in first
    )


def _read_tones_of(
    entities: Collection[Mapping[str, str]], schema: DataFrameSchema, processed: Path
) -> dict[str, Tone]:
    """Return the tones that a sentiment table has of some entities, by canonical_id."""
    wanted = {row["canonical_id"] for row in entities}
    rows = tables.rows(schema, processed)
    return {row["canonical_id"]: tone_of(row) for row in rows if row["canonical_id"] in wanted}
