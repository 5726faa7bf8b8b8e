"""Reads articles in the JSON of the crawler fundus, and JSON objects with the text in one field.

Fundus (Dallabetta et al. 2024, github.com/flairNLP/fundus), `Article.to_json`: `title`, `authors` (a list),
`publishing_date` (`str(datetime)`), `body`, `plaintext`, and other fields on request; `ArticleBody.serialize`:
`summary` (a list) and `sections`, each with `headline` and `paragraphs` (lists).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wortlaut.ingest.content import Content, Unreadable, fold_spaces, join_blocks, join_names, replace_unencodable
from wortlaut.params import ColumnParams

_MAX_BUFFER = 1 << 16


def object_content(record: object, columns: ColumnParams) -> Content:
    """Extract the article from a JSON object.

    Args:
        record: The object.
        columns: The field names of an object that fundus did not write.

    Raises:
        Unreadable: It contains no text.
    """
    if not isinstance(record, dict):
        raise Unreadable("This is not a JSON object; give objects with a text, or articles as fundus writes them.")
    metadata = {
        "authors": join_names(record.get(columns.authors) or record.get("authors") or record.get("author")),
        "outlet": fold_spaces(record.get(columns.outlet)) or fold_spaces(record.get("publisher")),
        "url": fold_spaces(record.get(columns.url)),
    }
    title = fold_spaces(record.get(columns.title)) or fold_spaces(record.get("title"))
    published_at = _date_text(record.get(columns.published_at)) or _date_text(record.get("publishing_date"))
    parts = list(_body_parts(record["body"])) if isinstance(record.get("body"), dict) else []
    if parts:
        text, blocks = join_blocks([("headline", replace_unencodable(title or "")), *parts])
        return Content(text, blocks, title, published_at, **metadata)
    for field in (columns.text, "plaintext"):
        if isinstance(record.get(field), str):
            return Content(replace_unencodable(record[field]), None, title, published_at, **metadata)
    raise Unreadable(
        f"There is no text in '{columns.text}', 'plaintext' or 'body'; name the field with the text in "
        f"ingest.columns.text (fields here: {_field_names(record)})."
    )


def _date_text(value: object) -> str | None:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else fold_spaces(value)


def _field_names(record: Mapping[str, object]) -> str:
    names = [repr(name[:40]) for name in list(record)[:10]]
    return ", ".join([*names, "…"] if len(record) > len(names) else names) or "none"


def _body_parts(body: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for words in _texts(body.get("summary")):
        yield "lead", words
    sections = body.get("sections")
    for section in sections if isinstance(sections, list) else []:
        if isinstance(section, dict):
            headings = " ".join(_texts(section.get("headline")))
            if headings:
                yield "heading", headings
            yield from (("paragraph", words) for words in _texts(section.get("paragraphs")))


def _texts(value: object) -> Iterator[str]:
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and text.strip():
            yield replace_unencodable(text).strip()


def parse_json(text: str) -> Any:
    """Parse a JSON text.

    Raises:
        Unreadable: It is not valid JSON.
    """
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except RecursionError as error:
        raise Unreadable("The JSON is nested too deeply; give articles as fundus writes them.") from error
    except ValueError as error:
        raise Unreadable(f"It is not valid JSON ({error}); fix it or export it again.") from error


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
            needed = max(2 * len(buffer), _MAX_BUFFER)
            before = len(buffer)
            while len(buffer) < needed and (more := next(stream, "")):
                buffer += more
            if len(buffer) == before:
                raise Unreadable(f"The JSON array is broken ({error}); fix it or export it again.") from error
            continue
        yield value
        buffer, needed, is_first = rest[end:], 1, False
