"""Divide a live ticker into its entries, which begin with a time: `19.22 Uhr:`, `+++ 19.22 Uhr: … +++`, `19:22`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wortlaut.german.news import ENTRY_TIME
from wortlaut.text.article import ASIDE_KINDS
from wortlaut.text.boilerplate import Block

_MIN_ENTRIES = 3
"""Entries. With fewer, a time at the beginning of a paragraph is part of an ordinary report."""
_MAX_HEADLINE = 200
"""Characters of an entry's headline between plus signs."""


class Entries(NamedTuple):
    """The text of an article, divided at the entries of a ticker.

    Attributes:
        blocks: The blocks of text in reading order, the headlines of entries among them as headings.
        times: The time (`HH:MM`) of each entry, by the offset at which its first block begins.
        asides: The asides in reading order, among them the times on a line of their own above an entry's headline.
    """

    blocks: Sequence[Block]
    times: Mapping[int, str]
    asides: Sequence[Block]


def divide_entries(text: str, blocks: Sequence[Block]) -> Entries:
    """Find the entries of a live ticker.

    Args:
        text: The article's text.
        blocks: Its blocks in reading order, asides among them.

    Returns:
        The blocks as they are if fewer than three begin with a time. A line with a date and a time, which else is an
        aside, is an entry after the first one.
    """
    matches = _entries(text, blocks)
    if len(matches) < _MIN_ENTRIES:
        matches = {}
    texts = [block for block in blocks if block.kind not in ASIDE_KINDS or block.start in matches]
    asides = [block for block in blocks if block.kind in ASIDE_KINDS and block.start not in matches]
    if not matches:
        return Entries(texts, {}, asides)
    divided, times = list[Block](), dict[int, str]()
    pending: str | None = None
    for index, block in enumerate(texts):
        match = matches.get(block.start)
        if match is None:
            if pending is not None:
                times[block.start] = pending
            pending = None
            divided.append(block)
            continue
        time, pending = f"{int(match['hour']):02}:{match['minute']}", None
        if match.end() < block.end:
            times[block.start] = time
            divided += _parts(text, block, match)
        elif index + 1 < len(texts) and texts[index + 1].kind == "heading" and texts[index + 1].start not in matches:
            asides.append(block._replace(kind="date"))
            pending = time
        else:
            times[block.start] = time
            divided.append(block._replace(kind="heading"))
    return Entries(divided, times, sorted(asides, key=lambda block: block.start))


def _entries(text: str, blocks: Sequence[Block]) -> dict[int, re.Match[str]]:
    """Return the times at which entries begin, by the offset of their first block."""
    matches: dict[int, re.Match[str]] = {}
    for block in blocks:
        match = (
            _entry(text, block)
            if block.kind in {"heading", "paragraph"} or (block.kind == "date" and matches)
            else None
        )
        if match is not None:
            matches[block.start] = match
    return matches


def _entry(text: str, block: Block) -> re.Match[str] | None:
    """Return the time at the beginning of a block; `19:22` alone must be all of it or be set off."""
    match = ENTRY_TIME.match(text, block.start, block.end)
    if match is None or match["clock"] or match["plus"]:
        return match
    is_set_off = match["mark"] is not None or match.end() == block.end
    return match if match["colon"] and is_set_off else None


def _parts(text: str, block: Block, match: re.Match[str]) -> list[Block]:
    """Return the blocks of an entry: the headline between plus signs, and what follows it."""
    end = text.find("++", match.end(), min(block.end, match.end() + _MAX_HEADLINE)) if match["plus"] else -1
    if end < 0:
        return [block]
    while end < block.end and text[end] == "+":
        end += 1
    rest = text[end : block.end].lstrip()
    headline = Block("heading", block.start, end)
    return [headline, Block("paragraph", block.end - len(rest), block.end)] if rest else [headline]
