"""Converts what is held out of the corpora to documents for spaCy."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import spacy
from HanTa.HanoverTagger import HanoverTagger
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training import corpora, names, treebank
from training.corpora import read_entity_tags, read_treebank
from training.sentences import Sentence, join
from training.silver import SilverTagger, stts

# Number of sentences at the end of GSD's development part that are held out to measure gold STTS tags.
GSD_HELD_OUT = 100
MAX_SENTENCES = 3


def documents(sentences: Sequence[Sentence], vocab: Vocab, random: Random) -> list[Doc]:
    """Join one to three consecutive sentences per document.

    Args:
        sentences: The sentences, in order.
        vocab: The vocabulary of the documents.
        random: Source of chance.
    """
    docs = []
    rest = list(sentences)
    while rest:
        size = random.randint(1, MAX_SENTENCES)
        group, rest = rest[:size], rest[size:]
        docs.append(join(group, [" "] * (len(group) - 1), vocab))
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


def gold_sentences(make_doc: Callable[[str], Doc]) -> list[Sentence]:
    """Read the treebank sentences that are trained on."""
    tagger = SilverTagger(HanoverTagger("morphmodel_ger.pgz").tag_sent)
    gsd, pud = treebank_sentences(make_doc, tagger)
    return [treebank.with_clear_moods(sentence) for sentence in gsd[:-GSD_HELD_OUT] + pud[: corpora.PUD_HELD_OUT]]


def convert(output: Path, seed: int) -> None:
    """Write the documents to measure with.

    Args:
        output: Directory to write ``gsd_test.spacy`` and ``pud_test.spacy`` to, and the development part of GermEval as
            ``germeval_dev.jsonl``, texts with entity offsets.
        seed: Seed of chance.
    """
    nlp = spacy.blank("de")
    random = Random(seed)
    gsd, pud = treebank_sentences(nlp.make_doc, SilverTagger(HanoverTagger("morphmodel_ger.pgz").tag_sent))
    write(output / "gsd_test.spacy", documents(gsd[-GSD_HELD_OUT:], nlp.vocab, random))
    write(output / "pud_test.spacy", documents(pud[corpora.PUD_HELD_OUT :], nlp.vocab, random))
    sentences = [names.to_text(sentence) for sentence in read_entity_tags(corpora.GERMEVAL_DEV)]
    rows = [{"text": sentence.text, "entities": [list(name) for name in sentence.names]} for sentence in sentences]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (output / "germeval_dev.jsonl").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Convert the corpora."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    convert(arguments.output, arguments.seed)


if __name__ == "__main__":
    main()
