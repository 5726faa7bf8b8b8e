"""The stage `entities`: find people, organisations and places.

The work on each article is the step `entities` in `wortlaut.workflow.steps`.
"""

from __future__ import annotations

from wortlaut.corrections.entities import EntityCorrector
from wortlaut.corrections.records import read
from wortlaut.entities import EntityIndex, Naming, entity_rows
from wortlaut.params import Params
from wortlaut.stages.analysis import open_analysis
from wortlaut.stages.paths import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.copies import left_out
from wortlaut.text.article import article_id_of
from wortlaut.utils.progress import stage


@stage("entities")
def run(paths: Paths, params: Params) -> None:
    """Find the mentions of entities, and link them to canonical entities.

    Raises:
        WortlautError: The spaCy pipeline is not the one that `model.json` describes, a correction is invalid, or a
            table is missing.
    """
    index = EntityIndex()
    corrector = EntityCorrector(read(paths.corrections).entities)
    copies = left_out(paths.processed, params.report.copies)
    with (
        open_analysis(paths, params, "entities") as analysis,
        csv_files.writing(schemas.ENTITIES, paths.processed) as table,
    ):
        for line, result in analysis.results("entities"):
            namings = [*map(Naming._make, result.partials)]
            index.add(namings, counts=article_id_of(line) not in copies)
            corrector.observe(article_id_of(line), namings)
            table.add_csv(result.tables["entities"])
    entities = corrector.apply(index.entities(gender=params.entities.gender), gender=params.entities.gender)
    csv_files.write(schemas.CANONICAL_ENTITIES, entity_rows(entities), paths.processed)
