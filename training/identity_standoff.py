"""Converts marked-up corpus articles to stand-off annotation: ids and offsets, without their texts.

`python -m training.identity_standoff FOLDER` writes `data/gold/identity/wikinews.csv` from the marked-up texts
in FOLDER, which stays outside the project because of the corpus's licence.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from wortlaut.evaluate.identity_gold import COLUMNS, FOLDER, STANDOFF, AnnotatedArticle, read_marked, standoff_rows
from wortlaut.utils import files


def write_standoff(articles: Iterable[AnnotatedArticle], path: Path) -> None:
    """Write the annotation of articles, one row per mention, without any of their text."""
    with files.writing(path) as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        for article in articles:
            writer.writerows(standoff_rows(article))


if __name__ == "__main__":
    write_standoff(read_marked(Path(sys.argv[1])), FOLDER / STANDOFF)
