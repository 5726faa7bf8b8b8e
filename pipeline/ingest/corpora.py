"""Reads corpora row by row: JSON Lines, JSON arrays, CSV and Parquet."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.ingest import encodings, fundus
from pipeline.ingest.content import Content, Item, Unreadable, encodable, joined, plain
from pipeline.ingest.dates import moment
from pipeline.ingest.sources import COMPRESSED, read_bytes, read_chunks
from pipeline.params import ColumnParams, IngestParams

_SAMPLE = 1 << 18
"""Bytes by which the encoding of a corpus is told."""
_BATCH = 64
"""Rows of a Parquet file that are held at once."""
_LONGER = 4
"""How many times the characters of the longest article a row may have, with its other columns and escapes."""
_MAX_PAGES = 1 << 31
"""Bytes that the columns of a Parquet row group may have when they are decompressed."""
_DELIMITERS = ",;\t|"


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

    The first row names the columns; what divides them (comma, semicolon, tab or bar) is told by it. Rows are counted
    from 1, the one with the names left out.

    Raises:
        Unreadable: The file cannot be read (on), or has no column with texts.
    """
    encoding, pieces = decoded(path)
    lines = _Counted(_lines(pieces, _LONGER * params.max_characters), _LONGER * params.max_characters)
    first = next(lines, "")
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(chain([first], lines), delimiter=delimiter, strict=False)
    number = 0
    try:
        names = [name.strip().removeprefix("\ufeff") for name in next(rows, [])]
        _check_text_column(names, params.columns)
        for cells in rows:
            lines.start_row()
            if cells:
                number += 1
                row = dict(zip(names, cells, strict=False))
                yield _from_row(row, number, params.columns), encoding
    except csv.Error as error:
        raise Unreadable(f"Row {number + 1} is no valid CSV ({error}); the file was not read on.") from error


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


def _lines(pieces: Iterable[str], limit: int) -> Iterator[str]:
    r"""Yield lines with their ends (`\n`).

    Raises:
        Unreadable: A line has more characters than `limit`.
    """
    parts, length = list[str](), 0
    for piece in pieces:
        for line in io.StringIO(piece, newline="\n"):
            parts.append(line)
            length += len(line)
            if length > limit:
                raise Unreadable(f"A row has more than {limit:,} characters; the file was not read on.")
            if line.endswith("\n"):
                yield "".join(parts)
                parts, length = [], 0
    if parts:
        yield "".join(parts)


class _Counted:
    """Lines of a CSV file; a cell that is never closed must not swallow the whole of it."""

    def __init__(self, lines: Iterator[str], limit: int) -> None:
        self._lines = lines
        self._limit = limit
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._length += len(line)
        if self._length > self._limit:
            raise Unreadable(f"A row has more than {self._limit:,} characters; is a quotation mark never closed?")
        return line

    def start_row(self) -> None:
        """Count anew."""
        self._length = 0


def _check_text_column(names: Iterable[str], columns: ColumnParams) -> None:
    given = list(names)
    if columns.text not in given:
        told = ", ".join(repr(name[:40]) for name in given[:20]) or "none"
        raise Unreadable(
            f"There is no column '{columns.text}'; name the one with the texts in ingest.columns.text "
            f"(columns here: {told})."
        )


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
