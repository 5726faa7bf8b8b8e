from __future__ import annotations

import json

from tests.conftest import ROOT
from wortlaut.evaluate import main_scores

IDENTITY = {"names": {"b_cubed": {"f1": 0.8}}, "speaker_pronouns": {"accuracy": None}}


def test_the_committed_scores_are_those_of_the_metrics() -> None:
    metrics, scores = (json.loads((ROOT / "reports" / name).read_text()) for name in ("metrics.json", "scores.json"))
    assert main_scores(metrics) == scores
    assert scores["joint_f1"] == metrics["quotations"]["joint"]["f1"]


def test_scores_fit_in_a_row_and_are_shares() -> None:
    scores = json.loads((ROOT / "reports" / "scores.json").read_text())
    assert 8 <= len(scores) <= 12
    assert all(0 <= score <= 1 for score in scores.values())


def test_what_was_not_measured_is_left_out() -> None:
    metrics = {"model": {}, "quotations": None, "sentiment": None, "identity": {"own": IDENTITY, "with_corpus": None}}
    assert main_scores(metrics) == {"identity_f1": 0.8}
