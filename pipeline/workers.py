"""Spreads the analysis of articles over the processors of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext

from pipeline.errors import WortlautError
from pipeline.layers import Analyst, Job

Made = list[dict[str, bytes]]
_AHEAD = 2
"""Tasks per process that are handed out before the first of them is awaited; bounds what is held at once."""
_GRACE = 1.0
"""Seconds that a worker lives on after Ctrl-C."""
_analyst: Analyst
"""Of a worker: keeps the model from task to task."""


def analyse(tasks: Iterator[list[Job]], analyst: Analyst, processes: int) -> Iterator[tuple[list[Job], Made]]:
    """Yield tasks in their order with what `Analyst.analyse` makes of each.

    Args:
        tasks: The tasks; they are streamed.
        analyst: What each process gets a copy of; the model is loaded once in each.
        processes: How many processes.

    Raises:
        WortlautError: A process died, or raised one.
    """
    pending: deque[tuple[list[Job], Future[Made]]] = deque()
    pool = ProcessPoolExecutor(processes, mp_context=_context(), initializer=_start, initargs=(analyst,))
    try:
        for jobs in tasks:
            pending.append((jobs, pool.submit(_analyse, jobs)))
            if len(pending) == processes * _AHEAD:
                yield _first(pending)
        while pending:
            yield _first(pending)
    except BrokenProcessPool as error:
        raise WortlautError(
            "A process that analysed articles died: it was killed, or there was no memory left. What was finished is "
            "kept; run again, with fewer run.processes or a smaller run.batch_size."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def prepare() -> None:
    """Let the imports that processes need be made beside other work, before the first task is there."""
    if _can_fork():
        from multiprocessing import forkserver  # Windows has none

        _context()
        forkserver.ensure_running()


def _first(pending: deque[tuple[list[Job], Future[Made]]]) -> tuple[list[Job], Made]:
    jobs, future = pending.popleft()
    return jobs, future.result()


def _can_fork() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


def _context() -> BaseContext:
    """Return how processes are started: forked from a clean one that has the imports, where the system can do that."""
    if not _can_fork():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "spacy"])
    return context


def _start(analyst: Analyst) -> None:
    global _analyst
    _analyst = analyst
    # Ctrl-C reaches all processes; the main one tells of it, and must not see this one end before.
    signal.signal(signal.SIGINT, lambda number, frame: threading.Timer(_GRACE, os._exit, (128 + number,)).start())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process with the one that started it, even if that was killed: nobody else would."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _analyse(jobs: list[Job]) -> Made:
    return _analyst.analyse(jobs)
