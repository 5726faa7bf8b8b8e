"""Read the tables side by side, article by article, in memory independent of the corpus size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from wortlaut.report.sections import Section, read_sections
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.aligned import AlignedReader, refuse_left_over
from wortlaut.tables.schemas import ArticleRow, MentionRow, PolarWordRow, QuotationRow

T = TypeVar("T")


class ArticleRows(NamedTuple):
    """An article with its rows of the tables.

    Attributes:
        article: Its row of `articles.csv`.
        sections: Its sections with their tone.
        quotations: Its rows of `quotations.csv`, with the ids of `report_id`.
        names: Its rows of `entities.csv` that are names, with these ids; the report counts nothing else.
        polar_words: Its rows of `polar_words.csv`.
    """

    article: ArticleRow
    sections: Sequence[Section]
    quotations: Sequence[QuotationRow]
    names: Sequence[MentionRow]
    polar_words: Sequence[PolarWordRow] = ()

    @property
    def article_id(self) -> str:
        """Its id."""
        return self.article.article_id

    @property
    def title(self) -> str:
        """Its headline, else its path."""
        return self.article.title or self.article.path

    @property
    def day(self) -> str:
        """Day of publication, ISO 8601, or "" if unknown."""
        return (self.article.published_at or "")[: len("2024-10-01")]


def report_id(canonical_id: str) -> str:
    """Return the id under which the report counts an entity.

    An organisation that articles call by a noun ("die Feuerwehr") has an id for each article, because it may be another
    one in each; the report shows these as one row, by their name.
    """
    return canonical_id.partition("@")[0] if canonical_id.startswith("ORG:") else canonical_id


def _with_speaker(row: QuotationRow) -> QuotationRow:
    """Return a quotation with the id under which the report counts its speaker."""
    return row._replace(speaker_id=report_id(row.speaker_id)) if row.speaker_id else row


def read_article_rows(processed: Path) -> Iterator[ArticleRows]:
    """Yield the articles in reading order.

    Args:
        processed: The folder of the tables.

    Raises:
        WortlautError: A table is missing, or two tables are from different runs.
    """
    article_of = attrgetter("article_id")
    sections = AlignedReader(read_sections(processed), article_of)
    quotations = AlignedReader(csv_files.rows(schemas.QUOTATIONS, processed), article_of)
    mentions = AlignedReader(csv_files.rows(schemas.ENTITIES, processed), article_of)
    polar_words = AlignedReader(csv_files.rows(schemas.POLAR_WORDS, processed), article_of)
    for row in csv_files.rows(schemas.ARTICLES, processed):
        article_id = row.article_id
        yield ArticleRows(
            article=row,
            sections=sections.of(article_id),
            quotations=[_with_speaker(quotation) for quotation in quotations.of(article_id)],
            names=[
                mention._replace(canonical_id=report_id(mention.canonical_id))
                for mention in mentions.of(article_id)
                if mention.kind == "name"
            ],
            polar_words=polar_words.of(article_id),
        )
    readers: dict[str, AlignedReader[Any]] = {
        "sections": sections,
        "quotations": quotations,
        "entities": mentions,
        "polar_words": polar_words,
    }
    refuse_left_over(processed, readers)


class Top(Generic[T]):
    """Keep the first of any number of items; at most twice `size` items are in memory.

    Args:
        size: Number of items to keep.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: list[tuple[Any, T]] = []

    def add(self, key: Any, item: T) -> None:
        """Add an item; the lowest keys are kept, and the earlier item of equal keys."""
        self._items.append((key, item))
        if len(self._items) > 2 * self._size:
            self._cut()

    def items(self) -> list[T]:
        """Return the first items, the lowest key first."""
        self._cut()
        return [item for _, item in self._items]

    def _cut(self) -> None:
        self._items.sort(key=itemgetter(0))
        del self._items[self._size :]
