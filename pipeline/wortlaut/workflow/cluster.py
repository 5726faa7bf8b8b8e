"""Analyse articles on a `dask.distributed` cluster, in partitions that are kept as Parquet files at any address.

A partition is a sequence of consecutive articles. A worker reads it from the articles' file at the address, computes
all its steps, and writes one file, named by a digest of the articles, the model, the parameters and the code. So a file
that exists is complete and valid, whoever wrote it and when; what a lost worker left is computed again by another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from wortlaut.corrections.records import NO_CORRECTIONS, Corrections
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.text.article import article_id_of, parse_article, read_lines
from wortlaut.utils.errors import WortlautError
from wortlaut.utils.progress import count_pieces, track
from wortlaut.utils.remote import filesystem
from wortlaut.workflow.steps import ANNOTATION, STEPS, Analyst, Job, StepResult, fingerprints

if TYPE_CHECKING:
    from distributed import Client

_PER_PART = 500
"""Articles of a partition, at most."""
_BYTES = 2_000_000
"""Length of the articles' lines after which a partition takes no more of them."""
_BORDERS = 250
"""One in so many articles ends a partition, decided by its id alone: a new article changes only its own partition."""
_RETRIES = 3
"""How often a partition is tried again after an error that may be temporary, such as one of the network."""
_ARTICLES = "articles.jsonl"
_PARTIALS = "partials"
_lock = Lock()
"""In a worker: its model analyses one partition at a time, however many threads the worker has."""


class Part(NamedTuple):
    """A partition.

    Attributes:
        folder: Address of the folder of the partitions.
        name: Digest of all inputs of the steps of its articles.
        start: Where its articles begin in the articles' file, in bytes.
        length: How long they are, in bytes.
        words: How many words each of them has.
    """

    folder: str
    name: str
    start: int
    length: int
    words: tuple[int, ...]

    @property
    def path(self) -> str:
        """The address of its file."""
        return f"{self.folder}/{self.name}.parquet"


class ClusterAnalysis:
    """The steps of the articles of a run (`wortlaut.workflow.runner.Analysis`), computed on a cluster.

    Args:
        articles: The file of the articles.
        folder: Address of the folder of the partitions, which the workers reach too.
        info: The spaCy pipeline.
        params: The parameters.
        corrections: The corrections.
    """

    def __init__(
        self,
        articles: Path,
        folder: str,
        info: model.ModelInfo,
        params: Params,
        corrections: Corrections = NO_CORRECTIONS,
    ) -> None:
        self._articles = articles
        self._folder = folder
        self._params = params
        self._corrections = corrections
        self._fingerprints = fingerprints(info, params)

    def complete(self, steps: Iterable[str]) -> None:
        """Compute the partitions that are missing, with all their steps, and remove files of other partitions.

        Raises:
            WortlautError: There is no cluster, a worker has another version of Wortlaut or of the model, or the
                address cannot be read or written.
        """
        files = filesystem(self._folder)
        files.makedirs(self._folder, exist_ok=True)
        files.invalidate_cache()
        there = {path.rpartition("/")[2] for path in files.find(self._folder, maxdepth=1)}
        parts = self._parts
        missing = [part for part in parts if f"{part.name}.parquet" not in there]
        words = [number for part in parts for number in part.words]
        for _ in track(self._completed(parts, missing), int, articles=len(words), words=sum(words)):
            pass
        files.invalidate_cache()
        kept = {f"{part.name}.parquet" for part in parts}
        for path in files.find(self._folder, maxdepth=1):
            if path.rpartition("/")[2] not in kept:
                files.rm_file(path)

    def results(self, step: str) -> Iterator[tuple[str, StepResult]]:
        """Yield the lines of the articles in their order with the result of a step, which must be complete."""
        lines = read_lines(self._articles)
        for part in self._parts:
            with filesystem(part.folder).open(part.path, "rb") as file:
                names = [name for name in pq.read_schema(file).names if name.startswith(f"{step}.")]
                rows = pq.read_table(file, columns=names).to_pylist()
            for row, line in zip(rows, lines, strict=False):
                yield line, _result(row, step)

    def _completed(self, parts: Iterable[Part], missing: Collection[Part]) -> Iterator[int]:
        """Yield the number of words of each article when it is completed."""
        for part in set(parts).difference(missing):
            yield from part.words
        if not missing:
            return
        files = filesystem(self._folder)
        files.put_file(str(self._articles), f"{self._folder}/{_ARTICLES}")
        with _client(self._params) as client:
            for part in _completed_parts(client, missing, self._settings, self._fingerprints):
                yield from part.words

    @cached_property
    def _parts(self) -> tuple[Part, ...]:
        return tuple(self._divided())

    def _divided(self) -> Iterator[Part]:
        digest, start, length, words = self._digest(), 0, 0, list[int]()
        for line in read_lines(self._articles):
            content, article = line.encode(), parse_article(line)
            digest.update(content)
            digest.update(self._corrections.of(article.article_id, line).digest().encode())
            length += len(content)
            words.append(count_pieces(article.text))
            if len(words) == _PER_PART or length > _BYTES or _is_border(article.article_id):
                yield Part(self._folder, digest.hexdigest(), start, length, tuple(words))
                digest, start, length, words = self._digest(), start + length, 0, []
        if words:
            yield Part(self._folder, digest.hexdigest(), start, length, tuple(words))

    @property
    def _settings(self) -> str:
        """What a worker needs to know."""
        return json.dumps([self._params.model_dump_json(), self._corrections.to_json()])

    def _digest(self) -> hashlib._Hash:
        return hashlib.sha256(repr(sorted(self._fingerprints.items())).encode())


