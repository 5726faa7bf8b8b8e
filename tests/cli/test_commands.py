from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wortlaut import __version__, stages
from wortlaut.cli import commands, doctor
from wortlaut.cli.doctor import Finding
from wortlaut.params import Params, ReportParams
from wortlaut.stages import STAGES, Paths
from wortlaut.tables import csv_files, schemas
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
    names = ["run", "init", "export", "sample", "validate", "doctor", *STAGES]
    assert all(any(f" {command} " in line for line in text) for command in names)


@pytest.mark.parametrize("command", ["run", "init", "export", "sample", "validate", "doctor", *STAGES])
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
    assert "<title>Who says what, and in what tone – Wortlaut</title>" in Path(report).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments", [["-q", "run"], ["run", "--quiet"], ["--verbose", "run", "-q"]], ids=["before", "after", "both"]
)
def test_a_quiet_run_tells_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture, arguments: list[str]) -> None:
    (tmp_path / "hochwasser.txt").write_text(TEXT, encoding="utf-8")
    source, output = str(tmp_path / "hochwasser.txt"), str(tmp_path / "results")
    assert status(*arguments, source, "--output", output) == 0
    assert caplog.messages == []


LEVELS = {"-v": logging.DEBUG, "-q": logging.WARNING}


COMMANDS = ["export -f xlsx -o x", "doctor", "ingest", "evaluate", "evaluate identity", "evaluate quotations"]


@pytest.mark.parametrize("flag", LEVELS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_options_of_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, flag: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor, "findings", lambda: iter(()))
    assert status(*command.split(), flag) != 2
    assert logging.getLogger("wortlaut").level == LEVELS[flag]


def test_the_log_has_no_level_of_an_earlier_command() -> None:
    status("-q", "doctor", "--help")
    assert logging.getLogger("wortlaut").level == logging.WARNING
    status("doctor", "--help")
    assert logging.getLogger("wortlaut").level == logging.INFO


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


def test_single_parameters_are_taken_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[Params] = []

    def remember(sources: list[str], output: str, params: Params) -> str:
        runs.append(params)
        return output

    monkeypatch.setattr(stages, "run", remember)
    (tmp_path / "mine.yaml").write_text("report:\n  top: 3\n  copies: all\n")
    arguments = [
        "--params",
        str(tmp_path / "mine.yaml"),
        "--language",
        "de",
        "--processes",
        "2",
        "--set",
        "report.top=7",
    ]
    assert status("run", "a", "-o", "b", *arguments, "--set", "ingest.columns.text=Voller Text") == 0
    (params,) = runs
    assert params.report == ReportParams(language="de", top=7, copies="all")
    assert (params.run.processes, params.ingest.columns.text) == (2, "Voller Text")
    assert params.sentiment == Params().sentiment


def test_a_run_takes_several_inputs(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{TEXT}\n{name}", encoding="utf-8")
    assert status("run", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", str(tmp_path / "results")) == 0
    assert [row.article_id for row in csv_files.rows(schemas.ARTICLES, tmp_path / "results" / "processed")] == [
        "a",
        "b",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "nowhere", "--output", "results"], "nowhere: there is no such file or folder"),
        (["run", ".", "--output", "results"], "no articles in this folder"),
        (["run", ".", "--output", "results", "--params", "nowhere.yaml"], "nowhere.yaml: cannot be read"),
        (["export", "-f", "xlsx", "-o", "x.xlsx"], "data/processed: there is no such folder"),
        (["ingest"], "params.yaml: is not in this folder"),
        (["evaluate", "quotations", "--gold", "gold.jsonl"], "params.yaml: is not in this folder"),
        (["run", ".", "-o", "x", "--set", "model.nix=1"], "unknown key 'model.nix'. Allowed here: lemmas, name"),
        (["run", ".", "-o", "x", "--set", "report.top=viele"], "parameters: 'report.top' is 'viele', which is not"),
        (["run", ".", "-o", "x", "--set", "report.top"], "'report.top' is not of the form KEY=VALUE"),
        (["run", ".", "-o", "x", "--set", "report.top=["], "'report.top=[' cannot be read as YAML"),
        (["run", ".", "-o", "x", "--language", "fr"], "'report.language' is 'fr', which is not allowed: Input should"),
        (["run", ".", "-o", "x", "--processes", "0"], "'run.processes' is 0, which is not allowed"),
        (["run", "-", "a.txt", "-o", "x"], "standard input is one article"),
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
        (["run", "articles", "--fast"], "", 2, "ERROR", "No such option: --fast"),
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


@pytest.mark.slow
def test_the_log_may_be_json_after_the_command() -> None:
    done = shell("run", "nowhere", "--output", "x", "--log-format", "json")
    assert "nowhere: there is no such file" in json.loads(done.stderr)["message"]


def completed(words: str) -> list[str]:
    """Return what Bash shows for a line that is completed at its end."""
    environment = {"_WORTLAUT_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    command = [sys.executable, "-c", "from wortlaut.cli.commands import main; main()"]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("wortlaut qu", ["quotations"]),
        ("wortlaut run --lan", ["--language"]),
        ("wortlaut run --verb", ["--verbose"]),
        ("wortlaut run --language ", ["de", "en"]),
        ("wortlaut run --set report.c", ["report.copies=", "report.compare="]),
        ("wortlaut run --set ingest.columns.t", ["ingest.columns.text=", "ingest.columns.title="]),
        ("wortlaut export --format p", ["parquet"]),
    ],
)
def test_words_are_completed(words: str, shown: list[str]) -> None:
    assert completed(words) == shown


def test_flags_take_no_value(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["run", "--help"], ["evaluate", "--help"]):
        status(*arguments)
    shown = capsys.readouterr().out
    assert "--quiet" in shown
    assert "bool" not in shown


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


def test_a_project_is_laid_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert status("init", str(tmp_path / "news")) == 0
    assert (tmp_path / "news" / "dvc.yaml").is_file()
    assert caplog.messages == [
        f"Laid out: {tmp_path / 'news'}. Put articles into data/raw there; README.md says what is next."
    ]
    message = status("init", str(tmp_path / "news"))
    assert "README.md: exists already" in str(message)
