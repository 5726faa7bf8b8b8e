"""Read the people, organisations and places of the whole corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from wortlaut.report.reading import Top, report_id
from wortlaut.report.sections import NO_TONE, Tone, merged_tone
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.columns import Table
from wortlaut.tables.schemas import CanonicalEntityRow, EntitySentimentRow, SpeakerSentimentRow

R = TypeVar("R", SpeakerSentimentRow, EntitySentimentRow)


class NamedEntity(NamedTuple):
    """A person, organisation or place.

    Attributes:
        canonical_id: Its id in the report, see `report_id`.
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

    def most_mentioned(self, n: int) -> tuple[EntityTone, ...]:
        """Return the n most frequently named people and organisations."""
        top = [*self.top["PER"], *self.top["ORG"]]
        return tuple(sorted(top, key=lambda row: _by_mentions(row.entity))[:n])


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
    for entity in _counted(processed):
        by_label[entity.label] += 1
        if entity.label in top_by_label:
            top_by_label[entity.label].add(_by_mentions(entity), entity)
            if entity.label != "LOC":
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
    rows: dict[str, list[R]] = {canonical_id: [] for canonical_id in canonical_ids}
    for row in csv_files.rows(schema, processed):
        if (canonical_id := report_id(row.canonical_id)) in rows:
            rows[canonical_id].append(row)
    return {canonical_id: merged_tone(found) for canonical_id, found in rows.items() if found}


def named_entity(row: CanonicalEntityRow) -> NamedEntity:
    """Return the entity in a row of `canonical_entities.csv`."""
    return NamedEntity(
        canonical_id=report_id(row.canonical_id),
        name=row.name,
        label=row.label,
        role=row.role or "",
        organisation=row.organisation or "",
        n_mentions=row.n_mentions,
        n_articles=row.n_articles,
    )


def _counted(processed: Path) -> Iterator[NamedEntity]:
    """Yield the entities that are named; organisations with the same id in the report are one."""
    organisations: dict[str, NamedEntity] = {}
    for row in csv_files.rows(schemas.CANONICAL_ENTITIES, processed):
        if not row.n_mentions:
            continue  # named in near-copies only
        entity = named_entity(row)
        if entity.label != "ORG":
            yield entity
        elif (known := organisations.get(entity.canonical_id)) is not None:
            organisations[entity.canonical_id] = _together(known, entity)
        else:
            organisations[entity.canonical_id] = entity
    yield from organisations.values()


def _together(one: NamedEntity, other: NamedEntity) -> NamedEntity:
    """Return two entities of one id in the report as one, with the more frequent name."""
    name = min(one, other, key=lambda entity: (-entity.n_mentions, entity.name)).name
    n_mentions, n_articles = one.n_mentions + other.n_mentions, one.n_articles + other.n_articles
    return one._replace(name=name, n_mentions=n_mentions, n_articles=n_articles)


def _by_mentions(entity: NamedEntity) -> tuple[int, str]:
    return -entity.n_mentions, entity.canonical_id
