"""Reads articles in the JSON of the crawler fundus, and JSON objects with the text in one field.

Fundus (Dallabetta et al. 2024, github.com/flairNLP/fundus), `Article.to_json`: `title`, `authors` (a list),
`publishing_date` (`str(datetime)`), `body`, `plaintext`, and other fields on request; `ArticleBody.serialize`:
`summary` (a list) and `sections`, each with `headline` and `paragraphs` (lists).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from wortlaut.ingest.content import Content, Unreadable, fold_spaces, join_blocks, join_names, replace_unencodable
from wortlaut.params import ColumnParams


def object_content(record: object, columns: ColumnParams) -> Content:
    """Extract the article from a JSON object; `columns` names the fields of one that fundus did not write.

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
