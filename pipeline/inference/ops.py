"""Tells what a layer of a model computes with."""

from __future__ import annotations

from typing import Any

from thinc.api import Model, NumpyOps


def uses_blis(layer: Model[Any, Any]) -> bool:
    """Tell whether a layer computes on the processor, with the BLIS that spaCy brings."""
    ops: Any = layer.ops
    return type(ops) is NumpyOps and bool(ops.use_blis)
