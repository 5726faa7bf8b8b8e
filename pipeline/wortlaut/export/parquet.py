"""Export the tables as Parquet files."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from pyarrow.parquet import ParquetWriter

from wortlaut.export.arrow import arrow_schema, record_batches
from wortlaut.tables import schemas
from wortlaut.utils import files


def write_parquet(processed: Path, folder: Path) -> None:
    """Write each table to `<folder>/<name>.parquet`; the files appear together once all are written.

    Raises:
        WortlautError: A table is missing or does not match the contract, or a file cannot be written.
    """
    with ExitStack() as drafts:
        for schema in schemas.TABLES:
            draft = drafts.enter_context(files.drafting(folder / f"{schema.name}.parquet"))
            with ParquetWriter(draft, arrow_schema(schema), compression="zstd") as writer:
                for batch in record_batches(schema, processed):
                    writer.write_batch(batch)
