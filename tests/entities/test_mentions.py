from __future__ import annotations

import cProfile
import pstats
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from tests.conftest import DEMO, article
from tests.markup import annotated
from wortlaut.entities import (
    CanonicalEntity,
    EntityIndex,
    entity_rows,
    find_mentions,
    mention_rows,
    mentions_in,
    namings,
    read_entities,
)
from wortlaut.entities.names import without_genitive
from wortlaut.entities.role_nouns import role_noun
from wortlaut.nlp.annotate import Document, annotate
from wortlaut.tables import csv_files, schemas


def found(markup: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.label) for mention in find_mentions(annotated(markup)) if mention.kind == "name"]


def identified(markup: str) -> list[str]:
    return [mention.canonical_id for mention in find_mentions(annotated(markup)) if mention.kind == "name"]


def registered(*documents: Document) -> dict[str, CanonicalEntity]:
    index = EntityIndex()
    for document in documents:
        index.add(namings(document, find_mentions(document)))
    return {entity.canonical_id: entity for entity in index.entities()}


@pytest.mark.parametrize(
    ("markup", "mentions"),
    [
        ("[PER „ Ada Brunner “ ] lacht .", [("Ada Brunner", "PER")]),
        ("[PER Ada ↵ Brunner ] lacht .", [("Ada", "PER"), ("Brunner", "PER")]),
        ("[ORG Rotes Kreuz . Caritas ] hilft .", [("Rotes Kreuz", "ORG"), ("Caritas", "ORG")]),
        ("[PER Dr. Ada Brunner ] lacht .", [("Ada Brunner", "PER")]),
        ("[PER Herr Prof. Dr. Brunner ] lacht .", [("Brunner", "PER")]),
        ("[PER Kanzlerin/NN Ada Brunner ] lacht .", [("Ada Brunner", "PER")]),
        ("[PER Brunner und Falk ] lachen .", [("Brunner", "PER"), ("Falk", "PER")]),
        ("[PER Ada Brunner ( SPD ] ) lacht .", [("Ada Brunner", "PER"), ("SPD", "ORG")]),
        ("[PER Brunner lobt/VVFIN Falk ] heute .", [("Brunner", "PER"), ("Falk", "PER")]),
        ("[PER Ada von der Leyen ] lacht .", [("Ada von der Leyen", "PER")]),
        ("[PER Karl M. ] schweigt .", [("Karl M.", "PER")]),
        ("[ORG Verein Morgenrot e.V. ] hilft .", [("Verein Morgenrot e.V.", "ORG")]),
        ("[ORG NATO- ] Generalsekretär Falk .", [("NATO", "ORG")]),
        ("[ORG Hertha 03 ] siegt .", [("Hertha 03", "ORG")]),
        ("[LOC in Wien und/KON ] Graz .", [("Wien", "LOC")]),
        ("[MISC | ] [LOC 42/CARD ] [ORG € ]", []),
    ],
)
def test_mentions_are_names_without_marks_titles_and_line_breaks(markup: str, mentions: list[tuple[str, str]]) -> None:
    assert found(markup) == mentions


@pytest.mark.parametrize(
    "markup",
    [
        "Der [MISC Ex-Generalsekretär/NN ] kommt .",
        "Die [PER Ministerin/NN ] kommt .",
        "Da tanzt [PER Ministerin/NN ] , da lacht [PER Ministerin/NN ] .",
        "[PER Gelagert/VVPP ] wurde das Holz .",
        "Sie hat [PER Ruf/NN ] und Geld .",
        "Am [DATE Montag/NN ] kommt Post .",
        "[PER Moore/NE ] speichern Wasser .",
        "Sie fluten fünf/CARD weitere/ADJA [PER Moore/NE ] .",
        "[PER Kahlschlag/NE ] droht .",
        "[PER Windräder/NE ] drehen sich .",
        "[PER Obstbauschule/NE ] wächst .",
        "Das kostet fünf [MISC Euro ] oder sechs [MISC Euro ] .",
    ],
)
def test_roles_verbs_nouns_and_dates_are_no_names(markup: str) -> None:
    assert found(markup) == []


