from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement

from wortlaut.ingest import Rejected, read_file
from wortlaut.params import ColumnParams, IngestParams
from wortlaut.text.article import Article

PAGES = Path(__file__).parents[1] / "data" / "pages"
FIRST = "Die Alte Brücke in Lindental bleibt noch bis zum Mai gesperrt."
SECOND = "Das teilte die Stadt am Montag mit. Die Händler sind verärgert."
PARAMS = IngestParams()


def read(path: Path, params: IngestParams = PARAMS) -> list[Article | Rejected]:
    return list(read_file(path, path.parent, params))


def read_one(path: Path, params: IngestParams = PARAMS) -> Article:
    (article,) = read(path, params)
    assert isinstance(article, Article), article
    return article


def written(root: Path, name: str, content: str | bytes) -> Path:
    path = root / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def parts(article: Article) -> list[tuple[str, str]]:
    """Return the kind of each section, and its paragraphs as they stand in the kept text."""
    found = []
    for part in article.sections:
        ends = (*part.paragraphs[1:], part.end)
        texts = (article.text[start:end].rstrip() for start, end in zip(part.paragraphs, ends, strict=True))
        found.append((part.kind, " / ".join(texts)))
    return found


def asides(article: Article) -> list[tuple[str, str]]:
    return [(aside.kind, article.text[aside.start : aside.end]) for aside in article.asides]


@pytest.mark.parametrize(
    ("page", "told", "opening", "headings", "kept"),
    [
        pytest.param(
            "rundfunk.html",
            {
                "title": "Lindental bekommt eine Behelfsbrücke",
                "published_at": "2025-03-20T16:05",
                "authors": None,
                "outlet": "nordschau.example",
                "url": "https://www.nordschau.example/inland/lindental-bruecke-100.html",
                "encoding": "utf-8",
            },
            [
                "Nach dem Hochwasser",
                "Lindental bekommt eine Behelfsbrücke",
                "Zwei Wochen nach dem Hochwasser der Ellra",
            ],
            ["Händler hoffen auf Kunden", "Wann kommt die neue Brücke?"],
            ["„Wir haben uns das lange gewünscht“, sagte Oberbürgermeisterin Karin Althoff im Rathaus."],
            id="broadcaster",
        ),
        pytest.param(
            "zeitung.html",
            {
                "title": "Das Moor als Klimaretter",
                "published_at": "2025-05-04T07:30",
                "authors": "Greta Lüders",
                "outlet": "Nordheimer Anzeiger",
                "url": None,
                "encoding": "cp1252",
                "agency": "dpa",
            },
            ["Holmer Moor", "Das Moor als Klimaretter", "Im Holmer Moor steht das Wasser"],
            ["Sorge um die Wiesen"],
            ["»Das Land wird diesen Weg weitergehen«, versprach Umweltminister Paul Seidel"],
            id="paper in Latin-1 with JSON-LD",
        ),
        pytest.param(
            "magazin.html",
            {
                "title": "»Das ist ein Wortbruch«",
                "published_at": "2024-11-08T18:42",
                "authors": "Jonas Reuter|Mia Falk",
                "outlet": "WOCHE",
                "url": None,
                "encoding": "utf-8",
            },
            [
                "Streit um die Stadtbahn",
                "»Das ist ein Wortbruch«",
                "Die Stadt Brandau will ihre Bahn nicht mehr bauen.",
            ],
            ["Zu teuer und zu spät"],
            ["Bürgermeisterin Sofia Demir nannte das Vorhaben deshalb nicht mehr vertretbar."],
            id="magazine with kicker inside the headline",
        ),
    ],
)
def test_a_saved_page_gives_its_article_alone(
    page: str, told: Mapping[str, str | None], opening: list[str], headings: list[str], kept: list[str]
) -> None:
    article = read_one(PAGES / page)
    assert {name: getattr(article, name) for name in told} == told
    assert [part.kind for part in article.sections][:3] == ["kicker", "headline", "lead"]
    assert all(text.startswith(words) for (_, text), words in zip(parts(article)[: len(opening)], opening, strict=True))
    assert [part.heading for part in article.sections if part.heading] == headings
    assert all(words in article.text for words in kept)
    analysed = " ".join(text for _, text in parts(article))
    for foreign in ("Lesen Sie auch", "Cookies", "Impressum", "Kommentare", "Newsletter", "Mehr zum Thema", "Bild:"):
        assert foreign not in analysed


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav><a href='/'>Start</a></nav></body></html>",
        "<" * 2_000,
        "<div>" * 5_000,
        "\x00\x01<p>",
    ],
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str) -> None:
    (rejected,) = read(written(tmp_path, "a.html", page))
    assert isinstance(rejected, Rejected)


