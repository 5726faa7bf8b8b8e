"""Measures the speed of the whole run, with one process and with two, and of each stage, against bare `nlp.pipe`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import texts
from benchmarks.contestants import Outcome
from benchmarks.processes import python
from benchmarks.setting import Setting, middle
from benchmarks.wortlaut import analyse, run_stage
from wortlaut.stages import STAGES


class _Round(NamedTuple):
    """Seconds of all variants, see `measure`."""

    bare: float
    prepared: float
    one: float
    two: float


def measure(setting: Setting) -> dict[str, Any]:
    """Run bare `nlp.pipe`, Wortlaut with one process and Wortlaut with two on the same texts in turn.

    Returns:
        `articles` and `words`; `rounds`; `bare`, `prepared`: seconds of `nlp.pipe` as spaCy runs it, and as Wortlaut
        calls it, without loading its model; `one`, `two`: seconds of the whole commands; `ratio`:
        `one` to `bare`, `prepared_ratio`: `one` to `prepared`, and `speedup`: `one` to `two`, within a round. All are
        medians.
    """
    source = setting.articles(setting.sizes.articles)
    rounds = [_round(source, setting) for _ in range(setting.sizes.rounds)]
    return {
        "articles": setting.sizes.articles,
        "words": texts.count_words(texts.read_texts(setting.corpus, setting.sizes.articles)),
        "rounds": len(rounds),
        **{name: middle([getattr(each, name) for each in rounds]) for name in _Round._fields},
        "ratio": middle([each.one / each.bare for each in rounds]),
        "prepared_ratio": middle([each.one / each.prepared for each in rounds]),
        "speedup": middle([each.one / each.two for each in rounds]),
    }


def measure_stages(setting: Setting) -> dict[str, Any]:
    """Run the stages of a project one by one, with one process, and bare `nlp.pipe` on the same texts.

    Returns:
        `articles` and `words`; `bare`: seconds of `nlp.pipe`; `stages`: seconds of each stage by its name, without
        start-up. All are from one run.
    """
    n = setting.sizes.stage_articles
    source = setting.articles(n)
    project = setting.folder / "project"
    shutil.copytree(source, project / "data" / "raw")
    (project / "params.yaml").touch()
    return {
        "articles": n,
        "words": texts.count_words(texts.read_texts(setting.corpus, n)),
        "bare": round(contest("bare", source)["seconds"], 3),
        "stages": {name: run_stage(name, project) for name in STAGES if name != "evaluate"},
    }


def _round(source: Path, setting: Setting) -> _Round:
    output = setting.output("speed")
    one, two = (analyse(source, output, run={"processes": processes}).seconds for processes in (1, 2))
    return _Round(contest("bare", source)["seconds"], contest("prepared", source)["seconds"], one, two)


def contest(name: str, source: Path) -> Outcome:
    """Run one of the contestants on the texts of a folder, in a separate process."""
    outcome: Outcome = json.loads(
        python(f"{name}, {source.name}", "-m", "benchmarks.contestants", name, str(source)).stdout
    )
    return outcome
