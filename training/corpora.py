"""Reads the reference corpora: treebanks (CoNLL-U) and sentences with entity tags (BIOES)."""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from wortlaut.evaluate.corpora import GoldSentence
from wortlaut.utils.errors import WortlautError

DEFAULT_CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
GSD_TEST = "treebanks/de_gsd-test.conllu.gz"
GSD_DEV = "treebanks/de_gsd-dev.conllu.gz"
PUD = "treebanks/de_pud-1-700.conllu.gz"
PUD_HELD_OUT = 550
"""Sentences of PUD from this index on (counted from 0) are held out: nothing is trained on them."""
GERMEVAL_TRAIN = "ner/germeval2014/train.bioes.gz"
GERMEVAL_DEV = "ner/germeval2014/dev.bioes.gz"
GERNTSA_TRAIN = "sentiment/gerntsa-train.jsonl.gz"
QUOTES_TRAIN = "quotes/train.jsonl.gz"
"""Articles of Wikinews; only their texts are used, not the annotation, whose licence is non-commercial."""
TONE_TRAIN = "tone_gold/train.jsonl"
TONE_DEV = "tone_gold/dev.jsonl"
ALL = (GSD_TEST, GSD_DEV, PUD, GERMEVAL_TRAIN, GERMEVAL_DEV, GERNTSA_TRAIN, QUOTES_TRAIN, TONE_TRAIN, TONE_DEV)


class CorporaMissingError(WortlautError):
    """Raised when a corpus file does not exist."""


class Word(NamedTuple):
    """A syntactic word of a CoNLL-U sentence.

    Attributes:
        form: The word as spelled in the treebank.
        lemma: Its lemma.
        upos: Universal part of speech.
        xpos: The treebank's own tag, "_" if it has none.
        feats: Morphological features as ``Key=Value|…``, "" if it has none.
        head: Index of its head in the sentence's words, its own index for the root.
        dep: Universal Dependencies relation.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str


class Surface(NamedTuple):
    """A piece of text between two places where the treebank allows a break.

    Attributes:
        form: The characters in the text ("am").
        words: Indices of the syntactic words that it represents (two of them: "an", "dem").
        space: Whether a space follows.
    """

    form: str
    words: tuple[int, ...]
    space: bool


class TreebankSentence(NamedTuple):
    """A sentence of a treebank: its syntactic words and the pieces of text they come from."""

    words: tuple[Word, ...]
    surfaces: tuple[Surface, ...]


class TaggedSentence(NamedTuple):
    """A tokenized sentence with one entity tag per token, in BIOES."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


class ToneText(NamedTuple):
    """A text and its tone: negative, neutral, positive or mixed."""

    text: str
    label: str


def corpora_path(name: str) -> Path:
    """Locate a corpus file below ``$WORTLAUT_CORPORA`` (default ``../shared/corpora`` next to the checkout).

    Args:
        name: Path of the file inside the corpora directory.

    Returns:
        The path of the existing file.

    Raises:
        CorporaMissingError: If there is no such file.
    """
    path = Path(os.environ.get("WORTLAUT_CORPORA", DEFAULT_CORPORA)) / name
    if not path.is_file():
        raise CorporaMissingError(
            f"{path}: this corpus file is missing. Set WORTLAUT_CORPORA to the directory that contains it; "
            f"training/README.md says where each corpus comes from."
        )
    return path


def _blocks(name: str) -> Iterator[list[str]]:
    """Yield the blocks of non-empty lines of a gzipped text file, each a sentence."""
    block: list[str] = []
    with gzip.open(corpora_path(name), "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
    if block:
        yield block


def _treebank_sentence(lines: list[str]) -> TreebankSentence:
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    words: list[Word] = []
    surfaces: list[Surface] = []
    covered = 0  # words up to this number belong to a multiword token that was already read
    for number, form, lemma, upos, xpos, feats, head, dep, _, misc in rows:
        space = "SpaceAfter=No" not in misc
        if "-" in number:
            first, last = (int(part) for part in number.split("-"))
            surfaces.append(Surface(form, tuple(range(first - 1, last)), space))
            covered = last
            continue
        index = int(number) - 1
        if index >= covered:
            surfaces.append(Surface(form, (index,), space))
        head_index = int(head) - 1 if int(head) else index
        words.append(Word(form, lemma, upos, xpos, "" if feats == "_" else feats, head_index, dep))
    return TreebankSentence(tuple(words), tuple(surfaces))


def read_treebank(name: str) -> list[TreebankSentence]:
    """Read the sentences of a gzipped CoNLL-U file.

    Args:
        name: Path of the file inside the corpora directory.
    """
    return [_treebank_sentence(block) for block in _blocks(name)]


def read_entity_tags(name: str) -> list[TaggedSentence]:
    """Read the sentences of a gzipped file with a token and its entity tag on each line.

    Args:
        name: Path of the file inside the corpora directory.
    """
    rows = ([line.split() for line in block] for block in _blocks(name))
    return [TaggedSentence(tuple(word for word, _ in block), tuple(tag for _, tag in block)) for block in rows]


def _objects(name: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a gzipped file with one object per line."""
    with gzip.open(corpora_path(name), "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def read_target_texts(name: str) -> list[str]:
    """Read the distinct texts of a GerNTSA file.

    Args:
        name: Path of the file inside the corpora directory.
    """
    return list(dict.fromkeys(row["opinion_snippet"] for row in _objects(name)))


def read_news_texts(name: str) -> list[str]:
    """Read the texts of a file of news articles, without any annotation.

    Args:
        name: Path of the file inside the corpora directory.
    """
    return [row["text"] for row in _objects(name)]


def read_passages(labels: Path) -> list[GoldSentence]:
    """Read labelled passages of the articles of Wikinews.

    Args:
        labels: A CSV file with an article's number, the offsets of a passage's first character and of the one after its
            last, and its label.
    """
    texts = {row["id"]: row["text"] for row in _objects(QUOTES_TRAIN)}
    with labels.open(encoding="utf-8", newline="") as lines:
        return [
            GoldSentence(
                f"wikinews:{row['article']}:{row['start']}",
                texts[row["article"]][int(row["start"]) : int(row["end"])],
                None,
                row["label"],
            )
            for row in csv.DictReader(lines)
        ]


def read_tones(name: str) -> list[ToneText]:
    """Read the texts of a file (JSON Lines, not compressed) and their tones.

    Args:
        name: Path of the file inside the corpora directory.
    """
    rows = map(json.loads, corpora_path(name).read_text(encoding="utf-8").splitlines())
    return [ToneText(row["text"], row["label"]) for row in rows]


def main() -> None:
    """Write the SHA-256 of every corpus file, so that changed data is detected."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("output", type=Path)
    output = parser.parse_args().output
    output.parent.mkdir(parents=True, exist_ok=True)
    digests = {name: hashlib.sha256(corpora_path(name).read_bytes()).hexdigest() for name in ALL}
    output.write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
