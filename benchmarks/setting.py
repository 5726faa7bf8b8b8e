"""What is measured on: how many articles of what corpus, how often, and where files go meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import texts


@dataclass(frozen=True)
class Sizes:
    """How much is measured.

    Attributes:
        articles: Articles of a run.
        rounds: How often each of several runs that are held against each other takes place, in turn.
        starts: How often each start-up takes place.
        stage_articles: Articles that the stages work on one by one.
        peer_articles: Articles that other tools work on.
        growth: Numbers of articles that runs are compared for, `articles` among them.
        lengths: Words of single articles.
    """

    articles: int
    rounds: int
    starts: int
    stage_articles: int
    peer_articles: int
    growth: tuple[int, ...]
    lengths: tuple[int, ...]


FULL = Sizes(
    articles=850,
    rounds=5,
    starts=7,
    stage_articles=425,
    peer_articles=60,
    growth=(106, 212, 425, 850, 8_500),
    lengths=(1_000, 10_000, 50_000, 200_000),
)
QUICK = Sizes(articles=3, rounds=1, starts=1, stage_articles=3, peer_articles=3, growth=(3, 6), lengths=(200, 400))


@dataclass(frozen=True)
class Setting:
    """What the parts of the benchmark are given.

    Attributes:
        sizes: How much is measured.
        corpus: Folder of the reference corpora; None for invented articles.
        folder: A folder for files that nobody needs afterwards.
    """

    sizes: Sizes
    corpus: Path | None
    folder: Path

    def articles(self, n: int) -> Path:
        """Write articles, and return their folder.

        Args:
            n: How many.
        """
        folder = self.folder / f"articles-{n}"
        return folder if folder.is_dir() else texts.write_texts(texts.read_texts(self.corpus, n), folder)

    def output(self, name: str) -> Path:
        """Return a folder for the results of a run, by its name."""
        return self.folder / f"results-{name}"


def middle(values: list[float], digits: int = 3) -> float:
    """Return the median, rounded."""
    return round(median(values), digits)
