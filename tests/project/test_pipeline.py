"""The whole pipeline on the articles of the demo, with the bundled model."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests import contract
from tests.conftest import DEMO, ROOT
from tests.project.test_project import DVC_STAGES
from wortlaut import stages
from wortlaut.params import Params, RunParams
from wortlaut.stages import STAGES, Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.columns import R, Table
from wortlaut.text.article import read_articles
from wortlaut.text.spans import covered_text, from_cell

SEED = "rutte-nato-generalsekretaer"
OTHER_WORDS = {
    "Mark": "Piet",
    "Rutte": "Vermeer",
    "Jens": "Lars",
    "Stoltenberg": "Halvorsen",
    "Donald": "Walter",
    "Trump": "Baker",
    "Kamala": "Laura",
    "Harris": "Jenkins",
    "57-jährige": "63-jährige",
    "sagte Halvorsen": "meinte Halvorsen",
    "Vermeer erklärte": "Vermeer betonte",
    "Baker hatte damals gesagt": "Baker hatte damals behauptet",
    "Kurz vor der Amtsübergabe sagte er in Brüssel": "Am Montag versicherte er in Brüssel",
}
"""Names and wording of a copy of the seed article; replaced in this order."""
SPANS_AND_TEXT = {"quote_spans": "quote_text", "cue_spans": "cue_text", "speaker_spans": "speaker_text"}
IDS: tuple[tuple[Table[Any], str], ...] = (
    (schemas.ARTICLES, "article_id"),
    (schemas.SECTIONS, "section_id"),
    (schemas.SENTENCES, "sentence_id"),
    (schemas.CANONICAL_ENTITIES, "canonical_id"),
)


def analyse(root: Path, params: Params) -> None:
    """Run all stages but `evaluate`, which needs the reference corpora."""
    for name, stage in STAGES.items():
        if name != "evaluate":
            stage(Paths.project(root), params)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an analysed project: the demo, and a copy of the seed article in other words."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(DEMO, folder / "data" / "raw")
    (folder / "data" / "raw" / "copy.txt").write_text(reworded(seed_text()), encoding="utf-8")
    analyse(folder, Params())
    return folder


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    """Return the articles' texts by article_id."""
    return {article.article_id: article.text for article in read_articles(Paths.project(root).articles)}


def seed_text() -> str:
    return (DEMO / f"{SEED}.txt").read_text(encoding="utf-8")


def reworded(text: str) -> str:
    for word, other in OTHER_WORDS.items():
        text = text.replace(word, other)
    return text


def rows(root: Path, schema: Table[R]) -> list[R]:
    return list(csv_files.rows(schema, Paths.project(root).processed))


def rows_of(root: Path, schema: Table[Any], article_id: str) -> list[Any]:
    return [row for row in rows(root, schema) if row.article_id == article_id]


@pytest.mark.parametrize("schema", schemas.TABLES, ids=lambda schema: schema.name)
def test_tables_keep_to_their_contract(root: Path, schema: Table[Any]) -> None:
    frame = contract.read(schema, Paths.project(root).processed)
    assert frame.empty == (schema in {schemas.CORRECTIONS, schemas.REJECTED})


@pytest.mark.parametrize(
    "schema", [schemas.SECTIONS, schemas.SENTENCES, schemas.TOKENS, schemas.ENTITIES], ids=lambda schema: schema.name
)
def test_offsets_lead_to_the_text(root: Path, texts: dict[str, str], schema: Table[Any]) -> None:
    for row in rows(root, schema):
        text = texts[row.article_id][row.start : row.end]
        assert text.strip() == text != ""
        if schema is schemas.SECTIONS:
            assert text.startswith(row.heading or "")
        else:
            assert text == row.text


def test_spans_of_quotations_lead_to_the_text(root: Path, texts: dict[str, str]) -> None:
    for row in rows(root, schemas.QUOTATIONS):
        for spans, text in SPANS_AND_TEXT.items():
            assert covered_text(texts[row.article_id], from_cell(getattr(row, spans))) == (getattr(row, text) or "")
        for spans in (column for column in row._fields if column.endswith("_spans")):
            bounds = [bound for span in from_cell(getattr(row, spans)) for bound in span]
            assert all(left < right for left, right in pairwise(bounds))
            assert all(bound <= len(texts[row.article_id]) for bound in bounds)


@pytest.mark.parametrize("schema", schemas.TABLES, ids=lambda schema: schema.name)
def test_ids_refer_to_rows(root: Path, schema: Table[Any]) -> None:
    for owner, column in IDS:
        if column in schema.columns:
            known = {getattr(row, column) for row in rows(root, owner)}
            missing = {None} if schema.columns[column].nullable else set()
            assert {getattr(row, column) for row in rows(root, schema)} <= known | missing


