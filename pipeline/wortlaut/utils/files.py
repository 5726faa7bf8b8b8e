"""Writes files and folders that are there whole or not at all; tells files by their content."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from wortlaut.utils.errors import WortlautError


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    r"""Open a UTF-8 text file that takes its name when the block ends without an error.

    Args:
        path: The file; its folder is made where it is missing. Line ends are written as they are given (`\n`).

    Yields:
        The open file, under a name of its own (`<name>.part`) until then.

    Raises:
        WortlautError: The file cannot be written.
    """
    with drafting(path) as draft, draft.open("w", encoding="utf-8", newline="") as handle:
        yield handle


@contextmanager
def drafting(path: Path) -> Iterator[Path]:
    """Have a file written under a name of its own, which takes its place when the block ends without an error.

    Args:
        path: The file; its folder is made where it is missing.

    Yields:
        Where the block is to write (`<name>.part`); what a broken run left there is gone.

    Raises:
        WortlautError: The file cannot be written.
    """
    draft = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        try:
            yield draft
        except BaseException:
            with suppress(OSError):  # where nothing can be written, perhaps nothing can be deleted; the cause is told
                draft.unlink(missing_ok=True)
            raise
        draft.replace(path)
    except OSError as error:
        raise WortlautError(
            f"{path}: cannot be written ({error.strerror}). Free it or choose another output."
        ) from error


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Open an empty folder that takes the place of another when the block ends without an error.

    Args:
        folder: The folder; what it held before is gone then.

    Yields:
        The new folder, under a name of its own (`<name>.part`) until then.

    Raises:
        WortlautError: The folder, or a file in it, cannot be written.
    """
    draft = folder.with_name(f"{folder.name}.part")
    try:
        _remove(draft)
        draft.mkdir(parents=True)
        try:
            yield draft
        except BaseException:
            shutil.rmtree(draft)
            raise
        _remove(folder)
        draft.replace(folder)
    except OSError as error:
        raise WortlautError(
            f"{folder}: cannot be written ({error.strerror}). Free it or choose another output."
        ) from error


def write_or_link(path: Path, content: bytes, earlier: Path) -> None:
    """Write a file that is not there yet; one that holds the same already is linked, in a fraction of the time.

    Args:
        path: The file.
        content: What it is to hold.
        earlier: A file that perhaps holds that, and is never written to, but replaced or removed.

    Raises:
        OSError: The file cannot be written.
    """
    with suppress(OSError):  # there is no earlier file, or its file system knows no links
        if earlier.read_bytes() == content:
            os.link(earlier, path)
            return
    path.write_bytes(content)


def digests(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return the SHA-256 of each of some files.

    Args:
        folder: The folder in which they lie.
        names: Their paths relative to it, with `/`.
    """
    return {name: hashlib.sha256((folder / name).read_bytes()).digest() for name in names}


def combined(digests_by_name: Mapping[str, bytes]) -> str:
    """Return one SHA-256 of files, of their names and contents in this order, from what `digests` gave."""
    digest = hashlib.sha256()
    for name, content in digests_by_name.items():
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
