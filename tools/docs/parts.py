"""Generates the parts between marks of README.md and of pages in docs; the rest is by hand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wortlaut.evaluate.reports import score_tables
from wortlaut.utils.errors import WortlautError

_EVALUATE = "`dvc repro -fs evaluate`"
_IDENTITY = "`wortlaut evaluate identity --part test`"
_TRAINING = "`cd training && dvc repro`"
_LABELLERS = {
    "model": "tone by the label model (default)",
    "lexicon": "tone by the lexicon",
    "textblob": "tone by textblob-de as it is",
    "always_neutral": "always “neutral”",
}
"""Ways to label tone, by their keys in `metrics.json`."""
_AGREEMENT = ("accuracy", "macro_f1")


def with_current_parts(text: str, root: Path) -> str:
    """Return README.md with current generated parts.

    Args:
        text: README.md.
        root: The folder of the project, with `reports/metrics.json`, `training/metrics.json` and `dvc.yaml`.

    Raises:
        WortlautError: The marks of a part are missing, or a source file is missing or damaged.
    """
    metrics, training = (_read_json(root / folder / "metrics.json") for folder in ("reports", "training"))
    try:
        rows = "\n".join(f"| {' | '.join(row)} |" for row in _score_rows(metrics, training))
    except (KeyError, TypeError) as error:
        raise WortlautError(
            f"metrics.json: is damaged or of another version ({error!r}). Run `make report`."
        ) from error
    scores = f"| what | score | measured on | measured by |\n|---|---:|---|---|\n{rows}"
    return _with_part(_with_part(text, "scores", scores), "stages", f"```mermaid\n{_graph(root)}```")


def with_current_scores(page: str, root: Path) -> str:
    """Return `docs/quotations.md` with the latest scores.

    Args:
        page: The page.
        root: The folder of the project, with `reports/metrics.json`.

    Raises:
        WortlautError: The marks of the part are missing, or there are no scores of quotations.
    """
    path = root / "reports" / "metrics.json"
    try:
        tables = score_tables(_read_json(path)["quotations"])
    except (KeyError, TypeError) as error:
        raise WortlautError(
            f"{path}: has no scores of quotations ({error!r}). Run `dvc repro -fs evaluate` where the corpora are."
        ) from error
    return _with_part(page, "scores", f"```\n{tables}\n```")


def with_tone_scores(page: str, root: Path) -> str:
    """Return `docs/sentiment.md` with the latest scores.

    Args:
        page: The page.
        root: The folder of the project, with `reports/metrics.json`.

    Raises:
        WortlautError: The marks of the part are missing, or there are no scores of tone.
    """
    path = root / "reports" / "metrics.json"
    metrics = _read_json(path)
    try:
        tone, towards = metrics["tone"], metrics["sentiment"]
        n_texts, n_targets = tone["texts"] - tone["mixed"]["texts"], towards["texts"]
        calibration = tone["model"]["calibration"]["expected_error"]
        rows = [
            f"| {name} | "
            + " | ".join(f"{scores[key][measure]:.3f}" for scores in (tone, towards) for measure in _AGREEMENT)
            + " |"
            for key, name in _LABELLERS.items()
        ]
    except (KeyError, TypeError) as error:
        raise WortlautError(
            f"{path}: has no scores of tone ({error!r}). Run `dvc repro -fs evaluate` where the corpora are."
        ) from error
    head = (
        f"| | {n_texts} texts as such: accuracy | macro F1 | {n_targets} texts towards a target: accuracy | macro F1 |"
    )
    calibrated = f"The expected calibration error of the model on the texts as such is {calibration:.3f}."
    return _with_part(page, "scores", "\n".join([head, "|---|---:|---:|---:|---:|", *rows, "", calibrated]))


def with_lemma_scores(page: str, root: Path) -> str:
    """Return `docs/lemmas.md` with the scores that `python -m training.lemmas` measured.

    Args:
        page: The page.
        root: The folder of the project, with `training/lemma_scores.json`.

    Raises:
        WortlautError: The marks of the part are missing, or the scores are missing or damaged.
    """
    measured = _read_json(root / "training" / "lemma_scores.json")
    classes = list(next(iter(next(iter(measured.values())).values())))
    header = "".join(f" {name} | today |" for name in classes)
    rows = [
        f"| {part} | {source} |"
        + "".join(f" {score['exact']:.3f} | {score['today']:.3f} |" for score in scores.values())
        for part, sources in measured.items()
        for source, scores in sources.items()
    ]
    table = [f"| words of | lemmas by |{header}", f"|---|---|{'---:|' * 2 * len(classes)}", *rows]
    return _with_part(page, "scores", "\n".join(table))


def _with_part(page: str, name: str, content: str) -> str:
    """Return a page with new content between the marks of a part.

    Args:
        page: A page with `<!-- NAME: generated by make docs -->` and `<!-- end of NAME -->`, each on a line of its own.
        name: The part.
        content: The new content.

    Raises:
        WortlautError: The page does not have these marks.
    """
    begin, end = f"<!-- {name}: generated by make docs -->\n", f"<!-- end of {name} -->"
    pattern = re.compile(f"(?<={re.escape(begin)}).*(?={re.escape(end)})", re.DOTALL)
    if not pattern.search(page):
        raise WortlautError(
            f"the part '{name}' of a page has no marks {begin.strip()} and {end}. Restore them from git."
        )
    return pattern.sub(lambda _: f"\n{content}\n", page)


def _read_json(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file of scores.

    Raises:
        WortlautError: The file is missing or damaged.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WortlautError(f"{path}: cannot be read ({error}). Run `make report`.") from error
    assert isinstance(content, dict)
    return content


def _score_rows(metrics: dict[str, Any], training: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield what was measured, the score, the data, and the command that measures it."""
    quotations, tone, towards = metrics["quotations"], metrics["tone"], metrics["sentiment"]
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
    if annotated := metrics.get("speakers"):
        gender, kind = annotated["gender"], annotated["kind"]
        right = f"{_percent(gender['right'])} / {_percent(gender['given'])}"
        yield "gender of persons, right where given / given", right, f"{gender['n']} persons", _EVALUATE
        yield "kind of speakers, right", _percent(kind["right_of_all"]), f"{kind['n']} speakers", _EVALUATE
    texts = f"{tone['texts'] - tone['mixed']['texts']} news texts"
    for key, name in _LABELLERS.items():
        both = f"{_percent(tone[key]['accuracy'])} / {_percent(tone[key]['macro_f1'])}"
        yield f"{name}, accuracy / macro F1", both, texts, _EVALUATE
    if towards:
        yield (
            "tone towards targets, macro F1",
            _percent(towards["macro_f1"]),
            f"{towards['texts']} news texts",
            _EVALUATE,
        )
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
