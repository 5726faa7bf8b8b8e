"""Write `report.md` and its figures from the tables."""

from __future__ import annotations

from os.path import relpath
from pathlib import Path

from wortlaut import __version__
from wortlaut.cache.memo import GetOrCompute, no_cache
from wortlaut.locales import Locale, labels
from wortlaut.page.addresses import page_address
from wortlaut.params import Params
from wortlaut.report.comentions import CANDIDATES
from wortlaut.report.environment import environment
from wortlaut.report.figures import draw_figures
from wortlaut.report.figures.rows import MAX_ROWS
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
    """Write the report and its figures.

    Args:
        processed: Folder of the tables and of `model.json`.
        pages: Folder of the reading page, to which the report links.
        reports: Folder for `report.md` and `figures/`; scores are read from its `metrics.json` if it exists.
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
            version=__version__,
        )
    )
    path = reports / "report.md"
    with files.writing(path) as page:
        page.write(text)
    return path
