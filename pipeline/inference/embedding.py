"""Embeds a word once: most words of an article have been seen in others.

An embedding gives each token a vector that depends on the token's own attributes only. Meant is `MultiHashEmbed`
(https://spacy.io/api/architectures#MultiHashEmbed), with which the bundled pipeline and spaCy's own German ones begin.
It computes with BLIS, whose sums do not depend on the words that are embedded beside a word.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import ORTH, intify_attr
from thinc.api import Model

from pipeline.inference.layers import Layer, replace

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

NAME = "kept_embedding"
"""The name of a layer that keeps what it gave."""
_READS_TOKENS, _READS_VECTORS, _GIVES_ARRAYS = "extract_features", "static_vectors", "ragged2list"
_WORD_BY_WORD = {
    *(_READS_TOKENS, "list2ragged", "ints-getitem", "hashembed", _READS_VECTORS),
    *("maxout", "layernorm", "dropout", _GIVES_ARRAYS),
}
"""The layers of `MultiHashEmbed`, by thinc's names: what they give for a token depends on nothing else."""
_WORDS = 50_000
"""Words that are kept at most: some 25 MB, with vectors of 128 numbers."""


def keep(model: Layer, vocab: Vocab) -> None:
    """Let the embeddings in a model keep what they give for a word; leave alone those of another kind.

    Args:
        model: The model of a component; it is changed.
        vocab: The vocabulary of its pipeline.
    """
    replace(model, _is_embedding, partial(_keeping, vocab=vocab))


def _is_embedding(node: Layer) -> bool:
    leaves = {each.name for each in node.walk() if not each.layers}
    return {_READS_TOKENS, _GIVES_ARRAYS} <= leaves <= _WORD_BY_WORD


def _keeping(embedding: Layer, vocab: Vocab) -> Layer:
    kept = _Kept(embedding, vocab)

    def forward(model: Layer, docs: list[Doc], is_train: bool) -> tuple[list[Any], None]:
        return kept.vectors(docs), None

    return Model(NAME, forward)


class _Kept:
    """The vectors of words.

    Args:
        embedding: What gives them.
        vocab: The vocabulary of its pipeline.
    """

    def __init__(self, embedding: Layer, vocab: Vocab) -> None:
        self._embedding = embedding
        self._vocab = vocab
        attributes = {attribute for layer in embedding.walk() for attribute in _read(layer, vocab)}
        self._attributes: list[int | str] = sorted(attributes)
        self._places: dict[bytes, int] = {}
        self._vectors = np.empty((_WORDS, embedding.get_dim("nO")), dtype=np.float32)

    def vectors(self, docs: Sequence[Doc]) -> list[Any]:
        """Return the vectors of documents' tokens, an array by token for each."""
        lengths = list(map(len, docs))
        if sum(lengths) > _WORDS:
            found: list[Any] = self._embedding.predict(docs)
            return found
        n_attributes = len(self._attributes)
        values = np.concatenate(
            [np.asarray(doc.to_array(self._attributes), np.uint64).reshape(-1, n_attributes) for doc in docs]
        )
        words: list[bytes] = values.view(f"V{values.itemsize * n_attributes}").ravel().tolist()
        self._learn(dict.fromkeys(words))
        vectors = self._vectors[list(map(self._places.__getitem__, words))]
        return np.split(vectors, np.cumsum(lengths)[:-1])

    def _learn(self, words: Collection[bytes]) -> None:
        """Embed the words that are new.

        Args:
            words: Distinct words, each the values of its attributes.
        """
        new = [word for word in words if word not in self._places]
        if len(self._places) + len(new) > _WORDS:
            self._places.clear()
            new = list(words)
        if new:
            places = range(len(self._places), len(self._places) + len(new))
            values = np.frombuffer(b"".join(new), np.uint64).reshape(len(new), -1)
            found = self._embedding.predict([_Words(self._vocab, self._attributes, values)])
            self._vectors[places.start : places.stop] = found[0]
            self._places.update(zip(new, places, strict=True))


def _read(layer: Layer, vocab: Vocab) -> list[int]:
    """Return the attributes of a token that a layer reads."""
    if layer.name == _READS_TOKENS:
        return [intify_attr(column) for column in layer.attrs["columns"]]
    return [getattr(vocab.vectors, "attr", ORTH)] if layer.name == _READS_VECTORS else []


class _Words:
    """Words without a text, with that of a `Doc` which an embedding reads.

    Args:
        vocab: The vocabulary of the pipeline.
        attributes: Attributes, as spaCy numbers them.
        values: Their values, by word and attribute.
    """

    def __init__(self, vocab: Vocab, attributes: Sequence[int | str], values: NDArray[np.uint64]) -> None:
        self.vocab = vocab
        self._column = {attribute: number for number, attribute in enumerate(attributes)}
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def to_array(self, attributes: int | Sequence[int | str]) -> NDArray[np.uint64]:
        """Return the values of an attribute by word, or those of several by word and attribute."""
        if isinstance(attributes, int):
            return self._values[:, self._column[attributes]]
        return self._values[:, [self._column[intify_attr(each)] for each in attributes]]
