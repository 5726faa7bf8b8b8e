"""Organisations that articles call by a noun have an id for each article, and are one row of the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.rows import row
from wortlaut.report.entities import read_entities
from wortlaut.report.reading import report_id
from wortlaut.report.sections import merged_tone
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import EntitySentimentRow


@pytest.mark.parametrize(
    ("canonical_id", "expected"),
    [
        ("ORG:feuerwehr@a1", "ORG:feuerwehr"),
        ("ORG:feuerwehr@a@1", "ORG:feuerwehr"),
        ("ORG:nato", "ORG:nato"),
        pytest.param("PER:klein@a1", "PER:klein@a1", id="people of one name may be different ones"),
    ],
)
def test_report_id(canonical_id: str, expected: str) -> None:
    assert report_id(canonical_id) == expected


def tone(value: float | None, n_sentences: int, **cells: Any) -> EntitySentimentRow:
    return row(schemas.ENTITY_SENTIMENT, tone=value, n_sentences=n_sentences, n_hits=1, **cells)


def test_entities_are_merged_by_name(tmp_path: Path) -> None:
    entities = [("ORG:feuerwehr@a", "feuerwehr", 1), ("ORG:feuerwehr@b", "Feuerwehr", 4), ("ORG:nato", "NATO", 2)]
    people = [("PER:klein@a", "Klein", 1), ("PER:klein@b", "Klein", 1)]
    rows = [
        row(schemas.CANONICAL_ENTITIES, canonical_id=key, name=name, label=key[:3], n_mentions=n, n_articles=1)
        for key, name, n in entities + people
    ]
    csv_files.write(schemas.CANONICAL_ENTITIES, rows, tmp_path)
    classified = {"p_negative": 0.1, "p_neutral": 0.2, "p_positive": 0.7, "label": "positive", "evidence": "few"}
    tones = [tone(0.6, 2, canonical_id=key, **classified) for key, *_ in entities]
    csv_files.write(schemas.ENTITY_SENTIMENT, tones, tmp_path)

    found = read_entities(tmp_path, 9, 9)
    assert [(each.entity.name, each.entity.n_mentions, each.entity.n_articles) for each in found.top["ORG"]] == [
        ("Feuerwehr", 5, 2),
        ("NATO", 2, 1),
    ]
    assert [each.tone.n_sentences for each in found.top["ORG"]] == [4, 2]
    assert found.by_label == {"ORG": 2, "PER": 2}


def test_merged_tone_is_weighted_by_sentences() -> None:
    good = {"p_negative": 0.0, "p_neutral": 0.2, "p_positive": 0.8}
    bad = {"p_negative": 0.6, "p_neutral": 0.4, "p_positive": 0.0}
    found = merged_tone([tone(0.8, 1, **good), tone(-0.6, 6, **bad), tone(None, 0)])

    assert (found.value, found.label, found.n_sentences, found.n_hits) == (-0.4, "negative", 7, 3)
    assert (found.evidence, found.is_classified) == ("enough", True)
    assert found.interval is not None
    assert -0.6 <= found.interval[0] <= -0.4 <= found.interval[1] <= 0.8


def test_merged_polarity_is_weighted_by_hits() -> None:
    rows = [tone(1.0, 2), tone(-0.5, 1)._replace(n_hits=3)]
    found = merged_tone(rows)

    assert (found.value, found.label, found.is_classified) == (-0.125, "negative", False)


def test_without_a_tone_there_is_none() -> None:
    found = merged_tone([tone(None, 0), tone(None, 0)])

    assert (found.value, found.label, found.interval) == (None, "no evidence", None)
