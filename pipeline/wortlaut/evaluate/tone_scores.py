"""Scores the agreement of tone labels with manual ones, and the calibration of their probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Any, NamedTuple

import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score

from wortlaut.sentiment.label_model import LABELS, Probabilities

MIXED = "mixed"
"""The label of texts with clear good and clear bad, which no label of the pipeline means."""
_DIGITS = 4
_BINS = 10


class Labelled(NamedTuple):
    """A text's predicted tone labels (possibly `no evidence`) and its annotated one.

    Attributes:
        textblob: The label by textblob-de as it is.
        lexicon: The label by polarity.
        model: The label model's.
        probabilities: The label model's; None if there is nothing to read.
        n_hits: Number of polar words.
        gold: The annotated label; `mixed` counts apart.
    """

    textblob: str
    lexicon: str
    model: str
    probabilities: Probabilities | None
    n_hits: int
    gold: str


def tone_scores(texts: Sequence[Labelled], labels: str) -> dict[str, Any]:
    """Compute the agreement of predicted and gold labels, rounded to 4 digits.

    Args:
        texts: The texts.
        labels: Which labels the pipeline uses: `lexicon` or `model`.

    Returns:
        `labels`; `accuracy` and `macro_f1` of these labels over negative, neutral and positive, with `no evidence`
        counted as neutral; `evidence`, the share of texts with any hit; `mixed`, the number of texts annotated as
        mixed, which are in no score, and the share of them that these labels call neutral; under `textblob`, `lexicon`
        and `model` accuracy, macro F1 and `f1` per label; under `model` also `confusion` (rows: gold, columns:
        predicted, in the order of negative, neutral, positive) and `calibration`; under `always_neutral` accuracy and
        macro F1 of the label neutral for every text, as a baseline.
    """
    mixed = [text for text in texts if text.gold == MIXED]
    scored = [text for text in texts if text.gold != MIXED]
    gold = [text.gold for text in scored]
    predicted = {
        "textblob": [text.textblob for text in scored],
        "lexicon": [_label(text.lexicon) for text in scored],
        "model": [_label(text.model) for text in scored],
        "always_neutral": ["neutral"] * len(scored),
    }
    agreement = {name: _agreement(gold, values) for name, values in predicted.items()}
    of_mixed = [_label(text.lexicon if labels == "lexicon" else text.model) == "neutral" for text in mixed]
    by_label = {
        name: {**agreement[name], "f1": _f1_by_label(gold, predicted[name])}
        for name in ("textblob", "lexicon", "model")
    }
    return {
        "labels": labels,
        **agreement[labels],
        "evidence": round(fmean(text.n_hits > 0 for text in texts), _DIGITS),
        "mixed": {"texts": len(mixed), "neutral": round(fmean(of_mixed), _DIGITS) if mixed else None},
        **by_label,
        "model": {
            **by_label["model"],
            "confusion": confusion_matrix(gold, predicted["model"], labels=LABELS).tolist(),
            "calibration": calibration(scored),
        },
        "always_neutral": agreement["always_neutral"],
    }


def _label(name: str) -> str:
    return name if name in LABELS else "neutral"


def _agreement(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, float]:
    macro_f1 = f1_score(gold, predicted, labels=LABELS, average="macro", zero_division=0)
    return {
        "accuracy": round(float(accuracy_score(gold, predicted)), _DIGITS),
        "macro_f1": round(float(macro_f1), _DIGITS),
    }


def _f1_by_label(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, float]:
    scores = f1_score(gold, predicted, labels=LABELS, average=None, zero_division=0)
    return {label: round(float(score), _DIGITS) for label, score in zip(LABELS, scores, strict=True)}


def calibration(texts: Sequence[Labelled]) -> dict[str, Any]:
    """Compute how far probabilities deviate from observed shares, over the texts that have any, rounded to 4 digits.

    Returns:
        `texts`, their number; `expected_error`, the expected calibration error of the most probable label in 10 bins of
        equal width; `expected_error_by_label`, that of the probability of each label.
    """
    known = [(text.probabilities, text.gold) for text in texts if text.probabilities is not None]
    if not known:
        return {"texts": 0, "expected_error": None, "expected_error_by_label": None}
    values = np.array([probabilities for probabilities, _ in known])
    correct = np.array([[label == gold for label in LABELS] for _, gold in known])
    best = values.argmax(axis=1)
    rows = np.arange(len(values))
    return {
        "texts": len(known),
        "expected_error": expected_calibration_error(values[rows, best], correct[rows, best]),
        "expected_error_by_label": {
            label: expected_calibration_error(values[:, i], correct[:, i]) for i, label in enumerate(LABELS)
        },
    }


def expected_calibration_error(probabilities: np.ndarray, correct: np.ndarray) -> float:
    """Compute the mean distance of probability and share in 10 bins of equal width, weighted by their texts.

    Args:
        probabilities: The predicted probabilities, from 0 to 1.
        correct: Whether each prediction was correct.
    """
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    gaps = [abs((probabilities - correct)[bins == number].sum()) for number in range(_BINS)]
    return round(float(sum(gaps) / len(probabilities)), _DIGITS)
