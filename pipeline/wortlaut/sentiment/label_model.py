"""Compute probabilities of the labels negative, neutral and positive, with weights from a JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from math import exp, fsum
from pathlib import Path
from typing import NamedTuple, TypeAlias

from wortlaut.utils.errors import WortlautError

LABELS = ("negative", "neutral", "positive")
PATH = Path(__file__).with_name("label_model.json")
"""The bundled model, written by `python -m training.tone`. Its card is `label_model.md` in the same folder."""
Contributions: TypeAlias = "tuple[Sequence[float], Sequence[float], Sequence[float]]"
"""The amounts that features add to the score of each label, in the order of `LABELS`."""
NO_CONTRIBUTIONS: Contributions = ((), (), ())
_REMEDY = "Restore it from the repository, or rebuild it with `python -m training.tone`."


class Probabilities(NamedTuple):
    """Probabilities of the three labels; they add up to 1."""

    negative: float
    neutral: float
    positive: float


class LabelModel(NamedTuple):
    """A multinomial logistic regression.

    Attributes:
        weights: By feature, the amount that a value of 1 adds to the score of each label, in the order of `LABELS`.
        intercept: The scores of the labels without any feature.
        temperature: The divisor of the scores that calibrates the probabilities.
        factors: The factors of the probabilities when the highest one determines the label, so that rare labels are
            assigned, too.
    """

    weights: Mapping[str, tuple[float, float, float]]
    intercept: tuple[float, float, float]
    temperature: float
    factors: tuple[float, float, float]

    def probabilities(self, features: Mapping[str, float]) -> Probabilities:
        """Return the probabilities of the labels of a passage; unknown features are ignored."""
        return self.probabilities_by(self.contributions(features))

    def contributions(self, features: Mapping[str, float]) -> Contributions:
        """Return the amounts that features add to the score of each label, in the order of `LABELS`."""
        negative, neutral, positive = list[float](), list[float](), list[float]()
        weights = self.weights
        for name, value in features.items():
            if name in weights:
                for_negative, for_neutral, for_positive = weights[name]
                negative.append(for_negative * value)
                neutral.append(for_neutral * value)
                positive.append(for_positive * value)
        return negative, neutral, positive

    def probabilities_by(self, *contributions: Contributions) -> Probabilities:
        """Return the probabilities of the labels of a passage from the contributions of all its features."""
        # fsum: the exact sum, so that the order of the features cannot change the last digit.
        sums = [fsum(chain.from_iterable(label)) for label in zip(*contributions, strict=True)]
        scores = [(bias + total) / self.temperature for bias, total in zip(self.intercept, sums, strict=True)]
        highest = max(scores)
        exponentials = [exp(score - highest) for score in scores]
        normaliser = fsum(exponentials)
        return Probabilities(*(exponential / normaliser for exponential in exponentials))

    def label(self, probabilities: Probabilities) -> str:
        """Return the label with the highest weighted probability."""
        weighted = [p * factor for p, factor in zip(probabilities, self.factors, strict=True)]
        return LABELS[weighted.index(max(weighted))]


@cache
def load_label_model(path: Path = PATH) -> LabelModel:
    """Read a label model.

    Raises:
        WortlautError: The file does not exist or is invalid.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        weights = {name: _three(values) for name, values in content["weights"].items()}
        return LabelModel(
            weights, _three(content["intercept"]), float(content["temperature"]), _three(content["factors"])
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WortlautError(f"{path}: the label model cannot be read ({error!r}). {_REMEDY}") from error


def chosen_model(labels: str) -> LabelModel | None:
    """Return the bundled model if the parameter `sentiment.labels` is `model`, or None if it is `lexicon`."""
    return load_label_model() if labels == "model" else None


def _three(values: Iterable[float]) -> tuple[float, float, float]:
    negative, neutral, positive = map(float, values)
    return negative, neutral, positive
