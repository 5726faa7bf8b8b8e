"""A new project has all that its stages need, and DVC runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DEMO, PYTHONPATH, ROOT
from tools.docs.project import project_files
from wortlaut.cli.init import FILES, LAYOUT, init
from wortlaut.corrections.records import Corrections, read
from wortlaut.params import Params, load_params
from wortlaut.stages import STAGES
from wortlaut.utils.errors import WortlautError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    init(tmp_path / "news")
    return tmp_path / "news"


def test_a_project_is_laid_out(project: Path) -> None:
    files = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    corrections = {"data/corrections/entities.csv", "data/corrections/quotations.csv"}
    layout = {"README.md", "dvc.yaml", "params.yaml", ".gitignore", "data/raw/.gitignore"} | corrections
    assert files == {*LAYOUT} == layout
    assert sorted(path.name for path in FILES.iterdir()) == sorted(LAYOUT.values())
    assert load_params(project / "params.yaml") == Params()
    assert read(project / "data" / "corrections") == Corrections()
    assert len((project / "README.md").read_text(encoding="utf-8").splitlines()) <= 10


def test_the_files_are_those_of_this_project() -> None:
    for path, content in project_files(ROOT).items():
        assert (ROOT / path).read_text(encoding="utf-8") == content, "Run `make docs`."


def test_a_stage_depends_on_what_is_laid_out_or_made(project: Path) -> None:
    stages: dict[str, Any] = yaml.safe_load((project / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    assert [*stages] == [name for name in STAGES if name != "evaluate"]
    made = {next(iter(out)) if isinstance(out, dict) else out for stage in stages.values() for out in stage["outs"]}
    needed = {dep for stage in stages.values() for dep in stage.get("deps", [])}
    assert "data/raw" in needed
    assert [dep for dep in needed - made if not (project / dep).exists()] == []


def test_files_that_exist_are_kept(tmp_path: Path) -> None:
    (tmp_path / "params.yaml").write_text("mine")
    with pytest.raises(WortlautError, match=r"params\.yaml: exists already"):
        init(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["params.yaml"]


def test_a_folder_with_other_files_becomes_a_project(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    init(tmp_path)
    assert (tmp_path / "dvc.yaml").is_file()


def test_git_ignores_articles_and_results(project: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    for name in ("data/raw/a.txt", "data/raw/2024/b.html", "data/processed/t.csv", "reports/report.md"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("Text")
    command = ["git", "ls-files", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout.split()
    assert sorted(found) == sorted([*LAYOUT, "reports/report.md"])


@pytest.mark.docs
def test_dvc_runs_the_project(project: Path) -> None:
    scripts = project.parent / "bin"
    scripts.mkdir()
    (scripts / "wortlaut").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wortlaut "$@"\n')
    (scripts / "wortlaut").chmod(0o755)
    environment = os.environ | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": PYTHONPATH}

    def dvc(*arguments: str) -> str:
        command = [sys.executable, "-m", "dvc", *arguments]
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    shutil.copy(next(DEMO.glob("*.txt")), project / "data" / "raw")
    dvc("init", "--no-scm")
    assert dvc("repro").count("Running stage") == len(STAGES) - 1
    assert (project / "reports" / "report.md").is_file()
    again = dvc("repro")
    assert (again.count("Running stage"), "Running stage 'model'" in again) == (1, True)
