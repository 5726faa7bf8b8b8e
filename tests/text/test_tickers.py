from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import article
from tests.work import limited_work, work_can_be_limited
from wortlaut.text import layout
from wortlaut.text.article import parse_article, to_line
from wortlaut.text.boilerplate import Block
from wortlaut.text.normalize import normalise
from wortlaut.workflow.document_rows import section_rows


def entries(text: str) -> list[tuple[str | None, str | None, str]]:
    """Return time, heading and text of the sections of the body."""
    sections = [section for section in layout.divide("a", text).sections if section.kind == "body"]
    return [(section.time, section.heading, text[section.start : section.end]) for section in sections]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Sturm in Emden\n\n19.22 Uhr: Der Deich hält.\n\nDas teilt die Stadt mit.\n\n"
            "19:05 Uhr: Der Pegel steigt.\n\n18.40 Uhr: Es regnet.",
            [
                ("19:22", None, "19.22 Uhr: Der Deich hält.\n\nDas teilt die Stadt mit."),
                ("19:05", None, "19:05 Uhr: Der Pegel steigt."),
                ("18:40", None, "18.40 Uhr: Es regnet."),
            ],
            id="times before the text",
        ),
        pytest.param(
            "Wahlabend in Graz\n\n+++ 20.15 Uhr: Jubel im Saal +++\n\nEs wird getanzt.\n\n"
            "+++ 19:40: Loh gibt auf +++ Sie gratuliert.\n\n++ 8.05 Uhr ++ Die Lokale öffnen. ++",
            [
                ("20:15", "+++ 20.15 Uhr: Jubel im Saal +++", "+++ 20.15 Uhr: Jubel im Saal +++\n\nEs wird getanzt."),
                ("19:40", "+++ 19:40: Loh gibt auf +++", "+++ 19:40: Loh gibt auf +++ Sie gratuliert."),
                ("08:05", "++ 8.05 Uhr ++ Die Lokale öffnen. ++", "++ 8.05 Uhr ++ Die Lokale öffnen. ++"),
            ],
            id="plus signs",
        ),
        pytest.param(
            "Markt in Chur\n\n19.22 Uhr\n\nKühe bleiben im Stall\n\nDer Markt fällt aus.\n\n18.10 Uhr\n\n"
            "Der Regen hört auf.\n\nMontag, 3. Mai, 17.00 Uhr\n\nDer Markt beginnt.",
            [
                ("19:22", "Kühe bleiben im Stall", "Kühe bleiben im Stall\n\nDer Markt fällt aus."),
                ("18:10", "18.10 Uhr", "18.10 Uhr\n\nDer Regen hört auf."),
                ("17:00", "Montag, 3. Mai, 17.00 Uhr", "Montag, 3. Mai, 17.00 Uhr\n\nDer Markt beginnt."),
            ],
            id="times on their own lines",
        ),
        pytest.param(
            "Fest in Bonn\n\nEs war laut.\n\n19.22 Uhr: Das Fest beginnt.\n\n23.10 Uhr: Es endet.",
            [(None, None, "19.22 Uhr: Das Fest beginnt.\n\n23.10 Uhr: Es endet.")],
            id="two times",
        ),
        pytest.param(
            "Handball in Kiel\n\nEs war knapp.\n\n12:10 (6:7) stand es.\n\n19.20 Euro kostet es.\n\n21:19 gewann Kiel.",
            [(None, None, "12:10 (6:7) stand es.\n\n19.20 Euro kostet es.\n\n21:19 gewann Kiel.")],
            id="scores and amounts",
        ),
        pytest.param(
            "Plan in Linz\n\nEs gibt viel zu tun.\n\n12.05.2024: Beginn.\n\n13.05.2024: Pause.\n\n14.05.2024: Ende.",
            [(None, None, "12.05.2024: Beginn.\n\n13.05.2024: Pause.\n\n14.05.2024: Ende.")],
            id="dates",
        ),
    ],
)
def test_an_entry_of_a_ticker_is_a_section_with_its_time(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert entries(text) == expected


def test_a_heading_that_is_a_time_begins_an_entry() -> None:
    text = "19:22\n\nDie Börse schließt.\n\n18:05\n\nDer Kurs fällt.\n\n17:30\n\nEs geht los."
    pieces = text.split("\n\n")
    starts = [text.index(piece) for piece in pieces]
    kinds = ["heading", "paragraph"] * 3
    blocks = [Block(kind, start, start + len(piece)) for kind, start, piece in zip(kinds, starts, pieces, strict=True)]
    sections = layout.divide_blocks("a", text, blocks).sections
    assert [(section.time, section.heading) for section in sections] == [
        ("19:22", "19:22"), ("18:05", "18:05"), ("17:30", "17:30"),
    ]  # fmt: skip


def test_no_character_of_a_ticker_is_lost() -> None:
    text = "Markt\n\n19.22 Uhr\n\nKühe im Stall\n\nEs regnet.\n\n+++ 18.10 Uhr: Los +++ Es geht los.\n\n17.00 Uhr: Ja."
    sections, asides = layout.divide("a", text)
    spans = [(part.start, part.end) for part in sections] + [(part.start, part.end) for part in asides]
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(i in covered for i, char in enumerate(text) if not char.isspace())
    assert [(aside.kind, text[aside.start : aside.end]) for aside in asides] == [("date", "19.22 Uhr")]


def test_times_and_bold_paragraphs_are_kept_with_the_article() -> None:
    text = "Markt am Fluß\u00ad\n\n19.22 Uhr: Ja.\n\n18.10 Uhr: Nein.\n\n17.00 Uhr: Doch."
    found = parse_article(to_line(article(text)))
    assert found == article(text)
    assert [row.time for row in section_rows(found)] == [None, "19:22", "18:10", "17:00"]
    assert [section.time for section in normalise(found).sections] == [None, "19:22", "18:10", "17:00"]


def test_bold_paragraphs_keep_their_places_in_the_normalized_text() -> None:
    text = "Ein\u00adleitung.\n\nWie geht es?\n\nGut."
    blocks = [Block("paragraph", 0, 12), Block("strong", 14, 26), Block("paragraph", 28, 32)]
    sections = layout.divide_blocks("a", text, blocks).sections
    assert [section.strong for section in sections] == [(), (14,)]
    whole = normalise(replace(article(text), sections=sections))
    assert [section.strong for section in whole.sections] == [(), (13,)]


@work_can_be_limited
@pytest.mark.parametrize(
    "piece", ["19.22 Uhr: ", "+++ 19.22 Uhr\n\n", "+" * 40, "19.22 Uhr\n\n", "1. 1. 19:", "Heute, "]
)
def test_the_work_grows_with_the_length_of_a_ticker(piece: str) -> None:
    with limited_work():
        assert layout.divide("a", piece * (200_000 // len(piece))).sections
