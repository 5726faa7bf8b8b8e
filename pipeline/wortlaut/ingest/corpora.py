"""Reads corpora row by row: JSON Lines, JSON arrays, CSV and Parquet."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from wortlaut.ingest import encodings, fundus
from wortlaut.ingest.content import Content, Item, Unreadable, encodable, joined, plain
from wortlaut.ingest.dates import moment
from wortlaut.ingest.sources import COMPRESSED, read_bytes, read_chunks
from wortlaut.params import ColumnParams, IngestParams

_SAMPLE = 1 << 18
"""Bytes by which the encoding of a corpus is told."""
_BATCH = 64
"""Rows of a Parquet file that are held at once."""
_LONGER = 4
"""How many times the characters of the longest article a row may have, with its other columns and escapes."""
_MAX_PAGES = 1 << 31
"""Bytes that the columns of a Parquet row group may have when they are decompressed."""
_DELIMITERS = ",;\t|"
_DOUBLE = "Put cells with quotation marks or line ends in them into quotation marks, and write such marks inside twice."


def json_lines(path: Path, params: IngestParams) -> Iterator[tuple[Item, str]]:
    """Yield the article of each line, a JSON object with named fields or in fundus' shape, and the file's encoding.

    Raises:
        Unreadable: The file cannot be read (on).
    """
    encoding, pieces = decoded(path)
    for number, line in enumerate(_lines(pieces, _LONGER * params.max_characters), start=1):
        if line.strip():
            try:
                record = fundus.loaded(line.removeprefix("\ufeff"))
            except Unreadable as fault:
                yield Item(fault, number), encoding
            else:
                yield _from_object(record, number, params.columns), encoding


def json_array(pieces: Iterable[str], params: IngestParams) -> Iterator[Item]:
    """Yield the article of each element of a JSON array.

    Args:
        pieces: The array's text in pieces.
        params: The parameters.

    Raises:
        Unreadable: The array cannot be read (on).
    """
    for number, record in enumerate(fundus.elements(pieces, _LONGER * params.max_characters), start=1):
        yield _from_object(record, number, params.columns)


def delimited(path: Path, params: IngestParams) -> Iterator[tuple[Item, str]]:
    """Yield the article of each row of a CSV file, and the file's encoding.

    The first row names the columns; it shows what divides them (comma, semicolon, tab or bar, with or without a blank
    behind it) and how lines end. Rows are counted from 1, the one with the names left out. Rows are read strictly, as
    RFC 4180 has them: one with more or fewer cells than there are names is rejected, and so is one in which text
    follows a closed quotation mark. Between tabs such marks belong to the text (IANA's text/tab-separated-values).

    Raises:
        Unreadable: The file cannot be read (on), is empty, or has no column with texts.
    """
    limit = _LONGER * params.max_characters
    encoding, pieces = decoded(path)
    start = next(pieces, "").removeprefix("\ufeff")
    lines = _Counted(_lines(chain([start], pieces), limit, _line_end(start)), limit)
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise Unreadable("The file is empty; there is nothing to analyse.")
    delimiter = max(_DELIMITERS, key=first.count)
    has_blanks = delimiter != "\t" and f"{delimiter} " in first
    lines.take_back([first])
    rows = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=has_blanks)
    try:
        names = [name.strip() for name in next(rows)]
    except csv.Error as error:
        raise Unreadable(f"The first row, with the columns' names, is no valid CSV ({error}).") from error
    _check_text_column(names, params.columns)
    _check_repeated(names, params.columns)
    for number, cells in enumerate(_strict_rows(rows, lines, delimiter, len(names)), start=1):
        if isinstance(cells, Unreadable):
            yield Item(cells, number), encoding
        else:
            yield _from_row(dict(zip(names, cells, strict=True)), number, params.columns), encoding


def _line_end(start: str) -> str:
    r"""Return what ends the lines of a file that begins like this: `\r` where it comes alone, else `\n`."""
    match = re.search(r"\r(?!\n)|\n", start)
    return match[0] if match else "\n"


def _strict_rows(
    rows: Iterator[list[str]], lines: _Counted, delimiter: str, n_columns: int
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
        first, *others = lines.row
        marks_are_text = fault or (others and all(_fits(line, n_columns) for line in lines.row))
        if delimiter == "\t" and marks_are_text and _fits(first, n_columns):
            lines.take_back(others)
            yield first.rstrip("\r\n").split("\t")
        elif fault is None:
            yield cells if len(cells) == n_columns else Unreadable(_wrong_number(number, len(cells), n_columns))
        elif first.count('"') % 2 == 0:
            lines.take_back(others)
            yield Unreadable(f"Row {number} is no valid CSV ({_told(fault, first)}). {_DOUBLE}")
        else:
            raise Unreadable(
                f"Row {number} is no valid CSV ({_told(fault, first)}), and its quotation marks do not show where it "
                f"ends; the file was not read on. {_DOUBLE}"
            )


def _fits(line: str, n_columns: int) -> bool:
    """Whether a line by itself is a row of `text/tab-separated-values`, in which a quotation mark is text."""
    return 1 < n_columns == line.count("\t") + 1


def _wrong_number(number: int, n_cells: int, n_columns: int) -> str:
    return (
        f"Row {number} has {n_cells} cells, but there are {n_columns} columns. Put cells that hold the delimiter into "
        "quotation marks, and give each row a cell for each column."
    )


def _told(fault: csv.Error, line: str) -> str:
    is_stray = "\r" in line.rstrip("\r\n") and "new-line" in str(fault)
    return "a carriage return in a cell without quotation marks" if is_stray else str(fault)


def parquet(path: Path, params: IngestParams) -> Iterator[Item]:
    """Yield the article of each row of a Parquet file.

    Raises:
        Unreadable: The file cannot be read (on), or has no column with texts.
    """
    columns = params.columns
    try:
        with pq.ParquetFile(_seekable(path, params), memory_map=False) as table:
            names = table.schema_arrow.names
            _check_text_column(names, columns)
            wanted = [name for name in columns.model_dump().values() if name in names]
            _check_pages(table, wanted)
            number = 0
            for batch in table.iter_batches(batch_size=_BATCH, columns=wanted):
                for cells in zip(*batch.columns, strict=True):
                    number += 1
                    row = dict(zip(batch.schema.names, map(_value, cells), strict=True))
                    yield _from_row(row, number, columns)
    except (pa.ArrowException, ValueError) as error:
        raise Unreadable(f"It is no valid Parquet file ({plain(str(error))}); write it again.") from error


def _value(cell: pa.Scalar) -> Any:
    """Return a cell's value; None where Python has none for it, as for the year 33658 or text that is no UTF-8."""
    try:
        return cell.as_py()
    except (ValueError, OverflowError):
        return None


def _seekable(path: Path, params: IngestParams) -> Any:
    if path.suffix.lower() == COMPRESSED:
        return pa.BufferReader(read_bytes(path, 64 * params.max_characters))
    return pa.OSFile(str(path), "rb")


def _check_pages(table: pq.ParquetFile, wanted: Iterable[str]) -> None:
    """Refuse row groups whose texts would not fit into memory.

    Raises:
        Unreadable: There is such a row group.
    """
    names = set(wanted)
    for number in range(table.metadata.num_row_groups):
        group = table.metadata.row_group(number)
        columns = [group.column(i) for i in range(group.num_columns)]
        size = sum(column.total_uncompressed_size for column in columns if column.path_in_schema in names)
        if size > _MAX_PAGES:
            raise Unreadable(f"Row group {number + 1} has {size:,} bytes; write the file with smaller row groups.")


def decoded(path: Path) -> tuple[str, Iterator[str]]:
    """Return the encoding of a text file, and its text in pieces.

    Raises:
        Unreadable: The file cannot be opened, or its encoding not be told; or, while it is read, a byte is not valid.
    """
    chunks = read_chunks(path)
    start = b""
    while len(start) < _SAMPLE and (chunk := next(chunks, b"")):
        start += chunk
    encoding = encodings.of_stream(start[:_SAMPLE] if len(start) > _SAMPLE else start)
    return encoding, _pieces(chain([start], chunks), encoding)


def _pieces(chunks: Iterable[bytes], encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    offset = 0
    try:
        for chunk in chunks:
            yield decoder.decode(chunk)
            offset += len(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"After byte {offset + max(0, error.start)} it is not valid {encoding.upper()}; the file was not read on. "
            "Save it as UTF-8."
        ) from error


def _lines(pieces: Iterable[str], limit: int, end: str = "\n") -> Iterator[str]:
    r"""Yield lines with their ends (`\n` or `\r`).

    Raises:
        Unreadable: A line has more characters than `limit`.
    """
    parts, length = list[str](), 0
    for piece in pieces:
        for line in io.StringIO(piece, newline=end):
            parts.append(line)
            length += len(line)
            if length > limit:
                raise Unreadable(f"A row has more than {limit:,} characters; the file was not read on.")
            if line.endswith(end):
                yield "".join(parts)
                parts, length = [], 0
    if parts:
        yield "".join(parts)


class _Counted:
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

    def take_back(self, lines: Sequence[str]) -> None:
        """Give lines again."""
        self._lines = chain(lines, self._lines)


def _check_text_column(names: Iterable[str], columns: ColumnParams) -> None:
    given = list(names)
    if columns.text not in given:
        told = ", ".join(repr(name[:40]) for name in given[:20]) or "none"
        raise Unreadable(
            f"There is no column '{columns.text}'; name the one with the texts in ingest.columns.text "
            f"(columns here: {told})."
        )


def _check_repeated(names: Sequence[str], columns: ColumnParams) -> None:
    repeated = sorted(name for name in columns.model_dump().values() if names.count(name) > 1)
    if repeated:
        raise Unreadable(f"The column '{repeated[0]}' is there {names.count(repeated[0])} times; leave one.")


def _from_object(record: object, number: int, columns: ColumnParams) -> Item:
    row_id = _row_id(record.get(columns.id)) if isinstance(record, dict) else None
    try:
        return Item(fundus.article(record, columns), number, row_id)
    except Unreadable as fault:
        return Item(fault, number, row_id)


def _from_row(row: Mapping[str, object], number: int, columns: ColumnParams) -> Item:
    row_id = _row_id(row.get(columns.id))
    text = row.get(columns.text)
    if not isinstance(text, str):
        return Item(Unreadable(f"There is no text in the column '{columns.text}'."), number, row_id)
    content = Content(
        text=encodable(text),
        title=plain(row.get(columns.title)),
        published_at=moment(row.get(columns.published_at)),
        authors=joined(row.get(columns.authors)),
        outlet=plain(row.get(columns.outlet)),
        url=plain(row.get(columns.url)),
    )
    return Item(content, number, row_id)


def _row_id(value: object) -> str | None:
    return plain(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
