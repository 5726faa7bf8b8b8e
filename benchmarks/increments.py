"""Increments: what a run costs after one article was changed, added or removed, against a full run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from benchmarks import texts
from benchmarks.setting import Setting, middle
from benchmarks.wortlaut import analyse

_CHANGES = ("changed", "added", "removed")


def measure(setting: Setting) -> dict[str, Any]:
    """Analyse articles, change, add and remove one of them in turn, and analyse what is there then from the start.

    Returns:
        `articles`; `rounds`; `full`: seconds of the command; `changed`, `added`, `removed`: seconds of the runs in
        between; `ratio`: the longest of these to `full` within a round. All are medians. `identical`: whether the
        tables after all changes are those of the full run at the end, byte by byte, each time.
    """
    rounds = [_round(setting) for _ in range(setting.sizes.rounds)]
    medians = {name: middle([seconds[name] for seconds, _ in rounds]) for name in ("full", *_CHANGES)}
    return {
        "articles": setting.sizes.articles,
        "rounds": len(rounds),
        **medians,
        "ratio": middle([max(seconds[name] for name in _CHANGES) / seconds["full"] for seconds, _ in rounds]),
        "identical": all(identical for _, identical in rounds),
    }


def _round(setting: Setting) -> tuple[dict[str, float], bool]:
    """Return the seconds of the runs, those of the full ones as their mean, and whether the tables are the same."""
    n = setting.sizes.articles
    source = setting.folder / "increments"
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(setting.articles(n), source)
    kept, fresh = setting.output("kept"), setting.output("fresh")
    before = analyse(source, kept).seconds
    first, *_, last = sorted(source.iterdir())
    seconds = {}
    first.write_text(f"{first.read_text(encoding='utf-8').rstrip()}\n\nDas wurde geändert.\n", encoding="utf-8")
    seconds["changed"] = analyse(source, kept, fresh=False).seconds
    (source / "neu.txt").write_text(texts.read_texts(setting.corpus, n + 1)[n], encoding="utf-8")
    seconds["added"] = analyse(source, kept, fresh=False).seconds
    last.unlink()
    seconds["removed"] = analyse(source, kept, fresh=False).seconds
    seconds["full"] = (before + analyse(source, fresh).seconds) / 2
    return seconds, _tables(kept) == _tables(fresh)


def _tables(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((output / "processed").glob("*.csv"))}
