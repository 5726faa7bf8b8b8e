"""Convert mentions and canonical entities to table rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import CanonicalEntityRow, MentionRow
from wortlaut.text.article import Article
from wortlaut.text.spans import Span


class Mention(NamedTuple):
    """A name, description or pronoun that refers to an entity in an article.

    Attributes:
        mention_id: `<article_id>#m<number>`.
        section_id: The section that contains it.
        sentence_id: The sentence that contains it.
        span: Its characters in the article's kept text, without line breaks, or blanks and punctuation at the ends.
        text: Those characters.
        label: PER, ORG, LOC or MISC.
        kind: name, organisation ("die Polizei"), nominal ("die Ministerin") or pronoun.
        canonical_id: The entity that it refers to.
    """

    mention_id: str
    section_id: str
    sentence_id: str
    span: Span
    text: str
    label: str
    kind: str
    canonical_id: str


NAMING_KINDS = frozenset({"name", "organisation"})
"""Kinds of mentions by which entities are named; an organisation may have no other name than a noun ("die Polizei")."""
_SHARED = tuple(name for name in Mention._fields if name != "span")
"""What a mention and its row both have."""


class CanonicalEntity(NamedTuple):
    """A person, organisation, place or other named entity.

    Attributes:
        canonical_id: `<label>:<name>`, with `@<article_id>` for a person known only by one name in that article.
        name: The fullest form of the name.
        label: PER, ORG, LOC or MISC.
        aliases: All forms of the name, sorted.
        n_mentions: Number of mentions by name.
        n_articles: Number of articles with a mention.
        role: What the texts call a person, e.g. an office, or None.
        organisation: The organisation or place that the role names, or None.
        party: The party that the texts say a person belongs to, or None.
        gender: `f`, `m`, `other`, or None if nothing shows it.
        gender_evidence: What shows the gender, or None.
        speaker_kind: The part of society for which a person or organisation speaks, or None.
        corrected: The columns that corrections have set, or None.
    """

    canonical_id: str
    name: str
    label: str
    aliases: tuple[str, ...]
    n_mentions: int
    n_articles: int
    role: str | None
    organisation: str | None = None
    party: str | None = None
    gender: str | None = None
    gender_evidence: str | None = None
    speaker_kind: str | None = None
    corrected: str | None = None


def in_analysed_text(mentions: Iterable[Mention], article: Article) -> Iterator[Mention]:
    """Yield the mentions with span and text as in the analysed text instead of the kept text."""
    if article.kept_text is article.text:
        yield from mentions
        return
    for mention in mentions:
        span = article.own_span(*mention.span)
        yield mention._replace(span=span, text=article.text[slice(*span)])


def mention_rows(article_id: str, mentions: Iterable[Mention]) -> Iterator[MentionRow]:
    """Yield the rows of `entities.csv` for the mentions of one article."""
    for mention in mentions:
        fields = mention._asdict()
        start, end = fields.pop("span")
        yield MentionRow(article_id=article_id, start=start, end=end, **fields)


def entity_rows(entities: Iterable[CanonicalEntity]) -> Iterator[CanonicalEntityRow]:
    """Yield the rows of `canonical_entities.csv`."""
    return (CanonicalEntityRow(**{**entity._asdict(), "aliases": "|".join(entity.aliases)}) for entity in entities)


def mentions_in(lines: str) -> tuple[Mention, ...]:
    """Return the mentions in lines of `entities.csv`."""
    rows = (row._asdict() for row in csv_files.parse(schemas.ENTITIES, lines))
    return tuple(Mention(span=Span(row["start"], row["end"]), **{name: row[name] for name in _SHARED}) for row in rows)


def read_entities(folder: Path) -> dict[str, CanonicalEntity]:
    """Return the entities of `canonical_entities.csv` by their canonical_id.

    Raises:
        WortlautError: The table is missing.
    """
    rows = csv_files.rows(schemas.CANONICAL_ENTITIES, folder)
    return {
        row.canonical_id: CanonicalEntity(**{**row._asdict(), "aliases": tuple(row.aliases.split("|"))}) for row in rows
    }
