from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import wortlaut
from tests.hostile import ROWS, TEXTS
from tests.rows import row
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.columns import Table
from wortlaut.tables.schemas import SectionRow
from wortlaut.utils.errors import WortlautError


def write_articles(folder: Path, *published: str | None) -> None:
    """Write articles that differ in their date, other columns as small as the contract lets them be."""
    rows = (
        row(schemas.ARTICLES, article_id=f"a{number}", published_at=moment) for number, moment in enumerate(published)
    )
    csv_files.write(schemas.ARTICLES, rows, folder)


def test_the_package_is_imported_without_pandas() -> None:
    code = "import wortlaut, sys; print({'pandas', 'spacy', 'pandera'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_all_tables_are_there_by_name_and_as_attributes(hostile: Path) -> None:
    loaded = wortlaut.load(hostile)
    assert list(loaded) == [schema.name for schema in schemas.TABLES]
    assert len(loaded) == len(schemas.TABLES)
    assert "quotations" in loaded
    assert loaded.quotations is loaded["quotations"]
    assert {"quotations", "tokens"} <= {*dir(loaded)}
    assert "quotations, " in repr(loaded)


@pytest.mark.parametrize("schema", schemas.TABLES, ids=lambda schema: schema.name)
def test_what_was_written_is_loaded(hostile: Path, schema: Table[Any]) -> None:
    frame = wortlaut.load(hostile)[schema.name]
    if "published_at" in frame:
        frame = frame.assign(published_at=frame.published_at.dt.strftime("%Y-%m-%dT%H:%M"))
    assert [tuple(None if pd.isna(value) else value for value in row) for row in frame.itertuples(index=False)] == ROWS[
        schema.name
    ]


def test_columns_have_the_types_of_the_contract(hostile: Path) -> None:
    loaded = wortlaut.load(hostile)
    quotations, articles, tokens = loaded.quotations, loaded.articles, loaded.tokens
    assert tuple(quotations.type.cat.categories) == schemas.QUOTATION_TYPES
    assert isinstance(tokens.pos.dtype, pd.CategoricalDtype)
    assert quotations.speaker_name.dtype == "string"
    assert quotations.confidence.dtype == "float64"
    assert articles.n_tokens.dtype == "int64"
    assert str(articles.published_at.dtype) == "datetime64[us, Europe/Berlin]"


def test_a_table_is_read_only_when_it_is_asked_for(tmp_path: Path) -> None:
    write_articles(tmp_path, None)
    (tmp_path / "tokens.csv").write_text("broken")
    assert len(wortlaut.load(tmp_path).articles) == 1


def test_names_that_look_missing_stay(hostile: Path) -> None:
    names = wortlaut.load(hostile).speakers.name
    assert {"NA", "null", "None", "nan"} <= {*names}
    assert names.notna().sum() == len(TEXTS) + 1


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2025-03-14T17:30", "2025-03-14T17:30:00+01:00"),
        ("2025-07-14T17:30:05", "2025-07-14T17:30:05+02:00"),
        ("2025-07-14T17:30Z", "2025-07-14T19:30:00+02:00"),
        ("2025-07-14T17:30+00:00", "2025-07-14T19:30:00+02:00"),
        ("2025-07-14", "2025-07-14T00:00:00+02:00"),
        ("2025-10-26T02:30", "2025-10-26T02:30:00+02:00"),
        ("2025-03-30T02:30", "2025-03-30T03:00:00+02:00"),
        ("1908-03-18T12:00", "1908-03-18T12:00:00+01:00"),
    ],
)
def test_times_are_those_on_the_clock_in_berlin(tmp_path: Path, cell: str, moment: str) -> None:
    write_articles(tmp_path, cell, None)
    time, missing = wortlaut.load(tmp_path).articles.published_at
    assert time.isoformat() == moment
    assert missing is pd.NaT


def test_a_table_without_rows_has_its_types(tmp_path: Path) -> None:
    write_articles(tmp_path)
    articles = wortlaut.load(tmp_path).articles
    assert articles.empty
    assert str(articles.published_at.dtype) == "datetime64[us, Europe/Berlin]"


def test_an_unknown_table_is_told(tmp_path: Path) -> None:
    write_articles(tmp_path)
    loaded = wortlaut.load(str(tmp_path))
    with pytest.raises(KeyError, match=r"no table 'quotes'; choose one of articles, "):
        loaded["quotes"]
    with pytest.raises(AttributeError, match=r"no table 'quotes'; choose one of articles, "):
        _ = loaded.quotes
    assert "quotes" not in loaded


@pytest.mark.parametrize("version", [schemas.SCHEMA_VERSION + 1, "1", None])
def test_tables_of_another_version_are_refused(tmp_path: Path, version: object) -> None:
    write_articles(tmp_path, None)
    (tmp_path / "model.json").write_text(json.dumps({"name": "de_probe", "schema_version": version}))
    with pytest.raises(
        WortlautError,
        match=rf"the tables have version {version}, .* reads version {schemas.SCHEMA_VERSION}\..*CHANGELOG",
    ):
        wortlaut.load(tmp_path)


@pytest.mark.parametrize("description", [{"schema_version": schemas.SCHEMA_VERSION}, {"name": "before there were any"}])
def test_tables_of_this_version_are_loaded(tmp_path: Path, description: object) -> None:
    write_articles(tmp_path, None)
    (tmp_path / "model.json").write_text(json.dumps(description))
    assert len(wortlaut.load(tmp_path).articles) == 1


def test_a_missing_folder_or_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match=r"nowhere: there is no such folder\. Run `make report`"):
        wortlaut.load(tmp_path / "nowhere")
    with pytest.raises(WortlautError, match="the folder has no Wortlaut tables"):
        wortlaut.load(tmp_path)
    write_articles(tmp_path)
    with pytest.raises(WortlautError, match=r"tokens\.csv: cannot be read"):
        _ = wortlaut.load(tmp_path).tokens


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("path\na.txt\n", "reason"),
        ("path,reason,more\na.txt,x,y\n", "more"),
        ("reason,path\nx,a.txt\n", "order"),
        ("path,reason\na.txt,\n", "reason has an empty cell"),
        ("path,reason\na.txt,x,y,z\nb.txt\n", "line"),
        ("", "No columns"),
    ],
)
def test_a_table_of_another_form_is_told(tmp_path: Path, content: str, fault: str) -> None:
    (tmp_path / "rejected.csv").write_text(content)
    with pytest.raises(WortlautError, match=rf"(?s)rejected\.csv: .*{fault}"):
        _ = wortlaut.load(tmp_path).rejected


@pytest.mark.parametrize(
    ("old", "new", "fault"), [("body", "footer", "unknown label 'footer'"), (",7,", ",sieben,", "sieben")]
)
def test_a_cell_that_breaks_the_contract_is_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    csv_files.write(schemas.SECTIONS, [SectionRow("a", "a#sec1", 1, "body", None, 7, 8, None)], tmp_path)
    path = tmp_path / "sections.csv"
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(WortlautError, match=rf"sections\.csv: .*{fault}"):
        _ = wortlaut.load(tmp_path).sections
