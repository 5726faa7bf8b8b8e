from __future__ import annotations

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.ingest.articles import FIRST, SECOND, read, written


def test_a_date_that_no_calendar_has_costs_no_row_of_a_parquet_file(tmp_path: Path) -> None:
    dates = pa.array([10**15, 0], pa.timestamp("ms"))
    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": [FIRST, SECOND], "date": dates}), buffer)
    articles = read(written(tmp_path, "a.parquet", buffer.getvalue()))
    assert [getattr(article, "text", article) for article in articles] == [FIRST, SECOND]
    assert [getattr(article, "published_at", article) for article in articles] == [None, "1970-01-01T00:00"]
