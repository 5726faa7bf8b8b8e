"""Lays out a project: a folder in which DVC analyses one's own articles."""

from __future__ import annotations

from pathlib import Path

from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

FILES = Path(__file__).with_name("project")
"""The files of a new project. `make docs` writes `stages.yaml` and `params.yaml` there, from those of this project."""
LAYOUT = {
    "README.md": "README.md",
    "dvc.yaml": "stages.yaml",
    "params.yaml": "params.yaml",
    ".gitignore": "gitignore",
    "data/raw/.gitignore": "raw.gitignore",
    "data/corrections/entities.csv": "entities.csv",
    "data/corrections/quotations.csv": "quotations.csv",
}
"""The files of a project, and their names in `FILES`, where git and DVC would act on their own."""


def init(folder: Path) -> None:
    """Lay out a project.

    Args:
        folder: The folder; created if it does not exist.

    Raises:
        WortlautError: A file of the project exists already, or cannot be written; then nothing is changed.
    """
    for name in LAYOUT:
        if (folder / name).exists():
            raise WortlautError(f"{folder / name}: exists already. Choose another folder, or move the file.")
    for name, source in LAYOUT.items():
        with files.writing(folder / name) as file:
            file.write((FILES / source).read_text(encoding="utf-8"))
