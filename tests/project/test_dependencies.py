"""What a stage or a step of the analysis depends on, as it is declared, is what it imports."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.project.test_project import DVC_STAGES
from wortlaut.cache import fingerprint
from wortlaut.stages import STAGES
from wortlaut.workflow.steps import STEPS

PACKAGE = "pipeline/wortlaut"
STEPS_MODULE = f"{PACKAGE}/workflow/steps.py"
PUBLIC = f"{PACKAGE}/__init__.py"
"""The public interface, of which the package itself uses the version only; its functions import what they need."""
WITHOUT_INFLUENCE = {"__init__.py", "cache", "params.py", "utils"}
"""What changes no result: what keeps results, errors, files and the log; `params.yaml` names every key."""
LAYERING = (
    *("utils", "params.py", "cache", "german", "text", "tables", "nlp", "ingest", "entities", "keywords.py"),
    *("quotations", "corrections", "sentiment", "comparison", "components", "locales", "export", "evaluate", "page"),
    *("report", "validation", "workflow", "stages", "results.py", "cli"),
)
"""The rooms from the ground up; a room imports only from itself and from rooms before it."""
WORD_LISTS = sorted(path for path in (ROOT / PACKAGE / "german").iterdir() if path.suffix in {".csv", ".py"})


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_depends_on_the_rooms_it_imports(name: str) -> None:
    declared = {dep.removeprefix(f"{PACKAGE}/") for dep in DVC_STAGES[name]["deps"] if dep.startswith("pipeline/")}
    used = rooms_of([f"{PACKAGE}/stages/{name}.py"]) - {"stages"}  # its other modules only say where things are
    used |= {room for step in steps_of(name) for room in rooms_with_needs(step)}
    own = {f"stages/{name}.py"} | ({"models/de_wortlaut_news"} if name == "model" else set())
    assert declared == (used - WITHOUT_INFLUENCE) | own


@pytest.mark.parametrize("name", STEPS)
def test_a_step_depends_on_the_rooms_it_imports(name: str) -> None:
    """A change of code that is not named would leave old results in the store."""
    compute = STEPS[name].compute
    roots = [path for path, _ in used_by(compute.__name__)] if compute else [f"{PACKAGE}/nlp/annotate.py"]
    assert rooms_of(roots) - WITHOUT_INFLUENCE <= rooms_with_needs(name)


def test_what_steps_and_stages_name_is_there() -> None:
    named = {room for step in STEPS.values() for room in step.rooms} | {*LAYERING}
    assert [room for room in sorted(named) if not (fingerprint.PACKAGE / room).exists()] == []


@pytest.mark.parametrize("path", WORD_LISTS, ids=lambda path: path.name)
def test_a_changed_word_list_changes_the_key_of_every_step(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {name: digest(name) for name in STEPS}
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read_bytes(self) + b"x" * self.samefile(path))
    assert [name for name in STEPS if digest(name) == keys[name]] == []


def digest(step: str) -> str:
    return fingerprint.digest.__wrapped__(*sorted(rooms_with_needs(step)))


@pytest.mark.parametrize("room", LAYERING)
def test_a_room_imports_only_from_rooms_below(room: str) -> None:
    place = ROOT / PACKAGE / room
    paths = [place] if place.is_file() else sorted(place.rglob("*.py"))
    assert paths
    below = {"__init__.py", *LAYERING[: LAYERING.index(room) + 1]}
    imported = {(path.name, room_of(other)) for path in paths for other in imports(parse(relative(path)))}
    assert sorted(each for each in imported if each[1] not in below) == []


def test_every_room_has_its_place() -> None:
    rooms = {room_of(relative(path)) for path in (ROOT / PACKAGE).rglob("*.py")}
    assert rooms == {*LAYERING, "__init__.py", "__main__.py"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: str) -> str:
    return path.removeprefix(f"{PACKAGE}/").partition("/")[0]


def rooms_with_needs(step: str) -> set[str]:
    return {*STEPS[step].rooms}.union(*(rooms_with_needs(need) for need in STEPS[step].needs))


def rooms_of(paths: Iterable[str]) -> set[str]:
    """Return the rooms of some modules and of all that they import, but for what steps.py imports: see `steps_of`."""
    return {room_of(path) for path in closure(paths)}


def closure(paths: Iterable[str]) -> list[str]:
    found = [*dict.fromkeys(paths)]
    for path in found:
        if path not in {STEPS_MODULE, PUBLIC}:
            found += sorted(imports(parse(path)) - {*found})
    return found


def steps_of(stage: str) -> set[str]:
    """Return the steps whose results a stage reads."""
    tree = parse(f"{PACKAGE}/stages/{stage}.py")
    calls = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open_analysis"
    )
    return {str(each.value) for call in calls for each in call.args if isinstance(each, ast.Constant)}


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def used_by(function: str) -> Iterator[tuple[str, str]]:
    """Yield file and name of what a function of steps.py, and the functions that it uses there, import."""
    tree = parse(STEPS_MODULE)
    definitions: dict[str, ast.AST] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            definitions[node.name] = node
        elif isinstance(node, ast.Assign):
            definitions |= {target.id: node for target in node.targets if isinstance(target, ast.Name)}
    imported = {name: path for path, name in named_imports(tree)}
    names = [function]
    for name in names:
        used = {part.id for part in ast.walk(definitions[name]) if isinstance(part, ast.Name)}
        names += sorted(used & definitions.keys() - {*names})
        yield from ((imported[other], other) for other in used & imported.keys())


@cache
def parse(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imports(node: ast.AST) -> set[str]:
    return {path for path, _ in named_imports(node)}


def named_imports(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the file that each import from the package comes from, and its name; not what only types need."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "wortlaut":
        for alias in node.names:
            path = file_of(f"{node.module}.{alias.name}") or file_of(node.module)
            assert path
            yield path, alias.asname or alias.name
    for child in ast.iter_child_nodes(node):
        yield from named_imports(child)


def file_of(module: str) -> str | None:
    path = f"pipeline/{module.replace('.', '/')}"
    return next((name for name in (f"{path}.py", f"{path}/__init__.py") if (ROOT / name).is_file()), None)
