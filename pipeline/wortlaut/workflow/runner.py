"""Compute the steps that are missing for the articles of a run, in this process, in several, or on a cluster."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from wortlaut.cache import store
from wortlaut.cache.store import Entry, Store
from wortlaut.corrections.records import NO_CORRECTIONS, Corrections
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.text.article import article_id_of, measure_articles, parse_article, read_lines
from wortlaut.utils.progress import count_pieces, track
from wortlaut.workflow import processes
from wortlaut.workflow.steps import CORRECTED, STEPS, Analyst, Job, StepResult, fingerprints

_PER_TASK = 32
"""Articles of a task, at most: enough to fill the model's batches, few enough to distribute the work well."""
_CHARACTERS = 200_000
"""Characters after which a task takes no more articles; bounds memory."""


class LocalAnalysis:
    """The steps of the articles of a run: computed if the store lacks them, and read from the store.

    Args:
        articles: The file of the articles.
        kept: The store.
        info: The spaCy pipeline.
        params: The parameters.
        corrections: The corrections.
    """

    def __init__(
        self, articles: Path, kept: Store, info: model.ModelInfo, params: Params, corrections: Corrections
    ) -> None:
        self._articles = articles
        self._store = kept
        self._processes = params.run.processes
        self._analyst = Analyst(info, params, corrections)
        self._corrections = corrections
        self._fingerprints = fingerprints(info, params)

    def complete(self, steps: Iterable[str]) -> None:
        """Compute the steps that are missing, and delete the results for articles that are gone.

        The results of a task are stored as soon as it is done, so an interrupted run continues from there.

        Raises:
            WortlautError: The model cannot be loaded, a process died, or the store cannot be written.
        """
        digests = {True: f"{self._digest}{self._corrections.digest()}", False: self._digest}
        states = {name: f"{self._fingerprints[name]} {digests[name in CORRECTED]}" for name in steps}
        if all(map(self._store.is_complete, states.values())):
            return
        self._store.begin()
        done = self._completed(tuple(states))
        for _ in track(done, int, **measure_articles(self._articles)._asdict()):
            pass
        self._store.forget_unmarked(STEPS)
        self._store.completed(states.values())

    def results(self, step: str) -> Iterator[tuple[str, StepResult]]:
        """Yield the lines of the articles in their order with the result of a step, which must be complete."""
        for line in read_lines(self._articles):
            content = self._store.get(step, article_id_of(line), self._key(step, line))
            yield line, StepResult.from_bytes(content)

    @cached_property
    def _digest(self) -> str:
        digest = hashlib.sha256()
        for line in read_lines(self._articles):
            digest.update(line.encode())
        return digest.hexdigest()

    def _completed(self, steps: tuple[str, ...]) -> Iterator[int]:
        """Yield the number of words of each article when it is completed."""
        known: list[int] = []
        tasks = _tasks(self._jobs(steps, known))
        for jobs, computed in self._results(tasks):
            self._store.put(
                Entry(step, job.article_id, self._key(step, job.line), content)
                for job, contents in zip(jobs, computed, strict=True)
                for step, content in contents.items()
            )
            yield from (count_pieces(parse_article(job.line).text) for job in jobs)
            yield from known
            known.clear()
        yield from known

    def _results(self, tasks: Iterator[list[Job]]) -> Iterator[tuple[list[Job], list[dict[str, bytes]]]]:
        first = list(islice(tasks, 2))
        if self._processes == 1 or len(first) < 2:
            return ((jobs, self._analyst.analyse(jobs)) for jobs in chain(first, tasks))
        return processes.analyse(chain(first, tasks), self._analyst, self._processes)

    def _jobs(self, steps: tuple[str, ...], known: list[int]) -> Iterator[Job]:
        """Yield the jobs; the number of words of each article without missing steps is added to `known`."""
        for line in read_lines(self._articles):
            article = parse_article(line)
            article_id = article.article_id
            self._store.mark(article_id)
            missing: set[str] = set()
            for name in steps:
                self._add_missing(name, article_id, line, missing)
            if missing:
                needed = {need for name in missing for need in STEPS[name].needs} - missing
                contents = {name: self._store.get(name, article_id, self._key(name, line)) for name in needed}
                yield Job(article_id, line, tuple(name for name in STEPS if name in missing), contents)
            else:
                known.append(count_pieces(article.text))

    def _add_missing(self, name: str, article_id: str, line: str, missing: set[str]) -> None:
        """Add a step that the store lacks, and those it needs that are missing too."""
        if name not in missing and not self._store.has(name, article_id, self._key(name, line)):
            missing.add(name)
            for need in STEPS[name].needs:
                self._add_missing(need, article_id, line, missing)

    def _key(self, step: str, line: str) -> str:
        corrections = self._corrections.of(article_id_of(line), line).digest() if step in CORRECTED else ""
        return hashlib.sha256(f"{self._fingerprints[step]} {line}{corrections}".encode()).hexdigest()


class Analysis(Protocol):
    """The results of the steps for all articles of a run."""

    def complete(self, steps: Iterable[str]) -> None:
        """Compute the steps that are missing.

        Raises:
            WortlautError: They cannot be computed.
        """

    def results(self, step: str) -> Iterator[tuple[str, StepResult]]:
        """Yield the lines of the articles in their order with the result of a step, which must be complete."""


@contextmanager
def opened(
    articles: Path,
    path: Path,
    parts: str,
    info: model.ModelInfo,
    params: Params,
    corrections: Corrections = NO_CORRECTIONS,
) -> Iterator[Analysis]:
    """Open the analysis of the articles in a file, on this machine or on a cluster (`run.engine`).

    Args:
        articles: The file, see `wortlaut.text.article`.
        path: The store; created if it does not exist.
        parts: Path or address of the folder of a cluster's partitions.
        info: The spaCy pipeline.
        params: The parameters.
        corrections: The corrections, see `wortlaut.corrections.records`.

    Raises:
        WortlautError: The store cannot be opened.
    """
    if params.run.engine == "dask":
        from wortlaut.workflow.cluster import ClusterAnalysis  # PyArrow takes long to import

        yield ClusterAnalysis(articles, parts, info, params, corrections)
        return
    with store.opened(path) as kept:
        yield LocalAnalysis(articles, kept, info, params, corrections)


def _tasks(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    task: list[Job] = []
    size = 0
    for job in jobs:
        task.append(job)
        size += len(job.line)
        if len(task) == _PER_TASK or size > _CHARACTERS:
            yield task
            task, size = [], 0
    if task:
        yield task
