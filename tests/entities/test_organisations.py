from __future__ import annotations

import pytest
from spacy.language import Language

from tests.conftest import article
from tests.markup import annotated
from wortlaut.entities import EntityIndex, find_mentions, namings
from wortlaut.entities.organisation_nouns import organisation_noun
from wortlaut.nlp.annotate import annotate


def named(markup: str) -> list[tuple[str, str]]:
    """Return the nouns for organisations, with the name of the organisation."""
    document = annotated(markup)
    mentions = find_mentions(document)
    index = EntityIndex()
    index.add(namings(document, mentions))
    names = {entity.canonical_id: entity.name for entity in index.entities()}
    return [(m.text, names[m.canonical_id]) for m in mentions if m.kind == "organisation"]


@pytest.mark.parametrize(
    ("word", "text", "use"),
    [
        ("Polizei", "Polizei", "name"),
        ("Ministeriums", "Ministerium", "either"),
        ("Innenministeriums", "Innenministerium", "name"),
        ("Landesamtes", "Landesamt", "name"),
        ("Geldhaus", "Geldhaus", "reference"),
        ("Autokonzerns", "Autokonzern", "reference"),
        ("SPD-Fraktion", "SPD-Fraktion", "name"),
        ("Land", "Land", "place"),
    ],
)
def test_nouns_for_organisations_are_known_in_the_singular(word: str, text: str, use: str) -> None:
    noun = organisation_noun(word)
    assert noun is not None
    assert (noun.text, noun.use) == (text, use)


@pytest.mark.parametrize("word", ["Behörden", "Gerichte", "Polizeichef", "Hauptgericht", "polizei", "Anwaltschaft", ""])
def test_other_words_are_no_organisation(word: str) -> None:
    assert organisation_noun(word) is None


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        # Names by themselves
        ("Die Polizei/NN sucht .", [("Polizei", "Polizei")]),
        ("Laut/APPR Polizei/NN regnet es .", [("Polizei", "Polizei")]),
        ("Das israelische/ADJA Militär/NN sucht .", [("israelische Militär", "israelisches Militär")]),
        ("Die zuständige/ADJA Feuerwehr/NN kam .", [("Feuerwehr", "Feuerwehr")]),
        ("Das Land/NN [LOC Tirol ] hilft .", [("Land Tirol", "Land Tirol")]),
        ("Die deutsche/ADJA Bundesregierung/NN hilft .", [("Bundesregierung", "Bundesregierung")]),
        # No names
        ("Das Land/NN hilft .", []),
        ("Im/APPRART Land/NN [LOC Tirol ] regnet es .", []),
        ("Eine Polizei/NN sucht .", []),
        ("Seine/PPOSAT Polizei/NN sucht .", []),
        ("Der Konzern/NN sucht .", []),
        ("Das Amt/NN des/ART Präsidenten/NN .", []),
        ("Die Unternehmen/NN+Plur suchen .", []),
        ("Gericht/NN weist Klage/NN ab .", []),
        ("Heute/ADV sprach der Republikaner/NN .", []),
        # Only "in" before a place at a court and "für" before a bare noun begin a part of the name
        ("Die Regierung/NN von/APPR [LOC Aue ] tagt .", [("Regierung", "Regierung")]),
        ("Das Gericht/NN in/APPR der Stadt/NN tagt .", [("Gericht", "Gericht")]),
        ("Das Landesamt/NN für/APPR das/ART Obst/NN hilft .", [("Landesamt", "Landesamt")]),
        # One organisation by several nouns
        (
            "Die Berliner/ADJA Polizei/NN sucht . Die Polizei/NN fand .",
            [("Berliner Polizei", "Berliner Polizei"), ("Polizei", "Berliner Polizei")],
        ),
        (
            "Ein Gericht/NN in/APPR [LOC Aue ] tagt . Das Gericht/NN tagt .",
            [("Gericht in Aue", "Gericht in Aue"), ("Gericht", "Gericht in Aue")],
        ),
        ("Das [ORG Landgericht/NN Aue ] tagt . Das Gericht/NN ruht .", [("Gericht", "Landgericht Aue")]),
        ("Die [ORG Deutsche/ADJA Bank ] wächst . Das Geldhaus/NN sucht .", [("Geldhaus", "Deutsche Bank")]),
        ("Die [ORG Morgen AG ] wächst . Das Unternehmen/NN sucht .", [("Unternehmen", "Morgen AG")]),
        ("Die [ORG Morgen AG ] wächst . Das neue/ADJA Unternehmen/NN sucht .", []),
        ("Die [ORG Morgen AG ] wächst . Das Unternehmen/NN des/ART Jahres/NN siegt .", []),
        ("Die [ORG Morgen AG ] sah die [ORG Abend AG ] . Das Unternehmen/NN sucht .", []),
        # Of two the one that was named shortly before
        (
            "Die [ORG Morgen AG ] wächst ."
            + " Es regnet ." * 9
            + " Die [ORG Abend AG ] ruht . Das Unternehmen/NN sucht .",
            [("Unternehmen", "Abend AG")],
        ),
        ("Der [ORG SV Aue ] siegt . Der Verein/NN feiert .", [("Verein", "SV Aue")]),
        # A name after the noun
        ("Die Gewerkschaft/NN [ORG Morgenrot ] streikt .", [("Gewerkschaft", "Morgenrot")]),
        ("Die Gewerkschaft/NN Morgenrot/NE streikt .", [("Gewerkschaft", "Morgenrot")]),
        ("Der Blog/NN » Ufer/NN « berichtet .", [("Blog", "Ufer")]),
        ("Die Agentur/NN [MISC Ufer ] meldet . Die Agentur/NN irrt .", [("Agentur", "Ufer")] * 2),
    ],
)
def test_organisations_are_named_by_nouns(markup: str, found: list[tuple[str, str]]) -> None:
    assert named(markup) == found


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("Leiter des/ART Statistischen/ADJA Landesamtes/NN .", "Statistisches Landesamt"),
        ("Das Amt/NN für/APPR Obst/NN und/KON Wein/NN hilft .", "Amt für Obst und Wein"),
        ("Das Klinikum/NN Nordsee/NE hilft .", "Klinikum Nordsee"),
        ("Die Polizei/NN [LOC Aue ] sucht .", "Polizei Aue"),
    ],
)
def test_nouns_with_a_place_or_field_are_names(markup: str, name: str) -> None:
    document = annotated(markup)
    mentions = find_mentions(document)
    index = EntityIndex()
    index.add(namings(document, mentions))
    assert [mention.kind for mention in mentions][:1] == ["name"]
    assert name in [entity.name for entity in index.entities()]


