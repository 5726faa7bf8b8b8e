from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.ingest.articles import FIRST, SECOND, read, read_one, written
from wortlaut.ingest import Rejected
from wortlaut.params import ColumnParams, IngestParams
from wortlaut.text.article import Article

ROWS = [
    {
        "id": "a7", "text": FIRST, "title": "Brücke", "date": "20.03.2025, 16:05 Uhr", "authors": "Maria Beispiel",
        "outlet": "Lindentaler Bote", "url": "https://example.org/1",
    },
    {"id": "a8", "text": f"Titel\n\n{SECOND}\n\n{FIRST}", "title": "", "date": "2025-03-20"},
    {"id": "a7", "text": f"{SECOND} Und so weiter.", "date": "bald"},
    {"id": "", "text": f"{FIRST} {SECOND}"},
]  # fmt: skip


def as_csv(rows: list[dict[str, str]], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_parquet(rows: list[dict[str, str]], names: list[str]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({name: [row.get(name) for row in rows] for name in names}), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "encoding"),
    [
        ("k.csv", as_csv(ROWS, ",").encode(), "utf-8"),
        ("k.csv", as_csv(ROWS, ";").encode("utf-8-sig"), "utf-8-sig"),
        ("k.tsv", as_csv(ROWS, "\t").encode("cp1252"), "cp1252"),
        ("k.csv", as_csv(ROWS, ",").encode("utf-16"), "utf-16"),
        ("k.csv.gz", gzip.compress(as_csv(ROWS, ",").encode()), "utf-8"),
        ("k.jsonl", "\n".join(json.dumps(row) for row in ROWS).encode(), "utf-8"),
        ("k.ndjson", "\r\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode("cp1252"), "cp1252"),
        ("k.jsonl.gz", gzip.compress("\n".join(json.dumps(row) for row in ROWS).encode()), "utf-8"),
        ("k.parquet", as_parquet(ROWS, list(ROWS[0])), None),
        ("k.parquet.gz", gzip.compress(as_parquet(ROWS, list(ROWS[0]))), None),
    ],
)
def test_a_corpus_is_read_row_by_row(tmp_path: Path, name: str, content: bytes, encoding: str | None) -> None:
    articles = [item for item in read(written(tmp_path, name, content)) if isinstance(item, Article)]
    assert [article.text for article in articles] == [row["text"] for row in ROWS]
    assert [article.article_id for article in articles] == [f"{name}/{own}" for own in ("a7", "a8", "a7-2", "4")]
    assert [article.path for article in articles] == [f"{name}#{number}" for number in (1, 2, 3, 4)]
    assert [article.published_at for article in articles] == ["2025-03-20T16:05", "2025-03-20", None, None]
    assert [article.title for article in articles] == ["Brücke", "Titel", None, None]
    first = articles[0]
    assert (first.authors, first.outlet, first.url) == ("Maria Beispiel", "Lindentaler Bote", "https://example.org/1")
    assert {article.encoding for article in articles} == {encoding}
    assert len({article.sha256 for article in articles}) == len(articles)


def test_columns_have_the_names_that_the_parameters_give(tmp_path: Path) -> None:
    params = IngestParams(columns=ColumnParams(text="Volltext", id="Nr", published_at="Datum", outlet="Zeitung"))
    path = written(tmp_path, "k.csv", f"Nr;Datum;Zeitung;Volltext\n17;1.2.2025;Der Bote;{FIRST}\n")
    article = read_one(path, params)
    assert (article.article_id, article.published_at, article.outlet) == ("k.csv/17", "2025-02-01", "Der Bote")
    assert article.text == FIRST


@pytest.mark.parametrize(
    ("name", "content", "reasons"),
    [
        ("k.csv", f"id;body\n1;{FIRST}\n", ["no column 'text'; name the column"]),
        ("k.csv", f'text\n{FIRST}\n"offen\n' + "x\n" * 3_000, ["close its quotation marks"]),
        ("k.csv", "text\n" + "x" * 5_000, ["A row has more than 4,000 characters"]),
        ("k.csv", f"id,text\n1\n2,{FIRST}\n", ["Row 1 has 1 cells, but there are 2 columns"]),
        ("k.csv", f"id,text\n1,Die Stadt wartet, wie alle\n2,{FIRST}\n", ["Row 1 has 3 cells"]),
        ("k.csv", f'id,text\n1,"Der Rat \\"tagt\\" heute"\n2,{FIRST}\n', ["Row 1 is not valid CSV"]),
        ("k.csv", f'id,text\n1,{FIRST}\n2,"Offen\n3,Die Stadt wartet\n', ["Row 2 is not valid CSV"]),
        ("k.csv", f"id,text\n1,Der Rat\rtagt heute\n2,{FIRST}\n", ["a carriage return in a cell without"]),
        ("k.csv", f"id,text\n1,{FIRST}\n2,\n", ["The row is empty"]),
        ("k.csv", f"id,text,text\n1,{FIRST},{SECOND}\n", ["The column 'text' occurs 2 times"]),
        ("k.csv", 'id,te"xt\n"a"b\n', ["There is no column 'text'"]),
        ("k.csv", '"id"s,text\n1,x\n', ["The first row, with the columns' names"]),
        ("k.csv", "", ["The file is empty"]),
        ("k.csv", "\ufeff\n \n", ["The file is empty"]),
        ("k.jsonl", f'{{"text": "{FIRST}"}}\n{{"text"\n{{"text": "{SECOND}"}}\n', ["not valid JSON"]),
        (
            "k.jsonl",
            b'{"text": "Eine Nachricht aus Lindental"}\n' * 9_000 + b"\xff\xfe\n",
            ["reading stopped there"],
        ),
        ("k.parquet", as_parquet([{"id": "1"}], ["id"]), ["no column 'text'"]),
        ("k.parquet", as_parquet([{"text": FIRST}], ["text"])[:-20], ["not valid Parquet"]),
    ],
)
def test_what_is_wrong_in_a_corpus_is_told_and_the_other_rows_are_read(
    tmp_path: Path, name: str, content: str | bytes, reasons: list[str]
) -> None:
    items = read(written(tmp_path, name, content), IngestParams(max_characters=1_000))
    rejected = [item.reason for item in items if isinstance(item, Rejected)]
    assert len(rejected) == len(reasons)
    assert all(reason in told for told, reason in zip(rejected, reasons, strict=True))


def test_a_bomb_of_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bombe.jsonl.gz"
    with gzip.open(path, "wb") as bomb:
        for _ in range(20):
            bomb.write(b" " * (1 << 20) + b"\n")
    (rejected,) = read(path)
    assert isinstance(rejected, Rejected)
    assert "more than 200 times its size" in rejected.reason