@pytest.mark.parametrize("name", ["Fischer", "Haverkamp", "Wagenknecht", "Steinmeier", "Rosenberg", "Anna", "Hans"])
def test_surnames_that_look_like_common_nouns_are_names(name: str) -> None:
    assert found(f"[PER {name}/NE ] kommt .") == [(name, "PER")]


def test_a_noun_that_is_part_of_a_full_name_is_a_name() -> None:
    expected = [("Ada Kahlschlag", "PER"), ("Kahlschlag", "PER")]
    assert found("[PER Ada/NE Kahlschlag/NE ] kommt . [PER Kahlschlag/NE ] lacht .") == expected


@pytest.mark.parametrize(
    ("label", "expected"), [("PERSON", "PER"), ("GPE", "LOC"), ("OTH", "MISC"), ("WORK_OF_ART", "MISC"), ("ORG", "ORG")]
)
def test_labels_of_other_schemes_are_mapped(label: str, expected: str) -> None:
    assert found(f"[{label} Brunnhilde ] kam .") == [("Brunnhilde", expected)]


def test_mentions_outside_sections_are_ignored() -> None:
    document = annotated("Heute hier ¶ [MISC Stand: 01.10.2024 ] ¶ [PER Ada Falk ] lacht .")
    assert [mention.text for mention in find_mentions(document)] == ["Ada Falk"]


@pytest.mark.parametrize(
    ("heading", "body", "parts"),
    [
        ("[PER Falk Brunner ] einig", "[PER Ida Falk ] und [PER Uwe Brunner ] tanzen .", ["Falk", "Brunner"]),
        ("[PER Falk Brunner ] einig", "[PER Falk ] und [PER Brunner ] tanzen .", ["Falk", "Brunner"]),
        ("[PER Ida Falk Uwe Brunner ]", "[PER Ida Falk ] traf [PER Uwe Brunner ] .", ["Ida Falk", "Uwe Brunner"]),
        ("[PER von Falk Brunner ]", "[PER Ida Falk ] und [PER Uwe Brunner ] tanzen .", ["Falk", "Brunner"]),
        ("[PER Uwe Brunner ] einig", "[PER Uwe Brunner ] lacht . [PER Brunner ] und [PER Uwe ] .", ["Uwe Brunner"]),
        ("Streit", "[PER Uwe Brunner ] lacht . [PER Brunner ] singt . [PER Uwe ] tanzt .", ["Uwe Brunner"]),
        ("Streit um [PER von Falk ]", "Der Anwalt [PER Ida von Falk ] lacht .", ["von Falk"]),
        ("[PER Falks Rückzug/NN ]", "[PER Ida Falk ] geht .", ["Falks"]),
    ],
)
def test_merged_names_are_split_if_the_parts_occur_elsewhere(heading: str, body: str, parts: list[str]) -> None:
    assert [text for text, _ in found(f"{heading} ¶ {body} ¶ Ende")][: len(parts)] == parts


@pytest.mark.parametrize(
    ("markup", "label"),
    [
        ("[PER Ada Brunner ] lacht . [PER Brunner ] singt . [ORG Brunner ] tanzt .", "PER"),
        ("[PER Ada Brunner ] lacht . Da hat [MISC Ada ] recht .", "PER"),
        ("[PER Ada Stolp ] lacht . Da sagt [LOC Stolp ] nichts .", "PER"),
        ("[PER Ada Stolp ] lacht . Es regnet in [LOC Stolp ] .", "LOC"),
        ("[ORG OSZE ] hilft . [ORG OSZE ] tagt . Die [LOC OSZE ] .", "ORG"),
        ("[ORG Wien ] hilft . Die [LOC Wien ] .", "LOC"),
        ("[PER Fresen ] wächst . Die [ORG Fresen AG ] und [PER Fresen ] .", "ORG"),
    ],
)
def test_labels_are_made_consistent_if_the_evidence_is_clear(markup: str, label: str) -> None:
    assert found(markup)[-1][1] == label


