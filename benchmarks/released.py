"""Compares the analysis with that of the last release, on the same texts in turn."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

from benchmarks import texts
from benchmarks.processes import ROOT
from benchmarks.setting import Setting, middle
from benchmarks.wortlaut import Release, run_stage
from wortlaut.utils.errors import WortlautError

VERSION, COMMIT, PACKAGE = "0.1.0", "54c3ada9fd3dd6a7d5d54859d1cec401300200e5", "pipeline"
"""The release, its last commit, and the name that its package had."""
_BEFORE = ("model", "ingest", "tokenize")
_COMPARED = ("entities", "quotations", "sentiment")


def measure(setting: Setting) -> dict[str, Any]:
    """Run the stages that analyse annotated articles in projects of both releases in turn.

    Returns:
        `articles`, `words`, `rounds` and `version`; `released`, `current`: milliseconds per 1,000 words of each stage;
        `ratio`: all stages of this version to those of the release, within a round. All are medians.

    Raises:
        WortlautError: The release cannot be installed.
    """
    n = setting.sizes.stage_articles
    source = setting.articles(n)
    words = texts.count_words(texts.read_texts(setting.corpus, n))
    releases = {"released": _installed(setting.folder), "current": None}
    for name, release in releases.items():
        project = setting.folder / name
        shutil.copytree(source, project / "data" / "raw")
        (project / "params.yaml").touch()
        for stage in _BEFORE:
            run_stage(stage, project, release)
    rounds = [
        {name: _round(setting.folder / name, release) for name, release in releases.items()}
        for _ in range(setting.sizes.rounds)
    ]
    per_word = {
        name: {stage: middle([each[name][stage] * 1e6 / words for each in rounds]) for stage in _COMPARED}
        for name in releases
    }
    ratio = middle([sum(each["current"].values()) / sum(each["released"].values()) for each in rounds])
    return {"articles": n, "words": words, "rounds": len(rounds), "version": VERSION, **per_word, "ratio": ratio}


def _round(prepared: Path, release: Release | None) -> dict[str, float]:
    """Run the compared stages in a copy of a project, so that nothing of a round before is kept."""
    project = prepared.with_name(f"{prepared.name}-round")
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(prepared, project)
    return {stage: run_stage(stage, project, release) for stage in _COMPARED}


def _installed(folder: Path) -> Release:
    """Install the release from the history of this checkout."""
    source, packages = folder / "release", folder / "release-packages"
    archive = subprocess.run(["git", "archive", COMMIT], cwd=ROOT, capture_output=True, check=False)
    if archive.returncode:
        raise WortlautError(f"version {VERSION}: {archive.stderr.decode()} Use a clone with its whole history.")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(source, filter="data")
    options = ("--no-deps", "--no-build-isolation", "--quiet", "--target", str(packages))
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, str(source)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise WortlautError(f"version {VERSION} cannot be installed:\n{done.stderr}")
    return Release(VERSION, PACKAGE, packages)
