"""Say how often Python looks for objects that are in use only by each other."""

from __future__ import annotations

import gc

_ALLOCATIONS, _YOUNG, _MIDDLE = 50_000, 20, 100


def collect_rarely() -> None:
    """Make a process look for reference cycles rarely: it makes millions of rows, and hardly a cycle among them.

    By default Python looks after 700 new objects, which takes a tenth of the time of the stages that write tables.
    """
    gc.set_threshold(_ALLOCATIONS, _YOUNG, _MIDDLE)
