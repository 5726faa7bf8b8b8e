"""The stage `tables`: sum up, and write the data dictionary beside the tables."""

from __future__ import annotations

from wortlaut.entities import read_entities
from wortlaut.export import dvc_plots
from wortlaut.keywords import Lemmas, keyword_rows
from wortlaut.params import Params
from wortlaut.quotations import speaker_totals
from wortlaut.stages.analysis import analysed
from wortlaut.stages.paths import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.utils import files
from wortlaut.utils.progress import stage


@stage("tables")
def run(paths: Paths, params: Params) -> None:
    """Write who is quoted how much, the keywords, the data of the plot of tone, and the data dictionary."""
    quotations = csv_files.rows(schemas.QUOTATIONS, paths.processed)
    speakers = speaker_totals.speaker_rows(quotations, read_entities(paths.processed))
    csv_files.write(schemas.SPEAKERS, speakers, paths.processed)
    with analysed(paths, params, "keywords") as analysis:
        keywords = keyword_rows(lambda: (Lemmas._make(found.partials) for _, found in analysis.results("keywords")))
        csv_files.write(schemas.KEYWORDS, keywords, paths.processed)
    tones = dvc_plots.tone_by_section(csv_files.rows(schemas.SECTION_SENTIMENT, paths.processed))
    dvc_plots.write(paths.plots / "tone_by_section.csv", dvc_plots.TONE_COLUMNS, tones)
    with files.writing(paths.dictionary) as page:
        page.write(schemas.dictionary())
