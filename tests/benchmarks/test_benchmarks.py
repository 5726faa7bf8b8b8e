"""The benchmark counts, divides and writes as it says; how long anything takes is not looked at."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import __main__ as command
from benchmarks import archive, growth, increments, page, peers, processes, reading, released, results, speed, texts
from benchmarks.contestants import CONTESTANTS
from benchmarks.results import Results
from benchmarks.setting import QUICK, Setting
from benchmarks.wortlaut import Analysis, Release, run_stage
from tests.conftest import ROOT
from tests.page import chromium
from wortlaut.stages import STAGES
from wortlaut.utils.errors import WortlautError

TEXTS = ["Der Rat tagt\n\n„Das ist gut“, sagte Karin Althoff.\n", "Regen\n\nEs regnet. Das ist schlimm.\n"]


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(QUICK, None, tmp_path)


def analysis(seconds: float, peak: int | None = None) -> Analysis:
    return Analysis(seconds, seconds, seconds / 2, 1000, peak)


def test_the_page_is_that_of_the_results() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.render(results.read(results.RESULTS))


def test_the_results_are_of_parts_that_are_measured() -> None:
    assert set() < results.read(results.RESULTS)["parts"].keys() <= command.PARTS.keys()


def test_invented_articles_are_always_the_same_and_all_different() -> None:
    found = texts.read_texts(None, 20)
    assert found == texts.read_texts(None, 20)
    assert found[:5] == texts.read_texts(None, 5)
    assert len(set(found)) == 20
    assert 100 < texts.count_words(found) / 20 < 400


def test_a_corpus_comes_again_in_another_version(tmp_path: Path) -> None:
    for name, text in (("train", "Der Rat tagt."), ("dev", "Es regnet.")):
        gold = {"id": name, "text": text, "tokens": [], "annotations": []}
        (tmp_path / "quotes").mkdir(exist_ok=True)
        (tmp_path / "quotes" / f"{name}.jsonl.gz").write_bytes(gzip.compress(json.dumps(gold).encode()))
    found = texts.read_texts(tmp_path, 5)
    assert found[:2] == ["Der Rat tagt.", "Es regnet."]
    assert [text.splitlines()[0] for text in found[2:]] == ["Der Rat tagt.", "Es regnet.", "Der Rat tagt."]
    assert len(set(found)) == 5


@pytest.mark.parametrize("n_words", [1, 100, 5_000])
def test_a_long_article_has_as_many_words_as_asked_for(n_words: int) -> None:
    assert texts.count_words([texts.long_text(None, n_words)]) == n_words


def test_the_memory_of_all_processes_is_counted() -> None:
    child = "import time; held = b'x' * 200_000_000; time.sleep(0.5)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    measured = processes.python("parent and child", "-c", code, watch_memory=True)
    assert measured.peak is not None
    assert 200_000_000 < measured.peak < 400_000_000
    assert processes.python("no one looks", "-c", "pass").peak is None


def test_a_process_that_fails_is_an_error_with_its_words() -> None:
    with pytest.raises(WortlautError, match=r"(?s)division: ended with status 1:.*ZeroDivisionError"):
        processes.python("division", "-c", "1 / 0")


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("bare", ["tokens"]),
        ("prepared", ["tokens"]),
        ("sentences", ["tokens", "sentences"]),
        ("tags", ["tokens"]),
        ("pages", ["words"]),
        ("tone", ["sentences"]),
        ("quotations", ["quotations", "direct quotations"]),
    ],
)
def test_parts_of_wortlaut_find_something(name: str, counted: list[str]) -> None:
    found = CONTESTANTS[name].prepare(TEXTS)()
    assert list(found) == counted
    assert all(found.values())


@pytest.mark.parametrize("name", ["french", "somajo", "hanta", "trafilatura", "textblob", "textacy"])
def test_other_tools_find_something_where_they_are_installed(name: str, tmp_path: Path) -> None:
    if CONTESTANTS[name].version() is None:
        pytest.skip(f"{name} is not installed")
    outcome = speed.contest(name, texts.write_texts(TEXTS, tmp_path / "articles"))
    assert outcome["seconds"] > 0
    assert any(outcome["found"].values()) != (name == "textacy")


def fake_analyses(monkeypatch: pytest.MonkeyPatch, module: Any, seconds: Callable[[Path], float]) -> None:
    """Let the runs of a module take as long as a function of their folder says, and a MiB for each second."""

    def analyse(source: Path, output: Path, **_: object) -> Analysis:
        taken = seconds(source)
        return analysis(taken, round(taken * 2**20))

    monkeypatch.setattr(module, "analyse", analyse)


def test_growth_is_the_power_of_the_number(monkeypatch: pytest.MonkeyPatch, setting: Setting) -> None:
    fake_analyses(monkeypatch, growth, lambda source: float(len(list(source.iterdir())) ** 1.5))
    assert growth.measure_articles(setting) == {
        "seconds": {"3": 5.196, "6": 14.697},
        "peak": {"3": 5, "6": 15},
        "exponent": 1.5,
        "last": 1.5,
        "more": 2,
        "memory": 3.0,
    }


def test_growth_is_the_power_of_the_length(monkeypatch: pytest.MonkeyPatch, setting: Setting) -> None:
    def seconds(source: Path) -> float:
        (path,) = source.iterdir()
        return texts.count_words([path.read_text(encoding="utf-8")]) / 100

    fake_analyses(monkeypatch, growth, seconds)
    assert growth.measure_lengths(setting) == {
        "seconds": {"200": 2.0, "400": 4.0},
        "exponent": 1.0,
        "last": 1.0,
    }


@pytest.mark.parametrize("identical", [True, False])
def test_increments_are_held_against_full_runs(
    monkeypatch: pytest.MonkeyPatch, setting: Setting, identical: bool
) -> None:
    seen: list[int] = []

    def analyse(source: Path, output: Path, *, fresh: bool = True) -> Analysis:
        contents = [path.read_text(encoding="utf-8") for path in sorted(source.iterdir())]
        seen.append(len(contents))
        table, figure = output / "processed" / "articles.csv", output / "reports" / "figures" / "a.png"
        for path in (table, figure):
            path.parent.mkdir(parents=True, exist_ok=True)
        table.write_text("\n".join(contents) if identical else str(len(seen)))
        figure.write_text(str(len(contents)))
        return analysis(10.0 if fresh else 1.0 + len(contents) / 10)

    monkeypatch.setattr(increments, "analyse", analyse)
    figures = increments.measure(replace(setting, sizes=replace(QUICK, rounds=2)))
    assert seen == 2 * [3, 3, 4, 3, 3]
    assert figures == {
        "articles": 3,
        "rounds": 2,
        "full": 10.0,
        "changed": 1.3,
        "added": 1.4,
        "removed": 1.3,
        "ratio": 0.14,
        "drawn": {"changed": 0, "added": 1, "removed": 1},
        "identical": identical,
    }


def test_speed_is_the_ratio_within_a_round(monkeypatch: pytest.MonkeyPatch, setting: Setting) -> None:
    def analyse(source: Path, output: Path, *, run: Mapping[str, int]) -> Analysis:
        return analysis({1: 6.0, 2: 4.0}[run["processes"]])

    monkeypatch.setattr(speed, "analyse", analyse)
    monkeypatch.setattr(speed, "contest", lambda name, source: {"seconds": 5.0, "found": {}})
    figures = speed.measure(setting)
    assert (figures["ratio"], figures["prepared_ratio"], figures["speedup"]) == (1.2, 1.2, 1.5)


@pytest.mark.skipif(chromium.find() is None, reason=chromium.MISSING)
def test_the_reading_page_is_opened_and_searched(setting: Setting) -> None:
    figures = reading.measure(setting)
    assert (figures["listed"], figures["searched"], figures["words"]) == (6, 3, 400)
    times = {name: figures[name] for name in ("list", "article", "first", "next", "first_listed", "next_listed")}
    assert [name for name, seconds in times.items() if not seconds > 0] == []


def test_an_archive_is_reckoned_by_words(monkeypatch: pytest.MonkeyPatch, setting: Setting) -> None:
    def analyse(source: Path, output: Path) -> Analysis:
        for name, size in {"cache/a": 3, "processed/tokens.csv": 4, "processed/b": 1, "reports/html/c/d": 6}.items():
            (output / name).parent.mkdir(parents=True, exist_ok=True)
            (output / name).write_bytes(bytes(size * 1000))
        return analysis(10.0)

    monkeypatch.setattr(archive, "analyse", analyse)
    figures = archive.measure(setting)
    assert figures["disk"] == {"store": 3000, "tables": 5000, "tokens": 4000, "page": 6000}
    assert [row.value for row in archive.reckon(figures)] == [
        "556 hours of one core", "667 minutes", "555.6 hours", "27.78 €", "1 GB", "2 GB", "2 GB", "2 GB"
    ]  # fmt: skip


def test_each_stage_is_run_in_a_project(monkeypatch: pytest.MonkeyPatch, setting: Setting) -> None:
    runs: list[str] = []

    def run_stage(stage: str, project: Path) -> float:
        assert (project / "params.yaml").is_file()
        assert len(list((project / "data" / "raw").iterdir())) == 3
        runs.append(stage)
        return float(len(runs))

    monkeypatch.setattr(speed, "run_stage", run_stage)
    monkeypatch.setattr(speed, "contest", lambda name, source: {"seconds": 5.0, "found": {}})
    figures = speed.measure_stages(setting)
    assert runs == [name for name in STAGES if name != "evaluate"]
    assert figures["stages"] == {name: float(number) for number, name in enumerate(runs, start=1)}


def test_the_analysis_is_held_against_the_last_release(monkeypatch: pytest.MonkeyPatch, setting: Setting) -> None:
    old = Release("0.1.0", "pipeline", setting.folder)
    runs: list[tuple[str, str]] = []

    def run_stage(stage: str, project: Path, release: Release | None) -> float:
        assert len(list((project / "data" / "raw").iterdir())) == 3
        runs.append((project.name, stage))
        return 1.0 if release is old else 2.0

    monkeypatch.setattr(released, "run_stage", run_stage)
    monkeypatch.setattr(released, "_installed", lambda folder: old)
    figures = released.measure(replace(setting, sizes=replace(QUICK, rounds=2)))
    assert [stage for project, stage in runs if project == "current"] == ["model", "ingest", "tokenize"]
    assert [stage for project, stage in runs if project == "current-round"] == 2 * [
        "entities",
        "quotations",
        "sentiment",
    ]
    assert figures["ratio"] == 2.0
    assert "Together they take 2.00 times as long." in page.render(as_results({"released": figures}))


def test_the_log_of_a_stage_tells_how_long_it_took(tmp_path: Path) -> None:
    (tmp_path / "params.yaml").touch()
    assert run_stage("model", tmp_path) > 0
    with pytest.raises(WortlautError, match="wortlaut ingest: ended with status 1:"):
        run_stage("ingest", tmp_path)


def test_a_tool_that_is_not_installed_is_told_as_such(monkeypatch: pytest.MonkeyPatch, setting: Setting) -> None:
    here, absent = CONTESTANTS["bare"], CONTESTANTS["somajo"]._replace(package="there-is-no-such-package")
    monkeypatch.setattr(peers, "CONTESTANTS", {"bare": here, "absent": absent})
    monkeypatch.setattr(peers, "contest", lambda name, source: {"seconds": 2.0, "found": {"tokens": 9}})
    figures = peers.measure(setting)
    assert figures["contestants"]["bare"]["seconds"] == 2.0
    assert figures["contestants"]["absent"]["version"] is None
    shown = page.render(as_results({"peers": figures}))
    assert "| bare nlp.pipe | 3.8" in shown
    assert "| SoMaJo | not installed | | | |" in shown


def as_results(figures: Mapping[str, dict[str, Any]], busy: float = 0.0) -> Results:
    parts: Any = {
        name: {"date": "2026-01-01", "took": 60.0, "busy": busy, "figures": values} for name, values in figures.items()
    }
    return {"machine": {"processor": "one"}, "texts": "two articles", "quick": False, "parts": parts}


@pytest.mark.parametrize(("busy", "warned"), [(3.0, False), (50.0, True)])
def test_figures_of_a_busy_machine_are_marked(busy: float, warned: bool) -> None:
    assert ("busy machine" in page.render(as_results({}, busy))) is False
    startup = {"python": 0.01, "spacy": 1.0, "help": 0.6, "model": 2.0, "page": 2.5}
    shown = page.render(as_results({"startup": startup}, busy))
    assert ("Measured on a busy machine" in shown) == warned
    assert "| `wortlaut --help` | 0.60 s | at most 0.2 s, missed |" in shown
    assert "| imports and model | 2.00 s | at most 2.5 s |" in shown
    assert "| a saved page from a cold start | 2.50 s | at most 2.5 s |" in shown


def test_parts_are_kept_and_those_that_fail_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(setting: Setting) -> dict[str, Any]:
        raise WortlautError("the disk is full")

    figures = {"python": 0.01, "spacy": 1.0, "help": 0.6, "model": 2.0, "page": 2.5}
    monkeypatch.setattr(command, "PARTS", {"speed": fail, "startup": lambda setting: figures})
    with pytest.raises(WortlautError, match="Not measured: speed"):
        command.benchmarks(only="speed,startup", quick=True, output=tmp_path)
    assert "speed: the disk is full" in caplog.text
    kept = results.read(tmp_path / "results.json")
    assert {name: part["figures"] for name, part in kept["parts"].items()} == {"startup": figures}
    assert (tmp_path / "benchmarks.md").read_text(encoding="utf-8") == page.render(kept)


def test_results_of_another_machine_are_not_mixed_with_those_of_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    figures = {"python": 0.01, "spacy": 1.0, "help": 0.6, "model": 2.0, "page": 2.5}
    monkeypatch.setattr(command, "PARTS", {"startup": lambda setting: figures, "peers": lambda setting: {}})
    results.write(as_results({"peers": {}}), tmp_path / "results.json")
    command.benchmarks(only="startup", quick=True, output=tmp_path)
    kept = results.read(tmp_path / "results.json")
    assert list(kept["parts"]) == ["startup"]
    assert kept["machine"]["processor"] != "one"
    assert "starting over" in caplog.text


def test_the_command_measures(tmp_path: Path) -> None:
    arguments = ["--quick", "--only", "speed", "--output", str(tmp_path)]
    done = subprocess.run([sys.executable, "-m", "benchmarks", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "wortlaut run articles-3, processes 2: " in done.stderr
    figures = results.read(tmp_path / "results.json")["parts"]["speed"]["figures"]
    assert figures["articles"] == 3
    assert figures["words"] == texts.count_words(texts.read_texts(None, 3))
    assert "## Speed" in (tmp_path / "benchmarks.md").read_text(encoding="utf-8")


def test_an_unknown_part_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--only", "speed,luck"])
    with pytest.raises(SystemExit) as caught:
        command.main()
    assert str(caught.value.code).startswith("benchmarks: --only: 'luck' is not a part. Give startup, ")
