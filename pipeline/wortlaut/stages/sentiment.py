"""The stage `sentiment`: score the tone of sentences, sections, speakers and entities."""

from __future__ import annotations

from wortlaut.entities import read_entities
from wortlaut.params import Params
from wortlaut.sentiment import aggregate
from wortlaut.sentiment.label_model import chosen_model
from wortlaut.stages.analysis import analysed
from wortlaut.stages.paths import Paths
from wortlaut.tables import schemas
from wortlaut.utils.progress import stage


@stage("sentiment")
def run(paths: Paths, params: Params) -> None:
    """Score the tone of sentences, sections, quoted words by speaker, and clauses by entity."""
    labels = chosen_model(params.sentiment.labels)
    speakers, entities = aggregate.TonesByEntity(labels), aggregate.TonesByEntity(labels)
    with (
        analysed(paths, params, "tone") as analysis,
        schemas.writing(schemas.SENTENCE_SENTIMENT, paths.processed) as sentences,
        schemas.writing(schemas.SECTION_SENTIMENT, paths.processed) as sections,
    ):
        for _, found in analysis.findings("tone"):
            sentences.add_csv(found.tables["sentence_sentiment"])
            sections.add_csv(found.tables["section_sentiment"])
            for tones, state in zip((speakers, entities), found.facts, strict=True):
                tones.merge(state)
    names = {canonical_id: entity.name for canonical_id, entity in read_entities(paths.processed).items()}
    schemas.write(schemas.SPEAKER_SENTIMENT, speakers.rows(names), paths.processed)
    schemas.write(schemas.ENTITY_SENTIMENT, entities.rows(names), paths.processed)
