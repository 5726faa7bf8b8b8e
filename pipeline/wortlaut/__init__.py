"""Wortlaut: who is quoted with what, where and in what tone, in German news."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wortlaut.tables.frames import Tables

__version__ = "0.1.0"


def load(folder: str | PathLike[str] = "data/processed") -> Tables:
    """Open the tables of a run for pandas.

    Each table is read when it is asked for, `load(folder).quotations` or `load(folder)["quotations"]`, and kept.

    Args:
        folder: Where the tables are: `data/processed` of a project, `processed` in the output of `wortlaut run`.

    Returns:
        The tables by their names, as DataFrames with the types of the contract.

    Raises:
        WortlautError: There is no such folder, no table in it, or its tables are of another version.
    """
    # pandas takes half a second, which `import wortlaut` is not to cost.
    from wortlaut.tables.frames import Tables

    return Tables(folder)
