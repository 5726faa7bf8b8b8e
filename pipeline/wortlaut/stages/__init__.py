"""The stages of the pipeline, one module each; `STAGES` lists them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wortlaut.params import Params
from wortlaut.stages import (
    entities,
    evaluate,
    ingest,
    model,
    page,
    quotations,
    report,
    sentiment,
    tables,
    tokenize,
)
from wortlaut.stages.all_stages import run, write_reports, write_tables
from wortlaut.stages.ingest import Input, files_input
from wortlaut.stages.paths import Paths

__all__ = ["STAGES", "Input", "Paths", "Stage", "files_input", "run", "write_reports", "write_tables"]

Stage = Callable[[Paths, Params], None]
STAGES: Mapping[str, Stage] = {
    "model": model.run,
    "ingest": ingest.run,
    "tokenize": tokenize.run,
    "entities": entities.run,
    "quotations": quotations.run,
    "sentiment": sentiment.run,
    "tables": tables.run,
    "evaluate": evaluate.run,
    "report": report.run,
    "page": page.run,
}
"""The stages in order, by their names in `dvc.yaml` and on the command line."""
