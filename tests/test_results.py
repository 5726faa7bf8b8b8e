"""`wortlaut.analyse` gives the rows of `wortlaut run`, whatever a program passes."""

from __future__ import annotations

import gc
import itertools
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import wortlaut
from tests.conftest import DEMO
from wortlaut import stages
from wortlaut.ingest import Rejected, find_files, read_file, read_records
from wortlaut.params import IngestParams, Params, set_params
from wortlaut.results import Results
from wortlaut.tables import schemas
from wortlaut.text.article import Article
from wortlaut.utils.errors import WortlautError

LOB = "Althoff lobt Helfer\n\nKarin Althoff ist stolz.\n\n„Die Stadt ist stark“, sagte sie am Montag.\n"
HAFEN = "Ida Falk sagte am Dienstag, der Hafen bleibe offen. Ihr Bruder Tom Falk sagte: „Das ist falsch.“"
ROWS = [
    {
        "id": "a7",
        "text": LOB,
        "title": "Lob",
        "date": "2025-03-20T16:05",
        "authors": "Maria Beispiel",
        "outlet": "Bote",
    },
    {"id": "a7", "text": HAFEN, "date": "20.03.2025", "url": "https://example.org/1"},
    {"id": "c", "text": f"{LOB}\n\n{HAFEN}"},
    {"id": "leer", "text": ""},
    {"id": "doppelt", "text": HAFEN, "date": "20.03.2025", "url": "https://example.org/1"},
]
WHERE = {"articles": ["path", "format", "encoding"], "rejected": ["path"]}
"""The columns that say where an article is from."""