def _is_border(article_id: str) -> bool:
    return int.from_bytes(hashlib.sha256(article_id.encode()).digest()[:4], "big") % _BORDERS == 0


def _completed_parts(client: Client, parts: Iterable[Part], settings: str, expected: dict[str, str]) -> Iterator[Part]:
    """Yield the partitions as they are completed."""
    from distributed import KilledWorker, as_completed

    futures = {
        client.submit(_compute, part, settings, expected, key=f"wortlaut-{part.name}", retries=_RETRIES): part
        for part in parts
    }
    for future in as_completed(futures):
        try:
            future.result()
        except KilledWorker as error:
            raise WortlautError(
                f"{futures[future].path}: several workers died while they computed it, most likely for lack of memory. "
                "Give the workers more, or set a smaller run.batch_size."
            ) from error
        yield futures[future]


def _compute(part: Part, settings: str, expected: dict[str, str]) -> None:
    """Compute the steps of a partition, on a worker, and write its file."""
    files = filesystem(part.folder)
    with files.open(f"{part.folder}/{_ARTICLES}", "rb") as file:
        file.seek(part.start)
        lines = [f"{line}\n" for line in file.read(part.length).decode().split("\n")[:-1]]
    jobs = [Job(article_id_of(line), line, tuple(STEPS), {}) for line in lines]
    with _lock:
        analyst, own = _analyst(settings)
        if own != expected:
            raise WortlautError(
                "A worker has another version of Wortlaut or of the spaCy pipeline than this machine. "
                "Install the same on all."
            )
        made = analyst.analyse(jobs)
    rows = [{"article_id": job.article_id, **_cells(contents)} for job, contents in zip(jobs, made, strict=True)]
    draft = f"{part.folder}/{part.name}.{uuid4().hex}.part"
    with files.open(draft, "wb") as file:
        pq.write_table(pa.Table.from_pylist(rows), file, compression="zstd")
    files.mv(draft, part.path)


def _cells(contents: Mapping[str, bytes]) -> dict[str, str | bytes]:
    """Return the results for an article as cells: `<step>.<table>` holds lines of the table, `<step>.partials` JSON."""
    cells: dict[str, str | bytes] = {ANNOTATION: contents[ANNOTATION]}
    for name, content in contents.items():
        if name != ANNOTATION:
            result = StepResult.from_bytes(content)
            cells |= {f"{name}.{table}": lines for table, lines in result.tables.items()}
            cells[f"{name}.{_PARTIALS}"] = json.dumps(result.partials, ensure_ascii=False)
    return cells


def _result(row: Mapping[str, str], step: str) -> StepResult:
    cells = {name.removeprefix(f"{step}."): cell for name, cell in row.items()}
    return StepResult({name: cell for name, cell in cells.items() if name != _PARTIALS}, json.loads(cells[_PARTIALS]))


@contextmanager
def _client(params: Params) -> Iterator[Client]:
    """Connect to the cluster that the parameters name, or start one on this machine.

    Raises:
        WortlautError: The packages for it are not installed, or no scheduler answers.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise WortlautError(
            "run.engine: 'dask' needs packages that are not installed. Run `pip install 'wortlaut[cluster]'`."
        ) from error
    if not params.run.scheduler:
        with (
            LocalCluster(n_workers=params.run.processes, threads_per_worker=1, dashboard_address=":0") as local,
            Client(local) as client,
        ):
            yield client
        return
    try:
        client = Client(params.run.scheduler)
    except (OSError, ValueError) as error:
        raise WortlautError(
            f"run.scheduler: no scheduler answers at '{params.run.scheduler}' ({error}). Start one with "
            "`dask scheduler`, or leave the key empty for a cluster on this machine."
        ) from error
    with client:
        yield client


@cache
def _analyst(settings: str) -> tuple[Analyst, dict[str, str]]:
    """Return the analyst and its fingerprints; cached, so that a worker loads the model once."""
    parameters, corrections = json.loads(settings)
    params = Params.model_validate_json(parameters)
    info = model.find(params.model.name)
    return Analyst(info, params, Corrections.from_json(corrections)), fingerprints(info, params)
