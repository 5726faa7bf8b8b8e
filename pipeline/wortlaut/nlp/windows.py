"""Cut a text into the windows that the network sees at once.

Where they are cut depends on the text alone, so that a text's analysis does not depend on other texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wortlaut.german.marks import FINAL_MARKS

WINDOW = 160
"""Pieces of a usual window."""
LONGEST = 384
"""Pieces of the longest window: that of a sentence or list without an end."""


def windows(sizes: Sequence[int], starts: Sequence[int], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first token of each window and the one after its last.

    A window ends before the last certain sentence start within `WINDOW` pieces, else before the first one after, or the
    last token after a final mark, within `LONGEST` pieces, and else anywhere.

    Args:
        sizes: Number of pieces of each token.
        starts: 1 for tokens that certainly begin a sentence, -1 for those that do not, 0 for others.
        texts: The tokens.
    """
    first = 0
    while first < len(sizes):
        end = _end(first, sizes, starts, texts)
        yield first, end
        first = end


def _end(first: int, sizes: Sequence[int], starts: Sequence[int], texts: Sequence[str]) -> int:
    n_pieces = sizes[first]
    certain = possible = 0
    for token in range(first + 1, len(sizes)):
        if starts[token] == 1:
            if n_pieces > WINDOW and certain:
                return certain
            certain = token
        elif starts[token] == 0 and texts[token - 1][-1] in FINAL_MARKS:
            possible = token
        n_pieces += sizes[token]
        if n_pieces > WINDOW and certain:
            return certain
        if n_pieces > LONGEST:
            return certain or possible or token
    return len(sizes)
