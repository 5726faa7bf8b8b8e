"""Find the mentions of entities in an article (names, descriptions, pronouns) and resolve them to entities."""

from __future__ import annotations

from typing import NamedTuple

from wortlaut.entities.candidates import candidates
from wortlaut.entities.compounds import compound_names
from wortlaut.entities.coreference import links
from wortlaut.entities.entity_index import EntityIndex, Naming, namings
from wortlaut.entities.entity_linking import canonical_ids
from wortlaut.entities.ner_postprocessing import repair_names
from wortlaut.entities.organisations import organisation_mentions
from wortlaut.entities.records import CanonicalEntity, Mention, entity_rows, mention_rows, mentions_in, read_entities
from wortlaut.nlp.annotate import Document
from wortlaut.text.spans import Span

__all__ = [
    "CanonicalEntity",
    "EntityIndex",
    "Mention",
    "Naming",
    "entity_rows",
    "find_mentions",
    "mention_rows",
    "mentions_in",
    "namings",
    "read_entities",
]


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """Return the mentions of an article in reading order: names, and the descriptions and pronouns that refer to them.

    The model's entities are trimmed to names, corrected by evidence from the rest of the article, and linked to
    canonical entities, see `docs/entities.md`. Text outside the article's sections ("Stand: …") is ignored.

    Args:
        document: An annotated article; the result depends on nothing else.
    """
    repaired = repair_names(document, candidates(document))
    names = sorted([*repaired, *compound_names(document, repaired)])
    ids = canonical_ids(document, names)
    drafts = [_Draft(name.span, name.start, name.label, "name", key) for name, key in zip(names, ids, strict=True)]
    for link in [*links(document, names, ids), *organisation_mentions(document, names, ids)]:
        span = document.doc[link.start : link.end]
        label, _, _ = link.canonical_id.partition(":")
        drafts.append(_Draft(Span(span.start_char, span.end_char), link.start, label, link.kind, link.canonical_id))
    drafts.sort(key=lambda draft: (draft.span.start, -draft.span.end))
    return tuple(_mention(document, number, draft) for number, draft in enumerate(drafts, start=1))


class _Draft(NamedTuple):
    """A mention before it is numbered; `token` is the index of its first token."""

    span: Span
    token: int
    label: str
    kind: str
    canonical_id: str


def _mention(document: Document, number: int, draft: _Draft) -> Mention:
    sentence = document.sentence_of_token[draft.token]
    (span,) = document.article.kept_spans(*draft.span)
    return Mention(
        mention_id=f"{document.article.article_id}#m{number}",
        section_id=sentence.section.section_id,
        sentence_id=sentence.sentence_id,
        span=span,
        text=document.article.kept_text[slice(*span)],
        label=draft.label,
        kind=draft.kind,
        canonical_id=draft.canonical_id,
    )
