"""Figure: who is quoted in which section, a matrix of speakers and sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from wortlaut.locales import Locale
from wortlaut.report.figures.figure import Content, ReportFigure, sentences, short
from wortlaut.report.figures.matrix import CountRow, draw_matrix, highest
from wortlaut.report.overview import Overview
from wortlaut.report.speakers import Place, Speaker
from wortlaut.report.wording import place_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def place_rows(speakers: Sequence[Speaker], places: Iterable[Place], locale: Locale) -> Iterator[CountRow]:
    """Yield the places with the number of words quoted there from each speaker (a column)."""
    previous_title = None
    for place in places:
        counts = [place.words.get(speaker.canonical_id, 0) for speaker in speakers]
        yield CountRow(None if place.title == previous_title else place.title, place_name(place, locale), "", counts)
        previous_title = place.title


def _content(corpus: Overview, locale: Locale) -> Content:
    speakers = corpus.quotations.followed
    return list(place_rows(speakers, corpus.quotations.places, locale)), [speaker.name for speaker in speakers]


def describe_places(rows: Sequence[CountRow], speakers: Sequence[str], locale: Locale) -> str:
    """Return in words from whom most is quoted in each place."""
    opening = locale.gettext("Matrix: the words quoted from each speaker in each section; of each section the highest.")
    return sentences(opening, (f"{short(row.name)}: {highest(row, speakers, locale)}" for row in rows))


def draw_places(rows: Sequence[CountRow], speakers: Sequence[str], locale: Locale) -> Figure:
    """Draw how many words each speaker (a column) is quoted with in each place (a row)."""
    return draw_matrix(rows, speakers, locale.gettext("Words quoted, by speaker and section"), locale)


FIGURE = ReportFigure("speakers_by_section", _content, describe_places, draw_places)
