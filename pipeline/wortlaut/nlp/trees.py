"""Find the best tree, and the best sequence of names, among all that a network has scored."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER = np.float32(-1e9)


def best_tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the head of each word of a sentence in the best tree with one root.

    Args:
        scores: By word and possible head; that of a word as its own head is its score as root.

    Returns:
        Indices of the heads; the root is its own head.
    """
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    words = np.arange(len(scores))
    roots = np.flatnonzero(heads == words)
    if len(roots) == 1 and _cycle(heads, roots[0]) is None:
        return heads
    own = scores.diagonal()
    candidates = roots if len(roots) else words
    root = int(candidates[own[candidates].argmax()])
    arcs = scores.astype(np.float64)
    arcs[words, words] = _NEVER
    return _arborescence(arcs, root)


def _arborescence(arcs: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    """Return the heads of the best tree with a given root (Chu and Liu 1965, Edmonds 1967)."""
    arcs = arcs.copy()
    arcs[root] = _NEVER
    heads: NDArray[np.int64] = arcs.argmax(axis=1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(len(arcs), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    # The cycle becomes one word, the last: what enters it replaces an arc of the cycle, what leaves it is the best.
    kept = arcs[cycle, heads[cycle]]
    into = arcs[np.ix_(cycle, outside)] - kept[:, None]
    away = arcs[np.ix_(outside, cycle)]
    n = len(outside)
    smaller = np.full((n + 1, n + 1), float(_NEVER))
    smaller[:n, :n] = arcs[np.ix_(outside, outside)]
    smaller[n, :n] = into.max(axis=0)
    smaller[:n, n] = away.max(axis=1)
    inner = _arborescence(smaller, int(np.flatnonzero(outside == root)[0]))
    for place, word in enumerate(outside):
        if word != root:
            heads[word] = cycle[away[place].argmax()] if inner[place] == n else outside[inner[place]]
    entered = into[:, inner[n]].argmax()
    heads[cycle[entered]] = outside[inner[n]]
    return heads


def _cycle(heads: NDArray[np.int64], root: int) -> NDArray[np.int64] | None:
    """Return the words of a cycle, or None if there is none."""
    seen = [0] * len(heads)
    seen[root] = -1
    targets = heads.tolist()
    for start in range(len(targets)):
        word = start
        while not seen[word]:
            seen[word] = start + 1
            word = targets[word]
        if seen[word] == start + 1:
            cycle = [word]
            while targets[cycle[-1]] != word:
                cycle.append(targets[cycle[-1]])
            return np.array(cycle)
        word = start
        while seen[word] == start + 1:
            seen[word] = -1
            word = targets[word]
    return None


def best_tags(scores: NDArray[np.float32], tags: Sequence[str]) -> list[int]:
    """Find the most probable sequence of IOB tags in which each I- continues a name (Viterbi 1967).

    Args:
        scores: Log probabilities, by word and tag.
        tags: The tags: `O`, and `B-` and `I-` before each label.

    Returns:
        Indices of the tags.
    """
    greedy: list[int] = scores.argmax(axis=1).tolist()
    allowed = _allowed(tuple(tags))
    if all(allowed[before, tag] for before, tag in zip([-1, *greedy[:-1]], greedy, strict=True)):
        return greedy
    transitions = np.where(allowed, np.float32(0), _NEVER)
    total = scores[0] + transitions[-1]
    origins = []
    for row in scores[1:]:
        ways = total[:, None] + transitions[:-1]
        origins.append(ways.argmax(axis=0))
        total = ways.max(axis=0) + row
    path = [int(total.argmax())]
    for origin in reversed(origins):
        path.append(int(origin[path[-1]]))
    return path[::-1]


@cache
def _allowed(tags: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return whether a tag (column) may follow another (row); the last row is a sentence's start."""
    rows = [*tags, "O"]
    return np.array([[not tag.startswith("I-") or before[2:] == tag[2:] for tag in tags] for before in rows])
