"""Kills workers of a local Dask cluster in the middle of a long run, and looks for what is lost or made twice."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from threading import Event
from typing import Any

import pandas as pd
from distributed import Client, LocalCluster

from benchmarks import texts
from benchmarks.setting import Setting
from benchmarks.wortlaut import TABLES, analyse, contents
from wortlaut.utils.errors import WortlautError

_WORDS = 40
"""Words of an article: many articles take minutes, not hours."""
_KILLED_AFTER = (5, 15)
"""Partitions that are done when a worker is killed; a partition has at most 500 articles."""
_PAUSE = 0.2
"""Seconds between two looks at the partitions."""


def measure(setting: Setting) -> dict[str, Any]:
    """Analyse short articles on a cluster of two workers of which two are killed, then the same without a cluster.

    Returns:
        `articles`; `seconds` of the command on the cluster; `killed`: how many workers were; `missing`: articles that
        the tables lack; `double`: articles that they have twice; `identical`: whether all CSV files are those of
        the run without a cluster, byte by byte.
    """
    n = setting.sizes.soaked
    source = texts.write_texts(_short(setting.corpus, n), setting.folder / "soak")
    output, fresh = setting.output("soak"), setting.output("soak-local")
    over = Event()
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0")
    with cluster as workers, ThreadPoolExecutor() as pool:
        killed = pool.submit(_kill, workers, output, over)
        try:
            done = analyse(source, output, run={"engine": "dask", "scheduler": workers.scheduler_address})
        finally:
            over.set()
    if killed.result() < len(_KILLED_AFTER):
        raise WortlautError(f"{n} articles: the run ended before {len(_KILLED_AFTER)} workers were killed.")
    analyse(source, fresh, run={"processes": 2})
    ids = pd.read_csv(output / "processed" / "articles.csv", usecols=["article_id"])["article_id"]
    return {
        "articles": n,
        "seconds": round(done.seconds, 3),
        "killed": killed.result(),
        "missing": n - ids.nunique(),
        "double": int(ids.duplicated().sum()),
        "identical": contents(output, TABLES) == contents(fresh, TABLES),
    }


def _short(corpus: Path | None, n: int) -> Iterator[str]:
    """Yield the beginnings of articles, each with a sentence that no other has."""
    for number, text in enumerate(texts.read_texts(corpus, n)):
        headline, _, body = text.strip().partition("\n")
        yield f"{headline}\n\n{' '.join(body.split()[:_WORDS])}\n\nDas war Meldung {number}.\n"


def _kill(workers: LocalCluster, partitions: Path, over: Event) -> int:
    """Kill a worker each time so many partitions are there; return how often."""
    n_killed = 0
    with Client(workers) as client:
        while n_killed < len(_KILLED_AFTER) and not over.wait(_PAUSE):
            if sum(1 for _ in partitions.rglob("*.parquet")) >= _KILLED_AFTER[n_killed]:
                for pid in islice(client.run(os.getpid).values(), 1):  # none while a worker starts anew
                    os.kill(pid, signal.SIGKILL)
                    n_killed += 1
    return n_killed
