"""Finds who and what is named in an article, and which names name the same: people, organisations, places, others."""

from __future__ import annotations

from pipeline.documents import Document
from pipeline.entities.candidates import candidates
from pipeline.entities.identity import canonical_ids
from pipeline.entities.records import (
    CanonicalEntity,
    Mention,
    entity_rows,
    mention_rows,
    read_entities,
    read_mentions,
)
from pipeline.entities.register import Register
from pipeline.entities.repair import repaired

__all__ = [
    "CanonicalEntity",
    "Mention",
    "Register",
    "entity_rows",
    "find_mentions",
    "mention_rows",
    "read_entities",
    "read_mentions",
]


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """Return the names in an article in reading order, each with the entity it names.

    The model's entities are cut to names, mended by what the rest of the article tells, and told apart, see
    `docs/entities.md`. Names outside the article's sections ("Stand: …") are left out.

    Args:
        document: An annotated article; the result depends on nothing else.
    """
    names = repaired(document, candidates(document))
    article_id = document.article.article_id
    mentions = []
    for number, (name, canonical_id) in enumerate(zip(names, canonical_ids(document, names), strict=True), start=1):
        sentence = document.sentence_of_token[name.start]
        mentions.append(
            Mention(
                mention_id=f"{article_id}#m{number}",
                section_id=sentence.section.section_id,
                sentence_id=sentence.sentence_id,
                span=name.span,
                text=document.article.text[slice(*name.span)],
                label=name.label,
                canonical_id=canonical_id,
            )
        )
    return tuple(mentions)