@pytest.mark.parametrize(
    ("markup", "mentions"),
    [
        (
            "[LOC Alte/ADJA Brücke/NN ] ist/VAFIN zu/PTKVZ . Streit um/APPR die [LOC Alte/ADJA ] Brücke/NN .",
            [("Alte Brücke", "LOC"), ("Alte Brücke", "LOC")],
        ),
        (
            "[LOC Alte/ADJA Brücke/NN ] ist/VAFIN zu/PTKVZ . In/APPR der [LOC Alte/ADJA ] Stadt/NN .",
            [("Alte Brücke", "LOC"), ("Alte", "LOC")],
        ),
        (
            "[LOC Berlin Mitte ] wächst . Heute/ADV tagt [LOC Berlin ] [ORG Mitte ] .",
            [("Berlin Mitte", "LOC"), ("Berlin", "LOC"), ("Mitte", "ORG")],
        ),
    ],
)
def test_a_name_that_is_cut_is_the_longer_name_of_the_article(markup: str, mentions: list[tuple[str, str]]) -> None:
    assert found(markup) == mentions


@pytest.mark.parametrize(
    ("markup", "added"),
    [
        ("[PER Ada Brunner ] lacht . Heute singt Ada/NE Brunner/NE .", ["Ada Brunner"]),
        ("[PER Ada Brunner ] lacht . Heute singt Brunner/NE .", ["Brunner"]),
        ("[PER Ada Brunner ] lacht . Heute zählt Brunners/NE Stimme .", ["Brunners"]),
        ("[PER Ada Koch ] lacht . Der Koch/NN lacht .", []),
        ("[PER Ada Koch ] lacht . „ Ada/NN hat/VAFIN recht “ , sagt sie .", ["Ada"]),
        ("[PER Ada Koch ] lacht . [PER Koch ] singt . [PER Koch ] tanzt . Da kommt Koch/NN .", ["Koch"]),
        ("[PER Ada Brunner ] lacht . Da singt Max/NE Brunner/NE .", []),
        ("[PER Ida Falk ] lacht . ¶ Der Falk/NN kreist .", []),
        ("[ORG OSZE ] tagt . Die OSZE/NE hilft .", ["OSZE"]),
    ],
)
def test_repetitions_that_the_model_missed_are_added(markup: str, added: list[str]) -> None:
    document = annotated(markup)
    known = {entity.text for entity in document.doc.ents}
    texts = [mention.text for mention in find_mentions(document) if mention.kind == "name"]
    assert texts[len(document.doc.ents) :] == added
    assert known <= set(texts)


@pytest.mark.parametrize(
    ("markup", "ids"),
    [
        ("[PER Ada Brunner ] lacht . [PER Brunner ] singt .", ["PER:ada-brunner"] * 2),
        ("[PER Brunner ] lacht . [PER Ada Brunner ] singt .", ["PER:ada-brunner"] * 2),
        ("[PER Brunners/NN ] Rede . [PER Ada Brunner ] singt .", ["PER:ada-brunner"] * 2),
        ("[PER Olaf Scholz ] lacht . [PER Scholz' ] Rede .", ["PER:olaf-scholz"] * 2),
        ("[PER Ada Brunners ] Rede . [PER Brunner ] singt .", ["PER:ada-brunner"] * 2),
        ("[PER Carl Peters ] lacht . [PER Peters ] singt .", ["PER:carl-peters"] * 2),
        ("Die Rede [PER Ada Brunners/NE+Gen ] war lang .", ["PER:ada-brunner"]),
        ("Die Rede/NN [PER Carl Peters/NE+Gen ] war lang . [PER Peters ] singt .", ["PER:carl-peters"] * 2),
        ("[PER Ida von der Leyen ] lacht . [PER Von der Leyen ] singt .", ["PER:ida-von-der-leyen"] * 2),
        ("[PER Jan B. Falk ] lacht . [PER Jan Falk ] . [PER Jan Falk ] .", ["PER:jan-falk"] * 3),
        ("[PER Xi Jinping ] lacht . [PER Xi ] singt .", ["PER:xi-jinping"] * 2),
        ("[PER Brunner ] lacht . [PER Falk ] singt .", ["PER:brunner@a", "PER:falk@a"]),
        ("[PER Tom Falk ] . [PER Tom Falk jr. ] .", ["PER:tom-falk", "PER:tom-falk-jr"]),
    ],
)
def test_forms_of_a_persons_name_share_an_id(markup: str, ids: list[str]) -> None:
    assert identified(markup) == ids


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("[PER Ida Falk ] singt . [PER Falk ] lacht .", "PER:ida-falk"),
        ("[PER Uwe Falk ] singt . [PER Falk ] lacht .", "PER:uwe-falk"),
        ("[PER Uwe Falk ] singt . Da lacht Frau [PER Falk ] .", "PER:ida-falk"),
        ("[PER Ida Falk ] singt . Da lacht Herr Dr. [PER Falk ] .", "PER:uwe-falk"),
        ("[PER Uwe Falk ] singt . Die Ministerin [PER Falk ] lacht .", "PER:ida-falk"),
        ("[PER Uwe Falk ] singt . Die Richterin [PER Falk ] lacht .", "PER:ida-falk"),
        ("[PER Ida Falk ] singt . Der Trainer [PER Falk ] lacht .", "PER:uwe-falk"),
    ],
)
def test_a_bare_surname_refers_to_the_nearest_person_who_fits(after: str, expected: str) -> None:
    persons = "Die Ministerin [PER Ida Falk ] und der Trainer [PER Uwe Falk ] kamen . "
    assert identified(persons + after)[-1] == expected