@pytest.mark.parametrize("charset", ["base64", "rot13", "zlib", "undefined", "no-such-encoding"])
def test_a_page_that_declares_no_encoding_of_texts_is_read_by_its_bytes(tmp_path: Path, charset: str) -> None:
    page = f"<html><head><meta charset='{charset}'></head><body><article><h1>Brücke</h1><p>{FIRST}</p></article>"
    article = read_one(written(tmp_path, "a.html", page))
    assert (article.encoding, article.title) == ("utf-8", "Brücke")


def test_many_headlines_take_no_square_of_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    text_content = HtmlElement.text_content

    def counted(element: HtmlElement) -> Any:
        nonlocal looked_at
        looked_at += 1
        return text_content(element)

    monkeypatch.setattr(HtmlElement, "text_content", counted)
    headlines = "".join(f"<h1>Streit {i}</h1><p class='kicker lead'>{FIRST * 20}</p>" for i in range(300))
    read_one(written(tmp_path, "a.html", f"<html><body><article>{headlines}</article></body></html>"))
    assert 0 < looked_at < 100 * 300


def test_no_entity_and_no_address_of_a_page_is_followed(tmp_path: Path) -> None:
    secret = written(tmp_path, "geheim.txt", "streng geheim")
    paragraphs = f"<p>{FIRST} {SECOND}</p>" * 4
    page = (
        f"<!DOCTYPE html [<!ENTITY e SYSTEM '{secret.as_uri()}'>]><html><head><base href='http://127.0.0.1:9/'>"
        f"<link rel='stylesheet' href='{secret.as_uri()}'></head><body><article><h1>Titel</h1>{paragraphs}"
        f"<p>&e; &uuml;ber alles.</p><iframe src='{secret.as_uri()}'></iframe></article></body></html>"
    )
    article = read_one(written(tmp_path, "a.html", page))
    assert "geheim" not in article.text
    assert "über alles." in article.text


def test_markdown_is_read_without_its_markup(tmp_path: Path) -> None:
    source = f"""---
title: Anderer Titel
date: 2025-03-20
author: [Maria Beispiel, Karl Muster]
url: https://example.org/bruecke
---
# Brücke bleibt *gesperrt*

**Lindental (dpa)** - {FIRST}

{SECOND} Mehr [im Bericht](https://example.org).

![Die Brücke im März](bruecke.jpg)

Wann öffnet die Brücke?
-----------------------

> „Im Mai“, sagte der Ingenieur.

- Der Pfeiler wird erneuert.

```
kein Text
```
"""
    article = read_one(written(tmp_path, "a.md", source))
    assert (article.title, article.published_at) == ("Brücke bleibt gesperrt", "2025-03-20")
    assert (article.authors, article.url) == ("Maria Beispiel|Karl Muster", "https://example.org/bruecke")
    assert parts(article) == [
        ("headline", "Brücke bleibt gesperrt"),
        ("lead", FIRST),
        ("body", f"{SECOND} Mehr im Bericht."),
        ("body", "Wann öffnet die Brücke? / „Im Mai“, sagte der Ingenieur. / Der Pfeiler wird erneuert."),
    ]
    assert asides(article) == [("dateline", "Lindental (dpa) -"), ("caption", "Die Brücke im März")]


