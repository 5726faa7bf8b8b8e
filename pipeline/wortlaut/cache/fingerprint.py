"""Digests of the package's own files, by which what was kept is told from what other code would make."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from wortlaut.utils import files

PACKAGE = Path(__file__).parents[1]
_WEIGHTS = PACKAGE / "models"
"""The spaCy pipeline that comes with the package; `wortlaut.nlp.model` has a digest of its own for it."""


@cache
def digest(*entries: str) -> str:
    """Return one digest of some files of the package, word lists and templates as well as code.

    Args:
        entries: Files and folders, relative to the package; none of them stands for the whole package. It is kept,
            because files that change while they are in use change nothing in this process.
    """
    paths = sorted({path for entry in entries or (".",) for path in _files(PACKAGE / entry)})
    return files.combined(files.digests(PACKAGE, (path.relative_to(PACKAGE).as_posix() for path in paths)))


def _files(path: Path) -> Iterator[Path]:
    within = path.rglob("*") if path.is_dir() else [path]
    return (each for each in within if each.is_file() and each.suffix != ".pyc" and not each.is_relative_to(_WEIGHTS))
