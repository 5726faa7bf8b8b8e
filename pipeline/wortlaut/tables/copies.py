"""Which articles are near-copies that summaries leave out (`report.copies`)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from wortlaut.tables import csv_files, schemas


def left_out(processed: Path, copies: Literal["once", "all"]) -> frozenset[str]:
    """Return the ids of the articles that summaries leave out.

    Args:
        processed: The folder of the tables.
        copies: `once` leaves out the near-copies, so that their original alone counts; `all` leaves out nothing.

    Raises:
        WortlautError: The table is missing.
    """
    if copies == "all":
        return frozenset()
    return frozenset(row.article_id for row in csv_files.rows(schemas.ARTICLES, processed) if row.near_copy_of)
