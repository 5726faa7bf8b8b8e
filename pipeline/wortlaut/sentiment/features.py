"""Compute the figures of a passage for the label model: sums of its polar words, by sense, and its style.

This is the one place that says which figures the model reads; `training/tone.py` learns a weight for each name that
`figures` returns, and the model ignores names that it has no weight for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import fsum
from typing import TYPE_CHECKING

from wortlaut.german import polarity as german
from wortlaut.german.marks import MARKS
from wortlaut.sentiment.hits import LABEL_THRESHOLD, Hit

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

_MOST = 3.0
"""Upper limit of a sum or a number."""
_AROUND = ("hits.any", "hits.gain", "hits.loss", "hits.net", "hits.averted", "hits.denied")
"""The figures of the adjacent sentences."""
_LONG = 50
"""Tokens of a long sentence."""
_CACHE_SIZE = 100_000
"""Number of cached figures, by polar words."""


def figures(hits: Sequence[Hit], tokens: Sequence[Token], around: Sequence[Hit] = ()) -> dict[str, float]:
    """Return the figures of a passage by name, without those of value 0.

    `hits.*` sum up the polar words: `gain` and `loss` (sums of positive and of negative polarity), `mean`, `first`,
    `last`, `averted` and `denied` (words that negation or a shifter made positive or negative). `gain.*` and `loss.*`
    are the sums by sense (`wortlaut.german.polarity`). `around.*` sum up the polar words of the adjacent sentences.
    `style.*` are marks, pronouns, negations, numbers and length.

    Args:
        hits: The polar words of the passage.
        tokens: All its words and punctuation marks.
        around: The polar words of the adjacent sentences.
    """
    values = _style(tokens)
    if hits:
        values |= _summed(_values(hits))
    if around:
        values |= _around(_values(around))
    return values


def _values(hits: Sequence[Hit]) -> tuple[tuple[float, float, str, float], ...]:
    return tuple([(hit.polarity * hit.weight, hit.weight, hit.sense, hit.value) for hit in hits])


@lru_cache(_CACHE_SIZE)
def _around(words: Sequence[tuple[float, float, str, float]]) -> dict[str, float]:
    summed = _summed(words)
    return {name.replace("hits.", "around."): summed[name] for name in _AROUND if name in summed}


@lru_cache(_CACHE_SIZE)
def _summed(words: Sequence[tuple[float, float, str, float]]) -> dict[str, float]:
    """Return the figures of polar words: weighted polarity, weight, sense and value of each."""
    gains = [polarity for polarity, *_ in words if polarity > 0]
    losses = [-polarity for polarity, *_ in words if polarity < 0]
    total = fsum(gains) - fsum(losses)
    mean = total / fsum([weight for _, weight, *_ in words])
    sums: dict[str, float] = {
        "hits.any": 1.0,
        "hits.gain": fsum(gains),
        "hits.loss": fsum(losses),
        "hits.gains": len(gains),
        "hits.losses": len(losses),
        "hits.averted": sum(1 for polarity, _, _, value in words if polarity > 0 > value),
        "hits.denied": sum(1 for polarity, _, _, value in words if polarity < 0 < value),
    }
    for polarity, _, sense, _ in words:
        name = f"{'gain' if polarity > 0 else 'loss'}.{sense or 'other'}"
        sums[name] = sums.get(name, 0.0) + abs(polarity)
    values = {name: min(value, _MOST) for name, value in sums.items()} | {
        "hits.mean": mean,
        "hits.net": max(-_MOST, min(_MOST, total)),
        "hits.first": words[0][0],
        "hits.last": words[-1][0],
        "hits.positive": float(mean >= LABEL_THRESHOLD),
        "hits.negative": float(mean <= -LABEL_THRESHOLD),
        "hits.all_positive": float(not losses),
        "hits.all_negative": float(not gains),
    }
    return {name: value for name, value in values.items() if value}


def _style(tokens: Sequence[Token]) -> dict[str, float]:
    forms = [token.lower_ for token in tokens]
    n = len(forms) or 1
    words = set(forms)
    values = {
        "style.question": float("?" in words),
        "style.exclamation": float("!" in words),
        "style.quoted": float(not MARKS.isdisjoint(words)),
        "style.first_person": float(not german.FIRST_PERSON.isdisjoint(words)),
        "style.hypothetical": float(not german.HYPOTHETICAL.isdisjoint(words)),
        "style.contrast": float(not german.CONTRASTS.isdisjoint(words)),
        "style.negations": min(float(sum(map(german.NEGATORS.__contains__, forms))), _MOST),
        "style.numbers": sum([token.like_num for token in tokens]) / n,
        "style.length": min(n / _LONG, 2.0),
    }
    return {name: value for name, value in values.items() if value}
