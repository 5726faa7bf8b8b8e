"""The stage `model`: record which spaCy pipeline is used."""

from __future__ import annotations

import logging

from wortlaut import __version__
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.stages.paths import Paths
from wortlaut.tables import schemas
from wortlaut.utils.progress import stage

log = logging.getLogger(__name__)


@stage("model")
def run(paths: Paths, params: Params) -> None:
    """Write `model.json`: the spaCy pipeline in use, and the versions of the tables and of Wortlaut.

    Raises:
        WortlautError: There is no such pipeline, it cannot be used, or the file cannot be written.
    """
    info = model.find(params.model.name)
    log.debug("model: %s %s (%s, %s)", info.name, info.meta.get("version"), info.source, info.location)
    versions = {schemas.VERSION_KEY: schemas.SCHEMA_VERSION, schemas.PROGRAM_VERSION_KEY: __version__}
    model.write_description(info, paths.model, versions)
