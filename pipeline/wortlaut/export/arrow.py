"""Writes the tables as Parquet files; yields them as Arrow record batches, in which columnar formats take them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow
from pyarrow.parquet import ParquetWriter

from wortlaut.export.tracking import tracked_rows
from wortlaut.tables import schemas
from wortlaut.tables.columns import Table, Value
from wortlaut.tables.frames import TIME_ZONE, to_times
from wortlaut.utils import files

_ROWS = 50_000
"""Rows of a batch: bounds memory, and large enough for a column to be packed well."""
_TYPES = {
    "text": pyarrow.string(),
    "label": pyarrow.string(),
    "time": pyarrow.timestamp("us", tz=TIME_ZONE),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
}


def write_parquet(processed: Path, folder: Path) -> None:
    """Write each table to `<folder>/<name>.parquet`; the files appear together when all are written.

    Raises:
        WortlautError: A table is missing or is not as the contract says, or a file cannot be written.
    """
    with ExitStack() as drafts:
        for schema in schemas.TABLES:
            draft = drafts.enter_context(files.drafting(folder / f"{schema.name}.parquet"))
            with ParquetWriter(draft, arrow_schema(schema), compression="zstd") as writer:
                for batch in record_batches(schema, processed):
                    writer.write_batch(batch)


def arrow_schema(schema: Table[Any]) -> pyarrow.Schema:
    """Return a table's columns with their types; what they mean stands in their metadata, under `description`."""
    fields = [
        pyarrow.field(name, _TYPES[column.kind], column.nullable, {"description": column.description})
        for name, column in schema.columns.items()
    ]
    return pyarrow.schema(fields, {"description": schema.description})


def record_batches(schema: Table[Any], folder: Path) -> Iterator[pyarrow.RecordBatch]:
    """Yield the rows of a table in batches, in their order.

    Raises:
        WortlautError: The table is missing, or is not as the contract says.
    """
    rows = tracked_rows(schema, folder)
    columns = arrow_schema(schema)
    while batch := list(islice(rows, _ROWS)):
        arrays = [_array(cells, field) for cells, field in zip(zip(*batch, strict=True), columns, strict=True)]
        yield pyarrow.record_batch(arrays, schema=columns)


def _array(cells: Sequence[Value], field: pyarrow.Field) -> pyarrow.Array:
    if pyarrow.types.is_timestamp(field.type):
        return pyarrow.array(to_times(pd.Series(cells, dtype="string")), field.type)
    return pyarrow.array(cells, field.type)
