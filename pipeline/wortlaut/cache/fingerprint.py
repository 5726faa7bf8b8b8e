"""Digests of the package's own files: results of other code are never taken for those of this one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from wortlaut.utils import files

PACKAGE = Path(__file__).parents[1]
_WEIGHTS = PACKAGE / "models"
"""The spaCy pipeline that comes with the package; `wortlaut.nlp.model` computes its digest."""


@cache
def digest(*entries: str) -> str:
    """Return one digest of some files of the package, word lists and templates as well as code.

    Args:
        entries: Files and folders, relative to the package; without any, the whole package. The digest is cached,
            because files that change while they are in use change nothing in this process.
    """
    paths = sorted({path for entry in entries or (".",) for path in _files(PACKAGE / entry)})
    return files.combined(files.digests(PACKAGE, (path.relative_to(PACKAGE).as_posix() for path in paths)))


def _files(path: Path) -> Iterator[Path]:
    within = path.rglob("*") if path.is_dir() else [path]
    return (each for each in within if each.is_file() and each.suffix != ".pyc" and not each.is_relative_to(_WEIGHTS))
