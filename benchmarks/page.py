"""Writes the page `docs/benchmarks.md` from the results; run as `python -m benchmarks.page`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks import archive, results
from benchmarks.processes import ROOT
from benchmarks.results import Part, Results
from wortlaut.utils import files

PAGE = ROOT / "docs" / "benchmarks.md"
"""The page in the repository."""
_QUIET = 10
"""Percent of the processors that other programs may use; above, the page warns that its figures are unreliable."""


class Goal(NamedTuple):
    """A target for a figure.

    Attributes:
        part: The part that measures it.
        figure: The figure's name there.
        title: Its description, with the names of the part's other figures as placeholders.
        bound: The target value.
        at_most: Whether the target is an upper bound, otherwise a lower one.
        unit: The unit after the number.
    """

    part: str
    figure: str
    title: str
    bound: float
    at_most: bool
    unit: str = ""


_GOALS = (
    Goal("speed", "ratio", "`wortlaut run` with all tables and the report, to bare `nlp.pipe`", 1.25, True),
    Goal("speed", "speedup", "two processes, to one", 1.85, False),
    Goal("increments", "ratio", "a run after one article was changed, added or removed, to a full run", 0.08, True),
    Goal("articles", "memory", "peak memory with {more} times as many articles", 1.15, True),
    Goal("released", "ratio", "entities, quotations and tone, to version {version}", 1.0, True),
    Goal("startup", "model", "imports and model", 2.5, True, " s"),
    Goal("startup", "page", "a saved page from a cold start", 2.5, True, " s"),
    Goal("startup", "help", "`wortlaut --help`", 0.2, True, " s"),
    Goal("reading", "list", "reading page: a list of {listed:,} articles opens", 0.5, True, " s"),
    Goal("reading", "article", "reading page: an article of {words:,} words opens", 0.6, True, " s"),
    Goal("reading", "first", "reading page: a search over {searched:,} articles", 0.3, True, " s"),
)


def render(measured: Results) -> str:
    """Return the page as Markdown."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    parts = measured["parts"]
    return environment.get_template("page.md.j2").render(
        machine=measured["machine"],
        texts=measured["texts"],
        quick=measured["quick"],
        parts={name: part["figures"] for name, part in parts.items()},
        goals=list(_goal_rows(parts)),
        peers=list(_peer_rows(parts["peers"]["figures"])) if "peers" in parts else [],
        archive=list(archive.reckon(parts["archive"]["figures"])) if "archive" in parts else [],
        archive_articles=archive.ARTICLES,
        archive_words=archive.WORDS,
        busy=max((part["busy"] for part in parts.values()), default=0),
        quiet=_QUIET,
        minutes=sum(part["took"] for part in parts.values()) / 60,
        dates=sorted({part["date"] for part in parts.values()}),
    )


def write(measured: Results, path: Path) -> None:
    """Write the page.

    Raises:
        WortlautError: The file cannot be written.
    """
    with files.writing(path) as page:
        page.write(render(measured))


def _goal_rows(parts: Mapping[str, Part]) -> Iterator[dict[str, Any]]:
    for goal in _GOALS:
        figures = parts[goal.part]["figures"] if goal.part in parts else {}
        if goal.figure in figures:  # the parts may have been measured at different times
            value = figures[goal.figure]
            met = value <= goal.bound if goal.at_most else value >= goal.bound
            yield {**goal._asdict(), "title": goal.title.format(**figures), "value": value, "met": met}


def _peer_rows(figures: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the contestants with their speed, also relative to the first one with the same task."""
    first: dict[str, float] = {}
    for contestant in figures["contestants"].values():
        if contestant["version"] is None:
            yield contestant
            continue
        speed = figures["words"] / contestant["seconds"]
        ratio = speed / first.setdefault(contestant["task"], speed)
        found = ", ".join(f"{n:,} {what}" for what, n in contestant["found"].items())
        yield {**contestant, "speed": speed, "ratio": ratio, "found": found}


if __name__ == "__main__":
    write(results.read(results.RESULTS), PAGE)
