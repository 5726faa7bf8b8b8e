"""Divide long texts into pieces, to bound the input of tokenizer and model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LONGEST = 20_000
"""Characters. Longer articles are analysed in pieces of whole paragraphs, which bounds the model's memory."""
_MAX_PARAGRAPH = 2 * LONGEST
"""Characters. A longer paragraph, which no editor would print, is cut between its sentences."""
_MAX_UNBROKEN = 1_000
"""Characters without white space. The tokenizer takes quadratic time on such a string."""
_SENTENCE_END = re.compile(r"[.!?…][“”«»\"‘’)]{0,2}\s{1,9}(?=[„»«\"‚(]?[A-ZÄÖÜ0-9])")
_BLANK = re.compile(r"\s(?=\S)")
_LONG_STRING = re.compile(rf"\S{{{_MAX_UNBROKEN},}}")


def cuts(text: str, paragraphs: Sequence[int]) -> list[int]:
    """Return the offsets at which the pieces of a text begin, and its end.

    Args:
        text: The text.
        paragraphs: The offsets at which its paragraphs begin, in ascending order.
    """
    offsets = [0]
    for start in [*paragraphs, len(text)]:
        offsets += _inner_cuts(text, offsets[-1], start)
        if start - offsets[-1] > LONGEST:
            offsets.append(start)
    strings = (range(match.start(), match.end(), _MAX_UNBROKEN) for match in _LONG_STRING.finditer(text))
    return sorted({*offsets, *(cut for string in strings for cut in string), len(text)})


def _inner_cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield cuts between the sentences, or else the words, of a span that is too long for a piece."""
    while end - start > _MAX_PARAGRAPH:
        target = start + LONGEST
        match = _SENTENCE_END.search(text, target, target + LONGEST) or _BLANK.search(text, target, target + LONGEST)
        start = match.end() if match else target + LONGEST
        yield start
