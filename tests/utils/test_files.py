from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest

from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError


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
        pytest.raises(WortlautError, match=r"file\.txt: cannot be written \(.+\)\. Check permissions and disk space"),
        files.writing(path),
    ):
        pass


def test_a_draft_takes_the_place_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.db"
    path.parent.mkdir()
    path.write_bytes(b"old")
    (path.parent / "file.db.part").write_bytes(b"left by a broken run")
    with files.drafting(path) as draft:
        assert not draft.exists()
        draft.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert [(each.name, each.read_bytes()) for each in path.parent.iterdir()] == [("file.db", b"new")]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        has_told = False

        def close(self) -> None:
            if not self.has_told:  # Python closes it once more when it is thrown away
                self.has_told = True
                raise OSError(errno.ENOSPC, "No space left on device")
            super().close()

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


def test_a_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pages"
    for name in ("old.html", "new.html"):
        with files.replacing(folder) as draft:
            (draft / name).touch()
    assert list(folder.parent.iterdir()) == [folder]
    assert [path.name for path in folder.iterdir()] == ["new.html"]


def test_a_broken_off_folder_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "old.html").touch()

    def break_off() -> None:
        with files.replacing(folder) as draft:
            (draft / "half.html").touch()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert list(tmp_path.iterdir()) == [folder]
    assert [path.name for path in folder.iterdir()] == ["old.html"]


def test_what_a_killed_run_left_of_a_folder_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / "pages.part").mkdir()
    (tmp_path / "pages.part" / "half.html").touch()
    with files.replacing(tmp_path / "pages") as draft:
        assert list(draft.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "in_the_way").write_text("")
    with (
        pytest.raises(WortlautError, match=r"pages: cannot be written \(.+\)\. Check permissions and disk space"),
        files.replacing(tmp_path / "in_the_way" / "pages"),
    ):
        pass


@pytest.mark.parametrize("before", [b"same", b"other", None])
@pytest.mark.parametrize("has_links", [True, False])
def test_a_file_is_written_only_where_no_other_holds_the_same(
    before: bytes | None, has_links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*paths: Path) -> None:
        raise OSError(errno.ENOTSUP, "no links here")

    if not has_links:
        monkeypatch.setattr("wortlaut.utils.files.os.link", refuse)
    earlier, path = tmp_path / "earlier", tmp_path / "path"
    if before is not None:
        earlier.write_bytes(before)
    files.write_or_link(path, b"same", earlier)
    assert path.read_bytes() == b"same"
    if before is not None:
        assert earlier.read_bytes() == before
        assert path.samefile(earlier) == (has_links and before == b"same")


@pytest.mark.parametrize("change", ["content", "name", "order"])
def test_a_digest_tells_files_by_name_content_and_order(tmp_path: Path, change: str) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
    before = files.combined(files.digests(tmp_path, ["a", "b"]))
    assert files.combined(files.digests(tmp_path, iter(("a", "b")))) == before
    names = ["a", "b"]
    if change == "content":
        (tmp_path / "b").write_text("c")
    elif change == "name":
        (tmp_path / "b").rename(tmp_path / "c")
        names = ["a", "c"]
    else:
        names = ["b", "a"]
    assert files.combined(files.digests(tmp_path, names)) != before
