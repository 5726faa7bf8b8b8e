"""Tests the lines that German pages put around an article, by kind, and sentences that begin like them."""

from __future__ import annotations

import pytest

from wortlaut.text import layout

TEXT = "Der Rat von Lindental hat am Montag lange über das Freibad beraten."


def kind_of(line: str) -> str | None:
    """Return the kind of a line as the last one of an article; None if it is text."""
    text = "\n\n".join(["Rat vertagt sich", TEXT, "Eine Entscheidung fällt im Mai.", TEXT, TEXT, TEXT, line])
    found = [aside.kind for aside in layout.divide("a", text).asides if text[aside.start : aside.end] == line]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("credit", "(mit dpa)"),
        ("credit", "mit dpa und AFP"),
        ("credit", "Mit Material der dpa"),
        ("credit", "Mit Informationen von epd und KNA"),
        ("credit", "Mit Agenturmaterial"),
        ("credit", "(mit Material der Nachrichtenagentur Reuters)"),
        ("credit", "dpa-infocom, dpa:240611-99-358128/3"),
        ("credit", "© dpa-infocom, dpa:240611-930-1/1"),
        ("credit", "Quelle: Statistisches Landesamt Lindental"),
        ("credit", "Quellen: eigene Recherche, Stadtarchiv"),
        ("credit", "Quelle: Nordschau, Anna Beispiel"),
        ("credit", "(abe/kmu)"),
        ("credit", "(AFP/kmu)"),
        ("credit", "© Lindentaler Bote 2024"),
        ("credit", "Alle Rechte vorbehalten."),
        ("credit", "Dieser Text erschien zuerst im Lindentaler Boten."),
        ("credit", "Dieser Artikel wurde ursprünglich auf Englisch veröffentlicht."),
        ("credit", "Dies ist eine maschinelle Übersetzung aus dem Englischen."),
        ("credit", "Original-Content von: Polizei Lindental, übermittelt durch news aktuell"),
        ("date", "Aktualisiert am 11.06.2024, 08:15 Uhr"),
        ("date", "Zuletzt aktualisiert: 11. Juni 2024, 8.15 Uhr"),
        ("date", "Veröffentlicht am Dienstag, 11.06.2024"),
        ("date", "Erstellt: 11.06.2024, 08:15 Uhr"),
        ("date", "Stand: 11. Juni 2024"),
        ("date", "11.06.2024, 08:15 Uhr"),
        ("date", "Dienstag, 11. Juni 2024, 8:15 Uhr"),
        ("date", "11.06.2024"),
        ("byline", "Redaktion: Anna Beispiel"),
        ("byline", "Text: Anna Beispiel"),
        ("byline", "Mitarbeit: Anna Beispiel, Karl Muster; Faktencheck: Lea Probe"),
        ("byline", "Das Gespräch führte Anna Beispiel."),
        ("byline", "Das Interview führten Anna Beispiel und Karl Muster."),
        ("byline", "Interview: Anna Beispiel"),
        ("byline", "Die Fragen stellte Anna Beispiel."),
        ("byline", "Aufgezeichnet von Anna Beispiel"),
        ("byline", "Aus dem Englischen von Anna Beispiel"),
        ("byline", "Übersetzung: Anna Beispiel"),
        ("byline", "Von unserer Redaktion"),
        ("related", "Dieses Thema im Programm: Radio Lindental, 11.06.2024, 08:15 Uhr"),
        ("related", "Über dieses Thema berichtete die Nordschau am 11. Juni 2024 um 19:30 Uhr."),
        ("related", "Sendung: Radio Lindental, 11.06.2024, 8:15 Uhr"),
        ("related", "Lesezeit: 4 Minuten"),
        ("related", "Lesezeit: ca. 4 Min."),
        ("related", "4 Min. Lesezeit"),
        ("related", "Artikel anhören"),
        ("related", "Diesen Artikel teilen"),
        ("related", "Beitrag vorlesen lassen"),
        ("related", "Newsletter bestellen"),
        ("related", "Jetzt den Newsletter abonnieren"),
        ("related", "Jetzt kostenlos testen"),
        ("related", "Kommentare"),
        ("related", "Zur Startseite"),
        ("related", "Schlagwörter: Freibad, Lindental"),
        ("related", "Folgen Sie uns auf Instagram!"),
        ("related", "Folgst du dem Lindentaler Boten schon auf Whatsapp?"),
        ("related", "Laden Sie unsere App und bleiben Sie auf dem Laufenden."),
        ("related", "Fehler gefunden? Jetzt melden."),
        ("related", "Haben Sie einen Fehler entdeckt?"),
        ("related", "Ihre Meinung ist uns wichtig. Schreiben Sie an leser@bote.example"),
        ("related", "An dieser Stelle finden Sie einen externen Inhalt von Youtube."),
        ("related", "Externer Inhalt nicht verfügbar"),
        ("related", "Um diesen externen Inhalt anzuzeigen, benötigen wir Ihre Zustimmung."),
        ("related", "Ihr Browser unterstützt dieses Video nicht."),
        ("related", "Die mit einem Stern gekennzeichneten Links sind Affiliate-Links."),
        ("related", "Unterstützen Sie unabhängigen Journalismus."),
        ("related", "Gastbeiträge müssen nicht die Meinung der Redaktion wiedergeben."),
        ("related", "Die Autorin ist freie Journalistin in Lindental."),
        ("caption", "Anna Beispiel/Getty Images"),
        ("caption", "picture alliance/dpa | Anna Beispiel"),
        ("caption", "IMAGO / Anna Beispiel"),
        ("credit", "Text: dpa"),
        ("credit", "dpa/Anna Beispiel"),
        ("credit", "Nach Angaben von dpa und AFP"),
        ("credit", "Quelle: bote.example"),
        ("date", "Dieser Artikel wurde zuletzt am 11.06.2024 aktualisiert."),
        ("byline", "Das Gespräch führte unsere Redakteurin Anna Beispiel."),
        ("byline", "Von Anna Beispiel"),
        ("related", "Auf Facebook teilen"),
        ("related", "Bewerten Sie diesen Artikel"),
        ("related", "Hier lesen Sie mehr"),
        ("related", "Mehr Nachrichten aus Lindental"),
        ("caption", "Symbolbild"),
        ("contact", "Telefon: 0999 12345"),
        ("contact", "presse@lindental.example"),
        ("contact", "https://www.lindental.example/presse"),
        (None, "Das Material der dpa lag dem Rat vor."),
        (None, "Mit dem Material der Firma war er nicht zufrieden."),
        (None, "Die Quelle: ein Mann aus dem Rathaus, der unbekannt bleiben will."),
        (None, "Quelle des Streits ist das Freibad."),
        (None, "Dieser Text ist eine Zumutung, sagte der Bürgermeister."),
        (None, "Am 11.06.2024 um 08:15 Uhr fiel der Strom aus."),
        (None, "Der Plan wurde am 11. Juni 2024 aktualisiert."),
        (None, "Veröffentlicht wurde der Bericht am Dienstag in Lindental."),
        (None, "Die Redaktion: Sie war am Montag leer."),
        (None, "Das Gespräch führte zu keinem Ergebnis."),
        (None, "Das Gespräch führte die Bürgermeisterin selbst."),
        (None, "Die Fragen stellten sich erst am Abend."),
        (None, "Aus dem Englischen von gestern wurde nichts."),
        (None, "Dieses Thema im Programm zu haben, sei mutig, sagte Karl Muster."),
        (None, "Über dieses Thema wird im Mai beraten."),
        (None, "Die Sendung endete um 8 Uhr."),
        (None, "Die Lesezeit von 4 Minuten war ihr zu lang."),
        (None, "Jetzt will die Stadt das Freibad sichern."),
        (None, "Jetzt soll der Rat zustimmen."),
        (None, "Artikel sind teuer geworden."),
        (None, "Den Newsletter liest hier niemand."),
        (None, "Kommentare gab es keine."),
        (None, "Zur Startseite des Rathauses führt kein Weg mehr."),
        (None, "Der Fehler wurde gefunden."),
        (None, "Ihre Meinung ist geteilt."),
        (None, "An dieser Stelle stand früher ein Kino."),
        (None, "Um diesen Preis wird seit Jahren gestritten."),
        (None, "Die Autorin ist überzeugt, dass das Freibad bleibt."),
        (None, "Die Meinung der Redaktion interessierte niemanden."),
        (None, "Rückfragen an die Stadt blieben ohne Antwort."),
        (None, "Der Kontakt: abgebrochen, sagte der Sprecher."),
        (None, "Das Telefon: Es klingelte den ganzen Tag."),
        (None, "Mit Material aus dem Steinbruch wird gebaut."),
        (None, "Telefon: Es klingelte ununterbrochen."),
        (None, "Auf Facebook teilen viele das Bild."),
        (None, "Von Anna Beispiel kam keine Antwort."),
        (None, "Ihre Spende war die höchste."),
    ],
)  # fmt: skip
def test_closing_lines(kind: str | None, line: str) -> None:
    assert kind_of(line) == kind


