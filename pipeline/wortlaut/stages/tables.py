"""The stage `tables`: write the summary tables and the data dictionary."""

from __future__ import annotations

from wortlaut.entities import read_entities
from wortlaut.export import dvc_plots
from wortlaut.keywords import Lemmas, keyword_rows
from wortlaut.params import Params
from wortlaut.quotations import speaker_totals
from wortlaut.stages.analysis import open_analysis
from wortlaut.stages.paths import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.copies import left_out
from wortlaut.text.article import article_id_of
from wortlaut.utils import files
from wortlaut.utils.progress import stage


@stage("tables")
def run(paths: Paths, params: Params) -> None:
    """Write speaker totals, keywords, the data of the tone plot, and the data dictionary."""
    copies = left_out(paths.processed, params.report.copies)
    quotations = (row for row in csv_files.rows(schemas.QUOTATIONS, paths.processed) if row.article_id not in copies)
    speakers = speaker_totals.speaker_rows(quotations, read_entities(paths.processed))
    csv_files.write(schemas.SPEAKERS, speakers, paths.processed)
    with open_analysis(paths, params, "keywords") as analysis:
        keywords = keyword_rows(
            lambda: (
                (Lemmas._make(step.partials), article_id_of(line) not in copies)
                for line, step in analysis.results("keywords")
            )
        )
        csv_files.write(schemas.KEYWORDS, keywords, paths.processed)
    sections = csv_files.rows(schemas.SECTION_SENTIMENT, paths.processed)
    tones = dvc_plots.tone_by_section(row for row in sections if row.article_id not in copies)
    dvc_plots.write(paths.plots / "tone_by_section.csv", dvc_plots.TONE_COLUMNS, tones)
    with files.writing(paths.dictionary) as page:
        page.write(schemas.dictionary())
