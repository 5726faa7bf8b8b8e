"""Generates parts of README.md: the table of scores and the graph of the stages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.docs.parts import read_json, with_part
from wortlaut.utils.errors import WortlautError

_EVALUATE = "`dvc repro -fs evaluate`"
_IDENTITY = "`wortlaut evaluate identity --part test`"
_TRAINING = "`cd training && dvc repro`"


def with_current_parts(text: str, root: Path) -> str:
    """Return README.md with current generated parts.

    Args:
        text: README.md.
        root: The folder of the project, with `reports/metrics.json`, `training/metrics.json` and `dvc.yaml`.

    Raises:
        WortlautError: The marks of a part are missing, or a source file is missing or damaged.
    """
    metrics, training = (read_json(root / folder / "metrics.json") for folder in ("reports", "training"))
    try:
        rows = "\n".join(f"| {' | '.join(row)} |" for row in _score_rows(metrics, training))
    except (KeyError, TypeError) as error:
        raise WortlautError(
            f"metrics.json: is damaged or of another version ({error!r}). Run `make report`."
        ) from error
    scores = f"| what | score | measured on | measured by |\n|---|---:|---|---|\n{rows}"
    return with_part(with_part(text, "scores", scores), "stages", f"```mermaid\n{_graph(root)}```")


def _score_rows(metrics: dict[str, Any], training: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield what was measured, the score, the data, and the command that measures it."""
    quotations, tone = metrics["quotations"], metrics["sentiment"]
    if quotations:
        news = f"{quotations['articles']} news articles"
        yield "quoted words, F1", _percent(quotations["message"]["f1"]), news, _EVALUATE
        yield "cue, F1", _percent(quotations["cue"]["f1"]), news, _EVALUATE
        yield "speaker's words, F1", _percent(quotations["source"]["f1"]), news, _EVALUATE
        direct = quotations["types"]["Direct"]
        found = f"{_percent(direct['p'])} / {_percent(direct['r'])}"
        yield "direct quotations, precision / recall", found, news, _EVALUATE
    identity = metrics["identity"]["with_corpus"] or metrics["identity"]["own"]
    articles = f"{identity['articles']} news articles"
    yield "names linked to entities, B-cubed F1", _percent(identity["names"]["b_cubed"]["f1"]), articles, _IDENTITY
    speakers = identity["speaker_pronouns"]
    yield (
        "pronouns as speakers, right person",
        _percent(speakers["accuracy"]),
        f"{speakers['gold']} pronouns",
        _IDENTITY,
    )
    if tone:
        texts = f"{tone['texts']} newspaper sentences"
        yield "tone, accuracy", _percent(tone["accuracy"]), texts, _EVALUATE
        yield "always “neutral”, accuracy", _percent(tone["always_neutral"]["accuracy"]), texts, _EVALUATE
        yield "tone, macro F1", _percent(tone["macro_f1"]), texts, _EVALUATE
        yield "always “neutral”, macro F1", _percent(tone["always_neutral"]["macro_f1"]), texts, _EVALUATE
    names, syntax = training["names_germeval_dev"]["all"]["f"], training["syntax_pud_held_out"]["las"]
    yield "bundled model: names, F1", f"{names:.1f} %", "GermEval 2014, dev", _TRAINING
    yield "bundled model: syntax, LAS", f"{syntax:.1f} %", "German PUD, held out", _TRAINING


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _graph(root: Path) -> str:
    command = [sys.executable, "-m", "dvc", "dag", "--mermaid"]
    try:
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    except subprocess.CalledProcessError as error:
        raise WortlautError(f"dvc dag: gives no graph ({error.stderr.strip()}). Fix dvc.yaml.") from error
