from __future__ import annotations

import csv
import logging
from pathlib import Path

import pytest

from tests.cli.test_commands import log_levels, status
from wortlaut.corrections.records import read
from wortlaut.params import Params
from wortlaut.stages import all_stages

__all__ = ["log_levels"]


def test_a_corpus_is_sampled_validated_and_corrected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="wortlaut")
    (tmp_path / "a.txt").write_text(
        "Rat tagt\n\n„Wir bauen sofort“, sagte Bürgermeister Jan Lau am Montag. Es regnete.\n\nDer Weg ist lang.\n",
        encoding="utf-8",
    )
    all_stages.run(tmp_path / "a.txt", tmp_path / "out", Params())
    sheet = tmp_path / "check.csv"
    assert status("sample", str(tmp_path / "out" / "processed"), "--n", "5", "--output", str(sheet)) == 0
    assert f"Written: {sheet}, 1 quotations and 2 passages." in caplog.text
    with sheet.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        row["is_quotation"] = "0"
    with sheet.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    folder = tmp_path / "out" / "corrections"
    assert status("validate", str(sheet), "--corrections", str(folder)) == 0
    assert "0% (0%–79%), n = 1" in capsys.readouterr().out
    assert [each.key for each in read(folder).quotations] == [("a", "drop", "„Wir bauen sofort“", "", "")]
    all_stages.run(tmp_path / "a.txt", tmp_path / "out", Params())
    assert "Wir bauen" not in (tmp_path / "out" / "processed" / "quotations.csv").read_text(encoding="utf-8")
    assert status("validate", str(sheet), "--language", "de") == 0
    assert "nach Regel" in capsys.readouterr().out


def test_a_sheet_that_is_missing_is_named(tmp_path: Path) -> None:
    assert "s.csv: there is no such file" in str(status("validate", str(tmp_path / "s.csv")))
    assert "Run the pipeline first" in str(status("sample", str(tmp_path), "--output", str(tmp_path / "s.csv")))
