"""Converts marked-up corpus articles to stand-off annotation: ids and offsets, without their texts.

`python -m training.identity_standoff FOLDER` writes `data/gold/identity/wikinews.csv` from the marked-up texts
in FOLDER, which stays outside the project because of the corpus's licence.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from wortlaut.evaluate.identity_gold import COLUMNS, FOLDER, STANDOFF, AnnotatedArticle, read_marked
from wortlaut.utils import files


def write_standoff(articles: Iterable[AnnotatedArticle], path: Path) -> None:
    """Write the annotation of articles, one row per mention, without any of their text."""
    with files.writing(path) as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        for article in articles:
            writer.writerows(standoff_rows(article))


def standoff_rows(article: AnnotatedArticle) -> Iterator[tuple[object, ...]]:
    """Yield the rows of `COLUMNS` that store an article's annotation without any of its text."""
    numbers: dict[str, int] = {}
    for mention in article.mentions:
        number = numbers.setdefault(mention.entity, len(numbers) + 1)
        described = (mention.kind, mention.label, number, int(mention.is_speaker))
        yield (article.article_id, article.part, *mention.span, *described)


if __name__ == "__main__":
    write_standoff(read_marked(Path(sys.argv[1])), FOLDER / STANDOFF)
