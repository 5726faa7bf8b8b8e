"""The notebooks run, and answer what they ask; `.ci/run` compares the committed answers with those of now."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from tests.conftest import PYTHONPATH, ROOT
from tools.docs.notebook import executed, run_notebook

NOTEBOOK = ROOT / "notebooks" / "explore.ipynb"
COMPONENTS = ROOT / "notebooks" / "components.ipynb"


@pytest.fixture(scope="module", autouse=True)
def kernel() -> Iterator[None]:
    """Let the kernel find the package of this folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", PYTHONPATH)
        yield


@pytest.fixture(scope="module")
def notebook(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a notebook with the answers for the demo; what the committed one answers is left out before."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(demo / "processed", folder / "data" / "processed")
    path = unanswered(folder)
    run_notebook(path)
    return path


def unanswered(folder: Path, notebook: Path = NOTEBOOK) -> Path:
    """Write a notebook without its outputs to its place in a project's folder."""
    content = nbformat.read(notebook, as_version=4)
    for cell in content.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    path = folder / "notebooks" / notebook.name
    path.parent.mkdir()
    nbformat.write(content, path)
    return path


def test_the_notebook_answers_five_questions(notebook: Path) -> None:
    cells = nbformat.read(notebook, as_version=4).cells
    questions = [cell for cell in cells if cell.cell_type == "markdown" and re.match(r"## \d\. .*\?", cell.source)]
    answers = [cell for cell in cells if cell.cell_type == "code" and cell.outputs]
    assert len(questions) == len(answers) == 5
    assert all("<td>" in output.data["text/html"] for cell in answers for output in cell.outputs)
    assert "Merle Haverkamp" in answers[0].outputs[0].data["text/html"]


def test_the_answers_are_the_same_in_every_folder(notebook: Path, demo: Path, tmp_path: Path) -> None:
    shutil.copytree(demo / "processed", tmp_path / "data" / "processed")
    other = unanswered(tmp_path)
    run_notebook(other)
    assert other.read_bytes() == notebook.read_bytes()


def test_a_notebook_without_tables_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="there is no such folder"):
        executed(unanswered(tmp_path))


def test_the_components_are_shown(tmp_path: Path) -> None:
    cells = executed(unanswered(tmp_path, COMPONENTS)).cells
    texts = [str(output.data) for cell in cells if cell.cell_type == "code" for output in cell.outputs]
    assert len(texts) == 6
    assert "Karin Althoff" in texts[1]
    assert 'class="spans"' in texts[2]
    assert "'Karin Althoff': ['Karin Althoff', 'sie', 'Althoff']" in texts[3]
    assert "[5, 0]" in texts[5]


def test_every_notebook_is_tested() -> None:
    assert sorted(NOTEBOOK.parent.glob("*.ipynb")) == [COMPONENTS, NOTEBOOK]
