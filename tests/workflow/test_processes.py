from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import ROOT, article
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.text.article import to_line
from wortlaut.utils.errors import WortlautError
from wortlaut.workflow import processes
from wortlaut.workflow.steps import Analyst, Job

FOUND = model.find("bundled")


class Dying(Analyst):
    """Dies at one article, as a process does that the system kills."""

    def analyse(self, jobs: list[Job]) -> list[dict[str, bytes]]:  # type: ignore[override]
        if jobs[0].article_id == "b":
            os.kill(os.getpid(), signal.SIGKILL)
        return [{"pid": str(os.getpid()).encode()} for _ in jobs]


class Failing(Analyst):
    """Fails at every article."""

    def analyse(self, jobs: list[Job]) -> list[dict[str, bytes]]:  # type: ignore[override]
        raise WortlautError("no model")


def tasks(names: str) -> list[list[Job]]:
    return [[Job(name, to_line(article("Ein Satz.", name)), ("text",), {})] for name in names]


def test_tasks_come_back_in_their_order() -> None:
    analyst = Dying(FOUND, Params())
    made = list(processes.analyse(iter(tasks("cdefgh")), analyst, 2))
    assert [jobs[0].article_id for jobs, _ in made] == list("cdefgh")
    assert str(os.getpid()).encode() not in {found[0]["pid"] for _, found in made}


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(WortlautError, match=r"A worker process died.* Finished work is kept"):
        list(processes.analyse(iter(tasks("abcd")), Dying(FOUND, Params()), 2))


def test_an_error_in_a_process_is_that_of_the_run() -> None:
    with pytest.raises(WortlautError, match="no model"):
        list(processes.analyse(iter(tasks("ab")), Failing(FOUND, Params()), 2))


def note_process(path: Path) -> None:
    path.write_text(str(os.getpid()), encoding="utf-8")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise WortlautError("no table")


def test_work_beside_the_block_is_done_behind_it_in_another_process(tmp_path: Path) -> None:
    with processes.beside(note_process, tmp_path / "pid"):
        pass

    assert (tmp_path / "pid").read_text(encoding="utf-8") not in {"", str(os.getpid())}


@pytest.mark.parametrize(("work", "told"), [(die, r"A worker process died"), (fail, "no table")])
def test_what_happens_beside_the_block_is_told(work: Callable[[], None], told: str) -> None:
    with pytest.raises(WortlautError, match=told), processes.beside(work):
        pass


def test_an_error_in_the_block_is_not_hidden_by_one_beside_it() -> None:
    with pytest.raises(KeyError), processes.beside(fail):
        raise KeyError


ENDLESS = """
import os, time
from wortlaut.nlp import model
from wortlaut.workflow import processes
from wortlaut.workflow.steps import Analyst, Job
from wortlaut.params import Params

class Endless(Analyst):
    def analyse(self, jobs):
        os.write(1, b"working\\n")  # in one piece: two processes write there
        while True:  # not in one go: a signal that comes just before a sleep is heard after it
            time.sleep(0.1)

if __name__ == "__main__":
    jobs = [[Job(name, "", ("text",), {})] for name in "ab"]
    list(processes.analyse(iter(jobs), Endless(model.find("bundled"), Params()), 2))
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_no_process_outlives_the_run(tmp_path: Path, number: signal.Signals) -> None:
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS)
    with subprocess.Popen(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as run:
        try:
            assert run.stdout is not None
            for _ in range(2):
                assert run.stdout.readline() == b"working\n"
            if number == signal.SIGINT:
                os.killpg(run.pid, number)  # Ctrl-C reaches all processes of a terminal
            else:
                run.kill()
            # The pipes end when the last process has ended that writes to them.
            _, told = run.communicate(timeout=60)
        finally:
            with suppress(ProcessLookupError):  # all have ended
                os.killpg(run.pid, signal.SIGKILL)
    assert told.count(b"Traceback") <= 1