def test_a_genitive_of_a_country_is_no_part_of_a_name() -> None:
    mentions = find_mentions(annotated("Das Gericht/NN [LOC Kanadas/NE+Gen ] tagt ."))
    assert ("Kanadas", "name") in [(mention.text, mention.kind) for mention in mentions]


def test_a_known_name_of_common_nouns_is_found() -> None:
    mentions = find_mentions(annotated("Der Bundesgerichtshof/NN entscheidet ."))
    assert [(m.text, m.kind, m.canonical_id) for m in mentions] == [
        ("Bundesgerichtshof", "name", "ORG:bundesgerichtshof")
    ]


@pytest.mark.parametrize(
    ("markup", "aliases", "n_mentions"),
    [
        ("Die [ORG Morgen AG ] wächst . Das Unternehmen/NN sucht .", ("Morgen AG",), 1),
        ("Die Polizei/NN sucht . Die Polizei/NN fand .", ("Polizei",), 2),
    ],
)
def test_a_noun_is_a_name_only_of_what_has_no_other(markup: str, aliases: tuple[str, ...], n_mentions: int) -> None:
    document = annotated(markup)
    index = EntityIndex()
    index.add(namings(document, find_mentions(document)))
    assert [(entity.aliases, entity.n_mentions) for entity in index.entities()] == [(aliases, n_mentions)]


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("Die [ORG EU ] tagt .", "EU"),
        ("Die [ORG Europäische/ADJA Union ] tagt . Die [ORG EU ] ruht .", "Europäische Union"),
        ("Der [ORG Europäischen/ADJA Union ] .", "Europäische Union"),
    ],
)
def test_an_entity_has_the_fullest_name_in_the_texts(markup: str, name: str) -> None:
    document = annotated(markup)
    index = EntityIndex()
    index.add(namings(document, find_mentions(document)))
    assert [entity.name for entity in index.entities()] == [name]


def test_a_slash_after_a_blank_joins_no_places() -> None:
    assert named("Das Land/NN [LOC Tirol ] / Wien/NN hilft .") == [("Land Tirol", "Land Tirol")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Verband der Köche sucht Personal.", "Verband der Köche"),
        ("Der Verband jüdischer Verleger sucht Personal.", "Verband jüdischer Verleger"),
        ("Die Ratsfraktion der Grünen sucht Personal.", "Ratsfraktion der Grünen"),
        ("Der Zentralrat der Sinti und Roma sucht Personal.", "Zentralrat der Sinti und Roma"),
        ("Die „Initiative für den Wald“ sucht Personal.", "Initiative für den Wald"),
        ("Der Städte- und Gemeindebund sucht Personal.", "Städte- und Gemeindebund"),
        ("Das Bau- und Verkehrsministerium sucht Personal.", "Bau- und Verkehrsministerium"),
    ],
)
def test_a_name_goes_on_with_members_or_in_marks(nlp: Language, text: str, name: str) -> None:
    (document,) = annotate([article(text)], nlp, batch_size=1)
    assert [mention.text for mention in find_mentions(document) if mention.label == "ORG"] == [name]


@pytest.mark.parametrize("text", ["Ein Verband der Köche sucht Personal.", "Der Verband der Stadt sucht Personal."])
def test_a_genitive_of_no_members_is_no_part_of_a_name(nlp: Language, text: str) -> None:
    (document,) = annotate([article(text)], nlp, batch_size=1)
    assert not [mention for mention in find_mentions(document) if mention.text.startswith("Verband der")]


def test_first_parts_of_compounds_are_not_inflected(nlp: Language) -> None:
    text = "Laut Lesben- und Schwulenverband Deutschland hilft das. Das Geld des Lesben- und Schwulenverbandes fehlt."
    (document,) = annotate([article(text)], nlp, batch_size=1)
    mentions = find_mentions(document)
    index = EntityIndex()
    index.add(namings(document, mentions))
    names = {entity.name for entity in index.entities() if entity.label == "ORG"}
    assert all("Lesben- und Schwulenverband" in name for name in names)
    assert names
