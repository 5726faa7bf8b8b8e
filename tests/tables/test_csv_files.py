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

from tests import contract
from tests.hostile import ROWS
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.columns import Column, R, Table
from wortlaut.tables.schemas import RejectedRow, SectionRow, SentenceRow, SentenceSentimentRow
from wortlaut.utils.errors import WortlautError

SECTION = SectionRow("wahl", "wahl#sec1", 1, "body", "Streit", 0, 40, None)
OTHER = SECTION._replace(section_id="wahl#sec2", position=2, heading=None, start=40, end=50)
SCORE = SentenceSentimentRow("wahl", "wahl#sec1", "wahl#sent1", 0.25, 0.5, 0.5, "positive", 2, 9, 0.1, 0.3, 0.6)
NO_SCORE = SentenceSentimentRow(
    "wahl", "wahl#sec1", "wahl#sent1", None, None, None, "no evidence", 0, 9, None, None, None
)


@pytest.mark.parametrize(
    ("schema", "row"),
    [
        pytest.param(schemas.SECTIONS, SECTION, id="integers"),
        pytest.param(schemas.SECTIONS, SECTION._replace(heading=None), id="missing text"),
        pytest.param(schemas.SENTENCE_SENTIMENT, SCORE, id="numbers"),
        pytest.param(schemas.SENTENCE_SENTIMENT, NO_SCORE, id="missing numbers"),
        *(
            pytest.param(schemas.SENTENCES, SentenceRow("a", "a#sec1", "a#sent1", 0, 9, text), id=repr(text))
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
def test_what_is_written_is_read(tmp_path: Path, schema: Table[R], row: R) -> None:
    csv_files.write(schema, [row], tmp_path)
    (read,) = csv_files.rows(schema, tmp_path)
    assert read == row
    assert type(read) is type(row)
    assert [type(value) for value in read] == [type(value) for value in row]
    frame = contract.read(schema, tmp_path)
    assert list(frame.columns) == list(schema.columns)
    assert [None if value != value else value for value in frame.iloc[0]] == list(row)


def test_rows_are_read_one_by_one(tmp_path: Path) -> None:
    csv_files.write(schemas.SECTIONS, [SECTION, OTHER], tmp_path)
    rows = csv_files.rows(schemas.SECTIONS, tmp_path)
    assert isinstance(rows, Iterator)
    assert next(rows).heading == "Streit"
    assert [row.end for row in rows] == [50]


@pytest.mark.parametrize("schema", schemas.TABLES, ids=lambda schema: schema.name)
def test_no_text_is_taken_for_something_else(hostile: Path, schema: Table[Any]) -> None:
    assert list(csv_files.rows(schema, hostile)) == ROWS[schema.name]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("position,kind", "kind,position", r"sections\.csv: .*its columns are article_id, section_id, kind, position"),
        ("wahl#sec2,2", "wahl#sec2,zwei", r"sections\.csv, row 2: .*'zwei'"),
        ("wahl#sec2,2", "wahl#sec2,", r"sections\.csv, row 2: .*''"),
        ("wahl,wahl#sec2", "wahl,", r"sections\.csv, row 2: .*section_id is empty"),
        ("40,50", "40", r"sections\.csv, row 2: .*7 cells instead of 8"),
        ("40,50", "40,50,60", r"sections\.csv, row 2: .*9 cells instead of 8"),
    ],
)
def test_a_row_that_does_not_fit_is_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    csv_files.write(schemas.SECTIONS, [SECTION, OTHER], tmp_path)
    path = tmp_path / "sections.csv"
    content = path.read_text()
    assert old in content
    path.write_text(content.replace(old, new))
    with pytest.raises(WortlautError, match=rf"{fault}.*Run the pipeline again"):
        list(csv_files.rows(schemas.SECTIONS, tmp_path))


def test_the_file_has_utf8_one_header_and_newlines(tmp_path: Path) -> None:
    csv_files.write(schemas.REJECTED, [RejectedRow("ü.txt", "Leer.")], tmp_path)
    assert (tmp_path / "rejected.csv").read_bytes() == "path,reason\nü.txt,Leer.\n".encode()


def test_a_table_without_rows_has_its_header(tmp_path: Path) -> None:
    csv_files.write(schemas.REJECTED, [], tmp_path)
    assert (tmp_path / "rejected.csv").read_text() == "path,reason\n"
    assert contract.read(schemas.REJECTED, tmp_path).empty


@pytest.mark.parametrize(
    ("schema", "row", "fault"),
    [
        (schemas.SECTIONS, SECTION._replace(kind="footer"), "footer"),
        (schemas.SECTIONS, SECTION._replace(start=-1), "start"),
        (schemas.SECTIONS, (None, *SECTION[1:]), "article_id"),
        (schemas.SECTIONS, SECTION[:-1], "7 cells instead of 8"),
        (schemas.SENTENCE_SENTIMENT, SCORE._replace(polarity=1.5), "polarity"),
    ],
)
def test_a_row_that_breaks_the_contract_is_refused(
    tmp_path: Path, schema: Table[Any], row: tuple[Any, ...], fault: str
) -> None:
    with pytest.raises(WortlautError, match=rf"{schema.name}\.csv: rows violate the table contract(.|\n)*{fault}"):
        csv_files.write(schema, [row], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match="section_id"):
        csv_files.write(schemas.SECTIONS, [SECTION, SECTION], tmp_path)


def test_an_id_is_refused_however_far_its_first_row_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_files, "_CHUNK", 2)
    rows = [SECTION._replace(section_id=f"wahl#sec{number}") for number in (1, 2, 3, 4, 1)]
    with pytest.raises(WortlautError, match="section_id: 'wahl#sec1' occurs twice"):
        csv_files.write(schemas.SECTIONS, rows, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([SECTION, SECTION], "section_id: .*wahl#sec1.* more than once"),
        ([SECTION._replace(article_id="anders")], "anders.* in the rows of wahl"),
        ([SECTION._replace(section_id="wahl#b#sec1")], "wahl#b#sec1.* in the rows of wahl"),
        ([SECTION._replace(kind="footer")], "kind: .*footer"),
    ],
)
def test_lines_of_an_article_are_checked(rows: list[SectionRow], fault: str) -> None:
    with pytest.raises(WortlautError, match=rf"sections\.csv: rows violate the table contract(.|\n)*{fault}"):
        csv_files.to_csv(schemas.SECTIONS, rows, "wahl")


