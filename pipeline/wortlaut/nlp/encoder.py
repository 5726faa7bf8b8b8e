"""Compute a spaCy pipeline's vectors text by text, so that a text's analysis does not depend on its batch.

NumPy's OpenBLAS multiplies matrices up to three times as fast as spaCy's bundled BLIS, but the last digits of a token's
result depend on the other tokens in the batch. Text by text, these are always the same. Parser and entity recogniser,
which work on batches of small matrices, keep BLIS, whose sums do not depend on the rest of the batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from spacy.pipeline import DependencyParser, EntityRecognizer, TrainablePipe
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language

_Layer: TypeAlias = Model[Any, Any]
_Array: TypeAlias = "NDArray[np.float32]"
_BY_TEXT = "encoder_by_text"
"""The layer name of an encoder that computes text by text."""
_CONVOLUTION = "residual(expand_window>>maxout>>layernorm>>dropout)"
"""The layers of a convolution of `MaxoutWindowEncoder` (https://spacy.io/api/architectures#MaxoutWindowEncoder), by
thinc's names: the vectors in a window around each token are multiplied by weights, the maximum of several pieces is
taken, normalised, and added to the token's vector."""
_EPSILON = np.float32(1e-8)
"""The constant that thinc adds to a variance before taking its root."""


class _Convolution(NamedTuple):
    """A convolution.

    Attributes:
        window: Number of tokens on either side.
        weights: By input number (of the vectors in a window), then by piece and output number.
        bias: By piece and output number.
        n_pieces: Number of pieces.
        scale: Factors of the normalised outputs.
        shift: Summands of the scaled outputs.
    """

    window: int
    weights: _Array
    bias: _Array
    n_pieces: int
    scale: _Array
    shift: _Array


@contextmanager
def by_text(nlp: Language) -> Iterator[dict[str, dict[str, Any]]]:
    """Let a pipeline compute text by text within a `with` block, and restore it afterwards.

    Backends that spaCy chooses on other hardware, such as Apple's, are left unchanged.

    Args:
        nlp: The pipeline.

    Yields:
        The value of `component_cfg` for `nlp.pipe`.
    """
    settings = {}
    with ExitStack() as undo:
        for name, component in nlp.pipeline:
            if not isinstance(component, TrainablePipe):
                continue
            model = component.model
            for encoder in [layer for layer in model.walk() if _is_encoder(layer) and _uses_blis(layer)]:
                replacement = _computed_by_text(encoder)
                model.replace_node(encoder, replacement)
                undo.callback(model.replace_node, replacement, encoder)
            if not isinstance(component, DependencyParser | EntityRecognizer):
                settings[name] = {"batch_size": 1}
                for layer in model.walk():
                    if type(layer.ops) is NumpyOps:
                        undo.callback(setattr, layer, "ops", layer.ops)
                        layer.ops = NumpyOps(use_blis=False)
        yield settings


def _is_encoder(node: _Layer) -> bool:
    depth = node.name.count(_CONVOLUTION)
    return depth > 0 and node.name == f"with_array({'>>'.join([_CONVOLUTION] * depth)})"


def _uses_blis(node: _Layer) -> bool:
    operations: list[Any] = [layer.ops for layer in node.walk()]
    return all(type(array_ops) is NumpyOps and array_ops.use_blis for array_ops in operations)


def _computed_by_text(encoder: _Layer) -> _Layer:
    leaves = [layer for layer in encoder.walk(order="dfs_pre") if not layer.layers]
    kinds = ([layer for layer in leaves if layer.name == name] for name in ("expand_window", "maxout", "layernorm"))
    convolutions = list(starmap(_convolution, zip(*kinds, strict=True)))
    padding = int(encoder.attrs["pad"])

    def forward(model: _Layer, texts: list[_Array], is_train: bool) -> tuple[list[_Array], None]:
        return [_encoded(vectors, convolutions, padding) for vectors in texts], None

    return Model(_BY_TEXT, forward)


def _convolution(expand_window: _Layer, maxout: _Layer, layernorm: _Layer) -> _Convolution:
    weights: Any = maxout.get_param("W")
    n_out, n_pieces, n_in = weights.shape
    bias, scale, shift = maxout.get_param("b"), layernorm.get_param("G"), layernorm.get_param("b")
    return _Convolution(
        window=expand_window.attrs["window_size"],
        weights=np.ascontiguousarray(weights.transpose(2, 1, 0)).reshape(n_in, n_pieces * n_out),
        bias=np.ascontiguousarray(bias.T).reshape(n_pieces * n_out),
        n_pieces=n_pieces,
        scale=np.asarray(scale),
        shift=np.asarray(shift),
    )


def _encoded(vectors: _Array, convolutions: Sequence[_Convolution], padding: int) -> _Array:
    """Return the vectors of a text's tokens after all convolutions.

    Args:
        vectors: The input, by token and dimension.
        convolutions: The convolutions in order; all have the same window and number of pieces.
        padding: Number of empty tokens before and after the text.
    """
    window, n_pieces = convolutions[0].window, convolutions[0].n_pieces
    n_tokens, width = vectors.shape
    n_rows = n_tokens + 2 * padding
    around = np.zeros((n_rows + 2 * window, width), dtype=np.float32)
    inside = around[window : window + n_rows]
    text = inside[padding : padding + n_tokens]
    text[:] = vectors
    # Allocated once, because new memory for each convolution would take a tenth of the time.
    shifted = [around[first : first + n_rows] for first in range(2 * window + 1)]
    windows = np.empty((n_rows, len(shifted) * width), dtype=np.float32)
    pieces = np.empty((n_rows, n_pieces * width), dtype=np.float32)
    output = np.empty((n_rows, width), dtype=np.float32)
    share = np.full((width, 1), 1 / width, dtype=np.float32)
    for convolution in convolutions:
        np.concatenate(shifted, axis=1, out=windows)
        np.matmul(windows, convolution.weights, out=pieces)
        pieces += convolution.bias
        pieces.reshape(n_rows, n_pieces, width).max(axis=1, out=output)
        output -= output @ share
        variance = np.einsum("ij,ij->i", output, output) / np.float32(width)
        output /= np.sqrt(variance + _EPSILON)[:, None]
        output *= convolution.scale
        output += convolution.shift
        inside += output
    return text
