"""Estimate the uncertainty of a mean tone by a bootstrap interval over its sentences or articles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

LEVEL = 0.95
_RESAMPLES = 500
_SEED = 2024
_MIN_UNITS = 2
"""Sentences or articles; a single one has no variance."""
_MAX_CACHED_UNITS, _CACHE_SIZE = 20, 256
"""Sections have few sentences, so the same draws recur; the cache takes 20 MB at most."""


class Interval(NamedTuple):
    """The bounds of a bootstrap interval."""

    low: float
    high: float


def bootstrap(units: Mapping[tuple[int, int], int]) -> Interval | None:
    """Return the percentile interval (95 %) of a weighted mean, or None with fewer than two units.

    Args:
        units: Number of sentences or articles by sum of tones and sum of weights. They are sorted, and the seed is
            fixed, so their order does not matter.
    """
    n = sum(units.values())
    if n < _MIN_UNITS:
        return None
    distinct = sorted(units)
    # Only how often each value is drawn matters, so equal sentences are drawn together.
    counts = tuple(units[unit] for unit in distinct)
    sums = (_cached_draws if n <= _MAX_CACHED_UNITS else _draws)(counts) @ np.array(distinct, dtype=float)
    means = np.sort(sums[:, 0] / sums[:, 1])
    return Interval(_quantile(means, (1 - LEVEL) / 2), _quantile(means, (1 + LEVEL) / 2))


def _quantile(ordered: np.ndarray, share: float) -> float:
    """Return a quantile of sorted values, interpolated linearly; `np.quantile` takes twenty times as long."""
    position = share * (len(ordered) - 1)
    below = int(position)
    low, high = ordered[below : below + 2].tolist()
    return float(low + (high - low) * (position - below))


def _draws(counts: tuple[int, ...]) -> np.ndarray:
    """Return how often each value is drawn in each resample, given the number of units with that value."""
    n = sum(counts)
    return np.random.default_rng(_SEED).multinomial(n, np.array(counts) / n, size=_RESAMPLES).astype(float)


_cached_draws = lru_cache(_CACHE_SIZE)(_draws)
