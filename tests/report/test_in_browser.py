"""The report in a real browser: Chromium, without a window, on files as a reader opens them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.report.corpus import report
from wortlaut.page import rendering
from wortlaut.utils.languages import Language

DESKTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=375, height=700)
GITHUB = """
body { width: 830px; overflow-wrap: break-word }
body { font: 16px/1.5 Helvetica, "Liberation Sans", "DejaVu Sans Condensed", sans-serif }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse }
th, td { padding: 6px 13px; border: 1px solid; font-size: 16px }
small { font-size: 90% }
"""
"""What GitHub's stylesheet says of tables, in the width of its column, and fonts as wide as those that it names."""
LONG = "Bundesverfassungsgerichtspräsidentin Annegret Leutheusser-Schnarrenberger"
Open = Callable[..., Page]


def written(folder: Path, language: Language) -> Path:
    """Return a report on long names and many articles, beside the files of the reading page."""
    dresses: list[Callable[[str], str]] = [str, lambda text: f"{LONG} {text}", lambda text: text.replace(" ", "") * 3]
    report(folder, *dresses, language=language)
    shutil.copytree(Path(rendering.__file__).with_name("static"), folder / "reports" / "html" / "static")
    return folder / "reports" / "report.html"


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("english"), "en")


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("german"), "de")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Return what opens a report; in the end nothing may have gone wrong, nor been loaded from elsewhere."""
    contexts, faults, loaded = [], list[str](), list[str]()

    def visit(path: Path, **options: Any) -> Page:
        context = browser.new_context(**({"viewport": DESKTOP} | options))
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: loaded.append(request.url))
        page.on("requestfailed", lambda request: faults.append(request.url))
        page.goto(path.as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []
    assert [address for address in loaded if not address.startswith("file:///")] == []


def test_figures_are_shown(visit: Open, english: Path) -> None:
    widths: list[int] = visit(english).locator(".report img").evaluate_all("all => all.map(one => one.naturalWidth)")

    assert len(widths) == 8
    assert all(widths)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_is_wider_than_the_window(size: ViewportSize, visit: Open, german: Path) -> None:
    page = visit(german, viewport=size)

    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
    assert page.locator(".report table").evaluate_all(wide) == []


@pytest.mark.parametrize("heading", ["Words quoted", "Published"])
def test_tables_are_sorted_by_numbers_and_dates(heading: str, visit: Open, english: Path) -> None:
    page = visit(english)
    button = page.locator("thead button", has_text=heading).last
    table = page.locator("table", has=page.locator("thead button", has_text=heading)).last
    place = "all => all.map(one => one.dataset.value)"
    cells = table.locator(f'td[data-label="{heading}"]')
    button.click()
    rising: list[str] = cells.evaluate_all(place)
    button.click()
    expect(table.locator("th[aria-sort=descending]")).to_have_count(1)

    assert rising == sorted(rising, key=lambda value: (len(value), value))
    assert cells.evaluate_all(place) == rising[::-1]


@pytest.mark.parametrize("language", ["english", "german"])
def test_axe_finds_nothing_serious(language: str, visit: Open, request: pytest.FixtureRequest) -> None:
    # The page's own policy would keep axe from being put in.
    page = visit(request.getfixturevalue(language), bypass_csp=True, color_scheme="light")
    options = {"resultTypes": ["violations"], "preload": False}
    violations = Axe().run(page, options=options).response["violations"]
    page.emulate_media(color_scheme="dark")
    violations += Axe().run(page, options=options).response["violations"]

    serious = [fault for fault in violations if fault["impact"] in ("serious", "critical")]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in serious] == []


def test_on_paper_tables_are_tables_and_the_bar_is_gone(visit: Open, german: Path) -> None:
    page = visit(german, viewport=ViewportSize(width=670, height=900))  # A4 without its margins
    page.emulate_media(media="print")

    expect(page.locator(".bar")).to_be_hidden()
    assert page.locator(".report table").first.evaluate("one => getComputedStyle(one).display") == "table"
    assert page.evaluate("document.documentElement.scrollWidth") == 670
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("language", ["english", "german"])
def test_no_table_is_wider_than_github_shows(
    language: str, visit: Open, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    text = request.getfixturevalue(language).with_suffix(".md").read_text(encoding="utf-8")
    html = MarkdownIt("commonmark").enable("table").disable("image").render(text)
    place = tmp_path / "github.html"
    place.write_text(f"<!doctype html><meta charset=utf-8><style>{GITHUB}</style>{html}", encoding="utf-8")
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"

    assert visit(place).locator("table").evaluate_all(wide) == []