def test_quotations_refer_to_speakers_and_to_each_other(root: Path) -> None:
    names = {row.canonical_id: row.name for row in rows(root, schemas.CANONICAL_ENTITIES)}
    found = {row.quotation_id: row for row in rows(root, schemas.QUOTATIONS)}
    for row in found.values():
        assert row.speaker_name == names.get(row.speaker_id or "")
        if row.nested_in:
            outer, inner = (from_cell(found[name].quote_spans) for name in (row.nested_in, row.quotation_id))
            assert outer[0].start <= inner[0].start
            assert inner[-1].end <= outer[-1].end


def test_heads_stand_in_the_same_sentence(root: Path) -> None:
    tokens = rows(root, schemas.TOKENS)
    sentences = {(row.article_id, row.token_id): row.sentence_id for row in tokens}
    for row in tokens:
        assert row.head == 0 or sentences[row.article_id, row.head] == row.sentence_id


def test_all_articles_of_the_demo_are_read(root: Path) -> None:
    published = {row.article_id: row.published_at for row in rows(root, schemas.ARTICLES)}
    assert published == {
        "brand-moebelhaus.html": "2025-03-12T07:42",
        "copy": "2024-10-01T11:00",
        "hochwasser-lindental": "2025-03-14T17:30",
        "interview-faehre": None,
        "moor-nordheim": None,
        SEED: "2024-10-01T11:00",
    }
    assert {row.language for row in rows(root, schemas.ARTICLES)} == {"de"}
    assert all("Stand:" not in row.text for row in rows(root, schemas.SENTENCES))


@pytest.mark.parametrize("article_id", [SEED, "copy"])
def test_the_sections_of_the_seed_article(root: Path, article_id: str) -> None:
    same = reworded if article_id == "copy" else str
    assert [(row.kind, row.heading) for row in rows_of(root, schemas.SECTIONS, article_id)] == [
        ("headline", None),
        ("lead", None),
        ("body", None),
        ("body", same("Stoltenberg lobt Rutte")),
        ("body", "Zeit vieler Krisen - und ein Machtwechsel in den USA"),
        ("body", same('Rutte hat Ruf als "Trump-Flüsterer"')),
        ("body", "Generalsekretär muss Kompromisse schmieden"),
    ]


@pytest.mark.parametrize("article_id", [SEED, "copy"])
@pytest.mark.parametrize(
    ("kind", "beginning", "speaker_text", "speaker"),
    [
        ("Direct", "Mark hat den perfekten Hintergrund", "Stoltenberg", "Jens Stoltenberg"),
        ("IndirectFreeIndirect", "Rutte habe 14 Jahre", "Stoltenberg", "Jens Stoltenberg"),
        ("IndirectFreeIndirect", "Und dies seien Fähigkeiten", "Stoltenberg", "Jens Stoltenberg"),
        ("Indirect", "er könne es kaum erwarten", "Rutte", "Mark Rutte"),
        ("IndirectFreeIndirect", "Priorität habe für ihn", "Rutte", "Mark Rutte"),
        ("Indirect", "er und Rutte seien Freunde geworden", "Trump", "Donald Trump"),
        ("Indirect", "er sowohl mit Harris als auch mit Trump arbeiten könne", "er", "Mark Rutte"),
    ],
)
def test_the_quotations_of_the_seed_article(
    root: Path, texts: dict[str, str], article_id: str, kind: str, beginning: str, speaker_text: str, speaker: str
) -> None:
    same = reworded if article_id == "copy" else str
    place = texts[article_id].index(same(beginning))
    covering = [
        row
        for row in rows_of(root, schemas.QUOTATIONS, article_id)
        if any(span.start <= place < span.end for span in from_cell(row.quote_spans))
    ]
    assert [(row.type, row.speaker_text, row.speaker_name) for row in covering] == [
        (kind, same(speaker_text), same(speaker))
    ]


@pytest.mark.parametrize("article_id", [SEED, "copy"])
def test_marked_words_are_a_quotation_inside_speech_only(root: Path, article_id: str) -> None:
    found = {row.quotation_id: row for row in rows_of(root, schemas.QUOTATIONS, article_id)}
    assert not any("Flüsterer" in row.quote_text for row in found.values())
    (inner,) = (row for row in found.values() if row.type == "Direct" and "egal, wie" in row.quote_text)
    assert "arbeiten könne" in found[inner.nested_in].quote_text


