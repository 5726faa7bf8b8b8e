from __future__ import annotations

import pytest
from spacy.language import Language

from tests.conftest import article
from tests.markup import annotated
from wortlaut.entities import EntityIndex, find_mentions, namings
from wortlaut.entities.known_names import known_name
from wortlaut.nlp.annotate import Document, annotate


def names_in(document: Document) -> list[str]:
    return [f"{mention.text}={mention.label}" for mention in find_mentions(document) if mention.kind == "name"]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Kiews", "Kiew"),
        ("Deutschen Wetterdienstes", "Deutscher Wetterdienst"),
        ("Vereinten Nationen", "Vereinte Nationen"),
        ("UNO", "Vereinte Nationen"),
        ("Federal Reserve", "Fed"),
        ("Bundesamts für Verfassungsschutz", "Bundesamt für Verfassungsschutz"),
        ("Niederlanden", "Niederlande"),
        ("Grünen", "Bündnis 90/Die Grünen"),
    ],
)
def test_a_name_is_known_in_all_its_forms(form: str, name: str) -> None:
    known = known_name(tuple(form.split()))
    assert known is not None
    assert known.name == name


@pytest.mark.parametrize("word", ["Moor", "Kahlschlag", "Leer", "Weil", "Regierung", "Man"])
def test_common_words_are_no_known_names(word: str) -> None:
    assert known_name((word,)) is None


@pytest.mark.parametrize(
    ("markup", "mentions"),
    [
        ("Auf [PER TikTok ] tanzt sie .", ["TikTok=ORG"]),
        ("In [PER Kiew ] regnet es .", ["Kiew=LOC"]),
        ("Da kam [PER Omar ] al-Hadi/VVFIN .", ["Omar al-Hadi=PER"]),
        ("[PER Otto ] „ [MISC Ötzi ] “ Lang/ADJD kam .", ["Otto „Ötzi“ Lang=PER"]),
        ("Der Deutsche/ADJA Wetterdienst/NN warnt .", ["Deutsche Wetterdienst=ORG"]),
        ("Das Bündnis/NN [PER Sahra Wagenknecht ] tagt .", ["Bündnis Sahra Wagenknecht=ORG"]),
        ("Heute schneit es in Kiew/NE .", ["Kiew=LOC"]),
        # A person of that name, a common word, part of another name or word.
        ("[PER Ada Kiew ] kam . [PER Kiew ] singt .", ["Ada Kiew=PER", "Kiew=PER"]),
        ("Der Stern/NN leuchtet .", []),
        ("Da kam Otto/NE Kiew/NE .", []),
        ("Der Kiew-Besuch/NN endet .", []),
    ],
)
def test_known_names_correct_and_complete_what_the_model_found(markup: str, mentions: list[str]) -> None:
    assert names_in(annotated(markup)) == mentions


@pytest.mark.parametrize(
    ("markup", "ids"),
    [
        ("Die [ORG UN ] , die [ORG UNO ] , die [ORG Vereinten Nationen ] .", {"ORG:vereinte-nationen"}),
        ("Die [ORG Fed ] und die [ORG Federal Reserve ] .", {"ORG:fed"}),
        ("Der [ORG MSV Moorburg ] siegt . Der [ORG MSV ] jubelt .", {"ORG:msv-moorburg"}),
        ("Der [ORG MSV Au ] . Der [ORG MSV Moor ] . Der [ORG MSV ] .", {"ORG:msv-au", "ORG:msv-moor", "ORG:msv"}),
    ],
)
def test_aliases_share_an_id(markup: str, ids: set[str]) -> None:
    assert {mention.canonical_id for mention in find_mentions(annotated(markup))} == ids


