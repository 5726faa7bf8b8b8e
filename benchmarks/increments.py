"""Increments: what a run costs after one article was changed, added or removed, against a full run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from benchmarks import texts
from benchmarks.setting import Setting
from benchmarks.wortlaut import analyse


def measure(setting: Setting) -> dict[str, Any]:
    """Analyse articles, change, add and remove one of them in turn, and analyse what is there then from the start.

    Returns:
        `articles`; `full`: seconds of the command, the mean of both full runs; `changed`, `added`, `removed`: seconds
        of the runs in between; `ratio`: the longest of these to `full`; `identical`: whether the tables after all
        changes are those of the full run at the end, byte by byte.
    """
    n = setting.sizes.articles
    source = shutil.copytree(setting.articles(n), setting.folder / "increments")
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
    full = (before + analyse(source, fresh).seconds) / 2
    return {
        "articles": n,
        "full": round(full, 3),
        **{name: round(value, 3) for name, value in seconds.items()},
        "ratio": round(max(seconds.values()) / full, 3),
        "identical": _tables(kept) == _tables(fresh),
    }


def _tables(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((output / "processed").glob("*.csv"))}
