"""Finds the most probable sequence of entity tags."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np


def best_path(scores: np.ndarray, tags: Sequence[str]) -> tuple[list[int], float]:
    """Find the most probable sequence of IOB tags in which each I- continues a name (Viterbi 1967).

    Args:
        scores: Log probabilities, shape (words, tags).
        tags: The tags: "O", and "B-" and "I-" before each label.

    Returns:
        Indices of the tags, and the lowest probability of any of them, 1 if there are no words.
    """
    if not len(scores):
        return [], 1.0
    transitions = _transitions(tuple(tags))
    total = scores[0] + transitions[-1]
    origins = []
    for row in scores[1:]:
        ways = total[:, None] + transitions[:-1]
        origins.append(ways.argmax(axis=0))
        total = ways.max(axis=0) + row
    path = [int(total.argmax())]
    for origin in reversed(origins):
        path.append(int(origin[path[-1]]))
    path.reverse()
    return path, float(np.exp(min(scores[word, tag] for word, tag in enumerate(path))))


@cache
def _transitions(tags: tuple[str, ...]) -> np.ndarray:
    """Return 0 if a tag (column) may follow another (row), else minus infinity; the last row is a sentence's start."""
    allowed = np.zeros((len(tags) + 1, len(tags)))
    for column, tag in enumerate(tags):
        if tag.startswith("I-"):
            allowed[:, column] = [0 if before[2:] == tag[2:] else -np.inf for before in (*tags, "O")]
    return allowed
