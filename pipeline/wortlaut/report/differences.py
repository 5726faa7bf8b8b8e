"""Find what differs between outlets, authors or months: values whose intervals do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from wortlaut.locales import N_
from wortlaut.report.comparison import Balance, Comparison, Heard

WOMEN, AUTHOR, QUOTED, SPEAKER = "women", "author", "quoted", "speaker"
MEASURE_NAMES = {
    WOMEN: N_("share of women among the people quoted"),
    AUTHOR: N_("tone of the authors’ words"),
    QUOTED: N_("tone of the quoted words"),
    SPEAKER: N_("share of the words quoted"),
}
"""What is compared, with its name."""


class Value(NamedTuple):
    """The value of a measure in a group of articles, with its 95% interval."""

    group: str
    value: float
    low: float
    high: float


class Difference(NamedTuple):
    """Two groups of articles that differ: even the ends of their intervals do.

    Attributes:
        measure: What differs, of `MEASURE_NAMES`.
        speaker: Whose share differs, for the measure `speaker`; else "".
        more: The group with the higher value.
        less: The group with the lower value.
    """

    measure: str
    speaker: str
    more: Value
    less: Value

    @property
    def size(self) -> float:
        """Its size."""
        return self.more.value - self.less.value


class Differences(NamedTuple):
    """What differs between groups of articles.

    Attributes:
        by: What the articles are grouped by.
        n_comparable: Number of groups with enough articles for an interval of some measure.
        found: For each measure the largest difference, the measures in their order.
    """

    by: str
    n_comparable: int
    found: tuple[Difference, ...]


def find_differences(comparisons: Iterable[Comparison], heard: Heard) -> tuple[Differences, ...]:
    """Return what differs between the groups of each comparison."""
    return tuple(_differences(comparison, heard.groups.get(comparison.by, ())) for comparison in comparisons)


def _differences(comparison: Comparison, balances: Sequence[Balance]) -> Differences:
    by_measure: dict[tuple[str, str], list[Value]] = {}
    for measure, speaker, value in (*_women(comparison, balances), *_tones(comparison), *_shares(comparison)):
        by_measure.setdefault((measure, speaker), []).append(value)
    largest: dict[str, Difference] = {}
    for (measure, speaker), values in by_measure.items():
        for more, less in permutations(values, 2):
            previous = largest.get(measure)
            if more.low > less.high and (previous is None or more.value - less.value > previous.size):
                largest[measure] = Difference(measure, speaker, more, less)
    comparable = {value.group for values in by_measure.values() for value in values}
    found = tuple(largest[measure] for measure in MEASURE_NAMES if measure in largest)
    return Differences(comparison.by, len(comparable), found)


def _women(comparison: Comparison, balances: Iterable[Balance]) -> Iterator[tuple[str, str, Value]]:
    names = {group.name for group in comparison.groups}
    for people, _ in balances:
        name, value, low, high = people.group_name, people.share_women, people.low, people.high
        if name in names and value is not None and low is not None and high is not None and people.evidence == "enough":
            yield WOMEN, "", Value(name, value, low, high)


def _tones(comparison: Comparison) -> Iterator[tuple[str, str, Value]]:
    for group in comparison.groups:
        for voice in (AUTHOR, QUOTED):
            row = group.tones.get(voice)
            if row and row.low is not None and row.high is not None and row.evidence == "enough":
                yield voice, "", Value(group.name, row.tone, row.low, row.high)


def _shares(comparison: Comparison) -> Iterator[tuple[str, str, Value]]:
    for group in comparison.groups:
        for row in group.speakers:
            if row.share is not None and row.low is not None and row.high is not None and row.evidence == "enough":
                yield SPEAKER, row.name, Value(group.name, row.share, row.low, row.high)
