"""Lets a spaCy pipeline compute faster than it does by itself, and the same for a text whatever else is analysed.

It computes with NumPy's BLAS, one text at a time: OpenBLAS multiplies matrices up to three times as fast as the BLIS
that spaCy brings, but what it gives for a token depends, in the last digits, on the tokens beside it. Text by text
these are always the same. With BLIS stay the embedding (see `embedding`), and what parser and entity recogniser do in
batches of small matrices: BLIS's sums do not depend on what stands beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.pipeline import DependencyParser, EntityRecognizer, TrainablePipe
from thinc.api import NumpyOps

from pipeline.inference import embedding, encoding

if TYPE_CHECKING:
    from spacy.language import Language


def prepare(nlp: Language) -> dict[str, dict[str, Any]]:
    """Let a pipeline compute as this package says.

    What spaCy chooses by itself on other hardware, such as Apple's, is left alone. The pipeline can neither be trained
    nor saved any more.

    Args:
        nlp: The pipeline; it may have been prepared already.

    Returns:
        What `nlp.pipe` is to be given as `component_cfg`.
    """
    alone = {}
    for name, component in nlp.pipeline:
        if not isinstance(component, TrainablePipe):
            continue
        model = component.model
        embedding.keep(model, nlp.vocab)
        encoding.replace(model)
        is_by_text = {layer.name for layer in model.layers} == {embedding.NAME, encoding.NAME}
        if not is_by_text and not isinstance(component, DependencyParser | EntityRecognizer):
            alone[name] = {"batch_size": 1}
            for layer in model.walk():
                if type(layer.ops) is NumpyOps:
                    layer.ops = NumpyOps(use_blis=False)
    return alone
