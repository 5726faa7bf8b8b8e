from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandera.errors import SchemaError, SchemaErrors

from wortlaut.tables import schemas
from wortlaut.tables.columns import Column, Table
from wortlaut.utils.errors import WortlautError

SECTION: tuple[Any, ...] = ("wahl", "wahl#sec1", 1, "body", "Streit", 0, 40)
SCORE: tuple[Any, ...] = ("wahl", "wahl#sec1", "wahl#sent1", 0.25, 0.5, "positive", 2, 9, 0.1, 0.3, 0.6)


@pytest.mark.parametrize(
    ("schema", "row"),
    [
        pytest.param(schemas.SECTIONS, SECTION, id="integers"),
        pytest.param(schemas.SECTIONS, (*SECTION[:4], None, 0, 40), id="missing text"),
        pytest.param(schemas.SENTENCE_SENTIMENT, SCORE, id="numbers"),
        pytest.param(
            schemas.SENTENCE_SENTIMENT,
            (*SCORE[:3], None, None, "no evidence", 0, 9, None, None, None),
            id="missing numbers",
        ),
        *(
            pytest.param(schemas.SENTENCES, ("a", "a#sec1", "a#sent1", 0, 9, text), id=repr(text))
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
def test_what_is_written_is_read(tmp_path: Path, schema: Table, row: tuple[Any, ...]) -> None:
    schemas.write(schema, [row], tmp_path)
    frame = schemas.read(schema, tmp_path)
    assert list(frame.columns) == list(schema.columns)
    assert [None if value != value else value for value in frame.iloc[0]] == list(row)


def test_rows_are_read_one_by_one_as_text(tmp_path: Path) -> None:
    schemas.write(schemas.SECTIONS, [SECTION, (*SECTION[:1], "wahl#sec2", 2, "body", None, 40, 50)], tmp_path)
    rows = schemas.rows(schemas.SECTIONS, tmp_path)
    assert isinstance(rows, Iterator)
    assert [(row["section_id"], row["heading"], row["end"]) for row in rows] == [
        ("wahl#sec1", "Streit", "40"),
        ("wahl#sec2", "", "50"),
    ]


def test_the_file_has_utf8_one_header_and_newlines(tmp_path: Path) -> None:
    schemas.write(schemas.REJECTED, [("ü.txt", "Leer.")], tmp_path)
    assert (tmp_path / "rejected.csv").read_bytes() == "path,reason\nü.txt,Leer.\n".encode()


def test_a_table_without_rows_has_its_header(tmp_path: Path) -> None:
    schemas.write(schemas.REJECTED, [], tmp_path)
    assert (tmp_path / "rejected.csv").read_text() == "path,reason\n"
    assert schemas.read(schemas.REJECTED, tmp_path).empty


@pytest.mark.parametrize(
    ("schema", "row", "told"),
    [
        (schemas.SECTIONS, (*SECTION[:3], "footer", None, 0, 40), "footer"),
        (schemas.SECTIONS, (*SECTION[:5], -1, 40), "start"),
        (schemas.SECTIONS, (None, *SECTION[1:]), "article_id"),
        (schemas.SENTENCE_SENTIMENT, (*SCORE[:3], 1.5, *SCORE[4:]), "polarity"),
    ],
)
def test_a_row_that_breaks_the_contract_is_refused(
    tmp_path: Path, schema: Table, row: tuple[Any, ...], told: str
) -> None:
    with pytest.raises(WortlautError, match=rf"{schema.name}\.csv: rows break the table contract(.|\n)*{told}"):
        schemas.write(schema, [row], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match="section_id"):
        schemas.write(schemas.SECTIONS, [SECTION, SECTION], tmp_path)


def test_an_id_is_refused_however_far_its_first_row_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "_CHUNK", 2)
    rows = [(*SECTION[:1], f"wahl#sec{number}", *SECTION[2:]) for number in (1, 2, 3, 4, 1)]
    with pytest.raises(WortlautError, match="section_id: 'wahl#sec1' stands there twice"):
        schemas.write(schemas.SECTIONS, rows, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([SECTION, SECTION], "section_id: .*wahl#sec1.* more than once"),
        ([("anders", *SECTION[1:])], "anders.* in the rows of wahl"),
        ([("wahl", "wahl#b#sec1", *SECTION[2:])], "wahl#b#sec1.* in the rows of wahl"),
        ([(*SECTION[:3], "footer", *SECTION[4:])], "kind: .*footer"),
    ],
)
def test_lines_of_an_article_are_checked(rows: list[tuple[Any, ...]], told: str) -> None:
    with pytest.raises(WortlautError, match=rf"sections\.csv: rows break the table contract(.|\n)*{told}"):
        schemas.to_csv(schemas.SECTIONS, rows, "wahl")


def test_lines_of_articles_make_a_table(tmp_path: Path) -> None:
    rows = [SECTION, (*SECTION[:1], "wahl#sec2", 2, "body", 'a\r\n"b"', 40, 50)]
    with schemas.writing(schemas.SECTIONS, tmp_path / "lines") as table:
        table.add_csv(schemas.to_csv(schemas.SECTIONS, rows, "wahl"))
        table.add_csv(schemas.to_csv(schemas.SECTIONS, [], "leer"))
    schemas.write(schemas.SECTIONS, rows, tmp_path / "rows")
    assert (tmp_path / "lines" / "sections.csv").read_bytes() == (tmp_path / "rows" / "sections.csv").read_bytes()
    lines = schemas.to_csv(schemas.SECTIONS, rows, "wahl")
    assert list(schemas.records(schemas.SECTIONS, lines)) == list(schemas.rows(schemas.SECTIONS, tmp_path / "rows"))


VALUES = st.one_of(
    st.none(), st.integers(-2, 3), st.floats(-2, 2), st.sampled_from(["", "1:2", "1:2;", "PER", "body", "Direct", "a"])
)


@pytest.mark.slow
@given(schema=st.sampled_from(schemas.TABLES), data=st.data())
def test_rows_are_checked_as_pandera_would(schema: Table, data: st.DataObject) -> None:
    row = [data.draw(valid_value(column), label=name) for name, column in schema.columns.items()]
    number = data.draw(st.integers(0, len(row) - 1))
    row[number] = data.draw(VALUES, label="other")
    column = list(schema.columns.values())[number]
    # pandera turns numbers into text and whole numbers into others; here a value of another type is a fault.
    is_typed = type(row[number]) is column.python_type or (row[number] is None and column.nullable)
    try:
        schema.pandera.validate(pd.DataFrame.from_records([row], columns=list(schema.columns)))
        is_valid = is_typed
    except (SchemaError, SchemaErrors):
        is_valid = False
    try:
        schemas.check(schema, [row])
        assert is_valid
    except WortlautError:
        assert not is_valid


def valid_value(column: Column) -> st.SearchStrategy[Any]:
    if column.labels:
        return st.sampled_from(column.labels)
    if column.kind == "integer":
        return st.integers(0, 9)
    if column.kind == "number":
        return st.floats(column.low, column.high)
    return st.just("1:2" if column.pattern else "a")


def test_a_table_is_filled_in_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "_CHUNK", 2)
    rows = [(f"{number}.txt", "Leer.") for number in range(5)]
    with schemas.writing(schemas.REJECTED, tmp_path) as table:
        table.add(rows[:1])
        table.add(rows[1:])
    with (tmp_path / "rejected.csv").open(newline="") as handle:
        assert [tuple(row) for row in csv.reader(handle)] == [("path", "reason"), *rows]


def test_a_missing_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match=r"quotations\.csv: cannot be read"):
        schemas.read(schemas.QUOTATIONS, tmp_path)
    with pytest.raises(WortlautError, match=r"quotations\.csv: cannot be read"):
        next(schemas.rows(schemas.QUOTATIONS, tmp_path))


def test_a_table_that_was_altered_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "rejected.csv").write_text("path\na.txt\n")
    with pytest.raises(WortlautError, match="reason"):
        schemas.read(schemas.REJECTED, tmp_path)


@pytest.mark.parametrize("schema", schemas.TABLES, ids=lambda schema: schema.name)
def test_the_dictionary_tells_every_column(schema: Table) -> None:
    page = schemas.dictionary()
    assert f"## {schema.name}.csv\n\n{schema.description}" in page
    section = page.split(f"## {schema.name}.csv")[1].split("\n## ")[0]
    for name, column in schema.columns.items():
        assert f"| {name} | " in section
        assert column.description
