"""The lemmas of small sentences, analysed by the bundled pipeline, and rules on hand-made annotation."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
import spacy.tokens
from spacy.lang.de import German
from spacy.language import Language

from tests.conftest import article
from wortlaut.nlp.annotate import annotate
from wortlaut.nlp.lemmas import lemmas
from wortlaut.nlp.plain_doc import Annotation, Doc

VOCAB = German().vocab

SENTENCES: tuple[tuple[str, dict[str, str]], ...] = (
    ("Die Ärztinnen beraten am Dienstag.", {"Ärztinnen": "Ärztin", "beraten": "beraten"}),
    ("Mehrere Köchinnen kündigten.", {"Köchinnen": "Köchin", "kündigten": "kündigen"}),
    ("Die Schwimmerinnen gewannen Gold.", {"Schwimmerinnen": "Schwimmerin", "gewannen": "gewinnen"}),
    ("Alle Kolleginnen halfen.", {"Kolleginnen": "Kollegin", "halfen": "helfen"}),
    ("Die Autofahrerinnen wichen aus.", {"Autofahrerinnen": "Autofahrerin", "wichen": "weichen"}),
    ("Der Bürgermeister trat zurück.", {"trat": "treten"}),
    ("Die Flüsse traten über die Ufer.", {"Flüsse": "Fluss", "traten": "treten", "Ufer": "Ufer"}),
    ("Der Zug fuhr ab.", {"fuhr": "fahren"}),
    ("Die Straße wurde gesperrt.", {"wurde": "werden", "gesperrt": "sperren"}),
    ("Das Dach brach ein.", {"brach": "brechen"}),
    ("Die Decke riss.", {"riss": "reißen"}),
    ("Der Rat beschloss den Plan.", {"beschloss": "beschließen"}),
    ("Er ließ die Frage offen.", {"ließ": "lassen"}),
    ("Sie aß Brot.", {"aß": "essen"}),
    ("Sie schwieg lange.", {"schwieg": "schweigen"}),
    ("Die Zahl sank.", {"sank": "sinken"}),
    ("Die Zahl der Fälle wuchs.", {"wuchs": "wachsen", "Fälle": "Fall"}),
    ("Er verschwand im Wald.", {"verschwand": "verschwinden"}),
    ("Die Hoffnung schwand.", {"schwand": "schwinden"}),
    ("Er log die Richter an.", {"log": "lügen"}),
    ("Der Dieb floh.", {"floh": "fliehen"}),
    ("Die Männer schwammen an Land.", {"schwammen": "schwimmen", "Männer": "Mann"}),
    ("Die Firma bot Hilfe an.", {"bot": "bieten"}),
    ("Die Gewerkschaft rief zum Streik auf.", {"rief": "rufen"}),
    ("Die Preise zogen an.", {"zogen": "ziehen"}),
    ("Die Wähler wählten neu.", {"wählten": "wählen", "Wähler": "Wähler"}),
    ("Die Behörde verbot die Feier.", {"verbot": "verbieten"}),
    ("Das Amt verlor Akten.", {"verlor": "verlieren", "Akten": "Akte"}),
    ("Er sagte, er käme später.", {"käme": "kommen"}),
    ("Sie sagte, das gebe es nicht.", {"gebe": "geben"}),
    ("Er sagte, sie gingen heim.", {"gingen": "gehen"}),
    ("Er meinte, das Geld fehle.", {"fehle": "fehlen"}),
    ("Sie sagte, er wisse Bescheid.", {"wisse": "wissen"}),
    ("Er sagte, das dürfe nicht sein.", {"dürfe": "dürfen"}),
    ("Der Minister sagte, man müsse sparen.", {"müsse": "müssen"}),
    ("Er läge falsch, hieß es.", {"läge": "liegen", "hieß": "heißen"}),
    ("Bricht das Eis, wird es gefährlich.", {"Bricht": "brechen"}),
    ("Fehlt Geld, bleibt die Schule zu.", {"Fehlt": "fehlen"}),
    ("Hilft das?", {"Hilft": "helfen"}),
    ("Verliert der Klub, steigt er ab.", {"Verliert": "verlieren"}),
    ("Reicht das Geld?", {"Reicht": "reichen"}),
    ("Schließt das Bad?", {"Schließt": "schließen"}),
    ("Scheitert der Plan, drohen Klagen.", {"Scheitert": "scheitern"}),
    ("Können die Bauern hoffen?", {"Können": "können"}),
    ("Muss die Stadt sparen?", {"Muss": "müssen"}),
    ("Gibt es Streit?", {"Gibt": "geben"}),
    ("Die Beschlüsse gelten.", {"Beschlüsse": "Beschluss"}),
    ("Die Bündnisse zerfielen.", {"Bündnisse": "Bündnis"}),
    ("Die Prozesse dauern.", {"Prozesse": "Prozess"}),
    ("Die Pässe fehlen.", {"Pässe": "Pass"}),
    ("Die Schlösser öffnen.", {"Schlösser": "Schloss"}),
    ("Die Strafen sind hoch.", {"Strafen": "Strafe"}),
    ("Die Kosten steigen.", {"Kosten": "Kosten"}),
    ("Die Eltern klagen.", {"Eltern": "Eltern"}),
    ("Die Leute warten.", {"Leute": "Leute"}),
    ("Die Ferien beginnen.", {"Ferien": "Ferien"}),
    ("Die Medien berichten.", {"Medien": "Medium"}),
    ("Die Firmen zahlen.", {"Firmen": "Firma"}),
    ("Die Themen fehlen.", {"Themen": "Thema"}),
    ("Die Konten sind leer.", {"Konten": "Konto"}),
    ("Die Praxen schließen.", {"Praxen": "Praxis"}),
    ("Die Zentren wachsen.", {"Zentren": "Zentrum"}),
    ("Die Gremien tagen.", {"Gremien": "Gremium"}),
    ("Die Häuser brannten.", {"Häuser": "Haus", "brannten": "brennen"}),
    ("Die Wälder brennen.", {"Wälder": "Wald"}),
    ("Die Städte klagen.", {"Städte": "Stadt"}),
    ("Die Bäche stiegen.", {"Bäche": "Bach"}),
    ("Die Äcker sind trocken.", {"Äcker": "Acker"}),
    ("Die Nächte sind kalt.", {"Nächte": "Nacht"}),
    ("Die Mütter klagen.", {"Mütter": "Mutter"}),
    ("Die Väter warten.", {"Väter": "Vater"}),
    ("Die Söhne erben.", {"Söhne": "Sohn"}),
    ("Die Töchter erben.", {"Töchter": "Tochter"}),
    ("Die Bahnhöfe sind leer.", {"Bahnhöfe": "Bahnhof"}),
    ("Die Schulhöfe sind voll.", {"Schulhöfe": "Schulhof"}),
    ("Die Stadtwerke erhöhen Preise.", {"Preise": "Preis"}),
    ("Die Landräte trafen sich.", {"Landräte": "Landrat", "trafen": "treffen"}),
    ("Die Ministerpräsidenten tagten.", {"Ministerpräsidenten": "Ministerpräsident", "tagten": "tagen"}),
    ("Die Studenten protestierten.", {"Studenten": "Student", "protestierten": "protestieren"}),
    ("Die Kandidaten stellten sich vor.", {"Kandidaten": "Kandidat", "stellten": "stellen"}),
    ("Die Mieterbeiräte tagen.", {"Mieterbeiräte": "Mieterbeirat"}),
    ("Die Wohnungsbaugesellschaften bauen.", {"Wohnungsbaugesellschaften": "Wohnungsbaugesellschaft"}),
    ("Die Feuerwehrleute löschten.", {"Feuerwehrleute": "Feuerwehrleute"}),
    ("Die NATO-Staaten berieten.", {"NATO-Staaten": "NATO-Staat"}),
    ("Die EU-Kommissare reisten ab.", {"EU-Kommissare": "EU-Kommissar"}),
    ("Merkels Partei verlor.", {"Merkels": "Merkel"}),
    ("Scholz' Rede war lang.", {"Rede": "Rede"}),
    ("Deutschlands Wirtschaft wächst.", {"Deutschlands": "Deutschland"}),
    ("Berlins Bürgermeister sprach.", {"Berlins": "Berlin"}),
    ("Die Wahl in Thüringens Hauptstadt.", {"Thüringens": "Thüringen"}),
    ("Paris ist schön.", {"Paris": "Paris"}),
    ("Hans ist da.", {"Hans": "Hans"}),
    ("Texas wählt.", {"Texas": "Texas"}),
    ("Der kälteste Winter seit Jahren.", {"kälteste": "kalt", "Jahren": "Jahr"}),
    ("Die jüngeren Wähler fehlten.", {"jüngeren": "jung"}),
    ("Ein besseres Ergebnis.", {"besseres": "gut"}),
    ("Am besten schnitt die Schule in Plön ab.", {"besten": "gut"}),
    ("Die meisten Bürger zahlen.", {"Bürger": "Bürger"}),
    ("Das dunkle Zimmer.", {"dunkle": "dunkel"}),
    ("Die sauberen Straßen.", {"sauberen": "sauber"}),
    ("Ein teures Haus.", {"teures": "teuer"}),
    ("Der ehemalige Minister.", {"ehemalige": "ehemalig"}),
    ("Die verletzten Kinder.", {"verletzten": "verletzt"}),
    ("Das geplante Stadion.", {"geplante": "geplant"}),
    ("Die steigenden Mieten.", {"steigenden": "steigend", "Mieten": "Miete"}),
    ("Ein starker Wind.", {"starker": "stark"}),
    ("Die neuen, hohen Türme.", {"hohen": "hoch", "Türme": "Turm"}),
    ("Der schwere Unfall.", {"schwere": "schwer"}),
    ("Sie spielt am liebsten Geige.", {"liebsten": "lieb"}),
    ("Die Verletzten kamen ins Krankenhaus.", {"Verletzten": "Verletzte"}),
    ("Die Abgeordneten stimmten ab.", {"Abgeordneten": "Abgeordnete"}),
    ("Die Angeklagte schwieg.", {"Angeklagte": "Angeklagte"}),
    ("Die Jugendlichen rannten weg.", {"Jugendlichen": "Jugendliche", "rannten": "rennen"}),
    ("Die Deutschen sparen.", {"Deutschen": "Deutsche"}),
    ("Die Verdächtigen wurden festgenommen.", {"Verdächtigen": "Verdächtige", "festgenommen": "festnehmen"}),
    ("Der Bau wurde abgesagt.", {"abgesagt": "absagen"}),
    ("Das Haus wurde umgebaut.", {"umgebaut": "umbauen"}),
    ("Die Brücke wird abgerissen.", {"abgerissen": "abreißen"}),
    ("Er wurde freigesprochen.", {"freigesprochen": "freisprechen"}),
    ("Das Spiel ist unterbrochen.", {"unterbrochen": "unterbrechen"}),
    ("Der Vertrag wurde unterschrieben.", {"unterschrieben": "unterschreiben"}),
    ("Die Tat wurde verschwiegen.", {"verschwiegen": "verschweigen"}),
    ("Man bat ihn, zurückzutreten.", {"zurückzutreten": "zurücktreten"}),
    ("Er versuchte, das Tor zu schießen.", {"schießen": "schießen"}),
    ("Das Land beginnt aufzuholen.", {"aufzuholen": "aufholen"}),
    ("Die Bundesregierungen stritten.", {"Bundesregierungen": "Bundesregierung"}),
    ("Dem Verband drohen Strafen.", {"Verband": "Verband"}),
    ("Im Laufe des Jahres.", {"Jahres": "Jahr", "Laufe": "Lauf"}),
    ("Am Rande des Treffens.", {"Rande": "Rand", "Treffens": "Treffen"}),
    ("Die Ergebnisse des Gutachtens.", {"Gutachtens": "Gutachten"}),
    ("Aufgrund des Regens.", {"Regens": "Regen"}),
    ("Die Höhe des Schadens.", {"Schadens": "Schaden"}),
    ("Die Kritik der Grünen.", {"Grünen": "Grüne"}),
    ("Die Drohnen flogen weiter.", {"Drohnen": "Drohne", "flogen": "fliegen"}),
    ("Die Busse fahren nicht.", {"Busse": "Bus"}),
    ("Die Maßnahmen greifen.", {"Maßnahmen": "Maßnahme"}),
    ("Die Gäste kamen.", {"Gäste": "Gast"}),
    ("Die Kühe weiden.", {"Kühe": "Kuh"}),
    ("Die Streiks enden.", {"Streiks": "Streik"}),
    ("Die Babys schlafen.", {"Babys": "Baby"}),
    ("Die Autos stehen.", {"Autos": "Auto"}),
    ("Die Chefs schweigen.", {"Chefs": "Chef"}),
    ("Die Parks sind zu.", {"Parks": "Park"}),
)
"""Sentences with the lemmas of some of their words."""


@pytest.fixture(scope="module")
def found(nlp: Language) -> dict[str, Doc]:
    """Return the annotation of the sentences."""
    articles = (article(f"{text}\n", str(number)) for number, (text, _) in enumerate(SENTENCES))
    documents = annotate(articles, nlp, batch_size=64)
    return {text: document.doc for (text, _), document in zip(SENTENCES, documents, strict=True)}


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_lemma_is_the_form_in_a_dictionary(found: dict[str, Doc], text: str, expected: dict[str, str]) -> None:
    assert {token.text: token.lemma_ for token in found[text] if token.text in expected} == expected


def doc_of(*words: str) -> Doc:
    """Return a text from words written `form/tag/part of speech/features/lemma of the pipeline`."""
    forms, tags, parts, features, given = zip(*(word.split("/") for word in words), strict=True)
    return Doc.of(
        spacy.tokens.Doc(
            VOCAB, list(forms), tags=list(tags), pos=list(parts), morphs=list(features), lemmas=list(given),
            sent_starts=[i == 0 for i in range(len(words))],
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        # The pipeline decides between two verbs of a participle, and only of a participle.
        ("gehört/VVPP/VERB/VerbForm=Part/hören", "hören"),
        ("gehört/VVPP/VERB/VerbForm=Part/gehören", "gehören"),
        ("gehört/VVFIN/VERB/Mood=Ind/hören", "gehören"),
        ("gelangt/VVPP/VERB/VerbForm=Part/gelangen", "gelangen"),
        # Agreement: feminine nouns have no endings in the singular; a neuter infinitive is a noun.
        ("Tablette/NN/NOUN/Case=Acc|Gender=Fem|Number=Sing/Tablette", "Tablette"),
        ("Streben/NN/NOUN/Case=Nom|Gender=Neut|Number=Sing/Streben", "Streben"),
        ("Streben/NN/NOUN/Case=Nom|Gender=Fem|Number=Plur/Strebe", "Strebe"),
        # Words that no dictionary has.
        ("digitalisierte/VVFIN/VERB/Mood=Ind/digitalisieren", "digitalisieren"),
        ("durchverhandelt/VVPP/VERB/VerbForm=Part/durchverhandelt", "durchverhandeln"),
        ("Quorbels/NN/NOUN/Case=Gen|Gender=Masc|Number=Sing/Quorbels", "Quorbel"),
        ("Quorbel/NN/NOUN/Case=Nom|Gender=Masc|Number=Sing/Quörb", "Quorbel"),
        ("Klimageldwirrungen/NN/NOUN/Case=Nom|Gender=Fem|Number=Plur/Klimageldwirrung", "Klimageldwirrung"),
        ("lokomotivmüde/ADJA/ADJ/Degree=Pos/lokomotivmüd", "lokomotivmüde"),
        ("zankbegabteste/ADJA/ADJ/Degree=Sup/zankbegabteste", "zankbegabt"),
        # Compounds with a hyphen; abbreviations.
        ("NATO-Generalsekretäre/NN/NOUN/Number=Plur/nATO-Generalsekretär", "NATO-Generalsekretär"),
        ("ARD-DeutschlandTrends/NN/NOUN/Number=Plur/ARD-DeutschlandTrend", "ARD-DeutschlandTrend"),
        ("EU/NN/NOUN/Number=Sing/Eu", "EU"),
        # The spelling since 1996, in texts of before, and from Switzerland.
        ("Kompromiß/NN/NOUN/Case=Nom|Gender=Masc|Number=Sing/Kompromiß", "Kompromiss"),
        ("Schloss/NN/NOUN/Case=Nom|Gender=Neut|Number=Sing/Schloß", "Schloss"),
        ("Jagdschlosses/NN/NOUN/Case=Gen|Gender=Neut|Number=Sing/Jagdschloß", "Jagdschloss"),
        ("nass/ADJD/VERB/_/naß", "nass"),
        ("gesperrt/ADJD/VERB/VerbForm=Part/sperren", "sperren"),
        ("Fuß/NN/NOUN/Case=Nom|Gender=Masc|Number=Sing/Fuß", "Fuß"),
        ("beschliessen/VVINF/VERB/VerbForm=Inf/beschliessen", "beschließen"),
        ("heisst/VVFIN/VERB/Mood=Ind/heissen", "heißen"),
        # Names.
        ("Niederlanden/NE/PROPN/Case=Dat|Number=Plur/Niederlanden", "Niederlande"),
        ("Putins/NE/PROPN/Case=Gen|Number=Sing/Putins", "Putin"),
        ("Niklas/NE/PROPN/Case=Gen|Number=Sing/Nikla", "Niklas"),
        ("Paris/NE/PROPN/Case=Gen|Number=Sing/Pari", "Paris"),
        # Closed classes keep the pipeline's lemma, and so do signs and numbers.
        ("deren/PRELAT/DET/PronType=Rel/der", "der"),
        ("21./ADJA/ADJ/NumType=Ord/21.", "21."),
        ("like/FM/VERB/_/like", "like"),
    ],
)  # fmt: skip
def test_tags_and_features_decide(word: str, lemma: str) -> None:
    assert lemmas(doc_of(word)) == [lemma]


@pytest.mark.parametrize("word", ["e", "en", "t", "te", "s", "n", "st", "er", "gen", "ge", "zu", "-", "A-", "-en"])
@pytest.mark.parametrize(
    "tag", ["VVFIN/VERB", "VVPP/VERB", "VVINF/VERB", "NN/NOUN", "NE/PROPN", "ADJA/ADJ", "ADJD/ADJ"]
)
def test_a_word_that_is_no_more_than_an_ending_has_a_lemma(word: str, tag: str) -> None:
    (lemma,) = lemmas(doc_of(f"{word}/{tag}/_/{word}"))
    assert lemma


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("Sinkt/ADJD/ADJ/Degree=Pos/sinkt", "der/ART/DET/_/der"), "sinken"),
        (("Droht/ADV/ADV/_/droht", "Streik/NN/NOUN/_/Streik"), "drohen"),
        (("Gut/ADJD/ADJ/Degree=Pos/gut", "so/ADV/ADV/_/so"), "gut"),
        (("Anna/NE/PROPN/_/Anna", "kommt/VVFIN/VERB/_/kommen"), "Anna"),
        (("Rat/NE/PROPN/_/Rat", "tagt/VVFIN/VERB/_/tagen"), "Rat"),
    ],
)
def test_a_verb_that_opens_a_sentence_is_recognised(words: tuple[str, ...], expected: str) -> None:
    assert lemmas(doc_of(*words))[0] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # A genitive before its noun; the same form where the article also has the nominative; neither.
        (("Haverkamps/ADJA/ADJ/_/Haverkamp", "Rede/NN/NOUN/_/Rede"), "Haverkamp"),
        (("Rede/NN/NOUN/_/Rede", "Lohs/NE/PROPN/_/Lohs", "Loh/NE/PROPN/_/Loh"), None),
        (("die/ART/DET/_/die", "Grünen/ADJA/ADJ/_/grün"), None),
        # An inflected common noun after an adjective is no name.
        (("weitere/ADJA/ADJ/_/weit", "Moore/NE/PROPN/_/Moore"), None),
    ],
)
def test_a_name_is_put_in_the_nominative(words: tuple[str, ...], expected: str | None) -> None:
    chosen = lemmas(doc_of(*words))
    assert chosen[0 if expected else 1] == (
        expected or {"Lohs": "Loh", "Grünen": "Grüne", "Moore": "Moor"}[words[1].partition("/")[0]]
    )


def test_the_pipelines_own_lemmas_may_be_kept(nlp: Language) -> None:
    text = "Die Lehrerinnen forderten mehr Geld.\n"
    (own,) = annotate([article(text)], nlp, batch_size=1, lemmas="model")
    (chosen,) = annotate([article(text)], nlp, batch_size=1)
    assert [token.lemma_ for token in own.doc] == [token.lemma_ for token in nlp(text)]
    assert [token.lemma_ for token in chosen.doc][1:3] == ["Lehrerin", "fordern"]


def test_a_verb_is_joined_with_its_particle(nlp: Language) -> None:
    (document,) = annotate([article("Der Verein lud die Nachbarn zum Fest ein. Sie kamen.\n")], nlp, batch_size=1)
    assert {document.doc[i].text: lemma for i, lemma in document.joined_lemmas.items()} == {"lud": "einladen"}


TAGS = (
    "ADJA",
    "ADJD",
    "ADV",
    "APPR",
    "CARD",
    "FM",
    "NE",
    "NN",
    "PPER",
    "PTKVZ",
    "VVFIN",
    "VVIMP",
    "VVINF",
    "VVPP",
    "XY",
    "",
)
ENDINGS = (
    "ge",
    "ge-",
    "gen",
    "sten",
    "est",
    "ern",
    "zu",
    "zut",
    "ier",
    "ierst",
    "bl",
    "eiss",
    "innen",
    "leute",
    "-en",
    "*innen",
)


@pytest.mark.parametrize("features", ["", "Degree=Sup", "Case=Gen|Number=Sing", "Gender=Fem|Number=Sing"])
@pytest.mark.parametrize("known", [str, lambda form: ""], ids=["lemma", "no lemma"])
def test_the_shortest_words_of_every_class_have_a_lemma(features: str, known: Callable[[str], str]) -> None:
    letters = "aegnstüßETS-’1"
    forms = [*letters, *map("".join, product(letters, repeat=2)), *ENDINGS, *map(str.title, ENDINGS)]
    for tag in TAGS:
        spacy_doc = spacy.tokens.Doc(
            VOCAB, forms, tags=[tag] * len(forms), lemmas=list(map(known, forms)), morphs=[features] * len(forms)
        )
        doc = Doc(spacy_doc.text, Annotation.of(spacy_doc))
        assert [form for form, lemma in zip(forms, lemmas(doc), strict=True) if not lemma] == []
