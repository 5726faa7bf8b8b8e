"""Export the tables as a SQLite database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from wortlaut.export.tracking import tracked_rows
from wortlaut.tables import schemas
from wortlaut.tables.columns import Table
from wortlaut.tables.keys import primary_key, references
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

_TYPES = {"integer": "INTEGER", "number": "REAL"}
# The draft is discarded on any error, so a journal would protect nothing. The page size is fixed because SQLite's
# default may change, and with it the bytes.
_PRAGMAS = "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF"


def write_sqlite(processed: Path, path: Path) -> None:
    """Write all tables to one database, with their keys and an index on every column that refers to another table.

    Text and times are TEXT as in the CSV files. The same tables give the same bytes with the same version of SQLite.

    Raises:
        WortlautError: A table is missing or does not match the contract, a row refers to a missing row, or the file
            cannot be written.
    """
    with files.drafting(path) as draft:
        try:
            with closing(sqlite3.connect(draft, isolation_level=None)) as database:
                database.executescript(_PRAGMAS)
                database.execute("BEGIN")
                for schema in schemas.TABLES:
                    database.execute(_definition(schema))
                    cells = ", ".join("?" for _ in schema.columns)
                    database.executemany(f"INSERT INTO {schema.name} VALUES ({cells})", tracked_rows(schema, processed))
                for schema in schemas.TABLES:
                    for name in references(schema):
                        database.execute(f"CREATE INDEX {schema.name}_{name} ON {schema.name} ({name})")
                _check_references(database, processed)
                database.execute("COMMIT")
        except sqlite3.Error as error:
            raise WortlautError(f"{path}: cannot be written ({error}). {_REMEDY}") from error


_REMEDY = "If the tables are from different runs, run the pipeline again; else check for a full disk."


def _definition(schema: Table[Any]) -> str:
    """Return the statement that creates a table; SQLite stores its comments, and `.schema` shows them."""
    lines = list(_lines(schema))
    last = len(lines) - 1
    definitions = [f"    {line}{',' if i < last else ''}{comment}" for i, (line, comment) in enumerate(lines)]
    return "\n".join([f"CREATE TABLE {schema.name} (  -- {schema.description}", *definitions, ")"])


def _lines(schema: Table[Any]) -> Iterator[tuple[str, str]]:
    """Yield the definition of each column and key, with a comment."""
    for name, column in schema.columns.items():
        not_null = "" if column.nullable else " NOT NULL"
        yield f'"{name}" {_TYPES.get(column.kind, "TEXT")}{not_null}', f"  -- {column.description}"
    if key := primary_key(schema):
        yield f"PRIMARY KEY ({', '.join(key)})", ""
    for name, (table, target) in references(schema).items():
        yield f"FOREIGN KEY ({name}) REFERENCES {table} ({target})", ""


def _check_references(database: sqlite3.Connection, processed: Path) -> None:
    violation = database.execute("PRAGMA foreign_key_check").fetchone()
    if violation:
        table, row, target, _ = violation
        raise WortlautError(
            f"{processed / table}.csv, row {row}: refers to a row that is not in {target}.csv. The tables are "
            "from different runs; run the pipeline again."
        )
