"""The package as others install it: what it needs, what wheel and sdist hold, and that it runs outside the project."""

from __future__ import annotations

import ast
import csv
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
from collections.abc import Iterator
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest
import yaml
from packaging.requirements import Requirement

from tests.conftest import ROOT
from tests.licences import EXTRAS, canonical
from wortlaut import __version__

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, TOOLS = SETTINGS["project"], SETTINGS["tool"]
LOCKS = {
    "requirements.lock": ("", "dvc"),
    "requirements-dev.lock": ("cluster", "dev", "duckdb", "notebook", "s3"),
    "training/requirements.lock": ("training",),
    "benchmarks/requirements.lock": ("benchmarks",),
}
"""The lock files, and the extras whose packages each has, if not the first of them has them already."""
COMES_WITH = {"markupsafe": "jinja2", "thinc": "spacy"}
"""Packages that are imported and come with another one, which sets their bounds."""
DATA = (
    "cli/project/*",
    "german/*.csv",
    "locales/translations/*.po",
    "models/de_wortlaut_news.sha256",
    "models/de_wortlaut_news/**/*",
    "page/static/*.css",
    "page/static/*.js",
    "page/static/*.woff2",
    "page/templates/*.j2",
    "page/translations/*.po",
    "quotations/rule_precision.csv",
    "quotations/speaker_precision.csv",
    "report/templates/*.j2",
    "report/translations/*.po",
    "sentiment/label_model.json",
    "validation/translations/*.po",
)
"""What the package reads of its own, besides code."""
ARTICLES = {
    "lob.txt": "Althoff lobt Helfer\n\nKarin Althoff ist stolz.\n\n„Die Stadt ist stark“, sagte sie am Montag.\n",
    "moor.html": f"<article><h1>Moor</h1>{'<p>Das Moor ist wieder nass, sagte Meier am Montag.</p>' * 9}</article>",
}


class Import(NamedTuple):
    """A package that a module imports, and whether it is imported only when a function runs."""

    module: str
    package: str
    is_late: bool


class Installed(NamedTuple):
    """An environment with the package, and where the package should lie."""

    python: Path
    place: Path


def names_in(requirements: list[str]) -> set[str]:
    return {canonical(Requirement(line).name) for line in requirements}


BASE = names_in(PROJECT["dependencies"])
OPTIONAL = {name: names_in(lines) for name, lines in PROJECT["optional-dependencies"].items()}


def locked(name: str) -> dict[str, set[str]]:
    """Return the packages of a lock file with their versions, of which different Pythons may have different ones."""
    found: dict[str, set[str]] = {}
    content = (ROOT / name).read_text(encoding="utf-8")
    for package, version in re.findall(r"^([a-z0-9-]+)==(\S+)", content, re.MULTILINE):
        found.setdefault(package, set()).add(version)
    assert found
    return found


def imports() -> Iterator[Import]:
    """Yield what modules of the package import from other packages, but for types."""
    distributions = packages_by_module()
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        for name, is_late in imported(ast.parse(path.read_text(encoding="utf-8"))):
            top = name.split(".")[0]
            if top not in {*sys.stdlib_module_names, "wortlaut"}:
                (distribution,) = distributions[top]
                yield Import(path.relative_to(ROOT).as_posix(), canonical(distribution), is_late)


def packages_by_module() -> dict[str, set[str]]:
    """Return the installed packages by the modules that they have; Python 3.10's own function misses many."""
    packages: dict[str, set[str]] = {}
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        for line in (distribution.read_text("RECORD") or "").splitlines():
            packages.setdefault(re.split(r"[/.,]", line, maxsplit=1)[0], set()).add(name)
    return packages