def test_names_at_the_very_beginning_are_repetitions_too_unless_they_name_somebody_else() -> None:
    assert found("Falk/NE lacht . [PER Ida Falk ] kam .") == [("Falk", "PER"), ("Ida Falk", "PER")]
    assert found("Otto/NE Falk/NE lacht . [PER Ida Falk ] kam .") == [("Ida Falk", "PER")]
    assert found("Der Falk/NN kreist . [PER Ida Falk ] kam .") == [("Ida Falk", "PER")]


def test_role_and_gender_distinguish_the_bearers_of_a_name() -> None:
    persons = "Ministerin [PER Ida Falk ] traf Richterin [PER Eva Falk ] . "
    assert identified(f"{persons}Ministerin [PER Falk ] lacht .")[-1] == "PER:ida-falk"
    assert identified(f"{persons}Richterin [PER Falk ] lacht .")[-1] == "PER:eva-falk"
    persons = "Herr [PER Kim Falk ] traf Frau [PER Kim Brunner ] . "
    assert identified(f"{persons}Herr [PER Kim ] lacht .")[-1] == "PER:kim-falk"
    assert identified(f"{persons}Frau [PER Kim ] lacht .")[-1] == "PER:kim-brunner"


def test_a_surname_of_the_other_gender_is_another_person() -> None:
    assert identified("Kanzler [PER Uwe Falk ] kam . Da lacht Frau [PER Falk ] .") == ["PER:uwe-falk", "PER:falk@a"]
    assert identified("[PER Uwe Falk ] kam . Da lacht Frau [PER Falk ] .") == ["PER:uwe-falk", "PER:falk@a"]
    assert identified("Frau [PER Falk ] und Herr [PER Falk ] kamen .") == ["PER:falk@a", "PER:falk-2@a"]


@pytest.mark.parametrize(
    ("markup", "ids"),
    [
        ("[ORG Morgen AG ] wächst . [ORG Morgen ] siegt .", ["ORG:morgen"] * 2),
        ("[ORG Stahl GmbH & Co. KG ] wächst .", ["ORG:stahl"]),
        ("[ORG Nato ] tagt . Die [ORG NATO ] hilft .", ["ORG:nato"] * 2),
        (
            "Das [ORG Amt/NN für Obst/NN ] ( [ORG AfO ] ) hilft . Das [ORG AfO ] tagt .",
            ["ORG:amt-für-obst"] * 3,
        ),
        ("Das [ORG Amt/NN für Obst/NN ] ( AfO/NN ) hilft . Das AfO/NE tagt .", ["ORG:amt-für-obst"] * 3),
        ("Die [ORG Fraktion/NN ] ( [ORG SPD ] ) tagt .", ["ORG:fraktion", "ORG:spd"]),
        (
            "Das [ORG Bundesamt/NN für Obst/NN ] . Leiter des [ORG Bundesamts/NN für Obst/NN ] .",
            ["ORG:bundesamt-für-obst"] * 2,
        ),
        ("Die [ORG Deutsche/ADJA Bahn ] . Bei der [ORG Deutschen/ADJA Bahn ] .", ["ORG:deutsche-bahn"] * 2),
        ("Im/APPRART [LOC Weißen/ADJA Haus ] . Des [LOC Weißen Hauses ] .", ["ORG:weisse-haus"] * 2),
        ("[LOC Deutschland ] . [LOC Deutschlands ] Wirtschaft .", ["LOC:deutschland"] * 2),
        ("Die Straßen [LOC Europas/NE+Gen ] .", ["LOC:europa"]),
        ("Die Straßen von [LOC Paris/NE+Gen ] .", ["LOC:paris"]),
        ("Der Leiter des [ORG Bundestages/NN ] .", ["ORG:bundestag"]),
        ("Die Chefin der [ORG New York Times/NE+Gen ] .", ["ORG:new-york-times"]),
        ("In den [LOC Niederlanden ] .", ["LOC:niederlande"]),
        ("In [LOC Brüssel ] . Das [LOC Brüsseler/ADJA ] Haus .", ["LOC:brüssel"] * 2),
        ("[LOC USA ] und [LOC Nordrhein-Westfalen ] .", ["LOC:usa", "LOC:nordrhein-westfalen"]),
    ],
)
def test_forms_of_other_names_share_an_id(markup: str, ids: list[str]) -> None:
    assert identified(markup) == ids


