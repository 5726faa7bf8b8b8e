"""Define the primary keys of the tables and the references between them."""

from __future__ import annotations

from typing import Any

from wortlaut.tables import schemas
from wortlaut.tables.columns import Table

_KEYS = {
    "tokens": ("article_id", "token_id"),
    "turns": ("article_id", "turn"),
    "sentence_sentiment": ("sentence_id",),
    "section_sentiment": ("section_id",),
    "corrections": ("file", "line"),
    "gender_balance": ("scope", "group_name", "measure"),
    "speakers_by_group": ("group_by", "group_name", "canonical_id"),
    "tone_by_group": ("group_by", "group_name", "voice", "canonical_id"),
    "keywords": ("scope", "id", "rank"),
}
"""Keys that the contract does not check, because it sees tables in chunks."""
_REFERENCES = {
    "article_id": (schemas.ARTICLES.name, "article_id"),
    "section_id": (schemas.SECTIONS.name, "section_id"),
    "sentence_id": (schemas.SENTENCES.name, "sentence_id"),
    "canonical_id": (schemas.CANONICAL_ENTITIES.name, "canonical_id"),
    "speaker_id": (schemas.CANONICAL_ENTITIES.name, "canonical_id"),
    "near_copy_of": (schemas.ARTICLES.name, "article_id"),
    "nested_in": (schemas.QUOTATIONS.name, "quotation_id"),
}
"""Columns by name, in any table, with the table and column they refer to."""


def primary_key(schema: Table[Any]) -> tuple[str, ...]:
    """Return the columns that identify a table's rows; none if rows may repeat."""
    unique = (name for name, column in schema.columns.items() if column.unique)
    return _KEYS.get(schema.name) or tuple(unique)[:1]


def references(schema: Table[Any]) -> dict[str, tuple[str, str]]:
    """Return a table's referring columns, with the table and column each refers to."""
    return {
        name: target for name, target in _REFERENCES.items() if name in schema.columns and target != (schema.name, name)
    }
