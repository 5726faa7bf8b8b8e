"""Hand-written parses; a word is written `form/STTS tag/relation/number of its head`, heads counted from 1."""

from __future__ import annotations

import pytest
import spacy.tokens
from spacy.lang.de import German

from wortlaut.nlp import syntax
from wortlaut.nlp.plain_doc import Doc

VOCAB = German().vocab

ACTIVE = (
    "Weber/NE/sb/2 sagte/VVFIN/ROOT/2 das/PDS/oa/2",
    "Weber/NE/nsubj/2 sagte/VVFIN/root/2 das/PDS/obj/2",
)
PERFECT = (
    "Weber/NE/sb/2 hat/VAFIN/ROOT/2 das/PDS/oa/4 gesagt/VVPP/oc/2",
    "Weber/NE/nsubj/4 hat/VAFIN/aux/4 das/PDS/obj/4 gesagt/VVPP/root/4",
)
PASSIVE = (
    "Weber/NE/sb/2 wird/VAFIN/ROOT/2 von/APPR/sbp/5 Brunner/NE/nk/3 zitiert/VVPP/oc/2",
    "Weber/NE/nsubj:pass/5 wird/VAFIN/aux:pass/5 von/APPR/case/4 Brunner/NE/obl:agent/5 zitiert/VVPP/root/5",
)
PASSIVE_PERFECT = (
    "Weber/NE/sb/2 ist/VAFIN/ROOT/2 zitiert/VVPP/oc/4 worden/VAPP/oc/2",
    "Weber/NE/nsubj:pass/3 ist/VAFIN/aux/3 zitiert/VVPP/root/3 worden/VAPP/aux:pass/3",
)
MODAL = (
    "Weber/NE/sb/2 will/VMFIN/ROOT/2 das/PDS/oa/4 sagen/VVINF/oc/2",
    "Weber/NE/nsubj/4 will/VMFIN/aux/4 das/PDS/obj/4 sagen/VVINF/root/4",
)
FRONTED_OBJECT = (
    "Das/PDS/oa/2 sagte/VVFIN/ROOT/2 Weber/NE/sb/2",
    "Das/PDS/obj/2 sagte/VVFIN/root/2 Weber/NE/nsubj/2",
)
SUBORDINATE = (
    "Brunner/NE/sb/2 weiß/VVFIN/ROOT/2 dass/KOUS/cp/6 Weber/NE/sb/6 gesprochen/VVPP/oc/6 hat/VAFIN/oc/2",
    "Brunner/NE/nsubj/2 weiß/VVFIN/root/2 dass/KOUS/mark/5 Weber/NE/nsubj/5 gesprochen/VVPP/ccomp/2 hat/VAFIN/aux/5",
)
COPULA = (
    "Weber/NE/sb/2 ist/VAFIN/ROOT/2 Sprecher/NN/pd/2",
    "Weber/NE/nsubj/3 ist/VAFIN/cop/3 Sprecher/NN/root/3",
)
IMPERSONAL = (
    "Gestern/ADV/mo/2 wurde/VAFIN/ROOT/2 getanzt/VVPP/oc/2",
    "Gestern/ADV/advmod/3 wurde/VAFIN/aux:pass/3 getanzt/VVPP/root/3",
)


def parsed(markup: str) -> Doc:
    words, tags, deps, heads = zip(*(item.split("/") for item in markup.split()), strict=True)
    numbers = [int(head) - 1 for head in heads]
    return Doc.of(spacy.tokens.Doc(VOCAB, words=list(words), tags=list(tags), deps=list(deps), heads=numbers))


SCHEMES = pytest.mark.parametrize("scheme", [0, 1], ids=["TIGER", "UD"])


@SCHEMES
@pytest.mark.parametrize(
    ("parses", "verb", "group"),
    [
        (ACTIVE, "sagte", "sagte"),
        (PERFECT, "hat", "hat gesagt"),
        (PERFECT, "gesagt", "hat gesagt"),
        (PASSIVE, "zitiert", "wird zitiert"),
        (PASSIVE_PERFECT, "worden", "ist zitiert worden"),
        (MODAL, "will", "will sagen"),
        (FRONTED_OBJECT, "sagte", "sagte"),
        (SUBORDINATE, "weiß", "weiß"),
        (SUBORDINATE, "hat", "gesprochen hat"),
    ],
)
def test_verb_group(scheme: int, parses: tuple[str, str], verb: str, group: str) -> None:
    doc = parsed(parses[scheme])
    token = next(token for token in doc if token.text == verb)
    assert " ".join(part.text for part in syntax.verb_group(token)) == group


