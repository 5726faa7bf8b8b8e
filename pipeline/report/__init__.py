"""Writes `report.md` and its figures from the tables."""

from __future__ import annotations

from os.path import relpath
from pathlib import Path

from pipeline import __version__, files, tables
from pipeline.locales import labels
from pipeline.params import ReportParams
from pipeline.report.details import read_articles
from pipeline.report.markdown import environment
from pipeline.report.overview import read_overview
from pipeline.report.score_names import MODEL_SOURCES
from pipeline.report.scores import read_scores

_FIGURES = "figures"
_TONE_FIGURE, _SPEAKERS_FIGURE = "tone_by_section.png", "speakers_by_words.png"


def write_report(processed: Path, reports: Path, params: ReportParams) -> Path:
    """Write the report and its figures.

    Args:
        processed: Folder of the tables and of `model.json`.
        reports: Folder for `report.md` and `figures/`; scores are taken from its `metrics.json` where there is one.
        params: How much is shown.

    Returns:
        The path of `report.md`.

    Raises:
        WortlautError: A table or `model.json` is missing, the tables are not of one run, or a file cannot be written.
    """
    # Half a second of import that no other stage is to pay.
    from pipeline.report.figures import MAX_ROWS, draw_speakers, draw_tone

    corpus = read_overview(processed, params.top)
    articles = read_articles(processed, corpus.listing.top, params.top)
    scores = read_scores(processed / "model.json", reports / "metrics.json")
    draw_tone(articles, reports / _FIGURES / _TONE_FIGURE)
    draw_speakers(corpus.speakers, reports / _FIGURES / _SPEAKERS_FIGURE)
    template = environment().get_template("report.md.j2")
    text = template.render(
        corpus=corpus,
        articles=articles,
        model=scores.model,
        measured=scores.measured,
        identity=scores.identity,
        tables=Path(relpath(processed, reports)).as_posix(),
        figures=_FIGURES,
        tone_figure=_TONE_FIGURE,
        speakers_figure=_SPEAKERS_FIGURE,
        max_rows=MAX_ROWS,
        schemas=tables.TABLES,
        few_hits=tables.FEW_HITS,
        labels=labels,
        sources=MODEL_SOURCES,
        version=__version__,
    )
    path = reports / "report.md"
    with files.writing(path) as page:
        page.write(text)
    return path