def imported(node: ast.AST, is_late: bool = False) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from ((alias.name, is_late) for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module, is_late
    for child in ast.iter_child_nodes(node):
        yield from imported(child, is_late or isinstance(node, ast.FunctionDef))


def test_what_is_imported_is_needed_or_waits_for_its_extra() -> None:
    found = [each for each in imports() if COMES_WITH.get(each.package, each.package) not in BASE]
    extras = set().union(*(OPTIONAL[name] for name in EXTRAS if name))
    assert {each.package for each in found} == {"distributed", "duckdb"} < extras
    assert [each for each in found if not each.is_late] == []


def test_extras_for_users_are_those_without_development() -> None:
    assert {*EXTRAS} - {""} == OPTIONAL.keys() - {"benchmarks", "dev", "training"}
    assert OPTIONAL["dvc"] == {"dvc"}
    assert not BASE & set().union(*OPTIONAL.values())


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_what_its_extras_name(name: str) -> None:
    has, first = locked(name), locked("requirements.lock")
    asked = set().union(*(OPTIONAL[extra] if extra else BASE for extra in LOCKS[name])) - {"wortlaut"}
    assert asked - has.keys() - first.keys() == set()
    assert [package for package in has if has[package] != first.get(package, has[package])] == []


def test_what_tests_and_clusters_need_is_not_installed_for_a_report() -> None:
    others = set().union(*(OPTIONAL[extra] for extra in LOCKS["requirements-dev.lock"])) - {"hatchling"}
    assert others & locked("requirements.lock").keys() == set()


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_digests(name: str) -> None:
    blocks = re.split(r"^(?=[a-z])", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(blocks) >= len(locked(name))
    assert [block for block in blocks if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", block)] == []


def stands_for_a_file(pattern: str) -> bool:
    """Tell whether a pattern of the project's settings finds a file, or a folder with one."""
    found = ROOT.glob(f"{pattern}/*" if pattern.endswith("**") else pattern)
    return any(path.is_file() or any(each.is_file() for each in path.rglob("*")) for path in found)


def spread(pattern: str) -> list[str]:
    """Return the patterns that one with alternatives in braces stands for."""
    braces = re.search(r"\{(.*)\}", pattern)
    return [pattern.replace(braces[0], each) for each in braces[1].split(",")] if braces else [pattern]


def attributes() -> list[str]:
    lines = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    return [line.split()[0].lstrip("/") for line in lines if line and not line.startswith("#")]


PATTERNS = {
    "license-files": PROJECT["license-files"],
    ".gitattributes": attributes(),
    "wheel": TOOLS["hatch"]["build"]["targets"]["wheel"]["packages"],
    "sdist": TOOLS["hatch"]["build"]["targets"]["sdist"]["exclude"],
    "ruff": [each for pattern in TOOLS["ruff"]["lint"]["per-file-ignores"] for each in spread(pattern)],
    "mypy": TOOLS["mypy"]["files"],
    "pytest": TOOLS["pytest"]["ini_options"]["testpaths"],
    "mutmut": [
        # `src` is a link that tests/mutation.py makes.
        *(
            each.replace("src/", "pipeline/", 1)
            for key in ("source_paths", "only_mutate", "also_copy")
            for each in TOOLS["mutmut"][key]
        ),
        *TOOLS["mutmut"]["pytest_add_cli_args_test_selection"],
    ],
    "data": [f"pipeline/wortlaut/{pattern}" for pattern in DATA],
}


@pytest.mark.parametrize("where", PATTERNS)
def test_every_pattern_stands_for_files(where: str) -> None:
    assert PATTERNS[where]
    assert [pattern for pattern in PATTERNS[where] if not stands_for_a_file(pattern)] == []


@pytest.mark.parametrize("folder", [".", "training"])
def test_what_a_stage_depends_on_is_there_or_made_by_another(folder: str) -> None:
    stages = yaml.safe_load((ROOT / folder / "dvc.yaml").read_text(encoding="utf-8"))["stages"].values()
    made = [out if isinstance(out, str) else next(iter(out)) for stage in stages for out in outputs(stage)]
    needed = {dep for stage in stages for dep in stage.get("deps", [])}
    assert needed
    assert sorted(dep for dep in needed if dep not in made and not (ROOT / folder / dep).exists()) == []


@pytest.mark.parametrize("path", ["dvc.yaml", "training/dvc.yaml"])
def test_what_a_stage_runs_is_there(path: str) -> None:
    commands = [stage["cmd"] for stage in yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))["stages"].values()]
    words = " ".join(commands).split()
    named = [word for word in words if word.endswith(".cfg")]
    modules = [word for before, word in pairwise(words) if before == "-m" and "." in word]
    assert [name for name in named if not (ROOT / name).is_file()] == []
    assert [name for name in modules if not (ROOT / f"{name.replace('.', '/')}.py").is_file()] == []


def outputs(stage: dict[str, Any]) -> list[Any]:
    return [out for key in ("outs", "metrics", "plots") for out in stage.get(key, [])]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the project's wheel and sdist."""
    return build(ROOT, tmp_path_factory.mktemp("built"), "wheel", "sdist")


def build(project: Path, folder: Path, *targets: str) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    run([*command, *(part for target in targets for part in ("--target", target))], project)
    return folder


def run(command: list[str], folder: Path) -> str:
    """Run a command as in a shell where `PYTHONPATH=.` is set, and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": "."}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def contents(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def only(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path


@pytest.mark.slow
def test_the_wheel_holds_the_package_with_its_data_and_nothing_else(built: Path) -> None:
    package = ROOT / "pipeline" / "wortlaut"
    files = {path.relative_to(package.parent).as_posix() for path in package.rglob("*") if path.is_file()}
    about = f"wortlaut-{__version__}.dist-info"
    held = contents(only(built, "*.whl"))
    others = {name for name in held if name.startswith(f"{about}/")}
    assert held.keys() - others == {name for name in files if "__pycache__" not in name}
    licences = {f"{about}/licenses/{path.relative_to(ROOT).as_posix()}" for path in ROOT.glob("LICENSE*")}
    assert licences | {f"{about}/entry_points.txt"} <= others


@pytest.mark.slow
def test_the_sdist_builds_into_the_same_wheel(built: Path, tmp_path: Path) -> None:
    with tarfile.open(only(built, "*.tar.gz")) as archive:
        archive.extractall(tmp_path, filter="data")
    again = build(only(tmp_path, "wortlaut-*"), tmp_path / "again", "wheel")
    assert contents(only(again, "*.whl")) == contents(only(built, "*.whl"))


@pytest.fixture(scope="module", params=["wheel", "editable"])
def installed(request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Return an environment with the package installed anew, which takes all others from this one."""
    folder = tmp_path_factory.mktemp(request.param)
    venv.create(folder, with_pip=False)
    scheme = "venv" if "venv" in sysconfig.get_scheme_names() else sysconfig.get_default_scheme()  # Python 3.10
    paths = sysconfig.get_paths(scheme, vars={"base": str(folder), "platbase": str(folder)})
    python = Path(paths["scripts"], "python")
    # Lines of .pth files add folders, but not what .pth files in these add, such as this project's own.
    others = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    Path(paths["purelib"], "others.pth").write_text("\n".join(sorted(others)), encoding="utf-8")
    command = [sys.executable, "-m", "uv", "--no-config", "pip", "install", "--quiet", "--offline", "--no-deps"]
    command += ["--no-build-isolation", "--python", str(python)]
    if request.param == "editable":
        run([*command, "--editable", str(ROOT)], folder)
        return Installed(python, ROOT / "pipeline" / "wortlaut")
    run([*command, str(only(built, "*.whl"))], folder)
    return Installed(python, Path(paths["purelib"], "wortlaut"))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Return a folder of another project, with a package `pipeline` and articles of its own."""
    folder = tmp_path / "elsewhere"
    (folder / "pipeline").mkdir(parents=True)
    (folder / "pipeline" / "__init__.py").write_text("raise RuntimeError('this is another package')\n")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_the_installed_package_is_imported_in_any_folder(installed: Installed, elsewhere: Path) -> None:
    printed = run([str(installed.python), "-c", "import wortlaut; print(wortlaut.__file__)"], elsewhere)
    assert Path(printed.strip()) == installed.place / "__init__.py"
    assert run([str(installed.python), "-m", "wortlaut", "--version"], elsewhere) == f"wortlaut {__version__}\n"


@pytest.mark.slow
def test_the_installed_package_analyses_articles_in_any_folder(installed: Installed, elsewhere: Path) -> None:
    run([str(installed.python.with_name("wortlaut")), "run", "articles", "--output", "results"], elsewhere)
    with (elsewhere / "results" / "processed" / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert [row["path"] for row in csv.DictReader(file)] == [*ARTICLES]
    assert (elsewhere / "results" / "reports" / "report.md").is_file()
    assert (elsewhere / "results" / "reports" / "html" / "index.html").is_file()


USE = """
import spacy, wortlaut
from wortlaut.nlp import model
nlp = spacy.load(model.BUNDLED)
for name in ("wortlaut_entities", "wortlaut_quotations", "wortlaut_tone"):
    nlp.add_pipe(name)
nlp.to_disk("pipeline")
(quotation,) = spacy.load("pipeline")("Karin Althoff sagte, die Stadt sei stark.")._.quotations
(row,) = wortlaut.analyse(["Karin Althoff sagte, die Stadt sei stark."]).quotations.itertuples()
print(quotation, row.speaker_name, sep=", ")
"""


@pytest.mark.slow
def test_the_installed_package_is_used_from_python_and_spacy(installed: Installed, elsewhere: Path) -> None:
    printed = run([str(installed.python), "-c", USE], elsewhere)
    assert printed == "Karin Althoff: die Stadt sei stark, Karin Althoff\n"