def test_lines_of_articles_make_a_table(tmp_path: Path) -> None:
    rows = [SECTION, OTHER._replace(heading='a\r\n"b"')]
    with csv_files.writing(schemas.SECTIONS, tmp_path / "lines") as table:
        table.add_csv(csv_files.to_csv(schemas.SECTIONS, rows, "wahl"))
        table.add_csv(csv_files.to_csv(schemas.SECTIONS, [], "leer"))
    csv_files.write(schemas.SECTIONS, rows, tmp_path / "rows")
    assert (tmp_path / "lines" / "sections.csv").read_bytes() == (tmp_path / "rows" / "sections.csv").read_bytes()
    lines = csv_files.to_csv(schemas.SECTIONS, rows, "wahl")
    assert list(csv_files.parse(schemas.SECTIONS, lines)) == rows


VALUES = st.one_of(
    st.none(), st.integers(-2, 3), st.floats(-2, 2), st.sampled_from(["", "1:2", "1:2;", "PER", "body", "Direct", "a"])
)


@pytest.mark.slow
@given(schema=st.sampled_from(schemas.TABLES), data=st.data())
def test_rows_are_checked_as_pandera_would(schema: Table[Any], data: st.DataObject) -> None:
    row = [data.draw(valid_value(column), label=name) for name, column in schema.columns.items()]
    number = data.draw(st.integers(0, len(row) - 1))
    row[number] = data.draw(VALUES, label="other")
    column = list(schema.columns.values())[number]
    # pandera turns numbers into text and whole numbers into others; here a value of another type is a fault.
    is_typed = type(row[number]) is column.python_type or (row[number] is None and column.nullable)
    try:
        contract.pandera(schema).validate(pd.DataFrame.from_records([row], columns=list(schema.columns)))
        is_valid = is_typed
    except (SchemaError, SchemaErrors):
        is_valid = False
    try:
        csv_files.check(schema, [row])
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
    monkeypatch.setattr(csv_files, "_CHUNK", 2)
    rows = [RejectedRow(f"{number}.txt", "Leer.") for number in range(5)]
    with csv_files.writing(schemas.REJECTED, tmp_path) as table:
        table.add(rows[:1])
        table.add(rows[1:])
    with (tmp_path / "rejected.csv").open(newline="") as handle:
        assert [tuple(row) for row in csv.reader(handle)] == [("path", "reason"), *rows]


def test_a_missing_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match=r"quotations\.csv: cannot be read"):
        next(csv_files.rows(schemas.QUOTATIONS, tmp_path))
