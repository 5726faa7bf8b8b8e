from __future__ import annotations

import json
from pathlib import Path

import pytest

from wortlaut.sentiment.label_model import LABELS, PATH, LabelModel, Probabilities, chosen_model, load_label_model
from wortlaut.utils.errors import WortlautError

MODEL = LabelModel(
    weights={"gain": (0.0, 0.0, 2.0), "loss": (2.0, 0.0, 0.0)},
    intercept=(0.0, 1.0, 0.0),
    temperature=1.0,
    factors=(2.0, 1.0, 1.0),
)


def test_features_raise_the_probability_of_their_label() -> None:
    assert MODEL.probabilities({"gain": 1.0}).positive > MODEL.probabilities({}).positive
    assert MODEL.probabilities({"loss": 1.0}).negative > MODEL.probabilities({}).negative
    assert MODEL.probabilities({"unknown": 9.0}) == MODEL.probabilities({})


def test_probabilities_add_up_to_one_and_survive_large_scores() -> None:
    assert sum(MODEL.probabilities({"gain": 0.3, "loss": 0.4})) == pytest.approx(1)
    assert MODEL.probabilities({"gain": 1000.0}) == (0.0, 0.0, 1.0)


def test_a_higher_temperature_lowers_certainty() -> None:
    features = {"gain": 3.0}
    assert MODEL._replace(temperature=2.0).probabilities(features).positive < MODEL.probabilities(features).positive


def test_factors_favour_rare_labels() -> None:
    assert MODEL.label(Probabilities(0.35, 0.5, 0.15)) == "negative"
    assert MODEL._replace(factors=(1.0, 1.0, 1.0)).label(Probabilities(0.35, 0.5, 0.15)) == "neutral"


def test_the_parameter_chooses() -> None:
    assert chosen_model("lexicon") is None
    assert chosen_model("model") == load_label_model()


def test_the_bundled_model_is_complete() -> None:
    model = load_label_model()
    assert model.temperature > 0
    assert len(model.factors) == len(LABELS)
    assert all(factor > 0 for factor in model.factors)
    assert {"sentence.mean", "clause.loss", "target.given"} <= model.weights.keys()
    assert json.loads(PATH.read_text(encoding="utf-8"))["labels"] == list(LABELS)
    assert PATH.with_suffix(".md").is_file()


@pytest.mark.parametrize(
    "content",
    ["no JSON", "[]", "{}", '{"weights": {"a": [1]}, "intercept": [0, 0, 0], "temperature": 1, "factors": []}'],
)
def test_an_invalid_model_is_reported(content: str, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WortlautError, match=r"model\.json.*python -m training\.tone"):
        load_label_model(path)
