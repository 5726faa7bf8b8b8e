"""Runs commands and measures them from outside: wall time, and the memory of all their processes."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import psutil

from wortlaut.utils.errors import WortlautError

log = logging.getLogger("benchmarks")
ROOT = Path(__file__).parents[1]
"""The checkout that is measured."""
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)
"""Every measured process computes with one thread, so that processes are what is compared."""
_SAMPLED_EVERY = 0.1
"""Seconds between two looks at the memory."""
_TOLD = 2_000
"""Characters at the end of what a failed process wrote to stderr that are told."""


class Measured(NamedTuple):
    """A command that ended well.

    Attributes:
        seconds: Wall time from start to end.
        peak: Bytes of resident memory at the highest point, over all its processes; None if they were not watched.
            What processes share is counted in each of them.
        stdout: What it wrote there.
        stderr: What it wrote there.
    """

    seconds: float
    peak: int | None
    stdout: str
    stderr: str


def python(title: str, *arguments: str, watch_memory: bool = False, folder: Path = ROOT) -> Measured:
    """Run this Python to its end, as a process that finds the checkout's packages.

    Args:
        title: What is done; the log tells it with the time it took.
        arguments: What stands behind `python` on the command line.
        watch_memory: Whether to look at the memory, which takes some time from the work.
        folder: Where it works.

    Raises:
        WortlautError: It ended with an error.
    """
    start = perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, **_ONE_THREAD, "PYTHONPATH": str(ROOT)},
    ) as process:
        peak = 0 if watch_memory else None
        while True:
            try:
                stdout, stderr = process.communicate(timeout=_SAMPLED_EVERY if watch_memory else None)
                break
            except subprocess.TimeoutExpired:
                peak = max(peak or 0, _memory(process.pid))
    seconds = perf_counter() - start
    if process.returncode:
        raise WortlautError(f"{title}: ended with status {process.returncode}:\n{stderr[-_TOLD:]}")
    log.info("  %s: %.1f s", title, seconds)
    return Measured(seconds, peak, stdout, stderr)


def _memory(pid: int) -> int:
    """Return the resident memory of a process and of all that it started, in bytes."""
    try:
        root = psutil.Process(pid)
        family = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(map(_resident, family))


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
