"""Write the data of the plots of DVC (`dvc plots show`, `dvc plots diff`)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from operator import itemgetter
from pathlib import Path
from typing import Any

from wortlaut.sentiment.label_model import LABELS
from wortlaut.tables.schemas import SectionSentimentRow
from wortlaut.utils import files

MAX_SECTIONS = 40
"""Maximum number of sections in the tone plot: more bars are unreadable."""
TONE_COLUMNS = ("section", "tone")
SCORE_COLUMNS = ("type", "measure", "score")
CONFUSION_COLUMNS = ("gold", "found")

Row = Sequence[str | float]


def tone_by_section(sections: Iterable[SectionSentimentRow]) -> list[Row]:
    """Return the rows of `tone_by_section.csv`: the sections with the most sentences, in reading order.

    Args:
        sections: Rows of `section_sentiment.csv`; those without evidence are left out.
    """
    scored = (
        (number, row.n_sentences, f"{row.section_id} {row.heading or ''}".strip(), row.tone)
        for number, row in enumerate(sections)
        if row.tone is not None
    )
    longest = nlargest(MAX_SECTIONS, scored, key=itemgetter(1))
    return [(name, tone) for _, _, name, tone in sorted(longest)]


def scores_by_type(metrics: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the rows of `scores_by_type.csv`, if quotations were scored.

    Args:
        metrics: The scores, as `wortlaut.evaluate.evaluate` returns them.
    """
    measures = {"precision": "p", "recall": "r", "right speaker": "speaker"}
    for kind, scores in (metrics["quotations"] or {"types": {}})["types"].items():
        for name, key in measures.items():
            if scores[key] is not None:
                yield (kind, name, scores[key])


def tone_confusion(metrics: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the rows of `tone_confusion.csv` (gold and predicted label of each text that is not mixed).

    Args:
        metrics: The scores, as `wortlaut.evaluate.evaluate` returns them.
    """
    for gold, counts in zip(LABELS, metrics["tone"]["model"]["confusion"], strict=True):
        for predicted, count in zip(LABELS, counts, strict=True):
            yield from [(gold, predicted)] * count


def write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write the data of a plot as CSV.

    Raises:
        WortlautError: The file cannot be written.
    """
    with files.writing(path) as handle:
        lines = csv.writer(handle, lineterminator="\n")
        lines.writerow(columns)
        lines.writerows(rows)
