"""What the report tells of the whole corpus: sums, and the top of the tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from wortlaut.quotations.speaker_totals import own_words
from wortlaut.report.comentions import CANDIDATES, CoMentionTally, Pair
from wortlaut.report.details import Article, read_articles
from wortlaut.report.entities import Entities, NamedEntity, read_entities
from wortlaut.report.reading import ArticleRows, Top, read_article_rows
from wortlaut.report.speakers import QuotationTally, QuotationTotals
from wortlaut.report.timeline import Timeline, TimelineTally
from wortlaut.report.tones import Tones, ToneTally
from wortlaut.tables import csv_files, schemas

FOLLOWED = 12
"""Speakers and entities that the figures follow through sections and time: rows a reader still tells apart."""


class Theme(NamedTuple):
    """A lemma with the number of sections that it is among the most telling lemmas of."""

    lemma: str
    n_sections: int


class Overview(NamedTuple):
    """The whole corpus.

    Attributes:
        n_articles: How many articles there are.
        n_sentences: How many sentences they have.
        n_rejected: Files that were not analysed.
        articles: Those with most words quoted, these first.
        quotations: What the quotations add up to.
        tones: The tones of the sections.
        entities: People, organisations and places.
        followed: The people and organisations that the timeline follows.
        pairs: People and organisations that are named together most.
        themes: The lemmas that tell most sections from the others.
        timeline: The articles in time.
    """

    n_articles: int
    n_sentences: int
    n_rejected: int
    articles: tuple[Article, ...]
    quotations: QuotationTotals
    tones: Tones
    entities: Entities
    followed: tuple[NamedEntity, ...]
    pairs: tuple[Pair, ...]
    themes: tuple[Theme, ...]
    timeline: Timeline


def read_overview(processed: Path, top: int) -> Overview:
    """Read what the report tells of the whole corpus, holding sums and the top of the tables only.

    Args:
        processed: The folder of the tables.
        top: How many articles, speakers, people, organisations, … are wanted.

    Raises:
        WortlautError: A table is missing, or two tables are not of one run.
    """
    entities = read_entities(processed, top, CANDIDATES)
    followed = entities.followed(FOLLOWED)
    n_articles = n_sentences = 0
    articles: Top[ArticleRows] = Top(top)
    quotations, tones, themes = QuotationTally(processed, top, FOLLOWED), ToneTally(), _ThemeTally()
    co_mentions = CoMentionTally({entity.canonical_id: entity for entity in entities.people_and_organisations})
    timeline = TimelineTally(frozenset(entity.canonical_id for entity in followed))
    for rows in read_article_rows(processed):
        n_articles += 1
        n_sentences += rows.article.n_sentences
        n_words = quotations.add(rows, own_words(rows.quotations))
        articles.add(-n_words, rows)
        tones.add(rows)
        themes.add(rows)
        co_mentions.add(rows)
        timeline.add(rows, n_words)
    return Overview(
        n_articles=n_articles,
        n_sentences=n_sentences,
        n_rejected=sum(1 for _ in csv_files.rows(schemas.REJECTED, processed)),
        articles=read_articles(articles.items(), processed, top),
        quotations=quotations.result(),
        tones=tones.result(),
        entities=entities,
        followed=followed,
        pairs=co_mentions.result(top),
        themes=themes.result(top),
        timeline=timeline.result(),
    )


class _ThemeTally:
    """Counts of how many sections each lemma is among the most telling ones."""

    def __init__(self) -> None:
        self._sections: Counter[str] = Counter()
        self._scores: defaultdict[str, float] = defaultdict(float)

    def add(self, rows: ArticleRows) -> None:
        for section in rows.sections:
            for keyword in section.keywords:
                self._sections[keyword.lemma] += 1
                self._scores[keyword.lemma] += keyword.score

    def result(self, top: int) -> tuple[Theme, ...]:
        ranked: Top[str] = Top(top)
        for lemma, n_sections in self._sections.items():
            ranked.add((-n_sections, -round(self._scores[lemma], 6), lemma), lemma)
        return tuple(Theme(lemma, self._sections[lemma]) for lemma in ranked.items())