@SCHEMES
@pytest.mark.parametrize(
    ("parses", "verb", "subject"),
    [
        (ACTIVE, "sagte", "Weber"),
        (PERFECT, "hat", "Weber"),
        (PERFECT, "gesagt", "Weber"),
        (PASSIVE, "wird", "Weber"),
        (PASSIVE, "zitiert", "Weber"),
        (PASSIVE_PERFECT, "zitiert", "Weber"),
        (MODAL, "sagen", "Weber"),
        (FRONTED_OBJECT, "sagte", "Weber"),
        (SUBORDINATE, "weiß", "Brunner"),
        (SUBORDINATE, "hat", "Weber"),
        (SUBORDINATE, "gesprochen", "Weber"),
        (COPULA, "ist", "Weber"),
        (IMPERSONAL, "getanzt", None),
    ],
)
def test_subject(scheme: int, parses: tuple[str, str], verb: str, subject: str | None) -> None:
    doc = parsed(parses[scheme])
    found = syntax.subject(next(token for token in doc if token.text == verb))
    assert (found.text if found is not None else None) == subject


APPOSITION = (
    "Minister/NN/sb/4 Karl/NE/app/1 Weber/NE/pnc/2 kam/VVFIN/ROOT/4 mit/APPR/mo/4 Brunner/NE/nk/5",
    "Minister/NN/nsubj/4 Karl/NE/appos/1 Weber/NE/flat/2 kam/VVFIN/root/4 mit/APPR/case/6 Brunner/NE/obl/4",
)


@SCHEMES
def test_parts_and_appositions_of_a_subject_are_subjects(scheme: int) -> None:
    subjects = [token.text for token in parsed(APPOSITION[scheme]) if syntax.is_subject(token)]
    assert subjects == ["Minister", "Karl", "Weber"]


@SCHEMES
def test_predicates(scheme: int) -> None:
    assert [token.text for token in parsed(COPULA[scheme]) if syntax.is_predicate(token)] == ["Sprecher"]


OBJECT = (
    "Weber/NE/sb/2 beendet/VVFIN/ROOT/2 den/ART/nk/4 Streit/NN/oa/2",
    "Weber/NE/nsubj/2 beendet/VVFIN/root/2 den/ART/det/4 Streit/NN/obj/2",
)
WITH_PREPOSITION = (
    "Mangel/NN/ROOT/1 an/APPR/mnr/1 Geld/NN/nk/2",
    "Mangel/NN/root/1 an/APPR/case/3 Geld/NN/nmod/1",
)
GENITIVE = (
    "Ende/NN/ROOT/1 des/ART/nk/3 Krieges/NN/ag/1",
    "Ende/NN/root/1 des/ART/det/3 Krieges/NN/nmod/1",
)
COORDINATED = (
    "Weber/NE/sb/2 kam/VVFIN/ROOT/2 und/KON/cd/2 half/VVFIN/cj/3",
    "Weber/NE/nsubj/2 kam/VVFIN/root/2 und/CCONJ/cc/4 half/VVFIN/conj/2",
)


@SCHEMES
def test_objects_are_those_without_preposition(scheme: int) -> None:
    doc = parsed(OBJECT[scheme])
    assert [token.text for token in syntax.objects(doc[1])] == ["Streit"]


@SCHEMES
def test_nouns_after_a_preposition(scheme: int) -> None:
    doc = parsed(WITH_PREPOSITION[scheme])
    assert [token.text for token in syntax.prepositional(doc[0], "an")] == ["Geld"]
    assert syntax.prepositional(doc[0], "vor") == ()
    assert syntax.genitives(doc[0]) == ()


@SCHEMES
def test_genitives(scheme: int) -> None:
    assert [token.text for token in syntax.genitives(parsed(GENITIVE[scheme])[0])] == ["Krieges"]


@SCHEMES
def test_words_of_a_clause_have_one_head(scheme: int) -> None:
    doc = parsed(SUBORDINATE[scheme])
    heads = syntax.clause_heads(doc)
    assert heads[0] == heads[1] != heads[3]
    assert len({heads[i] for i in range(2, len(doc))}) == 1


@SCHEMES
def test_coordinated_clauses_are_clauses(scheme: int) -> None:
    doc = parsed(COORDINATED[scheme])
    heads = syntax.clause_heads(doc)
    assert heads[3] == 3
    assert heads[0] == heads[1] == 1
    assert syntax.is_coordinated(doc[3])
    assert not syntax.is_coordinated(doc[1])
