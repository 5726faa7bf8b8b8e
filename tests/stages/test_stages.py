from __future__ import annotations

import gzip
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from tests import contract
from tests.conftest import ROOT
from wortlaut import __version__, stages
from wortlaut.evaluate import corpora
from wortlaut.evaluate.identity_gold import COLUMNS
from wortlaut.nlp import model
from wortlaut.params import ModelParams, Params, RunParams
from wortlaut.stages import Paths, all_stages
from wortlaut.tables import schemas
from wortlaut.utils.errors import WortlautError

PARAMS = Params()
GOLD = "part: test\nPER: althoff\nORG:\nLOC:\nMISC:\n---\n[Karin Althoff|althoff] sprach.\n"
ANNOTATION: dict[str, Any] = {
    "type": "Indirect",
    "medium": "Speech",
    "quote": [[21, 40]],
    "speaker": [[0, 13]],
    "cue": [[14, 19]],
    "frame": [[0, 19]],
    "addressee": [],
}
QUOTED: dict[str, Any] = {
    "id": "q",
    "title": "",
    "text": "Karin Althoff sagte, die Stadt sei stark.",
    "tokens": [[0, 5], [6, 13], [14, 19], [19, 20], [21, 24], [25, 30], [31, 34], [35, 40], [40, 41]],
    "annotations": [ANNOTATION],
}
TEXT = "Althoff lobt Helfer\n\nKarin Althoff ist stolz. Sie sagte, die Stadt sei stark.\n\nDas Wasser geht zurück.\n"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return the paths of a project with an article and three files that are none."""
    project = Paths.project(tmp_path)
    project.source.mkdir(parents=True)
    (project.source / "hochwasser.txt").write_text(TEXT, encoding="utf-8")
    (project.source / "kaputt.txt").write_bytes("Die Brücke über den Fluss".encode() + b"\xff")
    (project.source / "leer.txt").write_bytes(b"")
    (project.source / "null.txt").write_bytes(b"\0\0")
    identity = project.gold / "identity"
    identity.mkdir(parents=True)
    (identity / "rede.txt").write_text(GOLD, encoding="utf-8")
    (identity / "wikinews.csv").write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    (project.gold / "quotations").mkdir()
    record = json.dumps(QUOTED | {"annotations": [ANNOTATION | {"speaker_name": "Karin Althoff"}]})
    (project.gold / "quotations" / "rede.jsonl").write_text(record + "\n", encoding="utf-8")
    (project.gold / "speakers").mkdir()
    speakers = "article_id,part,name,label,gender,kind\nrede,test,Karin Althoff,PER,f,politics\n"
    (project.gold / "speakers" / "speakers.csv").write_text(speakers, encoding="utf-8")
    (project.gold / "tone").mkdir()
    tone = json.dumps({"id": "fest", "text": "Das Fest war ein voller Erfolg.", "label": "positive"})
    (project.gold / "tone" / "dev.jsonl").write_text(tone + "\n", encoding="utf-8")
    return project


def test_ingest_keeps_what_is_an_article_and_tells_what_is_not(paths: Paths, caplog: pytest.LogCaptureFixture) -> None:
    stages.ingest.run(paths, PARAMS)
    assert contract.read(schemas.SECTIONS, paths.processed)["article_id"].unique().tolist() == ["hochwasser"]
    assert contract.read(schemas.REJECTED, paths.processed)["path"].tolist() == ["kaputt.txt", "leer.txt", "null.txt"]
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "3 of 4 articles could not be read:\n  kaputt.txt: Byte 27 is not valid UTF-8" in record.getMessage()


def test_ingest_fails_when_no_article_is_left(paths: Paths) -> None:
    (paths.source / "hochwasser.txt").write_bytes(b"")
    with pytest.raises(
        WortlautError, match=r"no article could be read.+\n  hochwasser\.txt: The file is empty"
    ) as caught:
        stages.ingest.run(paths, PARAMS)
    assert "… and 1 more, see" in str(caught.value)
    assert len(contract.read(schemas.REJECTED, paths.processed)) == 4


def test_texts_are_not_analysed_with_another_model_than_was_described(paths: Paths) -> None:
    stages.model.run(paths, PARAMS)
    stages.ingest.run(paths, PARAMS)
    description = json.loads(paths.model.read_text())
    paths.model.write_text(json.dumps(description | {"sha256": "0" * 64}))
    with pytest.raises(WortlautError, match="describes another model"):
        stages.tokenize.run(paths, PARAMS)
    assert not (paths.processed / "tokens.csv").exists()


def test_the_version_of_the_tables_is_told_beside_the_model(paths: Paths) -> None:
    stages.model.run(paths, PARAMS)
    described = json.loads(paths.model.read_text())
    assert described.pop("schema_version") == schemas.SCHEMA_VERSION
    assert described.pop("wortlaut_version") == __version__
    assert described == model.description(model.find("bundled"))


def test_an_unknown_model_is_an_error(paths: Paths) -> None:
    with pytest.raises(WortlautError, match="'de_nirgends' is neither"):
        stages.model.run(paths, Params(model=ModelParams(name="de_nirgends")))


@pytest.mark.parametrize("output", [".", "results", "results/new"])
def test_a_run_does_not_write_into_its_input(tmp_path: Path, output: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(WortlautError, match="is inside the input"):
        stages.run(tmp_path, tmp_path / output, PARAMS)
    assert list(tmp_path.iterdir()) == [tmp_path / "a.txt"]


def test_a_run_does_not_write_over_its_input(tmp_path: Path) -> None:
    (tmp_path / "processed").mkdir()
    (tmp_path / "processed" / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(WortlautError, match="is inside the input"):
        stages.run(tmp_path / "processed", tmp_path, PARAMS)


def test_a_run_without_articles_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    with pytest.raises(WortlautError, match="no articles in this folder"):
        stages.run(tmp_path / "articles", tmp_path / "results", PARAMS)
    assert not (tmp_path / "results").exists()


def test_an_article_that_was_read_has_a_row(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    params = Params(run=RunParams(processes=1))
    monkeypatch.setattr(all_stages, "count_articles", lambda path: 2)
    with pytest.raises(WortlautError, match=r"2 articles were read, but articles\.csv has 1\."):
        stages.write_tables(stages.files_input([paths.source], paths, params), paths, params)


def test_scores_of_another_model_are_kept_where_there_are_no_corpora(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(corpora, "find_corpora", lambda: None)
    stages.model.run(paths, PARAMS)
    paths.metrics.parent.mkdir()
    paths.metrics.write_text('{"quotations": 1}')
    stages.evaluate.run(paths, PARAMS)
    assert paths.metrics.read_text() == '{"quotations": 1}'
    assert "was measured with another model" in caplog.records[-1].getMessage()


def test_scores_that_need_corpora_are_kept_where_there_are_none(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(corpora, "find_corpora", lambda: None)
    stages.model.run(paths, PARAMS)
    paths.metrics.parent.mkdir()
    scored = json.loads((ROOT / "reports" / "metrics.json").read_text())
    scores = {"quotations": scored["quotations"], "sentiment": scored["sentiment"], "identity": scored["identity"]}
    paths.metrics.write_text(json.dumps({"model": model.description(model.find("bundled")), **scores}))
    stages.evaluate.run(paths, PARAMS)
    metrics = json.loads(paths.metrics.read_text())
    assert (metrics["quotations"], metrics["sentiment"]) == (scores["quotations"], scores["sentiment"])
    assert metrics["identity"]["with_corpus"] == scores["identity"]["with_corpus"]
    assert json.loads(paths.main_scores.read_text())["joint_f1"] == scores["quotations"]["joint"]["f1"]
    assert (paths.plots / "scores_by_type.csv").read_text().count("\nDirect,") == 3
    assert metrics["identity"]["own"]["names"]["b_cubed"]["f1"] == 1.0
    assert metrics["own_quotations"]["articles"] == 1
    assert (metrics["tone"]["texts"], metrics["tone"]["accuracy"]) == (1, 1.0)
    (record,) = caplog.records
    assert "kept as they are" in record.getMessage()


def test_kept_scores_of_another_form_are_named(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpora, "find_corpora", lambda: None)
    stages.model.run(paths, PARAMS)
    paths.metrics.parent.mkdir()
    paths.metrics.write_text(json.dumps({"model": model.description(model.find("bundled")), "quotations": {"f": 1}}))
    with pytest.raises(WortlautError, match=r"metrics\.json: was written by another version\. Delete it"):
        stages.evaluate.run(paths, PARAMS)


@pytest.mark.parametrize("content", ["[]", "{"])
def test_damaged_metrics_are_named(paths: Paths, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr(corpora, "find_corpora", lambda: None)
    stages.model.run(paths, PARAMS)
    paths.metrics.parent.mkdir()
    paths.metrics.write_text(content)
    with pytest.raises(WortlautError, match=r"metrics\.json: is not (valid JSON|a JSON object).*Delete it"):
        stages.evaluate.run(paths, PARAMS)


def test_scores_that_were_never_measured_are_named_as_such(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpora, "find_corpora", lambda: None)
    stages.model.run(paths, PARAMS)
    stages.evaluate.run(paths, PARAMS)
    metrics = json.loads(paths.metrics.read_text())
    scored = ["quotations", "own_quotations", "speakers", "tone", "sentiment", "identity"]
    assert list(metrics) == ["model", "params", *scored]
    assert metrics["model"] == model.description(model.find("bundled"))
    assert (metrics["quotations"], metrics["sentiment"], metrics["identity"]["with_corpus"]) == (None, None, None)
    assert metrics["identity"]["own"]["articles"] == 1
    assert metrics["own_quotations"]["message"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert metrics["own_quotations"]["names"] == {"named": 1, "right": 1.0, "wrong": 0.0}
    assert json.loads(paths.main_scores.read_text())["right_names"] == 1.0


def test_scores_are_measured_where_the_corpora_are(
    tmp_path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path / corpora.QUOTATIONS, QUOTED)
    save(
        tmp_path / corpora.SENTIMENT,
        {
            "id": "s",
            "opinion_snippet": "Das ist schlecht.",
            "target_anchor": {"from": 0, "to": 3},
            "sentiment": {"polarity": "negative"},
        },
    )
    monkeypatch.setenv(corpora.VARIABLE, str(tmp_path))
    stages.model.run(paths, PARAMS)
    stages.evaluate.run(paths, PARAMS)
    metrics = json.loads(paths.metrics.read_text())
    assert metrics["model"] == model.description(model.find("bundled"))
    assert metrics["quotations"]["articles"] == 1
    assert metrics["quotations"]["message"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert metrics["sentiment"]["texts"] == 1


def save(path: Path, record: object) -> None:
    path.parent.mkdir(parents=True)
    with gzip.open(path, "wt", encoding="utf-8") as handle:
        handle.write(json.dumps(record) + "\n")
