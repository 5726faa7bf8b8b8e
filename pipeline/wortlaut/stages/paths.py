"""Define where the stages read and write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CACHE = "cache"
"""Name of the cache folder, in a project's data or in a run's output."""


@dataclass(frozen=True)
class Paths:
    """Paths of the stages' inputs and outputs.

    Attributes:
        source: The articles: a folder, or one file.
        interim: Folder of intermediate results between stages.
        cache: Folder of results reused by later runs.
        processed: Folder of the tables.
        reports: Folder of the report.
        parts: Path or address of the folder of a cluster's results, one file per partition.
    """

    source: Path
    interim: Path
    cache: Path
    processed: Path
    reports: Path
    parts: str

    @classmethod
    def project(cls, root: Path) -> Paths:
        """Return the fixed paths of a project, as `dvc.yaml` names them."""
        data = root / "data"
        folders = (data / "raw", data / "interim", data / CACHE, data / "processed")
        parts = str((data / CACHE / "parts").resolve())
        return cls(*folders, root / "reports", parts)

    @classmethod
    def run(cls, source: Path, output: Path, address: str | None = None) -> Paths:
        """Return the paths of a run that reads `source` and writes below `output`.

        Args:
            source: The articles.
            output: Folder for the results.
            address: Address to which the results are finally copied; None if they stay.
        """
        parts = f"{address or output.resolve()}/{CACHE}/parts"
        folders = (source, output / "interim", output / CACHE, output / "processed")
        return cls(*folders, output / "reports", parts)

    @property
    def articles(self) -> Path:
        """The articles with their texts."""
        return self.interim / "articles.jsonl"

    @property
    def store(self) -> Path:
        """Analysis results of the articles, reused by later runs; not part of the output."""
        return self.cache / "results.sqlite"

    @property
    def dictionary(self) -> Path:
        """The data dictionary, a Markdown file beside the tables."""
        return self.processed / "tables.md"

    @property
    def gold(self) -> Path:
        """Folder of annotated articles, with a folder for each kind of annotation; only a project has one."""
        return self.source.parent / "gold"

    @property
    def corrections(self) -> Path:
        """Folder of corrections by hand: beside a project's articles, or in a run's output; it need not exist."""
        return self.processed.parent / "corrections"

    @property
    def model(self) -> Path:
        """Description of the spaCy pipeline."""
        return self.processed / "model.json"

    @property
    def pages(self) -> Path:
        """Folder of the reading page."""
        return self.reports / "html"

    @property
    def metrics(self) -> Path:
        """Scores against gold data."""
        return self.reports / "metrics.json"

    @property
    def main_scores(self) -> Path:
        """The main scores, by which versions are compared."""
        return self.reports / "scores.json"

    @property
    def plots(self) -> Path:
        """Folder of the data of DVC's plots."""
        return self.reports / "plots"
