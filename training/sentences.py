"""Defines annotated sentences on spaCy's tokens, and joins them to documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from spacy.attrs import MORPH
from spacy.tokens import Doc
from spacy.vocab import Vocab


class Token(NamedTuple):
    """A token with its annotation; unknown values stay empty and are not trained on.

    Attributes:
        text: Its characters.
        space: Whether a space follows.
        tag: STTS tag, "" if unknown.
        pos: Universal part of speech, "" if unknown.
        morph: Features as ``Key=Value|…``, "" for none, None if unknown.
        lemma: Its lemma, "" if unknown.
        head: Index of its head in the sentence, its own index for the root, None if unknown.
        dep: Universal Dependencies relation, "" if unknown.
        entity: IOB tag ("B-PER", "I-PER", "O"), "" if unknown.
    """

    text: str
    space: bool
    tag: str = ""
    pos: str = ""
    morph: str | None = None
    lemma: str = ""
    head: int | None = None
    dep: str = ""
    entity: str = ""


Sentence = tuple[Token, ...]


def text_of(sentence: Sentence) -> str:
    """Return the sentence's text, without the space that may follow it."""
    return "".join(token.text + " " * token.space for token in sentence).rstrip(" ")


def _separated(sentence: Sentence, separator: str) -> Sentence:
    """Append a separator to a sentence: a space, or a whitespace token as spaCy's tokenizer creates it."""
    last = sentence[-1]._replace(space=separator == " ")
    if separator in ("", " "):
        return (*sentence[:-1], last)
    known = last.head is not None
    whitespace = Token(
        separator,
        False,
        tag="_SP" if last.tag else "",
        pos="SPACE" if last.pos else "",
        morph="" if last.pos else None,
        lemma=separator if last.lemma else "",
        head=len(sentence) - 1 if known else None,
        dep="dep" if known else "",
        entity="O" if last.entity else "",
    )
    return (*sentence[:-1], last, whitespace)


def join(sentences: Sequence[Sentence], separators: Sequence[str], vocab: Vocab) -> Doc:
    """Join sentences to one document, in order.

    Args:
        sentences: The sentences; either all of them have heads or none.
        separators: The white space after each sentence but the last: " ", or with line breaks.
        vocab: The vocabulary of the document.

    Returns:
        The document, with sentence starts if the sentences have heads.
    """
    parts = [_separated(sentence, separator) for sentence, separator in zip(sentences, [*separators, ""], strict=True)]
    tokens: list[Token] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    for part in parts:
        offset = len(tokens)
        heads += [offset + (index if token.head is None else token.head) for index, token in enumerate(part)]
        starts += [index == 0 for index in range(len(part))]
        tokens += part
    parsed = any(token.head is not None for token in tokens)
    doc = Doc(
        vocab,
        words=[token.text for token in tokens],
        spaces=[token.space for token in tokens],
        tags=[token.tag for token in tokens],
        pos=[token.pos for token in tokens],
        morphs=[token.morph or "_" for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=heads if parsed else None,
        deps=[token.dep for token in tokens] if parsed else None,
        sent_starts=None if parsed else starts,
        ents=[token.entity for token in tokens],
    )
    # Doc() can only express "no features"; 0 means "features unknown".
    known = np.array([token.morph is not None for token in tokens], dtype="uint64")
    doc.from_array([MORPH], doc.to_array([MORPH]) * known)
    return doc