@pytest.mark.parametrize(
    ("markup", "role"),
    [
        ("Der NATO-Generalsekretär [PER Ida Falk ] kam .", "NATO-Generalsekretär"),
        ("Mit dem früheren/ADJA dänischen/ADJA Präsidenten [PER Uwe Falk ] sprach er .", "früherer Präsident"),
        ("Die ehemalige/ADJA Ministerin [PER Ida Falk ] kam .", "ehemalige Ministerin"),
        ("Ex-Kanzler Dr. [PER Uwe Falk ] kam .", "Ex-Kanzler"),
        ("Der Vorsitzende [PER Uwe Falk ] kam .", "Vorsitzender"),
        ("Die SPD-Vorsitzende [PER Ida Falk ] kam .", "SPD-Vorsitzende"),
        ("[PER Ida Falk ] , Vorsitzende der [ORG SPD ] , kam .", "Vorsitzende der SPD"),
        ("[PER Uwe Falk ] ( SPD ) , der Sprecher für Obst , kam .", "Sprecher für Obst"),
        ("Der Chef des Amtes , [PER Uwe Falk ] , kam .", "Chef des Amtes"),
        ("Der Filialleiter , [PER Uwe Falk ] , kam .", "Filialleiter"),
        ("Der Sprecher [PER Jan B. Falk ] kam . [PER Jan Falk ] ging . [PER Jan Falk ] lachte .", "Sprecher"),
        ("Die Sprecherin der Ministerin , [PER Ida Falk ] , kam .", "Sprecherin der Ministerin"),
        ("[PER Ida Falk ] ist/VAFIN neue/ADJA Präsidentin .", "Präsidentin"),
        ("[PER Ida Falk ] ist/VAFIN neue/ADJA NATO-/TRUNC Generalsekretärin ¶ Ende", "NATO-Generalsekretärin"),
        ("Die Ministerin [PER Ida Falk ] kam . Präsidentin [PER Falk ] und Präsidentin [PER Falk ] .", "Präsidentin"),
        ("Der Norweger [PER Uwe Falk ] kam .", None),
        ("[PER Ida Falk ] , Chefin der [ORG SPD ] und Mutter , kam .", None),
        ("Da kam der Präsident . [PER Ida Falk ] lacht .", None),
        ("Der Sprecher [PER Ida Falks/NE+Gen ] kam . [PER Falk ] lacht .", None),
        ("[PER Ida Falk ] , Präsident [PER Uwe Brunner ] und Gäste .", None),
        ("[PER Ida Falk ] ist/VAFIN Präsidentin geworden/VAPP .", None),
        ("[PER Ida Falk ] sah , Sprecher des Amtes seien/VAFIN da .", None),
    ],
)
def test_roles_are_read_from_the_words_around_a_name(markup: str, role: str | None) -> None:
    entities = registered(annotated(markup))
    person = next(entity for key, entity in entities.items() if key.endswith(("-falk", ":falk@a")))
    assert person.role == role


