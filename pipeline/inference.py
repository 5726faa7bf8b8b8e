"""Lets a spaCy pipeline compute faster than it does by itself, and the same for a text whatever else is analysed.

Most layers compute with NumPy's BLAS, one text at a time: OpenBLAS multiplies matrices up to three times as fast as the
BLIS that spaCy brings, but what it gives for a token depends, in the last digits, on the tokens beside it. Text by text
these are always the same. Parser and entity recogniser, which work on batches of small matrices, stay with BLIS, whose
sums do not depend on what stands beside them.

The embedding is computed once for each word, since most words of an article have been seen in others. It gives a token
a vector that depends on the token's own attributes only, and stays with BLIS too. Meant is spaCy's `MultiHashEmbed`
(https://spacy.io/api/architectures#MultiHashEmbed); with it begin the bundled pipeline and spaCy's own German ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from spacy.attrs import ORTH, intify_attr
from spacy.pipeline import DependencyParser, EntityRecognizer, TrainablePipe
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_Model: TypeAlias = Model[Any, Any]
_READS_TOKENS, _READS_VECTORS, _GIVES_ARRAYS = "extract_features", "static_vectors", "ragged2list"
_WORD_BY_WORD = {
    *(_READS_TOKENS, "list2ragged", "ints-getitem", "hashembed", _READS_VECTORS),
    *("maxout", "layernorm", "dropout", _GIVES_ARRAYS),
}
"""The layers of `MultiHashEmbed`, by thinc's names: what they give for a token depends on nothing else."""
_WORDS = 50_000
"""Words that are kept at most: some 25 MB, with vectors of 128 numbers."""


def prepare(nlp: Language) -> dict[str, dict[str, Any]]:
    """Let a pipeline compute as this module says.

    What spaCy chooses by itself on other hardware, such as Apple's, is left alone, and so are embeddings of another
    kind. The pipeline can neither be trained nor saved any more.

    Args:
        nlp: The pipeline; it may have been prepared already.

    Returns:
        What `nlp.pipe` is to be given as `component_cfg`.
    """
    alone = {}
    for name, component in nlp.pipeline:
        if isinstance(component, TrainablePipe):
            _keep_embeddings(component.model, nlp.vocab)
            if not isinstance(component, DependencyParser | EntityRecognizer):
                alone[name] = {"batch_size": 1}
                for layer in component.model.walk():
                    if type(layer.ops) is NumpyOps:
                        layer.ops = _Ops(use_blis=False)
    return alone


class _Ops(NumpyOps):  # type: ignore[misc]  # it has no types
    """Computes with NumPy, for use only, not for training."""

    def maxout(self, X: Any) -> tuple[Any, Any]:
        """Return the highest of the pieces, which is the last axis, in a sixth of the time that thinc takes for it.

        Which piece it is, is left out; only training asks for that.
        """
        return reduce(np.maximum, np.moveaxis(X, -1, 0)), None


def _keep_embeddings(model: _Model, vocab: Vocab) -> None:
    """Let the embeddings in a model keep what they give for a word, if that is the same whatever they give it with."""
    for node in list(model.walk()):
        if _is_embedding(node) and all(map(_uses_blis, node.walk())):
            model.replace_node(node, _keeping(node, vocab))


def _is_embedding(node: _Model) -> bool:
    leaves = {each.name for each in node.walk() if not each.layers}
    return {_READS_TOKENS, _GIVES_ARRAYS} <= leaves <= _WORD_BY_WORD


def _uses_blis(node: _Model) -> bool:
    ops: Any = node.ops
    return type(ops) is NumpyOps and bool(ops.use_blis)


def _keeping(embedding: _Model, vocab: Vocab) -> _Model:
    kept = _Kept(embedding, vocab)

    def forward(model: _Model, docs: list[Doc], is_train: bool) -> tuple[list[Any], None]:
        return [kept.vectors(doc) for doc in docs], None

    return Model("kept_embedding", forward)


class _Kept:
    """The vectors of words.

    Args:
        embedding: What gives them.
        vocab: The vocabulary of its pipeline.
    """

    def __init__(self, embedding: _Model, vocab: Vocab) -> None:
        self._embedding = embedding
        self._vocab = vocab
        attributes = {attribute for layer in embedding.walk() for attribute in _read(layer, vocab)}
        self._attributes: list[int | str] = sorted(attributes)
        self._places: dict[bytes, int] = {}
        self._vectors = np.empty((_WORDS, embedding.get_dim("nO")), dtype=np.float32)

    def vectors(self, doc: Doc) -> Any:
        """Return the vectors of a document's tokens, an array by token."""
        if len(doc) > _WORDS:
            return self._embedding.predict([doc])[0]
        values = np.asarray(doc.to_array(self._attributes), dtype=np.uint64).reshape(len(doc), len(self._attributes))
        words: list[bytes] = values.view(f"V{values.itemsize * len(self._attributes)}").ravel().tolist()
        new = {word: number for number, word in enumerate(words) if word not in self._places}
        if len(self._places) + len(new) > _WORDS:
            self._places.clear()
            new = {word: number for number, word in enumerate(words)}
        if new:
            places = range(len(self._places), len(self._places) + len(new))
            found = self._embedding.predict([_Words(self._vocab, self._attributes, values[list(new.values())])])
            self._vectors[places.start : places.stop] = found[0]
            self._places.update(zip(new, places, strict=True))
        return self._vectors[[self._places[word] for word in words]]


def _read(layer: _Model, vocab: Vocab) -> list[int]:
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
