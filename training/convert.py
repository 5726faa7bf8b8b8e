"""Converts the corpora to training and test documents for spaCy."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import spacy
from HanTa.HanoverTagger import HanoverTagger
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training import augment, corpora, names, treebank
from training.corpora import read_entity_tags, read_treebank
from training.sentences import Sentence, join
from training.silver import SilverTagger, stts

# Number of sentences at the end of GSD's development part that are held out to measure gold STTS tags.
GSD_HELD_OUT = 100
# Most sentences continue on the same line; the pipeline's articles have paragraphs and headings.
SEPARATORS = (" ",) * 6 + ("\n\n", "\n\n", "\n")
MAX_SENTENCES = 3
# How often the treebank sentences are repeated, each time joined and varied differently.
GOLD_REPETITIONS = 6
# The same for the sentences of GermEval.
NAME_REPETITIONS = 2


@dataclass(frozen=True)
class Variation:
    """How often sentences are varied: shares between 0 and 1."""

    restyled: float = 0.5
    quoted: float = 0.06
    heading: float = 0.3


def varied(sentence: Sentence, variation: Variation, random: Random) -> Sentence:
    """Randomly replace a sentence's quotation marks, or put it in quotation marks."""
    marks = random.choice(augment.MARKS)
    if random.random() < variation.restyled:
        sentence = augment.restyled(sentence, marks)
    if random.random() < variation.quoted:
        sentence = augment.quoted(sentence, marks)
    return sentence


def documents(
    sentences: Sequence[Sentence], vocab: Vocab, random: Random, variation: Variation | None = None
) -> list[Doc]:
    """Join one to three consecutive sentences per document, some of them on separate lines.

    Args:
        sentences: The sentences, in order.
        vocab: The vocabulary of the documents.
        random: Source of chance.
        variation: How to vary the sentences; None leaves them as they are, on one line.
    """
    docs = []
    rest = list(sentences)
    while rest:
        size = random.randint(1, MAX_SENTENCES)
        group, rest = rest[:size], rest[size:]
        separators = [" "] * (len(group) - 1)
        if variation:
            group = [varied(sentence, variation, random) for sentence in group]
            separators = [random.choice(SEPARATORS) for _ in separators]
            for index, separator in enumerate(separators):
                if separator == "\n\n" and random.random() < variation.heading:
                    group[index] = augment.heading(group[index])
        docs.append(join(group, separators, vocab))
    return docs


def write(path: Path, docs: Sequence[Doc]) -> None:
    """Save documents in spaCy's binary format."""
    DocBin(docs=docs, store_user_data=False).to_disk(path)


def treebank_sentences(make_doc: Callable[[str], Doc], tagger: SilverTagger) -> tuple[list[Sentence], list[Sentence]]:
    """Read all sentences of GSD with gold STTS tags, and of PUD with silver ones."""
    gsd = [
        tuple(token._replace(tag=stts(token.tag)) for token in treebank.to_sentence(sentence, make_doc))
        for part in (corpora.GSD_TEST, corpora.GSD_DEV)
        for sentence in read_treebank(part)
    ]
    pud = [tagger.retagged(treebank.to_sentence(sentence, make_doc)) for sentence in read_treebank(corpora.PUD)]
    return gsd, pud


def convert_syntax(output: Path, named: Sequence[Sentence], seed: int) -> None:
    """Write the documents for tagger, morphologizer, lemmatizer and parser.

    Args:
        output: Directory to write to.
        named: News and Wikipedia sentences to annotate with silver tags.
        seed: Seed of chance.
    """
    nlp = spacy.blank("de")
    random = Random(seed)
    tagger = SilverTagger(HanoverTagger("morphmodel_ger.pgz").tag_sent)
    gsd, pud = treebank_sentences(nlp.make_doc, tagger)
    train = [treebank.with_clear_moods(sentence) for sentence in gsd[:-GSD_HELD_OUT] + pud[: corpora.PUD_HELD_OUT]]
    docs: list[Doc] = []
    for _ in range(GOLD_REPETITIONS):
        order = list(train)
        random.shuffle(order)
        docs += documents(order, nlp.vocab, random, Variation())
    silver = [tagger.annotated(tuple(token._replace(entity="") for token in sentence)) for sentence in named]
    random.shuffle(silver)
    docs += documents(silver, nlp.vocab, random, Variation())
    random.shuffle(docs)
    write(output / "syntax_train.spacy", docs)
    write(output / "gsd_test.spacy", documents(gsd[-GSD_HELD_OUT:], nlp.vocab, random))
    write(output / "pud_test.spacy", documents(pud[corpora.PUD_HELD_OUT :], nlp.vocab, random))


def convert_names(output: Path, train: Sequence[Sentence], seed: int) -> None:
    """Write the documents for the name recogniser.

    Args:
        output: Directory to write to.
        train: Sentences with entity tags.
        seed: Seed of chance.
    """
    nlp = spacy.blank("de")
    random = Random(seed)
    docs: list[Doc] = []
    for _ in range(NAME_REPETITIONS):
        order = list(train)
        random.shuffle(order)
        docs += documents(order, nlp.vocab, random, Variation())
    write(output / "names" / "gold.spacy", docs)


def convert_names_test(output: Path) -> None:
    """Write the development part of GermEval.

    Args:
        output: Directory to write ``germeval_dev.jsonl`` to, texts with entity offsets, and ``names_test.spacy``,
            the same as documents, which cannot represent a name that ends inside a token.
    """
    nlp = spacy.blank("de")
    tagged = read_entity_tags(corpora.GERMEVAL_DEV)
    sentences = [names.to_text(sentence) for sentence in tagged]
    rows = [{"text": sentence.text, "entities": [list(name) for name in sentence.names]} for sentence in sentences]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (output / "germeval_dev.jsonl").write_text("".join(lines), encoding="utf-8")
    docs = [join([names.to_sentence(sentence, nlp.make_doc)], [], nlp.vocab) for sentence in sentences]
    write(output / "names_test.spacy", docs)


def main() -> None:
    """Convert all corpora."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    (arguments.output / "names").mkdir(parents=True, exist_ok=True)
    make_doc = spacy.blank("de").make_doc
    named = names.read_sentences(corpora.GERMEVAL_TRAIN, make_doc)
    convert_names(arguments.output, named, arguments.seed)
    convert_names_test(arguments.output)
    convert_syntax(arguments.output, named, arguments.seed)


if __name__ == "__main__":
    main()
