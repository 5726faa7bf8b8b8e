"""Convert text with any spans, nested or crossing, into well-formed HTML that preserves every character."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import escape

from wortlaut.text.spans import Span

_HIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, line and paragraph separators, marks of direction (Unicode 16, UAX #9), and halves of surrogate
pairs: what a browser would interpret or drop."""
_IMPOSSIBLE = re.compile("[\0\ud800-\udfff]")
_SPECIAL = re.compile(f"[&<>'\"\r]|{_HIDDEN.pattern}")
"""Characters that HTML has to escape."""


class Piece(NamedTuple):
    """A span of text to be marked.

    Attributes:
        span: Its characters.
        rank: Of two crossing spans, the one with the lower rank stays whole; of equal ranks, the first.
        name: The element, `mark` or `span`. A piece with `href` is an `a` if possible.
        attributes: The element's attributes as HTML, each preceded by a space; repeated if the piece is cut.
        first: Attributes that occur only once, at the start: `id`.
        href: Target of the link. Links do not nest in HTML, so within another link it is dropped.
        tail: HTML inserted at the end of the element.
    """

    span: Span
    rank: int
    name: str
    attributes: str
    first: str = ""
    href: str = ""
    tail: str = ""


def to_html(text: str) -> str:
    """Return text as HTML whose text content is that text, character by character.

    A character that a browser would interpret or drop gets its own element, which shows its code point and confines
    direction marks (`<bdi>`). NUL and halves of surrogate pairs, which no HTML file can contain, become U+FFFD.
    """
    if not _SPECIAL.search(text):
        return text
    # An HTML parser turns a raw carriage return into a line feed.
    escaped = str(escape(text)).replace("\r", "&#13;")
    return _HIDDEN.sub(_show_hidden, escaped)


def _show_hidden(match: re.Match[str]) -> str:
    content = _IMPOSSIBLE.sub("\ufffd", match[0])
    return f'<bdi class="hidden" data-code="U+{ord(match[0]):04X}">{content}</bdi>'


def mark_up(text: str, span: Span, pieces: Sequence[Piece], anchors: Mapping[int, str]) -> str:
    """Return a part of a text as HTML with its pieces marked.

    Args:
        text: The whole text.
        span: The part.
        pieces: The pieces to mark, within the part and not empty; they may nest and cross in any way.
        anchors: HTML without text, inserted at offsets within the part.

    Returns:
        HTML; without its tags it is the part, character by character.
    """
    ranked = sorted(pieces, key=lambda piece: (piece.rank, piece.span.start, -piece.span.end))
    ends = [piece.span.end for piece in ranked]
    starting: dict[int, list[int]] = {}
    for number, piece in enumerate(ranked):
        starting.setdefault(piece.span.start, []).append(number)
    changes = {*starting, *ends}
    bounds = sorted({*span, *anchors, *changes})
    is_plain = not _SPECIAL.search(text, *span)
    parts: list[str] = []
    writer = _Writer(ranked, parts)
    active: list[int] = []
    for start, end in pairwise([*bounds, span.end]):
        if start in changes:
            active = sorted([number for number in active if ends[number] > start] + starting.get(start, []))
            writer.close_to(active, start)
        if start in anchors:
            parts.append(anchors[start])
        if start in changes:
            writer.open(active, start)
        parts.append(text[start:end] if is_plain else to_html(text[start:end]))
    writer.close_to([], span.end)
    return "".join(parts)


class _Writer:
    """Open and close the elements of pieces so that they always nest."""

    def __init__(self, ranked: Sequence[Piece], parts: list[str]) -> None:
        self._ranked = ranked
        self._parts = parts
        self._open: list[tuple[int, str]] = []

    def close_to(self, active: Sequence[int], position: int) -> None:
        """Close open elements from the innermost outwards, until only active pieces are open."""
        if not self._open:
            return
        n_common = 0
        for (number, _), expected in zip(self._open, active, strict=False):
            if number != expected:
                break
            n_common += 1
        while len(self._open) > n_common:
            number, name = self._open.pop()
            piece = self._ranked[number]
            if piece.span.end == position:
                self._parts.append(piece.tail)
            self._parts.append(f"</{name}>")

    def open(self, active: Sequence[int], position: int) -> None:
        """Open the active pieces that are not open, from the outermost inwards."""
        for number in active[len(self._open) :]:
            piece = self._ranked[number]
            is_start = piece.span.start == position
            name, link = piece.name, ""
            if piece.href and is_start and all(name != "a" for _, name in self._open):
                name, link = "a", f' href="{piece.href}"'
            self._parts.append(f"<{name}{link}{piece.first if is_start else ''}{piece.attributes}>")
            self._open.append((number, name))
