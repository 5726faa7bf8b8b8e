"""Reads files into articles with sections; what cannot be read is named with its reason."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import py3langid

from pipeline import layout
from pipeline.articles import Article
from pipeline.errors import WortlautError
from pipeline.german.dates import STAND

SUFFIXES = {".txt": "text"}
"""File name endings that are read, and the format they stand for."""
_LANGUAGE_SAMPLE = 10_000
"""Characters that the language is told from; more do not change the answer."""


class Rejected(NamedTuple):
    """A file that gave no article."""

    path: str
    reason: str


def find_files(source: Path) -> list[Path]:
    """List the files below a folder, or the one file given, in the order of their paths.

    Hidden files and folders (`.gitkeep`, `.DS_Store`) are no articles and are left out.

    Raises:
        WortlautError: There is nothing at `source`, or no file in it.
    """
    if source.is_file():
        return [source]
    if not source.is_dir():
        raise WortlautError(f"{source}: there is no such file or folder. Give a text file or a folder of them.")
    found = [
        Path(folder, name)
        for folder, folders, names in os.walk(source)
        for name in names
        if not any(part.startswith(".") for part in Path(folder, name).relative_to(source).parts)
    ]
    if not found:
        raise WortlautError(f"{source}: no articles in this folder. Put text files (.txt, UTF-8) there.")
    return sorted(found, key=lambda path: path.relative_to(source).as_posix())


def read_files(files: list[Path], source: Path) -> Iterator[Article | Rejected]:
    """Read each file as an article, or say why it is none.

    Args:
        files: The files, as `find_files` gives them.
        source: The folder (or the file) they were found under; paths are told relative to it.

    Yields:
        One article or one rejection per file, in the order of the files.
    """
    root = source if source.is_dir() else source.parent
    for path in files:
        yield _read_file(path, _printable(path.relative_to(root).as_posix()))


def _printable(name: str) -> str:
    """Replace what UTF-8 cannot hold, or a terminal would obey, in a file's name by its escape."""
    return "".join(char if char.isprintable() and char != "\\" else f"\\x{ord(char):02x}" for char in name)


def _article_id(name: str) -> str:
    """Return the file's stem, in a folder below the input with that folder: `2024/wahl`.

    The id depends on the file's own path alone, so it stays when other articles are added.
    """
    return name.removesuffix(".txt")


def _read_file(path: Path, name: str) -> Article | Rejected:
    file_format = SUFFIXES.get(path.suffix.lower())
    if file_format is None:
        return Rejected(name, f"The ending '{path.suffix}' is not read; give plain text files (.txt, UTF-8).")
    try:
        content = path.read_bytes()
    except OSError as error:
        return Rejected(name, f"The file cannot be opened ({error.strerror}); check its permissions.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Rejected(name, f"Byte {error.start} is not valid UTF-8; save the file as UTF-8.")
    fault = _fault(text)
    if fault:
        return Rejected(name, fault)
    article_id = _article_id(name)
    parts = layout.sections(article_id, text)
    return Article(
        article_id=article_id,
        path=name,
        sha256=hashlib.sha256(content).hexdigest(),
        format=file_format,
        title=layout.title(text, parts),
        published_at=published_at(text),
        language=_language(text),
        text=text,
        sections=parts,
    )


def _fault(text: str) -> str | None:
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u200b"):
        return "The file is empty; there is nothing to analyse."
    if "\0" in text:
        return "The file holds NUL characters, so it is no plain text; give a text file (.txt, UTF-8)."
    if not any(char.isalpha() for char in text):
        return "The file holds no word; there is nothing to analyse."
    return None


def published_at(text: str) -> str | None:
    """Return the first "Stand: 01.10.2024 11:00 Uhr" as `2024-10-01T11:00`, without an hour as `2024-10-01`.

    The time is local time in Germany (Europe/Berlin). A date that the calendar does not have gives None.
    """
    match = STAND.search(text)
    if match is None:
        return None
    day, month, year = (int(match[name]) for name in ("day", "month", "year"))
    try:
        if match["hour"] is None:
            return datetime(year, month, day).date().isoformat()
        moment = datetime(year, month, day, int(match["hour"]), int(match["minute"]))
    except ValueError:
        return None
    return moment.isoformat(timespec="minutes")


def _language(text: str) -> str:
    language, _ = py3langid.classify(text[:_LANGUAGE_SAMPLE])
    return str(language)
