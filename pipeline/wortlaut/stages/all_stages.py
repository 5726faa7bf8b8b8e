"""Run all stages on any articles, without DVC: the command `wortlaut run`."""

from __future__ import annotations

from pathlib import Path

from wortlaut.ingest import find_files
from wortlaut.params import Params
from wortlaut.stages import entities, ingest, model, page, quotations, report, sentiment, tables, tokenize
from wortlaut.stages.analysis import open_analysis
from wortlaut.stages.ingest import check_nothing_lost
from wortlaut.stages.paths import CACHE, Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.utils import remote
from wortlaut.utils.errors import WortlautError
from wortlaut.utils.progress import stage
from wortlaut.workflow import processes
from wortlaut.workflow.steps import STEPS


def run(source: str | Path, output: str | Path, params: Params) -> str:
    """Run all stages except `evaluate`.

    Args:
        source: An article or a folder of articles, local or remote (`s3://…`).
        output: Folder for tables and report, local or remote; created if it does not exist.
        params: The parameters.

    Returns:
        Path or address of the folder with the report (`report.md`) and the reading page (`html/index.html`).

    Raises:
        WortlautError: There are no articles, the output is inside the source, or a stage fails.
    """
    with remote.at_hand(str(source), str(output), CACHE) as (articles, results):
        address = str(output).rstrip("/") if remote.is_address(str(output)) else None
        paths = Paths.run(articles, results, address)
        find_files(articles)
        folders = (paths.processed, paths.reports, paths.interim, paths.cache)
        if any(folder.resolve().is_relative_to(articles.resolve()) for folder in folders):
            raise WortlautError(
                f"{output}: is inside the input {source}, so the next run would read it. Choose another output."
            )
        has_processes = params.run.engine == "local" and params.run.processes > 1
        if has_processes:
            processes.prepare()
        with stage("run"):
            model.run(paths, params)
            ingest.run(paths, params)
            with stage("analyse"), open_analysis(paths, params, *STEPS):
                pass  # runs all steps while an article is in memory; the stages then read the stored results
            for module in (tokenize, entities, quotations, sentiment, tables):
                module.run(paths, params)
            if has_processes:
                # The other process logs nothing, so this process logs the stage.
                with stage("report"), processes.beside(report.run, paths, params):
                    page.run(paths, params)
            else:
                report.run(paths, params)
                page.run(paths, params)
            n_articles = sum(1 for _ in csv_files.rows(schemas.ARTICLES, paths.processed))
            n_rejected = sum(1 for _ in csv_files.rows(schemas.REJECTED, paths.processed))
            check_nothing_lost(paths, n_articles + n_rejected)
    return f"{address or results}/reports"
