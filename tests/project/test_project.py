"""The project's own files agree with the code: dvc.yaml, params.yaml, docs/tables.md, CITATION.cff."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from wortlaut import __version__
from wortlaut.params import Params, RunParams, load_params
from wortlaut.tables import schemas
from wortlaut.workflow.stages import STAGES
from wortlaut.workflow.steps import LAYERS

_OTHERS = [
    *("__init__", "cache/__init__", "cache/fingerprint", "cache/memo", "cache/store", "cli/__init__", "nlp/__init__"),
    *("params", "tables/__init__", "text/__init__", "utils/__init__", "utils/errors", "utils/garbage"),
    *("utils/progress", "utils/remote", "workflow/__init__", "workflow/cluster", "workflow/processes"),
]
WITHOUT_INFLUENCE = {f"pipeline/wortlaut/{name}.py" for name in _OTHERS}
"""Modules that change no result; params.py holds but defaults, and params.yaml names every key."""
LAYERS_MODULE = "pipeline/wortlaut/workflow/steps.py"
"""It imports what any layer needs; each layer names its own code, which tests/test_layers.py checks."""
WEIGHTS = "pipeline/wortlaut/models/de_wortlaut_news"
WITHOUT_RESULT = {f"run.{name}" for name in RunParams.model_fields}
"""Parameters that change no result, so no stage is to be run again for them."""


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


DVC_STAGES: dict[str, dict[str, Any]] = load("dvc.yaml")["stages"]


def test_every_stage_is_a_command_in_its_order() -> None:
    assert {name: stage["cmd"] for name, stage in DVC_STAGES.items()} == {name: f"wortlaut {name}" for name in STAGES}
    assert list(DVC_STAGES) == list(STAGES)


@pytest.mark.parametrize("name", STAGES)
def test_every_stage_depends_on_the_code_it_runs(name: str) -> None:
    code = [dep for dep in DVC_STAGES[name]["deps"] if dep.startswith("pipeline/") and dep != WEIGHTS]
    used = modules_of("pipeline/wortlaut/workflow/stages.py", STAGES[name].__name__) - WITHOUT_INFLUENCE
    used |= {path for layer in layers_of(STAGES[name].__name__) for path in code_of(layer)}
    assert sorted(path for path in used if not is_in(path, code)) == []
    assert sorted(dep for dep in code if not any(is_in(path, [dep]) for path in used)) == []


def test_every_parameter_is_read_by_a_stage() -> None:
    named = {key for stage in DVC_STAGES.values() for key in stage.get("params", [])}
    blocks = Params().model_dump()
    assert named == {f"{block}.{key}" for block in blocks for key in blocks[block]} - WITHOUT_RESULT


def test_the_parameter_file_names_every_key_with_its_default() -> None:
    assert load("params.yaml") == Params().model_dump()
    assert load_params(ROOT / "params.yaml") == Params()


def test_every_table_is_the_output_of_one_stage() -> None:
    outputs = [out for stage in DVC_STAGES.values() for out in stage.get("outs", [])]
    found = [Path(out).stem for out in outputs if str(out).endswith(".csv")]
    assert sorted(found) == sorted(schema.name for schema in schemas.TABLES)


def test_the_data_dictionary_is_that_of_the_code() -> None:
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == schemas.dictionary()


def test_the_citation_names_the_version() -> None:
    assert load("CITATION.cff")["version"] == __version__


def test_links_lead_to_files(demo: Path) -> None:
    places = []
    for page in ("README.md", "SECURITY.md", "docs/architecture.md", "docs/quality.md", "training/README.md"):
        content = (ROOT / page).read_text(encoding="utf-8")
        links = [link for link in re.findall(r"\]\(([^)#]+)", content) if "://" not in link]
        # The figures in `reports` are those of a user's own articles, of which there may be others.
        places += [(demo if link.startswith("reports/") else (ROOT / page).parent) / link for link in links]
    assert len(places) > 20
    assert [place for place in places if not place.exists()] == []


def is_in(path: str, places: Iterable[str]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)


def modules_of(path: str, function: str | None = None) -> set[str]:
    """Return the files of the package that a module, or a function of it, runs, the module's file included."""
    tree = parse(path)
    files = {path}
    if function is None:
        files |= {other for _, other in imports(tree)}
    else:
        files |= {*_used_by(function, tree)}
    found = sorted(files)
    for each in found:
        if each not in {path, LAYERS_MODULE, *WITHOUT_INFLUENCE}:
            found += sorted({other for _, other in imports(parse(each))} - {*found})
    return set(found)


def layers_of(function: str) -> set[str]:
    """Return the layers that a function of stages.py names."""
    tree = parse("pipeline/wortlaut/workflow/stages.py")
    (node,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function)
    return {str(part.value) for part in ast.walk(node) if isinstance(part, ast.Constant) and part.value in LAYERS}


def code_of(layer: str) -> set[str]:
    """Return the files and folders that a layer and those it needs run."""
    own = {f"pipeline/wortlaut/{entry}" for entry in LAYERS[layer].code}
    return own.union(*(code_of(need) for need in LAYERS[layer].needs))


def _used_by(function: str, tree: ast.Module) -> Iterator[str]:
    """Yield the files that a function of a module imports from, and the functions and classes that it uses there."""
    definitions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    imported = dict(imports(tree))
    names = [function]
    for name in names:
        node = definitions[name]
        used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        names += sorted(used & definitions.keys() - {*names})
        yield from (imported[other] for other in used & imported.keys())
        yield from (path for _, path in imports(node))


@cache
def parse(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imports(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the names that are imported from the package, and the file that each comes from."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "wortlaut":
        for alias in node.names:
            path = file_of(f"{node.module}.{alias.name}") or file_of(node.module)
            assert path
            yield alias.asname or alias.name, path
    for child in ast.iter_child_nodes(node):
        yield from imports(child)


def file_of(module: str) -> str | None:
    path = f"pipeline/{module.replace('.', '/')}"
    return next((name for name in (f"{path}.py", f"{path}/__init__.py") if (ROOT / name).is_file()), None)
