"""Articles with their parts, and the file that keeps them with their text (`articles.jsonl`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wortlaut.text.spans import Span
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError
from wortlaut.utils.progress import count_pieces

SECTION_KINDS = ("kicker", "headline", "lead", "body")
ASIDE_KINDS = ("byline", "dateline", "credit", "date", "caption", "related")
_LINE_START = '{"article_id": '
"""How a line begins, because the id is an article's first field."""
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Section:
    """A part of an article that is analysed.

    Attributes:
        section_id: `<article_id>#sec<position>`.
        kind: `kicker`, `headline`, `lead` or `body`.
        heading: The heading above the section; it is part of the section's text.
        start: First character, in the article's text.
        end: Character after the last one.
        paragraphs: Start characters of the section's paragraphs, the heading's included.
    """

    section_id: str
    kind: str
    heading: str | None
    start: int
    end: int
    paragraphs: tuple[int, ...]

    def is_heading_at(self, end: int) -> bool:
        """Tell whether what ends at a character of the section stands in the headline or in the section's heading."""
        return self.kind in {"kicker", "headline"} or end <= self.start + len(self.heading or "")


@dataclass(frozen=True)
class Aside:
    """What stands on the page beside the text, and is not analysed.

    Attributes:
        kind: `byline`, `dateline`, `credit`, `date`, `caption` or `related`.
        start: First character, in the article's text.
        end: Character after the last one.
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """An article as it was read.

    Attributes:
        article_id: The file's path without `.txt`, in a corpus with the row's id.
        path: The file, relative to the input folder; in a corpus with `#<row>`.
        sha256: Digest of the file's bytes, in a corpus of the row's content.
        format: What the file was read as.
        title: The headline, where the file or its layout tells it.
        published_at: ISO 8601 date and time in Europe/Berlin, where the file tells it.
        language: ISO 639-1 code as detected, `und` where the text is too short to tell.
        text: The kept text, to which all offsets refer.
        sections: The parts in reading order; they do not overlap.
        encoding: How the file's bytes were read, by its Python name.
        authors: Who wrote it, joined by `|`.
        outlet: Where it was published.
        url: Its address.
        agency: The news agencies that it names as its source, joined by `|`.
        asides: What is no part of the analysed text, in reading order; it may lie inside a section.
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
        """Return where characters of the text lie in the kept text: just there, see `normalise.NormalisedArticle`."""
        return (Span(start, end),)

    def own_span(self, start: int, end: int) -> Span:
        """Return where characters of the kept text lie in the text: just there, see `normalise.NormalisedArticle`."""
        return Span(start, end)

    @property
    def kept_text(self) -> str:
        """The kept text."""
        return self.text


class Extent(NamedTuple):
    """How much text there is.

    Attributes:
        articles: Number of articles.
        words: Number of words in them, see `count_pieces`.
    """

    articles: int
    words: int


def write_articles(articles: Iterable[Article], path: Path) -> None:
    """Write one JSON object per article and line.

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
        WortlautError: The file is missing.
    """
    return map(parse_article, read_lines(path))


def measure_articles(path: Path) -> Extent:
    """Return how much `write_articles` wrote.

    Raises:
        WortlautError: The file is missing.
    """
    articles = words = 0
    for line in read_lines(path):
        articles += 1
        words += count_pieces(json.loads(line)["text"])
    return Extent(articles, words)


def article_id_of(line: str) -> str:
    """Return the id of the article that a line holds, without reading the rest of it."""
    article_id, _ = _DECODER.raw_decode(line, len(_LINE_START))
    return str(article_id)


def count_articles(path: Path) -> int:
    """Return how many articles `write_articles` wrote.

    Raises:
        WortlautError: The file is missing.
    """
    return sum(1 for _ in read_lines(path))


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines that `write_articles` wrote, for `parse_article`.

    Raises:
        WortlautError: The file is missing.
    """
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield from lines
    except OSError as error:
        raise WortlautError(f"{path}: cannot be read ({error.strerror}). Run `wortlaut ingest` first.") from error


def parse_article(line: str) -> Article:
    """Return the article that a line holds."""
    fields = json.loads(line)
    sections, asides = fields.pop("sections"), fields.pop("asides")
    assert isinstance(sections, list)
    assert isinstance(asides, list)
    parts = tuple(Section(**{**part, "paragraphs": tuple(part["paragraphs"])}) for part in sections)
    return Article(**fields, sections=parts, asides=tuple(Aside(**aside) for aside in asides))
