"""Reads articles from, and writes results to, any address that fsspec knows: `s3://…`, `gs://…`, `memory://…`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_CACHE = "cache"
_STORES = ("findings.sqlite", "figures.sqlite", "pages.sqlite", "readings.sqlite")
"""What a run keeps for the next one."""
_OF_S3 = ("s3://", "s3a://")
"""Addresses that s3fs knows. The package of any other storage is named by fsspec."""


def is_address(place: str) -> bool:
    """Tell whether a place is an address, no path of this machine."""
    return "://" in place


def filesystem(address: str) -> AbstractFileSystem:
    """Return what reads and writes files at an address, or at a path of this machine.

    Raises:
        WortlautError: Nothing that is installed knows such addresses.
    """
    import fsspec  # not above, because few runs need it

    try:
        files, _ = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        remedy = " Run `pip install 'wortlaut[s3]'`." if address.startswith(_OF_S3) else ""
        raise WortlautError(f"{address}: cannot be reached ({error}).{remedy}") from error
    return files


@contextmanager
def at_hand(source: str, output: str) -> Iterator[tuple[Path, Path]]:
    """Give articles and results a place on this machine.

    Args:
        source: Path or address of an article, or of a folder of articles.
        output: Path or address of the folder for the results.

    Yields:
        The path of the articles, copied from the address, and that of the folder for the results. What stands there
        when the block ends without an error is copied to the address, in the place of earlier results.

    Raises:
        WortlautError: The address cannot be read or written.
    """
    with TemporaryDirectory(prefix="wortlaut-") as folder:
        articles, results = Path(source), Path(output)
        if is_address(source):
            articles = Path(folder, "articles", source.rstrip("/").rpartition("/")[2])
            _fetch(source, articles)
        if is_address(output):
            results = Path(folder, "results")
            _fetch_stores(output, results)
        yield articles, results
        if is_address(output):
            _put(results, output)


def _fetch(source: str, place: Path) -> None:
    """Copy a file, or the files below a folder, from an address.

    Raises:
        WortlautError: There is nothing, or a name would lead out of the folder.
    """
    files = filesystem(source)
    with _told(source):
        root = files._strip_protocol(source).rstrip("/")
        found = files.find(root)
        if not found:
            raise WortlautError(f"{source}: there is no such file or folder.")
        names = [path.removeprefix(root).lstrip("/") for path in found]
        for name in names:
            if ".." in PurePosixPath(name).parts:
                raise WortlautError(f"{source}: the name '{name}' leads out of the folder. Rename it.")
        places = [place / name if name else place for name in names]
        for folder in {each.parent for each in places}:
            folder.mkdir(parents=True, exist_ok=True)
        files.get(found, [str(each) for each in places])


def _fetch_stores(output: str, place: Path) -> None:
    """Copy what an earlier run kept, where there is something."""
    files = filesystem(output)
    with _told(output):
        for name in _STORES:
            if files.exists(f"{output}/{_CACHE}/{name}"):
                (place / _CACHE).mkdir(parents=True, exist_ok=True)
                files.get_file(f"{output}/{_CACHE}/{name}", str(place / _CACHE / name))


def _put(results: Path, output: str) -> None:
    """Copy results to an address, and remove earlier results that have no successor."""
    files = filesystem(output)
    with _told(output):
        root = files._strip_protocol(output).rstrip("/")
        paths = sorted(path for path in results.rglob("*") if path.is_file())
        targets = [f"{root}/{path.relative_to(results).as_posix()}" for path in paths]
        for folder in {target.rpartition("/")[0] for target in targets}:
            files.makedirs(folder, exist_ok=True)
        files.put([str(path) for path in paths], targets)
        files.invalidate_cache()
        written = {f"{root}/{path.name}" for path in results.iterdir()} - {f"{root}/{_CACHE}"}
        for folder in sorted(written):
            for path in sorted(set(files.find(folder)) - set(targets)):
                files.rm_file(path)


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Turn whatever a file system raises into one sentence."""
    try:
        yield
    except WortlautError:
        raise
    except Exception as error:  # each file system raises errors of its own library: botocore's, Google's, Azure's
        cause = " ".join(str(error).split()) or type(error).__name__
        raise WortlautError(
            f"{address}: cannot be read or written ({cause}). Check the address, and your credentials and rights there."
        ) from error
