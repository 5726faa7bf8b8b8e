"""Read the articles in parallel with their rows of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from wortlaut.tables import csv_files, schemas
from wortlaut.tables.aligned import AlignedReader, refuse_left_over
from wortlaut.tables.columns import Table
from wortlaut.tables.schemas import (
    MentionRow,
    PolarWordRow,
    QuotationRow,
    SectionSentimentRow,
    SentenceRow,
    SentenceSentimentRow,
    TurnRow,
)
from wortlaut.text.article import article_id_of, read_lines


class Source(NamedTuple):
    """An article's data from the files, which decides whether its page has changed; rows in reading order.

    Attributes:
        line: The article's line of `articles.jsonl`.
        sentences: Its rows of `sentences.csv`.
        mentions: Its rows of `entities.csv`.
        quotations: Its rows of `quotations.csv`.
        tones: Its rows of `section_sentiment.csv`.
        sentence_tones: Its rows of `sentence_sentiment.csv`.
        polar_words: Its rows of `polar_words.csv`.
        turns: Its rows of `turns.csv`.
    """

    line: str
    sentences: Sequence[SentenceRow]
    mentions: Sequence[MentionRow]
    quotations: Sequence[QuotationRow]
    tones: Sequence[SectionSentimentRow]
    sentence_tones: Sequence[SentenceSentimentRow]
    polar_words: Sequence[PolarWordRow]
    turns: Sequence[TurnRow]


_TABLES: tuple[Table[Any], ...] = (
    *(schemas.SENTENCES, schemas.ENTITIES, schemas.QUOTATIONS, schemas.SECTION_SENTIMENT),
    *(schemas.SENTENCE_SENTIMENT, schemas.POLAR_WORDS, schemas.TURNS),
)
"""The tables, in the order of the fields of `Source`."""


def read_sources(articles: Path, processed: Path) -> Iterator[tuple[str, Source]]:
    """Yield the id and data of each article, with only one article in memory.

    Args:
        articles: The articles with their texts, `articles.jsonl`.
        processed: Folder of the tables.

    Raises:
        WortlautError: A file is missing, or a table is from another run than the articles.
    """
    readers: dict[str, AlignedReader[Any]] = {
        schema.name: AlignedReader(csv_files.rows(schema, processed), attrgetter("article_id")) for schema in _TABLES
    }
    for line in read_lines(articles):
        name = article_id_of(line)
        yield name, Source(line, *(reader.of(name) for reader in readers.values()))
    refuse_left_over(processed, readers)
