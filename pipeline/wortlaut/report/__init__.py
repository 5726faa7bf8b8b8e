"""Write the report, as Markdown and as a page, and its figures from the tables."""

from __future__ import annotations

from os.path import relpath
from pathlib import Path

from wortlaut import __version__
from wortlaut.cache.memo import GetOrCompute, no_cache
from wortlaut.locales import Locale, labels
from wortlaut.page.addresses import page_address
from wortlaut.params import Params
from wortlaut.report.comentions import CANDIDATES
from wortlaut.report.differences import MEASURE_NAMES
from wortlaut.report.environment import environment
from wortlaut.report.figures import draw_figures
from wortlaut.report.figures.figure import MAX_ROWS
from wortlaut.report.html import render_html
from wortlaut.report.overview import read_overview
from wortlaut.report.score_names import MODEL_SOURCES
from wortlaut.report.scores import read_scores
from wortlaut.report.sections import KEYWORDS_SHOWN
from wortlaut.tables import schemas
from wortlaut.utils import files

_FIGURES = "figures"


def write_report(
    processed: Path, pages: Path, reports: Path, params: Params, get_or_compute: GetOrCompute = no_cache
) -> Path:
    """Write `report.md`, the same as a page in `report.html`, and the figures of both.

    Args:
        processed: Folder of the tables and of `model.json`.
        pages: Folder of the reading page, to which the report links, and whose stylesheet it uses.
        reports: Folder for the report and `figures/`; scores are read from its `metrics.json` if it exists.
        params: The parameters of the report, and those with which the tables were made.
        get_or_compute: Cache of the figures.

    Returns:
        The path of `report.md`.

    Raises:
        WortlautError: A table or `model.json` is missing, tables are from different runs, or a file cannot be written.
    """
    locale = Locale(params.report.language, Path(__file__).parent)
    corpus = read_overview(processed, params.report.top, params.report.copies)
    scores = read_scores(processed / "model.json", reports / "metrics.json", params)
    text = (
        environment(locale)
        .get_template("report.md.j2")
        .render(
            corpus=corpus,
            names={entity.canonical_id: entity.name for entity in corpus.followed},
            scores=scores,
            sources=MODEL_SOURCES,
            tables=Path(relpath(processed, reports)).as_posix(),
            figures=_FIGURES,
            pages=Path(relpath(pages, reports)).as_posix(),
            page_address=page_address,
            drawn=draw_figures(corpus, reports / _FIGURES, locale, get_or_compute),
            schemas=schemas.TABLES,
            max_rows=MAX_ROWS,
            few_sentences=schemas.FEW_SENTENCES,
            few_articles=schemas.FEW_ARTICLES,
            top=params.report.top,
            candidates=CANDIDATES,
            keywords_shown=KEYWORDS_SHOWN,
            labels=labels,
            measure_names=MEASURE_NAMES,
            version=__version__,
        )
    )
    path = reports / "report.md"
    title = locale.gettext("Who says what, and in what tone")
    html = render_html(text, title, Path(relpath(pages, reports)).as_posix(), params.report.language)
    for file, content in ((path, text), (path.with_suffix(".html"), html)):
        with files.writing(file) as page:
            page.write(content)
    return path
