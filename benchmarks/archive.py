"""Measures the needs of an archive: words analysed per second and core, work that cannot be distributed, disk space."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.setting import Setting
from benchmarks.wortlaut import analyse

ARTICLES, WORDS = 1_000_000, 400
"""The archive of the calculation: ten years of a newspaper; words (separated by white space) per article."""
CORES, PRICE = 50, 0.05
"""Cores of a cluster, and the assumed price of a core per hour, in euros."""
_HOUR, _GIGABYTE = 3_600, 10**9


def measure(setting: Setting) -> dict[str, Any]:
    """Analyse articles with one process.

    Returns:
        `articles` and `words`; `analysis`: seconds of the analysis of single articles, which processes and machines can
        share; `rest`: seconds of the rest of the command, which they cannot; `disk`: bytes of the `store`, the
        `tables`, `tokens` (one of them) and the `page`.
    """
    output = setting.output("archive")
    done = analyse(setting.articles(setting.sizes.articles), output)
    tables = output / "processed"
    return {
        "articles": setting.sizes.articles,
        "words": done.words,
        "analysis": round(done.analysis, 3),
        "rest": round(done.seconds - done.analysis, 3),
        "disk": {
            "store": _size(output / "cache"),
            "tables": _size(tables),
            "tokens": (tables / "tokens.csv").stat().st_size,
            "page": _size(output / "reports" / "html"),
        },
    }


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class Row(NamedTuple):
    """A line of the calculation.

    Attributes:
        title: What is calculated.
        reckoning: The formula.
        value: The result.
    """

    title: str
    reckoning: str
    value: str


def reckon(figures: Mapping[str, Any]) -> Iterator[Row]:
    """Yield what the archive would need, by its number of words."""
    words = ARTICLES * WORDS
    speed, rest = figures["words"] / figures["analysis"], figures["rest"] / figures["words"]
    hours = words / speed / _HOUR
    yield Row("analysis", f"{words:,} words / {speed:,.0f} per second", f"{hours:.0f} hours of one core")
    yield Row(f"on {CORES} cores", f"{hours:.0f} h / {CORES}", f"{60 * hours / CORES:.0f} minutes")
    yield Row(
        "reading, tables, report and page, on one core",
        f"{words:,} words at {1e6 * rest:.0f} µs",
        f"{words * rest / _HOUR:.1f} hours",
    )
    yield Row("cost of the cores", f"{hours:.0f} h at {PRICE:.2f} €", f"{hours * PRICE:.2f} €")
    for title, name in (
        ("disk: store, or partitions", "store"),
        ("disk: tables", "tables"),
        ("of these the tokens", "tokens"),
        ("disk: reading page", "page"),
    ):
        share = figures["disk"][name] / figures["words"]
        yield Row(title, f"{words:,} words at {share:.0f} bytes", f"{words * share / _GIGABYTE:.0f} GB")
