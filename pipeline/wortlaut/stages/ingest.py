"""The stage `ingest`: read files into articles with sections."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from wortlaut.cache import memo
from wortlaut.cache.memo import GetOrCompute
from wortlaut.ingest import LIBRARIES, Rejected, find_all, read_files
from wortlaut.params import Params
from wortlaut.stages.paths import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.text.article import Article, count_articles, write_articles
from wortlaut.utils.errors import WortlautError
from wortlaut.utils.progress import count_pieces, note, stage, track
from wortlaut.workflow import document_rows

log = logging.getLogger(__name__)
_FILES_NAMED = 3
"""Number of rejected files that a message names; `rejected.csv` lists all."""
Read: TypeAlias = "Callable[[GetOrCompute], Iterable[Article | Rejected]]"
"""Reads the articles of an input, those of files with the help of a cache."""


class Input(NamedTuple):
    """The articles to be analysed.

    Attributes:
        name: The name of the input in messages.
        rejected: Where messages say that all rejections are listed.
        n: The number of its files or texts, as far as it is known before they are read.
        read: Reads them.
    """

    name: str
    rejected: str
    n: int
    read: Read


def files_input(sources: Sequence[Path], paths: Paths, params: Params) -> Input:
    """Return the articles in files and folders.

    Args:
        sources: The files and folders.
        paths: Paths of the results.
        params: The parameters.

    Raises:
        WortlautError: There is no file.
    """
    files, root = find_all(sources)

    def read(get_or_compute: GetOrCompute) -> Iterator[Article | Rejected]:
        return read_files(files, root, params.ingest, get_or_compute)

    return Input(", ".join(map(str, sources)), str(paths.processed / "rejected.csv"), len(files), read)


def run(paths: Paths, params: Params) -> None:
    """Read the articles of a project.

    Raises:
        WortlautError: There is no file, no article could be read, or articles were lost.
    """
    ingest(files_input([paths.source], paths, params), paths)


@stage("ingest")
def ingest(source: Input, paths: Paths) -> None:
    """Read an input into articles, sections and asides, and list what was rejected.

    Raises:
        WortlautError: No article could be read, or articles were lost.
    """
    first_rejected: list[Rejected] = []
    n_items = n_rejected = 0
    with (
        csv_files.writing(schemas.SECTIONS, paths.processed) as sections,
        csv_files.writing(schemas.ASIDES, paths.processed) as asides,
        csv_files.writing(schemas.REJECTED, paths.processed) as rejected,
        memo.opened(paths.cache / "readings.sqlite", LIBRARIES) as results,
    ):

        def articles() -> Iterator[Article]:
            nonlocal n_items, n_rejected
            for item in track(source.read(results.get_or_compute), _length, articles=source.n):
                n_items += 1
                if isinstance(item, Rejected):
                    n_rejected += 1
                    rejected.add([schemas.RejectedRow(*item)])
                    first_rejected.extend([item] if n_rejected <= _FILES_NAMED else [])
                else:
                    sections.add(document_rows.section_rows(item))
                    asides.add(document_rows.aside_rows(item))
                    yield item

        write_articles(articles(), paths.articles)
    _check_nothing_lost(source, paths, n_items)
    note(articles=n_items - n_rejected, rejected=n_rejected)
    if not n_items:
        raise WortlautError(f"{source.name}: there are none. Give at least one.")
    if n_rejected:
        _warn_of_rejected(source, first_rejected, n_rejected, n_items)


def _length(item: Article | Rejected) -> int:
    return count_pieces(item.text) if isinstance(item, Article) else 0


def _check_nothing_lost(source: Input, paths: Paths, n_items: int) -> None:
    """Check that every article in the input was either read or rejected.

    Raises:
        WortlautError: Some articles are lost.
    """
    n_articles = count_articles(paths.articles)
    n_rejected = sum(1 for _ in csv_files.rows(schemas.REJECTED, paths.processed))
    if n_articles + n_rejected != n_items:
        raise WortlautError(
            f"{source.name}: {n_items} articles were found, but {n_articles} were read and {n_rejected} rejected. "
            "Please report this, and run again with an empty output folder."
        )


def _warn_of_rejected(source: Input, first_rejected: Sequence[Rejected], n_rejected: int, n_items: int) -> None:
    lines = [f"  {path}: {reason}" for path, reason in first_rejected]
    if n_rejected > len(first_rejected):
        lines.append(f"  … and {n_rejected - len(first_rejected)} more, see {source.rejected}")
    if n_rejected == n_items:
        raise WortlautError("\n".join([f"{source.name}: no article could be read. Fix these:", *lines]))
    log.warning("%d of %d articles could not be read:\n%s", n_rejected, n_items, "\n".join(lines))
