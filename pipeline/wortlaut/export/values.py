"""The rows of a table with values instead of cells, one by one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from tqdm import tqdm

from wortlaut.tables import schemas
from wortlaut.tables.columns import Table
from wortlaut.utils.errors import WortlautError

log = logging.getLogger(__name__)

Value = str | int | float | None
_FROM_CELL: dict[str, Callable[[str], Value]] = {
    "text": str,
    "label": str,
    "time": str,
    "integer": int,
    "number": float,
}


def tracked_rows(schema: Table, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as `schemas.rows` does, and count them on stderr where that is a terminal.

    Raises:
        WortlautError: The table is missing.
    """
    silent = None if log.isEnabledFor(logging.INFO) else True
    yield from tqdm(schemas.rows(schema, folder), desc=schema.name, unit=" rows", leave=False, disable=silent)


def typed_rows(schema: Table, folder: Path) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a table in their order, without loading the table.

    Args:
        schema: One of the tables of `wortlaut.tables.schemas`.
        folder: Where the table is.

    Yields:
        The values in the order of the columns; None for an empty cell, text as it stands in the cell, and so are times.

    Raises:
        WortlautError: The table is missing, or is not as the contract says.
    """
    names = list(schema.columns)
    converters = [_FROM_CELL[column.kind] for column in schema.columns.values()]
    number = 0
    try:
        for number, row in enumerate(tracked_rows(schema, folder), start=1):
            if number == 1 and list(row) != names:
                raise ValueError(f"its columns are {', '.join(row)}")
            if None in row.values():
                raise ValueError("a cell is missing")
            yield tuple(convert(cell) if cell else None for convert, cell in zip(converters, row.values(), strict=True))
    except (KeyError, TypeError, ValueError) as error:
        raise WortlautError(
            f"{folder / schema.name}.csv, row {number}: is not as this version of Wortlaut writes it ({error}). "
            "Run the pipeline again."
        ) from error