@pytest.mark.parametrize("article_id", [SEED, "copy"])
def test_the_entities_of_the_seed_article(root: Path, article_id: str) -> None:
    same = reworded if article_id == "copy" else str
    mentions = rows_of(root, schemas.ENTITIES, article_id)
    labels = {(row.text, row.label) for row in mentions}
    names = {row.canonical_id: row.name for row in rows(root, schemas.CANONICAL_ENTITIES)}
    for text, label in (
        ("Rutte", "PER"),
        ("Stoltenberg", "PER"),
        ("Trump", "PER"),
        ("Harris", "PER"),
        ("NATO", "ORG"),
        ("Ukraine", "LOC"),
        ("USA", "LOC"),
    ):
        assert (same(text), label) in labels
    assert not any("\n" in row.text for row in mentions)
    forms = {same(form) for form in ("Rutte", "Ruttes", "Mark Rutte")}
    assert {names[row.canonical_id] for row in mentions if row.text in forms} == {same("Mark Rutte")}


@pytest.mark.parametrize(
    ("article_id", "kind", "beginning", "speaker"),
    [
        ("hochwasser-lindental", "Indirect", "wurde niemand verletzt", "Polizei"),
        ("hochwasser-lindental", "Indirect", "standen rund 200 Keller", "Feuerwehr"),
        ("hochwasser-lindental", "Direct", "Wir lassen niemanden allein", "Karin Althoff"),
        ("hochwasser-lindental", "Indirect", "betroffene Familien", "Karin Althoff"),
        ("hochwasser-lindental", "IndirectFreeIndirect", "Die Anträge könne man", "Karin Althoff"),
        ("hochwasser-lindental", "Direct", "Ein Pfeiler hat sich gesenkt", "Tobias Renz"),
        ("hochwasser-lindental", "Direct", "und ohne Reparatur", "Tobias Renz"),
        ("moor-nordheim", "Direct", "Ein trockenes Moor", "Hanna Petersen"),
        ("moor-nordheim", "Indirect", "bindet das Moor", "Petersen"),
        ("moor-nordheim", "Indirect", "zwei seiner Wiesen", "Jürgen Brandt"),
        ("moor-nordheim", "Direct", "Nordheim zeigt, wie es geht. Das Land", "Paul Seidel"),
    ],
)
def test_the_quotations_of_the_demo_articles(
    root: Path, texts: dict[str, str], article_id: str, kind: str, beginning: str, speaker: str
) -> None:
    place = texts[article_id].index(beginning)
    (row,) = (
        row
        for row in rows_of(root, schemas.QUOTATIONS, article_id)
        if any(span.start <= place < span.end for span in from_cell(row.quote_spans))
    )
    assert row.type == kind
    assert speaker in (row.speaker_name or row.speaker_text)


def test_a_name_in_marks_is_no_quotation(root: Path) -> None:
    assert not any("Tor zur Altstadt" in row.quote_text for row in rows(root, schemas.QUOTATIONS))


def test_the_results_depend_on_the_articles_alone(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "data" / "raw", tmp_path / "data" / "raw")
    analyse(tmp_path, Params(run=RunParams(processes=2, batch_size=1)))
    files = files_in(root)
    assert files_in(tmp_path) == files
    assert [path for path in files if (root / path).read_bytes() != (tmp_path / path).read_bytes()] == []


def files_in(root: Path) -> list[Path]:
    """Return the files of a project but the store, which is no result."""
    kept = Paths.project(root).cache
    found = (path for path in root.rglob("*") if path.is_file() and not path.is_relative_to(kept))
    return sorted(path.relative_to(root) for path in found)


@pytest.mark.parametrize("name", [name for name in STAGES if name != "evaluate"])
def test_stages_read_and_write_what_dvc_knows_of(root: Path, tmp_path: Path, name: str) -> None:
    for dep in DVC_STAGES[name]["deps"]:
        if not dep.startswith("pipeline/") and dep != "reports/metrics.json":
            place = tmp_path / dep
            place.parent.mkdir(parents=True, exist_ok=True)
            # The corrections of a project are no result: those of this one are as good as any.
            source = ROOT / dep if dep == "data/corrections" else root / dep
            (shutil.copytree if source.is_dir() else shutil.copy)(source, place)
    before = {*files_in(tmp_path)}
    STAGES[name](Paths.project(tmp_path), Params())
    written = {*files_in(tmp_path)} - before
    outs = [next(iter(out)) if isinstance(out, dict) else out for out in DVC_STAGES[name]["outs"]]
    assert all((tmp_path / out).exists() for out in outs)
    assert all(any(path.is_relative_to(out) for out in outs) for path in written)
    for path in written:
        assert (tmp_path / path).read_bytes() == (root / path).read_bytes()


def test_a_run_gives_the_tables_of_the_project(root: Path, tmp_path: Path) -> None:
    reports = stages.run(root / "data" / "raw", tmp_path, Params())
    for schema in schemas.TABLES:
        name = f"{schema.name}.csv"
        assert (tmp_path / "processed" / name).read_bytes() == (root / "data" / "processed" / name).read_bytes()
    assert reports == str(tmp_path / "reports")
    assert Path(reports, "report.md").is_file()
    assert Path(reports, "report.html").is_file()
