"""Distribute work over the processors of this machine."""

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
from wortlaut.utils.garbage import collect_rarely
from wortlaut.workflow.steps import Analyst, Job

P = ParamSpec("P")
Computed = list[dict[str, bytes]]
_AHEAD = 2
"""Tasks per process that are submitted before the first of them is awaited; bounds memory."""
_GRACE = 1.0
"""Seconds that a worker goes on running after Ctrl-C."""
_analyst: Analyst | None = None
"""In a worker that analyses articles: keeps the model loaded from task to task."""


def analyse(tasks: Iterator[list[Job]], analyst: Analyst, processes: int) -> Iterator[tuple[list[Job], Computed]]:
    """Yield tasks in their order with the results of `Analyst.analyse`.

    Args:
        tasks: The tasks; they are streamed.
        analyst: Each process gets a copy; the model is loaded once in each.
        processes: How many processes.

    Raises:
        WortlautError: A process died, or raised one.
    """
    pending: deque[tuple[list[Job], Future[Computed]]] = deque()
    with _pool(processes, analyst) as pool:
        for jobs in tasks:
            pending.append((jobs, pool.submit(_analyse, jobs)))
            if len(pending) == processes * _AHEAD:
                yield _first(pending)
        while pending:
            yield _first(pending)


@contextmanager
def beside(work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> Iterator[None]:
    """Run a module-level function in a separate process during the block; when the block ends, both have ended.

    Raises:
        WortlautError: The process died, or raised one.
    """
    with _pool(1) as pool:
        done = pool.submit(work, *args, **kwargs)
        yield
        done.result()


def prepare() -> None:
    """Start the imports that processes need while other work goes on, before there is a first task."""
    if _can_fork():
        from multiprocessing import forkserver  # not on Windows

        _context()
        forkserver.ensure_running()


@contextmanager
def _pool(processes: int, analyst: Analyst | None = None) -> Iterator[ProcessPoolExecutor]:
    """Open a pool of processes, each with a copy of the analyst, if there is one."""
    pool = ProcessPoolExecutor(processes, mp_context=_context(), initializer=_start, initargs=(analyst,))
    try:
        yield pool
    except BrokenProcessPool as error:
        raise WortlautError(
            "A worker process died: it was killed, or memory ran out. Finished work is kept; run again, with fewer "
            "run.processes or a smaller run.batch_size."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _first(pending: deque[tuple[list[Job], Future[Computed]]]) -> tuple[list[Job], Computed]:
    jobs, future = pending.popleft()
    return jobs, future.result()


def _can_fork() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


def _context() -> BaseContext:
    """Return how processes are started: forked from a clean one that has the imports, if the system supports it."""
    if not _can_fork():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "spacy"])
    return context


def _start(analyst: Analyst | None) -> None:
    global _analyst
    _analyst = analyst
    collect_rarely()
    # Ctrl-C reaches all processes; the main one reports it, and must not see this one end first.
    signal.signal(signal.SIGINT, lambda number, frame: threading.Timer(_GRACE, os._exit, (128 + number,)).start())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it ends, even if that is killed: nothing else would end it."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _analyse(jobs: list[Job]) -> Computed:
    assert _analyst is not None
    return _analyst.analyse(jobs)
