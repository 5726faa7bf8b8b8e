"""A bound on the work of a block, for what must not grow with the square of a text's length."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

CPU_SECONDS = 10
"""Processor time that a block may take. What grows with the square of the length needs minutes for a text of 100,000
characters, what grows with the length a hundredth of a second."""
work_can_be_limited = pytest.mark.skipif(
    not hasattr(signal, "SIGVTALRM"), reason="processor time cannot be limited here"
)


@contextmanager
def limited_work(seconds: float = CPU_SECONDS) -> Iterator[None]:
    """Stop what takes more processor time than it may; other programs on the machine make no difference."""

    def stop(*_: object) -> None:
        raise AssertionError(f"takes more than {seconds} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
