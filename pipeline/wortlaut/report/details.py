"""What the report tells of single articles: their sections, who is quoted with what, and who is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from wortlaut.quotations.speaker_totals import own_words
from wortlaut.report.comentions import CoMentionTally, Pair
from wortlaut.report.entities import NamedEntity, named_entity
from wortlaut.report.reading import ArticleRows
from wortlaut.report.sections import Section
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import CanonicalEntityRow, MentionRow, QuotationRow

PAIRS_SHOWN = 3
"""Pairs of names told of an article."""


class Quotation(NamedTuple):
    """A quotation as it is shown below its speaker."""

    type: str
    cue: str
    text: str
    is_nested: bool


class Voice(NamedTuple):
    """A speaker in one article.

    Attributes:
        name: The canonical entity's name; else the words of the article; "" where it names no speaker.
        role: The speaker's role, or "".
        is_identified: Whether the name is that of a canonical entity.
        n_quotations: How many quotations the article has of the speaker.
        n_words: How many words in these.
        n_direct: How many of these words are direct speech.
        quotations: Those that are shown, in reading order.
    """

    name: str
    role: str
    is_identified: bool
    n_quotations: int
    n_words: int
    n_direct: int
    quotations: tuple[Quotation, ...]


class Article(NamedTuple):
    """An article.

    Attributes:
        number: Its place in the report, from 1.
        article_id: Its id.
        title: Its headline, else its file.
        path: Its file, relative to the input folder.
        published_at: Date and time of publication, ISO 8601, or "".
        language: ISO 639-1 code.
        n_sections: How many sections it has.
        n_sentences: How many sentences.
        n_quotations: How many quotations.
        n_words_quoted: How many words in these.
        n_names: How many people and organisations it names.
        sections: The first sections.
        voices: Who says the first quotations, in the order of their first words.
        names: The people and organisations named most often, these first.
        places: The places named most often, these first.
        pairs: People and organisations that stand in most sections together.
    """

    number: int
    article_id: str
    title: str
    path: str
    published_at: str
    language: str
    n_sections: int
    n_sentences: int
    n_quotations: int
    n_words_quoted: int
    n_names: int
    sections: tuple[Section, ...]
    voices: tuple[Voice, ...]
    names: tuple[NamedEntity, ...]
    places: tuple[NamedEntity, ...]
    pairs: tuple[Pair, ...]

    @property
    def anchor(self) -> str:
        """Where it stands in the report."""
        return f"article-{self.number}"

    @property
    def n_quotations_shown(self) -> int:
        """Number of quotations among the voices."""
        return sum(len(voice.quotations) for voice in self.voices)


def read_articles(articles: Sequence[ArticleRows], processed: Path, top: int) -> tuple[Article, ...]:
    """Return what the report tells of some articles.

    Args:
        articles: The articles, in the order in which they are wanted.
        processed: The folder of the tables.
        top: How many sections, quotations, and people and organisations of each article are wanted.

    Raises:
        WortlautError: A table is missing.
    """
    canonical_ids = {row.canonical_id for rows in articles for row in rows.names}
    entities = {
        row.canonical_id: row
        for row in csv_files.rows(schemas.CANONICAL_ENTITIES, processed)
        if row.canonical_id in canonical_ids
    }
    return tuple(_article(number, rows, entities, top) for number, rows in enumerate(articles, start=1))


def _article(number: int, rows: ArticleRows, entities: Mapping[str, CanonicalEntityRow], top: int) -> Article:
    word_counts = list(own_words(rows.quotations))
    names = _count(rows.names, entities, ("PER", "ORG"))
    co_mentions = CoMentionTally({entity.canonical_id: entity for entity in names})
    co_mentions.add(rows)
    return Article(
        number=number,
        article_id=rows.article_id,
        title=rows.title,
        path=rows.article.path,
        published_at=rows.article.published_at or "",
        language=rows.article.language,
        n_sections=len(rows.sections),
        n_sentences=rows.article.n_sentences,
        n_quotations=len(word_counts),
        n_words_quoted=sum(n_words for _, n_words in word_counts),
        n_names=len(names),
        sections=tuple(rows.sections[:top]),
        voices=tuple(_voices(word_counts, top)),
        names=tuple(names[:top]),
        places=tuple(_count(rows.names, entities, ("LOC",))[:top]),
        pairs=co_mentions.result(PAIRS_SHOWN),
    )


def _count(
    names: Iterable[MentionRow], entities: Mapping[str, CanonicalEntityRow], labels: Collection[str]
) -> list[NamedEntity]:
    """Return the entities of some kinds with their mentions in one article, those named most often first."""
    counts = Counter(row.canonical_id for row in names if row.label in labels)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [named_entity(entities[canonical_id])._replace(n_mentions=n, n_articles=1) for canonical_id, n in ranked]


def _voices(word_counts: Sequence[tuple[QuotationRow, int]], top: int) -> Iterable[Voice]:
    """Yield those who say the first quotations."""
    shown_ids = {row.quotation_id for row, _ in word_counts[:top]}
    by_speaker: dict[tuple[str | None, str | None], list[tuple[QuotationRow, int]]] = {}
    for row, n_words in word_counts:
        speaker_text = None if row.speaker_id else row.speaker_text
        by_speaker.setdefault((row.speaker_id, speaker_text), []).append((row, n_words))
    for own_counts in by_speaker.values():
        if own_counts[0][0].quotation_id in shown_ids:
            yield _voice(own_counts, shown_ids)


def _voice(word_counts: Sequence[tuple[QuotationRow, int]], shown_ids: Collection[str]) -> Voice:
    first = word_counts[0][0]
    return Voice(
        name=first.speaker_name or first.speaker_text or "",
        role=next((row.speaker_role for row, _ in word_counts if row.speaker_role), ""),
        is_identified=bool(first.speaker_id),
        n_quotations=len(word_counts),
        n_words=sum(n_words for _, n_words in word_counts),
        n_direct=sum(n_words for row, n_words in word_counts if row.type == "Direct"),
        quotations=tuple(
            Quotation(row.type, row.cue_text or "", row.quote_text, bool(row.nested_in))
            for row, _ in word_counts
            if row.quotation_id in shown_ids
        ),
    )
