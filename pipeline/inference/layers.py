"""Puts layers of our own in the place of a model's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from thinc.api import Model, NumpyOps

Layer: TypeAlias = Model[Any, Any]
"""A model, or a part of one."""


def replace(model: Layer, is_meant: Callable[[Layer], bool], make: Callable[[Layer], Layer]) -> None:
    """Replace some layers of a model, if they compute with the BLIS that spaCy brings.

    Args:
        model: The model of a component; it is changed.
        is_meant: Tells which layers.
        make: Makes what takes the place of one.
    """
    for layer in list(model.walk()):
        if is_meant(layer) and all(map(_uses_blis, layer.walk())):
            model.replace_node(layer, make(layer))


def _uses_blis(layer: Layer) -> bool:
    ops: Any = layer.ops
    return type(ops) is NumpyOps and bool(ops.use_blis)
