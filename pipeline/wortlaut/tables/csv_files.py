"""Read and write tables as CSV files, checked against the contract both ways."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Generic, TextIO

from wortlaut.tables.columns import R, Table
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

csv.field_size_limit(2**31 - 1)  # the default of 131,072 characters is too low for long quotations
_CHUNK = 50_000
"""Rows checked and written at a time: bounds memory, yet keeps the checks cheap."""
_VALUES_SHOWN = 5
"""Number of values shown in an error."""


class _Lines(list[str]):
    """A list that `csv.writer` can write lines to."""

    write = list.append


def as_csv(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as CSV lines, unchecked; `to_csv` checks them first."""
    rows = [*rows]
    content = "".join(_lines(rows, "\n"))
    if "\r" not in content:
        return content
    # The writer quotes cells that contain a character of its line terminator. With this terminator, a lone carriage
    # return in an article's text is quoted and so preserved; the lines in the file still end in a line feed.
    end = "\r\n"
    return "".join([line.removesuffix(end) + "\n" for line in _lines(rows, end)])


def _lines(rows: Iterable[Iterable[Any]], end: str) -> list[str]:
    lines = _Lines()
    csv.writer(lines, lineterminator=end).writerows(rows)
    return lines


def to_csv(schema: Table[R], rows: Iterable[R], article_id: str) -> str:
    """Check the rows of one article, and return them as CSV lines.

    Args:
        schema: A table with a column `article_id`.
        rows: The rows in reading order.
        article_id: The article. Its row ids begin with it (`<article_id>#q7`), so ids unique in the article are
            unique in the table.

    Raises:
        WortlautError: A row violates the contract.
    """
    rows = list(rows)
    columns = check(schema, rows)
    foreign = set(columns["article_id"]) - {article_id} if rows else set()
    for name in schema.unique:
        ids = columns[name] if rows else ()
        foreign |= {value for value in ids if value.rpartition("#")[0] != article_id}
        _refuse_repeated_ids(schema, name, ids)
    if foreign:
        raise _contract_error(schema, "article_id", f"{sorted(foreign)[:_VALUES_SHOWN]} in the rows of {article_id}")
    return as_csv(rows)


class Writer(Generic[R]):
    """Write a table; `writing` opens one.

    Rows are checked against the contract and written in chunks, which bounds memory.
    """

    def __init__(self, schema: Table[R], handle: TextIO, ids: sqlite3.Connection) -> None:
        self._schema = schema
        self._handle = handle
        self._ids = ids
        self._rows: list[R] = []
        handle.write(as_csv([list(schema.columns)]))
        for name in schema.unique:
            ids.execute(f"CREATE TABLE {name} (id TEXT PRIMARY KEY) WITHOUT ROWID")

    def add(self, rows: Iterable[R]) -> None:
        """Append rows in reading order.

        Raises:
            WortlautError: A row violates the contract, or repeats an id of the table.
        """
        for row in rows:
            self._rows.append(row)
            if len(self._rows) == _CHUNK:
                self.flush()

    def add_csv(self, lines: str) -> None:
        """Append an article's rows as checked by `to_csv`; no other rows of the article may be added."""
        self.flush()
        self._handle.write(lines)

    def flush(self) -> None:
        """Check and write the buffered rows.

        Raises:
            WortlautError: A row violates the contract, or repeats an id of the table.
        """
        if not self._rows:
            return
        columns = check(self._schema, self._rows)
        for name in self._schema.unique:
            _refuse_repeated_ids(self._schema, name, columns[name])
            try:
                self._ids.executemany(f"INSERT INTO {name} VALUES (?)", ((value,) for value in columns[name]))
            except sqlite3.IntegrityError:
                hits = (self._ids.execute(f"SELECT id FROM {name} WHERE id = ?", (value,)) for value in columns[name])
                repeated = next(row[0] for hit in hits if (row := hit.fetchone()))
                raise _contract_error(self._schema, name, f"{repeated!r} occurs twice") from None
        self._handle.write(as_csv(self._rows))
        self._rows = []


@contextmanager
def writing(schema: Table[R], folder: Path) -> Iterator[Writer[R]]:
    """Open `<folder>/<name>.csv` for writing; the file appears when the block ends without an error.

    Args:
        schema: One of the tables of `wortlaut.tables.schemas`.
        folder: Folder of the table; created if it does not exist.

    Raises:
        WortlautError: A row violates the contract, or the file cannot be written.
    """
    # SQLite keeps an unnamed database in memory while it is small, then in a temporary file.
    with closing(sqlite3.connect("")) as ids, files.writing(folder / f"{schema.name}.csv") as handle:
        writer = Writer(schema, handle, ids)
        yield writer
        writer.flush()


