from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wortlaut import __version__, stages
from wortlaut.cli import commands, doctor
from wortlaut.cli.doctor import Finding
from wortlaut.params import Params
from wortlaut.stages import STAGES, Paths
from wortlaut.utils import progress
from wortlaut.utils.errors import WortlautError

TEXT = "Althoff lobt Helfer\n\nKarin Althoff ist stolz.\n\n„Die Stadt ist stark“, sagte sie.\n"


@pytest.fixture(autouse=True)
def log_levels() -> Iterator[None]:
    """Set the levels of the log back, which the command sets for its process."""
    yield
    logging.getLogger("wortlaut").setLevel(logging.NOTSET)
    progress.events.setLevel(logging.NOTSET)
    logging.captureWarnings(False)


def status(*arguments: str) -> int | str | None:
    """Run the command and return its exit status, or the message that stands for status 1."""
    with pytest.raises(SystemExit) as caught:
        commands.main(arguments)
    return caught.value.code


@pytest.mark.slow
def test_help_is_shown_without_loading_what_analyses_texts() -> None:
    code = "import sys; from wortlaut.cli.commands import main\ntry: main(['--help'])\nfinally: print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    *text, modules = shown.splitlines()
    assert {"spacy", "pandas", "matplotlib"}.isdisjoint(modules.split())
    assert all(
        any(f" {command} " in line for line in text)
        for command in ["run", "export", "sample", "validate", "doctor", *STAGES]
    )


@pytest.mark.parametrize("command", ["run", "export", "sample", "validate", "doctor", *STAGES])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(command, "--help") == 0
    assert "Usage: wortlaut" in capsys.readouterr().out


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert status("--version") == 0
    assert capsys.readouterr().out == f"wortlaut {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["run"],
        ["run", "articles"],
        ["run", "articles", "-o", "x", "--fast"],
        ["export", "-o", "x", "-f", "csv"],
    ],
)
def test_wrong_usage_has_status_2(arguments: list[str]) -> None:
    assert status(*arguments) == 2


def test_an_interrupt_has_status_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(stages, "run", interrupt)
    assert status("run", str(tmp_path), "--output", str(tmp_path / "results")) == 130


def test_a_run_goes_from_articles_to_a_report(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "hochwasser.txt").write_text(TEXT, encoding="utf-8")
    (articles / "leer.txt").write_bytes(b"")
    assert status("run", str(articles), "--output", str(tmp_path / "results")) == 0
    summary, told = caplog.messages[-2:]
    assert summary.startswith("run: 1 articles, 13 words, 1 rejected, 1 quotations, ")
    report = told.removeprefix("Report: ").partition(". Reading page: ")[0]
    assert Path(report).read_text(encoding="utf-8").startswith("# ")


def test_a_quiet_run_tells_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "hochwasser.txt").write_text(TEXT, encoding="utf-8")
    source, output = str(tmp_path / "hochwasser.txt"), str(tmp_path / "results")
    assert status("--quiet", "run", source, "--output", output) == 0
    assert caplog.messages == []


def test_parameters_and_model_are_taken_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[Params] = []

    def remember(source: Path, output: Path, params: Params) -> str:
        runs.append(params)
        return f"{source} to {output}"

    monkeypatch.setattr(stages, "run", remember)
    (tmp_path / "mine.yaml").write_text("model:\n  name: mine\nreport:\n  top: 3\n")
    arguments = ["run", str(tmp_path), "-o", str(tmp_path / "results")]
    assert status(*arguments) == 0
    assert status(*arguments, "--params", str(tmp_path / "mine.yaml")) == 0
    assert status(*arguments, "--params", str(tmp_path / "mine.yaml"), "--model", "auto") == 0
    assert [(params.model.name, params.report.top) for params in runs] == [("bundled", 15), ("mine", 3), ("auto", 3)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "nowhere", "--output", "results"], "nowhere: there is no such file or folder"),
        (["run", ".", "--output", "results"], "no articles in this folder"),
        (["run", ".", "--output", "results", "--params", "nowhere.yaml"], "nowhere.yaml: cannot be read"),
        (["export", "-f", "xlsx", "-o", "x.xlsx"], "data/processed: there is no such folder"),
        (["ingest"], "params.yaml: is not in this folder"),
        (["evaluate", "quotations", "--gold", "gold.jsonl"], "params.yaml: is not in this folder"),
        (["evaluate", "identity"], "params.yaml: is not in this folder"),
        (["evaluate", "identity", "--part", "dev"], "--part: 'dev' is neither tune nor test"),
    ],
)
def test_an_error_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    message = status(*arguments)
    assert isinstance(message, str)
    assert message.startswith("wortlaut: ")
    assert told in message


