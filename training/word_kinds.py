"""Stores the kinds of names of words as a table on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

KINDS = ("PER", "ORG", "LOC", "MISC", "derived", "none")


class WordKinds(NamedTuple):
    """The probability of each kind of name for isolated words.

    Attributes:
        words: The words.
        kinds: Shape (words, kinds), bytes; 255 means certain.
    """

    words: Sequence[str]
    kinds: np.ndarray

    def write(self, path: Path) -> None:
        """Write the table as plain arrays."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(path, words=np.frombuffer("\n".join(self.words).encode(), "uint8"), kinds=self.kinds)

    @classmethod
    def read(cls, path: Path) -> WordKinds:
        """Read the table that `write` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(arrays["words"].tobytes().decode().split("\n"), arrays["kinds"])
