"""Copies articles from the web, standard input or a storage, and results to a storage that fsspec supports (`s3://…`)."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from wortlaut.utils import web
from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

STDIN = "-"
"""The input that is standard input."""
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
def at_hand(sources: Sequence[str], output: str, cache: str) -> Iterator[tuple[list[Path], Path]]:
    """Provide local paths for articles and results.

    Args:
        sources: Paths or URLs of articles, or of folders of articles; or one that is `-`, standard input.
        output: Path or URL of the folder for the results.
        cache: Name of the folder in the results whose files are reused by the next run.

    Yields:
        The local paths of the articles, downloaded if necessary, and of the folder for the results. When the block ends
        without an error, the results are uploaded and replace earlier ones.

    Raises:
        WortlautError: There is no source, they cannot be combined, or the URL cannot be read or written.
    """
    _check_places(sources, output)
    with TemporaryDirectory(prefix="wortlaut-") as folder:
        inputs = Path(folder, "articles")
        articles, results = [_local(source, inputs, len(sources) == 1) for source in sources], Path(output)
        if is_address(output):
            results = Path(folder, "results")
            _fetch_cache(output, results, cache)
        yield articles, results
        if is_address(output):
            _put(results, output, cache)


def _check_places(sources: Sequence[str], output: str) -> None:
    if not sources:
        raise WortlautError("There is no input. Give an article or a folder of articles.")
    if STDIN in sources and len(sources) > 1:
        raise WortlautError("-: standard input is one article. Give it alone, or give files.")
    if len({is_address(source) for source in sources}) > 1:
        raise WortlautError(f"{', '.join(sources)}: paths and URLs cannot be read together. Give either, or run twice.")
    if output.startswith(web.SCHEMES):
        raise WortlautError(
            f"{output}: results cannot be written to the web. Choose a folder, or a storage (`s3://…`)."
        )


def _local(source: str, inputs: Path, is_only: bool) -> Path:
    """Return the path of an input, below `inputs` if it is on the web, in a storage or on standard input."""
    if source == STDIN:
        return _read_stdin(inputs)
    if not is_address(source):
        return Path(source)
    # Of several inputs, the folders are kept apart, since they may have files of the same name.
    *above, name = PurePosixPath(source.partition("://")[2].rstrip("/")).parts or ("",)
    place = inputs if is_only else inputs.joinpath(*above)
    if ".." in above:
        raise WortlautError(f"{source}: the address leads out of its folder. Write it without `..`.")
    if source.startswith(web.SCHEMES):
        return web.download(source, place)
    _fetch(source, place / name)
    return place / name


def _read_stdin(inputs: Path) -> Path:
    """Save standard input; its first characters show whether it is a page, JSON, JSON Lines or a plain text."""
    content = sys.stdin.buffer.read()
    start = content.removeprefix(codecs.BOM_UTF8).lstrip()
    first_line = start.partition(b"\n")[0].rstrip()
    ending = ".txt"
    if start.startswith(b"<"):
        ending = ".html"
    elif start.startswith(b"{"):
        ending = ".jsonl" if first_line.endswith(b"}") else ".json"
    elif start.startswith(b"[") and start[1:].lstrip().startswith(b"{"):
        ending = ".json"
    inputs.mkdir()
    path = inputs / f"stdin{ending}"
    path.write_bytes(content)
    return path


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
