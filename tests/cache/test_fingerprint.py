from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wortlaut.cache import fingerprint


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with code, a word list and a model."""
    for name in ("a.py", "words/list.txt", "models/weights.bin"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("eins")
    monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path)
    monkeypatch.setattr(fingerprint, "_WEIGHTS", tmp_path / "models")
    return tmp_path


def digest(*entries: str) -> str:
    fingerprint.digest.cache_clear()
    return fingerprint.digest(*entries)


@pytest.mark.parametrize("name", ["a.py", "words/list.txt", "words/new.txt"])
def test_a_change_shows_in_what_holds_the_file(package: Path, name: str) -> None:
    whole, part, other = digest(), digest(name.split("/")[0]), digest("none.py")
    (package / name).write_text("zwei")
    assert digest() != whole
    assert digest(name.split("/")[0]) != part
    assert digest("none.py") == other


@pytest.mark.parametrize("name", ["models/weights.bin", "a.pyc"])
def test_weights_and_compiled_code_do_not_count(package: Path, name: str) -> None:
    before = digest()
    (package / name).write_text("zwei")
    assert digest() == before


def test_a_file_of_another_name_is_another_file(package: Path) -> None:
    before = digest()
    (package / "a.py").rename(package / "b.py")
    assert digest() != before


@pytest.fixture(autouse=True, scope="module")
def _forget() -> Iterator[None]:
    yield
    fingerprint.digest.cache_clear()
