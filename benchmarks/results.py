"""Reads and writes the results of the benchmark (`results.json`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypedDict

from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

RESULTS = Path(__file__).with_name("results.json")
"""The file with the figures in the repository."""


class Part(TypedDict):
    """The results of one part of the benchmark.

    Attributes:
        date: The day on which it was measured (ISO 8601).
        took: Seconds that the measurement took.
        busy: Percent of the processors that other programs used in the second before.
        figures: The measured figures; the measuring function documents the keys.
    """

    date: str
    took: float
    busy: float
    figures: dict[str, Any]


class Results(TypedDict):
    """The content of the file.

    Attributes:
        machine: The machine and software, see `machine.describe`.
        texts: A description of the texts.
        quick: Whether this was only a trial run with a few articles.
        parts: The parts by their names.
    """

    machine: dict[str, str]
    texts: str
    quick: bool
    parts: dict[str, Part]


def read(path: Path) -> Results:
    """Read results.

    Raises:
        WortlautError: The file is missing or not valid JSON.
    """
    try:
        results: Results = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WortlautError(f"{path}: cannot be read as JSON ({error}). Delete it and measure again.") from error
    return results


def write(results: Results, path: Path) -> None:
    """Write results.

    Raises:
        WortlautError: The file cannot be written.
    """
    with files.writing(path) as handle:
        handle.write(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
