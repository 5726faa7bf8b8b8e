"""Tables in which every text is one that a reader could take for something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wortlaut.tables import keys, schemas
from wortlaut.tables.columns import R, Table

TEXTS = (
    '=HYPERLINK("http://example.org";"Hier")',
    "+49 30 1234",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "NA",
    "null",
    "None",
    "nan",
    "True",
    "1.0",
    "007",
    "„Ja“, \"nein\"; 'so'",
    "a\nb",
    "a\r\nb",
    "a\rb",
    " am Rand ",
    "\x01\x0b\x1b[31m\x7f\x85",
    "a\u2028b\u200bc",
    "\u202eabc\u2066d",
    "_x0041_",
    "Stra\u00dfe A\u0308 👩‍🔬",
    "<script>alert(1)</script>&amp;",
    "'; DROP TABLE quotations; --",
    "{{ 1 }} ${x} %s",
    "x" * 40_000,
)


def _rows(schema: Table[R]) -> Iterator[R]:
    for number, text in enumerate(TEXTS):
        yield tuple.__new__(schema.row, [_value(schema, name, number, text) for name in schema.columns])
    last = len(TEXTS)
    least = [None if column.nullable else _value(schema, name, last, "leer") for name, column in schema.columns.items()]
    yield tuple.__new__(schema.row, least)


def _value(schema: Table[Any], name: str, number: int, text: str) -> Any:
    column = schema.columns[name]
    kind = column.kind
    if kind == "text":
        if name in keys.primary_key(schema) or name in keys.references(schema):
            return f"id{number}"
        return "0:1" if name.endswith("_spans") else text
    labels = column.labels or ("NN",)
    return {
        "label": labels[number % len(labels)],
        "time": "2025-10-26T02:30",
        "integer": number,
        "number": 1 / 3,
    }[kind]


ROWS: dict[str, list[Any]] = {schema.name: list(_rows(schema)) for schema in schemas.TABLES}
"""For each table a row with each text, and a last one with nothing that may be missing."""
