"""The stage `page`: write the page that shows each article with what was found in it."""

from __future__ import annotations

from wortlaut.page import write_pages
from wortlaut.params import Params
from wortlaut.stages.paths import Paths
from wortlaut.utils.progress import stage


@stage("page")
def run(paths: Paths, params: Params) -> None:
    """Write the page that shows each article with what was found in it."""
    write_pages(paths.articles, paths.processed, paths.pages, paths.cache / "pages.sqlite", params.report.language)
