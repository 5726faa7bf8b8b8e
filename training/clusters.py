"""Loads German words with their Brown clusters and probabilities from spacy-lookups-data."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib import resources
from typing import NamedTuple


class ClusteredWord(NamedTuple):
    """A word of the corpus from which the clusters were computed.

    Attributes:
        text: The word as spelled there.
        cluster: Its cluster; the low bits are the path from the tree's root.
        probability: Natural logarithm of its probability.
    """

    text: str
    cluster: int
    probability: float


@cache
def clustered_words() -> tuple[ClusteredWord, ...]:
    """Return the words with a cluster and a probability, the most probable first, ties in alphabetical order."""
    clusters, probabilities = _table("cluster"), _table("prob")
    words = (
        ClusteredWord(text, int(cluster), probabilities[text])
        for text, cluster in clusters.items()
        if cluster and text in probabilities  # cluster 0 means none
    )
    return tuple(sorted(words, key=lambda word: (-word.probability, word.text)))


def _table(name: str) -> dict[str, float]:
    path = resources.files("spacy_lookups_data") / "data" / f"de_lexeme_{name}.json.gz"
    return dict(json.loads(gzip.decompress(path.read_bytes())))
