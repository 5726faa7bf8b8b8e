"""What SECURITY.md promises: data is neither run nor unpickled, fetched or written elsewhere; no pattern blows up."""

from __future__ import annotations

import ast
import gzip
import importlib
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import licences
from tests.conftest import ROOT
from tests.work import limited_work, work_can_be_limited

UNSAFE_MODULES = {"cloudpickle", "dill", "joblib", "marshal", "pickle", "shelve", "torch", "xmlrpc"}
"""Modules that run what they load."""
UNSAFE_CALLS = {
    "__import__", "compile", "eval", "exec", "numpy.load", "os.popen", "os.system", "pandas.read_pickle",
    "yaml.full_load", "yaml.load", "yaml.unsafe_load",
}  # fmt: skip
MOVES_OVER_FILES = {"os.rename", "shutil.move"}
"""On Windows the first fails where the target exists; `Path.replace` and `os.replace` do the same everywhere."""
LONG = 100_000
"""Characters of a near miss."""
HARMLESS = ("pickle.find_class ('babel.", "subprocess.Popen ('lscpu',")
"""Babel keeps what it knows of languages as pickles of its own classes, inside its package; older releases of
scikit-learn let joblib ask for the number of cores."""
SOURCES = sorted(path.relative_to(ROOT) for path in (ROOT / "pipeline").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_no_module_runs_or_unpickles_data(path: Path) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    names = imported(tree)
    assert sorted(name for name in names.values() if name.split(".")[0] in UNSAFE_MODULES) == []
    called = [full_name(node.func, names) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert sorted(UNSAFE_CALLS.intersection(called)) == []
    assert sorted(MOVES_OVER_FILES.intersection(called)) == []
    options = [keyword for node in ast.walk(tree) if isinstance(node, ast.Call) for keyword in node.keywords]
    assert [keyword.arg for keyword in options if keyword.arg in {"shell", "allow_pickle"}] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("import yaml as y\ny.load(text)", "yaml.load"),
        ("from numpy import load\nload(path)", "numpy.load"),
        ("eval(text)", "eval"),
        ("import os.path\nos.system(text)", "os.system"),
    ],
)
def test_unsafe_calls_are_seen_under_any_name(code: str, name: str) -> None:
    tree = ast.parse(code)
    (call,) = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert full_name(call.func, imported(tree)) == name
    assert name in UNSAFE_CALLS


def imported(tree: ast.AST) -> dict[str, str]:
    """Return what each name that a module imports stands for, e.g. `{"pd": "pandas", "load": "numpy.load"}`."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                # `import os.path` gives the name `os`, `import os.path as p` the name `p` for `os.path`.
                first = alias.name.split(".")[0]
                names[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom):
            names.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    return names


def full_name(node: ast.expr, names: dict[str, str]) -> str:
    """Return the dotted name of what is called, as far as it is one."""
    if isinstance(node, ast.Attribute):
        return f"{full_name(node.value, names)}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else "?"


ENTITIES = """<!DOCTYPE html [<!ENTITY x SYSTEM "file://{canary}"><!ENTITY y "&x;&x;"> %z;]>
<html xmlns:xi="http://www.w3.org/2001/XInclude"><head><title>&x;</title><base href="http://127.0.0.1:9/">
<link rel="stylesheet" href="file://{canary}"><script src="http://127.0.0.1:9/x.js"></script></head>
<body><xi:include href="file://{canary}" parse="text"/><img src="http://127.0.0.1:9/a.png" onerror="alert(1)">
<article><p>&x; &y; Karin Althoff sagte, die Stadt sei stark. „Wir bauen auf“, sagte sie am Montag in Lindental.</p>
<iframe src="file://{canary}"></iframe></article></body></html>"""
"""A page that asks its reader for other files and addresses."""
PICKLE = b"cposix\nsystem\n(S'true'\ntR."
"""Unpickled, it would start a program."""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a folder of articles that try to be more than that; `canary` beside it is no article."""
    folder = tmp_path / "articles"
    (folder / "..verzeichnis").mkdir(parents=True)
    canary = tmp_path / "canary"
    canary.write_text("Geheim", encoding="utf-8")
    page = ENTITIES.format(canary=canary)
    for suffix in (".html", ".htm", ".xml", ".md", ".txt"):
        (folder / f"seite{suffix}").write_text(page, encoding="utf-8")
        (folder / f"gepackt{suffix}.gz").write_bytes(gzip.compress(page.encode(), mtime=0))
    text = "Karin Althoff sagte, die Stadt sei stark."
    names = [
        "..\\..\\fort.txt",
        "-rf.txt",
        "a\nb.txt",
        "=1+1.txt",
        "$(true).txt",
        "CON.txt",
        "..verzeichnis/....txt",
        "<b>.txt",
    ]
    for name in names:
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("pickle.txt", "pickle.json", "pickle.jsonl", "pickle.csv", "pickle.parquet", "pickle.spacy"):
        (folder / name).write_bytes(PICKLE)
    fields = {"title": "../../fort", "id": "../../fort", "url": f"file://{canary}", "text": text}
    (folder / "felder.json").write_text(json.dumps(fields), encoding="utf-8")
    (folder / "zeilen.jsonl").write_text(json.dumps(fields) + "\n", encoding="utf-8")
    return folder


