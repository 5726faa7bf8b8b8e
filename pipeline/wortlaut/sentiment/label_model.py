"""The label model: probabilities of negative, neutral and positive, from weights in a JSON file."""

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
"""The shipped model; `python -m training.tone` makes it. Its card is `label_model.md` beside it."""
Contributions: TypeAlias = "tuple[Sequence[float], Sequence[float], Sequence[float]]"
"""What features add to the score of each label, in the order of `LABELS`."""
NO_CONTRIBUTIONS: Contributions = ((), (), ())
_REMEDY = "Take it from the repository again, or make it with `python -m training.tone`."


class Probabilities(NamedTuple):
    """Probabilities of the three labels; they add up to 1."""

    negative: float
    neutral: float
    positive: float


class LabelModel(NamedTuple):
    """A multinomial logistic regression.

    Attributes:
        weights: By feature, what a value of 1 adds to the score of each label, in the order of `LABELS`.
        intercept: The labels' scores without any feature.
        temperature: What the scores are divided by, so that the probabilities are calibrated.
        factors: What the probabilities are multiplied by before the highest of them gives the label, so that the
            rarer labels are given, too.
    """

    weights: Mapping[str, tuple[float, float, float]]
    intercept: tuple[float, float, float]
    temperature: float
    factors: tuple[float, float, float]

    def probabilities(self, features: Mapping[str, float]) -> Probabilities:
        """Return the probabilities of the labels of a passage; features that are not known count for nothing."""
        return self.probabilities_by(self.contributions(features))

    def contributions(self, features: Mapping[str, float]) -> Contributions:
        """Return what features add to the score of each label, in the order of `LABELS`."""
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
        """Return the probabilities of the labels of a passage by the contributions of all its features."""
        # fsum: the exact sum, so that the order of the features cannot change the last digit.
        sums = [fsum(chain.from_iterable(label)) for label in zip(*contributions, strict=True)]
        scores = [(bias + total) / self.temperature for bias, total in zip(self.intercept, sums, strict=True)]
        highest = max(scores)
        exponentials = [exp(score - highest) for score in scores]
        normaliser = fsum(exponentials)
        return Probabilities(*(exponential / normaliser for exponential in exponentials))

    def label(self, probabilities: Probabilities) -> str:
        """Return the label that probabilities lead to."""
        weighted = [p * factor for p, factor in zip(probabilities, self.factors, strict=True)]
        return LABELS[weighted.index(max(weighted))]


@cache
def load_label_model(path: Path = PATH) -> LabelModel:
    """Read a label model.

    Raises:
        WortlautError: The file is missing or damaged.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        weights = {name: _three(values) for name, values in content["weights"].items()}
        return LabelModel(
            weights, _three(content["intercept"]), float(content["temperature"]), _three(content["factors"])
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WortlautError(f"{path}: cannot be read as a label model ({error!r}). {_REMEDY}") from error


def chosen_model(labels: str) -> LabelModel | None:
    """Return the shipped model where the parameter `sentiment.labels` asks for it (`model`), else None (`lexicon`)."""
    return load_label_model() if labels == "model" else None


def _three(values: Iterable[float]) -> tuple[float, float, float]:
    negative, neutral, positive = map(float, values)
    return negative, neutral, positive
