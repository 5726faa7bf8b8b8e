"""Reports the progress and the result of stages: in a bar on a terminal, otherwise in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, NoReturn, TypeVar

if TYPE_CHECKING:
    from tqdm import tqdm

T = TypeVar("T")
log = logging.getLogger(__name__)
events = logging.getLogger(f"{__name__}.events")
"""The logger for progress events. If its level excludes INFO, a bar is shown instead."""
_MIN_INTERVAL = 100
"""Minimum number of articles between two such events; a stage has about a hundred events at most."""


@dataclass
class _Stage:
    name: str
    counts: dict[str, int] = field(default_factory=dict)
    start: float = field(default_factory=perf_counter)

    def fields(self) -> dict[str, object]:
        """Return the fields that the log has for the stage."""
        seconds = perf_counter() - self.start
        fields: dict[str, object] = {"stage": self.name, **self.counts, "seconds": round(seconds, 3)}
        if self.counts.get("words"):
            fields["words_per_second"] = round(self.counts["words"] / seconds)
        return fields


_current: ContextVar[_Stage | None] = ContextVar("_current", default=None)


def current_stage() -> str | None:
    """Return the name of the running stage, or None."""
    stage = _current.get()
    return None if stage is None else stage.name


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Mark a stage as running, and log its duration and counts at its end.

    Works as a context manager and as a decorator. A stage inside another one passes its counts on to it.

    Args:
        name: The stage, as on the command line.
    """
    current, outer = _Stage(name), _current.get()
    token = _current.set(current)
    try:
        yield
    except BaseException:
        fields = current.fields()
        log.info("%s: interrupted after %.1f s", name, fields["seconds"], extra={"event": "interrupted", **fields})
        raise
    finally:
        _current.reset(token)
    if outer:
        outer.counts.update(current.counts)
    fields = current.fields()
    log.info("%s: %s", name, _summary(fields, current.counts), extra={"event": "finished", **fields})


def _summary(fields: dict[str, object], counts: dict[str, int]) -> str:
    parts = [f"{value:,} {name}" for name, value in counts.items()]
    parts.append(f"{fields['seconds']:.1f} s")
    if "words_per_second" in fields:
        parts.append(f"{fields['words_per_second']:,} words/s")
    return ", ".join(parts)


def note(**counts: int) -> None:
    """Set counts that the running stage logs at its end, e.g. `note(quotations=12)`; outside of stages do nothing."""
    if current := _current.get():
        current.counts.update(counts)


def count_pieces(text: str) -> int:
    """Count the words of a text, separated by white space; precise enough for reporting speed."""
    return len(text.split())


def track(items: Iterable[T], length: Callable[[T], int], *, articles: int, words: int | None = None) -> Iterator[T]:
    """Yield articles, and report how many the running stage has processed.

    A bar is shown if stderr is a terminal and the logger `wortlaut` has level INFO, unless `events` has level INFO too:
    then events are logged instead. The remaining time is estimated from words, because articles differ in length, or
    from articles if the number of words is not known in advance.

    Args:
        items: One item per article.
        length: Returns the number of words of an item, see `count_pieces`.
        articles: The expected number of articles. If there turn out to be more (a file may contain many), the remaining
            time is no longer reported.
        words: The number of their words, if known.
    """
    current = _current.get() or _Stage("articles")
    next_event = _interval(articles)
    start = perf_counter()
    with _bar(current.name, words or articles) as bar:
        for number, item in enumerate(items, start=1):
            n_words = length(item)
            current.counts.update(articles=number, words=current.counts.get("words", 0) + n_words)
            seconds = perf_counter() - start
            if not bar.disable:
                if number == articles + 1:
                    bar.bar_format = "{desc}{postfix}"
                done = f"{number:,} of {articles:,}" if number <= articles else f"{number:,}"
                bar.set_postfix_str(f"{done} articles, {current.counts['words'] / seconds:,.0f} words/s", refresh=False)
                bar.update(n_words if words else 1)
            if number == next_event:
                next_event += _interval(max(number, articles))
                ratio = words / current.counts["words"] if words else articles / number
                remaining = round(seconds * (ratio - 1), 1) if number <= articles else None
                _log_progress(current, articles if number <= articles else None, remaining)
            yield item


@contextmanager
def _bar(name: str, total: int) -> Iterator[tqdm[NoReturn]]:
    # Imported here because `wortlaut --help` needs no bar, and the import takes a tenth of its time.
    from tqdm import tqdm

    class Bar(tqdm):  # type: ignore[type-arg]  # not generic at run time
        monitor_interval = 0  # no monitor thread: see `cli.main`

    is_visible = logging.getLogger("wortlaut").isEnabledFor(logging.INFO) and not events.isEnabledFor(logging.INFO)
    bar = Bar(
        desc=name,
        total=total,
        bar_format="{desc}: {percentage:3.0f}%|{bar}| {remaining} left{postfix}",
        miniters=1,
        leave=False,
        disable=None if is_visible else True,
    )
    with bar, ExitStack() as log_above_bar:
        if not bar.disable:
            from tqdm.contrib.logging import logging_redirect_tqdm  # imported here: it also loads the notebook bar

            log_above_bar.enter_context(logging_redirect_tqdm())
        yield bar


def _interval(articles: int) -> int:
    """Return the number of articles between two events."""
    return max(_MIN_INTERVAL, articles // 100)


def _log_progress(stage: _Stage, total: int | None, remaining: float | None) -> None:
    fields = stage.fields() | {"event": "progress", "total": total, "remaining": remaining}
    of_total = f"{stage.counts['articles']} of {total}" if total else stage.counts["articles"]
    events.info("%s: %s articles", stage.name, of_total, extra=fields)
