"""Lets the teacher classify single words as kinds of names, for the static vectors."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from training.clusters import clustered_words
from training.sentences import Token
from training.teacher import TAGS, Teacher
from training.word_kinds import KINDS, WordKinds


@torch.inference_mode()
def kinds(teacher: Teacher, words: Sequence[str]) -> np.ndarray:
    """Compute the probabilities of the kinds of names for isolated words.

    Args:
        teacher: The teacher.
        words: The words.

    Returns:
        Shape (words, kinds), each row adding up to 1, in steps of 1/255 as bytes.
    """
    column = [KINDS.index(tag[2:] if tag[2:] in KINDS else "derived" if tag != "O" else "none") for tag in TAGS]
    gather = torch.zeros(len(TAGS), len(KINDS))
    gather[range(len(TAGS)), column] = 1.0
    result = np.zeros((len(words), len(KINDS)), dtype="uint8")
    for batch in teacher.batches([(Token(word, False),) for word in words]):
        found = functional.softmax(teacher(batch)[:, 0], dim=-1) @ gather
        result[batch.sentences] = (255 * found).round().numpy().astype("uint8")
    return result


def main() -> None:
    """Let the teacher classify the most probable capitalised words, and write the result."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--words", type=int, required=True)
    arguments = parser.parse_args()
    teacher = Teacher.restored(arguments.teacher)
    words = [word.text for word in clustered_words()[: arguments.words] if word.text[:1].isupper()]
    WordKinds(words, kinds(teacher, words)).write(arguments.output)


if __name__ == "__main__":
    main()
