"""Measures the start-up: how long it takes until work begins."""

from __future__ import annotations

from typing import Any

from benchmarks.processes import python
from benchmarks.setting import Setting, middle

_STARTS = {
    "python": ("-c", "pass"),
    "spacy": ("-c", "import spacy"),
    "help": ("-c", "from wortlaut.cli.commands import main; main()", "--help"),
    "model": (
        "-c",
        "import wortlaut.stages; from wortlaut.nlp import model; model.load(model.find('bundled'))",
    ),
}


def measure(setting: Setting) -> dict[str, Any]:
    """Start Python alone, with spaCy, with `wortlaut --help`, and with all imports of Wortlaut and its model.

    Returns:
        Seconds by `python`, `spacy`, `help` and `model`: medians.
    """
    rounds = [
        {name: python(name, *code).seconds for name, code in _STARTS.items()} for _ in range(setting.sizes.starts)
    ]
    return {name: middle([seconds[name] for seconds in rounds]) for name in _STARTS}
