"""Unpack ZIP archives by others (Word documents, workbooks) without trusting the sizes that they state."""

from __future__ import annotations

import io
import zipfile

_CHUNK = 1 << 16
_BOUNDED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Methods that `zipfile` unpacks in chunks of a given size; no program writes documents with the others."""


class TooLargeError(Exception):
    """An archive has more content than it may."""


def unpack(content: bytes, limit: int) -> dict[str, bytes]:
    """Return the files of an archive by name; of several files with a name, the last one.

    A file is read in small chunks: `ZipFile.read` unpacks all that is there, even if the archive says it is little.

    Args:
        content: The archive.
        limit: Bytes that all files together may have.

    Raises:
        TooLargeError: They have more.
        zipfile.BadZipFile: It is no archive, or damaged, encrypted or compressed by an unusual method. For some damage,
            `zipfile` raises `EOFError`, `zlib.error`, `ValueError` and others instead.
    """
    found = {}
    size = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            if entry.compress_type not in _BOUNDED or entry.flag_bits & 1:
                raise zipfile.BadZipFile(f"{entry.filename} is encrypted or compressed by an unusual method")
            part = bytearray()
            with archive.open(entry) as unpacked:
                while chunk := unpacked.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise TooLargeError
                    part += chunk
            found[entry.filename] = bytes(part)
    return found


def repacked(files: dict[str, bytes]) -> io.BytesIO:
    """Return an uncompressed archive of the given files, for a library that reads nothing else."""
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    handle.seek(0)
    return handle
