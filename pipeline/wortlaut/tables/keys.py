"""How the tables hang together: what tells the rows of a table apart, and what refers to a row of another one."""

from __future__ import annotations

from typing import Any

from wortlaut.tables import schemas
from wortlaut.tables.columns import Table

_KEYS = {
    "tokens": ("article_id", "token_id"),
    "sentence_sentiment": ("sentence_id",),
    "section_sentiment": ("section_id",),
    "keywords": ("scope", "id", "rank"),
}
"""Keys that the contract does not check, because it sees a table in pieces."""
_REFERENCES = {
    "article_id": (schemas.ARTICLES.name, "article_id"),
    "section_id": (schemas.SECTIONS.name, "section_id"),
    "sentence_id": (schemas.SENTENCES.name, "sentence_id"),
    "canonical_id": (schemas.CANONICAL_ENTITIES.name, "canonical_id"),
    "speaker_id": (schemas.CANONICAL_ENTITIES.name, "canonical_id"),
    "nested_in": (schemas.QUOTATIONS.name, "quotation_id"),
}
"""Columns by name, whatever table they stand in, and the table and column to which they refer."""


def primary_key(schema: Table[Any]) -> tuple[str, ...]:
    """Return the columns whose values tell a table's rows apart; none where rows may repeat."""
    unique = (name for name, column in schema.columns.items() if column.unique)
    return _KEYS.get(schema.name) or tuple(unique)[:1]


def references(schema: Table[Any]) -> dict[str, tuple[str, str]]:
    """Return the columns of a table that refer to a row of a table, with that table and its column."""
    return {
        name: target for name, target in _REFERENCES.items() if name in schema.columns and target != (schema.name, name)
    }
