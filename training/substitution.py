"""Replaces names and nouns in sentences by other words of the same Brown cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random

from training.clusters import ClusteredWord
from training.sentences import Sentence, Token

# Shares of the words in names, and of other capitalised words, that are replaced.
NAMES, OTHERS = 0.6, 0.12
# A group of words of one cluster and outline is not used if it has fewer words than this.
FEWEST = 5


def outline(word: str) -> str:
    """Classify a word's spelling: "Aa" capitalised, "A" in capitals, "a" small, "" anything else ("iPhone", "12.")."""
    if not word.replace("-", "").isalpha():
        return ""
    return "A" if word.isupper() else "a" if word.islower() else "Aa" if word.istitle() else ""


class Substitutes:
    """Finds words to substitute for others.

    Args:
        words: Words with clusters.
    """

    def __init__(self, words: Iterable[ClusteredWord]) -> None:
        self._kind: dict[str, tuple[int, str]] = {}
        self._words: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word in words:
            kind = word.cluster, outline(word.text)
            if kind[1]:
                self._kind[word.text] = kind
                self._words[kind].append(word.text)

    def of(self, word: str, random: Random) -> str:
        """Pick a word of the same cluster and outline, all equally probable; the word itself if there is none."""
        words = self._words.get(self._kind.get(word, (0, "")), [])
        return random.choice(words) if len(words) >= FEWEST else word


def substituted(sentence: Sentence, substitutes: Substitutes, random: Random) -> Sentence:
    """Replace some words of a sentence, and drop the labels of its words.

    Args:
        sentence: The sentence with entity tags.
        substitutes: The source of replacements.
        random: Source of chance.
    """
    replaced = []
    for place, token in enumerate(sentence):
        share = NAMES if token.entity not in ("", "O") else OTHERS if place and token.text[:1].isupper() else 0.0
        text = substitutes.of(token.text, random) if random.random() < share else token.text
        replaced.append(Token(text, token.space))
    return tuple(replaced)
