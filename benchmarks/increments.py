"""Measures the cost of a run after one article was changed, added or removed, compared with a full run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any, NamedTuple

from benchmarks import texts
from benchmarks.setting import Setting, middle
from benchmarks.wortlaut import TABLES, analyse, contents

_CHANGES = ("changed", "added", "removed")
_FIGURES = "reports/figures/*.png"


def measure(setting: Setting) -> dict[str, Any]:
    """Analyse articles, change, add and remove one of them in turn, and finally analyse all of them from scratch.

    Returns:
        `articles`; `rounds`; `full`: seconds of the command; `changed`, `added`, `removed`: seconds of the runs in
        between; `ratio`: the longest of these to `full` within a round. All are medians. `drawn`: how many figures of
        the report changed in each of the runs in between, at most. `identical`: whether the tables after all changes
        are those of the full run at the end, byte by byte, each time.
    """
    rounds = [_round(setting) for _ in range(setting.sizes.rounds)]
    medians = {name: middle([each.seconds[name] for each in rounds]) for name in ("full", *_CHANGES)}
    return {
        "articles": setting.sizes.articles,
        "rounds": len(rounds),
        **medians,
        "ratio": middle([max(each.seconds[name] for name in _CHANGES) / each.seconds["full"] for each in rounds]),
        "drawn": {name: max(each.drawn[name] for each in rounds) for name in _CHANGES},
        "identical": all(each.is_identical for each in rounds),
    }


class _Round(NamedTuple):
    """The results of a round.

    Attributes:
        seconds: Seconds of the runs; those of the full runs as their mean.
        drawn: Number of figures that changed in each run in between.
        is_identical: Whether the final tables are the same.
    """

    seconds: dict[str, float]
    drawn: dict[str, int]
    is_identical: bool


def _round(setting: Setting) -> _Round:
    n = setting.sizes.articles
    source = setting.folder / "increments"
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(setting.articles(n), source)
    kept, fresh = setting.output("kept"), setting.output("fresh")
    before = analyse(source, kept).seconds
    first, *_, last = sorted(source.iterdir())
    changed = f"{first.read_text(encoding='utf-8').rstrip()}\n\nDas wurde geändert.\n"
    added = texts.read_texts(setting.corpus, n + 1)[n]
    changes: dict[str, Callable[[], object]] = {
        "changed": lambda: first.write_text(changed, encoding="utf-8"),
        "added": lambda: (source / "neu.txt").write_text(added, encoding="utf-8"),
        "removed": last.unlink,
    }
    seconds, drawn = {}, {}
    for name, change in changes.items():
        shown = contents(kept, _FIGURES)
        change()
        seconds[name] = analyse(source, kept, fresh=False).seconds
        drawn[name] = len(dict(contents(kept, _FIGURES).items() - shown.items()))
    seconds["full"] = (before + analyse(source, fresh).seconds) / 2
    return _Round(seconds, drawn, contents(kept, TABLES) == contents(fresh, TABLES))
