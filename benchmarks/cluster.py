"""Compares a run on a local Dask cluster with two workers with a run with two processes and no cluster."""

from __future__ import annotations

from typing import Any

from benchmarks.setting import Setting
from benchmarks.wortlaut import analyse


def measure(setting: Setting) -> dict[str, Any]:
    """Analyse the same articles with both engines.

    Returns:
        `articles`; `local`, `dask`: seconds of the commands; `ratio`: `dask` to `local`.
    """
    source = setting.articles(setting.sizes.articles)
    local, dask = (
        analyse(source, setting.output(engine), run={"engine": engine, "processes": 2}).seconds
        for engine in ("local", "dask")
    )
    return {
        "articles": setting.sizes.articles,
        "local": round(local, 3),
        "dask": round(dask, 3),
        "ratio": round(dask / local, 3),
    }
