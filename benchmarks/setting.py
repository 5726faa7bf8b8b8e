"""Defines the setting of a measurement: number and corpus of the articles, repetitions, and a folder for files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import texts


@dataclass(frozen=True)
class Sizes:
    """The sizes of the measurements.

    Attributes:
        articles: Articles per run.
        rounds: How often each of several runs that are compared is repeated, in turn.
        starts: How often each start-up is repeated.
        stage_articles: Articles for the stages that are run one by one.
        peer_articles: Articles for the comparison with other tools.
        growth: Numbers of articles for which runs are compared, including `articles`.
        lengths: Lengths of single articles, in words.
        listed: Articles in the list of the reading page.
        words: Words of a long article on the reading page.
        soaked: Short articles for the run whose workers are killed.
    """

    articles: int
    rounds: int
    starts: int
    stage_articles: int
    peer_articles: int
    growth: tuple[int, ...]
    lengths: tuple[int, ...]
    listed: int
    words: int
    soaked: int


FULL = Sizes(
    articles=850,
    rounds=3,
    starts=7,
    stage_articles=425,
    peer_articles=60,
    growth=(106, 212, 425, 850, 8_500),
    lengths=(1_000, 10_000, 50_000, 200_000),
    listed=5_000,
    words=5_000,
    soaked=10_000,
)
QUICK = Sizes(
    articles=3,
    rounds=1,
    starts=1,
    stage_articles=3,
    peer_articles=3,
    growth=(3, 6),
    lengths=(200, 400),
    listed=6,
    words=400,
    soaked=6,
)


@dataclass(frozen=True)
class Setting:
    """The input of the parts of the benchmark.

    Attributes:
        sizes: The sizes of the measurements.
        corpus: Folder of the reference corpora; None for generated articles.
        folder: A folder for temporary files.
    """

    sizes: Sizes
    corpus: Path | None
    folder: Path

    def articles(self, n: int) -> Path:
        """Write articles, and return their folder.

        Args:
            n: Their number.
        """
        folder = self.folder / f"articles-{n}"
        return folder if folder.is_dir() else texts.write_texts(texts.read_texts(self.corpus, n), folder)

    def output(self, name: str) -> Path:
        """Return a folder for the results of a run, by its name."""
        return self.folder / f"results-{name}"


def middle(values: list[float], digits: int = 3) -> float:
    """Return the median, rounded."""
    return round(median(values), digits)
