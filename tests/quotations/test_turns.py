"""The turns of interviews, and the answers among the quotations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest
from spacy.language import Language

from tests.conftest import article
from tests.work import limited_work, work_can_be_limited
from wortlaut.entities import find_mentions
from wortlaut.nlp.annotate import annotate
from wortlaut.quotations import find_quotations, turn_rows
from wortlaut.tables.schemas import QuotationRow, TurnRow
from wortlaut.text import layout
from wortlaut.text.boilerplate import Block


class Found(NamedTuple):
    """What is found in a text: the rows of turns.csv and of quotations.csv, and the turns in short.

    A turn in short is `F` or `A`, its label, who answers, and its text, joined by `|`.
    """

    turns: tuple[TurnRow, ...]
    quotations: tuple[QuotationRow, ...]
    short: list[str]


Find = Callable[[str], Found]


@pytest.fixture(scope="module")
def find(nlp: Language) -> Find:
    def find_in(text: str) -> Found:
        (document,) = annotate([article(text)], nlp, batch_size=1)
        mentions = find_mentions(document)
        turns = tuple(turn_rows(document, mentions))
        return Found(turns, find_quotations(document, mentions), [short(turn, text) for turn in turns])

    return find_in


def short(turn: TurnRow, text: str) -> str:
    name = (turn.speaker_id or "").partition(":")[2].partition("@")[0].replace("-", " ").title()
    kind = {"question": "F", "answer": "A"}[turn.kind]
    return "|".join([kind, turn.label or "", name, " ".join(text[turn.start : turn.end].split())])


INTERVIEWS = {
    "names": (
        """„Der Deich hält“

Deichgräfin Wiebke Harms im Gespräch

SZ: Frau Harms, hält der Deich?

Wiebke Harms: Ja, er hält.

Wir prüfen ihn jeden Monat.

SZ: Und im Winter?

Harms: Da prüfen wir ihn jede Woche.""",
        [
            "F|SZ||Frau Harms, hält der Deich?",
            "A|Wiebke Harms|Wiebke Harms|Ja, er hält. Wir prüfen ihn jeden Monat.",
            "F|SZ||Und im Winter?",
            "A|Harms|Wiebke Harms|Da prüfen wir ihn jede Woche.",
        ],
    ),
    "question and answer": (
        """Fünf Fragen an Imker Ludwig Zeller

Frage: Wie geht es den Bienen?

Antwort: Es geht ihnen gut. Ich bin zufrieden.

Frage: Was raten Sie Gärtnern?

Antwort: Pflanzen Sie Linden.""",
        [
            "F|Frage||Wie geht es den Bienen?",
            "A|Antwort|Ludwig Zeller|Es geht ihnen gut. Ich bin zufrieden.",
            "F|Frage||Was raten Sie Gärtnern?",
            "A|Antwort|Ludwig Zeller|Pflanzen Sie Linden.",
        ],
    ),
    "bold questions": (
        """Ein Leben am Ofen

Bäckermeisterin Frieda Moser spricht im Interview über Brot und Schlaf.

**Frau Moser, wann stehen Sie auf?**

Um zwei Uhr. Das bin ich gewohnt.

**Bleibt Zeit für Freunde?**

Wenig. Meine Freunde backen auch.

**Und der Nachwuchs?**

Wir suchen seit Jahren einen Lehrling.

Das Gespräch führte Paul Anders.""",
        [
            "F|||Frau Moser, wann stehen Sie auf?",
            "A||Frieda Moser|Um zwei Uhr. Das bin ich gewohnt.",
            "F|||Bleibt Zeit für Freunde?",
            "A||Frieda Moser|Wenig. Meine Freunde backen auch.",
            "F|||Und der Nachwuchs?",
            "A||Frieda Moser|Wir suchen seit Jahren einen Lehrling.",
        ],
    ),
    "plain questions": (
        """„Ich fahre, solange ich sehe“

Die Postautofahrerin Regula Ammann über enge Kurven und ungeduldige Touristen.

