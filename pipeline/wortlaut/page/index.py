"""Write the list of articles, split into pages, with the data that its script searches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wortlaut.locales import Locale
from wortlaut.page.addresses import speaker_address
from wortlaut.page.entries import Entry
from wortlaut.page.search_data import PER_FILE, SearchDataWriter
from wortlaut.tables import csv_files, schemas

if TYPE_CHECKING:
    from jinja2 import Environment

PER_PAGE = 100
"""Articles per page of the list."""
_TOP = 12
"""Number of most quoted speakers listed."""
_REJECTED_SHOWN = 50
_NEIGHBOURS = 2
"""Pages linked before and after the current one, besides the first and the last."""


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
        self._folder = folder
        self._n_articles = n_articles
        self._n_pages = max(1, -(-n_articles // PER_PAGE))
        self._n_quotations = 0
        self._first_page: list[Entry] = []
        self._page: list[Entry] = []
        self._n_written = 0
        self._data = SearchDataWriter(locale, folder / "data")

    def add(self, entry: Entry) -> None:
        """Append an article to the list."""
        self._n_quotations += len(entry.quotations)
        self._page.append(entry)
        self._data.add(entry)
        if len(self._page) == PER_PAGE:
            self._end_page()

    def finish(self, processed: Path) -> None:
        """Write the remaining entries, and finally the first page, which shows the totals.

        Args:
            processed: Folder of the tables; `speakers.csv` and `rejected.csv` are read.
        """
        if self._page:
            self._end_page()
        self._data.finish()
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
            speaker_address=speaker_address,
            totals=totals,
        )
        (self._folder / file_name(number)).write_text(html, encoding="utf-8", newline="")


def file_name(number: int, name: str = "index") -> str:
    """Return the file name of a page of a list, counted from 1."""
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"


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
