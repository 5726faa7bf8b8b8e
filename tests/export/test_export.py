from __future__ import annotations

import json
import re
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests.conftest import DEMO
from tests.hostile import ROWS, TEXTS
from wortlaut.export import Format, arrow, export, xlsx
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.columns import Table
from wortlaut.tables.keys import primary_key, references
from wortlaut.utils.errors import WortlautError

Row = tuple[Any, ...]
NAMES = [schema.name for schema in schemas.TABLES]
each_table = pytest.mark.parametrize("schema", schemas.TABLES, ids=lambda schema: schema.name)
each_format = pytest.mark.parametrize("form", Format, ids=lambda form: form.value)


@pytest.fixture(scope="module")
def exported(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Format, Path]:
    """Return the hostile tables in every format."""
    folder = tmp_path_factory.mktemp("exported")
    paths = {form: folder / form.value for form in Format}
    for form, path in paths.items():
        export(hostile, form, path)
    return paths


@pytest.fixture
def copied(hostile: Path, tmp_path: Path) -> Path:
    """Return a copy of the hostile tables that may be changed."""
    shutil.copytree(hostile.parent, tmp_path / "copied")
    return tmp_path / "copied" / "processed"


def replaced(path: Path, old: str, new: str) -> None:
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode(), 1))


# What comes out is what the tables hold


def berlin(rows: list[Row], schema: Table[Any]) -> list[Row]:
    """Return rows in which times stand as in the tables."""
    is_time = [column.kind == "time" for column in schema.columns.values()]
    return [
        tuple(
            value.astimezone(value.tzinfo).strftime("%Y-%m-%dT%H:%M") if time and value else value
            for value, time in zip(row, is_time, strict=True)
        )
        for row in rows
    ]


@each_table
def test_parquet_holds_the_rows(exported: dict[Format, Path], schema: Table[Any]) -> None:
    table = pq.read_table(exported[Format.PARQUET] / f"{schema.name}.parquet")
    rows = [tuple(row.values()) for row in table.to_pylist()]
    assert berlin(rows, schema) == ROWS[schema.name]
    assert table.schema.equals(arrow.arrow_schema(schema), check_metadata=False)


@each_table
def test_sqlite_holds_the_rows(exported: dict[Format, Path], schema: Table[Any]) -> None:
    with closing(sqlite3.connect(exported[Format.SQLITE])) as database:
        assert database.execute(f"SELECT * FROM {schema.name} ORDER BY rowid").fetchall() == ROWS[schema.name]


@each_table
def test_duckdb_holds_the_rows(exported: dict[Format, Path], schema: Table[Any]) -> None:
    with duckdb.connect(str(exported[Format.DUCKDB]), read_only=True) as database:
        database.execute("SET TimeZone = 'Europe/Berlin'")
        rows = database.execute(f"SELECT * FROM {schema.name}").fetchall()
    assert berlin(rows, schema) == ROWS[schema.name]


@pytest.mark.parametrize("schema", xlsx.TABLES, ids=lambda schema: schema.name)
def test_a_workbook_holds_the_rows(exported: dict[Format, Path], schema: Table[Any]) -> None:
    header, *rows = sheet_rows(exported[Format.XLSX], schema.name)
    assert header == {number: name for number, name in enumerate(schema.columns)}
    expected = [
        {
            number: value if isinstance(value, str) else float(value)
            for number, value in enumerate(row)
            if value is not None
        }
        for row in ROWS[schema.name]
    ]
    for row in expected:
        for number, value in row.items():
            if isinstance(value, str) and len(value) > xlsx.MAX_CHARACTERS:
                row[number] = value[: xlsx.MAX_CHARACTERS - 4] + " […]"
    assert rows == expected