@pytest.mark.parametrize(
    ("markup", "organisation"),
    [
        ("Der NATO-Generalsekretär [PER Ida Falk ] kam .", "NATO"),
        ("Nato-Chefin [PER Ida Falk ] kam zur/APPRART [ORG NATO ] . Die [ORG Nato ] . Die [ORG Nato ] .", "NATO"),
        ("[PER Ida Falk ] , Vorsitzende der [ORG SPD ] , kam .", "SPD"),
        ("[PER Ida Falk ] , Präsidentin der [LOC Türkei ] , kam .", "Türkei"),
        ("Die [ORG Morgen AG ] wächst . [PER Ida Falk ] , Chefin von [ORG Morgen ] , kam .", "Morgen"),
        ("Bahn-Chefin [PER Ida Falk ] kam .", "Bahn"),
        ("Ex-SPD-Chefin [PER Ida Falk ] kam .", "SPD"),
        ("US-Präsidentin [PER Ida Falk ] kam .", "USA"),
        ("Ex-Kanzlerin [PER Ida Falk ] kam .", None),
        ("Fraktions-Chefin [PER Ida Falk ] kam .", None),
        ("TV-Moderatorin [PER Ida Falk ] kam .", None),
        ("Die Ministerin [PER Ida Falk ] ( SPD ) kam zur/APPRART [ORG NATO ] .", None),
        ("[PER Ida Falk ] kam zur/APPRART [ORG NATO ] .", None),
    ],
)
def test_the_organisation_is_the_one_that_the_role_names(markup: str, organisation: str | None) -> None:
    assert registered(annotated(markup))["PER:ida-falk"].organisation == organisation


@pytest.mark.parametrize(
    ("markup", "mentions"),
    [
        ("NATO-Generalsekretär [PER Uwe Falk ] kam .", [("NATO", "ORG"), ("Uwe Falk", "PER")]),
        ("Die [ORG Bahn/NN ] fährt . Der Bahn-Chef geht .", [("Bahn", "ORG"), ("Bahn", "ORG")]),
        ("Der [MISC Ufer/NN ] bleibt . Der Ufer-Chef geht .", [("Ufer", "MISC"), ("Ufer", "MISC")]),
        ("Der Bahn-Chef geht .", []),
        ("Der US-Präsident und die TV-Moderatorin gehen .", []),
        ("Das NATO-Hauptquartier wächst .", []),
    ],
)
def test_compounds_with_a_role_name_the_part_before_the_hyphen(markup: str, mentions: list[tuple[str, str]]) -> None:
    assert found(markup) == mentions


@pytest.mark.parametrize(
    ("word", "text", "gender"),
    [
        ("Generalsekretärs", "Generalsekretär", "m"),
        ("Rechtsanwältin", "Rechtsanwältin", "f"),
        ("Expertin", "Expertin", "f"),
        ("Experten", "Experte", "m"),
        ("Beamten", "Beamte", None),
        ("Fraktionsvize", "Fraktionsvize", None),
        ("Minister:in", "Minister:in", None),
        ("SPD-Politiker*in", "SPD-Politiker*in", None),
    ],
)
def test_role_nouns_are_known_in_all_forms(word: str, text: str, gender: str | None) -> None:
    noun = role_noun(word)
    assert noun is not None
    assert (noun.text, noun.gender) == (text, gender)


@pytest.mark.parametrize(
    "word", ["Vorrat", "minister", "Ministerium", "Norweger", "Präsidentinnen", "Schüler:in", "Minister:innen"]
)
def test_other_words_are_no_role_nouns(word: str) -> None:
    assert role_noun(word) is None


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("[PER Brunners ] Rede . [PER Ada Brunner ] singt .", "Ada Brunner"),
        ("Die Rede [PER Ada Brunners/NE+Gen ] .", "Ada Brunner"),
        ("Die Straßen [LOC Europas/NE+Gen ] .", "Europa"),
        ("In den [LOC Niederlanden ] .", "Niederlande"),
        ("Bei der [ORG Deutschen/ADJA Bahn ] . Die [ORG Deutsche/ADJA Bahn ] .", "Deutsche Bahn"),
        ("[ORG Morgen AG ] . [ORG Morgen ] . [ORG Morgen ] .", "Morgen"),
        ("Frau [PER Falk ] und Herr [PER Falk ] kamen .", "Falk"),
    ],
)
def test_an_entity_is_named_by_its_best_form(markup: str, name: str) -> None:
    assert {entity.name for entity in registered(annotated(markup)).values()} == {name}


