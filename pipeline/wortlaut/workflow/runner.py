"""Analyses the articles that a store does not know yet, in this process or in several."""

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
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.text.article import article_id_of, measure_articles, parse_article, read_lines
from wortlaut.utils.progress import count_pieces, track
from wortlaut.workflow import processes
from wortlaut.workflow.steps import LAYERS, Analyst, Findings, Job, fingerprints

_PER_TASK = 32
"""Articles of a task, at most: enough for the model to work on full batches, few enough to share the work well."""
_CHARACTERS = 200_000
"""Characters after which a task takes no more articles; bounds what is held at once."""


class LocalAnalysis:
    """The layers of the articles of a run: made where the store does not have them, and read from there.

    Args:
        articles: The file of the articles.
        kept: Where the layers are kept.
        found: The spaCy pipeline.
        params: The parameters.
    """

    def __init__(self, articles: Path, kept: Store, found: model.Found, params: Params) -> None:
        self._articles = articles
        self._store = kept
        self._processes = params.run.processes
        self._analyst = Analyst(found, params)
        self._fingerprints = fingerprints(found, params)

    def complete(self, layers: Iterable[str]) -> None:
        """Make the layers that are missing, and forget what belongs to articles that are gone.

        What a task found is kept as soon as it is done, so a run that is broken off goes on from there.

        Raises:
            WortlautError: The model cannot be loaded, a process died, or the store cannot be written.
        """
        states = {name: f"{self._fingerprints[name]} {self._digest}" for name in layers}
        if all(map(self._store.is_complete, states.values())):
            return
        self._store.begin()
        done = self._completed(tuple(states))
        for _ in track(done, int, **measure_articles(self._articles)._asdict()):
            pass
        self._store.forget_unmarked(LAYERS)
        self._store.completed(states.values())

    def findings(self, layer: str) -> Iterator[tuple[str, Findings]]:
        """Yield the lines of the articles in their order with what a layer found; the layer is complete."""
        for line in read_lines(self._articles):
            content = self._store.get(layer, article_id_of(line), self._key(layer, line))
            yield line, Findings.from_bytes(content)

    @cached_property
    def _digest(self) -> str:
        digest = hashlib.sha256()
        for line in read_lines(self._articles):
            digest.update(line.encode())
        return digest.hexdigest()

    def _completed(self, layers: tuple[str, ...]) -> Iterator[int]:
        """Yield the number of words of each article when it is completed."""
        known: list[int] = []
        tasks = _tasks(self._jobs(layers, known))
        for jobs, made in self._results(tasks):
            self._store.put(
                Entry(layer, job.article_id, self._key(layer, job.line), content)
                for job, contents in zip(jobs, made, strict=True)
                for layer, content in contents.items()
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

    def _jobs(self, layers: tuple[str, ...], known: list[int]) -> Iterator[Job]:
        """Yield what is to be done; the number of words of each article without anything to do is added to `known`."""
        for line in read_lines(self._articles):
            article = parse_article(line)
            article_id = article.article_id
            self._store.mark(article_id)
            missing: set[str] = set()
            for name in layers:
                self._add_missing(name, article_id, line, missing)
            if missing:
                needed = {need for name in missing for need in LAYERS[name].needs} - missing
                contents = {name: self._store.get(name, article_id, self._key(name, line)) for name in needed}
                yield Job(article_id, line, tuple(name for name in LAYERS if name in missing), contents)
            else:
                known.append(count_pieces(article.text))

    def _add_missing(self, name: str, article_id: str, line: str, missing: set[str]) -> None:
        """Add a layer that the store does not have, and what is missing of those that it needs."""
        if name not in missing and not self._store.has(name, article_id, self._key(name, line)):
            missing.add(name)
            for need in LAYERS[name].needs:
                self._add_missing(need, article_id, line, missing)

    def _key(self, layer: str, line: str) -> str:
        return hashlib.sha256(f"{self._fingerprints[layer]} {line}".encode()).hexdigest()


class Analysis(Protocol):
    """What was found in the articles of a run, step by step."""

    def complete(self, layers: Iterable[str]) -> None:
        """Make the layers that are missing.

        Raises:
            WortlautError: They cannot be made.
        """

    def findings(self, layer: str) -> Iterator[tuple[str, Findings]]:
        """Yield the lines of the articles in their order with what a layer found; the layer is complete."""


@contextmanager
def opened(articles: Path, path: Path, parts: str, found: model.Found, params: Params) -> Iterator[Analysis]:
    """Open the analysis of the articles in a file, on this machine or on a cluster (`run.engine`).

    Args:
        articles: The file, see `wortlaut.text.article`.
        path: The store; made where it is missing.
        parts: Path or address of the folder of what a cluster found.
        found: The spaCy pipeline.
        params: The parameters.

    Raises:
        WortlautError: The store cannot be opened.
    """
    if params.run.engine == "dask":
        from wortlaut.workflow.cluster import ClusterAnalysis  # PyArrow takes a time that no other engine needs

        yield ClusterAnalysis(articles, parts, found, params)
        return
    with store.opened(path) as kept:
        yield LocalAnalysis(articles, kept, found, params)


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
