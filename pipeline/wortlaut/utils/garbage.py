"""Say how often Python looks for objects that are in use only by each other."""

from __future__ import annotations

import gc

_THRESHOLDS = 50_000, 20, 100
"""New objects after which young ones are looked at, and how often that is done before older and all others are."""


def collect_rarely() -> None:
    """Make a process look for reference cycles rarely: it makes millions of rows, and hardly a cycle among them.

    By default Python looks after 700 new objects, which takes a tenth of the time of the stages that write tables.
    """
    gc.set_threshold(*_THRESHOLDS)
