from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.articles import FIRST, SECOND, read, written
from wortlaut.ingest import Rejected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{FIRST} {SECOND}", "de"),
        ("Er sagte nur: “The bridge over the river stays closed until the end of May, and we do not have the money for "
         "it.” Die Stadt und der Kreis wollen sich mit der Sache nicht mehr befassen.", "de"),
        ("The bridge stays closed.", "und"),
        ("Bilanz 2024", "und"),
        ("De brug over de rivier blijft tot eind mei gesloten, zei de gemeente, die geen geld heeft om haar te "
         "vernieuwen.", "nl"),
        ("Der Verein trauert um Lea Probe, Karl Muster, Anna Beispiel, Jo Hansen, Ole Petersen, Ida Solberg, Erik Dah, "
         "Nils Berg, Mette Lund und Kaj Holm.", "und"),
        ("Für die Liste Lindental treten an: Lea Probe (SPD), Karl Muster (CDU), Ole Petersen (FDP), Ida Solberg "
         "(Volt), Erik Dahl (Linke), Nils Berg (AfD), Yann Le Gall (ÖDP).", "und"),
        ("BRUG OVER DE RIVIER BLIJFT GESLOTEN, ZEGT DE GEMEENTE, DIE GEEN GELD HEEFT OM HAAR OP TIJD TE KUNNEN "
         "VERNIEUWEN.", "nl"),
        ("Le pont sur la rivière reste fermé jusqu’à la fin du mois de mai, a dit la commune, qui n’a pas assez "
         "d’argent pour le rénover.", "fr"),
        ("Broen over elven er stengt til slutten av mai, sa kommunen, som ikke har penger til å fornye den nå.", "no"),
        ("A híd a folyó felett május végéig zárva marad, közölte a város, amelynek nincs pénze arra, hogy most "
         "felújítsa a hidat.", "hu"),
        ("Мост через реку останется закрытым до конца мая, сообщил город, у которого нет денег на то, чтобы сейчас "
         "его обновить.", "ru"),
    ],
)  # fmt: skip
def test_the_language_is_told(text: str, code: str) -> None:
    from wortlaut.ingest.language import language

    assert language(text).code == code


def test_a_refusal_gives_the_probability(tmp_path: Path) -> None:
    text = "The bridge over the river stays closed until the end of May, said the town, which has no money to renew it."
    (rejected,) = read(written(tmp_path, "a.txt", text))
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "The text is in English (en, probability 1.00); only German texts are analysed."
