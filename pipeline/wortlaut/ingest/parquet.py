"""Reads corpora in Parquet, one batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from wortlaut.ingest.content import Item, Unreadable, fold_spaces
from wortlaut.ingest.corpus_rows import check_text_column, row_item
from wortlaut.ingest.sources import COMPRESSED, read_bytes
from wortlaut.params import IngestParams

_BATCH_ROWS = 64
"""Rows of a Parquet file that are in memory at a time."""
_MAX_GROUP_BYTES = 1 << 31
"""Bytes that the selected columns of a row group may have after decompression."""


def read_rows(path: Path, params: IngestParams) -> Iterator[Item]:
    """Yield the article of each row of a Parquet file.

    Raises:
        Unreadable: The file, or the rest of it, cannot be read, or it has no column with texts.
    """
    columns = params.columns
    try:
        with pq.ParquetFile(_open(path, params), memory_map=False) as table:
            names = table.schema_arrow.names
            check_text_column(names, columns)
            selected = [name for name in columns.model_dump().values() if name in names]
            _check_row_groups(table, selected)
            number = 0
            for batch in table.iter_batches(batch_size=_BATCH_ROWS, columns=selected):
                for cells in zip(*batch.columns, strict=True):
                    number += 1
                    row = dict(zip(batch.schema.names, map(_python_value, cells), strict=True))
                    yield row_item(row, number, columns)
    except (pa.ArrowException, ValueError) as error:
        raise Unreadable(f"The file is not valid Parquet ({fold_spaces(str(error))}); export it again.") from error


def _python_value(cell: pa.Scalar) -> Any:
    """Return a cell's value; None if Python cannot represent it, such as the year 33658 or text that is not UTF-8."""
    try:
        return cell.as_py()
    except (ValueError, OverflowError):
        return None


def _open(path: Path, params: IngestParams) -> Any:
    if path.suffix.lower() == COMPRESSED:
        return pa.BufferReader(read_bytes(path, 64 * params.max_characters))
    return pa.OSFile(str(path), "rb")


def _check_row_groups(table: pq.ParquetFile, selected: Iterable[str]) -> None:
    """Reject row groups whose texts would not fit into memory.

    Raises:
        Unreadable: A row group is too large.
    """
    selected_names = set(selected)
    for number in range(table.metadata.num_row_groups):
        group = table.metadata.row_group(number)
        columns = [group.column(i) for i in range(group.num_columns)]
        size = sum(column.total_uncompressed_size for column in columns if column.path_in_schema in selected_names)
        if size > _MAX_GROUP_BYTES:
            raise Unreadable(f"Row group {number + 1} has {size:,} bytes; export the file with smaller row groups.")
