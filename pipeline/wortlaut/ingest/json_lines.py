"""Reads JSON corpora: JSON Lines with one object per line, and JSON arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from wortlaut.ingest import fundus
from wortlaut.ingest.content import Item, Unreadable
from wortlaut.ingest.corpus_rows import MAX_ROW_RATIO, decode_file, parse_row_id, split_lines
from wortlaut.params import ColumnParams, IngestParams


def read_lines(path: Path, params: IngestParams) -> Iterator[tuple[Item, str]]:
    """Yield the article of each line, an object with named fields or as fundus writes it, and the file's encoding.

    Raises:
        Unreadable: The file, or the rest of it, cannot be read.
    """
    encoding, pieces = decode_file(path)
    for number, line in enumerate(split_lines(pieces, MAX_ROW_RATIO * params.max_characters), start=1):
        if line.strip():
            try:
                record = fundus.parse_json(line.removeprefix("\ufeff"))
            except Unreadable as fault:
                yield Item(fault, number), encoding
            else:
                yield _object_item(record, number, params.columns), encoding


def read_array(pieces: Iterable[str], params: IngestParams) -> Iterator[Item]:
    """Yield the article of each element of a JSON array.

    Args:
        pieces: The array's text in pieces.
        params: The parameters.

    Raises:
        Unreadable: The array, or the rest of it, cannot be read.
    """
    for number, record in enumerate(fundus.elements(pieces, MAX_ROW_RATIO * params.max_characters), start=1):
        yield _object_item(record, number, params.columns)


def _object_item(record: object, number: int, columns: ColumnParams) -> Item:
    row_id = parse_row_id(record.get(columns.id)) if isinstance(record, dict) else None
    try:
        return Item(fundus.object_content(record, columns), number, row_id)
    except Unreadable as fault:
        return Item(fault, number, row_id)
