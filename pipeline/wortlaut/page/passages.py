"""Convert an article's text to HTML: sections and paragraphs with quotations, speakers, cues and mentions marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from markupsafe import Markup

from wortlaut.page.markup import Piece, mark_up, to_html
from wortlaut.text.article import Article, Section
from wortlaut.text.spans import Span

_LINE_END = r"(?:\r\n|\r(?!\n)|\n)"
_BLANK_LINE = re.compile(rf"{_LINE_END}[^\S\r\n]*{_LINE_END}")


_start = attrgetter("start")


class Marking(NamedTuple):
    """Spans of the text that form one marking; for the other fields see `wortlaut.page.markup.Piece`."""

    spans: Sequence[Span]
    rank: int
    name: str
    attributes: str
    first: str = ""
    href: str = ""
    tail: str = ""


class Passage(NamedTuple):
    """A section of the text, or the text between two sections.

    Attributes:
        section: The section, or None.
        html: Its paragraphs. Without tags, the passages of an article add up to its text.
    """

    section: Section | None
    html: Markup


class _Block(NamedTuple):
    span: Span
    tag: str
    attributes: str


def passages(article: Article, markings: Sequence[Marking], anchors: Mapping[int, str]) -> Iterator[Passage]:
    """Yield the passages of an article in reading order.

    Args:
        article: The article.
        markings: The markings; spans may nest and cross, also beyond paragraphs and sections.
        anchors: HTML without text, inserted at offsets of the text.
    """
    parts = [*_parts(article)]
    blocks = [block for _, _, inner in parts for block in inner]
    pieces = _pieces(blocks, markings)
    points = _points(blocks, anchors)
    number = 0
    for section, span, inner in parts:
        html, position = [], span.start
        for block in inner:
            html.append(to_html(article.text[position : block.span.start]))
            content = mark_up(article.text, block.span, pieces[number], points[number])
            html.append(f"<{block.tag}{block.attributes}>{content}</{block.tag}>")
            number, position = number + 1, block.span.end
        html.append(to_html(article.text[position : span.end]))
        yield Passage(section, Markup("".join(html)))


def _parts(article: Article) -> Iterator[tuple[Section | None, Span, list[_Block]]]:
    """Yield sections, and the text before, between and after them, with the blocks of each."""
    position = 0
    for section in article.sections:
        yield from _between(article.text, Span(position, section.start))
        yield section, Span(section.start, section.end), [*_blocks(article, section)]
        position = section.end
    yield from _between(article.text, Span(position, len(article.text)))


def _between(text: str, span: Span) -> Iterator[tuple[None, Span, list[_Block]]]:
    if span.start < span.end:
        yield None, span, [_Block(part, "p", ' class="beside"') for part in _paragraphs(text, span)]


def _blocks(article: Article, section: Section) -> Iterator[_Block]:
    """Yield the headings and paragraphs of a section, and the asides within it."""
    first, last = (bisect_left(article.asides, at, key=_start) for at in (section.start, section.end))
    asides = article.asides[first:last]
    beside = {aside.start for aside in asides}
    starts = {section.start, *section.paragraphs, *beside, *(aside.end for aside in asides)}
    heading_end = section.start + len(section.heading or "")
    for start, end in pairwise([*sorted(starts), section.end]):
        for place, span in enumerate(_paragraphs(article.text, Span(start, end))):
            if place or start in beside:
                yield _Block(span, "p", ' class="beside"')
            elif section.kind == "headline":
                yield _Block(span, "h1", "")
            else:
                yield _Block(span, "h2" if span.end <= heading_end else "p", "")


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    """Yield the paragraphs between blank lines, without white space at the ends."""
    position = span.start
    for match in _BLANK_LINE.finditer(text, span.start, span.end):
        yield from _trim(text, Span(position, match.start()))
        position = match.end()
    yield from _trim(text, Span(position, span.end))


def _trim(text: str, span: Span) -> Iterator[Span]:
    content = text[span.start : span.end]
    stripped = content.lstrip("\ufeff").strip()
    if stripped:
        start = span.start + content.index(stripped)
        yield Span(start, start + len(stripped))


def _pieces(blocks: Sequence[_Block], markings: Sequence[Marking]) -> list[list[Piece]]:
    """Cut the spans of all markings at the ends of blocks; return the pieces of each block."""
    ends = [block.span.end for block in blocks]
    pieces: list[list[Piece]] = [[] for _ in blocks]
    for marking in markings:
        cuts = [cut for span in marking.spans for cut in _cuts(span, blocks, ends)]
        for place, (number, span) in enumerate(cuts):
            first, href = (marking.first, marking.href) if place == 0 else ("", "")
            tail = marking.tail if place == len(cuts) - 1 else ""
            pieces[number].append(Piece(span, marking.rank, marking.name, marking.attributes, first, href, tail))
    return pieces


def _cuts(span: Span, blocks: Sequence[_Block], ends: Sequence[int]) -> Iterator[tuple[int, Span]]:
    """Yield the number of each block that a span overlaps, and the part of the span in it."""
    for number in range(bisect_right(ends, span.start), len(blocks)):
        block = blocks[number].span
        if block.start >= span.end:
            return
        yield number, Span(max(span.start, block.start), min(span.end, block.end))


def _points(blocks: Sequence[_Block], anchors: Mapping[int, str]) -> list[dict[int, str]]:
    """Return the anchors of each block; an anchor between blocks moves to the start of the next."""
    points: list[dict[int, str]] = [{} for _ in blocks]
    number = 0
    for position in sorted(anchors):
        while number < len(blocks) and blocks[number].span.end <= position:
            number += 1
        if number < len(blocks):
            place = max(position, blocks[number].span.start)
            points[number][place] = points[number].get(place, "") + anchors[position]
    return points
