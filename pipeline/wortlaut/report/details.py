"""Collect what the report shows of single articles: sections, quotations and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from wortlaut.quotations.speaker_totals import own_words
from wortlaut.report.comentions import CoMentionTally, Pair
from wortlaut.report.entities import NamedEntity, named_entity
from wortlaut.report.holders import holder
from wortlaut.report.reading import ArticleRows
from wortlaut.report.sections import Section
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import MentionRow, QuotationRow

PAIRS_SHOWN = 3
"""Pairs of names shown per article."""


class Quotation(NamedTuple):
    """A quotation as shown below its speaker."""

    type: str
    cue: str
    text: str
    is_nested: bool


class Voice(NamedTuple):
    """A speaker in one article.

    Attributes:
        name: The canonical entity's name, else whom the article's words name, "" if they name no speaker.
        source: The article's words if they only lead to that name: `Angaben des Landkreises`; else "".
        role: The speaker's role, or "".
        is_identified: Whether the speaker is a canonical entity.
        n_quotations: Number of the speaker's quotations in the article.
        n_words: Number of words in them.
        n_direct: Number of these words in direct speech.
        quotations: The quotations shown, in reading order.
    """

    name: str
    source: str
    role: str
    is_identified: bool
    n_quotations: int
    n_words: int
    n_direct: int
    quotations: tuple[Quotation, ...]


class Article(NamedTuple):
    """An article.

    Attributes:
        number: Its position in the report, from 1.
        article_id: Its id.
        title: Its headline, else its path.
        path: Its file, relative to the input folder.
        published_at: Date and time of publication, ISO 8601, or "".
        language: ISO 639-1 code.
        n_sections: Number of sections.
        n_sentences: Number of sentences.
        n_quotations: Number of quotations.
        n_words_quoted: Number of words in them.
        n_names: Number of people and organisations named.
        sections: The first sections.
        voices: The speakers of the first quotations, in order of appearance.
        names: The people and organisations, most frequently named first.
        places: The places, most frequently named first.
        pairs: People and organisations that share the most sections.
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
        """Its anchor in the report."""
        return f"article-{self.number}"

    @property
    def n_quotations_shown(self) -> int:
        """Number of quotations among the voices."""
        return sum(len(voice.quotations) for voice in self.voices)


def read_articles(articles: Sequence[ArticleRows], processed: Path, top: int) -> tuple[Article, ...]:
    """Return what the report shows of the given articles.

    Args:
        articles: The articles, in the order of the report.
        processed: The folder of the tables.
        top: Maximum number of sections, quotations, and people and organisations per article.

    Raises:
        WortlautError: A table is missing.
    """
    canonical_ids = {row.canonical_id for rows in articles for row in rows.names}
    entities = {
        entity.canonical_id: entity
        for entity in map(named_entity, csv_files.rows(schemas.CANONICAL_ENTITIES, processed))
        if entity.canonical_id in canonical_ids
    }
    return tuple(_article(number, rows, entities, top) for number, rows in enumerate(articles, start=1))


def _article(number: int, rows: ArticleRows, entities: Mapping[str, NamedEntity], top: int) -> Article:
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
    names: Iterable[MentionRow], entities: Mapping[str, NamedEntity], labels: Collection[str]
) -> list[NamedEntity]:
    """Return the entities with the given labels and their mentions in one article, most frequent first."""
    counts = Counter(row.canonical_id for row in names if row.label in labels)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [entities[canonical_id]._replace(n_mentions=n, n_articles=1) for canonical_id, n in ranked]


def _voices(word_counts: Sequence[tuple[QuotationRow, int]], top: int) -> Iterable[Voice]:
    """Yield the speakers of the first quotations."""
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
    words = first.speaker_text or ""
    name = first.speaker_name or holder(words)
    return Voice(
        name=name,
        source=words if not first.speaker_id and name != words else "",
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
