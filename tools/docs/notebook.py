"""Runs the notebook, and keeps those outputs that are the same on every machine."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from wortlaut.utils import files


def executed(path: Path) -> NotebookNode:
    """Run all cells of a notebook in its folder, and return it with outputs but without times.

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
    """Run a notebook and write it back with the outputs of its cells.

    Raises:
        nbclient.exceptions.CellExecutionError: A cell raised an error.
        WortlautError: The notebook cannot be written.
    """
    content = nbformat.writes(executed(path))
    with files.writing(path) as handle:
        handle.write(content + "\n")
