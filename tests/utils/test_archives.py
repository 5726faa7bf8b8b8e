from __future__ import annotations

import io
import tracemalloc
import zipfile
import zlib

import pytest

from wortlaut.utils.archives import TooLargeError, repacked, unpack

WORD = b"Stadt "
FLAGS = 6, 8
"""Offsets of the flags in the header of a file and in the archive's directory."""


def archive(content: bytes, method: int = zipfile.ZIP_DEFLATED, *, stated: int | None = None) -> bytes:
    """Return an archive of one file; `stated` is the size that its directory states, with a checksum that fits."""
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w", method) as made:
        made.writestr("a.xml", content)
        if stated is not None:
            made.filelist[0].file_size, made.filelist[0].CRC = stated, zlib.crc32(content[:stated])
    return handle.getvalue()


def test_files_come_out_and_go_in_again() -> None:
    files = {"a.xml": WORD * 9, "b/c.bin": bytes(range(256)), "leer": b""}
    assert unpack(repacked(files).getvalue(), 1_000) == files


def test_of_two_files_with_a_name_the_last_counts_as_it_does_for_zipfile() -> None:
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w") as made:
        made.writestr("a", "alt")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("a", "neu")
    assert unpack(handle.getvalue(), 100) == {"a": b"neu"}


def test_more_than_the_limit_is_refused() -> None:
    content = archive(WORD * 1_000)
    assert unpack(content, 6_000) == {"a.xml": WORD * 1_000}
    with pytest.raises(TooLargeError):
        unpack(content, 5_999)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_size_that_is_not_true_takes_no_memory(method: int) -> None:
    bomb = archive(bytes(1 << 26), method, stated=100)
    tracemalloc.start()
    try:
        found = unpack(bomb, 1_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == {"a.xml": bytes(100)}
    assert peak < 1 << 23


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_cannot_be_unpacked_in_chunks_are_refused(method: int) -> None:
    with pytest.raises(zipfile.BadZipFile, match="unusual method"):
        unpack(archive(WORD, method), 1_000)


def test_encrypted_files_are_refused() -> None:
    content = bytearray(archive(WORD))
    for signature, offset in zip((b"PK\x03\x04", b"PK\x01\x02"), FLAGS, strict=True):
        content[content.index(signature) + offset] |= 1
    with pytest.raises(zipfile.BadZipFile, match="encrypted"):
        unpack(bytes(content), 1_000)


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(zipfile.BadZipFile):
        unpack(WORD, 1_000)
