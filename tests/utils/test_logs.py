from __future__ import annotations

import io
import json
import logging
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.conftest import ROOT
from wortlaut.utils import logs
from wortlaut.utils.logs import LogFormat
from wortlaut.utils.progress import count_pieces, note, stage, track

log = logging.getLogger("wortlaut.test")
Told = Callable[[LogFormat], io.StringIO]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """Return a function that sends the log of the package, in some form, to a stream."""
    package = logging.getLogger("wortlaut")
    made: list[logging.Handler] = []

    def send(log_format: LogFormat) -> io.StringIO:
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stderr", stream)
        made.append(logs.handler(log_format))
        package.addHandler(made[0])
        package.setLevel(logging.INFO)
        return stream

    yield send
    package.removeHandler(made[0])
    package.setLevel(logging.NOTSET)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_for_people_the_log_is_sentences(told: Told) -> None:
    stream = told(LogFormat.TEXT)
    log.warning("%d of %d files gave no article", 1, 2)
    assert stream.getvalue() == "1 of 2 files gave no article\n"


def test_for_machines_each_line_is_an_object(told: Told) -> None:
    stream = told(LogFormat.JSON)
    with stage("ingest"):
        log.warning("a\nb \ud800 \u2028 „Ü“")
        note(articles=2, words=0)
    log.info("Report: %s", "x", extra={"report": "x"})
    warning, summary, report = lines(stream)
    assert list(warning) == ["level", "logger", "stage", "message", "elapsed", "time"]
    assert (warning["level"], warning["logger"], warning["stage"]) == ("WARNING", "wortlaut.test", "ingest")
    assert warning["message"] == "a\nb \ud800 \u2028 „Ü“"
    assert (summary["logger"], summary["stage"], summary["event"]) == ("wortlaut.utils.progress", "ingest", "finished")
    assert (summary["articles"], summary["words"]) == (2, 0)
    assert summary["seconds"] <= summary["elapsed"]
    assert (report["stage"], report["report"]) == (None, "x")


def test_the_cause_of_an_error_is_a_field(told: Told) -> None:
    stream = told(LogFormat.JSON)
    try:
        raise OSError("the cause")
    except OSError:
        log.exception("broken")
    (error,) = lines(stream)
    assert error["message"] == "broken"
    assert error["exc_info"].endswith("OSError: the cause")


def test_the_page_names_the_fields(told: Told) -> None:
    stream = told(LogFormat.JSON)
    with stage("quotations"):
        note(rejected=0, quotations=0)
        assert len(list(track(["ein Wort"] * 100, count_pieces, articles=100))) == 100
    log.info("Report: %s", "x", extra={"report": "x"})
    log.error("broken", exc_info=OSError())
    table = re.findall(r"^\| (`.+?) \|", (ROOT / "docs" / "logs.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = {name for cell in table for name in re.findall(r"`(\w+)`", cell)}
    assert named == {field for line in lines(stream) for field in line}