def test_a_press_office_s_contact_is_one_block() -> None:
    block = ["Rückfragen bitte an:", "Polizei Lindental", "Pressestelle", "Anna Beispiel", "Telefon: 0999 12345"]
    text = "\n".join(["Rat vertagt sich", "", "Lindental (ots)", "", TEXT, "", TEXT, "", *block])
    parts = layout.divide("a", text)
    found = [(aside.kind, text[aside.start : aside.end]) for aside in parts.asides]
    assert found == [("dateline", "Lindental (ots)"), *(("contact", line) for line in block)]


@pytest.mark.parametrize("line", ["Lindental (ots) - ", "(ots) - ", "Lindental, 11.06. (ots) – "])
def test_the_dateline_of_a_press_office(line: str) -> None:
    text = f"Rat vertagt sich\n\n{line}{TEXT}\n\n{TEXT}"
    assert [aside.kind for aside in layout.divide("a", text).asides] == ["dateline"]


def test_text_after_a_contact_is_text() -> None:
    text = "\n\n".join(["Rat vertagt sich", TEXT, "Kontakt:", "Stadt Lindental", TEXT, TEXT])
    parts = layout.divide("a", text)
    assert [aside.kind for aside in parts.asides] == ["contact", "contact"]
    assert text[parts.sections[-1].start : parts.sections[-1].end].count(TEXT) == 2
