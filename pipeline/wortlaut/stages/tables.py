"""The stage `tables`: write the summary tables, the state of the corrections, and the data dictionary."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from operator import attrgetter

from wortlaut.comparison.gender_balance import GenderBalance
from wortlaut.comparison.groups import groupings
from wortlaut.comparison.speakers import SpeakersByGroup
from wortlaut.corrections.checker import Checker
from wortlaut.corrections.records import read
from wortlaut.entities import CanonicalEntity, Naming, read_entities
from wortlaut.export import dvc_plots
from wortlaut.keywords import Lemmas, keyword_rows
from wortlaut.params import Params
from wortlaut.quotations import speaker_totals
from wortlaut.stages.analysis import open_analysis
from wortlaut.stages.paths import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.aligned import AlignedReader
from wortlaut.tables.copies import left_out
from wortlaut.text.article import article_id_of
from wortlaut.utils import files
from wortlaut.utils.progress import stage
from wortlaut.workflow.runner import Analysis

log = logging.getLogger(__name__)


@stage("tables")
def run(paths: Paths, params: Params) -> None:
    """Write who speaks, in all and by group, gender balance, keywords, corrections, plot data and data dictionary.

    Raises:
        WortlautError: The spaCy pipeline is not the one that `model.json` describes, a correction is invalid, or a
            table is missing.
    """
    copies = left_out(paths.processed, params.report.copies)
    entities = read_entities(paths.processed)
    quotations = (row for row in csv_files.rows(schemas.QUOTATIONS, paths.processed) if row.article_id not in copies)
    speakers = speaker_totals.speaker_rows(quotations, entities)
    csv_files.write(schemas.SPEAKERS, speakers, paths.processed)
    _compare(paths, params, entities, copies)
    with open_analysis(paths, params, "entities", "quotations", "keywords") as analysis:
        _check_corrections(paths, analysis, entities)
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


def _compare(paths: Paths, params: Params, entities: Mapping[str, CanonicalEntity], copies: Collection[str]) -> None:
    """Write who is heard: the balance of genders, and the speakers of each group."""
    balance = GenderBalance(entities)
    groups = [SpeakersByGroup(by, entities) for by in groupings(params.report.compare)]
    quotations = AlignedReader(csv_files.rows(schemas.QUOTATIONS, paths.processed), attrgetter("article_id"))
    for article in csv_files.rows(schemas.ARTICLES, paths.processed):
        words = list(speaker_totals.own_words(quotations.of(article.article_id)))
        if article.article_id not in copies:
            balance.add(article, words)
            for group in groups:
                group.add(article, words)
    csv_files.write(schemas.GENDER_BALANCE, balance.rows() if params.entities.gender else (), paths.processed)
    csv_files.write(schemas.SPEAKERS_BY_GROUP, (row for group in groups for row in group.rows()), paths.processed)


def _check_corrections(paths: Paths, analysis: Analysis, entities: Mapping[str, CanonicalEntity]) -> None:
    """Write which corrections were applied, and warn of those that no longer match anything."""
    corrections = read(paths.corrections)
    checker = Checker(corrections, [*entities.values()])
    if any(corrections):
        for line, result in analysis.results("entities"):
            checker.add_names(article_id_of(line), map(Naming._make, result.partials))
        for line, result in analysis.results("quotations"):
            if checker.has_quotations(article_id := article_id_of(line)):
                rows = csv_files.parse(schemas.QUOTATIONS, result.tables["quotations"])
                checker.add_quotations(article_id, rows, map(tuple, result.partials))
    checked = list(checker.rows())
    for row in checked:
        if row.status == "unmatched":
            place = paths.corrections / f"{row.file}.csv"
            nearest = f" Nearest: “{row.nearest}”." if row.nearest else ""
            log.warning("%s, line %d: “%s” matches nothing, or several alike.%s", place, row.line, row.words, nearest)
    csv_files.write(schemas.CORRECTIONS, checked, paths.processed)
