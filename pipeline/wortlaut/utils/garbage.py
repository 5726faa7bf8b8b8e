"""Keeps the garbage collector from what stays for good, such as code and the model, and from the end of a process."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sparing() -> Iterator[None]:
    """Collect no garbage in a block, and never look again at what it made: imports, or a spaCy pipeline."""
    thresholds = gc.get_threshold()
    gc.set_threshold(0)  # `gc.disable` would not do: srsly enables the collector again while a pipeline is loaded
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*thresholds)


def rarely() -> None:
    """Look for garbage less often than Python does by itself: here nearly all objects go with their last reference."""
    gc.set_threshold(10_000, *gc.get_threshold()[1:])


def leave() -> None:
    """Leave all that is there to the system, because the process ends: Python would go through it several times."""
    gc.freeze()
