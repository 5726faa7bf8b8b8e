"""Finds the files of an input folder, and reads them within size limits."""

from __future__ import annotations

import errno
import gzip
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from wortlaut.ingest.content import Unreadable
from wortlaut.utils.errors import WortlautError

COMPRESSED = ".gz"
_CHUNK = 1 << 20
_MAX_RATIO = 200
"""A compressed corpus may grow by this factor. Text grows by a factor below 20, a decompression bomb by about 1,000."""
_RATIO_FROM = 16 * _CHUNK
"""Bytes from which the ratio is checked; up to this size even a bomb does no harm."""


def find_files(source: Path) -> list[Path]:
    """List the files below a folder, or the given file, in the order of their paths.

    Hidden files and folders (`.gitkeep`, `.DS_Store`) are skipped. Folders that cannot be opened and links to folders,
    which are not followed, are listed too, so that they are rejected with a reason instead of being ignored.

    Raises:
        WortlautError: `source` does not exist, or contains no file.
    """
    if source.is_file():
        return [source]
    if not source.is_dir():
        raise WortlautError(f"{source}: there is no such file or folder. Give an article or a folder of articles.")
    paths, folders = list[str](), [source]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                visible = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            paths.append(f"{folder.as_posix()}/")
            continue
        for entry in visible:
            if entry.is_dir(follow_symlinks=False):
                folders.append(folder / entry.name)
            else:
                paths.append((folder / entry.name).as_posix())
    if not paths:
        raise WortlautError(f"{source}: no articles in this folder. Put articles there (.txt, .html, .json, …).")
    return [Path(path) for path in sorted(paths)]


def find_all(sources: Sequence[Path]) -> tuple[list[Path], Path]:
    """List the files of one or several inputs, and the folder to which their paths are relative.

    Args:
        sources: Files and folders.

    Returns:
        The files in the order of their paths, each once, and the folder: of a single input the folder itself or the one
        that contains the file; of several inputs the one that contains all of them.

    Raises:
        WortlautError: An input does not exist or contains no file, or no folder contains all of them.
    """
    if len(sources) == 1:
        (source,) = sources
        return find_files(source), source if source.is_dir() else source.parent
    absolute = [Path(os.path.abspath(source)) for source in sources]
    found = {path for source in absolute for path in find_files(source)}
    try:
        root = os.path.commonpath([source if source.is_dir() else source.parent for source in absolute])
    except ValueError as error:  # on Windows, where there is a tree of folders per drive
        names = ", ".join(map(str, sources))
        raise WortlautError(f"{names}: no folder contains all of these. Copy them into one.") from error
    return sorted(found, key=Path.as_posix), Path(root)


def printable(name: str) -> str:
    """Escape characters of a file name that cannot be encoded in UTF-8 or that control a terminal."""
    return "".join(char if char.isprintable() and char != "\\" else f"\\x{ord(char):02x}" for char in name)


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a file of at most `limit` bytes, and decompress it if its name ends in `.gz`.

    Raises:
        Unreadable: It cannot be opened or decompressed, or is too large.
    """
    content = b""
    for chunk in read_chunks(path):
        content = content + chunk if content else chunk
        if len(content) > limit:
            raise Unreadable(
                f"The file is larger than {limit:,} bytes, so it is not one article; divide it, turn it into a corpus "
                "(.jsonl, .csv, .parquet), or raise ingest.max_characters."
            )
    return content


def read_chunks(path: Path) -> Iterator[bytes]:
    """Read a file in chunks, and decompress it if its name ends in `.gz`.

    Raises:
        Unreadable: It cannot be opened or decompressed, or grows out of all proportion when decompressed.
    """
    try:
        with path.open("rb") as raw:
            if not stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
                raise Unreadable("This is not a regular file; give files with articles.")
            if path.suffix.lower() == COMPRESSED:
                yield from _decompressed(raw)
            else:
                yield from iter(lambda: raw.read(_CHUNK), b"")
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Unreadable(
            f"The file is damaged and cannot be decompressed ({error}); download or compress it again."
        ) from error


def _decompressed(raw: BinaryIO) -> Iterator[bytes]:
    total = 0
    with gzip.GzipFile(fileobj=raw) as unpacked:
        while chunk := unpacked.read(_CHUNK):
            total += len(chunk)
            if total > _RATIO_FROM and total > _MAX_RATIO * raw.tell():
                raise Unreadable(
                    f"The file grows to more than {_MAX_RATIO} times its size when decompressed, which no text does; "
                    "reading stopped there."
                )
            yield chunk


def check_openable(path: Path) -> None:
    """Check that a path can be opened: not a folder, a link to a folder, a pipe or a device.

    Raises:
        Unreadable: It cannot be opened; the message gives the remedy.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ELOOP} and path.is_symlink():
            raise Unreadable(f"This is a broken link ({error.strerror}); put the file itself there.") from error
        raise opening_error(error) from error
    if stat.S_ISDIR(mode):
        if path.is_symlink():
            raise Unreadable("This is a link to a folder, which is not followed; put the folder itself there.")
        raise Unreadable("The folder cannot be opened; check its permissions.")
    if not stat.S_ISREG(mode):
        raise Unreadable("This is not a regular file; give files with articles.")


def opening_error(error: OSError) -> Unreadable:
    """Return the error that says why a file could not be opened."""
    return Unreadable(f"The file cannot be opened ({error.strerror}); check its permissions.")
