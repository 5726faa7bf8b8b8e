"""The docs' pictures are as old as what they show."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.screenshots import IMAGES, PICTURES, SHOWN, shown
from tools.docs.tutorial import FIGURE, TUTORIAL


@pytest.fixture(scope="module")
def tutorial() -> str:
    return (ROOT / TUTORIAL).read_text(encoding="utf-8")


def test_pictures_show_what_is_there_now(demo: Path, tutorial: str) -> None:
    committed = json.loads(SHOWN.read_text(encoding="utf-8"))
    assert committed == shown(demo / "reports", tutorial), "Run `make screenshots`, and commit docs/images."


def test_every_picture_is_taken_and_shown() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    texts = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    used = set(re.findall(r"\bimages/([\w-]+\.png)\)", texts))
    taken = {FIGURE, *(f"{picture.name}.png" for picture in PICTURES)}
    assert used == taken == {path.name for path in IMAGES.glob("*.png")}


@pytest.mark.parametrize(
    ("changed", "stale"),
    [
        ("html/static/page.css", {f"{picture.name}.png" for picture in PICTURES}),
        (
            PICTURES[0].address,
            {picture.name + ".png" for picture in PICTURES if PICTURES[0].address in picture.address},
        ),
        ("html/index.html", set()),
    ],
)
def test_a_change_of_what_they_show_is_noticed(
    changed: str, stale: set[str], demo: Path, tutorial: str, tmp_path: Path
) -> None:
    before = shown(demo / "reports", tutorial)
    shutil.copytree(demo / "reports", tmp_path / "reports")
    with (tmp_path / "reports" / changed).open("a", encoding="utf-8") as handle:
        handle.write("\n")
    after = shown(tmp_path / "reports", tutorial)
    assert {name for name in before if before[name] != after[name]} == stale


def test_measured_numbers_are_no_change(demo: Path, tutorial: str, tmp_path: Path) -> None:
    shutil.copytree(demo / "reports", tmp_path / "reports")
    for page in {tmp_path / "reports" / picture.address.partition("#")[0] for picture in PICTURES}:
        text = page.read_text(encoding="utf-8")
        changed = re.sub(r"[+−]0\.\d+", "+0.99", text)
        assert changed != text
        page.write_text(changed, encoding="utf-8")
    assert shown(tmp_path / "reports", tutorial) == shown(demo / "reports", tutorial)


def test_the_tutorials_figure_shows_the_tutorials_numbers(demo: Path, tutorial: str) -> None:
    before, after = shown(demo / "reports", tutorial), shown(demo / "reports", tutorial.replace("0.", "1."))
    assert {name for name in before if before[name] != after[name]} == {FIGURE}