@pytest.mark.slow
def test_a_run_starts_unpickles_and_fetches_nothing_and_writes_below_its_output_only(
    hostile: Path, tmp_path: Path
) -> None:
    output, caches = tmp_path / "out", tmp_path / "caches"
    caches.mkdir()
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= dict.fromkeys(("HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR", "TMPDIR"), str(caches))
    command = [sys.executable, "-X", "warn_default_encoding", "-m", "tests.audited", str(hostile), str(output)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    audit = json.loads(done.stdout)
    assert [event for event in audit["forbidden"] if not event.startswith(HARMLESS)] == []
    places = (output, caches, Path(os.devnull))
    assert [path for path in audit["written"] if not any(Path(path).is_relative_to(place) for place in places)] == []
    assert str(tmp_path / "canary") not in audit["read"]
    assert any("rejected.csv" in path for path in audit["written"])
    # What compiled code does causes no audit events: ONNX Runtime would begin with an identifier of the device.
    kept = {path.name for path in caches.rglob("*") if path.is_file() and not path.name.startswith("fontlist-")}
    assert kept == {"de.dic"}
    assert "Geheim" not in "".join(path.read_text("utf-8", "replace") for path in output.rglob("*") if path.is_file())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "caches", "canary", "out"]


@pytest.mark.slow
def test_every_package_that_is_needed_may_be_used() -> None:
    found = licences.licences()
    assert "spacy" in licences.runtime_packages()
    assert {licences.canonical(each.package) for each in found} == set(licences.runtime_packages())
    assert [each for each in found if not each.is_compatible] == []


def test_a_copyleft_licence_is_noticed_unless_there_is_a_choice() -> None:
    assert not licences.Licence("a", "1", "GNU General Public License v3").is_compatible
    assert not licences.Licence("a", "1", "UNKNOWN").is_compatible
    assert licences.Licence("a", "1", "MPL-1.1 OR GPL-2.0-only").is_compatible


class Use(NamedTuple):
    """A regular expression of the package and a method that it is used by, e.g. `fullmatch`."""

    module: str
    pattern: re.Pattern[Any]
    method: str


def uses() -> Iterator[Use]:
    """Yield every regular expression with every method it is used by, compiled to a name or written in a call."""
    methods = defaultdict(set)
    for path in SOURCES:
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                methods[node.value.id].add(node.attr)
    for path in SOURCES:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        names = imported(tree)
        module = path.relative_to("pipeline").with_suffix("").as_posix().removesuffix("/__init__").replace("/", ".")
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, re.Pattern) and name not in names:
                yield from (Use(module, value, method) for method in sorted(methods[name] & APPLIED.keys()))
        for node in ast.walk(tree):
            function = full_name(node.func, names) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and function.startswith("re.") and function[3:] in APPLIED:
                pattern = node.args[0]
                if isinstance(pattern, ast.Constant):  # else a value that has a name, such as a table's column has
                    yield Use(module, re.compile(pattern.value), function[3:])


APPLIED: dict[str, Callable[[re.Pattern[Any], Any], object]] = {
    "findall": lambda pattern, text: pattern.findall(text),
    "finditer": lambda pattern, text: [match.span() for match in pattern.finditer(text)],
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "match": lambda pattern, text: pattern.match(text),
    "search": lambda pattern, text: pattern.search(text),
    "split": lambda pattern, text: pattern.split(text),
    "sub": lambda pattern, text: pattern.sub(text[:0], text),
}
USES = list(uses())


def test_every_pattern_is_found() -> None:
    sources = "\n".join((ROOT / path).read_text(encoding="utf-8") for path in SOURCES)
    assert len({use.pattern.pattern for use in USES}) >= len(re.findall(r"^\w+ = re\.compile\(", sources, re.MULTILINE))


@pytest.mark.slow
@work_can_be_limited
@pytest.mark.parametrize("use", USES, ids=[f"{number} {use.module} {use.method}" for number, use in enumerate(USES)])
def test_near_misses_take_little_work(use: Use) -> None:
    texts = near_misses(use.pattern)
    with limited_work():
        for text in texts:
            APPLIED[use.method](use.pattern, text)


def test_a_pattern_that_blows_up_is_noticed() -> None:
    with pytest.raises(AssertionError, match="processor time"), limited_work(0.2):
        re.compile(r"(a|a)+b").fullmatch("a" * LONG)


def near_misses(pattern: re.Pattern[Any]) -> list[Any]:
    """Return long texts, or bytes, that nearly match: what matches, cut, and its characters, again and again."""
    is_text = isinstance(pattern.pattern, str)
    source = pattern.pattern if is_text else pattern.pattern.decode("latin-1")
    alphabet = None if is_text else st.characters(max_codepoint=0xFF)
    found: list[str] = []

    @settings(max_examples=5, database=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(st.from_regex(re.compile(source, pattern.flags), alphabet=alphabet))
    def keep(text: str) -> None:
        found.append(text)

    keep()
    assert found, f"no text matches {source}"
    pieces = {piece for text in found for piece in (text, text[:-1], text[: len(text) // 2], *text[:4])}
    texts = [piece * (LONG // len(piece)) + "\0" for piece in sorted({*pieces, " ", "a", "1", "\n"} - {""})]
    return texts if is_text else [text.encode("latin-1") for text in texts]
