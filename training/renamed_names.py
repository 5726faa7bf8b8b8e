"""GermEval's sentences with other names in them, for the recogniser that is shipped to learn from."""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

import spacy
from spacy.tokens import Doc

from training import corpora, names
from training.clusters import clustered_words
from training.convert import Variation, documents, write
from training.corpora import read_entity_tags
from training.substitution import names_only, renamed
from training.word_kinds import WordKinds

# How often each sentence with a name is written with other ones.
REPETITIONS = 4


def main() -> None:
    """Put other names into the sentences of GermEval that have some and write them as training documents."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("kinds", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    nlp = spacy.blank("de")
    random = Random(arguments.seed)
    others = names_only(clustered_words(), WordKinds.read(arguments.kinds))
    tagged = read_entity_tags(corpora.GERMEVAL_TRAIN)
    gold = [names.to_sentence(names.to_text(sentence), nlp.make_doc) for sentence in tagged]
    named = [sentence for sentence in gold if any(token.entity not in ("", "O") for token in sentence)]
    docs: list[Doc] = []
    for _ in range(REPETITIONS):
        random.shuffle(named)
        varied = [renamed(sentence, others, random) for sentence in named]
        docs += documents(varied, nlp.vocab, random, Variation())
    write(arguments.output, docs)


if __name__ == "__main__":
    main()
