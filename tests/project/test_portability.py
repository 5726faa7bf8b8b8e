"""What would differ on Windows: names of files, line ends, modules that only POSIX has, separators of paths."""

from __future__ import annotations

import ast
import ntpath
import subprocess
from collections import Counter
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from tests.conftest import ROOT
from wortlaut.page.addresses import page_address

TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "pipeline").rglob("*.py"))}
"""All modules of the package, parsed."""
POSIX_ONLY = {"crypt", "fcntl", "grp", "posix", "pwd", "resource", "termios", "tty"}
WRITERS = {"open", "write_text"}
"""Methods that write text."""


def text_writes(tree: ast.AST) -> list[ast.Call]:
    """Return the calls that open a file for writing text, or write one."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in WRITERS:
            continue
        values = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "mode")]
        modes = [each.value for each in values if isinstance(each, ast.Constant)]
        if name == "write_text" or any(isinstance(mode, str) and mode in {"w", "a", "x", "w+"} for mode in modes):
            found.append(node)
    return found


def test_line_ends_are_written_as_they_are() -> None:
    calls = [(path, call) for path, tree in TREES.items() for call in text_writes(tree)]
    assert len(calls) >= 3
    missing = [(path, call.lineno) for path, call in calls if "newline" not in {each.arg for each in call.keywords}]
    assert missing == [], "Windows would write CR LF: give newline="


@pytest.mark.parametrize(
    ("code", "n"),
    [
        ("open(path, 'w')", 1),
        ("path.open('x', encoding='utf-8')", 1),
        ("path.write_text(text)", 1),
        ("open(path)", 0),
        ("path.open('wb')", 0),
    ],
)
def test_writing_text_is_noticed(code: str, n: int) -> None:
    assert len(text_writes(ast.parse(code))) == n


def test_no_module_needs_what_only_posix_has() -> None:
    names = set()
    for tree in TREES.values():
        names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {"os", "pathlib"} <= names
    assert sorted(POSIX_ONLY.intersection(name.partition(".")[0] for name in names)) == []


def is_reserved(name: str) -> bool:
    """Return whether a name is one of a device, such as `nul`; Python 3.13 has its own function for it."""
    if hasattr(ntpath, "isreserved"):
        return bool(ntpath.isreserved(name))
    return PureWindowsPath(name).is_reserved()


def windows_faults(names: list[str]) -> list[str]:
    """Return the paths that Windows cannot hold, or would take for another one of them."""
    folded = Counter(name.casefold() for name in names)
    return [
        name
        for name in names
        if folded[name.casefold()] > 1
        or len(name) > 180
        or any(
            is_reserved(part) or part[-1] in ". " or set(part) & set('<>:"\\|?*') for part in PurePosixPath(name).parts
        )
    ]


def test_the_repository_can_be_checked_out_on_windows() -> None:
    command = ["git", "-c", "core.quotePath=off", "ls-files"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    if listed.returncode:
        pytest.skip("this is no checkout")
    assert windows_faults(listed.stdout.splitlines()) == []


def test_names_that_windows_refuses_are_noticed() -> None:
    names = ["a/CON.txt", "a:b", "x./y", "Ä/z", "ä/z", "nul", "gut/name.csv"]
    assert windows_faults(names) == names[:-1]


def test_pages_have_names_that_windows_accepts() -> None:
    ids = ["CON", "aux.html", "a:b", "a\\b", "x.", "Ä", "ä", "A", "a", 'q"?', "x" * 300, "a/b", "..\\..\\fort"]
    assert windows_faults([page_address(article_id) for article_id in ids]) == []