def test_markdown_that_begins_with_a_rule_is_text(tmp_path: Path) -> None:
    article = read_one(written(tmp_path, "a.md", f"---\n{FIRST}\n\n---\n\n{SECOND}\n"))
    assert FIRST in article.text
    assert SECOND in article.text


@pytest.mark.parametrize(
    "line",
    [
        "note: !!int ''",
        "note: !!bool vielleicht",
        "note: !!timestamp gestern",
        "note: !!python/object:os.system x",
        "note: &a [*a]",
        "updated: 2025-13-45",
    ],
)
def test_values_of_front_matter_that_are_none_do_no_harm(tmp_path: Path, line: str) -> None:
    source = f"---\ndate: 2025-03-20\nauthor: ~\n{line}\n---\n# Brücke bleibt gesperrt\n\n{FIRST} {SECOND}\n"
    article = read_one(written(tmp_path, "a.md", source))
    assert (article.published_at, article.authors) == ("2025-03-20", None)
    assert article.text == f"Brücke bleibt gesperrt\n\n{FIRST} {SECOND}"


FUNDUS = {
    "title": "Brücke bleibt gesperrt",
    "authors": ["Maria Beispiel", "Karl Muster"],
    "publishing_date": "2025-03-20 15:05:00+00:00",
    "topics": ["Verkehr"],
    "free_access": True,
    "body": {
        "summary": [FIRST],
        "sections": [
            {
                "headline": [],
                "paragraphs": ["BRÜSSEL taz | Die Stadt hat kein Geld.", "Lesen Sie auch: Andere Brücken"],
            },
            {"headline": ["Streit ums Geld"], "paragraphs": [SECOND, ""]},
        ],
    },
}


def check_fundus(article: Article) -> None:
    assert (article.title, article.published_at) == ("Brücke bleibt gesperrt", "2025-03-20T16:05")
    assert (article.authors, article.agency) == ("Maria Beispiel|Karl Muster", "taz")
    assert parts(article) == [
        ("headline", "Brücke bleibt gesperrt"),
        ("lead", FIRST),
        ("body", "Die Stadt hat kein Geld."),
        ("body", f"Streit ums Geld / {SECOND}"),
    ]
    assert asides(article) == [("dateline", "BRÜSSEL taz |"), ("related", "Lesen Sie auch: Andere Brücken")]


def test_an_article_of_fundus_is_read(tmp_path: Path) -> None:
    article = read_one(written(tmp_path, "a.json", json.dumps(FUNDUS)))
    assert article.article_id == "a.json"
    check_fundus(article)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ending", ["", ".gz"])
def test_a_crawl_of_fundus_is_read_article_by_article(tmp_path: Path, indent: int | None, ending: str) -> None:
    second = {"title": "Ohne Gliederung", "plaintext": f"{FIRST}\n\n{SECOND}", "body": None}
    content = json.dumps([FUNDUS, second, {"title": "leer"}, 7], indent=indent).encode()
    path = written(tmp_path, f"crawl.json{ending}", gzip.compress(content) if ending else content)
    first, plain, *rejected = read(path)
    assert isinstance(first, Article)
    assert isinstance(plain, Article)
    check_fundus(first)
    assert (first.article_id, first.path) == (f"crawl.json{ending}/1", f"crawl.json{ending}#1")
    assert (plain.title, plain.text) == ("Ohne Gliederung", f"{FIRST}\n\n{SECOND}")
    assert [item.path.partition("#")[2] for item in rejected] == ["3", "4"]


@given(
    st.lists(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=30)), max_size=5), st.integers(1, 9)
)
def test_an_array_is_read_alike_however_it_is_cut(records: list[dict[str, Any]], size: int) -> None:
    from wortlaut.ingest.fundus import elements

    text = json.dumps(records)
    assert list(elements([text[i : i + size] for i in range(0, len(text), size)], 10_000)) == records