def sheet_rows(path: Path, name: str) -> list[dict[int, str | float]]:
    """Return the rows of a sheet, as values by the number of their column; a formula is a fault."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with ZipFile(path) as workbook:
        book = ElementTree.fromstring(workbook.read("xl/workbook.xml"))
        names = [sheet.attrib["name"] for sheet in book.iter(f"{space}sheet")]
        sheet = ElementTree.fromstring(workbook.read(f"xl/worksheets/sheet{names.index(name) + 1}.xml"))
    assert next(sheet.iter(f"{space}f"), None) is None
    return [dict(sheet_cell(cell, space) for cell in row.iter(f"{space}c")) for row in sheet.iter(f"{space}row")]


def sheet_cell(cell: ElementTree.Element, space: str) -> tuple[int, str | float]:
    letters = re.sub(r"\d", "", cell.attrib["r"])
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    content = "".join(cell.itertext())
    if cell.attrib.get("t") != "inlineStr":
        return number - 1, float(content)
    # ECMA-376, 22.9.2.19 (ST_Xstring): a character that XML does not hold stands as _xHHHH_.
    return number - 1, re.sub(r"_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), content)


def test_annotations_hold_quotations_and_mentions(exported: dict[Format, Path]) -> None:
    collection = json.loads(exported[Format.ANNOTATIONS].read_text(encoding="utf-8"))
    annotations = collection["first"]["items"]
    assert collection["total"] == len(annotations) == 2 * len(TEXTS) + 2
    quotations, mentions = annotations[: len(TEXTS)], annotations[len(TEXTS) + 1 : -1]
    for annotation, row, text in zip(quotations, ROWS["quotations"], TEXTS, strict=False):
        kind, name, quotation = annotation["body"]
        assert (kind["value"], name["value"]) == (row.type, text)
        assert quotation["schema:text"] == text
        assert quotation["schema:spokenByCharacter"]["schema:name"] == text
        properties = {item["schema:name"]: item["schema:value"] for item in quotation["schema:additionalProperty"]}
        assert {name: properties[name] for name in ("cue_text", "rule", "confidence")} == {
            "cue_text": text,
            "rule": text,
            "confidence": row.confidence,
        }
        assert annotation["target"][0]["selector"][1]["exact"] == text[:1]
    assert [body["value"] for body in mentions[1]["body"][:2]] == ["ORG", "organisation"]


# Types, keys and meanings


def test_sqlite_has_types_keys_and_meanings(exported: dict[Format, Path]) -> None:
    with closing(sqlite3.connect(exported[Format.SQLITE])) as database:
        for schema in schemas.TABLES:
            columns = database.execute(f"PRAGMA table_info({schema.name})").fetchall()
            kinds = {"integer": "INTEGER", "number": "REAL"}
            assert [(name, kind, bool(needed)) for _, name, kind, needed, *_ in columns] == [
                (name, kinds.get(column.kind, "TEXT"), not column.nullable) for name, column in schema.columns.items()
            ]
            keyed = sorted((place, name) for _, name, *_, place in columns if place)
            assert tuple(name for _, name in keyed) == primary_key(schema)
            links = database.execute(f"PRAGMA foreign_key_list({schema.name})").fetchall()
            assert {link[3]: (link[2], link[4]) for link in links} == references(schema)
            indexes = {row[1] for row in database.execute(f"PRAGMA index_list({schema.name})")}
            assert {f"{schema.name}_{name}" for name in references(schema)} <= indexes
            (definition,) = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", [schema.name]).fetchone()
            assert all(column.description in definition for column in schema.columns.values())
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_duckdb_has_meanings(exported: dict[Format, Path]) -> None:
    with duckdb.connect(str(exported[Format.DUCKDB]), read_only=True) as database:
        rows = database.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    assert sorted(rows) == sorted(
        (schema.name, name, column.description) for schema in schemas.TABLES for name, column in schema.columns.items()
    )


def test_parquet_opens_in_pandas_with_types(exported: dict[Format, Path]) -> None:
    articles = pd.read_parquet(exported[Format.PARQUET] / "articles.parquet")
    assert str(articles.published_at.dtype) == "datetime64[us, Europe/Berlin]"
    assert articles.n_tokens.dtype == "int64"


def test_text_in_a_workbook_is_marked_as_text(exported: dict[Format, Path]) -> None:
    with ZipFile(exported[Format.XLSX]) as workbook:
        assert b'quotePrefix="1"' in workbook.read("xl/styles.xml")


def test_texts_that_a_cell_cannot_hold_are_told(
    hostile: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    export(hostile, Format.XLSX, tmp_path / "x.xlsx")
    assert re.search(r"x\.xlsx: \d+ texts are cut off \(\[…\]\), because a cell holds 32767 characters", caplog.text)


def test_a_long_table_goes_on_in_a_further_sheet(
    hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 20)
    export(hostile, Format.XLSX, tmp_path / "x.xlsx")
    first, second = (sheet_rows(tmp_path / "x.xlsx", name) for name in ("speakers", "speakers 2"))
    assert (len(first), len(second)) == (20, len(TEXTS) + 1 - 19 + 1)
    assert first[0] == second[0]
    assert [row[0] for row in first[1:] + second[1:]] == [row[0] for row in ROWS["speakers"]]


def test_tables_longer_than_a_batch_are_whole(hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "_ROWS", 10)
    for form in (Format.PARQUET, Format.DUCKDB):
        export(hostile, form, tmp_path / form.value)
    assert pq.read_table(tmp_path / "parquet" / "tokens.parquet").num_rows == len(TEXTS) + 1
    with duckdb.connect(str(tmp_path / "duckdb"), read_only=True) as database:
        ids = database.execute("SELECT article_id FROM tokens").fetchall()
    assert ids == [row[:1] for row in ROWS["tokens"]]


# Web Annotations, https://www.w3.org/TR/annotation-model/


def test_annotations_have_the_shape_of_the_model(demo: Path, tmp_path: Path) -> None:
    export(demo / "processed", Format.ANNOTATIONS, tmp_path / "a.jsonld")
    collection = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    page = collection["first"]
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], page["type"], page["startIndex"]) == ("AnnotationCollection", "AnnotationPage", 0)
    assert collection["total"] == len(page["items"]) > 0
    ids = [collection["id"], page["id"], *(annotation["id"] for annotation in page["items"])]
    assert len({*ids}) == len(ids)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", iri) for iri in ids)
    for annotation in page["items"]:
        assert annotation["type"] == "Annotation"
        assert annotation["motivation"] == "identifying"
        for body in annotation["body"]:
            if body["type"] == "TextualBody":
                assert body["purpose"] in {"classifying", "describing", "identifying"}
            else:
                assert body["type"].startswith("schema:")
        for target in annotation["target"]:
            assert target["type"] == "SpecificResource"
            assert re.fullmatch(r"ni:///sha-256;[\w-]{43}", target["source"]["id"])
            assert [item["type"] for item in target["selector"]] == ["TextPositionSelector", "TextQuoteSelector"]


def test_selectors_find_the_words_in_the_text(demo: Path, tmp_path: Path) -> None:
    export(demo / "processed", Format.ANNOTATIONS, tmp_path / "a.jsonld")
    # Of a page, the text that offsets refer to is not the file's.
    texts = {path.stem: path.read_text(encoding="utf-8") for path in DEMO.glob("*.txt")}
    annotations = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))["first"]["items"]
    articles = {target["source"]["schema:identifier"] for each in annotations for target in each["target"]}
    assert articles == {*texts, *(path.name for path in DEMO.glob("*.html"))}
    for annotation in annotations:
        for target in annotation["target"]:
            text = texts.get(target["source"]["schema:identifier"])
            if text is None:
                continue
            place, words = target["selector"]
            assert text[place["start"] : place["end"]] == words["exact"]
            assert words["prefix"] + words["exact"] + words["suffix"] in text


def test_an_interrupted_quotation_has_a_target_for_each_part(demo: Path, tmp_path: Path) -> None:
    export(demo / "processed", Format.ANNOTATIONS, tmp_path / "a.jsonld")
    annotations = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))["first"]["items"]
    n_targets = [len(annotation["target"]) for annotation in annotations]
    spans = [row.quote_spans for row in csv_files.rows(schemas.QUOTATIONS, demo / "processed")]
    assert n_targets[: len(spans)] == [cell.count(";") + 1 for cell in spans]
    assert max(n_targets) > 1


def test_references_hold_in_a_run(demo: Path, tmp_path: Path) -> None:
    export(demo / "processed", Format.SQLITE, tmp_path / "x.sqlite")
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


# The same bytes, whole or not at all


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.DUCKDB], ids=lambda form: form.value)
def test_the_same_tables_give_the_same_bytes(
    exported: dict[Format, Path], hostile: Path, tmp_path: Path, form: Format
) -> None:
    export(hostile, form, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(exported[form])


def contents(path: Path) -> list[bytes]:
    return [file.read_bytes() for file in (sorted(path.iterdir()) if path.is_dir() else [path])]


@pytest.mark.slow
@each_format
def test_an_earlier_export_is_replaced(hostile: Path, tmp_path: Path, form: Format) -> None:
    output = tmp_path / "deep" / "out"
    export(hostile, form, output)
    export(hostile, form, output)
    assert not list(tmp_path.rglob("*.part*"))


@pytest.mark.slow
@each_format
def test_a_missing_table_leaves_what_was_there(copied: Path, tmp_path: Path, form: Format) -> None:
    output = tmp_path / "out"
    export(copied, form, output)
    before = contents(output)
    (copied / "entities.csv").unlink()
    with pytest.raises(WortlautError, match=r"entities\.csv: cannot be read"):
        export(copied, form, output)
    assert contents(output) == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copied", "out"]


@pytest.mark.slow
@pytest.mark.parametrize("form", sorted({*Format} - {Format.ANNOTATIONS}), ids=lambda form: form.value)
@pytest.mark.parametrize(
    ("table", "old", "new", "fault"),
    [
        ("speakers", "n_direct", "n_straight", r": .*its columns are .*n_straight"),
        ("speakers", ",leer,,26", ",leer,,viele", r", row 27: .*'viele'"),
        ("rejected", "leer,leer", "leer", r", row 27: .*1 cells instead of 2"),
        ("rejected", "leer,leer", "leer,leer,leer", r", row 27: .*3 cells instead of 2"),
    ],
)
def test_a_table_of_another_form_is_told(
    copied: Path, tmp_path: Path, form: Format, table: str, old: str, new: str, fault: str
) -> None:
    replaced(copied / f"{table}.csv", old, new)
    with pytest.raises(WortlautError, match=rf"(?s){table}\.csv{fault}.*Run the pipeline again"):
        export(copied, form, tmp_path / "out")


def test_a_row_without_what_it_refers_to_is_told(copied: Path, tmp_path: Path) -> None:
    replaced(copied / "sections.csv", "id26,id26", "gone,id26")
    with pytest.raises(WortlautError, match=r"sections\.csv, row 27: refers to a row that is not in articles\.csv"):
        export(copied, Format.SQLITE, tmp_path / "x.sqlite")


def test_a_repeated_key_is_told(copied: Path, tmp_path: Path) -> None:
    replaced(copied / "speakers.csv", "id26", "id25")
    with pytest.raises(WortlautError, match=r"UNIQUE constraint failed: speakers\.canonical_id.*from different runs"):
        export(copied, Format.SQLITE, tmp_path / "x.sqlite")


def test_an_article_without_text_is_told(copied: Path, tmp_path: Path) -> None:
    path = copied.parent / "interim" / "articles.jsonl"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")
    with pytest.raises(WortlautError, match=r"quotations\.csv: has rows of 'id0', which is not .*articles\.jsonl"):
        export(copied, Format.ANNOTATIONS, tmp_path / "a.jsonld")


@each_format
def test_an_output_in_the_way_is_told(hostile: Path, tmp_path: Path, form: Format) -> None:
    (tmp_path / "in_the_way").write_text("")
    with pytest.raises(WortlautError, match=r"in_the_way.*: cannot be written"):
        export(hostile, form, tmp_path / "in_the_way" / "out")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match="nowhere: there is no such folder"):
        export(tmp_path / "nowhere", Format.PARQUET, tmp_path / "out")


def test_a_missing_duckdb_is_told(hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(WortlautError, match=r"pip install 'wortlaut\[duckdb\]'"):
        export(hostile, Format.DUCKDB, tmp_path / "x.duckdb")
