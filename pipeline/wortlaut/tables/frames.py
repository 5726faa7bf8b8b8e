"""The tables for pandas users: DataFrames with the types of the contract, read when they are asked for."""

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
    "Run `make report`, or `wortlaut run INPUT --output DIR` and load `DIR/processed`; in a notebook, mind the folder "
    "that it runs in."
)


class Tables(Mapping[str, pd.DataFrame]):
    """The tables of a folder by their names; `wortlaut.load` makes one.

    A table is read when it is first asked for, and kept. Text is `string`, labels are `category` (all that the contract
    allows, in its order), counts are integers, times are `datetime64` in Europe/Berlin, and an empty cell is a missing
    value: a speaker called "Nan" is a speaker.

    Args:
        folder: Where the tables are.

    Raises:
        WortlautError: There is no such folder, no table in it, or its tables are of another version.
    """

    def __init__(self, folder: str | PathLike[str]) -> None:
        self._folder = Path(folder)
        self._read: dict[str, pd.DataFrame] = {}
        if not self._folder.is_dir():
            raise WortlautError(f"{folder}: there is no such folder. {_REMEDY}")
        if not any(_path(self._folder, name).is_file() for name in _SCHEMAS):
            raise WortlautError(f"{folder}: there is none of Wortlaut's tables in this folder. {_REMEDY}")
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
    return f"there is no table '{name}'; there are {', '.join(_SCHEMAS)}"


def _refuse_other_version(path: Path) -> None:
    """Make sure that tables are of this version, where `model.json` beside them tells theirs."""
    try:
        description = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    version = description.get(schemas.VERSION_KEY, schemas.SCHEMA_VERSION) if isinstance(description, dict) else None
    if version != schemas.SCHEMA_VERSION:
        raise WortlautError(
            f"{path.parent}: the tables are of version {version}, this version of Wortlaut reads version "
            f"{schemas.SCHEMA_VERSION}. Run the pipeline again, or install the version that wrote them; CHANGELOG.md "
            "says what has changed."
        )


def _read(schema: Table[Any], folder: Path) -> pd.DataFrame:
    """Read a table with the types of the contract.

    Args:
        schema: One of the tables of `wortlaut.tables.schemas`.
        folder: Where the table is.

    Raises:
        WortlautError: The table is missing, or is not as the contract says.
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
            f"{path}: is not as this version of Wortlaut writes it ({error}). Run the pipeline again."
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
    """Return a column as read with what its type alone does not say: allowed labels, time zone, no missing values."""
    if not column.nullable and cells.isna().any():
        raise ValueError(f"{cells.name} has an empty cell")
    if column.kind == "number":
        return cells.astype("float64")  # by Python, to the last digit, which `read_csv` does not promise
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
    """Return the moments that cells of a table tell (ISO 8601), as `datetime64` in Europe/Berlin.

    Args:
        cells: Without an offset, a cell is the time on the clock there; a missing cell is a missing moment.

    Raises:
        ValueError: A cell tells no moment.
    """
    times = [pd.NaT if missing else _parse_time(cell) for cell, missing in zip(cells, cells.isna(), strict=True)]
    return pd.Series(times, index=cells.index, name=cells.name, dtype=f"datetime64[us, {TIME_ZONE}]")


def _parse_time(cell: str) -> pd.Timestamp:
    time = pd.Timestamp(cell)
    if time.tz is not None:
        return time.tz_convert(TIME_ZONE)
    # The hour that comes twice in autumn is taken as the first one, that which is left out in spring as the next.
    return time.tz_localize(TIME_ZONE, ambiguous=True, nonexistent="shift_forward")
