"""Write the list of articles, split into pages, and the data that its script searches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wortlaut.locales import Locale
from wortlaut.page.addresses import page_address
from wortlaut.page.article import ArticleView
from wortlaut.quotations.speaker_totals import count_words
from wortlaut.tables import csv_files, schemas

if TYPE_CHECKING:
    from jinja2 import Environment

PER_PAGE = 100
"""Articles per page of the list."""
PER_FILE = 1_000
"""Articles per file of search data, about 200 kB."""
_TOP = 12
"""Number of most quoted speakers listed."""
_REJECTED_SHOWN = 50
_NEIGHBOURS = 2
"""Pages linked before and after the current one, besides the first and the last."""


class Entry(NamedTuple):
    """An article in the list.

    Attributes:
        address: Its page, relative to the list.
        title: Its headline, else the first words of its text.
        article_id: Its id.
        published_at: ISO 8601, or "".
        n_words: Words in its text (blank-separated).
        n_quotations: Number of quotations.
        speakers: Names of its identified speakers, most quoted first.
        tones: Tone labels of its sections, in order.
    """

    address: str
    title: str
    article_id: str
    published_at: str
    n_words: int
    n_quotations: int
    speakers: Sequence[str]
    tones: Sequence[str]


def entry(view: ArticleView) -> Entry:
    """Return an article's entry in the list."""
    article = view.article
    return Entry(
        address=page_address(article.article_id),
        title=view.title,
        article_id=article.article_id,
        published_at=article.published_at or "",
        n_words=count_words(article.text),
        n_quotations=len(view.quotations),
        speakers=[speaker.name for speaker in view.speakers if speaker.is_known],
        tones=[tone.label for tone in view.tones.values()],
    )


class IndexWriter:
    """Write the list while the articles are streamed, with at most one page in memory.

    Args:
        environment: The templates.
        locale: The reader's language.
        folder: Folder of `index.html` and the further pages.
        n_articles: Number of entries to be added.
    """

    def __init__(self, environment: Environment, locale: Locale, folder: Path, n_articles: int) -> None:
        self._template = environment.get_template("index.html.j2")
        self._locale = locale
        self._folder = folder
        self._n_articles = n_articles
        self._n_pages = max(1, -(-n_articles // PER_PAGE))
        self._n_quotations = 0
        self._first_page: list[Entry] = []
        self._page: list[Entry] = []
        self._data: list[Entry] = []
        self._n_written = self._n_files = 0
        (folder / "data").mkdir()

    def add(self, entry: Entry) -> None:
        """Append an article to the list."""
        self._n_quotations += entry.n_quotations
        self._page.append(entry)
        self._data.append(entry)
        if len(self._page) == PER_PAGE:
            self._end_page()
        if len(self._data) == PER_FILE:
            self._end_file()

    def finish(self, processed: Path) -> None:
        """Write the remaining entries, and finally the first page, which shows the totals.

        Args:
            processed: Folder of the tables; `speakers.csv` and `rejected.csv` are read.
        """
        if self._page:
            self._end_page()
        if self._data:
            self._end_file()
        rejected = list(islice(csv_files.rows(schemas.REJECTED, processed), _REJECTED_SHOWN))
        self._write(
            1,
            self._first_page,
            n_quotations=self._n_quotations,
            top_speakers=list(islice(csv_files.rows(schemas.SPEAKERS, processed), _TOP)),
            rejected=rejected,
            n_rejected=sum(1 for _ in csv_files.rows(schemas.REJECTED, processed)),
        )

    def _end_page(self) -> None:
        self._n_written += 1
        if self._n_written == 1:
            self._first_page = self._page
        else:
            self._write(self._n_written, self._page)
        self._page = []

    def _write(self, number: int, entries: Sequence[Entry], **totals: Any) -> None:
        html = self._template.render(
            entries=entries,
            n_articles=self._n_articles,
            number=number,
            pages=page_numbers(number, self._n_pages),
            n_files=-(-self._n_articles // PER_FILE),
            file_name=file_name,
            totals=totals,
        )
        (self._folder / file_name(number)).write_text(html, encoding="utf-8", newline="")

    def _end_file(self) -> None:
        rows = json.dumps([self._row(entry) for entry in self._data], separators=(",", ":"))
        script = self._folder / "data" / f"articles-{self._n_files}.js"
        script.write_text(f"wortlaut.add({self._n_files},{rows});\n", encoding="ascii", newline="")
        self._n_files += 1
        self._data = []

    def _row(self, entry: Entry) -> list[object]:
        """Return what `static/index.js` reads; ASCII-only JSON is JavaScript that no text can break out of."""
        return [*entry, self._locale.date(entry.published_at)]


def file_name(number: int) -> str:
    """Return the file name of a page of the list, counted from 1."""
    return "index.html" if number == 1 else f"index-{number}.html"


def page_numbers(number: int, n_pages: int) -> list[int]:
    """Return the pages linked from a page of the list, itself included; 0 marks a gap.

    Args:
        number: The page, from 1.
        n_pages: Number of pages.
    """
    near = range(number - _NEIGHBOURS, number + _NEIGHBOURS + 1)
    return [*_with_gaps(sorted({1, n_pages} | {page for page in near if 1 <= page <= n_pages}))]


def _with_gaps(pages: Iterable[int]) -> Iterable[int]:
    previous = 0
    for page in pages:
        if page > previous + 1:
            yield 0
        yield page
        previous = page
