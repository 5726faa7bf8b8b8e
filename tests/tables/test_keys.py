from __future__ import annotations

from typing import Any

import pytest

from wortlaut.tables import schemas
from wortlaut.tables.columns import Table
from wortlaut.tables.keys import primary_key, references

SCHEMAS = {schema.name: schema for schema in schemas.TABLES}


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("articles", ("article_id",)),
        ("tokens", ("article_id", "token_id")),
        ("quotations", ("quotation_id",)),
        ("speakers", ("canonical_id",)),
        ("sentence_sentiment", ("sentence_id",)),
        ("keywords", ("scope", "id", "rank")),
        ("rejected", ()),
    ],
)
def test_keys(table: str, key: tuple[str, ...]) -> None:
    assert primary_key(SCHEMAS[table]) == key


def test_references() -> None:
    assert references(schemas.QUOTATIONS) == {
        "article_id": ("articles", "article_id"),
        "section_id": ("sections", "section_id"),
        "sentence_id": ("sentences", "sentence_id"),
        "speaker_id": ("canonical_entities", "canonical_id"),
        "nested_in": ("quotations", "quotation_id"),
    }
    assert references(schemas.ARTICLES) == {"near_copy_of": ("articles", "article_id")}
    assert references(schemas.SPEAKERS) == {"canonical_id": ("canonical_entities", "canonical_id")}


@pytest.mark.parametrize("schema", schemas.TABLES, ids=lambda schema: schema.name)
def test_keys_and_references_name_columns_that_are_there(schema: Table[Any]) -> None:
    assert {*primary_key(schema)} <= {*schema.columns}
    for table, column in references(schema).values():
        assert primary_key(SCHEMAS[table]) == (column,)
