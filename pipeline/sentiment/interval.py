"""How sure a mean polarity is: a bootstrap interval over the sentences that it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

LEVEL = 0.95
_RESAMPLES = 500
_SEED = 2024
_FEWEST = 2
"""Sentences with hits; one alone does not vary."""


class Interval(NamedTuple):
    """The bounds of a bootstrap interval."""

    low: float
    high: float


def bootstrap(units: Iterable[tuple[float, float]]) -> Interval | None:
    """Return the percentile interval (95 %) of a weighted mean, or None with fewer than two units.

    Args:
        units: Of each sentence with hits, the sum of weighted polarities and the sum of weights. Their order does not
            matter: they are sorted, and the seed is fixed.
    """
    values = np.array(sorted(units))
    if len(values) < _FEWEST:
        return None
    n = len(values)
    draws = np.random.default_rng(_SEED).multinomial(n, np.full(n, 1 / n), size=_RESAMPLES)
    sums = draws @ values
    low, high = np.quantile(sums[:, 0] / sums[:, 1], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))
