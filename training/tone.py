"""Trains the label model of `pipeline/wortlaut/sentiment` on texts with a tone of their own; writes it and its card.

    python -m training.tone

Needs the reference corpora (`WORTLAUT_CORPORA`) and the bundled model, but no package of `training/requirements.lock`.
Everything is chosen by cross-validation on the training texts; the development texts are only scored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import softmax
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold

from training.corpora import TONE_TRAIN, corpora_path, read_passages
from wortlaut.evaluate import analysed, corpora, labelled_texts
from wortlaut.evaluate.corpora import GoldSentence
from wortlaut.evaluate.tone_scores import MIXED, expected_calibration_error, tone_scores
from wortlaut.evaluate.tone_texts import labelled
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.sentiment.features import figures
from wortlaut.sentiment.label_model import LABELS, PATH, UNIT, Pooling, Weights, load_label_model, ngrams, words
from wortlaut.sentiment.lexicon import load_lexicon
from wortlaut.sentiment.scored import ScoredSentence, score
from wortlaut.utils import files

CARD = PATH.with_suffix(".md")
GOLD = Path(__file__).resolve().parents[1] / corpora.TONE / "dev.jsonl"
SENTENCES = Path(__file__).with_name("tone_sentences.jsonl")
"""Invented sentences for what the grammar does, in the form of the gold texts."""
PASSAGES = Path(__file__).with_name("tone_passages.csv")
"""Labels of passages of Wikinews, by a large language model with the guideline of the gold texts; no text.

The network has seen the tones of `TONE_TRAIN` in its training, and is far surer of them than of any others. How much
its tone counts beside the words is learned from these passages only.
"""
UNSEEN = "wikinews"
"""The source of these passages, with which their ids start."""
POOLING_STRENGTH = 0.1
"""Inverse regularisation strength of the pooling with the network's tone, chosen by 10-fold cross-validation."""
FOLDS = 5
SEED = 0
STRENGTHS = (0.005, 0.01, 0.02)
"""Inverse regularisation strengths to try."""
FEWEST = {"lemmas": 3, "ngrams": 10}
"""Minimum number of sentences with a lemma or an n-gram for it to be a feature."""
SCALES = {"lemmas": 3.0, "ngrams": 0.7}
"""Factors of their inverse document frequency; figures are divided by their standard deviation."""
WEIGHTS = {"germeval": 0.25, UNSEEN: 0.5}
"""Weights of texts by their source, with which their ids start: those of GermEval, of which half are from Wikipedia and
neutral, and the passages of Wikinews. All others have 1. Chosen by cross-validation, scored on the texts of GerNTSA,
which are all news."""
TOLERANCE = 1e-3
DIGITS = 4


class Examples(NamedTuple):
    """The sentences of labelled texts; each has the label of its text.

    Attributes:
        features: Values by feature, a pair of a part of the model (`figures`, `lemmas`, `ngrams`) and a name.
        tones: Logarithms of the network's probabilities of the labels, for each sentence.
        texts: The index of the text of each sentence.
        labels: Index of each text's label in `LABELS`.
        weights: Weight of each text.
        unseen: Whether the network was trained without each text's tone.
    """

    features: Sequence[Mapping[str, float]]
    tones: np.ndarray
    texts: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    unseen: np.ndarray


class Fitted(NamedTuple):
    """A fitted model in the units of the features."""

    vectorizer: DictVectorizer
    weights: np.ndarray
    intercept: np.ndarray

    def scores(self, found: Sequence[Mapping[str, float]]) -> np.ndarray:
        """Return the labels' scores of each example."""
        return np.asarray(self.vectorizer.transform(found) @ self.weights.T + self.intercept)


