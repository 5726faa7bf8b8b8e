from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT, article
from wortlaut import stages
from wortlaut.corrections.records import NO_CORRECTIONS, Corrections, EntityCorrection
from wortlaut.nlp import model
from wortlaut.params import Params, RunParams, SentimentParams
from wortlaut.tables import schemas
from wortlaut.text.article import Article, parse_article, write_articles
from wortlaut.workflow import runner
from wortlaut.workflow.runner import Analysis
from wortlaut.workflow.steps import ANNOTATION, CORRECTED, STEPS, Analyst, Job

PARAMS = Params()
FOUND = model.find("bundled")
TEXTS = {
    "alt": "Althoff lobt Helfer\n\nKarin Althoff ist stolz. „Wir sind stark“, sagte Karin Althoff.",
    "neu": "Weber kritisiert Althoff\n\nMinister Tim Weber sagte, Karin Althoff habe versagt.",
    "kurz": "Es regnet.",
}


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[str, ...]]]:
    """Return which steps of which articles have been made since."""
    found: list[tuple[str, tuple[str, ...]]] = []
    analyse = Analyst.analyse

    def noted(self: Analyst, jobs: list[Job]) -> list[dict[str, bytes]]:
        found.extend((job.article_id, job.missing) for job in jobs)
        return analyse(self, jobs)

    monkeypatch.setattr(Analyst, "analyse", noted)
    return found


def complete(
    folder: Path,
    texts: dict[str, str],
    *steps: str,
    params: Params = PARAMS,
    corrections: Corrections = NO_CORRECTIONS,
) -> dict[str, str]:
    """Complete some steps of articles, and return the lines of tables found in all of them, by article."""
    write_articles((article(text, name) for name, text in texts.items()), folder / "articles.jsonl")
    paths = (folder / "articles.jsonl", folder / "results.sqlite", "")
    with runner.opened(*paths, FOUND, params, corrections) as analysis:
        analysis.complete(steps)
        return {
            each.article_id: "".join(lines for name in steps for lines in _lines(analysis, name, each))
            for each in articles(analysis)
        }


def articles(analysis: Analysis) -> Iterator[Article]:
    return (parse_article(line) for line, _ in analysis.results("text"))


def _lines(analysis: Analysis, step: str, wanted: Article) -> Iterator[str]:
    for line, found in analysis.results(step):
        if parse_article(line) == wanted:
            yield from found.tables.values()


WITHOUT_ANNOTATION = tuple(name for name in STEPS if name != ANNOTATION)


def test_only_articles_that_a_correction_may_concern_are_made_again(
    tmp_path: Path, made: list[tuple[str, tuple[str, ...]]]
) -> None:
    texts = {"a": "Ida Falk lobt den Rat.", "b": "Uwe Kern lobt Ida Falk.", "c": "Der Rat tagt am Montag."}
    merged = Corrections(entities=(EntityCorrection(2, "", "Uwe Kern", same_as="Uwe T. Kern"),))
    complete(tmp_path, texts, *WITHOUT_ANNOTATION)
    made.clear()
    found = complete(tmp_path, texts, *WITHOUT_ANNOTATION, corrections=merged)
    assert made == [("b", tuple(name for name in STEPS if name in CORRECTED))]
    assert "PER:uwe-t-kern" in found["b"]
    made.clear()
    assert "PER:uwe-kern" in complete(tmp_path, texts, *WITHOUT_ANNOTATION)["b"]
    assert [name for name, _ in made] == ["b"]


def test_what_is_known_is_not_made_again(tmp_path: Path, made: list[tuple[str, tuple[str, ...]]]) -> None:
    first = complete(tmp_path, TEXTS, *WITHOUT_ANNOTATION)
    assert made == [(name, tuple(STEPS)) for name in TEXTS]
    made.clear()
    assert complete(tmp_path, TEXTS, *WITHOUT_ANNOTATION) == first
    assert made == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param({**TEXTS, "dazu": "Noch ein Text."}, ["dazu"], id="added"),
        pytest.param({**TEXTS, "kurz": "Es schneit."}, ["kurz"], id="changed"),
        pytest.param({"alt": TEXTS["alt"], "kurz": TEXTS["kurz"]}, [], id="removed"),
        pytest.param(dict(reversed(TEXTS.items())), [], id="in another order"),
        pytest.param({"anders": TEXTS["alt"]}, ["anders"], id="renamed"),
    ],
)
def test_only_new_and_changed_articles_are_analysed(
    tmp_path: Path, made: list[tuple[str, tuple[str, ...]]], texts: dict[str, str], expected: list[str]
) -> None:
    complete(tmp_path / "again", TEXTS, *WITHOUT_ANNOTATION)
    made.clear()
    found = complete(tmp_path / "again", texts, *WITHOUT_ANNOTATION)
    assert [name for name, _ in made] == expected
    assert found == complete(tmp_path / "whole", texts, *WITHOUT_ANNOTATION)
    with closing(sqlite3.connect(tmp_path / "again" / "results.sqlite")) as database:
        kept = {name for (name,) in database.execute("SELECT DISTINCT article_id FROM results")}
    assert kept == texts.keys()


