"""The stage `quotations`: find quotations and their speakers, and the turns of interviews.

The work on each article is the step `quotations` in `wortlaut.workflow.steps`.
"""

from __future__ import annotations

from wortlaut.entities import read_entities
from wortlaut.params import Params
from wortlaut.quotations import with_speaker
from wortlaut.stages.analysis import open_analysis
from wortlaut.stages.paths import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.utils.progress import note, stage


@stage("quotations")
def run(paths: Paths, params: Params) -> None:
    """Find the quotations and their speakers, and the turns of interviews.

    Raises:
        WortlautError: The spaCy pipeline is not the one that `model.json` describes, a correction is invalid, or a
            table is missing.
    """
    entities = read_entities(paths.processed)
    n_quotations = 0
    with (
        open_analysis(paths, params, "quotations") as analysis,
        csv_files.writing(schemas.QUOTATIONS, paths.processed) as table,
        csv_files.writing(schemas.TURNS, paths.processed) as turns,
    ):
        for _, result in analysis.results("quotations"):
            quotations = csv_files.parse(schemas.QUOTATIONS, result.tables["quotations"])
            rows = [with_speaker(row, entities) for row in quotations]
            table.add_csv(csv_files.as_csv(rows))
            turns.add_csv(result.tables["turns"])
            n_quotations += len(rows)
    note(quotations=n_quotations)
