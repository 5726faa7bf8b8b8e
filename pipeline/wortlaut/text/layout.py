"""Derive an article's structure from its layout: paragraphs, headings, kicker, headline, lead and sections."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from wortlaut.german.interviews import LABELLED
from wortlaut.german.news import ENTRY_TIME, KICKER_WORDS, STAND
from wortlaut.text import boilerplate
from wortlaut.text.article import Aside, Section
from wortlaut.text.boilerplate import Block
from wortlaut.text.spans import Span
from wortlaut.text.tickers import divide_entries

_MAX_HEADING = 100
"""Characters. Headings in news keep to one line; the longest of the seed articles has 53."""
_MAX_HEADLINE = 200
_MAX_KICKER = 50
_MAX_WRAPPED = 120
"""Columns. Longer lines do not come from hard wrapping, so each is a paragraph."""
_MAX_QUESTIONS = 0.25
"""Share of an article's paragraphs. With more lines that end in "?", it is an interview and they are its questions."""
_LINE = re.compile(r"[^\n\r]+")
_FINAL_MARKS = ".!?:;,…"
_SENTENCE_ENDS = ".!?…"
_BOLD_QUESTION = ("?**", "?__")
_CLOSING = "\"'”“«»’‘‹›)]"
_QUOTATION_MARKS = frozenset('"„“”«»‹›‚')
_BULLETS = "-–—•*"


class Layout(NamedTuple):
    """The parts of an article: the analysed sections and the asides."""

    sections: tuple[Section, ...]
    asides: tuple[Aside, ...]


class _Paragraph(NamedTuple):
    span: Span
    single_line: bool
    blank_before: bool
    blank_after: bool


def divide(article_id: str, text: str) -> Layout:
    """Divide a plain text into its parts by its layout and by the conventions of German news pages.

    A headline is a short first paragraph without a full stop, a kicker a line above it that names a topic without a
    verb; the lead is the paragraph after the headline; a heading is a short line without a full stop, between blank
    lines and with text below it. A line break inside a paragraph is a mere wrap if the next line's first word would not
    have fitted; otherwise it ends the paragraph. "Stand: 01.10.2024 11:00 Uhr" ends a paragraph.

    Args:
        article_id: Prefix of the section ids.
        text: The article's text.

    Returns:
        The parts in reading order; sections and asides together hold every character that is not blank.
    """
    dates = [Block("date", *match.span()) for match in STAND.finditer(text)]
    # Line breaks of equal length stand for the dates, so that the offsets stay.
    without_dates = STAND.sub(lambda match: "\n" * len(match[0]), text)
    paragraphs = list(_paragraphs(without_dates))
    paragraph_blocks = boilerplate.separate_asides(text, [paragraph.span for paragraph in paragraphs])
    blocks = _classified(text, paragraphs, paragraph_blocks)
    return compose(article_id, text, sorted([*blocks, *dates], key=lambda block: block.start))


def divide_blocks(article_id: str, text: str, blocks: Sequence[Block]) -> Layout:
    """Divide a text whose format marks its headings and paragraphs: its blocks, in reading order."""
    paragraph_blocks = boilerplate.separate_asides(text, [Span(block.start, block.end) for block in blocks])
    return compose(article_id, text, _with_asides(text, blocks, paragraph_blocks))


def _with_asides(text: str, blocks: Sequence[Block], paragraph_blocks: Sequence[Sequence[Block]]) -> Iterator[Block]:
    for block, parts in zip(blocks, paragraph_blocks, strict=True):
        if block.kind in {"lead", "paragraph", "strong"}:
            kind = _kind_of_strong(text, block) if block.kind == "strong" else block.kind
            yield from (part._replace(kind=kind) if part.kind == "paragraph" else part for part in parts)
        else:
            is_label = block.kind == "heading" and boilerplate.leads_elsewhere(text, block)
            yield block._replace(kind="related") if is_label else block


def _kind_of_strong(text: str, block: Block) -> str:
    """Return the kind of a paragraph in bold type: a heading if it is as short and without a full stop as one."""
    line = text[block.start : block.end]
    bare = line.rstrip(_CLOSING)
    return "heading" if len(line) <= _MAX_HEADING and bare and bare[-1] not in _FINAL_MARKS else "strong"


