"""Writes files that are there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from pipeline.errors import WortlautError


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
    draft = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("w", encoding="utf-8", newline="") as handle:
                yield handle
        except BaseException:
            with suppress(OSError):  # where nothing can be written, perhaps nothing can be deleted; the cause is told
                draft.unlink(missing_ok=True)
            raise
        draft.replace(path)
    except OSError as error:
        raise WortlautError(
            f"{path}: cannot be written ({error.strerror}). Free it or choose another output."
        ) from error
