from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wortlaut.german.news import STAND
from wortlaut.text import layout

HEADLINE = "Brücke bleibt gesperrt"
LEAD = "Die Alte Brücke in Lindental bleibt noch bis zum Mai gesperrt."
TEXT = "Am Montag begann die Reparatur. Sie dauert acht Wochen."
MORE = "Die Kosten trägt das Land."
LONG = "Lindental hat nach dem langen Winter ein Problem mit seiner Brücke, und weder Land noch Bund wollen zahlen"


def parts(text: str) -> list[tuple[str, str | None, str]]:
    return [(part.kind, part.heading, text[part.start : part.end]) for part in layout.divide("a", text).sections]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\n\t\n", [], id="blanks"),
        pytest.param(f"{TEXT}\n", [("body", None, TEXT)], id="one paragraph"),
        pytest.param(HEADLINE, [("body", None, HEADLINE)], id="a line alone is no headline"),
        pytest.param(f"{HEADLINE}\n\n{TEXT}", [("headline", None, HEADLINE), ("body", None, TEXT)], id="headline"),
        pytest.param(
            f"{HEADLINE}\n\n{LEAD}\n\n{TEXT}\n\n{MORE}\n",
            [("headline", None, HEADLINE), ("lead", None, LEAD), ("body", None, f"{TEXT}\n\n{MORE}")],
            id="headline, lead and body",
        ),
        pytest.param(
            f"{LEAD}\n\n{TEXT}\n\n{MORE}",
            [("lead", None, LEAD), ("body", None, f"{TEXT}\n\n{MORE}")],
            id="no headline",
        ),
        pytest.param(
            f"{HEADLINE}\n\n{LEAD}\n\nStreit ums Geld\n\n{TEXT}\n\nZwei Städte\n\n{MORE}",
            [
                ("headline", None, HEADLINE),
                ("lead", None, LEAD),
                ("body", "Streit ums Geld", f"Streit ums Geld\n\n{TEXT}"),
                ("body", "Zwei Städte", f"Zwei Städte\n\n{MORE}"),
            ],
            id="headings",
        ),
        pytest.param(
            f'{HEADLINE}\n\n{LEAD}\n\nKommt die "Super-Brücke"\n\n{MORE}',
            [
                ("headline", None, HEADLINE),
                ("lead", None, LEAD),
                ("body", 'Kommt die "Super-Brücke"', f'Kommt die "Super-Brücke"\n\n{MORE}'),
            ],
            id="heading that ends with a closing mark",
        ),
        pytest.param(
            f"{HEADLINE}\n\n{LEAD}\n\n„Das war knapp.“\n\n{MORE}",
            [
                ("headline", None, HEADLINE),
                ("lead", None, LEAD),
                ("body", None, f"„Das war knapp.“\n\n{MORE}"),
            ],
            id="a final mark inside quotation marks",
        ),
        pytest.param(
            f"{HEADLINE}\n\n{LEAD}\n\n{LONG}\n\n{MORE}",
            [("headline", None, HEADLINE), ("lead", None, LEAD), ("body", None, f"{LONG}\n\n{MORE}")],
            id="a long line is no heading",
        ),
        pytest.param(
            f"{HEADLINE}\n\n{LEAD}\n\n{TEXT}\n\nMaria Beispiel",
            [("headline", None, HEADLINE), ("lead", None, LEAD), ("body", None, f"{TEXT}\n\nMaria Beispiel")],
            id="nothing follows the last line, so it is no heading",
        ),
        pytest.param(
            f"{HEADLINE}\r\n\r\n{LEAD}\r\n\r\n{TEXT}\r\n",
            [("headline", None, HEADLINE), ("lead", None, LEAD), ("body", None, TEXT)],
            id="line ends of Windows",
        ),
        pytest.param(
            f"\ufeff{HEADLINE}\n\n{LEAD}\n\n{TEXT}",
            [("headline", None, HEADLINE), ("lead", None, LEAD), ("body", None, TEXT)],
            id="byte order mark",
        ),
    ],
)
def test_sections_follow_the_layout(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE} Stand: 01.10.2024 11:00 Uhr\n\n{LEAD}\n\n{TEXT}",
        f"{HEADLINE}\n\nStand: 01.10.2024 11:00 Uhr\n\n{LEAD}\n\n{TEXT}",
        f"{HEADLINE}\nStand: 1. 10. 2024, 11.00 Uhr\n\n{LEAD}\n\n{TEXT}",
        f"Stand: 01.10.2024\n\n{HEADLINE}\n\n{LEAD}\n\n{TEXT}",
    ],
)
def test_the_date_line_belongs_to_no_section(text: str) -> None:
    assert parts(text) == [("headline", None, HEADLINE), ("lead", None, LEAD), ("body", None, TEXT)]


def test_the_date_of_a_figure_stays_in_its_sentence() -> None:
    text = "Die Stadt hat 4000 Einwohner (Stand: 31.12.2024) und eine Brücke."
    assert parts(text) == [("body", None, text)]


@pytest.mark.parametrize(
    ("body", "starts"),
    [
        pytest.param(
            "Am Montag hat die Reparatur\nbegonnen.\nSie dauert acht Wochen im\nJahr.",
            ["Am", "Sie"],
            id="hard wrap",
        ),
        pytest.param(f"{TEXT}\n{LONG}.", ["Am", "Lindental"], id="lines that are paragraphs"),
        pytest.param(f"{TEXT}\n\n{MORE}", ["Am", "Die"], id="blank line"),
        pytest.param(f"{TEXT}\n \t\n{MORE}", ["Am", "Die"], id="line of blanks"),
    ],
)
def test_paragraphs_are_distinguished_from_wrapped_lines(body: str, starts: list[str]) -> None:
    (section,) = layout.divide("a", body).sections[-1:]
    paragraphs = [start for part in layout.divide("a", body).sections for start in part.paragraphs]
    assert [body[start:].split()[0] for start in paragraphs] == starts
    assert section.end == len(body)


def test_sections_are_numbered_after_their_article() -> None:
    sections = layout.divide("2024/wahl", f"{HEADLINE}\n\n{LEAD}\n\n{TEXT}").sections
    assert [part.section_id for part in sections] == ["2024/wahl#sec1", "2024/wahl#sec2", "2024/wahl#sec3"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{HEADLINE}\n\n{TEXT}", HEADLINE),
        (f"Brücke  bleibt\u00a0gesperrt\n\n{TEXT}", HEADLINE),
        (TEXT, None),
        ("", None),
    ],
)
def test_the_title_is_the_headline(text: str, title: str | None) -> None:
    assert layout.title(text, layout.divide("a", text).sections) == title


LINES = st.lists(
    st.sampled_from(
        [
            HEADLINE,
            LEAD,
            TEXT,
            LONG,
            "Stand: 01.10.2024 11:00 Uhr",
            "Stand: 1.1.2025 Mehr",
            "",
            " ",
            "-",
            "„Ja.“",
        ]
    )
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
def test_sections_hold_every_word_once(lines: list[str], line_end: str) -> None:
    text = line_end.join(lines)
    sections = layout.divide("a", text).sections
    bounds = [bound for part in sections for bound in (part.start, part.end)]
    assert bounds == sorted(bounds)
    assert all(part.start < part.end for part in sections)
    assert all(part.paragraphs[0] == part.start for part in sections)
    kept = "".join(text[part.start : part.end] for part in sections)
    assert re.sub(r"\s", "", STAND.sub("", kept)) == re.sub(r"\s", "", STAND.sub("", text))
