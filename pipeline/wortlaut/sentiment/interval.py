"""How sure a mean polarity is: a bootstrap interval over the sentences that it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

LEVEL = 0.95
_RESAMPLES = 500
_SEED = 2024
_MIN_UNITS = 2
"""Sentences with hits; one alone does not vary."""
_MAX_CACHED_UNITS, _CACHE_SIZE = 20, 256
"""Sections have few sentences with hits, so they are drawn from the same way again and again; 20 MB at most."""


class Interval(NamedTuple):
    """The bounds of a bootstrap interval."""

    low: float
    high: float


def bootstrap(units: Mapping[tuple[float, float], int]) -> Interval | None:
    """Return the percentile interval (95 %) of a weighted mean, or None with fewer than two units.

    Args:
        units: How many sentences with hits have each sum of weighted polarities and sum of weights. They are sorted,
            and the seed is fixed, so their order does not matter.
    """
    n = sum(units.values())
    if n < _MIN_UNITS:
        return None
    distinct = sorted(units)
    # How often each value is drawn is all that counts, so equal sentences are drawn together.
    counts = tuple(units[unit] for unit in distinct)
    sums = (_cached_draws if n <= _MAX_CACHED_UNITS else _draws)(counts) @ np.array(distinct)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], [(1 - LEVEL) / 2, (1 + LEVEL) / 2]).tolist()
    return Interval(low, high)


def _draws(counts: tuple[int, ...]) -> np.ndarray:
    """Return how often each value is drawn, in each resample, where so many sentences have it."""
    n = sum(counts)
    return np.random.default_rng(_SEED).multinomial(n, np.array(counts) / n, size=_RESAMPLES).astype(float)


_cached_draws = lru_cache(_CACHE_SIZE)(_draws)
