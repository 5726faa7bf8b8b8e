"""How well tone labels agree with hand-made ones."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Any, NamedTuple

_LABELS = ("negative", "neutral", "positive")
_DIGITS = 4


class Labelled(NamedTuple):
    """A text's tone label as found (`no evidence` included) and as annotated by hand."""

    found: str
    gold: str


def tone_scores(texts: Sequence[Labelled]) -> dict[str, Any]:
    """Return how well the labels found agree with the gold ones, rounded to 4 digits.

    Returns:
        `accuracy`, and `macro_f1` over negative, neutral and positive, both with `no evidence` taken as neutral;
        `evidence`, the share of texts with any evidence; and under `always_neutral` accuracy and macro F1 of the
        label neutral for every text, to hold them against.
    """
    pairs = [(text.found if text.found in _LABELS else "neutral", text.gold) for text in texts]
    return {
        **_agreement(pairs),
        "evidence": round(fmean(text.found in _LABELS for text in texts), _DIGITS),
        "always_neutral": _agreement([("neutral", gold) for _, gold in pairs]),
    }


def _agreement(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    return {
        "accuracy": round(fmean(found == gold for found, gold in pairs), _DIGITS),
        "macro_f1": round(fmean(_f1(label, pairs) for label in _LABELS), _DIGITS),
    }


def _f1(label: str, pairs: Sequence[tuple[str, str]]) -> float:
    both = sum(found == gold == label for found, gold in pairs)
    either = sum(found == label for found, _ in pairs) + sum(gold == label for _, gold in pairs)
    return 2 * both / either if either else 0.0
