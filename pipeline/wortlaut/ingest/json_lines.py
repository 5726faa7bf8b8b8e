"""Reads JSON corpora: JSON Lines with one object per line, and JSON arrays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from wortlaut.ingest import fundus
from wortlaut.ingest.content import Item, Unreadable
from wortlaut.ingest.corpus_rows import MAX_ROW_RATIO, decode_file, parse_row_id, split_lines
from wortlaut.params import ColumnParams, IngestParams

_MIN_BUFFER = 1 << 16


def read_lines(path: Path, params: IngestParams) -> Iterator[Item]:
    """Yield the article of each line, an object with named fields or as fundus writes it.

    Raises:
        Unreadable: The file, or the rest of it, cannot be read.
    """
    encoding, pieces = decode_file(path)
    for number, line in enumerate(split_lines(pieces, MAX_ROW_RATIO * params.max_characters), start=1):
        if line.strip():
            try:
                record = fundus.parse_json(line.removeprefix("\ufeff"))
            except Unreadable as fault:
                yield Item(fault, number)
            else:
                yield object_item(record, number, params.columns, encoding)


def read_array(pieces: Iterable[str], params: IngestParams, encoding: str) -> Iterator[Item]:
    """Yield the article of each element of a JSON array, whose text comes in pieces.

    Raises:
        Unreadable: The array, or the rest of it, cannot be read.
    """
    for number, record in enumerate(elements(pieces, MAX_ROW_RATIO * params.max_characters), start=1):
        yield object_item(record, number, params.columns, encoding)


def object_item(record: object, number: int, columns: ColumnParams, encoding: str | None = None) -> Item:
    """Turn an object into an item: the article's content, or the reason why there is none."""
    row_id = parse_row_id(record.get(columns.id)) if isinstance(record, dict) else None
    try:
        return Item(fundus.object_content(record, columns), number, row_id, encoding)
    except Unreadable as fault:
        return Item(fault, number, row_id)


def elements(pieces: Iterable[str], limit: int) -> Iterator[Any]:
    """Yield the elements of a JSON array one by one, without keeping the array in memory.

    Args:
        pieces: The array's text in pieces, starting with its bracket.
        limit: Characters that one element may have.

    Raises:
        Unreadable: It is not a JSON array, or an element is too long.
    """
    decoder = json.JSONDecoder(parse_constant=lambda _: None)
    stream = iter(pieces)
    buffer = next(stream, "").lstrip()[1:]
    needed, is_first = 1, True
    while True:
        while len(buffer) < needed and (more := next(stream, "")):
            buffer += more
        rest = buffer.lstrip()
        if not is_first and rest[:1] == ",":
            rest = rest[1:].lstrip()
        elif not is_first and rest and rest[0] != "]":
            raise Unreadable("A comma is missing between two elements of the JSON array; fix it or export it again.")
        if rest[:1] == "]":
            return
        try:
            value, end = decoder.raw_decode(rest)
        except RecursionError as error:
            raise Unreadable("The JSON is nested too deeply; give articles as fundus writes them.") from error
        except ValueError as error:
            if len(buffer) > limit:
                raise Unreadable(f"A JSON array element has more than {limit:,} characters; divide it.") from error
            if len(buffer) < needed:
                raise Unreadable(f"The JSON array is broken ({error}); fix it or export it again.") from error
            needed = max(2 * len(buffer), _MIN_BUFFER)
        else:
            yield value
            buffer, needed, is_first = rest[end:], 1, False
