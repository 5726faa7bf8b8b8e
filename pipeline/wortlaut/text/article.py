"""Define articles and their parts, and read and write the file that stores them (`articles.jsonl`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from wortlaut.text.spans import Span
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError
from wortlaut.utils.progress import count_pieces

SECTION_KINDS = ("kicker", "headline", "lead", "body")
ASIDE_KINDS = ("byline", "dateline", "credit", "date", "caption", "related", "contact")
_LINE_START = '{"article_id": '
"""The beginning of every line, since the id is an article's first field."""
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Section:
    """An analysed part of an article.

    Attributes:
        section_id: `<article_id>#sec<position>`.
        kind: `kicker`, `headline`, `lead` or `body`.
        heading: The section's heading, which is part of its text.
        start: First character, in the article's text.
        end: Character after the last one.
        paragraphs: Start characters of the section's paragraphs, including the heading.
        strong: Those of them that the page sets in bold type as a whole.
        time: The time (`HH:MM`) of an entry of a live ticker.
    """

    section_id: str
    kind: str
    heading: str | None
    start: int
    end: int
    paragraphs: tuple[int, ...]
    strong: tuple[int, ...] = ()
    time: str | None = None

    def is_heading_at(self, end: int) -> bool:
        """Return whether a span of the section that ends at `end` is in the headline or in the section's heading."""
        return self.kind in {"kicker", "headline"} or end <= self.start + len(self.heading or "")

    def headings(self) -> list[Span]:
        """Return the spans of the section's heading, or of the headline's or kicker's lines."""
        if self.kind in {"kicker", "headline"}:
            return [Span(*span) for span in pairwise([*self.paragraphs, self.end])]
        return [Span(self.start, self.start + len(self.heading))] if self.heading else []


@dataclass(frozen=True)
class Aside:
    """A part of the page that is not part of the text, and is not analysed.

    Attributes:
        kind: `byline`, `dateline`, `credit`, `date`, `caption`, `related` or `contact`.
        start: First character, in the article's text.
        end: Character after the last one.
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """An article as ingested.

    Attributes:
        article_id: The file's path without `.txt`; in a corpus followed by the row's id.
        path: The file, relative to the input folder; in a corpus followed by `#<row>`.
        sha256: Digest of the file's bytes; in a corpus, of the row's content.
        format: The format that the file was read as.
        title: The headline, if the file or its layout gives one.
        published_at: ISO 8601 date and time in Europe/Berlin, if the file gives it.
        language: Detected ISO 639-1 code, `und` if the text is too short to decide.
        text: The kept text, to which all offsets refer.
        sections: The parts in reading order; they do not overlap.
        encoding: The Python name of the encoding in which the file was read.
        authors: The authors, joined by `|`.
        outlet: The outlet that published it.
        url: Its URL.
        agency: The news agencies that it credits as its source, joined by `|`.
        asides: The parts excluded from the analysed text, in reading order; they may lie within a section.
    """

    article_id: str
    path: str
    sha256: str
    format: str
    title: str | None
    published_at: str | None
    language: str
    text: str
    sections: tuple[Section, ...]
    encoding: str | None = None
    authors: str | None = None
    outlet: str | None = None
    url: str | None = None
    agency: str | None = None
    asides: tuple[Aside, ...] = ()

    def kept_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Map a span of the text to the kept text: the same span here, unlike in `normalize.NormalisedArticle`."""
        return (Span(start, end),)

    def own_span(self, start: int, end: int) -> Span:
        """Map a span of the kept text to the text: the same span here, unlike in `normalize.NormalisedArticle`."""
        return Span(start, end)

    @property
    def kept_text(self) -> str:
        """The kept text."""
        return self.text


class Extent(NamedTuple):
    """The size of a set of articles.

    Attributes:
        articles: Number of articles.
        words: Number of words in them, as counted by `count_pieces`.
    """

    articles: int
    words: int


def write_articles(articles: Iterable[Article], path: Path) -> None:
    """Write articles as JSON, one per line.

    Raises:
        WortlautError: The file cannot be written.
    """
    with files.writing(path) as handle:
        for article in articles:
            handle.write(to_line(article))


def to_line(article: Article) -> str:
    """Return an article as a line for `parse_article`."""
    parts = {"sections": [*map(vars, article.sections)], "asides": [*map(vars, article.asides)]}
    return json.dumps({**vars(article), **parts}, ensure_ascii=False) + "\n"


def read_articles(path: Path) -> Iterator[Article]:
    """Yield the articles that `write_articles` wrote.

    Raises:
        WortlautError: The file cannot be read.
    """
    return map(parse_article, read_lines(path))


def measure_articles(path: Path) -> Extent:
    """Return the number of articles and words that `write_articles` wrote.

    Raises:
        WortlautError: The file cannot be read.
    """
    articles = words = 0
    for line in read_lines(path):
        articles += 1
        words += count_pieces(json.loads(line)["text"])
    return Extent(articles, words)


def article_id_of(line: str) -> str:
    """Return the id of the article on a line, without parsing the rest."""
    article_id, _ = _DECODER.raw_decode(line, len(_LINE_START))
    return str(article_id)


def count_articles(path: Path) -> int:
    """Return the number of articles that `write_articles` wrote.

    Raises:
        WortlautError: The file cannot be read.
    """
    return sum(1 for _ in read_lines(path))


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines that `write_articles` wrote, for `parse_article`.

    Raises:
        WortlautError: The file cannot be read.
    """
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield from lines
    except OSError as error:
        raise WortlautError(f"{path}: cannot be read ({error.strerror}). Run `wortlaut ingest` first.") from error


def parse_article(line: str) -> Article:
    """Return the article on a line."""
    fields = json.loads(line)
    sections = tuple(
        Section(**{**part, "paragraphs": tuple(part["paragraphs"]), "strong": tuple(part["strong"])})
        for part in fields["sections"]
    )
    return Article(**{**fields, "sections": sections, "asides": tuple(Aside(**aside) for aside in fields["asides"])})
