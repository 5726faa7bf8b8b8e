"""Whole runs over folders of real, bad and hostile files: nothing is lost, and every offset holds."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests import contract
from wortlaut import stages
from wortlaut.params import Params
from wortlaut.stages import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.columns import Table
from wortlaut.text.article import read_articles
from wortlaut.text.spans import covered_text, from_cell

SOFT = "\u00ad"
SENTENCE = (
    "„Die Brücke bleibt zu“, sagte Oberbürgermeisterin Karin Althoff in Lindental. Laut Polizei wurde niemand verletzt."
)
SECTION = {"headline": "H", "paragraphs": [f"{SENTENCE} \ud800"]}
TEXTS = {
    "ein wort.txt": "Brücke",
    "ein satz.txt": "Die Brücke ist gesperrt.",
    "-strich.txt": SENTENCE,
    "zeile\num.txt": f"{SENTENCE} Eins.",
    "nfc-\u00fc.txt": f"{SENTENCE} Zwei.",
    "nfd-u\u0308.txt": f"{SENTENCE} Drei.",
    "x.txt/y.txt": f"{SENTENCE} Vier.",
    "gross.txt": SENTENCE.upper(),
    "ohne zeichen.txt": "die brücke bleibt zu sagte die stadt am montag und sperrte sie bis zum mai",
    "offen.txt": "Titel\n\n„Die Brücke bleibt zu, sagte Karin Althoff. Sie » schwieg.\n\n„Niemand (wurde verletzt.",
    "nur marken.txt": "Wort " + "„“»«\"'" * 300,
    "steuerzeichen.txt": "".join(map(chr, range(1, 0x180))) + f" {SENTENCE}",
    "privat.txt": f"\ue000\uf8ff {SENTENCE} \U000f0000\ufffe\uffff",
    "weich.txt": SENTENCE.replace("meister", f"mei{SOFT}ster").replace("ü", "u\u0308").replace("Karin", "Ka\u200brin"),
    "ligatur.txt": "„Die Schiﬀe ﬂiehen“, sagte Karin Althoﬀ dem Oﬃzier.",
    "umbruch.txt": "Die Oberbürger-\nmeisterin Karin Althoff sagte: „Die NATO- Brücke\nbleibt zu.“\n",
    "richtung.txt": f"\u202e{SENTENCE}\u202c",
    "skript.txt": f"<script>alert(1)</script>\n\n{SENTENCE}\n\n=HYPERLINK(\"x\") | [a](b) `c`",
    "bild.txt": f"Titel\n\n„Erst dies.\n\nFoto: Beispiel/dpa\n\nDann das“, sagte Karin Althoff.\n\n{SENTENCE} (dpa)",
    "seite.md": f"# Titel\n\n{SENTENCE}\n\n![Bild](x)\n\n## Wie weiter?\n\n{SENTENCE}",
    "seite.html": f"<h1>Titel</h1><article>{f'<p>{SENTENCE} {SENTENCE}</p>' * 3}</article>",
    "ein.json": json.dumps({"title": "T", "body": {"sections": [SECTION]}}),
    "viele.jsonl": "\n".join(json.dumps({"id": i % 2, "text": f"{SENTENCE} Zeile {i}.\0"}) for i in range(3)),
    "viele.csv": f'id;text\n1;"{SENTENCE.replace(chr(34), "")}\nMehr."\n2;\n',
    # not articles:
    "leer.txt": "",
    "null.txt": "\0",
    "englisch.txt": "The bridge over the river stays closed until the end of May, and the town has no money for it.",
    "kaputt.json": "[{",
    "bild.png": "x",
}  # fmt: skip
REJECTED = {
    "bild.png", "doppelt.txt", "englisch.txt", "kaputt.json", "kaputt.txt", "leer.txt", "null.txt", "schleife",
    "viele.csv#2", "alles.txt",
}  # fmt: skip


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """Return the paths of a run over hostile files."""
    root = tmp_path_factory.mktemp("hostile")
    source = root / "ein gang"
    for name, text in TEXTS.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (source / "b\udcff.txt").write_bytes(f"{SENTENCE} Fünf.".encode("cp1252"))
    (source / "gepackt.txt.gz").write_bytes(gzip.compress(f"{SENTENCE} Sechs.".encode("utf-16")))
    (source / "kaputt.txt").write_bytes(SENTENCE.encode()[:-1] + b"\xff")
    (source / "alles.txt").write_bytes(bytes(range(256)) * 3)
    (source / "doppelt.txt").write_bytes(SENTENCE.encode())
    (source / "schleife").symlink_to(source)
    stages.run(source, root / "aus gang", Params())
    return Paths.run(source, root / "aus gang")


def test_what_comes_in_comes_out_or_is_rejected(paths: Paths) -> None:
    rejected = contract.read(schemas.REJECTED, paths.processed)
    assert set(rejected["path"]) == REJECTED
    n_rows = {"viele.jsonl": 3, "viele.csv": 2}
    n_items = sum(n_rows.get(name, 1) for name in TEXTS) + 6
    assert len(contract.read(schemas.ARTICLES, paths.processed)) + len(rejected) == n_items


def test_every_offset_holds_against_the_kept_text(paths: Paths) -> None:
    texts = {article.article_id: article.text for article in read_articles(paths.articles)}
    tables: list[Table[Any]] = [schemas.SENTENCES, schemas.TOKENS, schemas.ENTITIES, schemas.ASIDES]
    for schema in tables:
        rows = list(csv_files.rows(schema, paths.processed))
        assert rows
        for row in rows:
            assert texts[row.article_id][row.start : row.end] == row.text
    quotations = list(csv_files.rows(schemas.QUOTATIONS, paths.processed))
    for row in quotations:
        for spans, text in (
            ("quote_spans", "quote_text"),
            ("cue_spans", "cue_text"),
            ("speaker_spans", "speaker_text"),
        ):
            assert covered_text(texts[row.article_id], from_cell(getattr(row, spans))) == (getattr(row, text) or "")
    assert {row.article_id for row in quotations} >= {
        "weich",
        "umbruch",
        "bild",
        "seite.md",
        "seite.html",
        "ein.json",
    }


def test_a_caption_is_nobodys_words(paths: Paths) -> None:
    tables: list[tuple[Table[Any], str]] = [
        (schemas.SENTENCES, "text"), (schemas.QUOTATIONS, "quote_text"), (schemas.ENTITIES, "text")
    ]  # fmt: skip
    for schema, column in tables:
        found = [getattr(row, column) for row in csv_files.rows(schema, paths.processed) if row.article_id == "bild"]
        assert found
        assert not any("Beispiel" in text for text in found)


def test_broken_words_hide_no_speaker(paths: Paths) -> None:
    rows = csv_files.rows(schemas.QUOTATIONS, paths.processed)
    speakers = {row.article_id: row.speaker_name for row in rows if row.type == "Direct"}
    assert {name: speakers.get(name) for name in ("weich", "ligatur", "umbruch", "bild")} == {
        name: "Karin Althoff" for name in ("weich", "ligatur", "umbruch", "bild")
    }


def test_a_second_run_gives_the_same_bytes(paths: Paths, tmp_path: Path) -> None:
    stages.run(paths.source, tmp_path / "out", Params())
    for schema in schemas.TABLES:
        name = f"{schema.name}.csv"
        assert (tmp_path / "out" / "processed" / name).read_bytes() == (paths.processed / name).read_bytes(), name
