"""Reads the project's own annotated quotations, and the output of other systems on their articles."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from wortlaut.evaluate.corpora import ROLES, GoldArticle, read_gold_articles
from wortlaut.evaluate.quotation_scores import Pair, Quotation, gold_quotations, pairs, to_quotation
from wortlaut.tables.schemas import QUOTATION_TYPES
from wortlaut.text.spans import Span, from_cell
from wortlaut.utils.errors import WortlautError

FOLDER = Path("data", "gold", "quotations")
"""Articles with annotated quotations and the speakers' names; its README has format and guidelines."""
REQUIRED = ("article_id", "type", "quote_spans")
"""Columns that another system's output must have."""


def read_gold(path: Path) -> list[GoldArticle]:
    """Read the articles of a gold file, or of all files (`.jsonl`) of a folder in the order of their names.

    Raises:
        WortlautError: There are no files, or one has the wrong format.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise WortlautError(f"{path}: has no annotated articles (.jsonl). Restore them from Wortlaut's repository.")
    return [article for file in files for article in read_gold_articles(file)]


def paired_output(path: Path, articles: Collection[GoldArticle]) -> list[Pair]:
    """Pair the quotations in another system's output with the gold ones.

    Args:
        path: CSV in the form of `quotations.csv` with at least the columns `REQUIRED`; `medium`, `speaker_spans`,
            `cue_spans`, `frame_spans`, `addressee_spans`, `speaker_name` and `rule` are used if they are there.
            Spans are `start:end` in characters of the gold text, joined by `;`.
        articles: The gold articles. Where the output has no row of an article, its quotations were missed.

    Raises:
        WortlautError: The file cannot be read, or a row is invalid; the message names its line.
    """
    by_id = {article.article_id: article for article in articles}
    predicted: dict[str, list[Quotation]] = defaultdict(list)
    for place, row in _rows(path):
        article = by_id.get(row["article_id"])
        if article is None:
            raise WortlautError(f"{place}: the gold has no article '{row['article_id']}'.")
        predicted[article.article_id].append(_quotation(article, row, place))
    return [pair for article in articles for pair in pairs(predicted[article.article_id], gold_quotations(article))]


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the rows, each after its place for messages."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            missing = [column for column in REQUIRED if column not in (reader.fieldnames or ())]
            if missing:
                raise WortlautError(f"{path}: lacks the columns {', '.join(missing)}.")
            for row in reader:
                place = f"{path}: line {reader.line_num}"
                if None in row or None in row.values():
                    raise WortlautError(f"{place}: has not as many cells as the header.")
                yield place, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WortlautError(f"{path}: cannot be read ({error}).") from error


def _quotation(article: GoldArticle, row: Mapping[str, str], place: str) -> Quotation:
    if row["type"] not in QUOTATION_TYPES:
        raise WortlautError(f"{place}: type '{row['type']}' is none of {', '.join(QUOTATION_TYPES)}.")
    spans = {role: _spans(row.get(f"{role}_spans", ""), len(article.text), place) for role in ROLES}
    if not spans["quote"]:
        raise WortlautError(f"{place}: quote_spans is empty.")
    return to_quotation(
        article, row["type"], row.get("medium", ""), spans, rule=row.get("rule", ""), name=row.get("speaker_name", "")
    )


def _spans(cell: str, length: int, place: str) -> tuple[Span, ...]:
    try:
        spans = from_cell(cell)
    except ValueError as error:
        raise WortlautError(f"{place}: '{cell}' is not start:end pairs joined by ';'.") from error
    if not _are_within(spans, length):
        raise WortlautError(f"{place}: '{cell}' does not lie within the text of {length} characters.")
    return spans


def _are_within(spans: Iterable[Span], length: int) -> bool:
    return all(0 <= span.start < span.end <= length for span in spans)
