"""What the layout of a plain text shows: paragraphs, headings, headline, lead and sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.articles import Section
from pipeline.german.dates import STAND
from pipeline.spans import Span

_MAX_HEADING = 100
"""Characters. Headings in news keep to one line; the longest of the seed articles has 53."""
_MAX_HEADLINE = 200
_MAX_WRAPPED = 120
"""Columns. Lines longer than that come from no hard wrap, so each of them is a paragraph."""
_LINE = re.compile(r"[^\n\r]+")
_FINAL_MARKS = ".!?:;,…"
_CLOSING = "\"'”“«»’‘‹›)]"


class _Paragraph(NamedTuple):
    span: Span
    single_line: bool
    blank_before: bool
    blank_after: bool


def sections(article_id: str, text: str) -> tuple[Section, ...]:
    """Divide a text into headline, lead and body parts by its layout alone.

    A headline is a short first paragraph without final mark; the lead is the paragraph after it; a heading is a
    short line between blank lines without final mark that has text below it. A line break inside a paragraph is a
    mere wrap where the next line's first word would not have fitted; otherwise it ends the paragraph.
    "Stand: 01.10.2024 11:00 Uhr" belongs to no section and ends a paragraph.

    Args:
        article_id: Prefix of the section ids.
        text: The article's text.

    Returns:
        The sections in reading order; they do not overlap and hold every other character that is not blank.
    """
    paragraphs = list(_paragraphs(_without_stand(text)))
    drafts: list[tuple[str, str | None, list[Span]]] = []
    if len(paragraphs) > 1 and _is_heading(text, paragraphs[0], _MAX_HEADLINE):
        headline = paragraphs.pop(0).span
        drafts.append(("headline", None, [headline]))
    for index, paragraph in enumerate(paragraphs):
        is_last = index == len(paragraphs) - 1
        if not is_last and _is_heading(text, paragraph, _MAX_HEADING):
            drafts.append(("body", text[slice(*paragraph.span)], [paragraph.span]))
        elif index == 0 and not is_last:
            drafts.append(("lead", None, [paragraph.span]))
        elif drafts and drafts[-1][0] == "body":
            drafts[-1][2].append(paragraph.span)
        else:
            drafts.append(("body", None, [paragraph.span]))
    return tuple(
        Section(
            section_id=f"{article_id}#sec{position}",
            kind=kind,
            heading=heading,
            start=spans[0].start,
            end=spans[-1].end,
            paragraphs=tuple(span.start for span in spans),
        )
        for position, (kind, heading, spans) in enumerate(drafts, start=1)
    )


def title(text: str, parts: tuple[Section, ...]) -> str | None:
    """Return the headline's text with its white space folded, or None where there is no headline."""
    if parts and parts[0].kind == "headline":
        return " ".join(text[parts[0].start : parts[0].end].split())
    return None


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
    stripped = text[start:end].lstrip("\ufeff").strip()  # U+FEFF: the byte order mark at the head of a file
    offset = start + text[start:end].find(stripped)
    return Span(offset, offset + len(stripped))


def _is_blank_between(text: str, line: Span, following: Span) -> bool:
    return len(text[line.end : following.start].replace("\r\n", "\n").replace("\r", "\n").split("\n")) > 2


def _is_wrapped(text: str, line: Span, following: Span, width: int) -> bool:
    if width > _MAX_WRAPPED:
        return False
    next_word = text[following.start : following.end].split(maxsplit=1)[0]
    return (line.end - line.start) + 1 + len(next_word) > width


def _without_stand(text: str) -> str:
    """Return the text with blank lines, as long as they were, where it tells its date."""
    return STAND.sub(lambda match: "\n" * len(match[0]), text)


def _is_heading(text: str, paragraph: _Paragraph, max_length: int) -> bool:
    line = text[slice(*paragraph.span)]
    bare = line.rstrip(_CLOSING)
    return (
        paragraph.single_line
        and paragraph.blank_before
        and paragraph.blank_after
        and len(line) <= max_length
        and bool(bare)
        and bare[-1] not in _FINAL_MARKS
        and line[-1] not in _FINAL_MARKS
    )
