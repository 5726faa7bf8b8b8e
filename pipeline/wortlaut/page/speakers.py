"""Write a page per speaker, with all quotations over the corpus, and the list of the speakers."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wortlaut.comparison.groups import Ratio, Share
from wortlaut.entities.records import CanonicalEntity
from wortlaut.page.addresses import SPEAKERS_FOLDER, speaker_address
from wortlaut.page.entries import Entry, QuotedWords
from wortlaut.page.index import file_name, page_numbers
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import SpeakerRow, SpeakerSentimentRow

if TYPE_CHECKING:
    from jinja2 import Environment, Template

PER_PAGE = 250
"""Speakers per page of their list."""
_UNIT = 1000
"""Tones are added up in thousandths."""
_YEAR = 12
"""Months."""
_MAX_LABELS = 6
"""Labels below the chart of the months."""


class QuotedArticle(NamedTuple):
    """An article that quotes a speaker.

    Attributes:
        address: Its page, relative to the list.
        title: Its headline, else the first words of its text.
        published_at: ISO 8601, or "".
        outlet: The publication, or "".
        month: The month of publication, or "".
        roles: The roles that it gives the speaker.
        tone: Sum of the tones of the sentences in which it quotes the speaker, in thousandths.
        n_sentences: Number of these sentences.
        quotations: The speaker's quotations in it.
    """

    address: str
    title: str
    published_at: str
    outlet: str
    month: str
    roles: Sequence[str]
    tone: int
    n_sentences: int
    quotations: Sequence[QuotedWords]


class MonthTone(NamedTuple):
    """The tone of the sentences in which a speaker is quoted in a month.

    Attributes:
        month: `2024-10`.
        place: Its place between the first month (0) and the last one (1).
        is_labelled: Whether the chart names it.
        n_sentences: Number of sentences with a tone.
        tone: The mean, its interval, and the number of articles.
    """

    month: str
    place: float
    is_labelled: bool
    n_sentences: int
    tone: Share


class SpeakerPages:
    """Collect the speakers' quotations article by article in a temporary database, so that memory stays small."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._n_articles = 0
        database.execute("CREATE TABLE quoted (speaker TEXT, published TEXT, article INTEGER, row TEXT)")
        database.execute("CREATE TABLE tone (speaker TEXT PRIMARY KEY, row TEXT) WITHOUT ROWID")

    def add(self, entry: Entry) -> None:
        """Add what an article quotes from identified speakers."""
        self._n_articles += 1
        for place, speaker in enumerate(entry.speakers):
            if not speaker.canonical_id:
                continue
            article = QuotedArticle(
                *(entry.address, entry.title, entry.published_at, entry.outlet, entry.month),
                *(speaker.roles, speaker.tone, speaker.n_sentences),
                [quotation for quotation in entry.quotations if quotation.speaker == place],
            )
            row = (speaker.canonical_id, entry.published_at, self._n_articles, json.dumps(article))
            self._database.execute("INSERT INTO quoted VALUES (?, ?, ?, ?)", row)

    def write(
        self, environment: Environment, folder: Path, processed: Path, entities: Mapping[str, CanonicalEntity]
    ) -> None:
        """Write the pages and the list.

        Args:
            environment: The templates.
            folder: Folder of `index.html`.
            processed: Folder of the tables; `speakers.csv` and `speaker_sentiment.csv` are read.
            entities: The entities by canonical_id.
        """
        self._database.execute("CREATE INDEX place ON quoted (speaker, published DESC, article)")
        tones = ((row.canonical_id, json.dumps(row)) for row in csv_files.rows(schemas.SPEAKER_SENTIMENT, processed))
        self._database.executemany("INSERT INTO tone VALUES (?, ?)", tones)
        (folder / SPEAKERS_FOLDER).mkdir()
        page = environment.get_template("speaker.html.j2")
        n_pages = max(1, -(-sum(1 for _ in csv_files.rows(schemas.SPEAKERS, processed)) // PER_PAGE))
        listed: list[dict[str, Any]] = []
        number = 1
        for row in csv_files.rows(schemas.SPEAKERS, processed):
            speaker = {"row": row, "entity": entities[row.canonical_id], "tone": self._tone(row)}
            self._write_page(page, folder / speaker_address(row.canonical_id), speaker)
            if len(listed) == PER_PAGE:
                _write_list(environment, folder, number, n_pages, listed)
                listed, number = [], number + 1
            listed.append({**speaker, "address": speaker_address(row.canonical_id)})
        _write_list(environment, folder, number, n_pages, listed)

    def _tone(self, row: SpeakerRow) -> SpeakerSentimentRow | None:
        found = self._database.execute("SELECT row FROM tone WHERE speaker = ?", (row.canonical_id,)).fetchone()
        return found and SpeakerSentimentRow._make(json.loads(found[0]))

    def _articles(self, canonical_id: str) -> Iterator[QuotedArticle]:
        """Yield the articles that quote a speaker, the latest first."""
        query = "SELECT row FROM quoted WHERE speaker = ? ORDER BY published DESC, article"
        for (row,) in self._database.execute(query, (canonical_id,)):
            article = QuotedArticle._make(json.loads(row))
            yield article._replace(quotations=[*map(QuotedWords._make, article.quotations)])

    def _write_page(self, template: Template, path: Path, speaker: Mapping[str, Any]) -> None:
        read = partial(self._articles, speaker["row"].canonical_id)
        roles = Counter(role for article in read() for role in article.roles)
        values = {
            "roles": sorted(roles.items(), key=lambda item: (-item[1], item[0])),
            "months": month_tones(read()),
            "articles": read(),
        }
        # Piece by piece: somebody may be quoted in every article.
        with path.open("w", encoding="utf-8", newline="") as page:
            page.writelines(template.generate(root="../", **speaker, **values))


@contextmanager
def collecting() -> Iterator[SpeakerPages]:
    """Provide an empty collection; its database, which SQLite moves to disk as it grows, is gone afterwards."""
    with closing(sqlite3.connect("")) as database:
        yield SpeakerPages(database)


def month_tones(articles: Iterator[QuotedArticle]) -> list[MonthTone]:
    """Return the tone of a speaker's sentences by month, the first month first; those without sentences are left out.

    Args:
        articles: The articles that quote the speaker.
    """
    ratios: dict[str, Ratio] = {}
    n_sentences: Counter[str] = Counter()
    for article in articles:
        if article.month and article.n_sentences:
            ratios.setdefault(article.month, Ratio()).add(article.tone, article.n_sentences * _UNIT)
            n_sentences[article.month] += article.n_sentences
    if not ratios:
        return []
    months = sorted(ratios)
    first, last = _count(months[0]), _count(months[-1])
    places = [(_count(month) - first) / (last - first) if last > first else 0.5 for month in months]
    labelled = _apart(places)
    return [
        MonthTone(month, round(place, 4), place in labelled, n_sentences[month], ratios[month].share())
        for month, place in zip(months, places, strict=True)
    ]


def _count(month: str) -> int:
    """Return the number of months since the year 0."""
    return int(month[:4]) * _YEAR + int(month[5:])


def _apart(places: Sequence[float]) -> set[float]:
    """Return the places that can be labelled: the first one, the last one, and others at some distance."""
    kept = [places[0]]
    for place, _ in pairwise(places):
        if place - kept[-1] >= 1 / _MAX_LABELS and places[-1] - place >= 1 / _MAX_LABELS:
            kept.append(place)
    return {*kept, places[-1]}


def _write_list(
    environment: Environment, folder: Path, number: int, n_pages: int, speakers: Sequence[Mapping[str, Any]]
) -> None:
    name = partial(file_name, name="speakers")
    html = environment.get_template("speakers.html.j2").render(
        speakers=speakers, number=number, pages=page_numbers(number, n_pages), file_name=name
    )
    (folder / name(number)).write_text(html, encoding="utf-8", newline="")
