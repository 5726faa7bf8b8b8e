"""Trains the label model of `pipeline/wortlaut/sentiment` on GerNTSA, and writes it with its model card.

    python -m training.tone

Needs the reference corpora (`WORTLAUT_CORPORA`) and the bundled model, but no package of `training/requirements.lock`.
Everything is chosen by cross-validation on the training part; the development part is only scored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from training.corpora import GERNTSA_TRAIN, corpora_path
from wortlaut.evaluate import analysed_texts, corpora, labelled_texts
from wortlaut.evaluate.corpora import GoldSentence
from wortlaut.evaluate.tone_scores import tone_scores
from wortlaut.evaluate.tone_texts import passage
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.sentiment.features import features
from wortlaut.sentiment.label_model import LABELS, PATH, load_label_model
from wortlaut.utils import files

CARD = PATH.with_suffix(".md")
FOLDS = 5
SEED = 0
FEWEST_TEXTS = 3
"""Minimum number of texts with a word for it to be a feature."""
STRENGTHS = (0.001, 0.003, 0.01)
"""Inverse regularisation strengths to try."""
TOLERANCE = 1e-3
WORD = "word."
WORD_SCALE = 3.0
"""Factor of the inverse document frequency of words; scores are divided by their standard deviation."""
LEAST_ACCURACY = 0.55
"""Minimum accuracy that the factors of the labels must preserve."""
FACTORS = np.arange(0.8, 4.01, 0.1)
DIGITS = 4


class Examples(NamedTuple):
    """Features of texts, each once towards its target and once without one.

    Attributes:
        with_target: Features towards the target.
        without: Features of the sentence itself.
        labels: Index of the label in `LABELS`.
        groups: The same number for the same text, which may have several targets.
        unlabelled: Index of the label of the texts without any hit, which the model does not label: they count as
            neutral.
    """

    with_target: Sequence[Mapping[str, float]]
    without: Sequence[Mapping[str, float]]
    labels: np.ndarray
    groups: np.ndarray
    unlabelled: np.ndarray


class Fitted(NamedTuple):
    """A fitted model in the units of the features."""

    vectorizer: DictVectorizer
    weights: np.ndarray
    intercept: np.ndarray

    def scores(self, found: Sequence[Mapping[str, float]]) -> np.ndarray:
        """Return the labels' scores of each example."""
        return np.asarray(self.vectorizer.transform(found) @ self.weights.T + self.intercept)


def main() -> None:
    """Train, write `label_model.json`, score it on the development part, and write the card."""
    params = Params()
    found = model.find(params.model.name)
    nlp = model.load(found)
    examples = read_examples(list(corpora.read_gold_sentences(corpora_path(GERNTSA_TRAIN))), nlp, params)
    strength, scores = cross_validated(examples)
    temperature = fitted_temperature(scores, examples.labels)
    factors, accuracy, macro_f1 = fitted_factors(softmax(scores / temperature, axis=1), examples)
    write_model(fit(examples, np.arange(len(examples.labels)), strength), temperature, factors)
    load_label_model.cache_clear()
    dev = list(corpora.read_gold_sentences(corpora_path(str(corpora.SENTIMENT))))
    measured = tone_scores(list(labelled_texts(dev, nlp, params)), "model")
    figures = {
        "strength": strength,
        "temperature": temperature,
        "factors": factors,
        "cv_accuracy": accuracy,
        "cv_macro_f1": macro_f1,
    }
    write_card(figures, measured, f"{found.meta['lang']}_{found.meta['name']} {found.meta['version']}")
    print(json.dumps({**figures, "dev": measured}, indent=2))


def read_examples(sentences: Sequence[GoldSentence], nlp: Any, params: Params) -> Examples:
    """Analyse gold texts and return their features."""
    groups: dict[str, int] = {}
    rows, unlabelled = [], []
    for document, scored, gold in analysed_texts(sentences, nlp, params):
        if any(part.hits for part in scored):
            with_target, without = (features(passage(document, scored, target)) for target in (gold.target, None))
            rows.append((with_target, without, gold))
        else:
            unlabelled.append(LABELS.index(gold.label))
    return Examples(
        [with_target for with_target, _, _ in rows],
        [without for _, without, _ in rows],
        np.array([LABELS.index(gold.label) for *_, gold in rows]),
        np.array([groups.setdefault(gold.text, len(groups)) for *_, gold in rows]),
        np.array(unlabelled, dtype=int),
    )


def fit(examples: Examples, rows: np.ndarray, strength: float) -> Fitted:
    """Fit a model on some examples, weighted by half towards the target and by half without one."""
    chosen = [side[i] for side in (examples.with_target, examples.without) for i in rows]
    labels = np.tile(examples.labels[rows], 2)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(chosen)
    names = vectorizer.get_feature_names_out()
    is_word = np.char.startswith(names.astype(str), WORD)
    n_texts = np.asarray((matrix > 0).sum(axis=0)).ravel()
    keep = ~is_word | (n_texts >= 2 * FEWEST_TEXTS)
    vectorizer.restrict(keep)
    matrix, is_word, n_texts = matrix[:, keep], is_word[keep], n_texts[keep]
    scale = np.where(is_word, np.log(len(chosen) / n_texts) * WORD_SCALE, 1 / np.maximum(_deviation(matrix), 1e-9))
    regression = LogisticRegression(C=strength, tol=TOLERANCE, max_iter=1000)
    regression.fit(csr_matrix(matrix.multiply(scale)), labels, sample_weight=np.full(len(labels), 0.5))
    return Fitted(vectorizer, regression.coef_ * scale, regression.intercept_)


