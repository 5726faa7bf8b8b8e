from __future__ import annotations

from typing import Any, get_args, get_type_hints

import pytest

from wortlaut.tables import schemas
from wortlaut.tables.columns import Table

each_table = pytest.mark.parametrize("schema", schemas.TABLES, ids=lambda schema: schema.name)


@each_table
def test_the_dictionary_tells_every_column(schema: Table[Any]) -> None:
    page = schemas.dictionary()
    assert f"## {schema.name}.csv\n\n{schema.description}" in page
    section = page.split(f"## {schema.name}.csv")[1].split("\n## ")[0]
    for name, column in schema.columns.items():
        assert f"| {name} | " in section
        assert column.description


def test_the_dictionary_names_the_version() -> None:
    assert f"This is version {schemas.SCHEMA_VERSION} of the tables" in schemas.dictionary()


@each_table
def test_rows_have_the_types_that_their_columns_tell(schema: Table[Any]) -> None:
    for name, kind in get_type_hints(schema.row).items():
        column = schema.columns[name]
        assert kind == (column.python_type | None if column.nullable else column.python_type), name


def test_no_row_is_declared_twice() -> None:
    assert len({schema.row for schema in schemas.TABLES}) == len({schema.name for schema in schemas.TABLES})
    assert all(get_args(hint) for table in schemas.TABLES for hint in table.row.__annotations__.values())
