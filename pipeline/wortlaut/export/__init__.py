"""Export the tables as Parquet, SQLite, DuckDB, a spreadsheet or Web Annotations."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from wortlaut.utils.errors import WortlautError

# Writers are imported on demand, because each needs its own library.


class Format(str, Enum):
    """Export formats, by their names on the command line."""

    PARQUET = "parquet"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"
    XLSX = "xlsx"
    ANNOTATIONS = "annotations"


def export(processed: Path, form: Format, output: Path) -> None:
    """Export the tables of a run; an existing output is replaced once all is written.

    Args:
        processed: Folder of the tables. For annotations, the texts are read from `articles.jsonl` in the folder
            `interim` beside it, where every run writes them.
        form: The format.
        output: The output file; for Parquet a folder, with one file per table.

    Raises:
        WortlautError: A table is missing, has another version or does not match the others, its library is not
            installed, or the output cannot be written.
    """
    if not processed.is_dir():
        raise WortlautError(f"{processed}: there is no such folder. Give the folder of the tables (`articles.csv`, …).")
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
    elif form is Format.ANNOTATIONS:
        from wortlaut.export.annotations import write_annotations

        write_annotations(processed, processed.parent / "interim" / "articles.jsonl", output)