def _deviation(matrix: csr_matrix) -> np.ndarray:
    mean = np.asarray(matrix.mean(axis=0)).ravel()
    squares = np.asarray(matrix.multiply(matrix).mean(axis=0)).ravel()
    return np.asarray(np.sqrt(np.maximum(squares - mean**2, 0)))


def cross_validated(examples: Examples) -> tuple[float, np.ndarray]:
    """Return the strength with the lowest log loss towards targets, and the held-out scores of each text."""
    best: tuple[float, float, np.ndarray] | None = None
    for strength in STRENGTHS:
        scores = np.zeros((len(examples.labels), len(LABELS)))
        folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
        for rows, unseen in folds.split(scores, examples.labels, examples.groups):
            scores[unseen] = fit(examples, rows, strength).scores([examples.with_target[i] for i in unseen])
        loss = log_loss(scores, examples.labels)
        if best is None or loss < best[0]:
            best = (loss, strength, scores)
    assert best is not None
    return best[1], best[2]


def log_loss(scores: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean negative log probability of the correct labels."""
    return float(-log_softmax(scores, axis=1)[np.arange(len(labels)), labels].mean())


def fitted_temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """Return the temperature by which the scores of unseen texts are divided (Guo et al. 2017), rounded."""
    found = minimize_scalar(lambda value: log_loss(scores / value, labels), bounds=(0.2, 5), method="bounded")
    return round(float(found.x), 3)


def fitted_factors(probabilities: np.ndarray, examples: Examples) -> tuple[list[float], float, float]:
    """Return the factors of the labels with the highest macro F1 that preserve `LEAST_ACCURACY`, with both scores.

    Both are over all texts, those without hits counted as neutral. If no factors preserve it, those with the highest
    accuracy are returned.
    """
    gold = np.concatenate([examples.labels, examples.unlabelled])
    neutral = np.full(len(examples.unlabelled), LABELS.index("neutral"))
    tried = []
    for factors in ((float(negative), 1.0, float(positive)) for negative in FACTORS for positive in FACTORS):
        found = np.concatenate([(probabilities * factors).argmax(axis=1), neutral])
        tried.append((float((found == gold).mean()), float(f1_score(gold, found, average="macro")), factors))
    enough = [one for one in tried if one[0] >= LEAST_ACCURACY]
    accuracy, macro_f1, best = max(enough, key=itemgetter(1)) if enough else max(tried)
    return [round(factor, 1) for factor in best], round(accuracy, DIGITS), round(macro_f1, DIGITS)


def write_model(fitted: Fitted, temperature: float, factors: Sequence[float]) -> None:
    """Write `label_model.json`, features in alphabetical order."""
    names = fitted.vectorizer.get_feature_names_out()
    columns = zip(names, fitted.weights.T, strict=True)
    rows = [f"    {json.dumps(str(name), ensure_ascii=False)}: {_rounded(values)}" for name, values in sorted(columns)]
    lines = ",\n".join(rows)
    head = f'"temperature": {temperature},\n  "factors": {list(factors)},\n  "intercept": {_rounded(fitted.intercept)}'
    with files.writing(PATH) as handle:
        handle.write(f'{{\n  "labels": {json.dumps(LABELS)},\n  {head},\n  "weights": {{\n{lines}\n  }}\n}}\n')


def _rounded(values: Iterable[float]) -> list[float]:
    return [round(float(value), DIGITS) for value in values]


def write_card(figures: Mapping[str, Any], measured: Mapping[str, Any], spacy_model: str) -> None:
    """Write the model's card from its template."""
    template = Path(__file__).with_name("label_model_card.md").read_text(encoding="utf-8")
    content = json.loads(PATH.read_text(encoding="utf-8"))
    shares = measured["model"]
    values = {
        **figures,
        "spacy_model": spacy_model,
        "n_scores": sum(not name.startswith(WORD) for name in content["weights"]),
        "n_words": sum(name.startswith(WORD) for name in content["weights"]),
        "accuracy": shares["accuracy"],
        "macro_f1": shares["macro_f1"],
        "f1": ", ".join(f"{label} {score}" for label, score in shares["f1"].items()),
        "lexicon_accuracy": measured["lexicon"]["accuracy"],
        "lexicon_macro_f1": measured["lexicon"]["macro_f1"],
        "neutral_accuracy": measured["always_neutral"]["accuracy"],
        "neutral_macro_f1": measured["always_neutral"]["macro_f1"],
        "error": shares["calibration"]["expected_error"],
        "error_by_label": ", ".join(f"{k} {v}" for k, v in shares["calibration"]["expected_error_by_label"].items()),
        "n_calibration": shares["calibration"]["texts"],
    }
    with files.writing(CARD) as handle:
        handle.write(template.format(**values))


if __name__ == "__main__":
    main()
