from __future__ import annotations

import pytest
from spacy.language import Language

from tests.conftest import article
from wortlaut.entities import CanonicalEntity, EntityIndex, find_mentions, namings
from wortlaut.entities.speaker_kinds import kind_of_organisation, kind_of_phrase
from wortlaut.nlp.annotate import annotate


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("die Bundesministerin für Obst", "politics"),
        ("Oberbürgermeister", "politics"),
        ("Grünen-Stadträtinnen", "politics"),
        ("Fraktionschef", "politics"),
        ("der moorländische Präsident", None),
        ("der türkische Präsident", "politics"),
        ("ein Sprecher der Polizei", "police and courts"),
        ("Polizeisprecherin", "police and courts"),
        ("dem Staatsanwalt", "police and courts"),
        ("Amtsärztin", "administration"),
        ("die Behörden", "administration"),
        ("Chef der Morgen AG", "business"),
        ("Bahn-Chefin", "business"),
        ("Geschäftsführerin", "business"),
        ("Geschäftsführer des Tierschutzvereins", "civil society"),
        ("IG-Metall-Chefin", "civil society"),
        ("Pastorin", "civil society"),
        ("Meeresbiologinnen", "science"),
        ("Chefärztin", "science"),
        ("FDP-Verkehrsexperte", "politics"),
        ("Verkehrsexperte", "science"),
        ("Hochspringerin", "culture and sports"),
        ("der Schiedsrichter", "culture and sports"),
        ("Lokalreporter", "media"),
        ("zwei Anwohnerinnen", "citizens"),
        ("der Angeklagte", "citizens"),
        ("Sprecherin", None),
        ("der Thüringer", None),
        ("Deutschland", None),
        ("Samt", None),
        ("er", None),
        ("", None),
    ],
)
def test_the_kind_of_a_speaker_without_a_name(phrase: str, kind: str | None) -> None:
    assert kind_of_phrase(phrase) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Deutsche Bahn", "business"),
        ("Polizeiinspektion Moorburg", "police and courts"),
        ("Landesamt für Obst", "administration"),
        ("Moorburger Tageblatt", "media"),
        ("Bündnis 90/Die Grünen", "politics"),
        ("Vereinte Nationen", "politics"),
        ("TSV Moorburg", "culture and sports"),
        ("Universität Moorburg", "science"),
        ("Förderverein Moorsee e.V.", "civil society"),
        ("Robert Koch-Institut", "science"),
        ("spiegel.de", "media"),
        ("Morgenrot", None),
        ("", None),
    ],
)
def test_the_kind_of_an_organisation(name: str, kind: str | None) -> None:
    assert kind_of_organisation(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ministerin Ida Falk sagte, es regne.", "Ida Falk", "politics"),
        ("Ida Falk vom Deutschen Wetterdienst sagte, es regne.", "Ida Falk", "administration"),
        (
            "Die Gewerkschaft Morgenrot streikt. Morgenrot-Chefin Ida Falk lachte.",
            "Ida Falk",
            "civil society",
        ),
        ("Die Anwohnerin Ida Falk sagte, es sei laut.", "Ida Falk", "citizens"),
        ("Die 19-jährige Ida Falk aus Moorburg sagte, sie warte.", "Ida Falk", "citizens"),
        ("Ida Falk (SPD) sagte, es regne.", "Ida Falk", "politics"),
        ("Heute streikt die Gewerkschaft „Morgenrot“ in Moorburg.", "Morgenrot", "civil society"),
        ("Anwohnerin Ida Falk sagte, es sei laut.", "Ida Falk", "citizens"),
        ("Uwe Falk lachte. Der Trainer sagte, es sei laut.", "Uwe Falk", "culture and sports"),
        ("Die Deutsche Bahn fährt.", "Deutsche Bahn", "business"),
        ("Ida Falk sagte, es regne.", "Ida Falk", None),
    ],
)
def test_what_the_text_says_about_somebody(nlp: Language, text: str, name: str, kind: str | None) -> None:
    assert entities(nlp, text)[name].speaker_kind == kind


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Ida Falk lachte."], ("f", "given name")),
        (["Ministerin Falk lachte."], ("f", "description")),
        (["Herr Falk lachte."], ("m", "description")),
        (["Minister Ida Falk lachte."], ("m", "description")),
        (["Minister Ida Falk lachte.", "Ministerin Ida Falk lachte."], ("f", "given name")),
        (["Minister Ida Falk lachte.", "Minister Ida Falk kam.", "Ministerin Ida Falk ging."], ("m", "description")),
        (["Minister Ida Falk lachte. Ministerin Ida Falk kam."], ("f", "given name")),
        (["Xolan Falk lachte. Er sagte, er komme."], ("m", "pronoun")),
        (["Xolan Falk lachte. Die Sprecherin Xolan Falks kam."], (None, None)),
        (["Die nichtbinäre Autorin Ida Falk lachte."], ("other", "description")),
        (["Ida Falk versteht sich als nichtbinär."], ("other", "description")),
        (["Ida Falk kritisiert nichtbinäre Formulare."], ("f", "given name")),
        (["Xolan Falk lachte."], (None, None)),
    ],
)
def test_the_gender_that_texts_show(nlp: Language, texts: list[str], expected: tuple[str | None, str | None]) -> None:
    (person,) = [each for each in entities(nlp, *texts).values() if each.label == "PER"]
    assert (person.gender, person.gender_evidence) == expected


def test_gender_can_be_switched_off_and_organisations_have_none(nlp: Language) -> None:
    text = "Ministerin Ida Falk lobte die Deutsche Bahn."
    assert {each.name: each.gender for each in entities(nlp, text).values()} == {"Deutsche Bahn": None, "Ida Falk": "f"}
    assert {each.gender for each in entities(nlp, text, gender=False).values()} == {None}


def entities(nlp: Language, *texts: str, gender: bool = True) -> dict[str, CanonicalEntity]:
    """Return the entities of articles by name."""
    index = EntityIndex()
    for document in annotate([article(text, f"a{number}") for number, text in enumerate(texts)], nlp, batch_size=4):
        index.add(namings(document, find_mentions(document)))
    return {entity.name: entity for entity in index.entities(gender=gender)}
