"""Says where a long text may be cut, so that neither the tokenizer nor the model ever sees too much at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LONGEST = 20_000
"""Characters. Longer articles are analysed in pieces of whole paragraphs, which bounds the memory of the model."""
_LONGEST_PARAGRAPH = 2 * LONGEST
"""Characters. A paragraph that is longer, which no editor would print, is cut between its sentences."""
_UNBROKEN = 1_000
"""Characters without a blank. The tokenizer's work on such a string grows with the square of its length."""
_SENTENCE_END = re.compile(r"[.!?…][“”«»\"‘’)]{0,2}\s{1,9}(?=[„»«\"‚(]?[A-ZÄÖÜ0-9])")
_BLANK = re.compile(r"\s(?=\S)")
_LONG_STRING = re.compile(rf"\S{{{_UNBROKEN},}}")


def cuts(text: str, paragraphs: Sequence[int]) -> list[int]:
    """Return where the pieces of a text begin, and its end.

    Args:
        text: The text.
        paragraphs: Where its paragraphs begin, in ascending order.
    """
    found = [0]
    for start in [*paragraphs, len(text)]:
        found += _inside(text, found[-1], start)
        if start - found[-1] > LONGEST:
            found.append(start)
    strings = (range(match.start(), match.end(), _UNBROKEN) for match in _LONG_STRING.finditer(text))
    return sorted({*found, *(cut for string in strings for cut in string), len(text)})


def _inside(text: str, start: int, end: int) -> Iterator[int]:
    """Yield cuts between the sentences, or else the words, of what is too long for a piece."""
    while end - start > _LONGEST_PARAGRAPH:
        at = start + LONGEST
        place = _SENTENCE_END.search(text, at, at + LONGEST) or _BLANK.search(text, at, at + LONGEST)
        start = place.end() if place else at + LONGEST
        yield start
