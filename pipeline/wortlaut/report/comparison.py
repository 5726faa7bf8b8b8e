"""Read who is heard, women and men, and in which groups of articles, from the tables that compare these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import GenderBalanceRow, SpeakersByGroupRow, ToneByGroupRow

MAX_GROUPS = 8
"""Maximum number of groups side by side: those with the most articles."""
_SPEAKERS = 4
"""Speakers shown per group."""


class Balance(NamedTuple):
    """Women and men among the people quoted and among the words quoted, in one scope of `gender_balance.csv`."""

    people: GenderBalanceRow
    words: GenderBalanceRow


class Heard(NamedTuple):
    """The balance of genders.

    Attributes:
        everywhere: In all articles; None if no person is quoted, or if genders are switched off.
        groups: For each outlet, month and party the balances with the most people, in the order of their names.
        n_left_out: Number of balances not in `groups`.
    """

    everywhere: Balance | None
    groups: Mapping[str, tuple[Balance, ...]]
    n_left_out: int

    @property
    def balances(self) -> Iterator[Balance]:
        """All balances."""
        if self.everywhere is not None:
            yield self.everywhere
        for balances in self.groups.values():
            yield from balances

    @property
    def parties(self) -> list[tuple[str, int]]:
        """The parties with the number of words quoted from their members, most words first."""
        sizes = [(balance.people.group_name or "", sum(balance.words[3:7])) for balance in self.groups.get("party", ())]
        return sorted(sizes, key=lambda party: (-party[1], party[0]))


class Group(NamedTuple):
    """A group of articles.

    Attributes:
        name: The outlet, author or month.
        n_articles: Number of its articles.
        speakers: The speakers with the most words quoted.
        tones: Tone by voice: `all`, `author`, `quoted`, those that have one.
    """

    name: str
    n_articles: int
    speakers: tuple[SpeakersByGroupRow, ...]
    tones: Mapping[str, ToneByGroupRow]


class Comparison(NamedTuple):
    """Groups of articles side by side.

    Attributes:
        by: `outlet`, `author` or `month`.
        groups: At most `MAX_GROUPS`, those with the most articles, in the order of their names; at least two.
        n_groups: Number of all groups.
    """

    by: str
    groups: tuple[Group, ...]
    n_groups: int


def read_heard(processed: Path, top: int) -> Heard:
    """Read the balance of genders.

    Args:
        processed: The folder of the tables.
        top: Maximum number of outlets, months and parties each.

    Raises:
        WortlautError: The table is missing.
    """
    scopes: defaultdict[str, list[Balance]] = defaultdict(list)
    for (scope, _), rows in groupby(csv_files.rows(schemas.GENDER_BALANCE, processed), lambda row: row[:2]):
        by_measure = {row.measure: row for row in rows}
        scopes[scope].append(Balance(by_measure["people"], by_measure["words"]))
    everywhere = next(iter(scopes.pop("all", [])), None)
    groups = {scope: tuple(sorted(_largest(found, top), key=_name)) for scope, found in scopes.items()}
    return Heard(everywhere, groups, sum(map(len, scopes.values())) - sum(map(len, groups.values())))


def _name(balance: Balance) -> str:
    return balance.people.group_name or ""


def _largest(balances: Iterable[Balance], top: int) -> list[Balance]:
    def n_people(balance: Balance) -> int:
        return sum(balance.people[3:7])

    return sorted(balances, key=lambda balance: (-n_people(balance), _name(balance)))[:top]


def read_comparisons(processed: Path) -> tuple[Comparison, ...]:
    """Read the groups of articles, for each grouping that has at least two: the one chosen, and months.

    Args:
        processed: The folder of the tables.

    Raises:
        WortlautError: A table is missing.
    """
    sizes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in csv_files.rows(schemas.TONE_BY_GROUP, processed):
        of_grouping = sizes[row.group_by]
        of_grouping[row.group_name] = max(of_grouping.get(row.group_name, 0), row.n_articles)
    for speaker in csv_files.rows(schemas.SPEAKERS_BY_GROUP, processed):
        of_grouping = sizes[speaker.group_by]
        of_grouping[speaker.group_name] = max(of_grouping.get(speaker.group_name, 0), speaker.n_group_articles)
    shown = {
        (by, name)
        for by, found in sizes.items()
        for name in sorted(found, key=lambda name: (-found[name], name))[:MAX_GROUPS]
    }
    tones = {
        (each.group_by, each.group_name, each.voice): each
        for each in csv_files.rows(schemas.TONE_BY_GROUP, processed)
        if (each.group_by, each.group_name) in shown and each.canonical_id is None
    }
    speakers = {
        key: tuple(islice(rows, _SPEAKERS))  # most words first
        for key, rows in groupby(csv_files.rows(schemas.SPEAKERS_BY_GROUP, processed), lambda row: row[:2])
        if key in shown
    }
    return tuple(
        Comparison(
            by,
            tuple(
                Group(
                    name,
                    found[name],
                    speakers.get((by, name), ()),
                    {voice: tone for voice in schemas.VOICES if (tone := tones.get((by, name, voice)))},
                )
                for name in sorted(found)
                if (by, name) in shown
            ),
            len(found),
        )
        for by, found in sorted(sizes.items(), key=lambda each: schemas.GROUPINGS.index(each[0]))
        if len(found) > 1
    )