def shell(*arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, after some code."""
    command = [sys.executable, "-c", f"{code}\nfrom wortlaut.cli.commands import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


THREADS = Path("/proc/self/task")
COUNT_THREADS = f"import atexit, os; atexit.register(lambda: print(len(os.listdir('{THREADS}'))))"


@pytest.mark.slow
@pytest.mark.skipif(not THREADS.is_dir(), reason="only Linux lists the threads of a process there")
def test_a_run_with_one_process_has_one_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    done = shell("run", str(tmp_path / "text.txt"), "--output", str(tmp_path / "results"), code=COUNT_THREADS)
    assert (done.returncode, done.stdout) == (0, "1\n")


@pytest.mark.slow
def test_an_error_reaches_the_shell_on_stderr_with_status_1(tmp_path: Path) -> None:
    done = shell("run", str(tmp_path / "nowhere"), "-o", "x")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("wortlaut: ")
    assert "Traceback" not in done.stderr


BROKEN = "from wortlaut import params\nparams.load_params = lambda path: 1 / 0"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "status", "level", "told"),
    [
        (["fly"], "", 2, "ERROR", "No such command 'fly'."),
        (["run", "articles"], "", 2, "ERROR", "Missing option '--output' / '-o'."),
        (["run", "a", "--output", "b", "--params", "nowhere.yaml"], "", 1, "ERROR", "nowhere.yaml: cannot be read"),
        (["run", "a", "--output", "b", "--params", "p.yaml"], BROKEN, 1, "CRITICAL", "ZeroDivisionError"),
    ],
)
def test_an_error_is_json_where_the_log_is(arguments: list[str], code: str, status: int, level: str, told: str) -> None:
    done = shell("--log-format", "json", *arguments, code=code)
    (line,) = done.stderr.splitlines()
    error = json.loads(line)
    assert (done.returncode, done.stdout, error["level"], error["stage"]) == (status, "", level, None)
    assert told in error["message"]
    assert ("exc_info" in error) == (level == "CRITICAL")


@pytest.mark.parametrize("name", STAGES)
def test_stages_work_on_the_project_in_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    calls: list[tuple[Paths, Params]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(STAGES, name, lambda paths, params: calls.append((paths, params)))
    (tmp_path / "params.yaml").write_text("report:\n  top: 3\n")
    assert status(name) == 0
    ((paths, params),) = calls
    assert paths.source.resolve() == tmp_path / "data" / "raw"
    assert params.report.top == 3


def test_tables_are_exported(hostile: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    output = tmp_path / "news.sqlite"
    assert status("export", str(hostile), "--format", "sqlite", "--output", str(output)) == 0
    assert output.read_bytes().startswith(b"SQLite format 3")
    assert caplog.messages == [f"Written: {output}"]


def test_quotations_are_scored_against_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "params.yaml").write_text("")
    (tmp_path / "gold.jsonl").write_text(
        '{"id": "a", "text": "Es regnet.", "tokens": [[0, 2], [3, 9], [9, 10]], "annotations": []}\n'
    )
    assert status("evaluate", "quotations", "--gold", "gold.jsonl") == 0
    assert "message" in capsys.readouterr().out


@pytest.mark.parametrize("words", [(), ("quotations",)])
def test_another_system_is_scored_on_the_gold_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    gold = tmp_path / "data" / "gold" / "quotations"
    gold.mkdir(parents=True)
    spans = '"quote": [[0, 9]], "speaker": [], "cue": [], "frame": [], "addressee": []'
    (gold / "a.jsonl").write_text(
        '{"id": "a", "text": "Es regnet.", "tokens": [[0, 2], [3, 9], [9, 10]],'
        f' "annotations": [{{"type": "Direct", "medium": "Speech", {spans}}}]}}\n'
    )
    (tmp_path / "other.csv").write_text("article_id,type,quote_spans\na,Direct,0:9\n")
    assert status("evaluate", *words, "other.csv") == 0
    assert "message     1.0000     1.0000     1.0000" in capsys.readouterr().out


@pytest.mark.parametrize(("state", "code"), [("ok", 0), ("absent", 0), ("missing", 1)])
def test_the_doctor_fails_when_something_needed_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], state: str, code: int
) -> None:
    monkeypatch.setattr(doctor, "findings", lambda: iter([Finding(state, "lexicon", "as it is")]))
    assert status("doctor") == code
    assert capsys.readouterr().out == f"{state:8} lexicon: as it is\n"


def test_causes_are_told_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> str:
        raise WortlautError("broken") from OSError("the cause")

    monkeypatch.setattr(stages, "run", fail)
    assert status("--verbose", "run", str(tmp_path), "-o", "x") == "wortlaut: broken"
    assert "the cause" in caplog.text
