"""Measures the start-up: how long it takes until work begins."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from benchmarks.processes import python
from benchmarks.setting import Setting, middle
from benchmarks.wortlaut import analyse

_STARTS = {
    "python": ("-c", "pass"),
    "spacy": ("-c", "import spacy"),
    "help": ("-c", "from wortlaut.cli.commands import main; main()", "--help"),
    "model": (
        "-c",
        "import wortlaut.stages; from wortlaut.nlp import model; model.load(model.find('bundled'))",
    ),
}


_PAGE = Path(__file__).parents[1] / "data" / "raw" / "brand-moebelhaus.html"
"""A saved page of the demo."""


def measure(setting: Setting) -> dict[str, Any]:
    """Start Python alone, with spaCy, with `wortlaut --help`, with all imports and the model, and analyse a saved page.

    Returns:
        Seconds by `python`, `spacy`, `help`, `model` and `page`: medians.
    """
    rounds = [_round(setting) for _ in range(setting.sizes.starts)]
    return {name: middle([seconds[name] for seconds in rounds]) for name in (*_STARTS, "page")}


def _round(setting: Setting) -> dict[str, float]:
    seconds = {name: python(name, *code).seconds for name, code in _STARTS.items()}
    source = setting.folder / "saved-page"
    source.mkdir(exist_ok=True)
    shutil.copy(_PAGE, source)
    return {**seconds, "page": analyse(source, setting.output("page")).seconds}
