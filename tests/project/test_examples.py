"""Every example in README and docs runs: Python, commands, parameters, SQL."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
import yaml

from tests.conftest import DEMO, PYTHONPATH, ROOT
from tools.docs.tutorial import FIGURE, TUTORIAL, run_tutorial
from wortlaut.export import Format, export
from wortlaut.params import load_params
from wortlaut.validation.sample import draw
from wortlaut.validation.sheet import write as write_sheet

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DRAWN = frozenset({"", "csv", "mermaid"})
"""Blocks that hold output, a table, a tree of folders or a drawing."""
ELSEWHERE = frozenset({"dask_jobqueue", "dask_kubernetes"})
"""Packages for machines of others; what imports them is read, but not run."""
OTHER_PROGRAMS = frozenset({"cat", "cd", "cp", "dask", "dvc", "git", "jq", "make", "pip", "python"})
"""Programs that are not Wortlaut's: tests/cli/test_init.py runs DVC, `.ci/run` runs make."""
DELIVERY = """
                               1 of 1 DOCUMENTS


                               Lindentaler Bote

                            Montag 11. Januar 2010

Streit um das Freibad

LÄNGE: 9 Wörter

Der Rat hat über das Freibad beraten. »Wir warten ab«, sagte Bürgermeisterin Karin Althoff.

UPDATE: 11. Januar 2010
"""
"""A file as Nexis delivers it."""
NEEDS_NETWORK = ("s3://", "https://")
"""Addresses that are not there; tests/utils and tests/workflow/test_cluster.py have servers of their own."""


class Block(NamedTuple):
    """A block of code of a page."""

    page: Path
    number: int
    language: str
    code: str

    def __str__(self) -> str:
        return f"{self.page.stem}-{self.number}"


def blocks(*languages: str) -> list[Block]:
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        numbered = enumerate(BLOCK.findall(text), start=1)
        found += [Block(page, number, *block) for number, block in numbered if block[0] in languages]
    return found


@pytest.fixture(scope="module")
def project(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as the examples suppose it: a project that has run, and articles beside."""
    folder = tmp_path_factory.mktemp("examples")
    for name in ("interim", "processed"):
        shutil.copytree(demo / name, folder / "data" / name)
    shutil.copytree(demo, folder / "results")
    shutil.copytree(ROOT / "data" / "gold", folder / "data" / "gold")
    shutil.copytree(DEMO, folder / "articles")
    (folder / "deliveries").mkdir()
    (folder / "deliveries" / "delivery.txt").write_text(DELIVERY, encoding="utf-8")
    shutil.copy(next(DEMO.glob("*.txt")), folder / "article.txt")
    shutil.copy(ROOT / "params.yaml", folder)
    rows = draw(demo / "processed", demo / "interim" / "articles.jsonl", 5, seed=1, not_counted=frozenset())
    write_sheet(rows, folder / "check.xlsx")
    part = folder / "results" / "cache" / "parts" / "….parquet"
    part.parent.mkdir(parents=True)
    with duckdb.connect() as database:
        database.execute(f"""COPY (SELECT 'a' AS article_id, '' AS "text.tokens") TO '{part}' (FORMAT PARQUET)""")
    return folder


def test_every_block_is_of_a_known_language() -> None:
    languages = {language for page in PAGES for language, _ in BLOCK.findall(page.read_text(encoding="utf-8"))}
    assert languages - DRAWN == {"python", "sh", "sql", "yaml"}


def packages(code: str) -> set[str]:
    """Return the packages that some code imports."""
    nodes = list(ast.walk(ast.parse(code)))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names}


def python_pages() -> list[Path]:
    return list(dict.fromkeys(block.page for block in blocks("python") if block.page != ROOT / TUTORIAL))


@pytest.mark.parametrize("page", python_pages(), ids=lambda page: page.stem)
def test_python_runs(page: Path, project: Path) -> None:
    """The examples of a page follow each other, as in one session."""
    parts = [block.code for block in blocks("python") if block.page == page]
    missing = {name for part in parts for name in packages(part) if find_spec(name) is None}
    assert missing <= ELSEWHERE
    code = "import wortlaut.components\n" + "\n".join(part for part in parts if not packages(part) & ELSEWHERE)
    done = run([sys.executable, "-W", "error", "-c", code], project)
    assert (done.returncode, done.stderr) == (0, "")


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, where it finds this package."""
    environment = os.environ | {"PYTHONPATH": PYTHONPATH}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_tutorial_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", PYTHONPATH)
    page = (ROOT / TUTORIAL).read_text(encoding="utf-8")
    assert run_tutorial(ROOT, tmp_path) == page, "Run `make docs`, then `make screenshots`."
    assert (tmp_path / FIGURE).is_file()


def lines() -> list[str]:
    """Return the commands of all pages but the tutorial, without their comments."""
    shell = (block.code for block in blocks("sh") if block.page != ROOT / TUTORIAL)
    found = (line.partition(" #")[0].strip() for code in shell for line in code.splitlines())
    return list(dict.fromkeys(line for line in found if line))


def programs(line: str) -> set[str]:
    """Return the first word of each command of a line."""
    words = ["&&", *shlex.shlex(line, posix=True, punctuation_chars=True)]
    return {word for before, word in pairwise(words) if before in {"|", "&&"}}


def test_commands_are_those_of_known_programs() -> None:
    assert set().union(*map(programs, lines())) == OTHER_PROGRAMS | {"wortlaut"}


RUN = [line for line in lines() if "wortlaut" in programs(line) and not any(part in line for part in NEEDS_NETWORK)]


@pytest.mark.parametrize("line", RUN)
def test_commands_run(line: str, project: Path, tmp_path: Path) -> None:
    shutil.copytree(project, tmp_path / "project")
    if "sample" in line:  # it writes over no sheet
        (tmp_path / "project" / "check.xlsx").unlink()
    script = f'set -eo pipefail; wortlaut() {{ "{sys.executable}" -m wortlaut "$@"; }}; {line}'
    done = run(["bash", "-c", script], tmp_path / "project")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("block", blocks("yaml"), ids=str)
def test_parameters_are_allowed(block: Block, tmp_path: Path) -> None:
    (tmp_path / "params.yaml").write_text(block.code, encoding="utf-8")
    load_params(tmp_path / "params.yaml")
    assert yaml.safe_load(block.code)


@pytest.mark.parametrize("block", blocks("sql"), ids=str)
def test_queries_run(block: Block, demo: Path, tmp_path: Path) -> None:
    export(demo / "processed", Format.SQLITE, tmp_path / "news.sqlite")
    export(demo / "processed", Format.DUCKDB, tmp_path / "news.duckdb")
    with sqlite3.connect(tmp_path / "news.sqlite") as database:
        found = database.execute(block.code).fetchall()
    with duckdb.connect(str(tmp_path / "news.duckdb")) as other:
        assert len(other.execute(block.code).fetchall()) == len(found)
    database.close()