Frau Ammann, wie viele Kurven hat Ihre Strecke?

Ich habe einmal gezählt: Es sind 61.

Wird es Ihnen nie zu viel?

Nein, ich grüsse jede einzeln.

Haben Sie je einen Gast stehen lassen?

Einmal, und es tut mir bis heute leid.""",
        [
            "F|||Frau Ammann, wie viele Kurven hat Ihre Strecke?",
            "A||Regula Ammann|Ich habe einmal gezählt: Es sind 61.",
            "F|||Wird es Ihnen nie zu viel?",
            "A||Regula Ammann|Nein, ich grüsse jede einzeln.",
            "F|||Haben Sie je einen Gast stehen lassen?",
            "A||Regula Ammann|Einmal, und es tut mir bis heute leid.",
        ],
    ),
    "two interviewees": (
        """Streitgespräch: Braucht die Stadt eine Seilbahn?

Die Stadträtin Helene Koch und der Verkehrsplaner Anton Berger im Streitgespräch.

KURIER: Frau Koch, warum eine Seilbahn?

Koch: Weil die Straßen voll sind.

Berger: Das stimmt nicht. Die Busse sind halb leer.

KURIER: Was wäre billiger, Herr Berger?

Berger: Ein Bus kostet ein Zehntel.

Koch: Dafür steht er im Stau.""",
        [
            "F|KURIER||Frau Koch, warum eine Seilbahn?",
            "A|Koch|Helene Koch|Weil die Straßen voll sind.",
            "A|Berger|Anton Berger|Das stimmt nicht. Die Busse sind halb leer.",
            "F|KURIER||Was wäre billiger, Herr Berger?",
            "A|Berger|Anton Berger|Ein Bus kostet ein Zehntel.",
            "A|Koch|Helene Koch|Dafür steht er im Stau.",
        ],
    ),
    "labels in capitals": (
        """Fünf Fragen an Bäcker Ignaz Moser

FRAGE: Herr Moser, warum schließen Sie?

ANTWORT: Ich finde keine Lehrlinge.

FRAGE: Seit wann suchen Sie?

ANTWORT: Seit zwei Jahren.""",
        [
            "F|FRAGE||Herr Moser, warum schließen Sie?",
            "A|ANTWORT|Ignaz Moser|Ich finde keine Lehrlinge.",
            "F|FRAGE||Seit wann suchen Sie?",
            "A|ANTWORT|Ignaz Moser|Seit zwei Jahren.",
        ],
    ),
    "an outlet in full": (
        """Interview mit Skispringer Jakob Egger

Neue Rundschau: Herr Egger, wie war der Sprung?

Jakob Egger: Kurz, aber schön.

Neue Rundschau: Und die Landung?

Egger: Die war härter als erhofft.""",
        [
            "F|Neue Rundschau||Herr Egger, wie war der Sprung?",
            "A|Jakob Egger|Jakob Egger|Kurz, aber schön.",
            "F|Neue Rundschau||Und die Landung?",
            "A|Egger|Jakob Egger|Die war härter als erhofft.",
        ],
    ),
    "initials": (
        """Die Geigenbauerin Clara Winter hört auf

Im Interview blickt Clara Winter zurück.

Red.: Wie viele Geigen haben Sie gebaut?

C.W.: Hundertzwölf, und keine war perfekt.

Red.: Was kommt jetzt?

C.W.: Jetzt lerne ich endlich spielen.""",
        [
            "F|Red.||Wie viele Geigen haben Sie gebaut?",
            "A|C.W.|Clara Winter|Hundertzwölf, und keine war perfekt.",
            "F|Red.||Was kommt jetzt?",
            "A|C.W.|Clara Winter|Jetzt lerne ich endlich spielen.",
        ],
    ),
    "numbered questions and thanks": (
        """Nachgefragt

Kantonsarzt Beat Zuber über die Grippe

Frage 1: Wie schlimm wird es?

Antwort: Das weiss ich nicht.

Frage 2: Soll man sich impfen?