@pytest.fixture(scope="module")
def two() -> Results:
    """Return the results of two texts."""
    return wortlaut.analyse([LOB, HAFEN])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(tables: Any, file: str = "no file") -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of all tables as text, without the name of a file in ids."""
    found = {}
    for schema in schemas.TABLES:
        frame = tables[schema.name][list(schema.columns)].drop(columns=WHERE.get(schema.name, []))
        lines = ([str(cell) for cell in row] for row in frame.itertuples(index=False))
        found[schema.name] = [
            tuple(cell.replace(f"{file}/", "").replace(f"{file}#", "#") for cell in row) for row in lines
        ]
    return found


def test_a_path_gives_the_files_of_a_run(demo: Path, tmp_path: Path) -> None:
    report = wortlaut.analyse(DEMO).write(tmp_path / "written")
    assert report == tmp_path / "written" / "reports" / "report.md"
    expected = {name: content for name, content in files(demo).items() if not name.startswith("cache/")}
    assert files(tmp_path / "written") == expected


def test_several_paths_give_the_rows_of_a_run(demo: Path) -> None:
    assert rows(wortlaut.analyse(find_files(DEMO))) == rows(wortlaut.load(demo / "processed"))


def test_articles_give_the_rows_of_a_run(demo: Path) -> None:
    read = (item for path in find_files(DEMO) for item in read_file(path, DEMO, IngestParams()))
    tables = wortlaut.analyse(itertools.chain([Rejected("alt.txt", "Es ist leer.")], read))
    assert rows(tables) | {"rejected": []} == rows(wortlaut.load(demo / "processed"))
    assert tables.rejected.values.tolist() == [["alt.txt", "Es ist leer."]]


@pytest.mark.parametrize(
    ("name", "content", "given"),
    [
        ("k.csv", pd.DataFrame(ROWS).to_csv(index=False), lambda: pd.DataFrame(ROWS)),
        ("k.jsonl", "\n".join(map(json.dumps, ROWS)), lambda: iter(ROWS)),
    ],
    ids=["DataFrame", "mappings"],
)
def test_rows_give_the_rows_of_a_run_on_a_corpus(
    tmp_path: Path, name: str, content: str, given: Callable[[], Any]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    stages.run(tmp_path / name, tmp_path / "out", Params())
    found = wortlaut.analyse(given())
    assert rows(found) == rows(wortlaut.load(tmp_path / "out" / "processed"), name)
    assert found.articles.article_id.tolist() == ["a7", "a7-2", "c"]
    assert found.rejected.path.tolist() == ["#4", "#5"]


def test_texts_are_numbered(two: Results) -> None:
    assert two.articles.article_id.tolist() == ["1", "2"]
    assert two.articles.title.tolist()[0] == "Althoff lobt Helfer"
    assert {*two.quotations.speaker_name} == {"Karin Althoff", "Ida Falk", "Tom Falk"}
    assert repr(two).startswith("<results of 2 articles: articles, ")


def test_one_text_is_an_article() -> None:
    assert wortlaut.analyse(HAFEN).articles.article_id.tolist() == ["1"]
    assert wortlaut.analyse({"text": HAFEN, "id": "x"}).articles.article_id.tolist() == ["x"]


IDS = ["article_id_input", "article_id_input_input"]


def test_columns_of_a_frame_are_metadata() -> None:
    frame = pd.DataFrame(
        {
            "Volltext": [LOB, None, HAFEN],
            "date": [pd.Timestamp("2025-03-20 16:05"), pd.NaT, pd.NaT],
            "authors": [["Maria Beispiel", "Jan Kurz"], None, None],
            "Ressort": pd.Categorical(["Stadt", "Land", "Stadt"]),
            "Länge": [1, 2, 3],
            "language": ["de", "de", "nds"],
            "article_id": [7, 8, 9],
            "article_id_input": ["p", "q", "r"],
        },
        index=["x", "y", "x"],
    )
    tables = wortlaut.analyse(frame, params={"ingest.columns.text": "Volltext"})
    articles = tables.articles
    assert articles.article_id.tolist() == ["x", "x-2"]
    assert articles.published_at[0] == pd.Timestamp("2025-03-20 16:05", tz="Europe/Berlin")
    assert articles.published_at[1] is pd.NaT
    assert articles.authors.tolist()[0] == "Maria Beispiel|Jan Kurz"
    assert list(articles.columns) == [*schemas.ARTICLES.columns, "Ressort", "Länge", "language_input", *IDS]
    assert articles[IDS].values.tolist() == [[7, "p"], [9, "r"]]
    assert (articles.Ressort.tolist(), articles["Länge"].tolist()) == (["Stadt", "Stadt"], [1, 3])
    assert (articles.Ressort.dtype, articles["Länge"].dtype) == (frame.Ressort.dtype, frame["Länge"].dtype)
    assert (articles.language.tolist(), articles.language_input.tolist()) == (["de", "de"], ["de", "nds"])
    assert tables.rejected.path.tolist() == ["#2"]


@pytest.mark.parametrize(
    ("ids", "expected"), [([17, 4], ["17", "4"]), ([17.0, float("nan")], ["17", "1"]), (["a", pd.NA], ["a", "1"])]
)
def test_a_row_has_its_id_or_its_label(ids: list[Any], expected: list[str]) -> None:
    assert wortlaut.analyse(pd.DataFrame({"text": [LOB, HAFEN], "id": ids})).articles.article_id.tolist() == expected


def test_a_series_is_a_frame_of_texts() -> None:
    assert wortlaut.analyse(pd.Series([HAFEN], index=[8], name="x")).articles.article_id.tolist() == ["8"]


def test_values_of_mappings_may_be_those_of_python() -> None:
    record = {"text": HAFEN, "date": datetime(2025, 3, 20, 16, 5), "authors": ("A. Beispiel",), "outlet": pd.NA}
    article = wortlaut.analyse([record]).articles.iloc[0]
    assert (article.published_at.hour, article.authors) == (16, "A. Beispiel")
    assert pd.isna(article.outlet)


def test_records_are_read_one_by_one() -> None:
    endless = (f"Nachricht {number}: {HAFEN}" for number in itertools.count(1))
    read = itertools.islice(read_records(endless, IngestParams()), 3)
    assert [item.article_id for item in read if isinstance(item, Article)] == ["1", "2", "3"]
    assert next(endless).startswith("Nachricht 4")


def test_a_record_that_is_no_text_is_told() -> None:
    items = list(read_records([LOB, None, {"texte": LOB}, 7], IngestParams()))  # type: ignore[list-item]
    reasons = [item.reason for item in items if isinstance(item, Rejected)]
    assert ["of type NoneType" in reasons[0], "There is no text in 'text'" in reasons[1], "int" in reasons[2]] == [
        True
    ] * 3


def test_two_articles_with_one_id_are_told() -> None:
    first, second = (item for item in read_records([LOB, HAFEN], IngestParams()) if isinstance(item, Article))
    again = Article(**{**vars(second), "article_id": first.article_id})
    _, rejected = read_records([first, again], IngestParams())
    assert isinstance(rejected, Rejected)
    assert "the same id, '1'" in rejected.reason


def test_a_report_is_markdown_in_its_language(two: Results) -> None:
    assert two.report().startswith("# Who says what")
    german = wortlaut.analyse([HAFEN], params={"report.language": "de"})
    assert german.report().startswith("# Wer sagt was")


def test_parameters_are_a_mapping_a_file_or_an_object(tmp_path: Path) -> None:
    path = tmp_path / "params.yaml"
    path.write_text("sentiment:\n  labels: lexicon\n")
    changed = set_params(Params(), {"sentiment": {"labels": "lexicon"}})
    for params in (path, str(path), changed, {"sentiment.labels": "lexicon"}):
        assert wortlaut.analyse([LOB], params=params).sentence_sentiment.p_neutral.isna().all()


def test_files_last_as_long_as_the_results() -> None:
    results = wortlaut.analyse([HAFEN])
    folder = results._paths.processed
    assert folder.is_dir()
    del results
    gc.collect()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("source", "error", "told"),
    [
        ([], WortlautError, "texts: there are none"),
        ([""], WortlautError, r"texts: no article could be read\. Fix these:\n  #1: The row is empty"),
        ([""] * 5, WortlautError, "… and 2 more, see the table `rejected`"),
        (Path("nowhere"), WortlautError, "nowhere: there is no such file"),
        ([Path("nowhere"), Path("nirgends")], WortlautError, "there is no such file"),
        (pd.DataFrame({"Text": [LOB]}), WortlautError, r"There is no column 'text'; .* \(columns here: 'Text'\)"),
        (pd.DataFrame([[LOB, LOB]], columns=["text", "text"]), WortlautError, "The column 'text' occurs more than"),
        (str(DEMO), WortlautError, r"is text, but also the name of a file.*pathlib\.Path\("),
        (7, TypeError, r"analyse\(\) takes texts .*, not int"),
        (LOB.encode(), TypeError, "not bytes"),
        (None, TypeError, "not NoneType"),
    ],
)  # fmt: skip
def test_what_cannot_be_analysed_is_an_error(source: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=f"(?s){told}"):
        wortlaut.analyse(source)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"params": {"model.nix": 3}}, r"unknown key 'model\.nix'\. Allowed here: lemmas, name"),
        ({"params": {"report.top.x": 3}}, r"'report\.top' has no keys of its own"),
        ({"params": {"report.top": 0}}, r"parameters: 'report\.top' is 0, which is not allowed"),
        ({"params": "nowhere.yaml"}, "nowhere.yaml: cannot be read"),
        ({"model": "de_nirgends"}, "'de_nirgends' is neither"),
    ],
)
def test_wrong_parameters_are_errors(arguments: dict[str, Any], told: str) -> None:
    with pytest.raises(WortlautError, match=told):
        wortlaut.analyse([HAFEN], **arguments)


def test_a_folder_that_cannot_be_written_is_told(two: Results, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WortlautError, match=r"file: cannot be written .*Choose another folder"):
        two.write(tmp_path / "file")


def test_earlier_pages_are_replaced_and_other_files_stay(two: Results, tmp_path: Path) -> None:
    for name in ("reports/html/articles/old.html", "reports/notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("mine")
    two.write(tmp_path)
    assert not (tmp_path / "reports/html/articles/old.html").exists()
    assert (tmp_path / "reports/notes.txt").read_text() == "mine"
