from __future__ import annotations

import re

import pytest

from wortlaut.report.html import render_html

POLICY = re.compile('http-equiv="Content-Security-Policy" content="([^"]+)"')


def page(text: str, language: str = "en") -> str:
    return render_html(text, "Bericht", "../html", "de" if language == "de" else "en")


def cells(*values: str, language: str = "en") -> list[str | None]:
    """Return what the cells of a column are sorted by, None where it is their text."""
    rows = "\n".join(f"| {value} |" for value in values)
    tags = re.findall("<td[^>]*>", page(f"| Wert |\n|---:|\n{rows}\n", language))
    found = (re.search('data-value="([^"]*)"', tag) for tag in tags)
    return [each and each[1] for each in found]


def test_the_page_has_the_stylesheet_and_the_scripts_of_the_reading_page() -> None:
    html = page("# Bericht\n")

    assert "<title>Bericht – Wortlaut</title>" in html
    assert re.findall('(?:href|src)="(../html/[^"]+)"', html) == [
        *(f"../html/static/{name}" for name in ("page.css", "report.css", "theme.js", "dom.js", "sort.js")),
        *(f"../html/{name}" for name in ("index.html", "index.html", "speakers.html", "../report.html")),
    ]
    policy = POLICY.search(html)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert "img-src &#39;self&#39;" in policy[1]
    assert "unsafe" not in policy[1]


def test_figures_are_vectors() -> None:
    html = page("[![Balken: 3.](figures/a.png)](figures/a.svg)\n")

    assert '<a href="figures/a.svg"><img src="figures/a.svg" alt="Balken: 3." /></a>' in html


def test_cells_name_their_column_and_have_no_styles() -> None:
    html = page("| Wer | Wörter |\n|---|---:|\n| *Ada* &#124; | 3 |\n")

    assert '<th scope="col">Wer</th>' in html
    assert '<th class="number" scope="col">Wörter</th>' in html
    assert '<td data-label="Wer"><em>Ada</em> |</td>' in html
    assert '<td class="number" data-label="Wörter" data-value="3">3</td>' in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1,204", "1204"),
        ("87 (17.5%)", "87"),
        ("29%", "29"),
        ("*29% (13–\u206042%)*", "29"),
        ("−0.25", "-0.25"),
        ("▲\u00a0positive +0.31 (+0.10\u00a0to\u00a0+0.52)", "0.31"),
        ("–", ""),
        ('<time datetime="2025-03-14">Mar 14, 2025</time>', "2025-03-14"),
        pytest.param("", None, id="empty"),
        pytest.param("3 Fragen", None, id="text"),
        pytest.param("no evidence", None, id="words"),
    ],
)
def test_what_a_cell_is_sorted_by(value: str, expected: str | None) -> None:
    assert cells(value) == [expected]


def test_numbers_are_read_in_their_language() -> None:
    assert cells("1.204", "29,5\u00a0%", "−0,25", language="de") == ["1204", "29.5", "-0.25"]
