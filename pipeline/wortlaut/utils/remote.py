"""Copies articles from, and results to, any URL that fsspec supports: `s3://…`, `gs://…`, `memory://…`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_OF_S3 = ("s3://", "s3a://")
"""Addresses that s3fs handles; fsspec names the package of any other storage."""


def is_address(place: str) -> bool:
    """Return whether a place is a URL rather than a local path."""
    return "://" in place


def filesystem(address: str) -> AbstractFileSystem:
    """Return the file system of a URL or a local path.

    Raises:
        WortlautError: No installed package supports such URLs.
    """
    import fsspec  # imported here because few runs need it

    try:
        files, _ = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        remedy = " Run `pip install 'wortlaut[s3]'`." if address.startswith(_OF_S3) else " Check the address."
        raise WortlautError(f"{address}: cannot be reached ({error}).{remedy}") from error
    return files


@contextmanager
def at_hand(source: str, output: str, cache: str) -> Iterator[tuple[Path, Path]]:
    """Provide local paths for articles and results.

    Args:
        source: Path or URL of an article, or of a folder of articles.
        output: Path or URL of the folder for the results.
        cache: Name of the folder in the results whose files are reused by the next run.

    Yields:
        The local paths of the articles, downloaded if necessary, and of the folder for the results. When the block ends
        without an error, the results are uploaded and replace earlier ones.

    Raises:
        WortlautError: The URL cannot be read or written.
    """
    with TemporaryDirectory(prefix="wortlaut-") as folder:
        articles, results = Path(source), Path(output)
        if is_address(source):
            articles = Path(folder, "articles", source.rstrip("/").rpartition("/")[2])
            _fetch(source, articles)
        if is_address(output):
            results = Path(folder, "results")
            _fetch_cache(output, results, cache)
        yield articles, results
        if is_address(output):
            _put(results, output, cache)


def _fetch(source: str, target: Path) -> None:
    """Download a file, or the files below a folder.

    Raises:
        WortlautError: There are no files, or a file name leads out of the folder.
    """
    files = filesystem(source)
    with _explained_errors(source):
        root = files._strip_protocol(source).rstrip("/")
        paths = files.find(root)
        if not paths:
            raise WortlautError(f"{source}: there is no such file or folder. Check the address.")
        names = [path.removeprefix(root).lstrip("/") for path in paths]
        for name in names:
            if ".." in PurePosixPath(name).parts:
                raise WortlautError(f"{source}: the name '{name}' leads out of the folder. Rename it.")
        targets = [target / name if name else target for name in names]
        for folder in {path.parent for path in targets}:
            folder.mkdir(parents=True, exist_ok=True)
        files.get(paths, [str(path) for path in targets])


def _fetch_cache(output: str, results: Path, cache: str) -> None:
    """Download the cache of an earlier run, if there is one."""
    files = filesystem(output)
    folder = results / cache
    folder.mkdir(parents=True)
    with _explained_errors(output):
        for path in files.find(f"{output}/{cache}", maxdepth=1):
            files.get_file(path, str(folder / path.rpartition("/")[2]))


def _put(results: Path, output: str, cache: str) -> None:
    """Upload results, and remove earlier results that were not replaced."""
    files = filesystem(output)
    with _explained_errors(output):
        root = files._strip_protocol(output).rstrip("/")
        paths = sorted(path for path in results.rglob("*") if path.is_file())
        targets = [f"{root}/{path.relative_to(results).as_posix()}" for path in paths]
        for folder in {target.rpartition("/")[0] for target in targets}:
            files.makedirs(folder, exist_ok=True)
        files.put([str(path) for path in paths], targets)
        files.invalidate_cache()
        result_roots = {f"{root}/{path.name}" for path in results.iterdir()} - {f"{root}/{cache}"}
        for folder in sorted(result_roots):
            for path in sorted(set(files.find(folder)) - set(targets)):
                files.rm_file(path)


@contextmanager
def _explained_errors(address: str) -> Iterator[None]:
    """Convert any error of a file system into a `WortlautError` with one sentence."""
    try:
        yield
    except WortlautError:
        raise
    except Exception as error:  # each file system raises errors of its own library: botocore's, Google's, Azure's
        cause = " ".join(str(error).split()) or type(error).__name__
        raise WortlautError(
            f"{address}: cannot be read or written ({cause}). Check the address, your credentials and your permissions."
        ) from error
