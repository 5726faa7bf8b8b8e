"""Selects the few scores for comparing two versions of the pipeline (`dvc metrics show`, `dvc metrics diff`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def main_scores(metrics: Mapping[str, Any]) -> dict[str, float]:
    """Select the main scores; those that were not measured are left out.

    Args:
        metrics: The scores, as `wortlaut.evaluate.evaluate` returns them.

    Returns:
        Shares from 0 to 1: F1 of a quotation's words, cue and speaker and of all its parts together; B-cubed F1 of
        names; the share of speaker pronouns that are resolved to the correct person; accuracy, macro F1 and calibration
        error of the tone labels; F1 of names and labelled attachment score of the bundled model.
    """
    scores: dict[str, float] = {}
    if quotations := metrics["quotations"]:
        names = {"quote_f1": "message", "cue_f1": "cue", "speaker_f1": "source", "joint_f1": "joint"}
        scores |= {name: quotations[key]["f1"] for name, key in names.items()}
    identity = metrics["identity"]["with_corpus"] or metrics["identity"]["own"]
    scores["identity_f1"] = identity["names"]["b_cubed"]["f1"]
    scores["pronouns"] = identity["speaker_pronouns"]["accuracy"]
    if tone := metrics["sentiment"]:
        scores |= {"tone_accuracy": tone["accuracy"], "tone_f1": tone["macro_f1"]}
        scores["tone_error"] = tone["model"]["calibration"]["expected_error"]
    if model := metrics["model"].get("scores"):
        scores["names_f1"] = round(model["names_germeval_dev"]["all"]["f"] / 100, 4)
        scores["las"] = round(model["syntax_pud_held_out"]["las"] / 100, 4)
    return {name: score for name, score in scores.items() if score is not None}
