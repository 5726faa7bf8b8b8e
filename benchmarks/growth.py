"""Measures how time and memory grow with the number of articles, and time with the length of an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from benchmarks import texts
from benchmarks.setting import Setting
from benchmarks.wortlaut import analyse


def measure_articles(setting: Setting) -> dict[str, Any]:
    """Analyse growing numbers of articles with two processes, and monitor their memory.

    Returns:
        `seconds` of the run, without start-up, and `peak`, MiB of resident memory over all processes, by the number of
        articles; `exponent` of the power law that fits the seconds best (1: twice as many articles take twice as
        long), and `last`, that of the last two, where constant costs matter least; `more`: how many times as
        many articles the last run has as the usual one, and `memory`: the ratio of their peaks.
    """
    n = setting.sizes.articles
    output = setting.output("growth")
    seconds, peaks = {}, {}
    for size in setting.sizes.growth:
        done = analyse(setting.articles(size), output, run={"processes": 2}, watch_memory=True)
        seconds[str(size)], peaks[str(size)] = round(done.work, 3), round((done.peak or 0) / 2**20)
    return {
        "seconds": seconds,
        "peak": peaks,
        **_exponents(seconds),
        "more": round(setting.sizes.growth[-1] / n),
        "memory": round(peaks[str(setting.sizes.growth[-1])] / peaks[str(n)], 3),
    }


def measure_lengths(setting: Setting) -> dict[str, Any]:
    """Analyse one article of growing length, with one process.

    Returns:
        `seconds` of the run, without start-up, by the number of words; `exponent` and `last`, as for articles.
    """
    seconds = {}
    for n_words in setting.sizes.lengths:
        text = texts.long_text(setting.corpus, n_words)
        source = texts.write_texts([text], setting.folder / f"words-{n_words}")
        seconds[str(n_words)] = round(analyse(source, setting.output("length")).work, 3)
    return {"seconds": seconds, **_exponents(seconds)}


def _exponents(seconds: Mapping[str, float]) -> dict[str, float]:
    """Fit power laws to all measurements and to the last two: the slope of a line through the logarithms."""
    sizes, times = np.log([int(size) for size in seconds]), np.log(list(seconds.values()))
    slopes = {"exponent": np.polyfit(sizes, times, 1)[0], "last": np.polyfit(sizes[-2:], times[-2:], 1)[0]}
    return {name: round(float(slope), 3) for name, slope in slopes.items()}
