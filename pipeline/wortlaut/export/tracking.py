"""Iterate over the rows of a table with a progress bar."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from wortlaut.tables import csv_files
from wortlaut.tables.columns import R, Table

log = logging.getLogger(__name__)


def tracked_rows(schema: Table[R], folder: Path) -> Iterator[R]:
    """Yield the rows of a table like `csv_files.rows`, with a count on stderr if it is a terminal.

    Raises:
        WortlautError: The table is missing, or does not match the contract.
    """
    silent = None if log.isEnabledFor(logging.INFO) else True
    yield from tqdm(csv_files.rows(schema, folder), desc=schema.name, unit=" rows", leave=False, disable=silent)
