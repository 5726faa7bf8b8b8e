"""The stage `report`: write the report and draw its figures."""

from __future__ import annotations

from wortlaut.cache import memo
from wortlaut.params import Params
from wortlaut.report import write_report
from wortlaut.report.figures import LIBRARIES
from wortlaut.stages.paths import Paths
from wortlaut.utils.progress import stage


@stage("report")
def run(paths: Paths, params: Params) -> None:
    """Write the report and its figures.

    Raises:
        WortlautError: A table or `model.json` is missing, tables are from different runs, or a file cannot be written.
    """
    with memo.opened(paths.cache / "figures.sqlite", LIBRARIES) as results:
        write_report(paths.processed, paths.pages, paths.reports, params, results.get_or_compute)
