"""Reads Word documents (DOCX): one article, or a delivery of Nexis with many."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wortlaut.ingest import nexis
from wortlaut.ingest.content import Content, Item, Unreadable, fold_spaces, join_blocks, replace_unencodable
from wortlaut.ingest.sources import read_bytes
from wortlaut.params import IngestParams
from wortlaut.utils.archives import TooLargeError, repacked, unpack

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_MAX_FILE_RATIO = 64
"""Bytes of a document per character of the longest article: it may hold pictures, and hundreds of articles."""
_MAX_EXPANSION = 50
"""A document's parts may be so many times as large as the document; its text is a tenth, its markup a thirtieth."""
_MIN_EXPANDED = 1 << 24
"""Bytes that a small document may have in any case."""
_MAX_TAGS = 1_000_000
"""Tags of all parts together, each of which takes up to a hundred times its size in memory; a book has a tenth."""
_DAMAGED = "The Word document cannot be read ({}); open it in Word and save it again, or save its text as .txt."


def read_items(path: Path, params: IngestParams) -> Iterator[Item]:
    """Yield the article of a document, or the articles of a delivery.

    Raises:
        Unreadable: It is not a Word document, or it is too large.
    """
    content = read_bytes(path, _MAX_FILE_RATIO * params.max_characters)
    paragraphs = _paragraphs(content)
    texts = [words for _, words in paragraphs]
    if nexis.is_delivery(texts):
        yield from nexis.read_paragraphs(texts)
    else:
        yield Item(_article(paragraphs), sha256=hashlib.sha256(content).hexdigest())


def _paragraphs(content: bytes) -> list[tuple[str, str]]:
    """Return kind (as in `Block`) and text of the document's paragraphs, without tables, notes and pictures."""
    # Imported here because it takes a quarter of a second, and few files need it.
    import docx

    try:
        parts = unpack(content, max(_MIN_EXPANDED, _MAX_EXPANSION * len(content)))
        if sum(part.count(b"<") for part in parts.values()) > _MAX_TAGS:
            raise TooLargeError
        document = docx.Document(repacked(parts))
        # By id, because python-docx takes milliseconds to find a paragraph's style.
        styles = {style.style_id: style.name or "" for style in document.styles}
        filled = ((paragraph, text) for paragraph in document.paragraphs if (text := paragraph.text).strip())
        return [
            (_kind(paragraph, styles.get(paragraph._p.style or "", "")), replace_unencodable(text))
            for paragraph, text in filled
        ]
    except TooLargeError as error:
        raise Unreadable(_DAMAGED.format("its parts are too large")) from error
    except Exception as error:  # zipfile and python-docx raise KeyError, zlib.error, XMLSyntaxError, …
        raise Unreadable(_DAMAGED.format(type(error).__name__)) from error


def _kind(paragraph: Paragraph, style: str) -> str:
    if style == "Title":
        return "headline"
    if style == "Subtitle":
        return "lead"
    if style.startswith("Heading"):
        return "heading"
    runs = [run for run in paragraph.runs if run.text.strip()]
    return "strong" if runs and all(run.bold for run in runs) else "paragraph"


def _article(paragraphs: Sequence[tuple[str, str]]) -> Content:
    parts = [(kind, " ".join(line.split())) for kind, words in paragraphs for line in words.split("\n") if line.strip()]
    if not parts:
        raise Unreadable("The Word document contains no text outside tables and text boxes; save its text as .txt.")
    if not any(kind == "headline" for kind, _ in parts) and parts[0][0] in {"heading", "strong"}:
        parts[0] = ("headline", parts[0][1])
    text, blocks = join_blocks(parts)
    return Content(text, blocks, title=next((fold_spaces(words) for kind, words in parts if kind == "headline"), None))
