"""Tells how far a stage has come and what it did: in a bar where a person looks on, in the log for everything else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, NoReturn, TypeVar

if TYPE_CHECKING:
    from tqdm import tqdm

T = TypeVar("T")
log = logging.getLogger(__name__)
events = logging.getLogger(f"{__name__}.events")
"""Where a stage tells on the way how far it has come. Whoever does not let it tell news (INFO) gets a bar instead."""
_MIN_INTERVAL = 100
"""Articles between two such events, at least; there are at most about a hundred of them in a stage."""


@dataclass
class _Stage:
    name: str
    counts: dict[str, int] = field(default_factory=dict)
    start: float = field(default_factory=perf_counter)

    def fields(self) -> dict[str, object]:
        """Return what the log tells of the stage."""
        seconds = perf_counter() - self.start
        fields: dict[str, object] = {"stage": self.name, **self.counts, "seconds": round(seconds, 3)}
        if self.counts.get("words"):
            fields["words_per_second"] = round(self.counts["words"] / seconds)
        return fields


_current: ContextVar[_Stage | None] = ContextVar("_current", default=None)


def current_stage() -> str | None:
    """Return the name of the stage that is running, if any."""
    stage = _current.get()
    return None if stage is None else stage.name


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Name a stage while it runs, and tell at its end how long it took and what was counted in it.

    Stands around a block, or as a decorator above a function. A stage within another one hands it its counts.

    Args:
        name: The stage, as on the command line.
    """
    current, outer = _Stage(name), _current.get()
    token = _current.set(current)
    try:
        yield
    except BaseException:
        fields = current.fields()
        log.info("%s: broken off after %.1f s", name, fields["seconds"], extra={"event": "broken off", **fields})
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
    """Give counts that the running stage tells at its end, e.g. `note(quotations=12)`; outside of stages do nothing."""
    if current := _current.get():
        current.counts.update(counts)


def count_pieces(text: str) -> int:
    """Return the number of blank-separated pieces of a text: its words, where only speed is told of them."""
    return len(text.split())


def track(items: Iterable[T], length: Callable[[T], int], *, articles: int, words: int | None = None) -> Iterator[T]:
    """Pass articles on, and tell how many the running stage has done.

    There is a bar on stderr where that is a terminal and the log of `pipeline` tells news (INFO); where `events` tells
    news, there are events instead. The remaining time goes by words, because articles differ in length, and by
    articles where the number of words is not known beforehand.

    Args:
        items: One item per article.
        length: Gives the number of an item's words, see `count_pieces`.
        articles: How many articles there are. Where it turns out that there are more (a file may hold many), what
            remains is not told any longer.
        words: How many words they have, if that is known.
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

    class Bar(tqdm):  # type: ignore[type-arg]  # at run time it takes no type
        monitor_interval = 0  # no thread to look after the bar: see `cli.main`

    is_visible = logging.getLogger("wortlaut").isEnabledFor(logging.INFO) and not events.isEnabledFor(logging.INFO)
    bar = Bar(
        desc=name,
        total=total,
        bar_format="{desc}: {percentage:3.0f}%|{bar}| {remaining} left{postfix}",
        miniters=1,
        leave=False,
        disable=None if is_visible else True,
    )
    with bar, nullcontext() if bar.disable else _above_bar():
        yield bar


def _above_bar() -> AbstractContextManager[None]:
    """Have the log written above the bar."""
    from tqdm.contrib.logging import logging_redirect_tqdm  # not above, because the bar for notebooks comes with it

    return logging_redirect_tqdm()


def _interval(articles: int) -> int:
    """Return how many articles lie between two events, where there are so many."""
    return max(_MIN_INTERVAL, articles // 100)


def _log_progress(stage: _Stage, total: int | None, remaining: float | None) -> None:
    fields = stage.fields() | {"event": "progress", "total": total, "remaining": remaining}
    of_total = f"{stage.counts['articles']} of {total}" if total else stage.counts["articles"]
    events.info("%s: %s articles", stage.name, of_total, extra=fields)
