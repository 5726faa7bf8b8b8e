"""The contract as pandera checks it, which knows nothing of how Wortlaut does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from wortlaut.tables.columns import Column, Table


def pandera(schema: Table[Any]) -> pa.DataFrameSchema:
    """Return a table for pandera."""
    columns = {
        name: pa.Column(column.python_type, _checks(column), nullable=column.nullable, unique=column.unique)
        for name, column in schema.columns.items()
    }
    return pa.DataFrameSchema(columns, name=schema.name, strict=True, ordered=True, coerce=True)


def _checks(column: Column) -> list[pa.Check]:
    rules = {
        "isin": column.labels or None,
        "ge": column.low,
        "le": column.high,
        "str_matches": column.pattern and column.pattern.pattern,
    }
    return [getattr(pa.Check, name)(bound) for name, bound in rules.items() if bound is not None]


def read(schema: Table[Any], folder: Path) -> pd.DataFrame:
    """Return a table that was written, checked by pandera.

    Raises:
        SchemaErrors: It breaks the contract.
    """
    path = folder / f"{schema.name}.csv"
    frame = pd.read_csv(path, dtype=object, keep_default_na=False, na_values=[""], encoding="utf-8")
    return pandera(schema).validate(frame, lazy=True)
