"""Takes the pictures that the docs show (`make screenshots`), and writes down what they show.

`tests/project/test_pictures.py` compares the latter with the pages of now. The pictures themselves differ between
machines, so nothing compares them.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.conftest import DEMO, ROOT
from tests.page import chromium
from tools.docs.tutorial import FIGURE, TUTORIAL, run_tutorial
from wortlaut import stages
from wortlaut.page.addresses import page_address
from wortlaut.params import Params
from wortlaut.utils import files

IMAGES = ROOT / "docs" / "images"
SHOWN = IMAGES / "shown.json"
"""A digest of what each picture shows, by its name."""
_DECIMAL = re.compile(r"[+−-]?\d+\.\d+")
"""A measured number. Their last digits may differ between processors, so what is compared leaves them out."""
ARTICLE = f"html/{page_address('hochwasser-lindental')}"


class Picture(NamedTuple):
    """A picture of a page of the demo's results.

    Attributes:
        name: Its file, without ending.
        address: The page, relative to the folder `reports`.
        size: Of the window.
        prepare: What is done before.
        color_scheme: Light or dark.
    """

    name: str
    address: str
    size: ViewportSize
    prepare: Callable[[Page], None]
    color_scheme: Literal["light", "dark"] = "light"


def open_card(page: Page) -> None:
    page.mouse.wheel(0, 60)
    page.wait_for_timeout(100)
    page.locator(".ref[data-n='6']").focus()


def show_lines(page: Page) -> None:
    page.get_by_label("Show who is meant everywhere").check()


def leave(page: Page) -> None:
    pass


PICTURES = (
    Picture("page", ARTICLE, ViewportSize(width=1240, height=860), open_card),
    Picture("page-dark", ARTICLE, ViewportSize(width=1240, height=860), show_lines, "dark"),
    Picture("page-table", f"{ARTICLE}#quotations", ViewportSize(width=1240, height=700), leave),
    Picture("page-narrow", ARTICLE, ViewportSize(width=375, height=760), leave),
)


def shown(reports: Path, tutorial: str) -> dict[str, str]:
    """Return a digest of what each picture of the docs shows, by its name.

    Args:
        reports: The folder `reports` of a run over the demo's articles.
        tutorial: The tutorial's page, which has the code of its figure and the numbers in it.
    """
    static = sorted((reports / "html" / "static").iterdir())
    digests = {FIGURE: _digest([tutorial.encode()])}
    for picture in PICTURES:
        path = reports / picture.address.partition("#")[0]
        page = path.read_text(encoding="utf-8")
        images = sorted({path.parent / source for source in re.findall(r'<img [^>]*?src="([^":]+)"', page)})
        how = f"{picture.address} {picture.size} {picture.color_scheme} {inspect.getsource(picture.prepare)}"
        contents = [how.encode(), _DECIMAL.sub("", page).encode(), *(file.read_bytes() for file in (*static, *images))]
        digests[f"{picture.name}.png"] = _digest(contents)
    return dict(sorted(digests.items()))


def _digest(contents: list[bytes]) -> str:
    """Return the SHA-256 of the digests of some contents."""
    return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents)).hexdigest()


def take(pictures: tuple[Picture, ...], program: str, reports: Path, images: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
        for picture in pictures:
            page = browser.new_page(viewport=picture.size, color_scheme=picture.color_scheme, reduced_motion="reduce")
            page.goto(f"{reports.as_uri()}/{picture.address}")
            page.evaluate("document.fonts.ready")
            picture.prepare(page)
            page.wait_for_timeout(300)
            page.screenshot(path=images / f"{picture.name}.png")
            page.close()


def main(program: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tutorial").mkdir()
        tutorial = run_tutorial(ROOT, folder / "tutorial")
        if tutorial != (ROOT / TUTORIAL).read_text(encoding="utf-8"):
            sys.exit(f"{TUTORIAL}: shows other numbers than its figure would. Run `make docs` first.")
        stages.run(DEMO, folder / "demo", Params())
        take(PICTURES, program, folder / "demo" / "reports", IMAGES)
        shutil.copy(folder / "tutorial" / FIGURE, IMAGES)
        with files.writing(SHOWN) as handle:
            handle.write(json.dumps(shown(folder / "demo" / "reports", tutorial), indent=2) + "\n")


if __name__ == "__main__":
    found = chromium.find()
    if found is None:
        sys.exit(chromium.MISSING)
    main(found)
