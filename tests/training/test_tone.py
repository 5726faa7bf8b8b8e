from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.special import softmax

from tests.conftest import ROOT
from training import tone
from training.tone import Examples
from wortlaut.evaluate import corpora
from wortlaut.sentiment.label_model import LABELS, UNIT, Pooling, load_label_model

NEGATIVE, NEUTRAL, POSITIVE = range(len(LABELS))


ALL = np.ones(60, dtype=bool)
EVEN = Pooling(((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)), ((0.0, 0.0, 0.0),) * 3, (0.0, 0.0, 0.0))
"""A pooling that leaves everything to the words."""


@pytest.fixture
def examples() -> Examples:
    """Sixty texts of one sentence whose label can be read off their features, half of them with the word `gut`."""
    labels = np.array([NEGATIVE, NEUTRAL, POSITIVE] * 20)
    found = [{"figures:hits.mean": float(label - 1), "lemmas:gut" if label else "lemmas:bös": 1.0} for label in labels]
    tones = np.log(np.full((60, 3), 1 / 3))
    return Examples(found, tones, np.arange(60), labels, np.ones(60), ALL)


def few(texts: list[int], labels: list[int], weights: list[float]) -> Examples:
    return Examples([], np.zeros((len(texts), 3)), np.array(texts), np.array(labels), np.array(weights), np.array([]))


def test_a_fitted_model_learns_its_examples(examples: Examples) -> None:
    fitted = tone.fit(examples, ALL, 1.0)
    assert (fitted.scores(examples.features).argmax(axis=1) == examples.labels).all()


def test_rare_words_are_no_features(examples: Examples) -> None:
    rare = [{**examples.features[0], "lemmas:einmalig": 1.0, "ngrams:ein": 1.0}, *examples.features[1:]]
    names = tone.fit(examples._replace(features=rare), ALL, 1.0).vectorizer.get_feature_names_out()
    assert list(names) == ["figures:hits.mean", "lemmas:bös", "lemmas:gut"]


@pytest.mark.slow
def test_unseen_texts_are_scored_by_models_without_them(examples: Examples) -> None:
    strength, scores = tone.cross_validated(examples)
    assert strength in tone.STRENGTHS
    assert scores.shape == (60, 3)
    assert (scores.argmax(axis=1) == examples.labels).mean() > 0.4  # by chance a third


def test_texts_have_the_mean_of_their_sentences() -> None:
    probabilities = np.array([[0.2, 0.6, 0.2], [0.4, 0.4, 0.2], [1.0, 0.0, 0.0]])
    assert np.allclose(tone.pooled(probabilities, np.array([0, 0, 1])), [[0.3, 0.5, 0.2], [1.0, 0.0, 0.0]])


def test_the_loss_is_of_whole_texts_by_their_weight() -> None:
    scores = np.log(np.array([[0.2, 0.6, 0.2], [0.4, 0.4, 0.2], [0.5, 0.25, 0.25]]))
    two = few([0, 0, 1], [NEUTRAL, NEGATIVE], [3.0, 1.0])
    assert tone.log_loss(scores, two) == pytest.approx(-(3 * np.log(0.5) + np.log(0.5)) / 4)


def test_a_temperature_mends_what_is_too_sure() -> None:
    four = few([0, 1, 2, 3], [NEGATIVE, NEGATIVE, NEGATIVE, NEUTRAL], [1.0] * 4)
    assert tone.fitted_temperature(np.tile([9.0, 0.0, -9.0], (4, 1)), four) > 3


def test_a_written_model_can_be_read(examples: Examples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "label_model.json"
    monkeypatch.setattr(tone, "PATH", path)
    fitted = tone.fit(examples, ALL, 1.0)
    tone.write_model(fitted, 1.2, EVEN)
    read = load_label_model(path)
    lemma_weights = json.loads(path.read_text(encoding="utf-8"))["lemmas"]
    for found, scores in zip(examples.features, fitted.scores(examples.features), strict=True):
        (lemma,) = (name.partition(":")[2] for name in found if name.startswith("lemmas:"))
        word = tuple(weight / UNIT for weight in lemma_weights[lemma])
        probabilities = read.probabilities({"hits.mean": found["figures:hits.mean"]}, [word])
        assert np.allclose(probabilities, softmax(scores / 1.2), atol=1e-3)
        pooled = read.probabilities({"hits.mean": found["figures:hits.mean"]}, [word], (-1.0, -2.0, -3.0))
        assert pooled == pytest.approx(probabilities)


def test_the_pooling_trusts_what_is_right_about_texts_that_the_network_has_not_seen(examples: Examples) -> None:
    right, uninformed = np.log(np.eye(3)[examples.labels] * 0.8 + 0.1), np.zeros((60, 3))
    unseen = np.arange(60) % 6 < 3
    mixed = np.where(unseen[:, None], uninformed, right)  # right only where it does not count
    by_network, found = tone.fitted_pooling(uninformed, examples._replace(tones=right, unseen=unseen))
    by_words, _ = tone.fitted_pooling(right, examples._replace(tones=mixed, unseen=unseen))
    assert by_network.network[NEGATIVE][NEGATIVE] > 0.3
    assert by_network.own == pytest.approx(np.zeros((3, 3)))
    assert by_words.own[NEGATIVE][NEGATIVE] > 0.3
    assert by_words.network == pytest.approx(np.zeros((3, 3)))
    assert found.shape == (30, 3)
    assert (found.argmax(axis=1) == examples.labels[unseen]).all()


def test_the_network_is_judged_by_the_texts_that_are_asked_for() -> None:
    two = few([0, 0, 1], [NEUTRAL, NEGATIVE], [1.0, 1.0])
    two = two._replace(tones=np.log(np.array([[0.2, 0.6, 0.2], [0.4, 0.4, 0.2], [0.5, 0.25, 0.25]])))
    assert tone.network_loss(two, np.array([True, False])) == pytest.approx(-np.log(0.5))
    assert tone.network_loss(two, np.array([True, True])) == pytest.approx(-np.log(0.5))


def test_the_passages_are_labels_without_text() -> None:
    rows = tone.PASSAGES.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "article,start,end,label"
    assert len(set(rows)) == len(rows) > 500
    cells = [row.split(",") for row in rows[1:]]
    assert {label for *_, label in cells} == {*LABELS, "mixed"}
    assert all(int(start) < int(end) for _, start, end, _ in cells)


def test_the_invented_sentences_are_like_gold_texts_and_in_no_test() -> None:
    texts = list(corpora.read_tone_texts(tone.SENTENCES))
    assert len({text.text for text in texts}) == len(texts) > 200
    assert {text.label for text in texts} == set(LABELS)
    cases = (ROOT / "tests" / "sentiment" / "tone_cases.md").read_text(encoding="utf-8")
    assert [text.text for text in texts if text.text in cases] == []
