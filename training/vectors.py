"""Builds static vectors, with one row for all words of a Brown cluster that the teacher takes for one kind of name."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import spacy
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from training.clusters import ClusteredWord, clustered_words
from training.word_kinds import KINDS, WordKinds

# Brown clustering is a binary tree; a cluster's low bits are its path from the root, so words that share a
# prefix are similar. Each depth contributes a block of dimensions drawn once per prefix.
DEPTHS = (4, 6, 8, 10, 12, 30)
DIMENSIONS_PER_DEPTH = 16
# Factor of the probabilities of the kinds of names, so that they have the weight of a block.
KIND_WEIGHT = 4.0
STEPS = 3
# Fewer words than this do not get a row; they share that of their cluster's other words.
FEWEST = 12
# Words are selected by their probability, times their probability of being a name plus this weight.
OTHERS_WEIGHT = 0.1


class Row(NamedTuple):
    """The properties that the words of a row share.

    Attributes:
        cluster: Their Brown cluster.
        kinds: The probabilities of the kinds of names in steps; empty if unknown.
    """

    cluster: int
    kinds: tuple[int, ...] = ()


def cluster_rows(clusters: Sequence[int], seed: int) -> np.ndarray:
    """Compute the dimensions that encode the cluster.

    Args:
        clusters: Cluster ids as in spacy-lookups-data, one for each row.
        seed: Seed of the random numbers.

    Returns:
        Array of shape (clusters, depths * dimensions per depth), float32.
    """
    random = np.random.default_rng(seed)
    blocks = []
    for depth in DEPTHS:
        prefixes = [cluster & (2**depth - 1) for cluster in clusters]
        draws = {prefix: random.standard_normal(DIMENSIONS_PER_DEPTH) for prefix in sorted(set(prefixes))}
        blocks.append([draws[prefix] for prefix in prefixes])
    return np.concatenate(blocks, axis=1).astype("float32")


def kind_rows(rows: Sequence[Row]) -> np.ndarray:
    """Compute the dimensions that encode the kind of name, shape (rows, kinds), float32; zeros if unknown."""
    numbers = [[step / STEPS for step in row.kinds] or [0.0] * len(KINDS) for row in rows]
    return KIND_WEIGHT * np.array(numbers, dtype="float32")


def stepped(kinds: np.ndarray) -> list[tuple[int, ...]]:
    """Convert probabilities of kinds, in bytes, to numbers from 0 to `STEPS`."""
    return [tuple(row) for row in np.rint(kinds / 255 * STEPS).astype(int).tolist()]


def name_shares(words: Iterable[ClusteredWord], known: WordKinds) -> dict[str, float]:
    """Return the probability that each word is a name; for words unknown to the teacher, their cluster's mean."""
    asked = dict(zip(known.words, 1 - known.kinds[:, KINDS.index("none")] / 255, strict=True))
    of_cluster: dict[int, list[float]] = defaultdict(list)
    for word in words:
        if word.text in asked:
            of_cluster[word.cluster].append(asked[word.text])
    means = {cluster: float(np.mean(shares)) for cluster, shares in of_cluster.items()}
    return {
        word.text: float(asked.get(word.text, means.get(word.cluster, 0.0) if word.text[:1].isupper() else 0.0))
        for word in words
    }


def chosen(words: Iterable[ClusteredWord], name_share: Mapping[str, float], n_words: int) -> list[ClusteredWord]:
    """Select the words that get a vector: the most probable ones, with a preference for names.

    Args:
        words: The words, the most probable first.
        name_share: The probability that each of them is a name, from 0 to 1.
        n_words: How many.
    """

    def weight(word: ClusteredWord) -> float:
        return word.probability + float(np.log(OTHERS_WEIGHT + name_share[word.text]))

    return sorted(words, key=weight, reverse=True)[:n_words]


def shared_rows(words: Sequence[ClusteredWord], steps: Mapping[str, tuple[int, ...]]) -> dict[str, Row]:
    """Map each word to its row: its cluster with its kind, or the cluster alone if few words share both."""
    full = {word.text: Row(word.cluster, steps.get(word.text, ())) for word in words}
    sizes = Counter(full.values())
    return {text: row if sizes[row] >= FEWEST else Row(row.cluster) for text, row in full.items()}


def cluster_vectors(words: Sequence[ClusteredWord], known: WordKinds, n_words: int, seed: int) -> Vectors:
    """Build the vectors of German words; the key of a word is its hash, so no strings are stored.

    Args:
        words: Words with clusters, the most probable first.
        known: The kinds of names of some of them.
        n_words: How many words get a vector.
        seed: Seed of the random numbers.
    """
    kept = chosen(words, name_shares(words, known), n_words)
    row_of = shared_rows(kept, dict(zip(known.words, stepped(known.kinds), strict=True)))
    sizes = Counter(row_of.values())
    # Rows with many words have low numbers, which take less space in each word's key.
    rows = sorted(sizes, key=lambda row: (-sizes[row], row))
    number = {row: place for place, row in enumerate(rows)}
    data = np.concatenate([cluster_rows([row.cluster for row in rows], seed), kind_rows(rows)], axis=1)
    vectors = Vectors(data=data, name="de_brown_clusters")
    for text, row in row_of.items():
        vectors.add(text, row=number[row])
    return vectors


def main() -> None:
    """Write a blank German pipeline that contains the vectors."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("kinds", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--words", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    nlp = spacy.blank("de")
    known = WordKinds.read(arguments.kinds)
    nlp.vocab.vectors = cluster_vectors(clustered_words(), known, arguments.words, arguments.seed)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(arguments.output)


if __name__ == "__main__":
    main()
