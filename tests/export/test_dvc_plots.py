from __future__ import annotations

from pathlib import Path

import pytest

from tests.rows import row
from wortlaut.export import dvc_plots
from wortlaut.tables import schemas
from wortlaut.tables.schemas import SectionSentimentRow

METRICS = {
    "quotations": {
        "types": {"Direct": {"p": 0.9, "r": 0.8, "speaker": 0.7}, "Reported": {"p": 0.5, "r": 0.4, "speaker": None}}
    },
    "tone": {"model": {"confusion": [[1, 0, 0], [0, 2, 1], [0, 0, 0]]}},
}


def section(number: int, tone: float | None, n_sentences: int, heading: str | None = None) -> SectionSentimentRow:
    cells = {"section_id": f"a#sec{number}", "heading": heading, "tone": tone, "n_sentences": n_sentences}
    return row(schemas.SECTION_SENTIMENT, **cells)


def test_tone_is_told_of_sections_with_evidence() -> None:
    sections = [section(1, None, 0), section(2, 0.5, 2), section(3, -1.0, 1, "Streit, „neu“")]
    assert dvc_plots.tone_by_section(sections) == [("a#sec2", 0.5), ("a#sec3 Streit, „neu“", -1.0)]


def test_the_sections_with_most_evidence_are_shown_in_reading_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dvc_plots, "MAX_SECTIONS", 2)
    sections = [section(1, 0.1, 3), section(2, 0.2, 1), section(3, 0.3, 5), section(4, 0.4, 3)]
    assert [name for name, _ in dvc_plots.tone_by_section(sections)] == ["a#sec1", "a#sec3"]


def test_scores_are_told_by_type_and_measure() -> None:
    assert list(dvc_plots.scores_by_type(METRICS)) == [
        ("Direct", "precision", 0.9),
        ("Direct", "recall", 0.8),
        ("Direct", "right speaker", 0.7),
        ("Reported", "precision", 0.5),
        ("Reported", "recall", 0.4),
    ]


def test_the_confusion_of_labels_has_a_row_for_each_text() -> None:
    assert list(dvc_plots.tone_confusion(METRICS)) == [
        ("negative", "negative"),
        ("neutral", "neutral"),
        ("neutral", "neutral"),
        ("neutral", "positive"),
    ]


def test_what_was_not_measured_has_no_rows() -> None:
    assert list(dvc_plots.scores_by_type({"quotations": None})) == []


def test_the_file_is_csv(tmp_path: Path) -> None:
    dvc_plots.write(tmp_path / "plots" / "x.csv", ("section", "tone"), [('a, "b"', 0.5)])
    assert (tmp_path / "plots" / "x.csv").read_text() == 'section,tone\n"a, ""b""",0.5\n'