def test_articles_share_persons_by_full_name_only() -> None:
    first = annotated("Kanzler [PER Uwe Falk ] kam . [PER Falk ] lacht . [PER Ada ] auch .", "eins")
    second = annotated("[PER Uwe Falk ] ging . [PER Ada ] auch .", "zwei")
    third = annotated("[PER Falk ] blieb .", "drei")
    entities = registered(first, second, third)
    assert entities["PER:uwe-falk"] == CanonicalEntity(
        canonical_id="PER:uwe-falk",
        name="Uwe Falk",
        label="PER",
        aliases=("Falk", "Uwe Falk"),
        n_mentions=3,
        n_articles=2,
        role="Kanzler",
        gender="m",
        gender_evidence="description",
        speaker_kind="politics",
    )
    assert list(entities) == ["PER:ada@eins", "PER:ada@zwei", "PER:falk@drei", "PER:uwe-falk"]


def test_tables_keep_mentions_and_entities(tmp_path: Path) -> None:
    documents = [annotated("[PER Uwe Falk ] kam .", "eins"), annotated("[ORG A|B|C ] blieb . [ORG Zoo ] .", "zwei")]
    mentions = [(document.article.article_id, find_mentions(document)) for document in documents]
    entities = registered(*documents)
    for article_id, found in mentions:
        assert mentions_in(csv_files.to_csv(schemas.ENTITIES, mention_rows(article_id, found), article_id)) == found
    csv_files.write(schemas.CANONICAL_ENTITIES, entity_rows(entities.values()), tmp_path)
    assert read_entities(tmp_path) == entities
    assert mentions[0][1][0].mention_id == "eins#m1"
    assert mentions[0][1][0].sentence_id == "eins#sent1"


WORDS = st.sampled_from([
    "Ada", "Falk", "Falks", "von", "der", "Leyen", "↵", "¶", "(", ")", "AG", "e.V.", "„", "“", "'", "Dr.", "Frau",
    "Kanzler", "NATO-", "NATO", "|", "-", "a|b", "des", "K.", "II.", "1", "€", "’s", "und", "lacht", ",", ".", "ß",
    "Weißen", "Hauses", "Vorsitzende", "Scholz'", "Brüsseler", "Brüssel", "Co.", "&", "USA", "BfV",
    "Bundesamt", "O'Brien", "jr.",
])  # fmt: skip
MARKUP = st.lists(
    st.tuples(st.sampled_from(["PER", "ORG", "LOC", "MISC", "DATE", ""]), st.lists(WORDS, min_size=1, max_size=4)),
    max_size=12,
)


@given(MARKUP)
def test_every_mention_is_a_name_in_one_sentence_and_line(parts: list[tuple[str, list[str]]]) -> None:
    document = annotated(
        " ".join(f"[{label} {' '.join(words)} ]" if label else " ".join(words) for label, words in parts)
    )
    sentences = {sentence.sentence_id: sentence.span for sentence in document.sentences}
    end = 0
    for mention in (mention for mention in find_mentions(document) if mention.kind == "name"):
        sentence = sentences[mention.sentence_id]
        assert sentence.start_char <= mention.span.start < mention.span.end <= sentence.end_char
        assert end <= mention.span.start
        assert document.article.text[slice(*mention.span)] == mention.text
        assert re.fullmatch(r"(?!\s)[^\n]*(\w|\.|&)", mention.text)
        assert re.fullmatch(rf"{mention.label}:[^\s:@]+(@a)?", mention.canonical_id)
        end = mention.span.end


@pytest.mark.slow
def test_work_grows_with_the_number_of_mentions_only() -> None:
    def calls(repeats: int) -> int:
        document = annotated("Der Chef [PER Ida Falk ] traf [PER Falk ] in [LOC Wien ] . " * repeats)
        with cProfile.Profile() as profile:
            EntityIndex().add(namings(document, find_mentions(document)))
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    assert calls(800) < 2.2 * calls(400)


