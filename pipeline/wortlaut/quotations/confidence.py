"""Look up the confidence of a quotation: the measured precision of the rule that found it."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("rule_precision.csv")
"""Written by `make confidence` from the training part of the quotation corpus."""
_UNMEASURED = 0.5


@cache
def _precision() -> dict[str, float]:
    with PATH.open(encoding="utf-8", newline="") as handle:
        return {row["rule"]: float(row["precision"]) for row in csv.DictReader(handle)}


def confidence(rule: str) -> float:
    """Return the share of a rule's quotations that match the gold standard by half; 0.5 for an unmeasured rule."""
    return _precision().get(rule, _UNMEASURED)
