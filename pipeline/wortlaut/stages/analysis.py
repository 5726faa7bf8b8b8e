"""Open the analysis of the articles for the stages that read its results."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from wortlaut.corrections.records import read
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.stages.paths import Paths
from wortlaut.workflow import runner


@contextmanager
def open_analysis(paths: Paths, params: Params, *steps: str) -> Iterator[runner.Analysis]:
    """Open the analysis of the articles, and complete the given steps.

    Args:
        paths: Paths of the articles and their stored results.
        params: The parameters.
        steps: Names of steps, see `wortlaut.workflow.steps`.

    Raises:
        WortlautError: The spaCy pipeline is not the one that `model.json` describes, or a correction is invalid.
    """
    info = model.find(params.model.name)
    model.check_unchanged(info, paths.model)
    with runner.opened(paths.articles, paths.store, paths.parts, info, params, read(paths.corrections)) as analysis:
        analysis.complete(steps)
        yield analysis