def compose(article_id: str, text: str, blocks: Iterable[Block]) -> Layout:
    """Assemble an article's parts from its blocks.

    Args:
        article_id: Prefix of the section ids.
        text: The article's text.
        blocks: Its blocks in reading order. The first paragraph before any heading becomes the lead if other blocks
            follow it and none is marked as the lead. The entries of a live ticker are sections.
    """
    entries = divide_entries(text, list(blocks))
    asides = [Aside(*block) for block in entries.asides]
    drafts = list[tuple[str, str | None, list[Block]]]()
    for block in _with_lead(text, entries.blocks, entries.times):
        kind = block.kind if block.kind in {"kicker", "headline", "lead"} else "body"
        if block.kind == "heading":
            drafts.append((kind, text[block.start : block.end], [block]))
        elif drafts and drafts[-1][0] == kind and block.start not in entries.times:
            drafts[-1][2].append(block)
        else:
            drafts.append((kind, None, [block]))
    sections = tuple(
        Section(
            section_id=f"{article_id}#sec{position}",
            kind=kind,
            heading=heading,
            start=members[0].start,
            end=members[-1].end,
            paragraphs=tuple(block.start for block in members),
            strong=tuple(block.start for block in members if block.kind == "strong"),
            time=entries.times.get(members[0].start),
        )
        for position, (kind, heading, members) in enumerate(drafts, start=1)
    )
    return Layout(sections, tuple(asides))


def _with_lead(text: str, blocks: Sequence[Block], entries: Container[int]) -> Iterator[Block]:
    may_lead = all(block.kind != "lead" for block in blocks)
    for index, block in enumerate(blocks):
        is_text = block.kind == "paragraph" or (block.kind == "strong" and text[block.end - 1] != "?")
        if may_lead and is_text and index < len(blocks) - 1 and block.start not in entries:
            yield block._replace(kind="lead")
        else:
            yield block
        may_lead = may_lead and block.kind in {"kicker", "headline"}


def title(text: str, parts: tuple[Section, ...]) -> str | None:
    """Return the headline with its white space collapsed, or None if there is no headline."""
    headline = next((part for part in parts[:2] if part.kind == "headline"), None)
    return " ".join(text[headline.start : headline.end].split()) if headline else None


