"""The stage `ingest`: read files into articles with sections."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from wortlaut.cache import memo
from wortlaut.ingest import LIBRARIES, Rejected, find_files, read_files
from wortlaut.params import Params
from wortlaut.stages.paths import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.text.article import Article, count_articles, write_articles
from wortlaut.utils.errors import WortlautError
from wortlaut.utils.progress import count_pieces, note, stage, track
from wortlaut.workflow import document_rows

log = logging.getLogger(__name__)
_TOLD = 3
"""Rejected files that a message names; all of them are in `rejected.csv`."""


@stage("ingest")
def run(paths: Paths, params: Params) -> None:
    """Read the source into articles, sections and asides; write what was rejected, too.

    Raises:
        WortlautError: There is no file, none of them gave an article, or not all of them were accounted for.
    """
    found = find_files(paths.source)
    told: list[Rejected] = []
    n_items = n_rejected = 0
    with (
        csv_files.writing(schemas.SECTIONS, paths.processed) as sections,
        csv_files.writing(schemas.ASIDES, paths.processed) as asides,
        csv_files.writing(schemas.REJECTED, paths.processed) as rejected,
        memo.opened(paths.cache / "readings.sqlite", LIBRARIES) as results,
    ):

        def articles() -> Iterator[Article]:
            nonlocal n_items, n_rejected
            items = read_files(found, paths.source, params.ingest, results.get_or_compute)
            for item in track(items, _length, articles=len(found)):
                n_items += 1
                if isinstance(item, Rejected):
                    n_rejected += 1
                    rejected.add([schemas.RejectedRow(*item)])
                    told.extend([item] if n_rejected <= _TOLD else [])
                else:
                    sections.add(document_rows.section_rows(item))
                    asides.add(document_rows.aside_rows(item))
                    yield item

        write_articles(articles(), paths.articles)
    check_nothing_lost(paths, n_items)
    note(articles=n_items - n_rejected, rejected=n_rejected)
    if n_rejected:
        _warn_of_rejected(told, n_rejected, n_items, paths)


def _length(item: Article | Rejected) -> int:
    return count_pieces(item.text) if isinstance(item, Article) else 0


def check_nothing_lost(paths: Paths, n_items: int) -> None:
    """Check that every article that was found in the source stands in the articles or among the rejected ones.

    Raises:
        WortlautError: Some are lost.
    """
    n_articles = count_articles(paths.articles)
    n_rejected = sum(1 for _ in csv_files.rows(schemas.REJECTED, paths.processed))
    if n_articles + n_rejected != n_items:
        raise WortlautError(
            f"{paths.source}: {n_items} articles were found, but {n_articles} were read and {n_rejected} rejected. "
            "Please report this, and start again with an empty output."
        )


def _warn_of_rejected(told: Sequence[Rejected], n_rejected: int, n_items: int, paths: Paths) -> None:
    named = [f"  {path}: {reason}" for path, reason in told]
    if n_rejected > len(told):
        named.append(f"  … and {n_rejected - len(told)} more, see {paths.processed / 'rejected.csv'}")
    if n_rejected == n_items:
        raise WortlautError("\n".join([f"{paths.source}: no file gave an article. Mend these:", *named]))
    log.warning("%d of %d articles could not be read:\n%s", n_rejected, n_items, "\n".join(named))
