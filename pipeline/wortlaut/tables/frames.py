"""Load the tables as pandas DataFrames with the types of the contract, each when it is first accessed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from wortlaut.tables import schemas
from wortlaut.tables.columns import Column, Table
from wortlaut.utils.errors import WortlautError

TIME_ZONE = "Europe/Berlin"
_SCHEMAS = {schema.name: schema for schema in schemas.TABLES}
_DTYPES = {"text": "string", "label": "category", "time": "string", "number": "object"}
_REMEDY = (
    "Run `make report`, or `wortlaut run INPUT --output DIR` and load `DIR/processed`; in a notebook, check its "
    "working directory."
)


class Tables(Mapping[str, pd.DataFrame]):
    """The tables of a folder by name, as returned by `wortlaut.load`.

    A table is read on first access, then kept in memory. Text is `string`, labels are `category` (all labels of
    the contract, in its order), counts are integers, times are `datetime64` in Europe/Berlin, and an empty cell is a
    missing value: a speaker called "Nan" is a speaker.

    Args:
        folder: Folder of the tables.

    Raises:
        WortlautError: The folder does not exist, has no tables, or has tables of another version.
    """

    def __init__(self, folder: str | PathLike[str]) -> None:
        self._folder = Path(folder)
        self._read: dict[str, pd.DataFrame] = {}
        if not self._folder.is_dir():
            raise WortlautError(f"{folder}: there is no such folder. {_REMEDY}")
        if not any(_path(self._folder, name).is_file() for name in _SCHEMAS):
            raise WortlautError(f"{folder}: the folder has no Wortlaut tables. {_REMEDY}")
        _refuse_other_version(self._folder / "model.json")

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in _SCHEMAS:
            raise KeyError(_unknown_table(name))
        if name not in self._read:
            self._read[name] = _read(_SCHEMAS[name], self._folder)
        return self._read[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in _SCHEMAS:
            raise AttributeError(_unknown_table(name))
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_SCHEMAS)

    def __len__(self) -> int:
        return len(_SCHEMAS)

    def __contains__(self, name: object) -> bool:
        return name in _SCHEMAS

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *_SCHEMAS]

    def __repr__(self) -> str:
        return f"<tables in {self._folder}: {', '.join(_SCHEMAS)}>"


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.csv"


def _unknown_table(name: str) -> str:
    return f"there is no table '{name}'; choose one of {', '.join(_SCHEMAS)}"


def _refuse_other_version(path: Path) -> None:
    """Check the version of the tables, if `model.json` beside them records it."""
    try:
        description = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    version = description.get(schemas.VERSION_KEY, schemas.SCHEMA_VERSION) if isinstance(description, dict) else None
    if version != schemas.SCHEMA_VERSION:
        raise WortlautError(
            f"{path.parent}: the tables have version {version}, but this version of Wortlaut reads version "
            f"{schemas.SCHEMA_VERSION}. Run the pipeline again, or install the version that wrote them; CHANGELOG.md "
            "says what has changed."
        )


def _read(schema: Table[Any], folder: Path) -> pd.DataFrame:
    """Read a table with the types of the contract.

    Args:
        schema: One of the tables of `wortlaut.tables.schemas`.
        folder: Folder of the table.

    Raises:
        WortlautError: The table is missing, or does not match the contract.
    """
    path = _path(folder, schema.name)
    dtypes = {name: _dtype(column) for name, column in schema.columns.items()}
    try:
        frame = pd.read_csv(path, dtype=dtypes, keep_default_na=False, na_values=[""], encoding="utf-8")
        _check_header(schema, frame)
        return frame.assign(**{name: _convert_column(frame[name], schema.columns[name]) for name in frame.columns})
    except OSError as error:
        raise WortlautError(f"{path}: cannot be read ({error.strerror}). {_REMEDY}") from error
    except ValueError as error:
        raise WortlautError(
            f"{path}: does not match this version of Wortlaut ({error}). Run the pipeline again."
        ) from error


def _dtype(column: Column) -> str:
    if column.kind == "integer":
        return "Int64" if column.nullable else "int64"
    return _DTYPES[column.kind]


def _check_header(schema: Table[Any], frame: pd.DataFrame) -> None:
    if list(frame.columns) != list(schema.columns):
        differing = sorted(set(frame.columns) ^ set(schema.columns)) or ["their order"]
        raise ValueError(f"its columns differ in {', '.join(differing)}")


def _convert_column(cells: pd.Series, column: Column) -> pd.Series:
    """Return a column with the allowed labels and time zone set, after a check for missing values."""
    if not column.nullable and cells.isna().any():
        raise ValueError(f"{cells.name} has an empty cell")
    if column.kind == "number":
        return cells.astype("float64")  # by Python, exact to the last digit, which `read_csv` does not guarantee
    if column.kind == "time":
        return to_times(cells)
    labels = column.labels
    if labels:
        unknown_labels = cells.cat.categories.difference(pd.Index(labels))
        if len(unknown_labels):
            raise ValueError(f"{cells.name} has the unknown label '{unknown_labels[0]}'")
        return cells.cat.set_categories(labels)
    return cells


def to_times(cells: pd.Series) -> pd.Series:
    """Convert ISO 8601 cells to `datetime64` in Europe/Berlin.

    Args:
        cells: A cell without an offset is local time in Berlin; a missing cell gives NaT.

    Raises:
        ValueError: A cell is not a time.
    """
    times = [pd.NaT if missing else _parse_time(cell) for cell, missing in zip(cells, cells.isna(), strict=True)]
    return pd.Series(times, index=cells.index, name=cells.name, dtype=f"datetime64[us, {TIME_ZONE}]")


def _parse_time(cell: str) -> pd.Timestamp:
    time = pd.Timestamp(cell)
    if time.tz is not None:
        return time.tz_convert(TIME_ZONE)
    # In autumn, the repeated hour is read as the first; in spring, the skipped hour is shifted forward.
    return time.tz_localize(TIME_ZONE, ambiguous=True, nonexistent="shift_forward")
