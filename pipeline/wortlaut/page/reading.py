"""Read the articles in parallel with their rows of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from wortlaut.tables import csv_files, schemas
from wortlaut.tables.aligned import AlignedReader, refuse_left_over
from wortlaut.tables.schemas import MentionRow, PolarWordRow, QuotationRow, SectionSentimentRow, SentenceRow
from wortlaut.text.article import article_id_of, read_lines


class Source(NamedTuple):
    """An article's data from the files, which decides whether its page has changed; rows in reading order.

    Attributes:
        line: The article's line of `articles.jsonl`.
        sentences: Its rows of `sentences.csv`.
        mentions: Its rows of `entities.csv`.
        quotations: Its rows of `quotations.csv`.
        tones: Its rows of `section_sentiment.csv`.
        polar_words: Its rows of `polar_words.csv`.
    """

    line: str
    sentences: Sequence[SentenceRow]
    mentions: Sequence[MentionRow]
    quotations: Sequence[QuotationRow]
    tones: Sequence[SectionSentimentRow]
    polar_words: Sequence[PolarWordRow]


def read_sources(articles: Path, processed: Path) -> Iterator[tuple[str, Source]]:
    """Yield the id and data of each article, with only one article in memory.

    Args:
        articles: The articles with their texts, `articles.jsonl`.
        processed: Folder of the tables.

    Raises:
        WortlautError: A file is missing, or a table is from another run than the articles.
    """
    article_of = attrgetter("article_id")
    sentences = AlignedReader(csv_files.rows(schemas.SENTENCES, processed), article_of)
    mentions = AlignedReader(csv_files.rows(schemas.ENTITIES, processed), article_of)
    quotations = AlignedReader(csv_files.rows(schemas.QUOTATIONS, processed), article_of)
    tones = AlignedReader(csv_files.rows(schemas.SECTION_SENTIMENT, processed), article_of)
    polar_words = AlignedReader(csv_files.rows(schemas.POLAR_WORDS, processed), article_of)
    for line in read_lines(articles):
        name = article_id_of(line)
        yield (
            name,
            Source(
                line, sentences.of(name), mentions.of(name), quotations.of(name), tones.of(name), polar_words.of(name)
            ),
        )
    readers: dict[str, AlignedReader[Any]] = {
        "sentences": sentences,
        "entities": mentions,
        "quotations": quotations,
        "section_sentiment": tones,
        "polar_words": polar_words,
    }
    refuse_left_over(processed, readers)
