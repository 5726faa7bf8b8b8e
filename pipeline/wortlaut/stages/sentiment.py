"""The stage `sentiment`: score the tone of sentences, sections, speakers and entities.

The work on each article is the step `tone` in `wortlaut.workflow.steps`.
"""

from __future__ import annotations

from wortlaut.comparison.groups import groupings
from wortlaut.comparison.tone import ToneByGroup
from wortlaut.entities import read_entities
from wortlaut.params import Params
from wortlaut.sentiment import aggregate
from wortlaut.stages.analysis import open_analysis
from wortlaut.stages.paths import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.copies import left_out
from wortlaut.text.article import article_id_of, parse_article
from wortlaut.utils.progress import stage


@stage("sentiment")
def run(paths: Paths, params: Params) -> None:
    """Score the tone of sentences, sections, quoted words by speaker, clauses by entity, and groups; list polar words.

    Raises:
        WortlautError: The spaCy pipeline is not the one that `model.json` describes, a correction is invalid, or a
            table is missing.
    """
    copies = left_out(paths.processed, params.report.copies)
    speakers, entities = aggregate.TonesByEntity(), aggregate.TonesByEntity()
    groups = [ToneByGroup(by) for by in groupings(params.report.compare)]
    with (
        open_analysis(paths, params, "tone") as analysis,
        csv_files.writing(schemas.SENTENCE_SENTIMENT, paths.processed) as sentences,
        csv_files.writing(schemas.POLAR_WORDS, paths.processed) as polar_words,
        csv_files.writing(schemas.SECTION_SENTIMENT, paths.processed) as sections,
    ):
        for line, result in analysis.results("tone"):
            sentences.add_csv(result.tables["sentence_sentiment"])
            polar_words.add_csv(result.tables["polar_words"])
            sections.add_csv(result.tables["section_sentiment"])
            if article_id_of(line) not in copies:
                states = aggregate.ToneStates._make(result.partials)
                speakers.merge(states.speakers)
                entities.merge(states.entities)
                if groups:
                    rows = list(csv_files.parse(schemas.SECTION_SENTIMENT, result.tables["section_sentiment"]))
                    article = parse_article(line)
                    for group in groups:
                        group.add(article, rows, states.speakers)
    names = {canonical_id: entity.name for canonical_id, entity in read_entities(paths.processed).items()}
    csv_files.write(schemas.SPEAKER_SENTIMENT, speakers.rows(schemas.SpeakerSentimentRow, names), paths.processed)
    csv_files.write(schemas.ENTITY_SENTIMENT, entities.rows(schemas.EntitySentimentRow, names), paths.processed)
    csv_files.write(schemas.TONE_BY_GROUP, (row for group in groups for row in group.rows(names)), paths.processed)
