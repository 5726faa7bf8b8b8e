"""Reads corpora in CSV and its kin with other delimiters, as TSV."""

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
_DOUBLE = "Put cells with quotation marks or line ends in them into quotation marks, and write such marks inside twice."


def read_rows(path: Path, params: IngestParams) -> Iterator[tuple[Item, str]]:
    """Yield the article of each row of a CSV file, and the file's encoding.

    The first row names the columns; it shows what divides them (comma, semicolon, tab or bar, with or without a blank
    behind it) and how lines end. Rows are counted from 1, the one with the names left out. Rows are read strictly, as
    RFC 4180 has them: one with more or fewer cells than there are names is rejected, and so is one in which text
    follows a closed quotation mark. Between tabs such marks belong to the text (IANA's text/tab-separated-values).

    Raises:
        Unreadable: The file cannot be read (on), is empty, or has no column with texts.
    """
    limit = MAX_ROW_RATIO * params.max_characters
    encoding, pieces = decode_file(path)
    start = next(pieces, "").removeprefix("\ufeff")
    lines = _CountedLines(split_lines(chain([start], pieces), limit, _line_end(start)), limit)
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise Unreadable("The file is empty; there is nothing to analyse.")
    delimiter = max(_DELIMITERS, key=first.count)
    has_blanks = delimiter != "\t" and f"{delimiter} " in first
    lines.push_back([first])
    rows = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=has_blanks)
    try:
        names = [name.strip() for name in next(rows)]
    except csv.Error as error:
        raise Unreadable(f"The first row, with the columns' names, is no valid CSV ({error}).") from error
    check_text_column(names, params.columns)
    _check_repeated(names, params.columns)
    for number, cells in enumerate(_strict_rows(rows, lines, delimiter, len(names)), start=1):
        if isinstance(cells, Unreadable):
            yield Item(cells, number), encoding
        else:
            yield row_item(dict(zip(names, cells, strict=True)), number, params.columns), encoding


def _line_end(start: str) -> str:
    r"""Return what ends the lines of a file that begins like this: `\r` where it comes alone, else `\n`."""
    match = re.search(r"\r(?!\n)|\n", start)
    return match[0] if match else "\n"


def _strict_rows(
    rows: Iterator[list[str]], lines: _CountedLines, delimiter: str, n_columns: int
) -> Iterator[list[str] | Unreadable]:
    """Yield the cells of each row, or what is wrong with it; rows without any cell are blank lines.

    Args:
        rows: What `csv.reader` makes of the lines.
        lines: The lines.
        delimiter: What divides the cells.
        n_columns: How many cells a row has.

    Raises:
        Unreadable: Nobody can tell where a row ends and the next one begins.
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
            yield Unreadable(f"Row {number} is no valid CSV ({_describe_error(fault, first)}). {_DOUBLE}")
        else:
            raise Unreadable(
                f"Row {number} is no valid CSV ({_describe_error(fault, first)}), and its quotation marks do not show "
                f"where it ends; the file was not read on. {_DOUBLE}"
            )


def _is_tsv_row(line: str, n_columns: int) -> bool:
    """Whether a line by itself is a row of `text/tab-separated-values`, in which a quotation mark is text."""
    return 1 < n_columns == line.count("\t") + 1


def _wrong_cell_count(number: int, n_cells: int, n_columns: int) -> str:
    return (
        f"Row {number} has {n_cells} cells, but there are {n_columns} columns. Put cells that hold the delimiter into "
        "quotation marks, and give each row a cell for each column."
    )


def _describe_error(fault: csv.Error, line: str) -> str:
    is_stray = "\r" in line.rstrip("\r\n") and "new-line" in str(fault)
    return "a carriage return in a cell without quotation marks" if is_stray else str(fault)


class _CountedLines:
    """Lines of a CSV file; a cell that is never closed must not swallow the whole of it.

    Attributes:
        row: The lines that the row in hand has taken.
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
                f"Row {self._number} has more than {self._limit:,} characters; is a quotation mark never closed?"
            )
        return line

    def start_row(self, number: int) -> None:
        """Count anew for the row with a number."""
        self._number = number
        self._length = 0
        self.row = []

    def push_back(self, lines: Sequence[str]) -> None:
        """Give lines again."""
        self._lines = chain(lines, self._lines)


def _check_repeated(names: Sequence[str], columns: ColumnParams) -> None:
    repeated = sorted(name for name in columns.model_dump().values() if names.count(name) > 1)
    if repeated:
        raise Unreadable(f"The column '{repeated[0]}' is there {names.count(repeated[0])} times; leave one.")
