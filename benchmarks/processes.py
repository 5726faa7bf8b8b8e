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
"""Every measured process computes with one thread, so that only numbers of processes are compared."""
_SAMPLED_EVERY = 0.1
"""Seconds between two measurements of the memory."""
_TOLD = 2_000
"""Characters that are shown of the end of a failed process's stderr."""


class Measured(NamedTuple):
    """A command that succeeded.

    Attributes:
        seconds: Wall time from start to end.
        peak: Peak resident memory of all its processes together, in bytes; None if it was not monitored.
            What processes share is counted in each of them.
        stdout: Its standard output.
        stderr: Its standard error.
    """

    seconds: float
    peak: int | None
    stdout: str
    stderr: str


def python(
    title: str, *arguments: str, watch_memory: bool = False, folder: Path = ROOT, packages: Path = ROOT
) -> Measured:
    """Run this Python interpreter to completion, in a process that finds the checkout's packages.

    Args:
        title: A description, which is logged with the time it took.
        arguments: The command line arguments after `python`.
        watch_memory: Whether to monitor the memory, which slows the work down a little.
        folder: The working directory.
        packages: Where packages are looked for first.

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
        env={**_environment(), **_ONE_THREAD, "PYTHONPATH": str(packages)},
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


def _environment() -> dict[str, str]:
    """Return the environment, in which Python keeps its compiled modules, as those of an installed package are."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _memory(pid: int) -> int:
    """Return the resident memory of a process and its descendants, in bytes."""
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
