from __future__ import annotations

import pytest

from tests.conftest import article
from tests.work import limited_work, work_can_be_limited
from wortlaut.text import boilerplate, layout
from wortlaut.text.spans import Span

TEXT = "Die Alte Brücke in Lindental bleibt noch bis zum Mai gesperrt."


def asides(*paragraphs: str) -> list[tuple[str, str]]:
    text = "\n\n".join(paragraphs)
    return [(aside.kind, text[aside.start : aside.end]) for aside in layout.divide("a", text).asides]


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        (f"Berlin (dpa) - {TEXT}", "Berlin (dpa) -"),
        (f"Berlin (dpa/lb) – {TEXT}", "Berlin (dpa/lb) –"),
        (f"BRÜSSEL taz | {TEXT}", "BRÜSSEL taz |"),
        (f"Frankfurt am Main (dpa-AFX) - {TEXT}", "Frankfurt am Main (dpa-AFX) -"),
        (f"WASHINGTON, 5. Nov. (Reuters) — {TEXT}", "WASHINGTON, 5. Nov. (Reuters) —"),
        (f"Paris/Berlin (AFP, dpa): {TEXT}", "Paris/Berlin (AFP, dpa):"),
        (TEXT, None),
        (f"Berlin. {TEXT}", None),
        (f"Berlin - {TEXT}", None),
        ("Die Agentur (dpa) meldete am Montag, dass die Brücke zu ist.", None),
        ("Ein Bericht der taz - und nicht nur der - sorgt für Streit.", None),
        ("Berlin (dpa) - ", "Berlin (dpa) -"),
    ],
)
def test_datelines(line: str, dateline: str | None) -> None:
    found = [text for kind, text in asides("Titel der Nachricht", line, TEXT) if kind == "dateline"]
    assert found == ([dateline] if dateline else [])


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("credit", "dpa/afp"),
        ("credit", "(dpa)"),
        ("credit", "Quelle: dpa"),
        ("credit", "Quelle: ntv.de, mli/dpa"),
        ("credit", "Mit Material von dpa"),
        ("caption", "Foto: Maria Beispiel/dpa"),
        ("caption", "Symbolbild: Die Brücke im Winter"),
        ("caption", "Die gesperrte Brücke in Lindental. (Foto: Beispiel/dpa)"),
        ("caption", "Rutte und Stoltenberg in Brüssel | Bild: dpa"),
        ("caption", "Die Brücke im März © Maria Beispiel"),
        ("caption", "Die Brücke im März | picture alliance/dpa"),
        ("related", "Lesen Sie auch: Andere Städte, andere Brücken"),
        ("related", "Lesen Sie hier mehr über die Brücke."),
        ("related", "+++ Mehr zum Thema +++"),
        ("related", "Auch interessant: Die schönsten Brücken"),
        ("related", "Jetzt kostenlos für den Newsletter anmelden!"),
        ("related", "Anzeige"),
        (None, "Auch interessant ist, dass die Brücke 1788 gebaut wurde."),
        (None, "Mehr dazu sagte der Minister am Montag nicht."),
        (None, "Weitere Artikel des Gesetzes sollen folgen."),
        (None, "Das Foto: ein Beweis, sagte die Polizei am Montag in Lindental."),
        (None, "Ein Bild sagt mehr als Worte."),
        (None, "Der Sprecher der dpa kündigte einen Bericht an."),
        (None, "„Lesen Sie auch das Kleingedruckte“, sagte die Beraterin."),
    ],
)
def test_lines_that_are_not_text(kind: str | None, line: str) -> None:
    assert asides("Titel der Nachricht", TEXT, line, TEXT, TEXT) == ([(kind, line)] if kind else [])


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von Maria Beispiel", "Maria Beispiel"),
        ("Von Maria Beispiel und Karl von der Heide, Brüssel", "Maria Beispiel|Karl von der Heide"),
        ("Ein Kommentar von Karl Muster, ARD Berlin", "Karl Muster"),
        ("Von der Leyen wirbt für Reform", None),
        ("Von Hamburg nach Berlin", None),
        ("Von Krise zu Krise", None),
    ],
)
def test_bylines(line: str, authors: str | None) -> None:
    text = "\n\n".join(["Titel der Nachricht", line, TEXT, TEXT])
    parts = layout.divide("a", text)
    assert boilerplate.authors(text, parts.asides) == authors
    assert ("byline" in [aside.kind for aside in parts.asides]) == (authors is not None)


@pytest.mark.parametrize(
    ("line", "rest", "agencies"),
    [
        ("Das sagte die Stadt. (dpa)", "Das sagte die Stadt.", "dpa"),
        ("Das sagte die Stadt. (AFP/dpa)", "Das sagte die Stadt.", "AFP|dpa"),
        ("Das sagte die Stadt (mit afp).", "Das sagte die Stadt", "AFP"),
        ("Das sagte die Stadt (SPD).", "Das sagte die Stadt (SPD).", None),
    ],
)
def test_a_credit_after_the_last_sentence(line: str, rest: str, agencies: str | None) -> None:
    text = f"Titel der Nachricht\n\n{TEXT}\n\n{line}"
    parts = layout.divide("a", text)
    assert text[parts.sections[-1].start : parts.sections[-1].end] == rest
    assert boilerplate.agencies(text, parts.asides) == agencies


def test_links_below_their_label_end_where_the_text_continues() -> None:
    links = ["Mehr zum Thema", "Die schönsten Brücken", "Die teuersten Brücken"]
    text = "\n\n".join(["Titel der Nachricht", TEXT, *links, "Streit ums Geld", TEXT])
    parts = layout.divide("a", text)
    assert [(aside.kind, text[aside.start : aside.end]) for aside in parts.asides] == [
        ("related", link) for link in links
    ]
    assert [part.heading for part in parts.sections] == [None, None, "Streit ums Geld"]


@pytest.mark.parametrize("text", ["(dpa)", "Anzeige", "Foto: Beispiel/dpa\n\ndpa/afp", "Von Maria Beispiel"])
def test_everything_is_text_if_no_text_would_remain(text: str) -> None:
    parts = layout.divide("a", text)
    assert not parts.asides
    assert parts.sections


@pytest.mark.slow
@work_can_be_limited
@pytest.mark.parametrize(
    "line",
    [
        "A" * 100_000,
        "Von " + "Aa " * 50_000,
        "Von " + "Aa von und " * 30_000,
        "Berlin " * 30_000 + "(dpa",
        "dpa/" * 30_000,
        "Foto: " * 30_000,
        "© " * 50_000,
        "Mehr zu " * 30_000,
        "(dpa" * 30_000,
        "Stand: 1.1." * 30_000,
        "„" * 100_000,
        "-\n" * 50_000,
        "a-\u00ad" * 50_000,
        "u" + "\u0308" * 100_000,
    ],
)
def test_long_near_misses_take_time_linear_in_their_length(line: str) -> None:
    with limited_work():
        whole = article(f"{line}\n\n{line[:300]}\n\n{TEXT}")
    assert whole.sections


def test_every_paragraph_has_blocks() -> None:
    text = "a\n\nb"
    assert boilerplate.separate_asides(text, [Span(0, 1), Span(3, 4)]) == [
        [boilerplate.Block("paragraph", 0, 1)],
        [boilerplate.Block("paragraph", 3, 4)],
    ]
