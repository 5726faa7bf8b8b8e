from __future__ import annotations

from pathlib import Path

import pytest

from wortlaut.german import word_lists
from wortlaut.utils.errors import WortlautError


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a,b\n1,2\n3\n", r"german/x\.csv, line 3: has 1 cells, the header 2\."),
        ("a,b\n1,2,3\n", r"line 2: has 3 cells, the header 2\."),
        # A row that a spreadsheet leaves empty.
        ("a,b\n1,2\n\n3,4\n", r"line 3: has 0 cells, the header 2\."),
    ],
)
def test_a_row_that_does_not_fit_the_header_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, told: str
) -> None:
    (tmp_path / "x.csv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(word_lists, "FOLDER", tmp_path)
    with pytest.raises(WortlautError, match=told):
        list(word_lists.rows("x.csv"))


def test_a_list_is_read_as_a_spreadsheet_saves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.csv").write_bytes('a,b\r\nÄ,"1, 2"\r\n'.encode("utf-8-sig"))
    monkeypatch.setattr(word_lists, "FOLDER", tmp_path)
    assert list(word_lists.rows("x.csv")) == [{"a": "Ä", "b": "1, 2"}]