SEED = (DEMO / "rutte-nato-generalsekretaer.txt").read_text(encoding="utf-8")
OTHER_NAMES = [
    {},
    {"Mark": "Pieter", "Rutte": "Vandersloot", "Jens": "Halvard", "Stoltenberg": "Brekke", "NATO": "OSZE"},
    {"Mark": "Karl", "Rutte": "Lindemann", "Trump": "Weber", "Donald": "Friedrich", "Kamala": "Anna", "Harris": "Vogt"},
    {"Mark": "Emil", "Rutte": "Lindqvist", "Jens": "Tomasz", "Stoltenberg": "Nowak", "Ukraine": "Türkei"},
]


@pytest.fixture(scope="module", params=OTHER_NAMES, ids=lambda names: names.get("Rutte", "Rutte"))
def seed(request: pytest.FixtureRequest, nlp: Language) -> tuple[dict[str, str], Document]:
    """The seed article with its names or others in their place."""
    names: dict[str, str] = request.param
    text = SEED
    for old, new in names.items():
        text = text.replace(old, new)
    (document,) = annotate([article(text, "seed")], nlp, batch_size=1)
    return names, document


def test_the_seed_article_names_persons_and_places(seed: tuple[dict[str, str], Document]) -> None:
    names, document = seed
    entities = registered(document)

    def entity(label: str, name: str) -> CanonicalEntity:
        words = [names.get(word, word) for word in name.split()]
        return entities[f"{label}:{'-'.join(words).casefold()}"]

    text = document.article.text
    for person in ("Mark Rutte", "Jens Stoltenberg", "Donald Trump", "Kamala Harris"):
        *_, last = (names.get(word, word) for word in person.split())
        assert last in entity("PER", person).aliases
    rutte = entity("PER", "Mark Rutte")
    given_name, last = rutte.name.split()
    assert rutte.n_mentions == len(re.findall(rf"\b{last}s?\b", text)) + text.count(f'"{given_name} ')
    assert rutte.role == f"{names.get('NATO', 'NATO')}-Generalsekretär"
    assert entity("PER", "Donald Trump").role == "früherer US-Präsident"
    assert entity("ORG", "NATO").n_mentions >= 4
    assert entity("LOC", "Ukraine").n_mentions == text.count(names.get("Ukraine", "Ukraine"))
    assert entity("LOC", "USA").n_mentions == text.count("USA")
    assert {key for key in entities if key.startswith("PER:") and "@" in key} == set()


def test_no_mention_of_the_seed_article_spans_a_line_break(seed: tuple[dict[str, str], Document]) -> None:
    assert all(len(mention.text.splitlines()) == 1 for mention in find_mentions(seed[1]))


def test_who_has_the_role_but_another_gender_is_another_person() -> None:
    markup = "Lehrer:in [PER Uwe Falk ] kam . Lehrer:in Frau [PER Falk ] lachte . Lehrer:in [PER Falk ] sang ."
    assert identified(markup) == ["PER:uwe-falk", "PER:falk@a", "PER:uwe-falk"]


def test_a_slash_may_end_the_text() -> None:
    assert found("Da tagt das Landgericht/NN [LOC Lindental ] /") == [("Landgericht Lindental", "ORG")]


def test_a_preposition_is_no_part_of_a_name_after_the_genitive_of_another() -> None:
    markup = "[PER Uwe Brandt ] kam . [PER Ida Falk ] sang . Brandts/NE Rücktritt/NN freut [PER von Falk ] ."
    assert found(markup)[-1] == ("Falk", "PER")


@pytest.mark.parametrize(
    ("word", "nominatives"), [("Idas", ["Ida"]), ("Utes", ["Ute", "Ut"]), ("Ils", []), ("Voss", [])]
)
def test_nominatives_of_short_names(word: str, nominatives: list[str]) -> None:
    assert list(without_genitive(word)) == nominatives


def test_a_known_name_needs_no_tag_of_a_name() -> None:
    assert found("[LOC Kiew/ADV ] wächst .") == [("Kiew", "LOC")]


@pytest.mark.parametrize("party", ["[LOC Grüne ]", "Mitte/NN", "[ORG Die Linke ]"])
def test_a_party_in_brackets_after_a_person_is_one(party: str) -> None:
    words = party.removeprefix("[LOC ").removeprefix("[ORG ").removesuffix(" ]").removesuffix("/NN")
    assert found(f"[PER Ida Falk ] ( {party} ) sprach .") == [("Ida Falk", "PER"), (words, "ORG")]