Antwort: Ja, ich bin geimpft.

Herr Zuber, vielen Dank für das Gespräch.""",
        [
            "F|Frage 1||Wie schlimm wird es?",
            "A|Antwort|Beat Zuber|Das weiss ich nicht.",
            "F|Frage 2||Soll man sich impfen?",
            "A|Antwort|Beat Zuber|Ja, ich bin geimpft.",
        ],
    ),
    "titles, and initials with a blank": (
        """Interview mit Chefarzt Dr. Peter Hahn

Abendpost: Herr Dr. Hahn, wie voll ist die Klinik?

Dr. Peter Hahn: Sehr voll.

Abendpost: Woran liegt das?

Dr. Hahn: An der Grippe.

Abendpost: Was tun Sie?

P. H.: Wir verschieben Operationen.""",
        [
            "F|Abendpost||Herr Dr. Hahn, wie voll ist die Klinik?",
            "A|Dr. Peter Hahn|Peter Hahn|Sehr voll.",
            "F|Abendpost||Woran liegt das?",
            "A|Dr. Hahn|Peter Hahn|An der Grippe.",
            "F|Abendpost||Was tun Sie?",
            "A|P. H.|Peter Hahn|Wir verschieben Operationen.",
        ],
    ),
    "no labels, and du": (
        """Vom Acker auf die Bühne

Paul Anders sprach mit der Sängerin Frieda Moser über Dialekt. Ein Interview.

Wie kamst du zur Musik?

Ich habe im Stall gesungen.

Was sagen deine Eltern?

Das freut mich: Sie kommen zu jedem Konzert.""",
        [
            "F|||Wie kamst du zur Musik?",
            "A||Frieda Moser|Ich habe im Stall gesungen.",
            "F|||Was sagen deine Eltern?",
            "A||Frieda Moser|Das freut mich: Sie kommen zu jedem Konzert.",
        ],
    ),
    "the interviewer's name": (
        """Gespräch über das Moor

Die Biologin Ulrike Sand trifft die Reporterin Ida Falk am Moor.

Ida Falk: Frau Sand, was wächst hier?

Ulrike Sand: Torfmoos, und zwar sehr langsam.

Ida Falk: Wie langsam ist das?

Ulrike Sand: Einen Millimeter im Jahr.""",
        [
            "F|Ida Falk||Frau Sand, was wächst hier?",
            "A|Ulrike Sand|Ulrike Sand|Torfmoos, und zwar sehr langsam.",
            "F|Ida Falk||Wie langsam ist das?",
            "A|Ulrike Sand|Ulrike Sand|Einen Millimeter im Jahr.",
        ],
    ),
    "bold questions and named answers": (
        """Zwei Ärzte, eine Praxis

Interview mit Hausärztin Nora Wirth und ihrem Kollegen Emil Stadler.

**Warum teilen Sie sich die Stelle?**

Nora Wirth: Weil ich auch Mutter bin.

**Und Sie, Herr Stadler?**

Emil Stadler: Weil ich auch Bauer bin.

**Wer hat am Sonntag Dienst?**

Wirth: Meistens er.""",
        [
            "F|||Warum teilen Sie sich die Stelle?",
            "A|Nora Wirth|Nora Wirth|Weil ich auch Mutter bin.",
            "F|||Und Sie, Herr Stadler?",
            "A|Emil Stadler|Emil Stadler|Weil ich auch Bauer bin.",
            "F|||Wer hat am Sonntag Dienst?",
            "A|Wirth|Nora Wirth|Meistens er.",
        ],
    ),
    "a crosshead inside": (
        """Der Wirt Toni Haslinger im Interview

DER STANDARD: Herr Haslinger, sperren Sie zu?

Haslinger: Nein, ich sperre nicht zu.

Der Pachtvertrag

Er läuft noch zwei Jahre, dann sehen wir weiter.

DER STANDARD: Und das Schnitzel?

Haslinger: Das bleibt, wie es ist.

Zur Person

