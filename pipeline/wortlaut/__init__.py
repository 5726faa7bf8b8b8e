"""Wortlaut: find out who is quoted with what, where and in what tone, in German news."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wortlaut.tables.frames import Tables

__version__ = "0.1.0"


def load(folder: str | PathLike[str] = "data/processed") -> Tables:
    """Open the tables of a run for pandas.

    Each table is read when it is first accessed (`load(folder).quotations` or `load(folder)["quotations"]`) and cached.

    Args:
        folder: The folder with the tables: `data/processed` of a project, `processed` in the output of `wortlaut run`.

    Returns:
        The tables by name, as DataFrames with the types of the data dictionary.

    Raises:
        WortlautError: The folder does not exist, contains no table, or its tables are of another version.
    """
    # Imported here because pandas takes half a second, which `import wortlaut` should not cost.
    from wortlaut.tables.frames import Tables

    return Tables(folder)
