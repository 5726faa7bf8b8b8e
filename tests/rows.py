"""Makes rows of tables, of which a test tells only the cells that it is about."""

from __future__ import annotations

from typing import Any

from wortlaut.tables.columns import Column, R, Table


def row(schema: Table[R], **cells: Any) -> R:
    """Return a row; cells that are not given are empty, or as little as the contract lets them be."""
    assert cells.keys() <= schema.columns.keys()
    least = {name: None if column.nullable else _least(column) for name, column in schema.columns.items()}
    return tuple.__new__(schema.row, (least | cells).values())


def _least(column: Column) -> Any:
    if column.python_type is not str:
        return column.python_type()
    return column.labels[0] if column.labels else "0:1" if column.pattern else "x"
