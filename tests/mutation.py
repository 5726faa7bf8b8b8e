"""Mutation testing of a sample of the rules: `python -m tests.mutation` (`make mutation`), with mutmut.

mutmut makes the mutants and runs, for each, the tests that call the changed function, the fastest first. All are tested
in copies of one process. What the tool lacks is here: a sample that is the same for the same code, and, as a pytest
plugin, caches that are emptied, since the unchanged code has filled them, and analyses of texts that are kept, since
the spaCy pipeline is not what is changed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from tests import quality
from tests.conftest import ROOT
from wortlaut.german.names import given_names
from wortlaut.sentiment.lexicon import load_lexicon

FOLDER = ROOT / "mutants"
LINK = ROOT / "src"
"""mutmut names a mutant by its file's path, less a `src/`: this link to `pipeline` gives it the name of its module."""
SEED = 8
MEMORY = 12 * 2**30
"""Bytes of address space: a mutant that never ends a list is killed by it, not the machine."""
_ANY = "wortlaut.nlp.quotation_marks.x__can_open__mutmut_1"
"""A mutant to start with: mutmut makes them all, and notes which tests call what, before it tests the one it is asked
for."""
_OUTCOMES = {0: "survived", 1: "killed", 3: "killed", 33: "untested", -24: "timeout", 24: "timeout", 36: "timeout"}
"""What an exit status of the tests means; -24 is SIGXCPU, for too much work. 3 is an error inside pytest."""


_analyse = Language.pipe
_analysed: dict[tuple[str, tuple[bool | None, ...]], Doc] = {}


def _remembered(self: Language, texts: Iterable[Any], *, as_tuples: bool = False, **options: Any) -> Iterator[Any]:
    """Analyse texts as `Language.pipe` does, those that `annotate` has tokenized only once."""
    if not as_tuples:
        yield from _analyse(self, texts, **options)
        return
    for doc, context in texts:
        key = doc.text, tuple(token.is_sent_start for token in doc)
        if key not in _analysed:
            (_analysed[key],) = _analyse(self, [doc])
        yield _analysed[key].copy(), context


def pytest_sessionstart() -> None:
    """Keep analyses, and forget what the unchanged code has cached."""
    Language.pipe = _remembered  # type: ignore[method-assign]
    _forget()


def pytest_runtest_setup() -> None:
    """Let each test call what it depends on, while mutmut notes the calls; large files are read once a session."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        _forget(kept=(load_lexicon, given_names))


def _forget(kept: Container[object] = ()) -> None:
    load_lexicon()._cached_look_up.cache_clear()  # the tests share it
    for name, module in sys.modules.copy().items():
        if name.startswith("wortlaut."):
            for function in vars(module).values():
                if isinstance(function, _lru_cache_wrapper) and function not in kept:
                    function.cache_clear()


def main() -> None:
    """Make the mutants, test a sample of them, and write down what became of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=500, help="size of the sample, spread over all modules")
    size = parser.parse_args().mutants
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    (FOLDER / "src").mkdir(parents=True, exist_ok=True)  # Python looks at PYTHONPATH when it starts, and not again
    LINK.unlink(missing_ok=True)
    LINK.symlink_to("pipeline", target_is_directory=True)
    try:
        names, outcomes = _tested(size)
    finally:
        LINK.unlink()
    figures = summary({name: outcomes[name] for name in names}, len(outcomes))
    quality.record("mutation", figures)
    print(f"{figures['killed_percent']} % of {len(names)} mutants were killed, see docs/quality.md.")


def _tested(size: int) -> tuple[list[str], dict[str, str]]:
    """Return the names of a sample, and what became of each mutant."""
    _mutmut(_ANY)
    names = sample(list(_outcomes()), size)
    _mutmut(*names)
    return names, _outcomes()


def _mutmut(*names: str) -> None:
    command = [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", "1", *names]
    # The tests are to import the mutants, not the project.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join([f"{FOLDER}/src", str(FOLDER)])}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def sample(names: list[str], size: int) -> list[str]:
    """Draw mutants from each module by its share of all, at least one."""
    modules = defaultdict(list)
    for name in sorted(names):
        modules[module_of(name)].append(name)
    drawn: list[str] = []
    for module, inside in sorted(modules.items()):
        number = max(1, round(size * len(inside) / len(names)))
        drawn += random.Random(f"{SEED} {module}").sample(inside, min(number, len(inside)))
    return sorted(drawn)


def module_of(name: str) -> str:
    """Return the module of a mutant such as `wortlaut.nlp.quotation_marks.x_find_marked__mutmut_1`."""
    return name.rpartition(".")[0]


def _outcomes() -> dict[str, str]:
    """Return what became of each mutant, as mutmut keeps it beside the changed files."""
    return {
        name: "not run" if status is None else _OUTCOMES.get(status, "killed")
        for path in sorted(FOLDER.rglob("*.meta"))
        for name, status in json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"].items()
    }


def summary(outcomes: Mapping[str, str], n_mutants: int) -> dict[str, object]:
    """Return counts per package, and the names of the mutants that no test noticed."""
    packages: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, outcome in outcomes.items():
        packages[".".join(module_of(name).split(".")[:2])][outcome] += 1
    counts = Counter(outcomes.values())
    return {
        "mutants": n_mutants,
        "tested": len(outcomes),
        "killed_percent": round(100 * (counts["killed"] + counts["timeout"]) / len(outcomes), 1),
        "packages": {package: dict(sorted(counts.items())) for package, counts in sorted(packages.items())},
        "survivors": [name for name, outcome in outcomes.items() if outcome in {"survived", "untested"}],
    }


if __name__ == "__main__":
    main()
