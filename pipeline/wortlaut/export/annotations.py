"""Export quotations and mentions as W3C Web Annotations (JSON-LD), for archives and annotation tools."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from wortlaut import __version__
from wortlaut.export.tracking import tracked_rows
from wortlaut.tables import schemas
from wortlaut.tables.columns import Table
from wortlaut.tables.schemas import MentionRow, QuotationRow
from wortlaut.text import spans
from wortlaut.text.article import Article, read_articles
from wortlaut.text.spans import Span
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""JSON-LD context of the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) and of schema.org."""
_CONTEXT_CHARACTERS = 32
"""Characters before and after the exact words, with which tools locate them in another rendering of the text."""
_PROPERTIES = ("medium", "cue_text", "cue_lemma", "cue_spans", "speaker_text", "speaker_spans", "rule")
_ENTITY_TYPES = {"PER": "schema:Person", "ORG": "schema:Organization", "LOC": "schema:Place", "MISC": "schema:Thing"}
_TOOL = {"type": "Software", "name": f"Wortlaut {__version__}"}

Annotation = dict[str, Any]
R = TypeVar("R", QuotationRow, MentionRow)


def write_annotations(processed: Path, articles: Path, path: Path) -> None:
    """Write an AnnotationCollection of one page: the quotations, then the mentions, one annotation per line.

    Args:
        processed: Folder of the tables.
        articles: The articles with their texts, as `wortlaut.text.article` writes them.
        path: The output file, usually with the extension `.jsonld`.

    Raises:
        WortlautError: A table or the articles are missing or from different runs, or the file cannot be written.
    """
    annotations = chain(
        _annotations(schemas.QUOTATIONS, processed, articles, quotation_annotation),
        _annotations(schemas.ENTITIES, processed, articles, mention_annotation),
    )
    head = {"@context": CONTEXT, "type": "AnnotationCollection", "label": "Quotations and mentions", "generator": _TOOL}
    total, digest = 0, sha256()
    with files.writing(path) as handle:
        handle.write(
            _json(head).removesuffix("}") + ', "first": {"type": "AnnotationPage", "startIndex": 0, "items": ['
        )
        for annotation in annotations:
            handle.write((",\n" if total else "\n") + _json(annotation))
            total += 1
            digest.update(annotation["id"].encode("ascii"))
        # Ids and total are known only now; writing them at the end avoids holding the annotations.
        collection = _iri(digest.hexdigest())
        handle.write(f'\n], "id": "{_iri(collection)}"}}, "id": "{collection}", "total": {total}}}\n')


def _annotations(
    schema: Table[R], processed: Path, path: Path, annotation: Callable[[R, Article], Annotation]
) -> Iterator[Annotation]:
    """Yield an annotation for each row of a table, reading the articles in parallel."""
    articles = read_articles(path)
    for article_id, rows in groupby(tracked_rows(schema, processed), attrgetter("article_id")):
        article = next((article for article in articles if article.article_id == article_id), None)
        if article is None:
            raise WortlautError(
                f"{processed / schema.name}.csv: has rows of '{article_id}', which is not (or not in this order) in "
                f"{path}. They are from different runs; run the pipeline again."
            )
        for row in rows:
            yield annotation(row, article)


def quotation_annotation(row: QuotationRow, article: Article) -> Annotation:
    """Return a quotation as an annotation of its words.

    The bodies are the type and the speaker's name, which every tool shows, and a schema.org Quotation with the rest.

    Args:
        row: A row of `quotations.csv`.
        article: Its article.
    """
    quotation: dict[str, Any] = {
        "type": "schema:Quotation",
        "schema:identifier": row.quotation_id,
        "schema:text": row.quote_text,
        "schema:additionalProperty": [
            *(_property(key, cell) for key in _PROPERTIES if (cell := getattr(row, key))),
            _property("confidence", row.confidence),
            *([_property("speaker_confidence", row.speaker_confidence)] if row.speaker_confidence is not None else []),
        ],
    }
    body = [_text_body("classifying", row.type)]
    if row.nested_in:
        quotation["schema:isPartOf"] = row.nested_in
    if name := row.speaker_name or row.speaker_text:
        quotation["schema:spokenByCharacter"] = _speaker(row, name)
        body.append(_text_body("identifying", name))
    return _annotation(row.quotation_id, [*body, quotation], article, spans.from_cell(row.quote_spans))


def mention_annotation(row: MentionRow, article: Article) -> Annotation:
    """Return a mention of an entity as an annotation of its words, with the canonical entity as its body.

    Args:
        row: A row of `entities.csv`.
        article: Its article.
    """
    entity = {"type": _ENTITY_TYPES[row.label], "schema:identifier": row.canonical_id}
    body = [_text_body("classifying", row.label), _text_body("describing", row.kind), entity]
    return _annotation(row.mention_id, body, article, [Span(row.start, row.end)])


def _speaker(row: QuotationRow, name: str) -> dict[str, str]:
    label = (row.speaker_id or "").partition(":")[0]
    return {
        "type": _ENTITY_TYPES.get(label, "schema:Thing"),
        "schema:name": name,
        **({"schema:identifier": row.speaker_id} if row.speaker_id else {}),
        **({"schema:jobTitle": row.speaker_role} if row.speaker_role else {}),
    }


def _property(name: str, value: str | float) -> dict[str, Any]:
    return {"type": "schema:PropertyValue", "schema:name": name, "schema:value": value}


def _text_body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _annotation(row_id: str, body: list[dict[str, Any]], article: Article, places: Iterable[Span]) -> Annotation:
    source = _source(article)
    return {
        "id": _iri(f"{source['id']}#{row_id}"),
        "type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "target": [
            {"type": "SpecificResource", "source": source, "selector": _selectors(article.text, place)}
            for place in places
        ],
    }


def _source(article: Article) -> dict[str, str]:
    """Return the kept text as a web resource, identified by its digest (RFC 6920): the offsets fit no other text."""
    digest = urlsafe_b64encode(sha256(article.text.encode("utf-8")).digest()).decode("ascii").rstrip("=")
    return {
        "id": f"ni:///sha-256;{digest}",
        "type": "Text",
        "format": "text/plain",
        "language": article.language,
        "schema:identifier": article.article_id,
        **({"schema:headline": article.title} if article.title else {}),
        **({"schema:isBasedOn": article.url} if article.url else {}),
        **({"schema:datePublished": article.published_at} if article.published_at else {}),
    }


def _selectors(text: str, place: Span) -> list[dict[str, Any]]:
    start, end = place
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _CONTEXT_CHARACTERS) : start],
            "suffix": text[end : end + _CONTEXT_CHARACTERS],
        },
    ]


def _iri(name: str) -> str:
    """Return the IRI of a name, always the same one."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)