def test_a_run_that_was_broken_off_is_not_taken_for_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_PER_TASK", 1)
    first = complete(tmp_path, TEXTS, "text")
    with monkeypatch.context() as patch:
        patch.setattr(Analyst, "analyse", breaking_at("kurz"))
        with pytest.raises(KeyboardInterrupt):
            complete(tmp_path, {name: f"{text} Neu." for name, text in TEXTS.items()}, "text")
    assert complete(tmp_path, TEXTS, "text") == first


def test_a_parameter_makes_only_what_reads_it_anew(tmp_path: Path, made: list[tuple[str, tuple[str, ...]]]) -> None:
    complete(tmp_path, TEXTS, *WITHOUT_ANNOTATION)
    made.clear()
    complete(tmp_path, TEXTS, *WITHOUT_ANNOTATION, params=Params(sentiment=SentimentParams(negation_window=0)))
    assert made == [(name, ("tone",)) for name in TEXTS]


def test_a_step_brings_those_it_needs(tmp_path: Path, made: list[tuple[str, tuple[str, ...]]]) -> None:
    complete(tmp_path, {"alt": TEXTS["alt"]}, "text")
    complete(tmp_path, {"alt": TEXTS["alt"]}, "text", "keywords")
    assert made == [("alt", ("annotation", "text")), ("alt", ("entities", "quotations", "keywords"))]


def test_a_broken_run_keeps_the_tasks_it_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[tuple[str, tuple[str, ...]]]
) -> None:
    monkeypatch.setattr(runner, "_PER_TASK", 1)
    with monkeypatch.context() as patch:
        patch.setattr(Analyst, "analyse", breaking_at("kurz"))
        with pytest.raises(KeyboardInterrupt):
            complete(tmp_path, TEXTS, "text")
    made.clear()
    found = complete(tmp_path, TEXTS, "text")
    assert [name for name, _ in made] == ["kurz"]
    assert found == complete(tmp_path / "whole", TEXTS, "text")


def breaking_at(article_id: str) -> Callable[[Analyst, list[Job]], list[dict[str, bytes]]]:
    analyse = Analyst.analyse

    def breaking(self: Analyst, jobs: list[Job]) -> list[dict[str, bytes]]:
        if jobs[0].article_id == article_id:
            raise KeyboardInterrupt
        return analyse(self, jobs)

    return breaking


@pytest.mark.parametrize(
    "run", [RunParams(processes=2, batch_size=1), RunParams(batch_size=1), RunParams(batch_size=2)]
)
def test_processes_and_batches_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: RunParams) -> None:
    expected = complete(tmp_path / "one", TEXTS, *WITHOUT_ANNOTATION)
    monkeypatch.setattr(runner, "_PER_TASK", 1)
    assert complete(tmp_path / "other", TEXTS, *WITHOUT_ANNOTATION, params=Params(run=run)) == expected


KILLED = """
import sys
from pathlib import Path
from wortlaut import stages
from wortlaut.workflow import runner, steps
from wortlaut.params import Params
from wortlaut.cache.store import Store

def put(self, entries, put=Store.put):
    kept = list(entries)
    put(self, kept)
    if kept[0].step in steps.STEPS:  # articles that were read are kept, too
        print("kept", flush=True)

Store.put = put
runner._PER_TASK = 4
stages.run(Path(sys.argv[1]), Path(sys.argv[2]), Params())
"""


def test_a_killed_run_goes_on_from_what_was_done(tmp_path: Path) -> None:
    source = tmp_path / "articles"
    source.mkdir()
    for number in range(24):
        (source / f"{number}.txt").write_text(TEXTS["neu"].replace("Weber", f"Weber{number}"), encoding="utf-8")
    command = [sys.executable, "-c", KILLED, str(source), str(tmp_path / "killed")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"kept\n"
        process.kill()
    with closing(sqlite3.connect(tmp_path / "killed" / "cache" / "results.sqlite")) as database:
        ((n_kept,),) = database.execute("SELECT COUNT(*) FROM results")
    assert 4 * len(STEPS) <= n_kept < 24 * len(STEPS)
    assert not (tmp_path / "killed" / "processed" / "tokens.csv").exists()
    for name in ("killed", "whole"):
        stages.run(source, tmp_path / name, Params())
    for schema in schemas.TABLES:
        killed, whole = (tmp_path / name / "processed" / f"{schema.name}.csv" for name in ("killed", "whole"))
        assert killed.read_bytes() == whole.read_bytes()
