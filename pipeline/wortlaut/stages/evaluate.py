"""The stage `evaluate`: score against annotated texts, of the reference corpora where they are present."""

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
_REMEDY = "Delete it, or take it from the repository again."


@stage("evaluate")
def run(paths: Paths, params: Params) -> None:
    """Score the pipeline; what needs the reference corpora is kept as it was measured where there are none.

    Raises:
        WortlautError: The spaCy pipeline is not the one that `model.json` describes, or annotated texts are missing or
            damaged.
    """
    # Imported here because SciPy takes half a second that no other stage needs.
    from wortlaut.evaluate import evaluate, with_kept_scores
    from wortlaut.evaluate.corpora import VARIABLE, find_corpora

    found = model.find(params.model.name)
    model.check_unchanged(found, paths.model)
    folder = find_corpora()
    kept = _read_metrics(paths.metrics) if folder is None and paths.metrics.is_file() else None
    if kept is not None:
        log.warning(
            "%s: scores that need corpora are kept as they are, because there are none (see %s).",
            paths.metrics,
            VARIABLE,
        )
        if kept.get("model") != model.description(found):
            log.warning("%s: was measured with another model and is left aside.", paths.metrics)
            return
    scores = evaluate(paths.gold, folder, found, params)
    _write_scores(scores if kept is None else with_kept_scores(scores, kept), paths)


def _write_scores(scores: dict[str, Any], paths: Paths) -> None:
    from wortlaut.evaluate import main_scores

    try:
        _write_json(main_scores(scores), paths.main_scores)
        dvc_plots.write(paths.plots / "scores_by_type.csv", dvc_plots.SCORE_COLUMNS, dvc_plots.scores_by_type(scores))
        dvc_plots.write(
            paths.plots / "tone_confusion.csv", dvc_plots.CONFUSION_COLUMNS, dvc_plots.tone_confusion(scores)
        )
    except (KeyError, TypeError) as error:
        # What was measured just now is whole; only kept scores can be of another form.
        raise WortlautError(f"{paths.metrics}: is of another version. {_REMEDY}") from error
    _write_json(scores, paths.metrics)


def _write_json(content: dict[str, Any], path: Path) -> None:
    with files.writing(path) as handle:
        handle.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _read_metrics(path: Path) -> dict[str, Any]:
    try:
        metrics = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WortlautError(f"{path}: is no JSON ({error}). {_REMEDY}") from error
    if not isinstance(metrics, dict):
        raise WortlautError(f"{path}: is no JSON object. {_REMEDY}")
    return metrics
