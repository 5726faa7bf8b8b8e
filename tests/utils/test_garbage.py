from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from wortlaut.utils.garbage import collect_rarely


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Restore how often cycles are looked for."""
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)


def test_cycles_are_looked_for_rarely_but_still_found() -> None:
    gc.set_threshold(700, 10, 10)
    collect_rarely()
    assert gc.get_threshold()[0] > 10_000
    before = gc.get_stats()[0]["collections"]
    cycles: list[list[object]] = []
    for _ in range(gc.get_threshold()[0] + 100):
        cycle: list[object] = []
        cycle.append(cycle)
        cycles.append(cycle)
    assert gc.get_stats()[0]["collections"] > before
