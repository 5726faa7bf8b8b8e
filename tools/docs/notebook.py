"""Runs the notebook, and keeps of its outputs what is the same on every machine."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from wortlaut.utils import files


def executed(path: Path) -> NotebookNode:
    """Return a notebook as it is after running all of its cells in its folder, with outputs but without times.

    Raises:
        nbclient.exceptions.CellExecutionError: A cell raised an error.
    """
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", record_timing=False, resources={"metadata": {"path": path.parent}}
    )
    client.execute()
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return notebook


def run_notebook(path: Path) -> None:
    """Write a notebook anew with the outputs of its cells.

    Raises:
        nbclient.exceptions.CellExecutionError: A cell raised an error.
        WortlautError: The notebook cannot be written.
    """
    content = nbformat.writes(executed(path))
    with files.writing(path) as handle:
        handle.write(content + "\n")
