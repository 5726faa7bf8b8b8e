"""The stage `page`: write the reading page, which shows each article with its annotations."""

from __future__ import annotations

from wortlaut.page import write_pages
from wortlaut.params import Params
from wortlaut.stages.paths import Paths
from wortlaut.utils.progress import stage


@stage("page")
def run(paths: Paths, params: Params) -> None:
    """Write the reading page.

    Raises:
        WortlautError: A table is missing, or a file cannot be written.
    """
    write_pages(paths.articles, paths.processed, paths.pages, paths.cache / "pages.sqlite", params.report.language)
