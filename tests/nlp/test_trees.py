from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest

from wortlaut.nlp.trees import best_tags, best_tree

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def is_tree(heads: tuple[int, ...]) -> bool:
    """Return whether there is one root, and every word leads to it."""
    roots = [word for word, head in enumerate(heads) if word == head]
    if len(roots) != 1:
        return False
    for word in range(len(heads)):
        for _ in heads:
            word = heads[word]
        if word != roots[0]:
            return False
    return True


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


@pytest.mark.parametrize("seed", range(60))
def test_the_tree_is_the_best_of_all_with_its_root(seed: int) -> None:
    random = Random(seed)
    n = random.randint(1, 5)
    scores = np.array([[random.gauss(0, 3) for _ in range(n)] for _ in range(n)], dtype=np.float32)
    found = tuple(best_tree(scores).tolist())
    assert is_tree(found)
    root = next(word for word, head in enumerate(found) if word == head)
    trees = [heads for heads in product(range(n), repeat=n) if is_tree(heads) and heads[root] == root]
    assert total(scores, found) == pytest.approx(max(total(scores, heads) for heads in trees))


def test_a_greedy_tree_is_kept() -> None:
    scores = np.array([[0, 5, 0], [0, 5, 0], [0, 5, 0]], dtype=np.float32)
    assert best_tree(scores).tolist() == [1, 1, 1]


def test_a_cycle_is_opened_where_it_costs_least() -> None:
    # 0 and 1 choose each other; 2 is the root, and 1 loses less by it.
    scores = np.array([[0, 9, 1], [9, 0, 7], [0, 0, 9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [1, 2, 2]


def test_of_several_roots_the_best_remains() -> None:
    scores = np.array([[4, 1], [3, 9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [1, 1]


def test_long_sentences_of_cycles_are_solved() -> None:
    n = 200
    scores = np.zeros((n, n), dtype=np.float32)
    for word in range(n):
        scores[word, word ^ 1] = 5
    assert is_tree(tuple(best_tree(scores).tolist()))


@pytest.mark.parametrize(
    ("greedy", "expected"),
    [
        (["O", "B-PER", "I-PER"], ["O", "B-PER", "I-PER"]),
        (["I-PER", "O"], ["B-PER", "O"]),
        (["B-LOC", "I-PER"], ["B-PER", "I-PER"]),
        (["O", "I-LOC", "I-LOC"], ["O", "B-LOC", "I-LOC"]),
    ],
)
def test_names_begin_before_they_continue(greedy: list[str], expected: list[str]) -> None:
    scores = np.full((len(greedy), len(TAGS)), -6, dtype=np.float32)
    for word, (tag, other) in enumerate(zip(greedy, expected, strict=True)):
        scores[word, TAGS.index(other)] = -2
        scores[word, TAGS.index(tag)] = -1
    assert [TAGS[tag] for tag in best_tags(scores, TAGS)] == expected
