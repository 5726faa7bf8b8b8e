"""Read the people, organisations and places of the whole corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TypeVar

from wortlaut.report.reading import Top
from wortlaut.report.sections import NO_TONE, Tone, tone_of
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.columns import Table
from wortlaut.tables.schemas import CanonicalEntityRow, EntitySentimentRow, SpeakerSentimentRow

R = TypeVar("R", SpeakerSentimentRow, EntitySentimentRow)


class NamedEntity(NamedTuple):
    """A person, organisation or place.

    Attributes:
        canonical_id: Its id.
        name: The fullest form of its name.
        label: One of `wortlaut.tables.schemas.ENTITY_LABELS`.
        role: The person's role in the texts, or "".
        organisation: The organisation or place in that role, or "".
        n_mentions: Number of mentions by name.
        n_articles: Number of articles with a mention.
    """

    canonical_id: str
    name: str
    label: str
    role: str
    organisation: str
    n_mentions: int
    n_articles: int


class EntityTone(NamedTuple):
    """A person, organisation or place with the tone of the clauses about it."""

    entity: NamedEntity
    tone: Tone


class Entities(NamedTuple):
    """The canonical entities.

    Attributes:
        by_label: Number of entities by label.
        top: The most frequently named entities by label, most frequent first.
        people_and_organisations: The people and organisations named in the most articles.
    """

    by_label: Counter[str]
    top: dict[str, tuple[EntityTone, ...]]
    people_and_organisations: tuple[NamedEntity, ...]

    def followed(self, n: int) -> tuple[NamedEntity, ...]:
        """Return the n most frequently named people and organisations."""
        top = [row.entity for label in ("PER", "ORG") for row in self.top[label]]
        return tuple(sorted(top, key=_by_mentions)[:n])


def read_entities(processed: Path, top: int, candidates: int) -> Entities:
    """Read the canonical entities.

    Args:
        processed: The folder of the tables.
        top: Maximum number of people, organisations and places.
        candidates: Maximum number of people and organisations, those in the most articles.

    Raises:
        WortlautError: A table is missing.
    """
    by_label: Counter[str] = Counter()
    top_by_label: dict[str, Top[NamedEntity]] = {label: Top(top) for label in ("PER", "ORG", "LOC")}
    widespread: Top[NamedEntity] = Top(candidates)
    for row in csv_files.rows(schemas.CANONICAL_ENTITIES, processed):
        if not row.n_mentions:
            continue  # named in near-copies only
        label = row.label
        by_label[label] += 1
        if label in top_by_label:
            entity = named_entity(row)
            top_by_label[label].add(_by_mentions(entity), entity)
            if label != "LOC":
                widespread.add((-entity.n_articles, *_by_mentions(entity)), entity)
    ranked = {label: named.items() for label, named in top_by_label.items()}
    tones = read_tones(
        (entity.canonical_id for named in ranked.values() for entity in named), schemas.ENTITY_SENTIMENT, processed
    )
    return Entities(
        by_label=by_label,
        top={
            label: tuple(EntityTone(entity, tones.get(entity.canonical_id, NO_TONE)) for entity in named)
            for label, named in ranked.items()
        },
        people_and_organisations=tuple(widespread.items()),
    )


def read_tones(canonical_ids: Iterable[str], schema: Table[R], processed: Path) -> dict[str, Tone]:
    """Return the tones of the given entities from a sentiment table, by canonical_id.

    Raises:
        WortlautError: The table is missing.
    """
    ids = frozenset(canonical_ids)
    rows = csv_files.rows(schema, processed)
    return {row.canonical_id: tone_of(row) for row in rows if row.canonical_id in ids}


def named_entity(row: CanonicalEntityRow) -> NamedEntity:
    """Return the entity in a row of `canonical_entities.csv`."""
    return NamedEntity(
        canonical_id=row.canonical_id,
        name=row.name,
        label=row.label,
        role=row.role or "",
        organisation=row.organisation or "",
        n_mentions=row.n_mentions,
        n_articles=row.n_articles,
    )


def _by_mentions(entity: NamedEntity) -> tuple[int, str]:
    return -entity.n_mentions, entity.canonical_id
