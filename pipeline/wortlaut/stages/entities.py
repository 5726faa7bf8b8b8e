"""The stage `entities`: find people, organisations and places."""

from __future__ import annotations

from wortlaut.entities import EntityIndex, Naming, entity_rows
from wortlaut.params import Params
from wortlaut.stages.analysis import analysed
from wortlaut.stages.paths import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.utils.progress import stage


@stage("entities")
def run(paths: Paths, params: Params) -> None:
    """Find the mentions of named entities, and the persons, organisations and places they name."""
    index = EntityIndex()
    with (
        analysed(paths, params, "entities") as analysis,
        csv_files.writing(schemas.ENTITIES, paths.processed) as table,
    ):
        for _, found in analysis.results("entities"):
            index.add(map(Naming._make, found.partials))
            table.add_csv(found.tables["entities"])
    csv_files.write(schemas.CANONICAL_ENTITIES, entity_rows(index.entities()), paths.processed)
