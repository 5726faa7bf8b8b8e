"""What the report tells of single articles: their sections, who is quoted with what, and who is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from pipeline import tables
from pipeline.report.sections import Section, read_sections
from pipeline.summaries import own_words

T = TypeVar("T")
Row = Mapping[str, str]
"""A row of a table, as `pipeline.tables.rows` gives it."""
_NAMED = ("PER", "ORG")


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
        quotations: In reading order.
    """

    name: str
    role: str
    is_identified: bool
    quotations: tuple[Quotation, ...]


class Mentioned(NamedTuple):
    """A person or organisation with the number of its mentions in one article."""

    name: str
    label: str
    role: str
    n_mentions: int


class Article(NamedTuple):
    """An article.

    Attributes:
        article_id: Its id.
        title: Its headline, else its file.
        path: Its file, relative to the input folder.
        published_at: Date and time of publication, ISO 8601, or "".
        language: ISO 639-1 code.
        n_sections: How many sections it has.
        n_sentences: How many sentences.
        n_quotations: How many quotations.
        n_words_quoted: How many words in these.
        n_entities: How many people and organisations it names.
        sections: The first sections.
        voices: Who says the first quotations, in the order of their first words.
        entities: The people and organisations named most often, these first.
    """

    article_id: str
    title: str
    path: str
    published_at: str
    language: str
    n_sections: int
    n_sentences: int
    n_quotations: int
    n_words_quoted: int
    n_entities: int
    sections: tuple[Section, ...]
    voices: tuple[Voice, ...]
    entities: tuple[Mentioned, ...]

    @property
    def n_quotations_shown(self) -> int:
        """Number of quotations among the voices."""
        return sum(len(voice.quotations) for voice in self.voices)


def read_articles(processed: Path, article_ids: Sequence[str], top: int) -> tuple[Article, ...]:
    """Read what the report tells of some articles.

    Args:
        processed: The folder of the tables.
        article_ids: The articles, in the order in which they are wanted.
        top: How many sections, quotations, and people and organisations of each article are wanted.

    Raises:
        WortlautError: A table is missing, or two tables are not of one run.
    """
    wanted = frozenset(article_ids)
    sections = _of_articles(wanted, read_sections(processed), attrgetter("article_id"))
    articles, quotations, mentions = (
        _of_articles(wanted, tables.rows(schema, processed), itemgetter("article_id"))
        for schema in (tables.ARTICLES, tables.QUOTATIONS, tables.ENTITIES)
    )
    named = {mention["canonical_id"] for found in mentions.values() for mention in found}
    rows = tables.rows(tables.CANONICAL_ENTITIES, processed)
    entities = {row["canonical_id"]: row for row in rows if row["canonical_id"] in named}
    return tuple(
        _article(articles[name][0], sections[name], quotations[name], _count(mentions[name], entities), top)
        for name in article_ids
    )


def _of_articles(wanted: Collection[str], items: Iterable[T], article_of: Callable[[T], str]) -> dict[str, list[T]]:
    """Return the items of each wanted article, an empty list for one without; those of an article come together."""
    found: dict[str, list[T]] = {article_id: [] for article_id in wanted}
    for article_id, group in groupby(items, article_of):
        if article_id in found:
            found[article_id].extend(group)
    return found


def _count(mentions: Iterable[Row], entities: Mapping[str, Row]) -> list[Mentioned]:
    """Return the people and organisations among the entities mentioned, those named most often first."""
    named = (row for row in mentions if row["label"] in _NAMED and row["kind"] == "name")
    counts = Counter(row["canonical_id"] for row in named)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Mentioned(entities[name]["name"], entities[name]["label"], entities[name]["role"], n) for name, n in ranked]


def _article(
    row: Row, sections: Sequence[Section], quotations: Sequence[Row], entities: Sequence[Mentioned], top: int
) -> Article:
    return Article(
        article_id=row["article_id"],
        title=row["title"] or row["path"],
        path=row["path"],
        published_at=row["published_at"],
        language=row["language"],
        n_sections=len(sections),
        n_sentences=int(row["n_sentences"]),
        n_quotations=len(quotations),
        n_words_quoted=sum(n_words for _, n_words in own_words(quotations)),
        n_entities=len(entities),
        sections=tuple(sections[:top]),
        voices=_voices(quotations[:top]),
        entities=tuple(entities[:top]),
    )


def _voices(quotations: Iterable[Row]) -> tuple[Voice, ...]:
    by_speaker: dict[tuple[str, str], list[Row]] = {}
    for row in quotations:
        spoken = "" if row["speaker_id"] else row["speaker_text"]
        by_speaker.setdefault((row["speaker_id"], spoken), []).append(row)
    return tuple(_voice(rows) for rows in by_speaker.values())


def _voice(rows: Sequence[Row]) -> Voice:
    first = rows[0]
    return Voice(
        name=first["speaker_name"] or first["speaker_text"],
        role=next((row["speaker_role"] for row in rows if row["speaker_role"]), ""),
        is_identified=bool(first["speaker_id"]),
        quotations=tuple(
            Quotation(row["type"], row["cue_text"], row["quote_text"], bool(row["nested_in"])) for row in rows
        ),
    )