Toni Haslinger führt das Gasthaus seit 1998.""",
        [
            "F|DER STANDARD||Herr Haslinger, sperren Sie zu?",
            "A|Haslinger|Toni Haslinger|Nein, ich sperre nicht zu.",
            "A||Toni Haslinger|Er läuft noch zwei Jahre, dann sehen wir weiter.",
            "F|DER STANDARD||Und das Schnitzel?",
            "A|Haslinger|Toni Haslinger|Das bleibt, wie es ist.",
        ],
    ),
    "lines without blank lines": (
        """Drei Fragen an Försterin Maja Lindner
SZ: Frau Lindner, wie geht es dem Wald?
Lindner: Er leidet, und das sieht man an jeder Fichte von der Straße aus.
SZ: Was hilft?
Lindner: Regen, Geduld und weniger Rehe.""",
        [
            "F|SZ||Frau Lindner, wie geht es dem Wald?",
            "A|Lindner|Maja Lindner|Er leidet, und das sieht man an jeder Fichte von der Straße aus.",
            "F|SZ||Was hilft?",
            "A|Lindner|Maja Lindner|Regen, Geduld und weniger Rehe.",
        ],
    ),
    "only questions are labelled": (
        """Interview mit der Pilotin Sonja Reber

Die Pilotin Sonja Reber fliegt seit zehn Jahren Ambulanz.

NZZ: Frau Reber, was war Ihr schwerster Flug?

Sonja Reber: Der erste. Ich war allein.

NZZ: Hatten Sie Angst?

Sonja Reber: Natürlich hatte ich Angst.

Sonja Reber, 41, lebt in Chur.""",
        [
            "F|NZZ||Frau Reber, was war Ihr schwerster Flug?",
            "A|Sonja Reber|Sonja Reber|Der erste. Ich war allein.",
            "F|NZZ||Hatten Sie Angst?",
            "A|Sonja Reber|Sonja Reber|Natürlich hatte ich Angst.",
        ],
    ),
    "a name that only a question has": (
        """Nachgefragt im Interview

**Frau Moser, wann stehen Sie auf?**

Um zwei Uhr. Das bin ich gewohnt.

**Bleibt Ihnen Zeit für Freunde?**

Wenig. Meine Freunde backen auch.""",
        [
            "F|||Frau Moser, wann stehen Sie auf?",
            "A||Moser|Um zwei Uhr. Das bin ich gewohnt.",
            "F|||Bleibt Ihnen Zeit für Freunde?",
            "A||Moser|Wenig. Meine Freunde backen auch.",
        ],
    ),
    "a closing line shows the interview": (
        """Warum die Glocke schweigt

Pfarrer Georg Lang hat die Glocke von Sankt Veit abgestellt.

**Seit wann schweigt die Glocke?**

Seit Ostern. Ich habe sie selbst abgestellt.

**Vermissen Sie den Klang?**

Jeden Tag, und mein Hund auch.

Interview: Vera Blum""",
        [
            "F|||Seit wann schweigt die Glocke?",
            "A||Georg Lang|Seit Ostern. Ich habe sie selbst abgestellt.",
            "F|||Vermissen Sie den Klang?",
            "A||Georg Lang|Jeden Tag, und mein Hund auch.",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), INTERVIEWS.values(), ids=INTERVIEWS)
def test_finds_the_turns_of_an_interview(find: Find, text: str, expected: list[str]) -> None:
    assert find(text).short == expected


@pytest.mark.parametrize("text", [text for text, _ in INTERVIEWS.values()], ids=INTERVIEWS)
def test_an_answer_is_a_quotation_of_who_answers(find: Find, text: str) -> None:
    found = find(text)
    answers = [row for row in found.quotations if row.rule == "interview-answer"]
    assert [(row.quote_spans, row.speaker_id) for row in answers] == [
        (f"{turn.start}:{turn.end}", turn.speaker_id) for turn in found.turns if turn.kind == "answer"
    ]
    assert all(row.type == "Direct" and row.speaker_text and row.nested_in is None for row in answers)
    others = [row for row in found.quotations if row.rule != "interview-answer" and row.nested_in is None]
    assert [row for row in others if row.rule != "reported-verb"] == []


@pytest.mark.parametrize("text", [text for text, _ in INTERVIEWS.values()], ids=INTERVIEWS)
def test_a_turn_is_in_the_section_where_it_begins(find: Find, text: str) -> None:
    sections = {section.section_id: section for section in article(text).sections}
    for turn in find(text).turns:
        assert sections[turn.section_id].start <= turn.start < turn.end <= sections[turn.section_id].end


NO_INTERVIEWS = {
    "an open letter": """Offener Brief an die Ministerin

