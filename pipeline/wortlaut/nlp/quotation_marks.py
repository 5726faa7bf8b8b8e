"""Find the spans in quotation marks, paired within their paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wortlaut.german.marks import ALWAYS_OPENING, BY_CONTEXT, MARKS
from wortlaut.text.article import Article
from wortlaut.text.spans import Span

_BEFORE_OPENING = frozenset("([{-–—/…:") | MARKS
_MARK = re.compile(f"[{re.escape(''.join(sorted(MARKS)))}]")


class Marked(NamedTuple):
    """A span in quotation marks.

    Attributes:
        span: The span in characters, including the marks.
        depth: 0 for the outermost marks, 1 for marks inside them, and so on.
        closed: False if the closing mark is missing; the span then ends with its paragraph.
    """

    span: Span
    depth: int
    closed: bool


def find_marked(article: Article) -> tuple[Marked, ...]:
    """Find all spans in quotation marks of an article, in reading order, outer before inner.

    Every paragraph is read separately: an unclosed mark ends with its paragraph, so it cannot swallow the rest of the
    text. Apostrophes and inch signs do not count, since they open and close nothing.
    """
    marked_spans = [marked for span in _paragraphs(article) for marked in _pairs(article.text, span)]
    return tuple(sorted(marked_spans, key=lambda marked: (marked.span.start, -marked.span.end)))


def _paragraphs(article: Article) -> Iterator[Span]:
    """Yield the paragraphs that contain quotation marks."""
    for section in article.sections:
        ends = (*section.paragraphs[1:], section.end)
        for start, end in zip(section.paragraphs, ends, strict=True):
            paragraph = article.text[start:end]
            if any([mark in paragraph for mark in MARKS]):
                yield Span(start, start + len(paragraph.rstrip()))


def _pairs(text: str, paragraph: Span) -> Iterator[Marked]:
    open_marks: list[tuple[int, str]] = []
    for match in _MARK.finditer(text, *paragraph):
        position, char = match.start(), match[0]
        family = ALWAYS_OPENING.get(char) or BY_CONTEXT[char]
        opening = _last_of(family, open_marks)
        can_open = _can_open(text, position, paragraph)
        blank_before = position == paragraph.start or text[position - 1].isspace()
        if opening is not None and char not in ALWAYS_OPENING and not (can_open and blank_before):
            yield Marked(Span(open_marks[opening][0], position + 1), opening, closed=True)
            del open_marks[opening:]
        elif can_open and char != "’":
            open_marks.append((position, family))
    if open_marks:
        start, _ = open_marks[0]
        yield Marked(Span(start, paragraph.end), 0, closed=False)


def _last_of(family: str, open_marks: list[tuple[int, str]]) -> int | None:
    return next((i for i in range(len(open_marks) - 1, -1, -1) if open_marks[i][1] == family), None)


def _can_open(text: str, position: int, paragraph: Span) -> bool:
    before = text[position - 1] if position > paragraph.start else " "
    after = text[position + 1] if position + 1 < paragraph.end else " "
    return (before.isspace() or before in _BEFORE_OPENING) and not after.isspace() and after not in ".,;:!?)"
