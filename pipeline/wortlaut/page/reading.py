"""Reads the articles and, along with them, what the tables say of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from wortlaut.tables import schemas
from wortlaut.tables.aligned import Along, refuse_left_over
from wortlaut.tables.columns import Table
from wortlaut.text.article import Article, article_id_of, parse_article, read_lines

Row = Mapping[str, str]
"""A row of a table, as `wortlaut.tables.schemas.rows` gives it."""
_READ = (schemas.SENTENCES, schemas.ENTITIES, schemas.QUOTATIONS, schemas.SECTION_SENTIMENT)
_ENTITY = list(schemas.ENTITIES.columns).index("canonical_id")


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


class Source(NamedTuple):
    """What the files say of an article, as it stands there: enough to tell whether something has changed.

    Attributes:
        line: The article's line of `articles.jsonl`.
        sentences: The cells of its rows of `sentences.csv`.
        mentions: Those of `entities.csv`.
        quotations: Those of `quotations.csv`.
        tones: Those of `section_sentiment.csv`.
    """

    line: str
    sentences: Sequence[Sequence[str]]
    mentions: Sequence[Sequence[str]]
    quotations: Sequence[Sequence[str]]
    tones: Sequence[Sequence[str]]

    def mentioned(self) -> Iterator[str]:
        """Yield the canonical_id of each mention."""
        return map(itemgetter(_ENTITY), self.mentions)

    def findings(self) -> Findings:
        """Return what it says."""
        rows = (_rows(schema, cells) for schema, cells in zip(_READ, self[1:], strict=True))
        return Findings(parse_article(self.line), *rows)


def _rows(schema: Table, cells: Iterable[Sequence[str]]) -> list[Row]:
    return [schemas.as_row(schema, each) for each in cells]


def read_sources(articles: Path, processed: Path) -> Iterator[tuple[str, Source]]:
    """Yield the id of each article with what the files say of it, without holding more than one of them.

    Args:
        articles: The articles with their texts, `articles.jsonl`.
        processed: Folder of the tables.

    Raises:
        WortlautError: A file is missing, or a table is not of the same run as the articles.
    """
    # All of these tables have the article_id in front.
    read = {str(schema.name): Along(schemas.cells(schema, processed), itemgetter(0)) for schema in _READ}
    for line in read_lines(articles):
        article_id = article_id_of(line)
        yield article_id, Source(line, *(along.of(article_id) for along in read.values()))
    refuse_left_over(processed, read)
