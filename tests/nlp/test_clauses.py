"""Hand-written parses; a word is written `form/STTS tag/relation/number of its head`, as in `test_syntax`."""

from __future__ import annotations

import pytest

from tests.markup import annotated
from tests.nlp.test_syntax import COORDINATED, SCHEMES, SUBORDINATE, parsed
from wortlaut.nlp import syntax
from wortlaut.nlp.clauses import subjunctive
from wortlaut.sentiment.clauses import about

RELATIVE = (
    "Weber/NE/sb/6 ,/$,/punct/1 der/PRELS/sb/5 oft/ADV/mo/5 scheitert/VVFIN/rc/1 kam/VVFIN/ROOT/6",
    "Weber/NE/nsubj/6 ,/$,/punct/5 der/PRELS/nsubj/5 oft/ADV/advmod/5 scheitert/VVFIN/acl/1 kam/VVFIN/root/6",
)
OWN_SUBJECT = (
    "Weber/NE/sb/2 kam/VVFIN/ROOT/2 und/KON/cd/2 Brunner/NE/sb/5 half/VVFIN/cj/3",
    "Weber/NE/nsubj/2 kam/VVFIN/root/2 und/CCONJ/cc/5 Brunner/NE/nsubj/5 half/VVFIN/conj/2",
)


def clauses(markup: str, mention: int) -> list[str]:
    """Return the words of the clauses that are about a word."""
    doc = parsed(markup)
    clause_of = syntax.clause_heads(doc)
    heads = about(doc[mention : mention + 1], clause_of)
    return [token.text for token in doc if clause_of[token.i] in heads]


@SCHEMES
def test_what_someone_says_is_not_about_them(scheme: int) -> None:
    words = clauses(SUBORDINATE[scheme], 0)
    assert words == ["Brunner", "weiß"]


@SCHEMES
def test_a_subordinate_clause_is_about_its_own_words(scheme: int) -> None:
    assert clauses(SUBORDINATE[scheme], 3) == ["dass", "Weber", "gesprochen", "hat"]


@SCHEMES
def test_a_relative_clause_is_about_its_antecedent(scheme: int) -> None:
    assert "scheitert" in clauses(RELATIVE[scheme], 0)
    assert "kam" in clauses(RELATIVE[scheme], 0)


@SCHEMES
@pytest.mark.parametrize(("markup", "goes_on"), [(COORDINATED, True), (OWN_SUBJECT, False)])
def test_a_subject_is_shared_if_the_next_clause_has_none(scheme: int, markup: tuple[str, str], goes_on: bool) -> None:
    assert ("half" in clauses(markup[scheme], 0)) == goes_on


def test_a_verb_may_depend_on_the_blank_after_its_sentence() -> None:
    doc = parsed("Weber/NE/nsubj/2 kam/VVFIN/root/2 und/CCONJ/cc/4 half/VVFIN/conj/5 ¶/_SP/dep/2")
    clause_of = syntax.clause_heads(doc[:4])
    assert about(doc[0:1], clause_of) == {1}


@pytest.mark.parametrize(
    ("verb", "mood"),
    [("stünden/VVFIN=stehen", "II"), ("kämen/VVFIN=kommen", "II"), ("hören/VVFIN=hören", None)],
)
def test_a_plural_with_an_umlaut_that_its_infinitive_lacks_is_a_subjunctive(verb: str, mood: str | None) -> None:
    document = annotated(f"Viele/PIAT Helfer {verb} bereit/ADJD .")
    assert subjunctive(document.doc[2]) == mood
