"""Split words into the pieces that a language model knows.

The pieces are those of a unigram model (Kudo 2018, "Subword Regularization"): of all ways to split a word, the one is
taken whose pieces are together the most probable.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

BLANK = "▁"
"""What stands for a blank in the pieces (SentencePiece)."""
_MAX_WORD = 100
"""Characters of a word that are looked at; no German word is longer, and the work stays bounded."""
_MAX_PIECES = 12
"""Pieces of a word that are used: half of them from its start, half from its end."""
_UNKNOWN_PENALTY = 10.0
"""How much less probable (log) an unknown character is than the least probable piece (SentencePiece)."""
_CACHE_SIZE = 100_000


class PieceTokenizer:
    """Splits words into pieces.

    Args:
        pieces: The pieces with their log probabilities; a piece's id is its place.
        unknown: The id for characters in no piece.
    """

    def __init__(self, pieces: Iterable[tuple[str, float]], unknown: int) -> None:
        entries = list(pieces)
        # The first ones are marks without a text, such as the start of a text.
        self._ids = {text: (number, score) for number, (text, score) in enumerate(entries) if number > unknown}
        self._longest = max(map(len, self._ids))
        self._unknown = unknown
        self._unknown_score = min(score for _, score in self._ids.values()) - _UNKNOWN_PENALTY
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    def pieces(self, word: str, follows_blank: bool) -> tuple[int, ...]:
        """Return the ids of a word's pieces, at least one.

        Args:
            word: The word.
            follows_blank: Whether it follows white space or is at the start of the text.
        """
        key = word, follows_blank
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _CACHE_SIZE:
                self._known.clear()
            text = unicodedata.normalize("NFKC", word[:_MAX_WORD]).replace(" ", BLANK)[: 2 * _MAX_WORD]
            split = self._split(BLANK * follows_blank + text)
            half = _MAX_PIECES // 2
            found = tuple(split if len(split) <= _MAX_PIECES else split[:half] + split[-half:])
            self._known[key] = found
        return found

    def _split(self, text: str) -> list[int]:
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]  # score, start of the last piece, its id
        for end in range(1, len(text) + 1):
            options = []
            for start in range(max(0, end - self._longest), end):
                entry = self._ids.get(text[start:end])
                if entry:
                    options.append((best[start][0] + entry[1], start, entry[0]))
            if not options or options[-1][1] != end - 1:
                options.append((best[end - 1][0] + self._unknown_score, end - 1, self._unknown))
            best.append(max(options))
        found: list[int] = []
        end = len(text)
        while end:
            _, start, piece = best[end]
            if not (piece == self._unknown and found and found[-1] == piece):  # one for several characters
                found.append(piece)
            end = start
        return found[::-1] or [self._unknown]
