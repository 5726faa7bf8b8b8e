from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.conftest import ROOT
from wortlaut.entities import CanonicalEntity
from wortlaut.evaluate.speaker_gold import COLUMNS, FILE, FOLDER, PARTS, GoldSpeaker, answers, read, scores
from wortlaut.utils.errors import WortlautError

IDA = CanonicalEntity("PER:ida-falk", "Ida Falk", "PER", ("Falk", "Ida Falk"), 2, 1, None, gender="f")
BODY = CanonicalEntity("ORG:morgen", "Morgen AG", "ORG", ("Morgen AG",), 1, 1, None, speaker_kind="business")


def test_speakers_are_found_by_name_and_scored() -> None:
    gold = [
        GoldSpeaker("Falk", "PER", "f", "politics"),
        GoldSpeaker("Morgen AG", "ORG", "", "business"),
        GoldSpeaker("Polizei", "ORG", "", "police and courts"),
        GoldSpeaker("Uwe Kern", "PER", "m", "citizens"),
    ]
    assert scores(answers(gold, [IDA, BODY])) == {
        "gender": {"n": 2, "given": 0.5, "right": 1.0, "right_of_all": 0.5},
        "kind": {"n": 4, "given": 0.5, "right": 1.0, "right_of_all": 0.5},
    }
    assert scores([])["kind"] == {"n": 0, "given": None, "right": None, "right_of_all": None}


def test_every_annotated_speaker_is_named_in_its_article() -> None:
    articles = [article for part in PARTS for article in read(ROOT / "data" / "gold", part)]
    assert sum(len(article.speakers) for article in articles) == 180
    pairs = [(speaker.name.split()[-1], article) for article in articles for speaker in article.speakers]
    assert [name for name, article in pairs if name[:5] not in article.text] == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("part", "dev"), ("label", "LOC"), ("gender", "w"), ("kind", "Politik"), ("article_id", "nirgends")],
)
def test_a_wrong_cell_is_named_with_its_line(tmp_path: Path, column: str, value: str) -> None:
    for name in ("identity", "quotations"):
        (tmp_path / name).symlink_to(ROOT / "data" / "gold" / name)
    row = dict(zip(COLUMNS, ("freibad-harms", "tune", "Jens Harms", "PER", "m", "politics"), strict=True))
    (tmp_path / FOLDER.name).mkdir()
    with (tmp_path / FOLDER.name / FILE).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS)
        writer.writeheader()
        writer.writerow(row | {column: value})
    with pytest.raises(WortlautError, match=f"line 2: {column} '{value}' is not allowed"):
        read(tmp_path, "tune")
