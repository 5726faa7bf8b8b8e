"""Substitutes names in GermEval's sentences and labels them with the teacher, to train the shipped recogniser.

Most of the inserted words have no static vector, just like one name in five of a new text: from them the
recogniser learns to rely on context and outline.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

import spacy

from training import corpora, names
from training.clusters import clustered_words
from training.convert import Variation, documents, write
from training.silver_names import labelled
from training.substitution import Substitutes, substituted
from training.teacher import Teacher

# How often each sentence with a name is rewritten with other names.
REPETITIONS = 3


def main() -> None:
    """Substitute the names in GermEval's sentences, and write the results as training documents."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    nlp = spacy.blank("de")
    # A different seed from `silver_names`, which begins with the same sentences.
    random = Random(arguments.seed + 1)
    teacher = Teacher.restored(arguments.teacher)
    substitutes = Substitutes(clustered_words())
    gold = names.read_sentences(corpora.GERMEVAL_TRAIN, nlp.make_doc)
    named = [sentence for sentence in gold if any(token.entity not in ("", "O") for token in sentence)]
    sentences = [substituted(sentence, substitutes, random) for _ in range(REPETITIONS) for sentence in named]
    known = labelled(sentences, teacher)
    random.shuffle(known)
    write(arguments.output, documents(known, nlp.vocab, random, Variation()))


if __name__ == "__main__":
    main()
