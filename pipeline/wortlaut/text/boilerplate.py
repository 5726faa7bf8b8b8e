"""Separate a text from what German news pages put around it: bylines, datelines, credits, captions, links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wortlaut.german.furniture import (
    CONDUCTED,
    CONTACT,
    CONTACT_LINE,
    CREDIT,
    DATE_LINE,
    HAS_TIME,
    LINK,
    NOTICE,
    ORIGIN,
    PICTURE_LINE,
    STAFF_LINE,
    TIMESTAMP,
    UNNAMED,
)
from wortlaut.german.news import (
    AGENCY,
    BETWEEN_NAMES,
    BYLINE,
    CAPTION,
    CAPTION_AT_END,
    CREDIT_AT_END,
    CREDIT_LINE,
    DATELINE,
    RELATED,
    RELATED_LABEL,
    STAND,
)
from wortlaut.text.article import Aside
from wortlaut.text.spans import Span

_MAX_LINE = 300
"""Characters. Credits, captions and links are not longer; a longer line is text, whatever it begins with."""
_MAX_NOTICE = 800
"""Characters. Notices on consent and privacy are long; each begins with words that are in no article."""
_MAX_END = 150
"""Characters at a paragraph's end that are searched for a credit or a photographer."""
_OPENING_PARAGRAPHS = 5
"""Paragraphs. Byline and dateline are at the top of an article, below kicker, headline and lead."""
_FINAL_MARKS = ".!?…:;"
_MAX_ADDRESS = 100
"""Characters of a line in the block with a press office's contact."""


class Block(NamedTuple):
    """A contiguous span of an article with one function.

    Attributes:
        kind: `kicker`, `headline`, `lead`, `heading`, `paragraph`, `strong` (a paragraph in bold type), or one of
            `article.ASIDE_KINDS`.
        start: First character.
        end: Character after the last one.
    """

    kind: str
    start: int
    end: int


def separate_asides(text: str, paragraphs: Sequence[Span]) -> list[list[Block]]:
    """Divide each paragraph into its text and its asides.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs, trimmed.

    Returns:
        The blocks of each paragraph, of kind `paragraph` or one of `article.ASIDE_KINDS`. If no text would remain,
        everything counts as text.
    """
    paragraph_blocks: list[list[Block]] = []
    dated = linked = addressed = False
    for index, span in enumerate(paragraphs):
        line = text[slice(*span)]
        kind = _kind_of_line(line, index, index == len(paragraphs) - 1) if len(line) <= _MAX_LINE else None
        if kind is None and len(line) <= _MAX_NOTICE and NOTICE.match(line):
            kind = "related"
        if kind is None and linked and _is_link(text, paragraphs, index):
            kind = "related"
        if kind in {None, "credit", "byline"} and addressed and _is_address(line):
            kind = "contact"
        addressed = kind == "contact"
        linked = kind == "related" and (linked or RELATED_LABEL.match(line) is not None)
        if kind is not None:
            paragraph_blocks.append([Block(kind, *span)])
            continue
        blocks = _split_ends(text, span, may_be_dated=not dated and index < _OPENING_PARAGRAPHS)
        dated = dated or blocks[0].kind == "dateline"
        paragraph_blocks.append(blocks)
    if not any(block.kind == "paragraph" for blocks in paragraph_blocks for block in blocks):
        return [[Block("paragraph", *span)] for span in paragraphs]
    return paragraph_blocks


def leads_elsewhere(text: str, block: Block) -> bool:
    """Return whether a block consists of links to other articles, or introduces them, or the paper's notices."""
    line = text[block.start : block.end]
    return bool(RELATED.match(line) or NOTICE.match(line) or LINK.fullmatch(line) or CONTACT_LINE.fullmatch(line))


def agencies(text: str, asides: Sequence[Aside]) -> str | None:
    """Return the agencies that datelines and credits name, sorted and joined by `|`, or None."""
    texts = [text[aside.start : aside.end] for aside in asides if aside.kind in {"dateline", "credit"}]
    names = {match[0] for words in texts for match in AGENCY.finditer(words)}
    return "|".join(sorted(name if name == "taz" or name.startswith("dpa") else name.upper() for name in names)) or None


def authors(text: str, asides: Sequence[Aside]) -> str | None:
    """Return the names in bylines, joined by `|`, or None."""
    lines = (BYLINE.fullmatch(text, aside.start, aside.end) for aside in asides if aside.kind == "byline")
    names = [name for line in lines if line for name in BETWEEN_NAMES.split(line["names"])]
    return "|".join(dict.fromkeys(names)) or None


def _kind_of_line(line: str, index: int, is_last: bool) -> str | None:
    is_opening = index < _OPENING_PARAGRAPHS
    if RELATED.match(line) or LINK.fullmatch(line):
        return "related"
    if STAND.fullmatch(line) or DATE_LINE.fullmatch(line):
        return "date"
    if TIMESTAMP.fullmatch(line) and (is_opening or is_last or HAS_TIME.search(line)):
        return "date"
    if CREDIT_LINE.fullmatch(line) or CREDIT.fullmatch(line) or ORIGIN.match(line):
        return "credit"
    if is_opening and ". (" not in line and DATELINE.fullmatch(f"{line}\n"):
        return "dateline"
    if (is_opening or is_last) and BYLINE.fullmatch(line):
        return "byline"
    if STAFF_LINE.fullmatch(line) or CONDUCTED.fullmatch(line) or UNNAMED.fullmatch(line):
        return "byline"
    if CONTACT.match(line) or CONTACT_LINE.fullmatch(line):
        return "contact"
    if CAPTION.match(line) or CAPTION_AT_END.search(line, max(0, len(line) - _MAX_END)):
        return "caption"
    return "caption" if PICTURE_LINE.fullmatch(line) else None


def _is_address(line: str) -> bool:
    """Return whether a line below a press office's contact belongs to it: it is short and no sentence."""
    return len(line) <= _MAX_ADDRESS and line[-1] not in ".!?…"


def _is_link(text: str, paragraphs: Sequence[Span], index: int) -> bool:
    """Return whether a line below a label ("Mehr zum Thema") is one of its links.

    The last of several lines without a full stop may be the heading of the text that follows.
    """

    def is_line(number: int) -> bool:
        start, end = paragraphs[number]
        return end - start <= _MAX_LINE and "\n" not in text[start:end] and text[end - 1] not in _FINAL_MARKS

    if not is_line(index):
        return False
    comes_first = RELATED.match(text, paragraphs[index - 1].start) is not None
    return comes_first or index + 1 == len(paragraphs) or is_line(index + 1)


def _split_ends(text: str, span: Span, may_be_dated: bool) -> list[Block]:
    """Return the dateline before a paragraph's text, the text, and the credit after it."""
    start, end = span
    before, after = list[Block](), list[Block]()
    dateline = DATELINE.match(text, start, min(end, start + _MAX_END)) if may_be_dated else None
    if dateline and dateline.end() < end:
        before = [Block("dateline", start, start + len(dateline[0].rstrip()))]
        start = dateline.end()
    credit = CREDIT_AT_END.search(text, max(start, end - _MAX_END), end)
    if credit and text[start : credit.start()].strip():
        after = [Block("credit", *credit.span())]
        end = start + len(text[start : credit.start()].rstrip())
    return [*before, Block("paragraph", start, end), *after]
