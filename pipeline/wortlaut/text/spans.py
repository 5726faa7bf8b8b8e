"""Represent character spans, and convert them to table cells (`start:end` pairs joined by `;`) and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A span of an article's text, in characters; `end` is exclusive."""

    start: int
    end: int


def to_cell(spans: Iterable[Span]) -> str:
    """Return the spans as a table cell, e.g. `12:40;58:99`; no spans give an empty string."""
    return ";".join(f"{start}:{end}" for start, end in spans)


def from_cell(cell: str | None) -> tuple[Span, ...]:
    """Return the spans in a table cell written by `to_cell`; an empty cell has none."""
    pairs = (pair.split(":") for pair in (cell or "").split(";") if pair)
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def covered_text(text: str, spans: Iterable[Span]) -> str:
    """Return the parts of `text` that the spans cover, joined by ` … ` where the quotation is interrupted."""
    return " … ".join(text[start:end] for start, end in spans)
