"""Growth: how time and memory grow with the number of articles, and time with the length of an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from benchmarks import texts
from benchmarks.setting import Setting
from benchmarks.wortlaut import analyse


def measure_articles(setting: Setting) -> dict[str, Any]:
    """Analyse more and more articles with one process.

    Returns:
        `seconds` of the run, start-up left out, by the number of articles; `exponent` of the power law that fits them
        best (1: twice as many articles take twice as long).
    """
    output = setting.output("growth")
    seconds = {str(n): round(analyse(setting.articles(n), output).work, 3) for n in setting.sizes.growth}
    return {"seconds": seconds, "exponent": _exponent(seconds)}


def measure_lengths(setting: Setting) -> dict[str, Any]:
    """Analyse one article that is longer and longer.

    Returns:
        `seconds` of the run, start-up left out, by the number of words; `exponent`, as for articles.
    """
    seconds = {}
    for n_words in setting.sizes.lengths:
        text = texts.long_text(setting.corpus, n_words)
        source = texts.write_texts([text], setting.folder / f"words-{n_words}")
        seconds[str(n_words)] = round(analyse(source, setting.output("length")).work, 3)
    return {"seconds": seconds, "exponent": _exponent(seconds)}


def measure_memory(setting: Setting) -> dict[str, Any]:
    """Watch the memory of runs with two processes over few and over many articles.

    Returns:
        `peak`: MiB of resident memory over all processes, by the number of articles; `ratio` of the second to the
        first; `seconds` of the commands, by the number of articles.
    """
    peaks, seconds = {}, {}
    for n in setting.sizes.memory:
        done = analyse(setting.articles(n), setting.output("memory"), run={"processes": 2}, watch_memory=True)
        assert done.peak is not None
        peaks[str(n)], seconds[str(n)] = round(done.peak / 2**20), round(done.seconds, 3)
    few, many = peaks.values()
    return {"peak": peaks, "ratio": round(many / few, 3), "seconds": seconds}


def _exponent(seconds: Mapping[str, float]) -> float:
    """Fit a power law: the slope of a straight line through the logarithms."""
    slope, _ = np.polyfit(np.log([int(size) for size in seconds]), np.log(list(seconds.values())), 1)
    return round(float(slope), 3)
