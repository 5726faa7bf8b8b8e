"""Collect what the report shows of the whole corpus: totals, and the top rows of the tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Literal, NamedTuple

from wortlaut.quotations.speaker_totals import own_words
from wortlaut.report.comentions import CANDIDATES, CoMentionTally, Pair
from wortlaut.report.comparison import Comparison, Heard, read_comparisons, read_heard
from wortlaut.report.details import Article, read_articles
from wortlaut.report.differences import Differences, find_differences
from wortlaut.report.entities import Entities, NamedEntity, read_entities
from wortlaut.report.over_time import SpeakersOverTime, read_over_time
from wortlaut.report.reading import ArticleRows, Top, read_article_rows
from wortlaut.report.speakers import QuotationTally, QuotationTotals
from wortlaut.report.timeline import Timeline, TimelineTally
from wortlaut.report.tones import Tones, ToneTally
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.copies import left_out

_ROW = re.compile(r"#\d+$")
"""What follows the path of a file with many articles in that of one of them."""
FOLLOWED = 12
"""Number of speakers and entities that the figures follow through sections and time, few enough to distinguish."""


class Theme(NamedTuple):
    """A lemma with the number of sections that have it among their top keywords."""

    lemma: str
    n_sections: int


class Overview(NamedTuple):
    """The whole corpus.

    Attributes:
        n_articles: Number of articles, without near-copies that do not count.
        n_copies: Number of those near-copies.
        n_sentences: Number of sentences.
        n_rejected_files: Files that were not analysed.
        n_rejected_rows: Rows of tables and entries of corpora that were not analysed.
        n_corrected: Corrections by hand that were applied.
        n_unmatched: Corrections that match nothing.
        articles: The articles with the most words quoted, in descending order.
        quotations: Totals of the quotations.
        tones: The tones of the sections.
        entities: People, organisations and places.
        followed: The people and organisations that the timeline follows.
        pairs: The people and organisations most often named together.
        themes: The lemmas that are keywords of the most sections.
        timeline: The articles over time.
        heard: Women and men among the speakers.
        comparison: The groups of articles side by side, months if there are no others; None if there are not two.
        differences: What differs between these groups, and between months.
        over_time: The most quoted speakers from month to month.
    """

    n_articles: int
    n_copies: int
    n_sentences: int
    n_rejected_files: int
    n_rejected_rows: int
    n_corrected: int
    n_unmatched: int
    articles: tuple[Article, ...]
    quotations: QuotationTotals
    tones: Tones
    entities: Entities
    followed: tuple[NamedEntity, ...]
    pairs: tuple[Pair, ...]
    themes: tuple[Theme, ...]
    timeline: Timeline
    heard: Heard
    comparison: Comparison | None
    differences: tuple[Differences, ...]
    over_time: SpeakersOverTime


def read_overview(processed: Path, top: int, copies: Literal["once", "all"]) -> Overview:
    """Read what the report shows of the whole corpus; only totals and top rows are in memory.

    Args:
        processed: The folder of the tables.
        top: Maximum number of articles, speakers, people, organisations, …
        copies: Whether near-copies count once, with their original, or all.

    Raises:
        WortlautError: A table is missing, or two tables are from different runs.
    """
    entities = read_entities(processed, top, CANDIDATES)
    followed = tuple(row.entity for row in entities.most_mentioned(FOLLOWED))
    n_articles = n_sentences = 0
    articles: Top[ArticleRows] = Top(top)
    quotations, tones, themes = QuotationTally(processed, top, FOLLOWED), ToneTally(), _ThemeTally()
    co_mentions = CoMentionTally({entity.canonical_id: entity for entity in entities.people_and_organisations})
    timeline = TimelineTally(frozenset(entity.canonical_id for entity in followed))
    not_counted = left_out(processed, copies)
    for rows in read_article_rows(processed):
        if rows.article_id in not_counted:
            continue
        n_articles += 1
        n_sentences += rows.article.n_sentences
        n_words = quotations.add(rows, own_words(rows.quotations))
        articles.add(-n_words, rows)
        tones.add(rows)
        themes.add(rows)
        co_mentions.add(rows)
        timeline.add(rows, n_words)
    totals = quotations.result()
    heard = read_heard(processed, top)
    comparisons = read_comparisons(processed)
    rejected = Counter(_ROW.search(row.path) is not None for row in csv_files.rows(schemas.REJECTED, processed))
    statuses = Counter(row.status for row in csv_files.rows(schemas.CORRECTIONS, processed))
    return Overview(
        n_articles=n_articles,
        n_copies=len(not_counted),
        n_sentences=n_sentences,
        n_rejected_files=rejected[False],
        n_rejected_rows=rejected[True],
        n_corrected=statuses["applied"],
        n_unmatched=statuses["unmatched"],
        articles=read_articles(articles.items(), processed, top),
        quotations=totals,
        tones=tones.result(),
        entities=entities,
        followed=followed,
        pairs=co_mentions.result(top),
        themes=themes.result(top),
        timeline=timeline.result(),
        heard=heard,
        comparison=next(iter(comparisons), None),
        differences=find_differences(comparisons, heard),
        over_time=read_over_time(processed, totals.speakers),
    )


class _ThemeTally:
    """Count how many sections have each lemma among their top keywords."""

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
