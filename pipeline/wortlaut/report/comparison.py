"""Read who is heard, women and men, and in which groups of articles, from the tables that compare them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter
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


class GroupSpeaker(NamedTuple):
    """A speaker in a group of articles, and the tone of the words quoted there (None without hits)."""

    row: SpeakersByGroupRow
    tone: ToneByGroupRow | None


class Group(NamedTuple):
    """A group of articles.

    Attributes:
        name: The outlet, author or month.
        n_articles: Number of its articles that quote an identified speaker or have hits.
        speakers: The speakers with the most words quoted.
        tones: Tone by voice: `all`, `author`, `quoted`, those that have hits.
    """

    name: str
    n_articles: int
    speakers: tuple[GroupSpeaker, ...]
    tones: Mapping[str, ToneByGroupRow]


class Comparison(NamedTuple):
    """Groups of articles side by side.

    Attributes:
        by: `outlet`, `author` or `month`; empty without groups.
        groups: At most `MAX_GROUPS`, in the order of their names; empty if there are fewer than two.
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


def read_comparison(processed: Path) -> Comparison:
    """Read the groups of articles with the most articles.

    Args:
        processed: The folder of the tables.

    Raises:
        WortlautError: A table is missing.
    """
    by, sizes = "", dict[str, int]()
    for row in csv_files.rows(schemas.TONE_BY_GROUP, processed):
        by = row.group_by
        sizes[row.group_name] = max(sizes.get(row.group_name, 0), row.n_articles)
    for speaker in csv_files.rows(schemas.SPEAKERS_BY_GROUP, processed):
        by = speaker.group_by
        sizes[speaker.group_name] = max(sizes.get(speaker.group_name, 0), speaker.n_group_articles)
    shown = sorted(sorted(sizes, key=lambda name: (-sizes[name], name))[:MAX_GROUPS])
    if len(sizes) < 2:
        return Comparison(by, (), len(sizes))
    tones = {
        (each.group_name, each.voice, each.canonical_id): each
        for each in csv_files.rows(schemas.TONE_BY_GROUP, processed)
        if each.group_name in shown
    }
    speakers: dict[str, tuple[GroupSpeaker, ...]] = {}
    for name, rows in groupby(csv_files.rows(schemas.SPEAKERS_BY_GROUP, processed), attrgetter("group_name")):
        if name in shown:
            first = [row for row, _ in zip(rows, range(_SPEAKERS), strict=False)]  # most words first
            speakers[name] = tuple(GroupSpeaker(row, tones.get((name, "speaker", row.canonical_id))) for row in first)
    groups = (
        Group(
            name,
            sizes[name],
            speakers.get(name, ()),
            {voice: found for voice in schemas.VOICES if (found := tones.get((name, voice, None)))},
        )
        for name in shown
    )
    return Comparison(by, tuple(groups), len(sizes))
