from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.special import softmax

from training import tone
from training.tone import Examples
from wortlaut.sentiment.label_model import LABELS, load_label_model

NEGATIVE, NEUTRAL, POSITIVE = range(len(LABELS))


@pytest.fixture
def examples() -> Examples:
    """Sixty texts whose label can be read off their features, half of them with the word `gut`."""
    labels = np.array([NEGATIVE, NEUTRAL, POSITIVE] * 20)
    found = [{"sentence.mean": float(label - 1), "word.gut" if label else "word.bös": 1.0} for label in labels]
    return Examples(found, found, labels, np.arange(len(labels)), np.array([NEUTRAL, POSITIVE]))


def test_a_fitted_model_learns_its_examples(examples: Examples) -> None:
    fitted = tone.fit(examples, np.arange(60), 1.0)
    assert (fitted.scores(examples.with_target).argmax(axis=1) == examples.labels).all()


def test_rare_words_are_no_features(examples: Examples) -> None:
    rare = [{**examples.with_target[0], "word.einmalig": 1.0}, *examples.with_target[1:]]
    names = tone.fit(examples._replace(with_target=rare), np.arange(60), 1.0).vectorizer.get_feature_names_out()
    assert list(names) == ["sentence.mean", "word.bös", "word.gut"]


@pytest.mark.slow
def test_unseen_texts_are_scored_by_models_without_them(examples: Examples) -> None:
    strength, scores = tone.cross_validated(examples)
    assert strength in tone.STRENGTHS
    assert scores.shape == (60, 3)
    assert (scores.argmax(axis=1) == examples.labels).mean() > 0.4  # by chance a third


def test_a_temperature_mends_what_is_too_sure() -> None:
    labels = np.array([0, 0, 0, 1])
    scores = np.tile([9.0, 0.0, -9.0], (4, 1))
    assert tone.fitted_temperature(scores, labels) > 3


@pytest.mark.slow
def test_factors_leave_the_accuracy_that_is_wanted(examples: Examples) -> None:
    scores = np.eye(3)[examples.labels] + [0.0, 1.2, 0.0]
    factors, accuracy, macro_f1 = tone.fitted_factors(softmax(scores, axis=1), examples)
    assert accuracy >= tone.LEAST_ACCURACY
    assert 0.9 < macro_f1 < 1  # one of the two texts without hits is positive
    assert factors[NEUTRAL] == 1


def test_a_written_model_can_be_read(examples: Examples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "label_model.json"
    monkeypatch.setattr(tone, "PATH", path)
    fitted = tone.fit(examples, np.arange(60), 1.0)
    tone.write_model(fitted, 1.2, [2.0, 1.0, 1.5])
    read = load_label_model(path)
    assert (read.temperature, read.factors) == (1.2, (2.0, 1.0, 1.5))
    probabilities = [read.probabilities(found) for found in examples.with_target]
    expected = softmax(fitted.scores(examples.with_target) / 1.2, axis=1)
    assert np.allclose(probabilities, expected, atol=1e-3)
    assert json.loads(path.read_text(encoding="utf-8"))["labels"] == list(LABELS)
