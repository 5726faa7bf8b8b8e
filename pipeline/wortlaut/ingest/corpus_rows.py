"""Decodes the text of a corpus and turns its rows into content; shared by all corpus formats."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from wortlaut.ingest import encodings
from wortlaut.ingest.content import Content, Item, Unreadable, fold_spaces, join_names, replace_unencodable
from wortlaut.ingest.dates import to_iso
from wortlaut.ingest.sources import read_chunks
from wortlaut.params import ColumnParams

MAX_ROW_RATIO = 4
"""A row may be this many times as long as the longest article allowed, because of other columns and escapes."""
_SAMPLE = 1 << 18
"""Bytes at the start of a corpus from which its encoding is detected."""


def decode_file(path: Path) -> tuple[str, Iterator[str]]:
    """Detect the encoding of a text file, and decode it piece by piece.

    Raises:
        Unreadable: The file cannot be opened or its encoding not detected; while reading: a byte is not valid.
    """
    chunks = read_chunks(path)
    start = b""
    while len(start) < _SAMPLE and (chunk := next(chunks, b"")):
        start += chunk
    encoding = encodings.detect_encoding(start[:_SAMPLE] if len(start) > _SAMPLE else start)
    return encoding, _decode_chunks(chain([start], chunks), encoding)


def _decode_chunks(chunks: Iterable[bytes], encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    offset = 0
    try:
        for chunk in chunks:
            yield decoder.decode(chunk)
            offset += len(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"After byte {offset + max(0, error.start)} it is not valid {encoding.upper()}; reading stopped there. "
            "Save it as UTF-8."
        ) from error


def split_lines(pieces: Iterable[str], limit: int, end: str = "\n") -> Iterator[str]:
    r"""Yield lines, including their line endings (`\n` or `\r`).

    Raises:
        Unreadable: A line has more characters than `limit`.
    """
    parts, length = list[str](), 0
    for piece in pieces:
        for line in io.StringIO(piece, newline=end):
            parts.append(line)
            length += len(line)
            if length > limit:
                raise Unreadable(f"A row has more than {limit:,} characters; reading stopped there. Divide the row.")
            if line.endswith(end):
                yield "".join(parts)
                parts, length = [], 0
    if parts:
        yield "".join(parts)


def check_text_column(names: Iterable[str], columns: ColumnParams) -> None:
    """Check that the column with the texts exists.

    Raises:
        Unreadable: It does not exist.
    """
    available = list(names)
    if columns.text not in available:
        listed = ", ".join(repr(name[:40]) for name in available[:20]) or "none"
        raise Unreadable(
            f"There is no column '{columns.text}'; name the column with the texts in ingest.columns.text "
            f"(columns here: {listed})."
        )


def row_item(row: Mapping[str, object], number: int, columns: ColumnParams, encoding: str | None = None) -> Item:
    """Turn a row of a table into an item: the article's content, or the reason why there is none."""
    row_id = parse_row_id(row.get(columns.id))
    text = row.get(columns.text)
    if not isinstance(text, str):
        return Item(Unreadable(f"The column '{columns.text}' holds no text; fill it or drop the row."), number, row_id)
    content = Content(
        text=replace_unencodable(text),
        title=fold_spaces(row.get(columns.title)),
        published_at=to_iso(row.get(columns.published_at)),
        authors=join_names(row.get(columns.authors)),
        outlet=fold_spaces(row.get(columns.outlet)),
        url=fold_spaces(row.get(columns.url)),
    )
    return Item(content, number, row_id, encoding)


def parse_row_id(value: object) -> str | None:
    """Return a row's own id, a string or an integer, as a string; None if it has none."""
    return fold_spaces(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