def _classified(text: str, paragraphs: Sequence[_Paragraph], parts: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """Yield the blocks of each paragraph, its text classified as headline, heading or paragraph by the layout."""
    with_text = [i for i, blocks in enumerate(parts) if any(block.kind == "paragraph" for block in blocks)]
    last = with_text[-1] if with_text else -1
    asks_headings = _asks_headings(text, paragraphs)
    opening = _opening(text, [paragraphs[i] for i in with_text[:3]], asks_headings)
    kinds = dict(zip(with_text, opening, strict=False))
    for index, blocks in enumerate(parts):
        is_whole = len(blocks) == 1
        for block in blocks:
            kind = block.kind
            if kind == "paragraph" and is_whole:
                is_heading = index != last and _is_heading(text, paragraphs[index], _MAX_HEADING, asks_headings)
                kind = kinds.get(index) or ("heading" if is_heading else kind)
            yield Block(kind, block.start, block.end)


def _opening(text: str, first: Sequence[_Paragraph], asks_headings: bool) -> list[str]:
    """Return the kinds of an article's first paragraphs: the headline, and a kicker above it, if any.

    A question below the first line is no headline if those of an interview follow.
    """
    if len(first) < 2 or not _is_heading(text, first[0], _MAX_HEADLINE, asks=True):
        return []
    is_kicked = (
        len(first) > 2 and _is_kicker(text, first[0]) and _is_heading(text, first[1], _MAX_HEADLINE, asks_headings)
    )
    is_kicked = is_kicked and not (_is_kicker(text, first[1]) or _is_entry(text, first[1]) or _is_turn(text, first[1]))
    return ["kicker", "headline"] if is_kicked else ["headline"]


def _is_entry(text: str, paragraph: _Paragraph) -> bool:
    """Return whether a line begins as an entry of a live ticker does."""
    match = ENTRY_TIME.match(text, *paragraph.span)
    return match is not None and (match["clock"] or match["plus"]) is not None


def _is_turn(text: str, paragraph: _Paragraph) -> bool:
    """Return whether a line begins with a label that occurs again, as in an interview."""
    match = LABELLED.match(text, *paragraph.span)
    return match is not None and text.count(f"\n{match[0].rstrip()}", paragraph.span.end) > 0


def _is_kicker(text: str, paragraph: _Paragraph) -> bool:
    """Return whether a line names a topic without a verb: besides nouns it has function words only."""
    words = text[slice(*paragraph.span)].split()
    length = paragraph.span.end - paragraph.span.start
    return length <= _MAX_KICKER and all(word[0].isupper() or word in KICKER_WORDS for word in words)


def _asks_headings(text: str, paragraphs: Sequence[_Paragraph]) -> bool:
    """Return whether lines that end in "?" may be headings; many of them are the questions of an interview."""
    asking = sum(_plain(text, paragraph).endswith("?") for paragraph in paragraphs)
    return asking <= max(1, _MAX_QUESTIONS * len(paragraphs))


def _plain(text: str, paragraph: _Paragraph) -> str:
    """Return a paragraph without asterisks or underscores around it, which mark bold type."""
    line = text[slice(*paragraph.span)]
    is_bold = len(line) > 4 and line[:2] == line[-2:] and line[:2] in {"**", "__"}
    return line[2:-2].strip() if is_bold else line


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    lines = [_trim(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [line for line in lines if line.start < line.end]
    width = max((line.end - line.start for line in lines), default=0)
    first, blank_before = 0, True
    for index, line in enumerate(lines):
        is_last = index == len(lines) - 1
        blank_after = is_last or _is_blank_between(text, line, lines[index + 1])
        if blank_after or not _is_wrapped(text, line, lines[index + 1], width):
            span = Span(lines[first].start, line.end)
            yield _Paragraph(span, first == index, blank_before, blank_after)
            first, blank_before = index + 1, blank_after


def _trim(text: str, start: int, end: int) -> Span:
    stripped = text[start:end].lstrip("\ufeff").strip()  # U+FEFF: the byte order mark at the beginning of a file
    offset = start + text[start:end].find(stripped)
    return Span(offset, offset + len(stripped))


def _is_blank_between(text: str, line: Span, following: Span) -> bool:
    return len(text[line.end : following.start].replace("\r\n", "\n").replace("\r", "\n").split("\n")) > 2


def _is_wrapped(text: str, line: Span, following: Span, width: int) -> bool:
    if text[line.end - 1] in "-\u00ad" and text[line.end - 2 : line.end - 1].isalpha():
        return text[following.start] not in _BULLETS  # a word is hyphenated at the line's end
    if width > _MAX_WRAPPED:
        return False
    if text.endswith(_BOLD_QUESTION, line.start, line.end):
        return False
    if text[line.end - 1] in _SENTENCE_ENDS and LABELLED.match(text, following.start, following.end):
        return False  # the next turn of an interview
    next_word = text[following.start : following.end].split(maxsplit=1)[0]
    return (line.end - line.start) + 1 + len(next_word) > width


def _is_heading(text: str, paragraph: _Paragraph, max_length: int, asks: bool) -> bool:
    """Return whether a paragraph is a heading.

    Args:
        text: The article's text.
        paragraph: One of its paragraphs.
        max_length: Maximum number of characters.
        asks: Whether it may end in a question mark; it must then be a single question without quotation marks.
    """
    if not (paragraph.single_line and paragraph.blank_before and paragraph.blank_after):
        return False
    line = _plain(text, paragraph)
    if not line or len(line) > max_length:
        return False
    if asks and line[-1] == "?" and _QUOTATION_MARKS.isdisjoint(line):
        line = line[:-1].rstrip()
        return bool(line) and not any(mark in line for mark in (". ", "! ", "? ")) and line[-1] not in _FINAL_MARKS
    bare = line.rstrip(_CLOSING)
    return bool(bare) and bare[-1] not in _FINAL_MARKS and line[-1] not in _FINAL_MARKS
