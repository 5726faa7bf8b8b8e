from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest

from pipeline import files
from pipeline.errors import WortlautError


def test_a_file_and_its_folder_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.txt"
    with files.writing(path) as handle:
        handle.write("Straße\r\nZeile\n")
    assert path.read_bytes() == "Straße\r\nZeile\n".encode()


def test_a_broken_off_file_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("old")

    def break_off() -> None:
        with files.writing(path) as handle:
            handle.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "in_the_way").write_text("")
    path = tmp_path / "in_the_way" / "file.txt"
    with (
        pytest.raises(WortlautError, match=r"file\.txt: cannot be written \(.+\)\. Free it"),
        files.writing(path),
    ):
        pass


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def close(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "file.txt"
    path.write_text("old")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", lambda self, *_, **__: Full())
        with pytest.raises(WortlautError, match=r"file\.txt: cannot be written \(No space left on device\)"):
            write(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def write(path: Path) -> None:
    with files.writing(path) as handle:
        handle.write("new")
