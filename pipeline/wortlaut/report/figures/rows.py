"""Prepare the rows of the figures, without matplotlib, so that unchanged figures need not be redrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from wortlaut.locales import Locale
from wortlaut.locales.labels import VOICE_NAMES
from wortlaut.report.comparison import Comparison
from wortlaut.report.details import Article
from wortlaut.report.entities import NamedEntity
from wortlaut.report.sections import Tone
from wortlaut.report.speakers import Place, Speaker
from wortlaut.report.timeline import Timeline
from wortlaut.report.wording import place_name, section_name
from wortlaut.tables.schemas import SpeakersByGroupRow, ToneByGroupRow

MAX_ROWS = 24
"""Maximum number of sections or speakers in a figure, so that the axis stays visible on a screen."""


class ToneRow(NamedTuple):
    """A section; the article's first has the article's title."""

    title: str | None
    name: str
    tone: Tone


class WordRow(NamedTuple):
    """A speaker with the number of words quoted, in total and by type of quotation."""

    name: str
    role: str
    n_words: int
    words_by_type: Mapping[str, int]


class CountRow(NamedTuple):
    """A row of a matrix with its counts by column; the first row of a group has a title."""

    title: str | None
    name: str
    note: str
    counts: Sequence[int]


class IntervalRow(NamedTuple):
    """A value of a group with its interval, if any; the first row of a group has the group's name.

    Attributes:
        title: The group.
        name: Whose value it is.
        note: What else is known about it.
        value: The value.
        interval: Its bounds, or None.
        is_few: Whether the articles are too few for a comparison.
        n_articles: Number of articles it comes from.
    """

    title: str | None
    name: str
    note: str
    value: float
    interval: tuple[float, float] | None
    is_few: bool
    n_articles: int


def group_share_rows(comparison: Comparison, locale: Locale) -> Iterator[IntervalRow]:
    """Yield the speakers of each group with their share of its quoted words."""
    for group in comparison.groups:
        title: str | None = _group_name(group.name, comparison.by, locale)
        for speaker in group.speakers:
            row = speaker.row
            if row.share is not None:
                yield _interval_row(title, row.name, row.role or "", row.share, row)
                title = None


def group_tone_rows(comparison: Comparison, locale: Locale) -> Iterator[IntervalRow]:
    """Yield the tone of each group's authors, quoted words and speakers."""
    for group in comparison.groups:
        title: str | None = _group_name(group.name, comparison.by, locale)
        voices = [(locale.gettext(VOICE_NAMES[voice]), row) for voice, row in group.tones.items() if voice != "all"]
        named = [(each.row.name, each.tone) for each in group.speakers if each.tone is not None]
        for name, row in (*voices, *named):
            yield _interval_row(title, name, "", row.tone, row)
            title = None


def _interval_row(
    title: str | None, name: str, note: str, value: float, row: SpeakersByGroupRow | ToneByGroupRow
) -> IntervalRow:
    interval = (row.low, row.high) if row.low is not None and row.high is not None else None
    return IntervalRow(title, name, note, value, interval, row.evidence != "enough", row.n_articles)


def _group_name(name: str, by: str, locale: Locale) -> str:
    return locale.date(name) if by == "month" else name


def tone_rows(articles: Iterable[Article], locale: Locale) -> Iterator[ToneRow]:
    """Yield at most `MAX_ROWS` sections of articles."""
    places = ((article, position, section) for article in articles for position, section in enumerate(article.sections))
    for article, position, section in islice(places, MAX_ROWS):
        yield ToneRow(None if position else article.title, section_name(section, locale), section.tone)


def word_rows(speakers: Iterable[Speaker]) -> Iterator[WordRow]:
    """Yield at most `MAX_ROWS` speakers."""
    for speaker in islice(speakers, MAX_ROWS):
        yield WordRow(speaker.name, speaker.role, speaker.n_words, speaker.words_by_type)


def place_rows(speakers: Sequence[Speaker], places: Iterable[Place], locale: Locale) -> Iterator[CountRow]:
    """Yield the places with the number of words quoted there from each speaker (a column)."""
    previous_title = None
    for place in places:
        counts = [place.words.get(speaker.canonical_id, 0) for speaker in speakers]
        yield CountRow(None if place.title == previous_title else place.title, place_name(place, locale), "", counts)
        previous_title = place.title


def period_rows(followed: Iterable[NamedEntity], timeline: Timeline) -> Iterator[CountRow]:
    """Yield the people and organisations named, with the number of mentions in each period (a column)."""
    for entity in followed:
        counts = [period.mentions.get(entity.canonical_id, 0) for period in timeline.periods]
        if any(counts):
            yield CountRow(None, entity.name, entity.role, counts)
