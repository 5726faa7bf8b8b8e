"""The stage `evaluate`: score the pipeline against annotated texts, and against the reference corpora if present."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from wortlaut.export import dvc_plots
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.stages.paths import Paths
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError
from wortlaut.utils.progress import stage

log = logging.getLogger(__name__)
_REMEDY = "Delete it, or restore it from the repository."


@stage("evaluate")
def run(paths: Paths, params: Params) -> None:
    """Score the pipeline; without reference corpora, earlier scores against them are kept.

    Raises:
        WortlautError: The spaCy pipeline is not the one that `model.json` describes, or annotated texts are missing or
            damaged.
    """
    # Imported here because SciPy takes half a second that no other stage needs.
    from wortlaut.evaluate import evaluate, with_kept_scores
    from wortlaut.evaluate.corpora import VARIABLE, find_corpora

    info = model.find(params.model.name)
    model.check_unchanged(info, paths.model)
    corpora = find_corpora()
    previous = _read_metrics(paths.metrics) if corpora is None and paths.metrics.is_file() else None
    if previous is not None:
        log.warning(
            "%s: scores that need reference corpora are kept as they are, because none were found (see %s).",
            paths.metrics,
            VARIABLE,
        )
        if previous.get("model") != model.description(info):
            log.warning("%s: was measured with another model and is left unchanged.", paths.metrics)
            return
    scores = evaluate(paths.gold, corpora, info, params)
    _write_scores(scores if previous is None else with_kept_scores(scores, previous), paths)


def _write_scores(scores: dict[str, Any], paths: Paths) -> None:
    from wortlaut.evaluate import main_scores

    try:
        _write_json(main_scores(scores), paths.main_scores)
        dvc_plots.write(paths.plots / "scores_by_type.csv", dvc_plots.SCORE_COLUMNS, dvc_plots.scores_by_type(scores))
        dvc_plots.write(
            paths.plots / "tone_confusion.csv", dvc_plots.CONFUSION_COLUMNS, dvc_plots.tone_confusion(scores)
        )
    except (KeyError, TypeError) as error:
        # New scores are complete; only earlier scores can have another form.
        raise WortlautError(f"{paths.metrics}: was written by another version. {_REMEDY}") from error
    _write_json(scores, paths.metrics)


def _write_json(content: dict[str, Any], path: Path) -> None:
    with files.writing(path) as handle:
        handle.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _read_metrics(path: Path) -> dict[str, Any]:
    try:
        metrics = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WortlautError(f"{path}: is not valid JSON ({error}). {_REMEDY}") from error
    if not isinstance(metrics, dict):
        raise WortlautError(f"{path}: is not a JSON object. {_REMEDY}")
    return metrics
