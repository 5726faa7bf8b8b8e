from __future__ import annotations

from itertools import permutations

from tests.conftest import article
from wortlaut.text.near_copies import NearCopies, Original

PARAGRAPHS = [
    "Der Rat von Lindental hat am Montag lange über das Freibad beraten, dessen Becken seit dem Winter leckt.",
    "Bürgermeister Karl Muster will es schließen, weil der Stadt für die Sanierung das Geld fehlt.",
    "Die Händler fürchten um ihre Kunden, und der Schwimmverein sammelt seit Wochen Unterschriften auf dem Markt.",
    "Eine Entscheidung fällt frühestens im Mai, wenn das Gutachten der Ingenieure vorliegt und das Land zahlt.",
    "Bis dahin bleibt das Bad geschlossen; die Schulen weichen in die Halle im Nachbarort aus.",
    "Der Kreis hat angeboten, einen Teil der Kosten zu tragen, stellt aber Bedingungen, die der Rat ablehnt.",
]
OTHER = (
    "Die Feuerwehr von Moorburg hat in der Nacht zum Dienstag einen Brand in einer Scheune gelöscht. Verletzt wurde "
    "niemand, doch das Vieh musste auf die Weide. Die Polizei ermittelt, und der Rat der Stadt "
    "berät im Mai über neue Fahrzeuge. Der Schaden liegt nach ersten Schätzungen bei vielen tausend Euro, hieß es."
)


def originals(*texts: str) -> list[Original | None]:
    found = NearCopies()
    return [found.original_of(article(text, article_id=f"a{number}")) for number, text in enumerate(texts)]


def text(headline: str, *paragraphs: str) -> str:
    return "\n\n".join([headline, *paragraphs])


def test_an_agency_s_text_is_found_under_other_headlines_with_cuts_and_additions() -> None:
    first, second, third, other, fourth = originals(
        text("Rat vertagt sich", *PARAGRAPHS),
        text("Freibad bleibt zu", f"Lindental (dpa) - {PARAGRAPHS[0]}", *PARAGRAPHS[1:], "(dpa)"),
        text("Streit ums Geld", *PARAGRAPHS[:4], "Lesen Sie auch: Andere Städte, andere Bäder"),
        text("Brand in Moorburg", *OTHER.split(". ", 1)),
        text("Rat vertagt sich", *PARAGRAPHS, "Im Sommer wird gewählt, und das Bad ist Thema."),
    )
    assert first is None
    assert second == Original("a0", 1.0)
    assert third is not None
    assert third.article_id == "a0"
    assert 0.5 <= third.similarity < 0.9
    assert other is None
    assert fourth is not None
    assert fourth.article_id == "a0"


def test_another_report_of_the_same_event_is_no_copy() -> None:
    report = [
        "In Lindental ist die Sitzung zum Freibad ohne Ergebnis zu Ende gegangen, obwohl viele Bürger gekommen waren.",
        "Bürgermeister Karl Muster will es schließen, weil der Stadt für die Sanierung das Geld fehlt.",
        "Der Verein hält dagegen, das Bad sei der letzte Ort, an dem Kinder in der Stadt noch schwimmen lernten.",
        "Im Mai soll nun entschieden werden. Vorher will sich auch die Landrätin ein Bild von den Becken machen.",
    ]
    assert originals(text("Rat vertagt sich", *PARAGRAPHS), text("Kein Ergebnis", *report)) == [None, None]


def test_short_texts_are_no_copies() -> None:
    assert originals(*[text("Wetter", "Heute Regen, morgen Sonne.", "Mehr dazu im Mai.")] * 2) == [None, None]


def test_one_of_several_copies_is_the_original_in_any_order() -> None:
    for order in permutations([PARAGRAPHS, PARAGRAPHS[:5], PARAGRAPHS[1:]]):
        first, *copies = originals(*(text("Rat vertagt sich", *paragraphs) for paragraphs in order))
        assert first is None
        assert {copy.article_id for copy in copies if copy} == {"a0"}