Frau Ministerin Falk, wann handeln Sie?

Ich schreibe Ihnen als Vater. Mein Sohn friert.

Waren Sie je in unserer Schule?

Ich lade Sie ein.""",
    "questions and answers by the paper": """Streit um die Maut: Was Autofahrer wissen müssen

Der Verband ruft zum Protest auf. Sein Chef Jan Boll spricht von Willkür.

Wann beginnt der Protest?

Am Montag um acht Uhr.

Was können Sie tun?

Wir haben die wichtigsten Wege zusammengestellt.""",
    "a conclusion": "Regen im Allgäu\n\nDas Fest fiel aus.\n\nFazit: Es regnet.\n\nFazit: Es bleibt nass.",
    "datelines": "Zwei Länder\n\nBerlin: Der Senat berät.\n\nHamburg: Die Bürgerschaft wartet.\n\nBerlin: Es dauert.",
    "film credits": "Der Film\n\nRegie: Anna Berg\n\nBuch: Karl Weber\n\nMusik: Maria Loh, Jan Ott\n\nRegie: Anna Berg",
    "results": "Ergebnisse\n\nFrauen: 1. Anna Berg, 2. Maria Loh\n\nMänner: 1. Karl Weber\n\nTeam: 1. Kiel",
    "a cast": "Die Besetzung\n\nKarl Weber: Hamlet\n\nMaria Loh: Ophelia\n\nAnna Berg: Gertrud",
    "a recipe": "Apfelkuchen\n\nZutaten: Mehl, Eier\n\nZubereitung: Alles verrühren.\n\nTipp: Warum nicht mit Sahne?",
    "line-ups": "So spielten sie\n\nKiel: Adler, Baum - Clemens\n\nLinz: Dorn, Egger - Falk\n\nTore: 1:0 Baum",
    "notes": "Der Weg ist gesperrt.\n\nHinweis: Bitte Umleitung beachten.\n\nHinweis: Der Bus fährt nicht.",
    "voices in marks": (
        "Stimmen zum Spiel\n\nKarl Weber: „Wir waren zu langsam.“\n\nMaria Loh: „Das war verdient.“\n\n"
        "Karl Weber: „Jetzt wird gefeiert.“\n\nMaria Loh: „Wir fahren heim.“"
    ),
    "a portrait with voices in marks": (
        "Liv erzählt\n\nLiv Berg war im Meer gefangen.\n\nHattest du Angst?\n\nLiv: „Nein, ich hatte keine Angst.“\n\n"
        "Das Boot kam am Abend.\n\nWar sie allein?\n\nNiemand weiß es genau.\n\nLiv: „Ich war sehr müde.“"
    ),
    "boxes": (
        "Gruppe A\n\nEs geht los.\n\nTrainer: Karl Weber\n\nStar: Maria Loh\n\nPrognose: Wer soll sie schlagen?\n\n"
        "Trainer: Anton Berg\n\nStar: Ida Falk\n\nPrognose: Kommt sie weiter?"
    ),
    "points": "Wertung\n\nKarl Weber: 3 Punkte\n\nMaria Loh: 2 Punkte\n\nKarl Weber: 1 Punkt\n\nMaria Loh: 4 Punkte",
    "one bold paragraph": (
        "Was wird aus dem Bad?\n\nBürgermeisterin Maria Loh sagte im Interview, sie warte ab.\n\n"
        "**Wer bezahlt das alles?**\n\nDie Stadt hat kein Geld. Wir wissen nicht, woher es kommt."
    ),
    "questions that the author answers": (
        "Neue Regeln für Heizungen\n\nMinisterin Maria Loh stellte die Regeln im Interview mit einem Sender vor.\n\n"
        "**Was müssen Sie jetzt tun?**\n\nWer eine alte Heizung hat, muss sie prüfen lassen.\n\n"
        "**Was kostet die Prüfung?**\n\nNach Angaben von Maria Loh rund hundert Euro.\n\n"
        "**Wer prüft?**\n\nDer Schornsteinfeger prüft."
    ),
    "questions that the author answers, at first without the name": (
        "Neue Regeln für Heizungen\n\nMinisterin Maria Loh stellte die Regeln im Interview mit einem Sender vor.\n\n"
        "**Was müssen Sie jetzt tun?**\n\nWir haben nachgefragt.\n\n"
        "**Was kostet die Prüfung?**\n\nWir haben auch das gefragt.\n\n"
        "**Wer prüft?**\n\nDas wissen wir von Maria Loh.\n\n"
        "**Wann wird geprüft?**\n\nUns sagte Maria Loh: bald.\n\n"
        "**Wo wird geprüft?**\n\nUns sagte Maria Loh: überall."
    ),
    "questions and answers of nobody": (
        "Häufige Fragen\n\nFrage: Wann zieht das Amt um?\n\nAntwort: Im Mai.\n\nFrage: Wohin?\n\nAntwort: Ins Schloss."
    ),
    "rhetorical questions": "War es das?\n\nKarl Weber schweigt.\n\nWer soll das bezahlen?\n\nDie Stadt ist pleite.",
    "no interviewee among two": (
        "Interview am Ring\n\nKarl Weber und Maria Loh kamen.\n\n**Wie geht es Ihnen?**\n\nMir geht es gut.\n\n"
        "**Und jetzt?**\n\nIch ruhe mich aus."
    ),
    "a live ticker": (
        "Wahlabend\n\n18.00 Uhr: Karl Weber: Wer liegt vorn?\n\n18.15 Uhr: Maria Loh: Das ist offen.\n\n"
        "18.30 Uhr: Karl Weber: Wann kommt das Ergebnis?\n\n18.45 Uhr: Maria Loh: In einer Stunde wohl."
    ),
}


@pytest.mark.parametrize("text", NO_INTERVIEWS.values(), ids=NO_INTERVIEWS)
def test_labels_and_questions_alone_are_no_interview(find: Find, text: str) -> None:
    found = find(text)
    assert found.short == []
    assert "interview-answer" not in {row.rule for row in found.quotations}


def test_quotations_in_an_answer_are_nested_in_it(find: Find) -> None:
    found = find(
        "Interview mit Wirtin Rosa Klamm\n\nSZ: Was sagen die Gäste?\n\n"
        "Rosa Klamm: Einer sagte, das Bier sei „viel zu warm“. Er kommt nicht wieder.\n\n"
        "SZ: Der Wirtschaftsverband forderte: „Die Steuer muss sinken.“ Richtig?\n\nRosa Klamm: „Ja, sicher.“"
    )
    assert [(row.rule, row.quote_text, row.nested_in) for row in found.quotations] == [
        ("interview-answer", "Einer sagte, das Bier sei „viel zu warm“. Er kommt nicht wieder.", None),
        ("indirect-subjunctive", "das Bier sei „viel zu warm“", "a#q1"),
        ("direct-nested", "„viel zu warm“", "a#q2"),
        ("direct-verb", "„Die Steuer muss sinken.“", None),
        ("interview-answer", "„Ja, sicher.“", None),
    ]


def test_the_headline_of_an_interview_is_not_counted_again(find: Find) -> None:
    intro = "„Es bleibt alles gut“\n\nInterview mit Rosa Klamm"
    text = f"{intro}\n\nSZ: Was wird?\n\nKlamm: Es bleibt gut.\n\nSZ: Ja?\n\nKlamm: Ja."
    assert [row.quote_text for row in find(text).quotations] == ["Es bleibt gut.", "Ja."]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "strong",
            [
                "F|||Wie geht es?", "A||Rosa Klamm|Mir gut.", "F|||Erzählen Sie von früher.",
                "A||Rosa Klamm|Wir waren arm.", "F|||Und heute, Frau Klamm?", "A||Rosa Klamm|Ich klage nicht.",
            ],
        ),
        (
            "paragraph",
            [
                "F|||Wie geht es?", "A||Rosa Klamm|Mir gut. Erzählen Sie von früher. Wir waren arm.",
                "F|||Und heute, Frau Klamm?", "A||Rosa Klamm|Ich klage nicht.",
            ],
        ),
    ],
)  # fmt: skip
def test_in_bold_type_a_question_needs_no_mark(nlp: Language, kind: str, expected: list[str]) -> None:
    pieces = ["Interview mit Rosa Klamm", "Wie geht es?", "Mir gut.", "Erzählen Sie von früher.", "Wir waren arm."]
    pieces += ["Und heute, Frau Klamm?", "Ich klage nicht."]
    text = "\n\n".join(pieces)
    starts = [text.index(piece) for piece in pieces]
    kinds = ["headline", *[kind, "paragraph"] * 3]
    blocks = [Block(part, start, start + len(piece)) for part, start, piece in zip(kinds, starts, pieces, strict=True)]
    sections, asides = layout.divide_blocks("a", text, blocks)
    (document,) = annotate([replace(article(text), sections=sections, asides=asides)], nlp, batch_size=1)
    assert [short(turn, text) for turn in turn_rows(document, find_mentions(document))] == expected


@pytest.mark.parametrize("piece", ["**", "****", "SZ: **", "Frage:", "Maria Loh: ?", "„", "19.22 Uhr: "])
def test_empty_pieces_between_turns_are_none(find: Find, piece: str) -> None:
    pieces = ["Interview mit Maria Loh", "Frage: Was?", piece, "Maria Loh: Nichts.", piece, "Frage: Wie?", "Loh: So."]
    text = "\n\n".join(pieces)
    turns = find(text).turns
    assert [turn.start for turn in turns] == sorted({turn.start for turn in turns})
    assert {"Frage", "Loh"} <= {turn.label for turn in turns}


@work_can_be_limited
@pytest.mark.parametrize(
    "piece", ["SZ: Was?\n\nRosa Klamm: Nichts.\n\n", "Rosa Klamm: a\n\n", "**Was?**\n\n", "Frau Dr. " * 9]
)
def test_the_work_grows_with_the_length(nlp: Language, piece: str) -> None:
    (document,) = annotate([article("Interview mit Rosa Klamm\n\n" + piece * 600)], nlp, batch_size=1)
    mentions = find_mentions(document)
    with limited_work():
        assert len(list(turn_rows(document, mentions))) < 3_000


LABELLED = """{headline}

Deichgräfin Wiebke Harms im Gespräch

SZ: Hält der Deich?

{name}: Ja, er hält. Wir prüfen ihn jeden Monat.

SZ: Und im Winter?

{name}: Da prüfen wir ihn jede Woche."""


def test_a_headline_keeps_words_whose_speaker_it_names(find: Find) -> None:
    headline = "„Der Deich hält“, sagt Wiebke Harms"
    first, *_ = find(LABELLED.format(headline=headline, name="Wiebke Harms")).quotations
    assert (first.rule, first.quote_text, first.speaker_text) == ("direct-verb", "„Der Deich hält“", "Wiebke Harms")


def test_a_label_of_several_words_names_a_person_by_the_surname_at_its_end(
    find: Find,
) -> None:
    found = find(LABELLED.format(headline="Der Deich hält", name="Die Deichgräfin Harms"))
    assert [turn.speaker_id for turn in found.turns] == [None, "PER:wiebke-harms", None, "PER:wiebke-harms"]
