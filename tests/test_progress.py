from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator

import pytest

from pipeline.progress import track


class Terminal(io.StringIO):
    """A screen that remembers what was shown."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def level() -> Iterator[logging.Logger]:
    """Return the log of the package, and set its level back afterwards."""
    log = logging.getLogger("pipeline")
    yield log
    log.setLevel(logging.NOTSET)


@pytest.mark.parametrize(
    ("screen", "told", "shown"),
    [
        (Terminal(), logging.INFO, True),
        (Terminal(), logging.WARNING, False),
        (io.StringIO(), logging.INFO, False),
    ],
)
def test_a_bar_is_for_people_who_look_on(
    monkeypatch: pytest.MonkeyPatch, level: logging.Logger, screen: io.StringIO, told: int, shown: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", screen)
    level.setLevel(told)
    assert list(track(iter("abc"), "tokenize", 3)) == ["a", "b", "c"]
    assert ("tokenize: 100%" in screen.getvalue() and "3/3" in screen.getvalue()) == shown
    assert bool(screen.getvalue()) == shown
