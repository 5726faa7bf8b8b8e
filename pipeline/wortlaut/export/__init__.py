"""Writes the tables in the form of other tools: Parquet, SQLite, DuckDB, a spreadsheet, Web Annotations."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from wortlaut.utils.errors import WortlautError

# What writes a format is imported when it is asked for: each needs a library of its own.


class Format(str, Enum):
    """The formats by the names that they have on the command line."""

    PARQUET = "parquet"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"
    XLSX = "xlsx"
    ANNOTATIONS = "annotations"


def export(processed: Path, form: Format, output: Path) -> None:
    """Write the tables of a run in another format; what is there before is replaced when all is written.

    Args:
        processed: Folder of the tables. For annotations, the texts are taken from `articles.jsonl` in the folder
            `interim` beside it, where every run leaves them.
        form: The format.
        output: The file to be written; for Parquet a folder, in which there will be one file for each table.

    Raises:
        WortlautError: A table is missing, is of another version or does not fit the others, what writes the format is
            not installed, or the output cannot be written.
    """
    if not processed.is_dir():
        raise WortlautError(
            f"{processed}: there is no such folder. Name the one that has the tables (`articles.csv`, …)."
        )
    if form is Format.PARQUET:
        from wortlaut.export.arrow import write_parquet

        write_parquet(processed, output)
    elif form is Format.SQLITE:
        from wortlaut.export.sqlite import write_sqlite

        write_sqlite(processed, output)
    elif form is Format.DUCKDB:
        from wortlaut.export.duckdb import write_duckdb

        write_duckdb(processed, output)
    elif form is Format.XLSX:
        from wortlaut.export.xlsx import write_xlsx

        write_xlsx(processed, output)
    else:
        from wortlaut.export.annotations import write_annotations

        write_annotations(processed, processed.parent / "interim" / "articles.jsonl", output)
