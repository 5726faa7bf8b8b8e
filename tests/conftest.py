"""What several test modules share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from spacy.language import Language

from tests.hostile import ROWS, TEXTS
from tests.page import chromium
from wortlaut import stages
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.tables import csv_files, schemas
from wortlaut.text import layout
from wortlaut.text.article import Article, write_articles

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
"""The project's folder."""
PYTHONPATH = os.pathsep.join([str(ROOT), str(ROOT / "pipeline")])
"""Where another process finds the tools and the package of this folder, not of another that is installed."""
DEMO = ROOT / "tests" / "data" / "demo"
"""The articles that `data/raw` has to begin with; what a user puts there concerns no test."""
GROUPS = {
    "benchmarks/test_benchmarks.py": pytest.mark.slow,
    "page/test_in_browser.py": pytest.mark.browser,
    "project/test_examples.py": pytest.mark.docs,
    "project/test_fuzz.py": pytest.mark.slow,
    "project/test_hostile.py": pytest.mark.slow,
    "project/test_pictures.py": pytest.mark.docs,
    "project/test_pipeline.py": pytest.mark.slow,
    "report/test_in_browser.py": pytest.mark.browser,
    "report/test_report.py": pytest.mark.slow,
    "test_results.py": pytest.mark.slow,
    "tools/test_docs.py": pytest.mark.docs,
    "tools/test_notebook.py": pytest.mark.notebook,
    "workflow/test_cluster.py": pytest.mark.cluster,
    "workflow/test_processes.py": pytest.mark.slow,
    "workflow/test_runner.py": pytest.mark.slow,
}
"""Modules whose tests are all in a group that `make check` leaves out; single tests are marked where they stand."""
# The same inputs in every run, and no clock: a slow machine fails nothing. `make fuzz` draws others.
settings.register_profile("reproducible", derandomize=True, deadline=None)
settings.load_profile("reproducible")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the browser in which pages are opened; where CI has none, the test fails."""
    from playwright.sync_api import sync_playwright  # only few tests need it

    program = chromium.find()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(chromium.MISSING)
        pytest.skip(chromium.MISSING)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of whole modules into their groups."""
    tests = ROOT / "tests"
    for name in GROUPS:
        assert (tests / name).is_file(), f"{name}: is gone, but tests.conftest.GROUPS names it"
    for item in items:
        if mark := GROUPS.get(item.path.relative_to(tests).as_posix()):
            item.add_marker(mark)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Return the bundled spaCy pipeline."""
    return bundled()


@cache
def bundled() -> Language:
    """Return the bundled spaCy pipeline, loaded once even where a process runs the tests again and again."""
    return model.load(model.find("bundled"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of tables with `tests.hostile.ROWS`; the texts of the articles are in `interim` beside it.

    It is shared, so nothing is to be changed in it.
    """
    folder = tmp_path_factory.mktemp("hostile")
    for schema in schemas.TABLES:
        csv_files.write(schema, ROWS[schema.name], folder / "processed")
    articles = (article(text, f"id{number}") for number, text in enumerate((*TEXTS, "leer")))
    write_articles(articles, folder / "interim" / "articles.jsonl")
    return folder / "processed"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a run over `DEMO`: its tables are in `processed`, its report is in `reports`.

    It is shared, so nothing is to be changed in it.
    """
    folder = tmp_path_factory.mktemp("demo")
    stages.run(DEMO, folder, Params())
    return folder


def article(text: str, article_id: str = "a") -> Article:
    """Return a text as an article with the sections that its layout shows."""
    sections, asides = layout.divide(article_id, text)
    return Article(
        article_id=article_id,
        path=f"{article_id}.txt",
        sha256="0" * 64,
        format="text",
        title=None,
        published_at=None,
        language="de",
        text=text,
        sections=sections,
        asides=asides,
    )