def main() -> None:
    """Train, write `label_model.json`, score it on the development texts, and write the card."""
    params = Params()
    found = model.find(params.model.name)
    nlp = model.load(found)
    texts = [
        *corpora.read_tone_texts(corpora_path(TONE_TRAIN)),
        *corpora.read_tone_texts(SENTENCES),
        *read_passages(PASSAGES),
    ]
    examples = read_examples([text for text in texts if text.label != MIXED], nlp, params)
    strength, scores = cross_validated(examples)
    temperature = fitted_temperature(scores, examples)
    unseen = pooled(softmax(scores / temperature, axis=1), examples.texts)
    pooling, with_tone = fitted_pooling(scores / temperature, examples)
    fitted = fit(examples, np.ones(len(examples.labels), dtype=bool), strength)
    write_model(fitted, temperature, pooling)
    load_label_model.cache_clear()
    measured = tone_scores(list(labelled_texts(corpora.read_tone_texts(GOLD), nlp, params)), "model")
    towards = list(corpora.read_gold_sentences(corpora_path(str(corpora.SENTIMENT))))
    figures_by_name = {
        "strength": strength,
        "temperature": temperature,
        "n_texts": len(examples.labels),
        "n_passages": int(examples.unseen.sum()),
        "cv": agreement(unseen, examples.labels),
        "passages": agreement(unseen[examples.unseen], examples.labels[examples.unseen]),
        "passages_pooled": agreement(with_tone, examples.labels[examples.unseen]),
        "loss_seen": round(network_loss(examples, ~examples.unseen), DIGITS),
        "loss_unseen": round(network_loss(examples, examples.unseen), DIGITS),
    }
    by_target = tone_scores(list(labelled_texts(towards, nlp, params)), "model")
    alone = words_alone(corpora.read_tone_texts(GOLD), nlp, params)
    write_card(
        figures_by_name,
        measured,
        by_target,
        alone,
        f"{found.meta['lang']}_{found.meta['name']} {found.meta['version']}",
    )
    print(json.dumps({**figures_by_name, "dev": measured, "words alone": alone, "towards": by_target}, indent=2))


def words_alone(texts: Iterable[GoldSentence], nlp: Any, params: Params) -> dict[str, Any]:
    """Score the label model as with a spaCy pipeline that gives no tone; see `tone_scores`."""
    lexicon, bundled = load_lexicon(), load_label_model()
    found = []
    for document, gold in analysed(texts, nlp, params):
        annotation = document.doc.annotation
        document.doc.annotation = annotation._replace(tones=annotation.tones[:0])
        scored = score(document, lexicon, negation_window=params.sentiment.negation_window, model=bundled)
        found.append(labelled(document, scored, gold))
    return tone_scores(found, "model")


