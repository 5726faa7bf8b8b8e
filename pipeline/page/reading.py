"""Reads the articles and, along with them, what the tables say of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from pipeline import tables
from pipeline.along import Along, refuse_left_over
from pipeline.articles import Article, read_articles

Row = Mapping[str, str]
"""A row of a table, as `pipeline.tables.rows` gives it."""
_READ = (tables.SENTENCES, tables.ENTITIES, tables.QUOTATIONS, tables.SECTION_SENTIMENT)


class Findings(NamedTuple):
    """What the tables say of an article; rows in reading order.

    Attributes:
        article: The article with its text.
        sentences: Its rows of `sentences.csv`.
        mentions: Its rows of `entities.csv`.
        quotations: Its rows of `quotations.csv`.
        tones: Its rows of `section_sentiment.csv`.
    """

    article: Article
    sentences: Sequence[Row]
    mentions: Sequence[Row]
    quotations: Sequence[Row]
    tones: Sequence[Row]


def read_findings(articles: Path, processed: Path) -> Iterator[Findings]:
    """Yield the findings of each article, without holding more than one of them.

    Args:
        articles: The articles with their texts, `articles.jsonl`.
        processed: Folder of the tables.

    Raises:
        WortlautError: A file is missing, or a table is not of the same run as the articles.
    """
    read = {str(schema.name): Along(tables.rows(schema, processed), itemgetter("article_id")) for schema in _READ}
    for article in read_articles(articles):
        yield Findings(article, *(along.of(article.article_id) for along in read.values()))
    refuse_left_over(processed, read)
