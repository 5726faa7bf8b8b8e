"""Tests that summaries count near-copies once or all, as `report.copies` says, and that no row is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest

import wortlaut
from tests.text.test_near_copies import OTHER, PARAGRAPHS, text
from wortlaut.params import Params, ReportParams
from wortlaut.stages import all_stages

SPEECH = "„Wir warten auf das Gutachten“, sagte Bürgermeister Karl Muster am Montag."


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run a text, two near-copies and another text with both values of the parameter."""
    source = tmp_path_factory.mktemp("texte")
    for name, content in {
        "a": text("Rat vertagt sich", *PARAGRAPHS, SPEECH),
        "b": text("Freibad bleibt zu", *PARAGRAPHS, SPEECH),
        "c": text("Streit ums Geld", *PARAGRAPHS, SPEECH, "„Das reicht nicht“, sagte Stadträtin Erika Lang."),
        "d": text("Brand in Moorburg", *OTHER.split(". ", 1), "„Es war laut“, sagte Nachbarin Paula Kern."),
    }.items():
        (source / f"{name}.txt").write_text(content, encoding="utf-8")
    folders: dict[str, Any] = {}
    copies: Literal["once", "all"]
    for copies in ("once", "all"):
        output = tmp_path_factory.mktemp(copies)
        all_stages.run(source, output, Params(report=ReportParams(copies=copies)))
        folders[copies] = output
    return folders


def test_articles_say_whose_near_copies_they_are(results: dict[str, Path]) -> None:
    articles = wortlaut.load(results["once"] / "processed").articles.set_index("article_id")
    assert articles["near_copy_of"].fillna("").to_dict() == {"a": "", "b": "a", "c": "a", "d": ""}
    assert articles.loc["b", "similarity"] == 1
    assert articles["similarity"].isna().to_dict() == {"a": True, "b": False, "c": False, "d": True}


def test_summaries_count_near_copies_as_the_parameter_says(results: dict[str, Path]) -> None:
    for copies, n_texts in (("once", 1), ("all", 3)):
        tables = wortlaut.load(results[copies] / "processed")
        speakers = tables.speakers.set_index("name")
        assert speakers.loc["Karl Muster", "n_quotations"] == n_texts
        assert speakers.loc["Karl Muster", "n_articles"] == n_texts
        assert speakers.loc["Paula Kern", "n_quotations"] == 1
        entities = tables.canonical_entities.set_index("name")
        assert entities.loc["Karl Muster", "n_articles"] == n_texts
        assert entities.loc["Erika Lang", "n_mentions"] == (0 if copies == "once" else 1)
        assert tables.quotations["speaker_name"].fillna("").tolist().count("Karl Muster") == 3


def test_the_report_says_what_it_does_not_count(results: dict[str, Path]) -> None:
    once, everything = ((results[copies] / "reports" / "report.md").read_text("utf-8") for copies in ("once", "all"))
    assert "**2 articles**" in once
    assert "2 articles nearly repeat earlier ones and are not counted" in once
    assert "Erika Lang" not in once
    assert "**4 articles**" in everything
    assert "nearly repeat" not in everything
