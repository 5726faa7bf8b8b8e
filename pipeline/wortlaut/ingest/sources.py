"""Finds the files of an input folder, and opens them without ever reading more than is allowed."""

from __future__ import annotations

import errno
import gzip
import os
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from wortlaut.ingest.content import Unreadable
from wortlaut.utils.errors import WortlautError

COMPRESSED = ".gz"
_CHUNK = 1 << 20
_MAX_RATIO = 200
"""How many times its size a compressed corpus may grow to. Text grows less than 20 times; a bomb about 1,000 times."""
_RATIO_FROM = 16 * _CHUNK
"""Bytes from which on the ratio counts; up to there even a bomb does no harm."""


def find_files(source: Path) -> list[Path]:
    """List the files below a folder, or the one file given, in the order of their paths.

    Hidden files and folders (`.gitkeep`, `.DS_Store`) are no articles and are left out. Folders that cannot be opened
    and links to folders, which are not followed, are listed too, so that they are rejected and do not vanish.

    Raises:
        WortlautError: There is nothing at `source`, or no file in it.
    """
    if source.is_file():
        return [source]
    if not source.is_dir():
        raise WortlautError(f"{source}: there is no such file or folder. Give an article or a folder of them.")
    paths = list(_walk(source))
    if not paths:
        raise WortlautError(f"{source}: no articles in this folder. Put articles there (.txt, .html, .json, …).")
    return paths


def _walk(folder: Path) -> Iterator[Path]:
    pending = [iter([folder])]
    while pending:
        path = next(pending[-1], None)
        if path is None:
            pending.pop()
        elif path.is_dir() and (path == folder or not path.is_symlink()):
            try:
                pending.append(iter(_entries(path)))
            except OSError:
                yield path
        else:
            yield path


def _entries(folder: Path) -> list[Path]:
    """Return what a folder holds in the order in which its paths sort, those inside it included."""
    with os.scandir(folder) as entries:
        names = [
            f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name
            for entry in entries
            if not entry.name.startswith(".")
        ]
    return [folder / name for name in sorted(names)]


def printable(name: str) -> str:
    """Replace what UTF-8 cannot hold, or a terminal would obey, in a file's name by its escape."""
    return "".join(char if char.isprintable() and char != "\\" else f"\\x{ord(char):02x}" for char in name)


def read_bytes(path: Path, limit: int) -> bytes:
    """Return a file's content, decompressed where its name ends in `.gz`.

    Args:
        path: The file.
        limit: Bytes that it may have.

    Raises:
        Unreadable: It cannot be opened or decompressed, or is larger.
    """
    content = b""
    for chunk in read_chunks(path):
        content = content + chunk if content else chunk
        if len(content) > limit:
            raise Unreadable(
                f"The file is larger than {limit:,} bytes, so it is no single article; divide it, make it a corpus "
                "(.jsonl, .csv, .parquet), or raise ingest.max_characters."
            )
    return content


def read_chunks(path: Path) -> Iterator[bytes]:
    """Yield a file's content in chunks, decompressed where its name ends in `.gz`.

    Raises:
        Unreadable: It cannot be opened or decompressed, or grows out of all proportion when it is.
    """
    try:
        with path.open("rb") as raw:
            if not stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
                raise Unreadable("It is no regular file; give files with articles.")
            if path.suffix.lower() == COMPRESSED:
                yield from _decompressed(raw)
            else:
                yield from iter(lambda: raw.read(_CHUNK), b"")
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Unreadable(
            f"The file is damaged and cannot be decompressed ({error}); fetch or pack it again."
        ) from error


def _decompressed(raw: BinaryIO) -> Iterator[bytes]:
    total = 0
    with gzip.GzipFile(fileobj=raw) as unpacked:
        while chunk := unpacked.read(_CHUNK):
            total += len(chunk)
            if total > _RATIO_FROM and total > _MAX_RATIO * raw.tell():
                raise Unreadable(
                    f"The file grows to more than {_MAX_RATIO} times its size when it is decompressed, as no text "
                    "does; it was not read on."
                )
            yield chunk


def check_openable(path: Path) -> None:
    """Refuse what must not be opened: folders, links to folders, pipes and devices.

    Raises:
        Unreadable: It is none of the files that can be read; the message says what to do.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ELOOP} and path.is_symlink():
            raise Unreadable(
                f"It is a link that leads nowhere ({error.strerror}); put the file itself there."
            ) from error
        raise opening_error(error) from error
    if stat.S_ISDIR(mode):
        if path.is_symlink():
            raise Unreadable("It is a link to a folder, which is not followed; put the folder itself there.")
        raise Unreadable("The folder cannot be opened; check its permissions.")
    if not stat.S_ISREG(mode):
        raise Unreadable("It is no regular file; give files with articles.")


def opening_error(error: OSError) -> Unreadable:
    """Return why a file could not be opened."""
    return Unreadable(f"The file cannot be opened ({error.strerror}); check its permissions.")
