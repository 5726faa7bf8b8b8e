"""Writes files and folders atomically, and computes their digests."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TextIO

from wortlaut.utils.errors import WortlautError


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    r"""Open a UTF-8 text file for writing; it gets its name only when the block ends without an error.

    Args:
        path: The file; its folder is created if it does not exist. Line endings are written as given (`\n`).

    Yields:
        The open file, named `<name>.part` until then.

    Raises:
        WortlautError: The file cannot be written.
    """
    with drafting(path) as draft, draft.open("w", encoding="utf-8", newline="") as handle:
        yield handle


@contextmanager
def drafting(path: Path) -> Iterator[Path]:
    """Provide a temporary path for a file that is moved into place when the block ends without an error.

    Args:
        path: The file; its folder is created if it does not exist.

    Yields:
        The path that the block writes to (`<name>.part`); leftovers of an interrupted run are removed.

    Raises:
        WortlautError: The file cannot be written.
    """
    with _draft(path, partial(Path.unlink, missing_ok=True)) as draft:
        yield draft


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Create an empty folder that replaces another one when the block ends without an error.

    Args:
        folder: The folder; its previous content is deleted.

    Yields:
        The new folder, named `<name>.part` until then.

    Raises:
        WortlautError: The folder, or a file in it, cannot be written.
    """
    with _draft(folder, _remove_folder) as draft:
        draft.mkdir()
        yield draft
        _remove_folder(folder)


@contextmanager
def _draft(path: Path, remove: Callable[[Path], None]) -> Iterator[Path]:
    draft = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove(draft)
        try:
            yield draft
        except BaseException:
            with suppress(OSError):  # a place that cannot be written may not allow deleting either; report the cause
                remove(draft)
            raise
        draft.replace(path)
    except OSError as error:
        raise WortlautError(
            f"{path}: cannot be written ({error.strerror}). Check permissions and disk space, or use another output."
        ) from error


def _remove_folder(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def write_or_link(path: Path, content: bytes, earlier: Path) -> None:
    """Write a new file, or link an earlier one with the same content, which takes a fraction of the time.

    Args:
        path: The file.
        content: Its content.
        earlier: A file that may have this content; it must never be modified, only replaced or removed.

    Raises:
        OSError: The file cannot be written.
    """
    with suppress(OSError):  # there is no earlier file, or the file system does not support links
        if earlier.read_bytes() == content:
            os.link(earlier, path)
            return
    path.write_bytes(content)


def digests(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Compute the SHA-256 of files.

    Args:
        folder: The folder that contains them.
        names: Their paths relative to it, with `/`.
    """
    return {name: hashlib.sha256((folder / name).read_bytes()).digest() for name in names}


def combined(digests_by_name: Mapping[str, bytes]) -> str:
    """Combine the result of `digests` into one SHA-256 of the files' names and contents, in this order."""
    digest = hashlib.sha256()
    for name, content in digests_by_name.items():
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()
