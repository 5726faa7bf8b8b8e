"""Labels names in sentences with the teacher, as training data of the shipped recogniser."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import spacy
from spacy.tokens import Doc

from training import corpora, names, treebank
from training.clusters import clustered_words
from training.convert import Variation, documents, write
from training.corpora import TaggedSentence, read_target_texts, read_treebank, read_words
from training.sentences import Sentence, Token
from training.substitution import Substitutes, substituted
from training.teacher import Teacher

# A sentence is left out if the teacher is less certain about one of its tokens.
LEAST_CERTAINTY = 0.5
# The snippets are joined sentences with a doubled full stop.
DOUBLED_STOP = re.compile(r"(?<=\w)\.\.(?= |$)")


def unlabelled(make_doc: Callable[[str], Doc]) -> Iterator[Sentence]:
    """Yield sentences of news, debates and treebanks without entity tags."""
    for text in read_target_texts(corpora.GERNTSA_TRAIN):
        yield _tokens(make_doc(DOUBLED_STOP.sub(".", text)))
    for words in read_words(corpora.SPKATT_TRAIN):
        yield _tokens(make_doc(names.to_text(TaggedSentence(words, ("O",) * len(words))).text))
    for name, end in ((corpora.GSD_TEST, None), (corpora.GSD_DEV, None), (corpora.PUD, corpora.PUD_HELD_OUT)):
        for sentence in read_treebank(name)[:end]:
            yield _tokens(make_doc(treebank.surface_text(sentence)))


def _tokens(doc: Doc) -> Sentence:
    return tuple(Token(token.text, bool(token.whitespace_)) for token in doc)


def labelled(sentences: Sequence[Sentence], teacher: Teacher) -> list[Sentence]:
    """Label sentences with the teacher, drop those it is unsure about, and print how many remain."""
    known = [
        tuple(token._replace(entity=tag) for token, tag in zip(sentence, label.tags, strict=True))
        for sentence, label in zip(sentences, teacher.label(sentences), strict=True)
        if label.certainty >= LEAST_CERTAINTY
    ]
    print(f"{len(known)} of {len(sentences)} sentences are labelled with certainty")
    return known


def main() -> None:
    """Label sentences with the teacher and write them as training documents."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    nlp = spacy.blank("de")
    random = Random(arguments.seed)
    teacher = Teacher.restored(arguments.teacher)
    substitutes = Substitutes(clustered_words())
    gold = names.read_sentences(corpora.GERMEVAL_TRAIN, nlp.make_doc)
    sentences = [substituted(sentence, substitutes, random) for sentence in gold]
    sentences += unlabelled(nlp.make_doc)
    known = labelled(sentences, teacher)
    write(arguments.output, documents(known, nlp.vocab, random, Variation()))


if __name__ == "__main__":
    main()
