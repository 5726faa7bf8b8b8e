"""Chooses the pieces of multilingual-e5-small that German texts need, since its 250,002 are for a hundred languages.

Every single character stays, so that no letter becomes unknown.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib import resources

from tokenizers.models import Unigram

from training.packed import PackedModel
from wortlaut.nlp.pieces import BLANK

# Words are counted as at least this probable, the rarest in the list.
_FILE = "de_lexeme_prob.json.gz"


def word_probabilities() -> dict[str, float]:
    """Return the log probabilities of German words that spacy-lookups-data has."""
    path = resources.files("spacy_lookups_data") / "data" / _FILE
    return dict(json.loads(gzip.decompress(path.read_bytes())))


def chosen(packed: PackedModel, texts: Iterable[str], n_pieces: int) -> list[int]:
    """Return the ids of the pieces to keep, in ascending order: marks, single characters, and the most frequent others.

    Args:
        packed: The model with all pieces.
        texts: Words of running German texts.
        n_pieces: How many others.
    """
    model = Unigram(packed.pieces, packed.settings.unknown)
    counts: defaultdict[int, float] = defaultdict(float)
    words = Counter(texts)
    total = sum(words.values())
    weights = {word: number / total for word, number in words.items()}
    for word, score in word_probabilities().items():
        weights[word] = weights.get(word, 0.0) + math.exp(score)
    for word, weight in weights.items():
        for token in model.tokenize(BLANK + word):
            counts[token.id] += weight
    marks = range(packed.settings.unknown + 1)
    single = {number for number, (text, _) in enumerate(packed.pieces) if len(text) == 1}
    kept = set(marks) | single
    frequent = [number for number, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    kept |= set([number for number in frequent if number not in kept][:n_pieces])
    return sorted(kept)
