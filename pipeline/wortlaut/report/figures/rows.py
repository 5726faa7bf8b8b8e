"""What the figures show, row by row. It is told without matplotlib: where it stays the same, nothing is drawn again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from wortlaut.locales import Locale
from wortlaut.report.details import Article
from wortlaut.report.entities import NamedEntity
from wortlaut.report.sections import Tone
from wortlaut.report.speakers import Place, Speaker
from wortlaut.report.timeline import Timeline
from wortlaut.report.wording import place_name, section_name

MAX_ROWS = 24
"""Sections or speakers in one figure: what is still read on a screen without losing the axis."""


class ToneRow(NamedTuple):
    """A section, under the title of its article where it is the article's first."""

    title: str | None
    name: str
    tone: Tone


class WordRow(NamedTuple):
    """A speaker with the number of words quoted, and these by type of quotation."""

    name: str
    role: str
    n_words: int
    words_by_type: Mapping[str, int]


class CountRow(NamedTuple):
    """A row of a matrix with its counts by column, under a title where it is the first one below it."""

    title: str | None
    name: str
    note: str
    counts: Sequence[int]


def tone_rows(articles: Iterable[Article], locale: Locale) -> Iterator[ToneRow]:
    """Yield the sections of articles, `MAX_ROWS` at most."""
    places = ((article, position, section) for article in articles for position, section in enumerate(article.sections))
    for article, position, section in islice(places, MAX_ROWS):
        yield ToneRow(None if position else article.title, section_name(section, locale), section.tone)


def word_rows(speakers: Iterable[Speaker]) -> Iterator[WordRow]:
    """Yield the speakers, `MAX_ROWS` at most."""
    for speaker in islice(speakers, MAX_ROWS):
        yield WordRow(speaker.name, speaker.role, speaker.n_words, speaker.words_by_type)


def place_rows(speakers: Sequence[Speaker], places: Iterable[Place], locale: Locale) -> Iterator[CountRow]:
    """Yield the places with the number of words that each speaker (a column) is quoted with there."""
    previous_title = None
    for place in places:
        counts = [place.words.get(speaker.canonical_id, 0) for speaker in speakers]
        yield CountRow(None if place.title == previous_title else place.title, place_name(place, locale), "", counts)
        previous_title = place.title


def period_rows(followed: Iterable[NamedEntity], timeline: Timeline) -> Iterator[CountRow]:
    """Yield the persons and organisations with how often each is named in each period (a column), if ever."""
    for entity in followed:
        counts = [period.mentions.get(entity.canonical_id, 0) for period in timeline.periods]
        if any(counts):
            yield CountRow(None, entity.name, entity.role, counts)
