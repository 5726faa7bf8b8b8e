"""Determine which clauses of a sentence are about an entity that it mentions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from wortlaut.nlp import syntax

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Span


def about(mention: Span, clause_of: Mapping[int, int]) -> frozenset[int]:
    """Return the heads of the clauses that are about a mention.

    These are its clause, clauses that depend on it (relative clauses) and, if it is the subject, clauses that are
    coordinated with its clause and have no subject themselves (*Sie* kam und *half*). What someone says or thinks is a
    separate clause and not about them.

    Args:
        mention: The words that name the entity.
        clause_of: The clause of each word of the sentence; see `syntax.clause_heads`.
    """
    doc, head = mention.doc, mention.root
    clause = clause_of[head.i]
    others = set(clause_of.values()) - {clause}
    if not others:
        return frozenset({clause})
    dependent = {other for other in others if mention.start <= doc[other].head.i < mention.end}
    coordinated = {
        other
        for other in others - dependent
        if clause_of.get(doc[other].head.i) == clause and syntax.is_coordinated(doc[other])
    }
    if coordinated:
        subject = syntax.subject(doc[clause])
        is_subject = subject is not None and mention.start <= subject.i < mention.end
        coordinated = {other for other in coordinated if is_subject and syntax.subject(doc[other]) is None}
    return frozenset({clause} | dependent | coordinated)
