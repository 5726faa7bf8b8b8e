"""Spreads work over the processors of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from typing import ParamSpec

from wortlaut.utils.errors import WortlautError
from wortlaut.workflow.steps import Analyst, Job

P = ParamSpec("P")
Made = list[dict[str, bytes]]
_AHEAD = 2
"""Tasks per process that are handed out before the first of them is awaited; bounds what is held at once."""
_GRACE = 1.0
"""Seconds that a worker lives on after Ctrl-C."""
_analyst: Analyst | None = None
"""Of a worker that analyses articles: keeps the model from task to task."""


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
    with _pool(processes, analyst) as pool:
        for jobs in tasks:
            pending.append((jobs, pool.submit(_analyse, jobs)))
            if len(pending) == processes * _AHEAD:
                yield _first(pending)
        while pending:
            yield _first(pending)


@contextmanager
def beside(work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> Iterator[None]:
    """Let a function of a module work in a process of its own beside the block; behind the block, both have ended.

    Raises:
        WortlautError: The process died, or raised one.
    """
    with _pool(1) as pool:
        done = pool.submit(work, *args, **kwargs)
        yield
        done.result()


def prepare() -> None:
    """Let the imports that processes need be made beside other work, before the first task is there."""
    if _can_fork():
        from multiprocessing import forkserver  # Windows has none

        _context()
        forkserver.ensure_running()


@contextmanager
def _pool(processes: int, analyst: Analyst | None = None) -> Iterator[ProcessPoolExecutor]:
    """Open some processes, each with a copy of what analyses articles, if they do that."""
    pool = ProcessPoolExecutor(processes, mp_context=_context(), initializer=_start, initargs=(analyst,))
    try:
        yield pool
    except BrokenProcessPool as error:
        raise WortlautError(
            "A process beside the main one died: it was killed, or there was no memory left. What was finished is "
            "kept; run again, with fewer run.processes or a smaller run.batch_size."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


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


def _start(analyst: Analyst | None) -> None:
    global _analyst
    _analyst = analyst
    # Ctrl-C reaches all processes; the main one tells of it, and must not see this one end before.
    signal.signal(signal.SIGINT, lambda number, frame: threading.Timer(_GRACE, os._exit, (128 + number,)).start())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process with the one that started it, even if that is killed: nobody else would."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _analyse(jobs: list[Job]) -> Made:
    assert _analyst is not None
    return _analyst.analyse(jobs)
