"""Reads corpora in CSV and TSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from wortlaut.ingest.content import Item, Unreadable
from wortlaut.ingest.corpus_rows import MAX_ROW_RATIO, check_text_column, decode_file, row_item, split_lines
from wortlaut.params import ColumnParams, IngestParams

_DELIMITERS = ",;\t|"
_REMEDY = "Quote cells that contain quotation marks or line breaks, and double the quotation marks inside."


def read_rows(path: Path, params: IngestParams) -> Iterator[tuple[Item, str]]:
    """Yield the article of each row of a CSV file, and the file's encoding.

    The first row names the columns; it shows what separates them (comma, semicolon, tab or bar, with or without a
    space after it) and how lines end. Rows are counted from 1, without the header. Rows are read strictly according
    to RFC 4180: a row with more or fewer cells than the header is rejected, and so is one in which text follows a
    closing quotation mark. In TSV, quotation marks belong to the text (IANA's text/tab-separated-values).

    Raises:
        Unreadable: The file, or the rest of it, cannot be read, is empty, or has no column with texts.
    """
    limit = MAX_ROW_RATIO * params.max_characters
    encoding, pieces = decode_file(path)
    start = next(pieces, "").removeprefix("\ufeff")
    lines = _CountedLines(split_lines(chain([start], pieces), limit, _line_end(start)), limit)
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise Unreadable("The file is empty; give a file with rows.")
    delimiter = max(_DELIMITERS, key=first.count)
    has_blanks = delimiter != "\t" and f"{delimiter} " in first
    lines.push_back([first])
    rows = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=has_blanks)
    try:
        names = [name.strip() for name in next(rows)]
    except csv.Error as error:
        raise Unreadable(f"The first row, with the columns' names, is not valid CSV ({error}). {_REMEDY}") from error
    check_text_column(names, params.columns)
    _check_repeated(names, params.columns)
    for number, cells in enumerate(_strict_rows(rows, lines, delimiter, len(names)), start=1):
        if isinstance(cells, Unreadable):
            yield Item(cells, number), encoding
        else:
            yield row_item(dict(zip(names, cells, strict=True)), number, params.columns), encoding


def _line_end(start: str) -> str:
    r"""Return the line ending of a file that begins like this: `\r` if it occurs alone, otherwise `\n`."""
    match = re.search(r"\r(?!\n)|\n", start)
    return match[0] if match else "\n"


def _strict_rows(
    rows: Iterator[list[str]], lines: _CountedLines, delimiter: str, n_columns: int
) -> Iterator[list[str] | Unreadable]:
    """Yield the cells of each row, or what is wrong with it; blank lines are skipped.

    Args:
        rows: The rows that `csv.reader` parses from the lines.
        lines: The lines.
        delimiter: The character that separates cells.
        n_columns: The number of cells that a row must have.

    Raises:
        Unreadable: It is impossible to determine where a row ends.
    """
    number = 0
    while True:
        lines.start_row(number + 1)
        fault: csv.Error | None = None
        cells: list[str] | None = []
        try:
            cells = next(rows, None)
        except csv.Error as error:
            fault = error
        if cells is None:
            return
        if not cells and fault is None:
            continue
        number += 1
        first, *continuation = lines.row
        marks_are_text = fault or (continuation and all(_is_tsv_row(line, n_columns) for line in lines.row))
        if delimiter == "\t" and marks_are_text and _is_tsv_row(first, n_columns):
            lines.push_back(continuation)
            yield first.rstrip("\r\n").split("\t")
        elif fault is None:
            yield cells if len(cells) == n_columns else Unreadable(_wrong_cell_count(number, len(cells), n_columns))
        elif first.count('"') % 2 == 0:
            lines.push_back(continuation)
            yield Unreadable(f"Row {number} is not valid CSV ({_describe_error(fault, first)}). {_REMEDY}")
        else:
            raise Unreadable(
                f"Row {number} is not valid CSV ({_describe_error(fault, first)}), and its quotation marks do not show "
                f"where it ends; reading stopped there. {_REMEDY}"
            )


def _is_tsv_row(line: str, n_columns: int) -> bool:
    """Return whether a line alone is a row of `text/tab-separated-values`, in which a quotation mark is text."""
    return 1 < n_columns == line.count("\t") + 1


def _wrong_cell_count(number: int, n_cells: int, n_columns: int) -> str:
    return (
        f"Row {number} has {n_cells} cells, but there are {n_columns} columns. Quote cells that contain the "
        "delimiter, and give each row one cell per column."
    )


def _describe_error(fault: csv.Error, line: str) -> str:
    is_stray = "\r" in line.rstrip("\r\n") and "new-line" in str(fault)
    return "a carriage return in a cell without quotation marks" if is_stray else str(fault)


class _CountedLines:
    """The lines of a CSV file, with a limit per row: a cell that is never closed must not swallow the rest of the file.

    Attributes:
        row: The lines of the current row.
    """

    def __init__(self, lines: Iterator[str], limit: int) -> None:
        self._lines = lines
        self._limit = limit
        self._length = 0
        self._number = 0
        self.row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.row.append(line)
        self._length += len(line)
        if self._length > self._limit:
            raise Unreadable(
                f"Row {self._number} has more than {self._limit:,} characters; close its quotation marks, or divide it."
            )
        return line

    def start_row(self, number: int) -> None:
        """Start a row, and count its characters from zero."""
        self._number = number
        self._length = 0
        self.row = []

    def push_back(self, lines: Sequence[str]) -> None:
        """Put lines back, to be yielded next."""
        self._lines = chain(lines, self._lines)


def _check_repeated(names: Sequence[str], columns: ColumnParams) -> None:
    repeated = sorted(name for name in columns.model_dump().values() if names.count(name) > 1)
    if repeated:
        raise Unreadable(f"The column '{repeated[0]}' occurs {names.count(repeated[0])} times; keep one.")
