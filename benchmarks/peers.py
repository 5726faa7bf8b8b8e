"""Peers: other tools and the parts of Wortlaut that do the same, on the same texts in turn."""

from __future__ import annotations

from typing import Any

from benchmarks import texts
from benchmarks.contestants import CONTESTANTS
from benchmarks.setting import Setting, middle
from benchmarks.speed import contest


def measure(setting: Setting) -> dict[str, Any]:
    """Let each contestant that is installed work on the same texts, in turn.

    Returns:
        `articles` and `words`; `contestants`: for each its `task`, `title`, `package` and `version`, and if it is
        installed (else `version` is None) `seconds`, the median, and `found`, how much of what.
    """
    n = setting.sizes.peer_articles
    source = setting.articles(n)
    present = {name: contestant for name, contestant in CONTESTANTS.items() if contestant.version()}
    rounds = [{name: contest(name, source) for name in present} for _ in range(setting.sizes.rounds)]
    outcomes = {
        name: {
            "seconds": middle([outcomes[name]["seconds"] for outcomes in rounds]),
            "found": rounds[0][name]["found"],
        }
        for name in present
    }
    rows = {
        name: {
            "task": contestant.task,
            "title": contestant.title,
            "package": contestant.package,
            "version": contestant.version(),
            **outcomes.get(name, {}),
        }
        for name, contestant in CONTESTANTS.items()
    }
    return {"articles": n, "words": texts.count_words(texts.read_texts(setting.corpus, n)), "contestants": rows}
