"""Reads files in tests, and shows the articles that they give."""

from __future__ import annotations

from pathlib import Path

from wortlaut.ingest import Rejected, read_file
from wortlaut.params import IngestParams
from wortlaut.text.article import Article

FIRST = "Die Alte Brücke in Lindental bleibt noch bis zum Mai gesperrt."
SECOND = "Das teilte die Stadt am Montag mit. Die Händler sind verärgert."
PARAMS = IngestParams()


def read(path: Path, params: IngestParams = PARAMS) -> list[Article | Rejected]:
    return list(read_file(path, path.parent, params))


def read_one(path: Path, params: IngestParams = PARAMS) -> Article:
    (article,) = read(path, params)
    assert isinstance(article, Article), article
    return article


def written(root: Path, name: str, content: str | bytes) -> Path:
    path = root / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def parts(article: Article) -> list[tuple[str, str]]:
    """Return the kind of each section, and its paragraphs as they stand in the kept text."""
    found = []
    for part in article.sections:
        ends = (*part.paragraphs[1:], part.end)
        texts = (article.text[start:end].rstrip() for start, end in zip(part.paragraphs, ends, strict=True))
        found.append((part.kind, " / ".join(texts)))
    return found


def asides(article: Article) -> list[tuple[str, str]]:
    return [(aside.kind, article.text[aside.start : aside.end]) for aside in article.asides]
