"""Reads the articles and, along with them, what the tables say of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from pipeline import tables
from pipeline.articles import Article, read_articles
from pipeline.entities.records import Mention, read_mentions

T = TypeVar("T")
Row = Mapping[str, str]


class Findings(NamedTuple):
    """What the tables say of an article; rows as strings, in reading order.

    Attributes:
        article: The article with its text.
        sentences: Its rows of `sentences.csv`.
        mentions: Its mentions of people, organisations and places.
        quotations: Its rows of `quotations.csv`.
        tones: Its rows of `section_sentiment.csv`.
    """

    article: Article
    sentences: Sequence[Row]
    mentions: Sequence[Mention]
    quotations: Sequence[Row]
    tones: Sequence[Row]


def read_findings(articles: Path, processed: Path) -> Iterator[Findings]:
    """Yield the findings of each article, without holding more than one of them.

    Args:
        articles: The articles with their texts, `articles.jsonl`.
        processed: Folder of the tables, which have the same order.

    Raises:
        WortlautError: A file is missing.
    """
    sentences, quotations, tones = (
        _Alongside(_by_article(schema, processed))
        for schema in (tables.SENTENCES, tables.QUOTATIONS, tables.SECTION_SENTIMENT)
    )
    mentions = _Alongside(read_mentions(processed))
    for article in read_articles(articles):
        name = article.article_id
        yield Findings(article, sentences.of(name), mentions.of(name), quotations.of(name), tones.of(name))


def _by_article(schema: Any, folder: Path) -> Iterator[tuple[str, Sequence[Row]]]:
    for article_id, rows in groupby(tables.rows(schema, folder), key=itemgetter("article_id")):
        yield article_id, list(rows)


class _Alongside(Generic[T]):
    """Groups of a table, read along with the articles; articles without rows have no group."""

    def __init__(self, groups: Iterator[tuple[str, Sequence[T]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def of(self, article_id: str) -> Sequence[T]:
        if self._next is None or self._next[0] != article_id:
            return ()
        _, group = self._next
        self._next = next(self._groups, None)
        return group