def write(schema: Table[R], rows: Iterable[R], folder: Path) -> None:
    """Check rows against the contract and write them to `<folder>/<name>.csv`.

    Args:
        schema: One of the tables of `wortlaut.tables.schemas`.
        rows: The rows in reading order.
        folder: Folder of the table; created if it does not exist.

    Raises:
        WortlautError: A row violates the contract, or the file cannot be written.
    """
    with writing(schema, folder) as table:
        table.add(rows)


def check(schema: Table[Any], rows: Sequence[Sequence[Any]]) -> dict[str, tuple[Any, ...]]:
    """Check rows against the contract: number of cells, types, missing values and the columns' own checks.

    These are pandera's checks, but without a DataFrame they take a tenth of the time.

    Returns:
        The columns by name; none if there are no rows.

    Raises:
        WortlautError: A row violates the contract.
    """
    n_columns = len(schema.columns)
    if set(map(len, rows)) - {n_columns}:
        row = next(row for row in rows if len(row) != n_columns)
        raise _contract_error(schema, "all columns", f"{len(row)} cells instead of {n_columns} in {row!r}")
    columns = dict(zip(schema.columns, zip(*rows, strict=True), strict=False))
    for name, values in columns.items():
        fault = schema.columns[name].fault(values)
        if fault:
            raise _contract_error(schema, name, fault)
    return columns


def _refuse_repeated_ids(schema: Table[Any], name: str, ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        repeated = [value for value, n in Counter(ids).items() if n > 1]
        raise _contract_error(schema, name, f"{repeated[:_VALUES_SHOWN]} occur more than once")


def _contract_error(schema: Table[Any], column: str, fault: str) -> WortlautError:
    return WortlautError(
        f"{schema.name}.csv: rows violate the table contract. Please report this with the article.\n{column}: {fault}"
    )


def rows(schema: Table[R], folder: Path) -> Iterator[R]:
    """Yield the rows of a table one by one, without loading it.

    Args:
        schema: One of the tables of `wortlaut.tables.schemas`.
        folder: Folder of the table.

    Yields:
        The rows with values in place of cells: None for an empty one, numbers, else text as it stands there.

    Raises:
        WortlautError: The table is missing, or does not match the contract.
    """
    path = folder / f"{schema.name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            yield from _typed_rows(schema, handle, str(path), has_header=True)
    except OSError as error:
        raise WortlautError(f"{path}: cannot be read ({error.strerror}). Run the pipeline first.") from error


def parse(schema: Table[R], lines: str) -> Iterator[R]:
    """Yield the rows in CSV lines from `to_csv`, as `rows` does for a whole file.

    Raises:
        WortlautError: The lines do not match the contract.
    """
    return _typed_rows(schema, io.StringIO(lines, newline=""), f"{schema.name}.csv", has_header=False)


def edited_rows(path: Path) -> list[tuple[int, list[str]]]:
    """Return the rows of a CSV file that a person has edited, the header included, each after its line in the file.

    Args:
        path: The file: UTF-8; commas, semicolons or tabs between the cells, of which a spreadsheet may choose any. For
            NUL, which not every reader of CSV takes, the rows have U+FFFD.

    Raises:
        FileNotFoundError: There is no such file.
        WortlautError: It cannot be read, or is not CSV.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\0", "\ufffd")
        header = re.split(r"[\r\n]", text, maxsplit=1)[0]
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
        return [(reader.line_num, cells) for cells in reader if cells]
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WortlautError(f"{path}: cannot be read ({error}). Save it as CSV in UTF-8.") from error


def _typed_rows(schema: Table[R], lines: Iterable[str], name: str, *, has_header: bool) -> Iterator[R]:
    columns = list(schema.columns)
    types = [(index, column.python_type, column.nullable) for index, column in enumerate(schema.columns.values())]
    numbers = [(index, convert) for index, convert, nullable in types if convert is not str and not nullable]
    optional_numbers = [(index, convert) for index, convert, nullable in types if convert is not str and nullable]
    optional_texts = [index for index, convert, nullable in types if convert is str and nullable]
    number = 0
    try:
        cell_rows = csv.reader(lines)
        if has_header and (header := next(cell_rows, [])) != columns:
            raise ValueError(f"its columns are {', '.join(header)}")
        for row in filter(None, cell_rows):
            number += 1
            if len(row) != len(columns):
                raise ValueError(f"{len(row)} cells instead of {len(columns)}")
            cells: list[Any] = row
            for index, convert in numbers:
                cells[index] = convert(cells[index])
            for index, convert in optional_numbers:
                cells[index] = convert(cells[index]) if cells[index] else None
            for index in optional_texts:
                cells[index] = cells[index] or None
            if "" in cells:
                raise ValueError(f"{columns[cells.index('')]} is empty")
            yield tuple.__new__(schema.row, cells)  # like `_make`, in half the time
    except (ValueError, csv.Error) as error:
        location = f"{name}, row {number}" if number else name
        raise WortlautError(
            f"{location}: does not match this version of Wortlaut ({error}). Run the pipeline again."
        ) from error