def agreement(probabilities: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """Return accuracy, macro F1 and expected calibration error of the most probable labels, rounded."""
    found = probabilities.argmax(axis=1)
    return {
        "accuracy": round(float(accuracy_score(labels, found)), DIGITS),
        "macro_f1": round(float(f1_score(labels, found, average="macro")), DIGITS),
        "error": expected_calibration_error(probabilities.max(axis=1), found == labels),
    }


def read_examples(texts: Sequence[GoldSentence], nlp: Any, params: Params) -> Examples:
    """Analyse labelled texts and return the features of their sentences."""
    lexicon = load_lexicon()
    features: list[dict[str, float]] = []
    tones: list[Sequence[float]] = []
    owners: list[int] = []
    labels: list[int] = []
    weights: list[float] = []
    unseen: list[bool] = []
    for document, gold in analysed(texts, nlp, params):
        for part in score(document, lexicon, negation_window=params.sentiment.negation_window):
            if part.words:
                features.append(sentence_features(part))
                tone = part.sentence.span.model_tone
                assert tone is not None, "the bundled model gives each sentence a tone"
                tones.append(tone[: len(LABELS)])
                owners.append(len(labels))
        labels.append(LABELS.index(gold.label))
        source = re.split("[-:]", gold.article_id)[0]
        weights.append(WEIGHTS.get(source, 1.0))
        unseen.append(source == UNSEEN)
    return Examples(features, np.array(tones), np.array(owners), np.array(labels), np.array(weights), np.array(unseen))


def sentence_features(part: ScoredSentence) -> dict[str, float]:
    """Return the values that `LabelModel.probabilities` multiplies with weights, as `part:name`."""
    tokens = list(part.sentence.span)
    values = {f"figures:{name}": value for name, value in figures(part.hits, tokens, part.around).items()}
    found = words(tokens)
    for word in found:
        names = [*(f"ngrams:{ngram}" for ngram in ngrams(word.form)), *([f"lemmas:{word.lemma}"] if word.lemma else [])]
        for name in names:
            values[name] = values.get(name, 0.0) + len(found) ** -0.5
    return values


def fit(examples: Examples, chosen: np.ndarray, strength: float) -> Fitted:
    """Fit a model on the sentences of some texts.

    Args:
        examples: The sentences.
        chosen: Whether each text is used.
        strength: Inverse strength of the regularisation.
    """
    rows = np.flatnonzero(chosen[examples.texts]).tolist()
    texts = examples.texts[rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([examples.features[row] for row in rows])
    parts = np.array([name.partition(":")[0] for name in vectorizer.get_feature_names_out()])
    n_sentences = np.asarray((matrix > 0).sum(axis=0)).ravel()
    keep = (parts == "figures") | (n_sentences >= np.array([FEWEST.get(part, 0) for part in parts]))
    vectorizer.restrict(keep)
    matrix, parts, n_sentences = matrix[:, keep], parts[keep], n_sentences[keep]
    frequency = np.log((1 + len(rows)) / (1 + n_sentences)) + 1
    scale = np.where(
        parts == "figures",
        1 / np.maximum(_deviation(matrix), 1e-9),
        frequency * np.array([SCALES.get(part, 0.0) for part in parts]),
    )
    regression = LogisticRegression(C=strength, tol=TOLERANCE, max_iter=1000)
    weights = examples.weights[texts] / np.bincount(texts)[texts]
    regression.fit(csr_matrix(matrix.multiply(scale)), examples.labels[texts], sample_weight=weights)
    return Fitted(vectorizer, regression.coef_ * scale, regression.intercept_)


def _deviation(matrix: csr_matrix) -> np.ndarray:
    mean = np.asarray(matrix.mean(axis=0)).ravel()
    squares = np.asarray(matrix.multiply(matrix).mean(axis=0)).ravel()
    return np.asarray(np.sqrt(np.maximum(squares - mean**2, 0)))


def cross_validated(examples: Examples) -> tuple[float, np.ndarray]:
    """Return the strength with the lowest log loss of whole texts, and the held-out scores of each sentence."""
    best: tuple[float, float, np.ndarray] | None = None
    for strength in STRENGTHS:
        scores = np.zeros((len(examples.features), len(LABELS)))
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
        for _, unseen in folds.split(examples.labels, examples.labels):
            chosen = np.ones(len(examples.labels), dtype=bool)
            chosen[unseen] = False
            rows = np.flatnonzero(~chosen[examples.texts]).tolist()
            scores[rows] = fit(examples, chosen, strength).scores([examples.features[row] for row in rows])
        loss = log_loss(scores, examples)
        if best is None or loss < best[0]:
            best = (loss, strength, scores)
    assert best is not None
    return best[1], best[2]


def pooled(probabilities: np.ndarray, texts: np.ndarray) -> np.ndarray:
    """Return the probabilities of texts: the means of those of their sentences, as in the tables."""
    sums = np.zeros((texts.max() + 1, probabilities.shape[1]))
    np.add.at(sums, texts, probabilities)
    return np.asarray(sums / np.bincount(texts)[:, None])


def log_loss(scores: np.ndarray, examples: Examples, temperature: float = 1.0) -> float:
    """Return the mean negative log probability of the texts' labels, by the weight of the texts."""
    found = pooled(softmax(scores / temperature, axis=1), examples.texts)
    losses = -np.log(found[np.arange(len(found)), examples.labels])
    return float(np.average(losses, weights=examples.weights))


def fitted_temperature(scores: np.ndarray, examples: Examples) -> float:
    """Return the temperature by which the scores of unseen sentences are divided (Guo et al. 2017), rounded."""
    found = minimize_scalar(lambda value: log_loss(scores, examples, value), bounds=(0.2, 5), method="bounded")
    return round(float(found.x), 3)


def fitted_pooling(scores: np.ndarray, examples: Examples) -> tuple[Pooling, np.ndarray]:
    """Fit how scores and the network's tone are pooled, on the texts whose tone the network has not seen.

    Args:
        scores: The scores of each sentence by models without its text, divided by the temperature.
        examples: The sentences.

    Returns:
        The pooling, and the probabilities of these texts by poolings fitted without them.
    """
    rows = np.flatnonzero(examples.unseen[examples.texts])
    _, texts = np.unique(examples.texts[rows], return_inverse=True)
    both = np.hstack([_centred(scores[rows]), _centred(examples.tones[rows])])
    labels = examples.labels[examples.unseen]
    weights = 1 / np.bincount(texts)[texts]
    regression = LogisticRegression(C=POOLING_STRENGTH, max_iter=1000)
    probabilities = np.zeros((len(rows), len(LABELS)))
    for _, held_out in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(labels, labels):
        inside = ~np.isin(texts, held_out)
        regression.fit(both[inside], labels[texts[inside]], sample_weight=weights[inside])
        probabilities[~inside] = regression.predict_proba(both[~inside])
    regression.fit(both, labels[texts], sample_weight=weights)
    own, network = np.split(regression.coef_.T, 2)
    return Pooling(_rows(own), _rows(network), _rows(regression.intercept_[None])[0]), pooled(probabilities, texts)


def network_loss(examples: Examples, chosen: np.ndarray) -> float:
    """Return the mean negative log probability that the network's tone alone gives to the labels of some texts."""
    found = pooled(softmax(examples.tones, axis=1), examples.texts)[chosen]
    return float(-np.log(found[np.arange(len(found)), examples.labels[chosen]]).mean())


def _centred(scores: np.ndarray) -> np.ndarray:
    """Return the scores less their mean, which says nothing; so the weights of each label add up to 0."""
    return np.asarray(scores - scores.mean(axis=1, keepdims=True))


def _rows(weights: np.ndarray) -> tuple[Weights, ...]:
    return tuple((float(row[0]), float(row[1]), float(row[2])) for row in weights)


def write_model(fitted: Fitted, temperature: float, pooling: Pooling) -> None:
    """Write `label_model.json`: weights in thousandths, by feature in alphabetical order; zeros are left out.

    Args:
        fitted: The model.
        temperature: Its weights are divided by it.
        pooling: How it is pooled with the network's tone.
    """
    parts: dict[str, dict[str, list[int]]] = {"figures": {}, "lemmas": {}, "ngrams": {}}
    for name, values in sorted(zip(fitted.vectorizer.get_feature_names_out(), fitted.weights.T, strict=True)):
        part, _, feature = str(name).partition(":")
        if any(rounded := _in_units(values / temperature)):
            parts[part][feature] = rounded
    blocks = []
    for part, weights in parts.items():
        rows = ",\n".join(f"    {json.dumps(name, ensure_ascii=False)}: {values}" for name, values in weights.items())
        blocks.append(f'  "{part}": {{\n{rows}\n  }}')
    head = f'  "intercept": {_in_units(fitted.intercept / temperature)}'
    blocks.append(f'  "pooling": {json.dumps(_pooling_in_units(pooling))}')
    with files.writing(PATH) as handle:
        handle.write("{\n" + ",\n".join([f'  "labels": {json.dumps(LABELS)}', head, *blocks]) + "\n}\n")


def _pooling_in_units(pooling: Pooling) -> dict[str, Any]:
    return {
        "own": dict(zip(LABELS, map(_in_units, pooling.own), strict=True)),
        "network": dict(zip(LABELS, map(_in_units, pooling.network), strict=True)),
        "intercept": _in_units(pooling.intercept),
    }


def _in_units(values: Iterable[float]) -> list[int]:
    return [round(float(value) * UNIT) for value in values]


def write_card(
    found: Mapping[str, Any],
    measured: Mapping[str, Any],
    by_target: Mapping[str, Any],
    alone: Mapping[str, Any],
    spacy_model: str,
) -> None:
    """Write the model's card from its template.

    Args:
        found: What was chosen and measured by cross-validation.
        measured: The scores on the development texts.
        by_target: The scores on GerNTSA, towards targets.
        alone: The scores on the development texts without the network's tone.
        spacy_model: Name and version of the spaCy pipeline.
    """
    template = Path(__file__).with_name("label_model_card.md").read_text(encoding="utf-8")
    content = json.loads(PATH.read_text(encoding="utf-8"))
    systems = {"model": "this model", "lexicon": "the lexicon", "textblob": "textblob-de as it is"}
    lines = [
        f"| {title} | "
        + " | ".join(f"{scores[name][key]:.3f}" for scores in (measured, by_target) for key in ("accuracy", "macro_f1"))
        + " |"
        for name, title in {**systems, "always_neutral": "always neutral"}.items()
    ]
    lines.insert(1, f"| without the pipeline's tone | {alone['accuracy']:.3f} | {alone['macro_f1']:.3f} | | |")
    calibration = measured["model"]["calibration"]
    values = {
        **found,
        "spacy_model": spacy_model,
        **{f"n_{part}": len(content[part]) for part in ("figures", "lemmas", "ngrams")},
        "n_pooling": len(LABELS) * (2 * len(LABELS) + 1),
        "scores": "\n".join(lines),
        "f1": ", ".join(f"{label} {score:.3f}" for label, score in measured["model"]["f1"].items()),
        "error": calibration["expected_error"],
        "error_alone": alone["model"]["calibration"]["expected_error"],
        "error_by_label": ", ".join(f"{k} {v}" for k, v in calibration["expected_error_by_label"].items()),
        "mixed": measured["mixed"]["texts"],
        "mixed_neutral": measured["mixed"]["neutral"],
    }
    with files.writing(CARD) as handle:
        handle.write(template.format(**values))


if __name__ == "__main__":
    main()
