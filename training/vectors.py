"""Static vectors from Brown clusters: one row per cluster, shared by every word of the cluster."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import spacy
from spacy.lookups import load_lookups
from spacy.vectors import Vectors  # type: ignore[import-not-found]

# Brown clustering is a binary tree; a cluster's low bits are its path from the root, so words that share a
# prefix are alike. Each depth contributes a block of dimensions drawn once per prefix.
DEPTHS = (4, 6, 8, 10, 12, 30)
DIMENSIONS_PER_DEPTH = 16


def cluster_rows(clusters: list[int], seed: int) -> np.ndarray:
    """A vector per cluster, in the order given.

    Args:
        clusters: Cluster ids as in spacy-lookups-data.
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


def cluster_vectors(n_words: int, seed: int) -> Vectors:
    """Vectors of the most probable German words; the key of a word is its hash, so no string is stored.

    Args:
        n_words: How many words get a vector.
        seed: Seed of the random numbers.
    """
    lookups = load_lookups("de", ["lexeme_cluster", "lexeme_prob"])
    clusters = lookups.get_table("lexeme_cluster")
    probabilities = lookups.get_table("lexeme_prob")
    # Cluster 0 is no cluster. Equal probabilities are ordered by the word's hash.
    words = [(-probabilities[key], key) for key in clusters if clusters[key] and key in probabilities]
    kept = [key for _, key in sorted(words)[:n_words]]
    used = sorted({clusters[key] for key in kept})
    row = {cluster: number for number, cluster in enumerate(used)}
    vectors = Vectors(data=cluster_rows(used, seed), name="de_brown_clusters")
    for key in kept:
        vectors.add(key, row=row[clusters[key]])
    return vectors


def main() -> None:
    """Write a blank German pipeline that holds the vectors."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--words", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    nlp = spacy.blank("de")
    nlp.vocab.vectors = cluster_vectors(arguments.words, arguments.seed)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(arguments.output)


if __name__ == "__main__":
    main()
