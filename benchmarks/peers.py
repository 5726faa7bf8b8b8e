"""Compares other tools with the parts of Wortlaut for the same task, on the same texts in turn."""

from __future__ import annotations

from typing import Any

from benchmarks import texts
from benchmarks.contestants import CONTESTANTS
from benchmarks.setting import Setting, middle
from benchmarks.speed import contest


def measure(setting: Setting) -> dict[str, Any]:
    """Run each installed contestant on the same texts, in turn.

    Returns:
        `articles`, `words` and `rounds`; `contestants`: for each its `task`, `title` and `version`, and, if it is
        installed (else `version` is None), `seconds`, the median, and `found`, the number of results by kind.
    """
    n = setting.sizes.peer_articles
    source = setting.articles(n)
    present = [name for name, contestant in CONTESTANTS.items() if contestant.version()]
    rounds = [{name: contest(name, source) for name in present} for _ in range(setting.sizes.rounds)]
    contestants: dict[str, dict[str, Any]] = {
        name: {"task": contestant.task, "title": contestant.title, "version": contestant.version()}
        for name, contestant in CONTESTANTS.items()
    }
    for name in present:
        seconds = middle([outcomes[name]["seconds"] for outcomes in rounds])
        contestants[name] |= {"seconds": seconds, "found": rounds[0][name]["found"]}
    return {
        "articles": n,
        "words": texts.count_words(texts.read_texts(setting.corpus, n)),
        "rounds": len(rounds),
        "contestants": contestants,
    }
