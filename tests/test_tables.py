from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandera.pandas as pa
import pytest

from pipeline import tables
from pipeline.errors import WortlautError

SECTION: tuple[Any, ...] = ("wahl", "wahl#sec1", 1, "body", "Streit", 0, 40)
SCORE: tuple[Any, ...] = ("wahl", "wahl#sec1", "wahl#sent1", 0.25, 0.5, "positive", 2, 9, 0.1, 0.3, 0.6)


@pytest.mark.parametrize(
    ("schema", "row"),
    [
        pytest.param(tables.SECTIONS, SECTION, id="integers"),
        pytest.param(tables.SECTIONS, (*SECTION[:4], None, 0, 40), id="missing text"),
        pytest.param(tables.SENTENCE_SENTIMENT, SCORE, id="numbers"),
        pytest.param(
            tables.SENTENCE_SENTIMENT,
            (*SCORE[:3], None, None, "no evidence", 0, 9, None, None, None),
            id="missing numbers",
        ),
        *(
            pytest.param(tables.SENTENCES, ("a", "a#sec1", "a#sent1", 0, 9, text), id=repr(text))
            for text in (
                "NA",
                "null",
                "nan",
                "1.0",
                "a;b,c",
                '„Ja“, "nein"',
                "a\nb",
                "a\r\nb",
                "a\rb",
                "Ä  ö",
                "=1+1",
            )
        ),
    ],
)
def test_what_is_written_is_read(tmp_path: Path, schema: pa.DataFrameSchema, row: tuple[Any, ...]) -> None:
    tables.write(schema, [row], tmp_path)
    frame = tables.read(schema, tmp_path)
    assert list(frame.columns) == list(schema.columns)
    assert [None if value != value else value for value in frame.iloc[0]] == list(row)


def test_rows_are_read_one_by_one_as_text(tmp_path: Path) -> None:
    tables.write(tables.SECTIONS, [SECTION, (*SECTION[:1], "wahl#sec2", 2, "body", None, 40, 50)], tmp_path)
    rows = tables.rows(tables.SECTIONS, tmp_path)
    assert isinstance(rows, Iterator)
    assert [(row["section_id"], row["heading"], row["end"]) for row in rows] == [
        ("wahl#sec1", "Streit", "40"),
        ("wahl#sec2", "", "50"),
    ]


def test_the_file_has_utf8_one_header_and_newlines(tmp_path: Path) -> None:
    tables.write(tables.REJECTED, [("ü.txt", "Leer.")], tmp_path)
    assert (tmp_path / "rejected.csv").read_bytes() == "path,reason\nü.txt,Leer.\n".encode()


def test_a_table_without_rows_has_its_header(tmp_path: Path) -> None:
    tables.write(tables.REJECTED, [], tmp_path)
    assert (tmp_path / "rejected.csv").read_text() == "path,reason\n"
    assert tables.read(tables.REJECTED, tmp_path).empty


@pytest.mark.parametrize(
    ("schema", "row", "told"),
    [
        (tables.SECTIONS, (*SECTION[:3], "footer", None, 0, 40), "footer"),
        (tables.SECTIONS, (*SECTION[:5], -1, 40), "start"),
        (tables.SECTIONS, (None, *SECTION[1:]), "article_id"),
        (tables.SENTENCE_SENTIMENT, (*SCORE[:3], 1.5, *SCORE[4:]), "polarity"),
    ],
)
def test_a_row_that_breaks_the_contract_is_refused(
    tmp_path: Path, schema: pa.DataFrameSchema, row: tuple[Any, ...], told: str
) -> None:
    with pytest.raises(WortlautError, match=rf"{schema.name}\.csv: rows break the table contract(.|\n)*{told}"):
        tables.write(schema, [row], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match="section_id"):
        tables.write(tables.SECTIONS, [SECTION, SECTION], tmp_path)


def test_a_table_is_filled_in_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_CHUNK", 2)
    rows = [(f"{number}.txt", "Leer.") for number in range(5)]
    with tables.writing(tables.REJECTED, tmp_path) as table:
        table.add(rows[:1])
        table.add(rows[1:])
    with (tmp_path / "rejected.csv").open(newline="") as handle:
        assert [tuple(row) for row in csv.reader(handle)] == [("path", "reason"), *rows]


def test_a_missing_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match=r"quotations\.csv: cannot be read"):
        tables.read(tables.QUOTATIONS, tmp_path)
    with pytest.raises(WortlautError, match=r"quotations\.csv: cannot be read"):
        next(tables.rows(tables.QUOTATIONS, tmp_path))


def test_a_table_that_was_altered_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "rejected.csv").write_text("path\na.txt\n")
    with pytest.raises(WortlautError, match="reason"):
        tables.read(tables.REJECTED, tmp_path)


@pytest.mark.parametrize("schema", tables.TABLES, ids=lambda schema: schema.name)
def test_the_dictionary_tells_every_column(schema: pa.DataFrameSchema) -> None:
    page = tables.dictionary()
    assert f"## {schema.name}.csv\n\n{schema.description}" in page
    section = page.split(f"## {schema.name}.csv")[1].split("\n## ")[0]
    for name, column in schema.columns.items():
        assert f"| {name} | " in section
        assert column.description
