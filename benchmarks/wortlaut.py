"""Runs `wortlaut` as a user would, and reads its log."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks import processes
from benchmarks.processes import Measured
from wortlaut.utils.errors import WortlautError

_COMMAND = ("-c", "from wortlaut.cli.commands import main; main()", "--log-format", "json")


TABLES = "processed/*.csv"
"""The tables in the output of a run."""


class Analysis(NamedTuple):
    """A successful run of `wortlaut run`.

    Attributes:
        seconds: Wall time of the whole command, from start to end.
        work: Seconds without start-up.
        analysis: Seconds of the analysis of single articles.
        words: Number of words analysed.
        peak: See `processes.Measured`.
    """

    seconds: float
    work: float
    analysis: float
    words: int
    peak: int | None


class Release(NamedTuple):
    """An earlier release, installed in a folder of its own.

    Attributes:
        version: Its version.
        package: The name of its package.
        packages: The folder in which it is installed, without what it depends on.
    """

    version: str
    package: str
    packages: Path


def analyse(
    source: Path, output: Path, *, run: Mapping[str, Any] | None = None, watch_memory: bool = False, fresh: bool = True
) -> Analysis:
    """Analyse a folder of articles with `wortlaut run`.

    Args:
        source: The folder.
        output: The folder for the results.
        run: Values for the block `run` of the parameters; all others have their defaults.
        watch_memory: See `processes.python`.
        fresh: Whether to delete the results of an earlier run first.

    Raises:
        WortlautError: The command failed, or its log counts another number of articles.
    """
    if fresh:
        shutil.rmtree(output, ignore_errors=True)
    params = output.with_suffix(".yaml")
    params.parent.mkdir(parents=True, exist_ok=True)
    params.write_text(yaml.safe_dump({"run": dict(run or {})}), encoding="utf-8")
    settings = "".join(f", {name} {value}" for name, value in (run or {}).items())
    measured = processes.python(
        f"wortlaut run {source.name}{settings}",
        *(*_COMMAND, "run", str(source), "--output", str(output), "--params", str(params)),
        watch_memory=watch_memory,
    )
    summary = _summary(measured, "run")
    n_articles = sum(1 for _ in source.iterdir())
    if summary["articles"] != n_articles:
        raise WortlautError(f"{source}: has {n_articles} articles, but the log counts {summary['articles']}.")
    analysis = _summary(measured, "analyse")["seconds"]
    return Analysis(measured.seconds, summary["seconds"], analysis, summary["words"], measured.peak)


def contents(output: Path, pattern: str) -> dict[str, bytes]:
    """Return the bytes of the files of an output that match a pattern, by name."""
    return {path.name: path.read_bytes() for path in output.glob(pattern)}


def run_stage(stage: str, project: Path, release: Release | None = None) -> float:
    """Run one stage of a project, and return the seconds that it took without start-up.

    Args:
        stage: Its name.
        project: Its folder, with `data/raw` and `params.yaml`, in which the preceding stages have been run.
        release: Another release that runs it.

    Raises:
        WortlautError: The command failed.
    """
    if release is None:
        measured = processes.python(f"wortlaut {stage}", *_COMMAND, stage, folder=project)
    else:
        command = ("-c", f"from {release.package}.cli import main; main()", "--log-format", "json", stage)
        measured = processes.python(f"{release.version} {stage}", *command, folder=project, packages=release.packages)
    seconds: float = _summary(measured, stage)["seconds"]
    return seconds


def _summary(measured: Measured, stage: str) -> dict[str, Any]:
    """Return the fields that a command logs at the end of a stage."""
    lines = [json.loads(line) for line in measured.stderr.splitlines()]
    summary: dict[str, Any] = next(line for line in lines if line.get("event") == "finished" and line["stage"] == stage)
    return summary