@pytest.mark.parametrize(
    ("content", "n_articles", "reason"),
    [
        (f'[{{"text": "{FIRST}"}}', 1, "broken"),
        (f'[{{"text": "{FIRST}"}} {{"text": "{SECOND}"}}]', 1, "comma is missing"),
        ('[{"text": "' + "a" * 9_000, 0, "more than 4,000 characters"),
        ("[" * 100_000, 0, "nested too deeply"),
        ('{"a":' * 3_000, 0, "JSON"),  # from Python 3.13 on it is not too deep, but has no end
        ('{"text": 5}', 0, "no text in 'text', 'plaintext' or 'body'"),
        ("7", 0, "no JSON object"),
        ('{"text": ' + "9" * 5_000 + "}", 0, "no valid JSON"),
        ("[]", 0, "no articles in this corpus"),
    ],
)
def test_broken_json_gives_what_was_before_it_and_a_reason(
    tmp_path: Path, content: str, n_articles: int, reason: str
) -> None:
    *articles, rejected = read(written(tmp_path, "a.json", content), IngestParams(max_characters=1_000))
    assert len(articles) == n_articles
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason


def test_halves_of_surrogates_and_nul_in_json_do_no_harm(tmp_path: Path) -> None:
    content = json.dumps({"text": f"{FIRST} \ud800 \ude00 \0 \ud83d\ude00", "title": "\udfff Titel"})
    article = read_one(written(tmp_path, "a.json", content))
    assert article.text == f"{FIRST} \ufffd \ufffd \ufffd 😀"
    assert article.title == "\ufffd Titel"


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


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        pytest.param("k.csv", f'id, text\n1, "{FIRST}, ja"\n', [f"{FIRST}, ja"], id="blank behind the comma"),
        pytest.param("k.csv", f"id,text\r1,{FIRST}\r2,{SECOND}\r", [FIRST, SECOND], id="ends of old Macs"),
        pytest.param("k.csv", f'id,text\r\n1,"{FIRST}\r\n\r\nSie sagte ""ja""."\r\n', [
            f'{FIRST}\r\n\r\nSie sagte "ja".'], id="two paragraphs"),
        pytest.param("k.tsv", f'id\ttext\n1\t"{FIRST}\n2\t{SECOND}\n', [f'"{FIRST}', SECOND], id="a mark"),
        pytest.param("k.tsv", f'id\ttext\n1\t"{FIRST}\n2\t{SECOND}"\n', [f'"{FIRST}', f'{SECOND}"'], id="two such"),
        pytest.param("k.tsv", f'id\ttext\n1\t"Ja", sagte sie. {FIRST}\n', [f'"Ja", sagte sie. {FIRST}'], id="speech"),
        pytest.param("k.tsv", f'id\ttext\n1\t"{FIRST}\n\n{SECOND}"\n', [f"{FIRST}\n\n{SECOND}"], id="paragraphs"),
    ],
)  # fmt: skip
def test_no_text_of_a_row_is_lost(tmp_path: Path, name: str, content: str, texts: list[str]) -> None:
    items = read(written(tmp_path, name, content))
    assert [item.text if isinstance(item, Article) else item.reason for item in items] == texts


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        ("<h1>Stadt<br>wartet</h1>", ["Stadt wartet"]),
        ("<p>Ministerin Ida<br>Falk warnte vor dem<br/>Abriss.</p>", ["Ministerin Ida Falk warnte vor dem Abriss."]),
        ("<p>Die Kosten sind offen.<br><br>„Es eilt“, sagte Ida Falk.<br>Der Rat tagt im Mai.</p>", [
            "Die Kosten sind offen.", "„Es eilt“, sagte Ida Falk.", "Der Rat tagt im Mai."]),
    ],
)  # fmt: skip
def test_a_line_break_in_a_page_parts_words(tmp_path: Path, page: str, paragraphs: list[str]) -> None:
    filler = "".join(f"<p>{FIRST} {SECOND}</p>" for _ in range(4))
    article = read_one(written(tmp_path, "a.html", f"<html><body><article>{page}{filler}</article></body></html>"))
    assert article.text.split("\n\n")[: len(paragraphs)] == paragraphs


