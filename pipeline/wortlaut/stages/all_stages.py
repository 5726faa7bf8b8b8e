"""Run all stages without DVC, for `wortlaut run` and `wortlaut.analyse`."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import TypeAlias

from wortlaut.params import Params
from wortlaut.stages import entities, ingest, model, page, quotations, report, sentiment, tables, tokenize
from wortlaut.stages.analysis import open_analysis
from wortlaut.stages.ingest import Input, files_input
from wortlaut.stages.paths import CACHE, Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.text.article import count_articles
from wortlaut.utils import remote
from wortlaut.utils.errors import WortlautError
from wortlaut.utils.progress import stage
from wortlaut.workflow import processes
from wortlaut.workflow.steps import STEPS

Source: TypeAlias = "str | PathLike[str]"
"""An article, a corpus, or a folder of them: a path or an address."""


def run(source: Source | Sequence[Source], output: Source, params: Params) -> str:
    """Run all stages except `evaluate`.

    Args:
        source: One or several articles or folders of articles, local or remote (`s3://…`, `https://…`), or `-` for an
            article on standard input.
        output: Folder for tables and report, local or remote; created if it does not exist.
        params: The parameters.

    Returns:
        Path or address of the folder with the report (`report.html`, the same as `report.md`) and the reading page
        (`html/index.html`).

    Raises:
        WortlautError: There are no articles, the output is inside the source, or a stage fails.
    """
    sources = [source] if isinstance(source, str | PathLike) else source
    with remote.at_hand([str(each) for each in sources], str(output), CACHE) as (articles, results):
        address = str(output).rstrip("/") if remote.is_address(str(output)) else None
        paths = Paths.run(articles[0], results, address)
        files = files_input(articles, paths, params)
        folders = (paths.processed, paths.reports, paths.interim, paths.cache)
        for given, place in zip(sources, articles, strict=True):
            if any(folder.resolve().is_relative_to(place.resolve()) for folder in folders):
                raise WortlautError(
                    f"{output}: is inside the input {given}, so the next run would read it. Choose another output."
                )
        with stage("run"):
            write_tables(files, paths, params)
            write_reports(paths, params)
    return f"{address or results}/reports"


def write_tables(source: Input, paths: Paths, params: Params) -> None:
    """Run the stages that write tables.

    Args:
        source: The articles.
        paths: Paths of the results.
        params: The parameters.

    Raises:
        WortlautError: No article could be read, or a stage fails.
    """
    if _has_processes(params):
        processes.prepare()
    model.run(paths, params)
    ingest.ingest(source, paths)
    with stage("analyse"), open_analysis(paths, params, *STEPS):
        pass  # runs all steps while an article is in memory; the stages then read the stored results
    for module in (tokenize, entities, quotations, sentiment, tables):
        module.run(paths, params)
    _check_all_analysed(source, paths)


def _check_all_analysed(source: Input, paths: Paths) -> None:
    """Check that every article that was read has its row in `articles.csv`.

    Raises:
        WortlautError: Some have none.
    """
    n_read = count_articles(paths.articles)
    n_rows = sum(1 for _ in csv_files.rows(schemas.ARTICLES, paths.processed))
    if n_rows != n_read:
        raise WortlautError(
            f"{source.name}: {n_read} articles were read, but articles.csv has {n_rows}. "
            "Please report this, and run again with an empty output folder."
        )


def write_reports(paths: Paths, params: Params) -> None:
    """Run the stages that show what the tables have: the report and the reading page.

    Raises:
        WortlautError: A table is missing, or a file cannot be written.
    """
    if _has_processes(params):
        # The other process logs nothing, so this process logs the stage.
        with stage("report"), processes.beside(report.run, paths, params):
            page.run(paths, params)
    else:
        report.run(paths, params)
        page.run(paths, params)


def _has_processes(params: Params) -> bool:
    return params.run.engine == "local" and params.run.processes > 1
