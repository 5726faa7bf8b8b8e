"""Export the tables as a DuckDB database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow

from wortlaut.export.arrow import record_batches
from wortlaut.tables import schemas
from wortlaut.tables.columns import Table
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {"time": "TIMESTAMPTZ", "integer": "BIGINT", "number": "DOUBLE"}
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""Forbids downloads of extensions."""


def write_duckdb(processed: Path, path: Path) -> None:
    """Write all tables to one database, with the meaning of columns as comments.

    There are no keys: DuckDB would hold their indexes in memory, and needs none for joins
    (https://duckdb.org/docs/stable/guides/performance/indexing).

    Raises:
        WortlautError: DuckDB is not installed, a table is missing or does not match the contract, or the file cannot be
            written.
    """
    try:
        import duckdb
    except ImportError as error:
        raise WortlautError("duckdb is not installed. Install it with `pip install 'wortlaut[duckdb]'`.") from error
    with files.drafting(path) as draft:
        try:
            with duckdb.connect(str(draft), config=_CONFIG) as database:
                for schema in schemas.TABLES:
                    _fill(database, schema, processed)
        except duckdb.Error as error:
            raise WortlautError(f"{path}: cannot be written ({error}). Close it or choose another output.") from error


def _fill(database: DuckDBPyConnection, schema: Table[Any], processed: Path) -> None:
    columns = ", ".join(
        f'"{name}" {_TYPES.get(column.kind, "VARCHAR")}{"" if column.nullable else " NOT NULL"}'
        for name, column in schema.columns.items()
    )
    database.execute(f"CREATE TABLE {schema.name} ({columns})")
    database.execute(f"COMMENT ON TABLE {schema.name} IS {_quoted(schema.description)}")
    for name, column in schema.columns.items():
        database.execute(f'COMMENT ON COLUMN {schema.name}."{name}" IS {_quoted(column.description)}')
    for batch in record_batches(schema, processed):
        database.register("batch", pyarrow.Table.from_batches([batch]))
        database.execute(f"INSERT INTO {schema.name} SELECT * FROM batch")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