def test_columns_have_the_names_that_the_parameters_give(tmp_path: Path) -> None:
    params = IngestParams(columns=ColumnParams(text="Volltext", id="Nr", published_at="Datum", outlet="Zeitung"))
    path = written(tmp_path, "k.csv", f"Nr;Datum;Zeitung;Volltext\n17;1.2.2025;Der Bote;{FIRST}\n")
    article = read_one(path, params)
    assert (article.article_id, article.published_at, article.outlet) == ("k.csv/17", "2025-02-01", "Der Bote")
    assert article.text == FIRST


@pytest.mark.parametrize(
    ("name", "content", "reasons"),
    [
        ("k.csv", f"id;body\n1;{FIRST}\n", ["no column 'text'; name the one"]),
        ("k.csv", f'text\n{FIRST}\n"offen\n' + "x\n" * 3_000, ["never closed"]),
        ("k.csv", "text\n" + "x" * 5_000, ["A row has more than 4,000 characters"]),
        ("k.csv", f"id,text\n1\n2,{FIRST}\n", ["Row 1 has 1 cells, but there are 2 columns"]),
        ("k.csv", f"id,text\n1,Die Stadt wartet, wie alle\n2,{FIRST}\n", ["Row 1 has 3 cells"]),
        ("k.csv", f'id,text\n1,"Der Rat \\"tagt\\" heute"\n2,{FIRST}\n', ["Row 1 is no valid CSV"]),
        ("k.csv", f'id,text\n1,{FIRST}\n2,"Offen\n3,Die Stadt wartet\n', ["Row 2 is no valid CSV"]),
        ("k.csv", f"id,text\n1,Der Rat\rtagt heute\n2,{FIRST}\n", ["a carriage return in a cell without"]),
        ("k.csv", f"id,text\n1,{FIRST}\n2,\n", ["The row is empty"]),
        ("k.csv", f"id,text,text\n1,{FIRST},{SECOND}\n", ["The column 'text' is there 2 times"]),
        ("k.csv", 'id,te"xt\n"a"b\n', ["There is no column 'text'"]),
        ("k.csv", '"id"s,text\n1,x\n', ["The first row, with the columns' names"]),
        ("k.csv", "", ["The file is empty"]),
        ("k.csv", "\ufeff\n \n", ["The file is empty"]),
        ("k.jsonl", f'{{"text": "{FIRST}"}}\n{{"text"\n{{"text": "{SECOND}"}}\n', ["no valid JSON"]),
        (
            "k.jsonl",
            b'{"text": "Eine Nachricht aus Lindental"}\n' * 9_000 + b"\xff\xfe\n",
            ["the file was not read on"],
        ),
        ("k.parquet", as_parquet([{"id": "1"}], ["id"]), ["no column 'text'"]),
        ("k.parquet", as_parquet([{"text": FIRST}], ["text"])[:-20], ["no valid Parquet"]),
    ],
)
def test_what_is_wrong_in_a_corpus_is_told_and_the_other_rows_are_read(
    tmp_path: Path, name: str, content: str | bytes, reasons: list[str]
) -> None:
    items = read(written(tmp_path, name, content), IngestParams(max_characters=1_000))
    rejected = [item.reason for item in items if isinstance(item, Rejected)]
    assert len(rejected) == len(reasons)
    assert all(reason in told for told, reason in zip(rejected, reasons, strict=True))