def test_a_known_entity_has_its_main_name_in_the_nominative() -> None:
    index = EntityIndex()
    document = annotated("Die Chefin des [ORG Deutschen/ADJA Wetterdienstes ] .")
    index.add(namings(document, find_mentions(document)))
    assert [entity.name for entity in index.entities()] == ["Deutscher Wetterdienst"]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Hans „Mecki“ Brandt leitet den Zoo.", ["Hans „Mecki“ Brandt=PER"]),
        ("Uwe »Ente« Petersen führt den Verein.", ["Uwe »Ente« Petersen=PER"]),
        ("Eva «Evi» Lindner blieb zu Hause.", ["Eva «Evi» Lindner=PER"]),
        ('Karl "Kalle" Riedel trainiert die Jugend.', ['Karl "Kalle" Riedel=PER']),
        ("Jutta ‚Jule‘ Hansen gewann das Rennen.", ["Jutta ‚Jule‘ Hansen=PER"]),
        ("Otto “Otti” Fischer lacht.", ["Otto “Otti” Fischer=PER"]),
        ("Der Zug hält in Frankfurt (Oder).", ["Frankfurt (Oder)=LOC"]),
        ("In Halle (Saale) wird gestreikt.", ["Halle (Saale)=LOC"]),
        ("In Offenbach (Main) brannte ein Haus.", ["Offenbach (Main)=LOC"]),
        ("Die Fabrik in Kempten (Allgäu) schließt.", ["Kempten (Allgäu)=LOC"]),
        ("Sie wohnt in Frankfurt/Oder.", ["Frankfurt/Oder=LOC"]),
        ("Ida Falk ist Sprecherin der CDU/CSU-Fraktion.", ["Ida Falk=PER", "CDU=ORG"]),
        ("Die SG Moorburg/Wiesental gewann.", ["SG Moorburg/Wiesental=ORG"]),
        ("Die HSG Altdorf/Neuheim verlor.", ["HSG Altdorf/Neuheim=ORG"]),
        ("Der 1. FC Köln gewann.", ["1. FC Köln=ORG"]),
        ("Der TSV 1860 München verlor.", ["TSV 1860 München=ORG"]),
        ("Sie spielt bei Schalke 04.", ["Schalke 04=ORG"]),
        ("Ida Reimers von Bündnis 90/Die Grünen stimmte zu.", ["Ida Reimers=PER", "Bündnis 90/Die Grünen=ORG"]),
        ("Das Bündnis Sahra Wagenknecht tagt in Erfurt.", ["Bündnis Sahra Wagenknecht=ORG", "Erfurt=LOC"]),
        ("Die Grünen-Politikerin Ida Sommer kam.", ["Ida Sommer=PER"]),
        ("EU-Kommissarin von der Aue reist nach Bonn.", ["EU=ORG", "von der Aue=PER", "Bonn=LOC"]),
        ("Klara von der Aue kam. Dann ging von der Aue.", ["Klara von der Aue=PER", "von der Aue=PER"]),
        ("Ben van den Berg trainiert Mainz 05.", ["Ben van den Berg=PER", "Mainz 05=ORG"]),
        ("Karl zu Lahn reiste nach Rom.", ["Karl zu Lahn=PER", "Rom=LOC"]),
        ("Frau von Storm kam nach Kiel.", ["von Storm=PER", "Kiel=LOC"]),
        ("Paula de Vries lebt in Bremen.", ["Paula de Vries=PER", "Bremen=LOC"]),
        ("Das Landgericht Hamburg entschied.", ["Landgericht Hamburg=ORG"]),
        ("Die Ludwig-Maximilians-Universität München forscht.", ["Ludwig-Maximilians-Universität München=ORG"]),
        ("Das Bundesamt für Verfassungsschutz warnt.", ["Bundesamt für Verfassungsschutz=ORG"]),
        ("Ayşe Aydın wohnt in Łódź.", ["Ayşe Aydın=PER", "Łódź=LOC"]),
        ("Jiří Dvořák und Søren Ødegård kamen.", ["Jiří Dvořák=PER", "Søren Ødegård=PER"]),
        ("Anna-Lena Meier-Schulz sagte zu.", ["Anna-Lena Meier-Schulz=PER"]),
        # Near misses: a quoted word, a source, a party, a country, places on either side of a preposition.
        ("Anna sprach von Berlin und Paris.", ["Anna=PER", "Berlin=LOC", "Paris=LOC"]),
        ("Ida Sommer von der CDU kam.", ["Ida Sommer=PER", "CDU=ORG"]),
        ("Ida Sommer (SPD) kam nach Kiel.", ["Ida Sommer=PER", "SPD=ORG", "Kiel=LOC"]),
        ("In Paris (Frankreich) schneit es.", ["Paris=LOC", "Frankreich=LOC"]),
    ],
)
def test_a_name_of_several_parts_is_one(nlp: Language, text: str, mentions: list[str]) -> None:
    (document,) = annotate([article(text)], nlp, batch_size=1)
    found = names_in(document)
    assert [name for name in found if not name.startswith("Grünen=")] == mentions


@pytest.mark.parametrize(
    ("markup", "party"),
    [
        ("[PER Ida Falk ] ( [ORG SPD ] ) lacht .", "SPD"),
        ("[PER Ida Falk ] (57, CDU) lacht .", "CDU"),
        ("[PER Ida Falk ] ( Grüne ) lacht .", "Bündnis 90/Die Grünen"),
        ("Die Grünen-Politikerin [PER Ida Falk ] lacht .", "Bündnis 90/Die Grünen"),
        ("Die Ex-SPD-Chefin [PER Ida Falk ] lacht .", "SPD"),
        ("[PER Ida Falk ] von der [ORG AfD ] lacht .", "AfD"),
        ("[PER Ida Falk ] ( Kiel ) lacht .", None),
        ("Die Bahn-Chefin [PER Ida Falk ] lacht .", None),
        ("[PER Ida Falk ] lacht über die [ORG SPD ] .", None),
    ],
)
def test_the_party_is_the_one_that_the_text_gives(markup: str, party: str | None) -> None:
    index = EntityIndex()
    document = annotated(markup)
    index.add(namings(document, find_mentions(document)))
    assert {entity.canonical_id: entity.party for entity in index.entities()}["PER:ida-falk"] == party


def test_one_article_does_not_override_the_roles_in_others() -> None:
    index = EntityIndex()
    texts = [
        "Amtsinhaberin [PER Ida Falk ] kam . Amtsinhaberin [PER Ida Falk ] ging .",
        "Präsidentin [PER Ida Falk ] ( SPD ) kam .",
    ]
    for number, text in enumerate(texts):
        document = annotated(text, f"a{number}")
        index.add(namings(document, find_mentions(document)))
    assert [(entity.role, entity.party) for entity in index.entities() if entity.label == "PER"] == [
        ("Präsidentin", "SPD")
    ]
