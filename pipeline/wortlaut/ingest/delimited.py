"""Reads corpora in CSV and TSV."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from wortlaut.ingest.content import Item, Unreadable
from wortlaut.ingest.corpus_rows import MAX_ROW_RATIO, check_text_column, decode_file, row_item, split_lines
from wortlaut.params import IngestParams

_DELIMITERS = ",;\t|"
_REMEDY = "Quote cells that contain quotation marks or line breaks, and double the quotation marks inside."


def read_rows(path: Path, params: IngestParams) -> Iterator[Item]:
    """Yield the article of each row of a CSV file.

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
    line_end = re.search(r"\r(?!\n)|\n", start)
    lines = split_lines(chain([start], pieces), limit, line_end[0] if line_end else "\n")
    first = next(filter(str.strip, lines), None)
    if first is None:
        raise Unreadable("The file is empty; give a file with rows.")
    delimiter = max(_DELIMITERS, key=first.count)
    has_blanks = delimiter != "\t" and f"{delimiter} " in first
    parser = _Parser(chain([first], lines), limit, delimiter, has_blanks)
    _, header = parser.parse_row(0)
    if isinstance(header, csv.Error):
        raise Unreadable(f"The first row, with the columns' names, is not valid CSV ({header}). {_REMEDY}") from header
    names = [name.strip() for name in header]
    check_text_column(names, params.columns)
    repeated = sorted(name for name in params.columns.model_dump().values() if names.count(name) > 1)
    if repeated:
        raise Unreadable(f"The column '{repeated[0]}' occurs {names.count(repeated[0])} times; keep one.")
    for number, cells in enumerate(_strict_rows(parser, delimiter, len(names)), start=1):
        if isinstance(cells, Unreadable):
            yield Item(cells, number)
        else:
            yield row_item(dict(zip(names, cells, strict=True)), number, params.columns, encoding)


class _Parser:
    """Parses CSV row by row, with a limit per row: a cell that is never closed must not swallow the rest of the file.

    Attributes:
        pending: Lines to be read again, before the others.
    """

    def __init__(self, lines: Iterator[str], limit: int, delimiter: str, skip_blanks: bool) -> None:
        self._lines = lines
        self._limit = limit
        self._dialect = csv.reader([], delimiter=delimiter, strict=True, skipinitialspace=skip_blanks).dialect
        self.pending = deque[str]()

    def parse_row(self, number: int) -> tuple[list[str], list[str] | csv.Error]:
        """Return the lines of the next row, and its cells or what is wrong with it; no lines at the end of the file."""
        row = list[str]()
        try:
            return row, next(csv.reader(self._recorded(row, number), self._dialect), [])
        except csv.Error as fault:
            return row, fault

    def _recorded(self, row: list[str], number: int) -> Iterator[str]:
        length = 0
        while line := self.pending.popleft() if self.pending else next(self._lines, ""):
            row.append(line)
            length += len(line)
            if length > self._limit:
                raise Unreadable(
                    f"Row {number} has more than {self._limit:,} characters; close its quotation marks, or divide it."
                )
            yield line


def _strict_rows(parser: _Parser, delimiter: str, n_columns: int) -> Iterator[list[str] | Unreadable]:
    """Yield the cells of each row, or what is wrong with it; blank lines are skipped.

    Raises:
        Unreadable: It is impossible to determine where a row ends.
    """
    number = 1
    while True:
        row, cells = parser.parse_row(number)
        if not row:
            return
        if not cells:
            continue
        first, *continuation = row
        is_literal = isinstance(cells, csv.Error) or (
            continuation and all(_is_tsv_row(line, n_columns) for line in row)
        )
        if delimiter == "\t" and is_literal and _is_tsv_row(first, n_columns):
            parser.pending.extendleft(reversed(continuation))
            yield first.rstrip("\r\n").split("\t")
        elif isinstance(cells, csv.Error):
            is_stray = "\r" in first.rstrip("\r\n") and "new-line" in str(cells)
            fault = "a carriage return in a cell without quotation marks" if is_stray else cells
            told = f"Row {number} is not valid CSV ({fault})"
            if first.count('"') % 2:
                raise Unreadable(
                    f"{told}, and its quotation marks do not show where it ends; reading stopped there. {_REMEDY}"
                )
            parser.pending.extendleft(reversed(continuation))
            yield Unreadable(f"{told}. {_REMEDY}")
        elif len(cells) != n_columns:
            yield Unreadable(
                f"Row {number} has {len(cells)} cells, but there are {n_columns} columns. Quote cells that contain the "
                "delimiter, and give each row one cell per column."
            )
        else:
            yield cells
        number += 1


def _is_tsv_row(line: str, n_columns: int) -> bool:
    """Return whether a line alone is a row of `text/tab-separated-values`, in which a quotation mark is text."""
    return 1 < n_columns == line.count("\t") + 1