def test_a_date_that_no_calendar_has_costs_no_row_of_a_parquet_file(tmp_path: Path) -> None:
    dates = pa.array([10**15, 0], pa.timestamp("ms"))
    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": [FIRST, SECOND], "date": dates}), buffer)
    articles = read(written(tmp_path, "a.parquet", buffer.getvalue()))
    assert [getattr(article, "text", article) for article in articles] == [FIRST, SECOND]
    assert [getattr(article, "published_at", article) for article in articles] == [None, "1970-01-01T00:00"]


def test_a_bomb_of_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bombe.jsonl.gz"
    with gzip.open(path, "wb") as bomb:
        for _ in range(20):
            bomb.write(b" " * (1 << 20) + b"\n")
    (rejected,) = read(path)
    assert isinstance(rejected, Rejected)
    assert "more than 200 times its size" in rejected.reason


@pytest.mark.parametrize("text", [f"{FIRST}\n\n„{SECOND}“ – so die Stadt…\n", "Grüße aus Köln, Straße 5, für 20 €"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso8859-15"]
)
def test_the_encoding_is_told_and_recorded(tmp_path: Path, text: str, encoding: str) -> None:
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:
        content = text.replace("„", '"').replace("“", '"').replace("–", "-").replace("…", "...").encode(encoding)
    article = read_one(written(tmp_path, "a.txt", content))
    assert content.decode(article.encoding or "") == article.text
    assert article.text == content.decode(encoding).removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Titel Stand: 01.10.2024 11:00 Uhr\n", "2024-10-01T11:00"),
        ("Stand: 1. 2. 2025, 9.05 Uhr", "2025-02-01T09:05"),
        ("Stand: 31.12.2024\n\n11:00 Uhr ist es.", "2024-12-31"),
        ("Stand: 31.12.2024\n", "2024-12-31"),
        ("Stand: 31.02.2024 11:00 Uhr", None),
        ("Stand: 01.10.2024 25:00 Uhr", None),
        ("Der Bestand: 01.10.2024", None),
        ("4000 Einwohner (Stand: 31.12.2024)", None),
        ("Am 01.10.2024 um 11:00 Uhr", None),
    ],
)
def test_the_date_is_read_from_the_text(tmp_path: Path, text: str, expected: str | None) -> None:
    assert read_one(written(tmp_path, "a.txt", text)).published_at == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-07-01 11:00:00+00:00", "2024-07-01T13:00"),
        ("2024-01-01T23:30:00Z", "2024-01-02T00:30"),
        ("2024-01-01T12:00:00.123456+0100", "2024-01-01T12:00"),
        ("2024-01-01T12:00", "2024-01-01T12:00"),
        ("2024-01-01", "2024-01-01"),
        ("1.2.2024", "2024-02-01"),
        ("01.02.2024 09:30", "2024-02-01T09:30"),
        ("Mon, 01 Jan 2024 12:00:00 +0100", "2024-01-01T12:00"),
        (1_704_106_800, "2024-01-01T12:00"),
        (1_704_106_800_000, "2024-01-01T12:00"),
        ("2024-02-30", None),
        ("2024-01-01T25:00", None),
        ("gestern", None),
        ("9" * 400, None),
        (1e300, None),
        (float("nan"), None),
        (True, None),
        (None, None),
    ],
)
def test_dates_are_read_as_sources_write_them(value: object, expected: str | None) -> None:
    from wortlaut.ingest.dates import moment

    assert moment(value) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{FIRST} {SECOND}", "de"),
        ("Er sagte nur: “The bridge over the river stays closed until the end of May, and we do not have the money for "
         "it.” Die Stadt und der Kreis wollen sich mit der Sache nicht mehr befassen.", "de"),
        ("The bridge stays closed.", "und"),
        ("Bilanz 2024", "und"),
        ("De brug over de rivier blijft tot eind mei gesloten, zei de gemeente, die geen geld heeft om haar te "
         "vernieuwen.", "nl"),
    ],
)  # fmt: skip
def test_the_language_is_told(text: str, code: str) -> None:
    from wortlaut.ingest.language import language

    assert language(text) == code
