"""Compute probabilities of the labels negative, neutral and positive, with weights from a JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import exp, sqrt
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

LABELS = ("negative", "neutral", "positive")
PATH = Path(__file__).with_name("label_model.json")
"""The bundled model, written by `python -m training.tone`. Its card is `label_model.md` in the same folder."""
Weights: TypeAlias = tuple[float, float, float]
"""What a feature of value 1 adds to the score of each label, in the order of `LABELS`."""
NGRAM_LENGTHS = (3, 4)
"""Letters of the n-grams, the blanks at both ends of a word included."""
UNIT = 1000
"""Weights are stored as integers, in thousandths."""
_CONTENT = frozenset({"ADJ", "ADP", "ADV", "AUX", "NOUN", "PRON", "VERB"})
_NAMES = frozenset({"PER", "ORG", "LOC"})
"""Names are left out, so that the model does not learn whom the training texts speak well of."""
_CACHE_SIZE = 100_000
"""Number of words whose scores are cached."""
_REMEDY = "Restore it from the repository, or rebuild it with `python -m training.tone`."


class Probabilities(NamedTuple):
    """Probabilities of the three labels; they add up to 1."""

    negative: float
    neutral: float
    positive: float


class Word(NamedTuple):
    """A word as the model reads it.

    Attributes:
        token: Its index in the document.
        form: Its form in lower case.
        lemma: Its lemma in lower case, or "" if it is no content word.
    """

    token: int
    form: str
    lemma: str


def words(tokens: Iterable[Token]) -> list[Word]:
    """Return the words of a passage that the model reads: those with a letter, without names."""
    return [
        Word(token.i, token.lower_, token.lemma_.lower() if token.pos_ in _CONTENT else "")
        for token in tokens
        if token.pos_ != "PROPN"
        and token.ent_type_ not in _NAMES
        and (token.is_alpha or any(map(str.isalpha, token.text)))
    ]


def ngrams(form: str) -> list[str]:
    """Return the n-grams of letters in a word: `Rat` has ` ra`, `rat`, `at `, ` rat`, `rat `."""
    padded = f" {form} "
    return [padded[i : i + n] for n in NGRAM_LENGTHS for i in range(len(padded) - n + 1)]


class Pooling(NamedTuple):
    """How the scores of the words and the tones of the spaCy pipeline are added up: a logistic regression over both.

    Attributes:
        own: What a score of 1 for each label adds to the score of each label.
        network: What a logarithm of 1 of each tone's probability adds to the score of each label.
        intercept: The scores of the labels without either.
    """

    own: tuple[Weights, ...]
    network: tuple[Weights, ...]
    intercept: Weights


class LabelModel:
    """A multinomial logistic regression over figures, lemmas and n-grams of letters, pooled with the pipeline's tone.

    The score of a label is its intercept, plus the weights of the figures times their values, plus the weights of the
    words' lemmas and n-grams, divided by the square root of the number of words. Where the spaCy pipeline gives a tone,
    the score is a weighted sum of these scores and of the logarithms of that tone's probabilities.

    Args:
        figure_weights: The weights of the figures (`wortlaut.sentiment.features`), by name.
        lemma_weights: The weights of lemmas.
        ngram_weights: The weights of n-grams.
        intercept: The scores of the labels without any feature.
        pooling: How they are pooled with the pipeline's tone.
    """

    def __init__(
        self,
        figure_weights: Mapping[str, Weights],
        lemma_weights: Mapping[str, Weights],
        ngram_weights: Mapping[str, Weights],
        intercept: Weights,
        pooling: Pooling,
    ) -> None:
        self._figures = figure_weights
        self._lemmas = lemma_weights
        self._ngrams = ngram_weights
        self._intercept = intercept
        self._pooling = pooling
        self._word_scores = lru_cache(_CACHE_SIZE)(self._sum_of_weights)

    def probabilities(
        self, values: Mapping[str, float], word_scores: Sequence[Weights], tone: Sequence[float] | None = None
    ) -> Probabilities:
        """Return the probabilities of the labels of a passage.

        Args:
            values: Its figures.
            word_scores: The scores of its words.
            tone: Logarithms of the probabilities that the spaCy pipeline gives it, first those of the three labels;
                None if it gives none.
        """
        rows, factors = [self._intercept], [1.0]
        for name, value in values.items():
            if name in self._figures:
                rows.append(self._figures[name])
                factors.append(value)
        scores = [sum(map(mul, column, factors)) for column in zip(*rows, strict=True)]
        if word_scores:
            share = 1 / sqrt(len(word_scores))
            sums = map(sum, zip(*word_scores, strict=True))
            scores = [score + share * total for score, total in zip(scores, sums, strict=True)]
        if tone is not None:
            rows = [self._pooling.intercept, *self._pooling.own, *self._pooling.network]
            factors = [1.0, *scores, *tone[: len(LABELS)]]
            scores = [sum(map(mul, column, factors)) for column in zip(*rows, strict=True)]
        highest = max(scores)
        odds = [exp(score - highest) for score in scores]
        total = sum(odds)
        return Probabilities(*(one / total for one in odds))

    def word_scores(self, tokens: Iterable[Token]) -> dict[int, Weights]:
        """Return the sums of the weights of each word's lemma and n-grams, by token index in the document."""
        return {i: self._word_scores(form, lemma) for i, form, lemma in words(tokens)}

    def _sum_of_weights(self, form: str, lemma: str) -> Weights:
        found = [self._ngrams[ngram] for ngram in ngrams(form) if ngram in self._ngrams]
        if lemma in self._lemmas:
            found.append(self._lemmas[lemma])
        return _three(map(sum, zip(*found, strict=True))) if found else (0.0, 0.0, 0.0)


@cache
def load_label_model(path: Path = PATH) -> LabelModel:
    """Read a label model.

    Raises:
        WortlautError: The file does not exist or is invalid.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        parts = [
            {name: _three(value / UNIT for value in values) for name, values in content[part].items()}
            for part in ("figures", "lemmas", "ngrams")
        ]
        intercept = _three(value / UNIT for value in content["intercept"])
        pooled = [
            [_three(value / UNIT for value in content["pooling"][part][label]) for label in LABELS]
            for part in ("own", "network")
        ]
        pooling = Pooling(
            tuple(pooled[0]), tuple(pooled[1]), _three(value / UNIT for value in content["pooling"]["intercept"])
        )
        return LabelModel(parts[0], parts[1], parts[2], intercept, pooling)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WortlautError(f"{path}: the label model cannot be read ({error!r}). {_REMEDY}") from error


def chosen_model(labels: str) -> LabelModel | None:
    """Return the bundled model if the parameter `sentiment.labels` is `model`, or None if it is `lexicon`."""
    return load_label_model() if labels == "model" else None


def most_probable(probabilities: Probabilities) -> str:
    """Return the most probable label; of equal ones neutral, else the first in the order of `LABELS`."""
    highest = max(probabilities)
    return "neutral" if probabilities.neutral == highest else LABELS[probabilities.index(highest)]


def _three(values: Iterable[float]) -> Weights:
    negative, neutral, positive = map(float, values)
    return negative, neutral, positive
