"""Takes the pictures of the reading page that the docs show (`make screenshots`)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.conftest import ROOT
from tests.page import chromium
from wortlaut.page.addresses import page_address

PAGES, IMAGES = ROOT / "reports" / "html", ROOT / "docs" / "images"
ARTICLE = page_address("hochwasser-lindental")


class Picture(NamedTuple):
    """A picture.

    Attributes:
        name: Its file, without ending.
        address: The page.
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


def take(pictures: tuple[Picture, ...], program: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
        for picture in pictures:
            page = browser.new_page(viewport=picture.size, color_scheme=picture.color_scheme, reduced_motion="reduce")
            page.goto(f"{PAGES.as_uri()}/{picture.address}")
            page.evaluate("document.fonts.ready")
            picture.prepare(page)
            page.wait_for_timeout(300)
            page.screenshot(path=folder / f"{picture.name}.png")
            page.close()


if __name__ == "__main__":
    found = chromium.find()
    if found is None:
        sys.exit(chromium.MISSING)
    if not (PAGES / ARTICLE).is_file():
        sys.exit(f"{PAGES / ARTICLE}: is missing. Run `make report` first.")
    take(PICTURES, found, IMAGES)
