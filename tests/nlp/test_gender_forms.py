from __future__ import annotations

import pytest
from spacy.language import Language

from tests.conftest import article
from wortlaut.nlp.annotate import Document, annotate, from_bytes, to_bytes
from wortlaut.nlp.gender_forms import feminine, gender_forms, singular


@pytest.mark.parametrize(
    ("form", "one", "read_as"),
    [
        ("Schüler:innen", "Schüler:in", "Schülerinnen"),
        ("Anwohner/innen", "Anwohner/in", "Anwohnerinnen"),
        ("Anwohner/-innen", "Anwohner/-in", "Anwohnerinnen"),
        ("Kolleg*innen", "Kolleg*in", "Kolleginnen"),
        ("Bürger_innen", "Bürger_in", "Bürgerinnen"),
        ("Autor·innen", "Autor·in", "Autorinnen"),
        ("Mieter(innen)", "Mieter(in)", "Mieterinnen"),
        ("LehrerInnen", "LehrerIn", "Lehrerinnen"),
        ("Ärzt:innen", "Ärzt:in", "Ärztinnen"),
        ("Minister:in", "Minister:in", "Ministerin"),
        ("MinisterIn", "MinisterIn", "Ministerin"),
        ("CDU-Wähler:innen", "CDU-Wähler:in", "CDU-Wählerinnen"),
        ("Schüler:innenvertretung", None, "Schülerinnenvertretung"),
        ("Bürger*innen-Rat", None, "Bürgerinnen-Rat"),
    ],
)
def test_a_gender_inclusive_noun_has_a_singular_and_a_feminine(form: str, one: str | None, read_as: str) -> None:
    assert (singular(form), feminine(form)) == (one, read_as)
    assert gender_forms(f"Die {form}, sagte er.") == [(4, 4 + len(form), read_as)]


@pytest.mark.parametrize(
    "text",
    ["LinkedIn", "PlugIn", "LogIn", "CheckIn", "Bundes-Innenminister", "Thema:Innenpolitik", "Schule/Innenhof",
     "Lehrerinnen", "er/sie", "Hof: innen und außen", "im:Innern", "A:in", "drinnen/draußen"],
)  # fmt: skip
def test_other_words_are_not(text: str) -> None:
    assert gender_forms(text) == []
    assert singular(text) is None
    assert feminine(text) is None


def test_the_time_is_linear() -> None:
    for piece in ("A-", "Aa:", "Aa(in", "LehrerIn", "a_"):
        assert len(gender_forms(piece * 50_000)) <= 50_000


TEXT = (
    "Streit an Schulen\n\n"
    "Die Schüler:innen und die Kolleg*innen von Eva Loh forderten Geld. Eine Lehrer/in half den AnwohnerInnen.\n\n"
    "Am Ende gewann die Bürger_inneninitiative. Sie freute sich.\n"
)


@pytest.fixture
def document(nlp: Language) -> Document:
    (found,) = annotate([article(TEXT)], nlp, batch_size=1)
    return found


def test_each_is_one_token_with_its_place_in_the_text(document: Document) -> None:
    forms = ["Schüler:innen", "Kolleg*innen", "Lehrer/in", "AnwohnerInnen", "Bürger_inneninitiative"]
    tokens = {token.text: token for token in document.doc}
    assert [form for form in forms if form not in tokens] == []
    assert all(TEXT[token.idx : token.idx + len(token.text)] == token.text for token in document.doc)
    assert document.doc.text == TEXT


def test_each_has_a_lemma_and_a_number(document: Document) -> None:
    tokens = {token.text: token for token in document.doc}
    lemmas = {"Schüler:innen": "Schüler:in", "Kolleg*innen": "Kolleg*in", "Lehrer/in": "Lehrer/in"}
    assert {form: tokens[form].lemma_ for form in lemmas} == lemmas
    assert {tokens[form].pos_ for form in lemmas} == {"NOUN"}
    assert tokens["Schüler:innen"].morph.get("Number") == ["Plur"]
    assert tokens["Lehrer/in"].morph.get("Number") == ["Sing"]


def test_the_stored_annotation_is_the_same(document: Document) -> None:
    again = from_bytes(article(TEXT), to_bytes(document))
    assert [(token.text, token.idx, token.lemma_) for token in again.doc] == [
        (token.text, token.idx, token.lemma_) for token in document.doc
    ]


def test_names_and_sentences_beside_them_are_found(document: Document) -> None:
    assert "Eva Loh" in [entity.text for entity in document.doc.ents]
    assert [sentence.span.text for sentence in document.sentences][-1] == "Sie freute sich."
