from __future__ import annotations

from typing import Any

import pytest

from tests.rows import row
from wortlaut.report.comparison import Balance, Comparison, Group, Heard
from wortlaut.report.differences import Differences, find_differences
from wortlaut.tables import schemas

Cells = dict[str, Any]
ENOUGH = {"evidence": "enough"}
A, B, C = "Abendpost", "Bote", "Chronik"


def compared(tones: dict[str, Cells], women: dict[str, Cells], shares: dict[str, Cells]) -> Differences:
    groups = []
    for name in (A, B, C):
        author = row(schemas.TONE_BY_GROUP, voice="author", **(ENOUGH | tones.get(name, {"tone": 0.0})))
        speaker = row(schemas.SPEAKERS_BY_GROUP, name="Ada Brunner", **(ENOUGH | shares.get(name, {})))
        groups.append(Group(name, 9, (speaker,), {"author": author}))
    balances = []
    for name in (A, B, C):
        people = row(schemas.GENDER_BALANCE, group_name=name, **(ENOUGH | women.get(name, {})))
        balances.append(Balance(people, people))
    heard = Heard(None, {"outlet": tuple(balances)}, 0)
    (found,) = find_differences([Comparison("outlet", tuple(groups), 3)], heard)
    return found


def tone(value: float) -> Cells:
    return {"tone": value, "low": value - 0.1, "high": value + 0.1}


def share(value: float, name: str = "share") -> Cells:
    return {name: value, "low": value - 0.1, "high": value + 0.1}


def test_nothing_differs_where_intervals_overlap() -> None:
    assert compared({A: tone(0.1), B: tone(0.25)}, {}, {}) == Differences("outlet", 2, ())


def test_groups_without_intervals_are_not_compared() -> None:
    assert compared({A: {"tone": -1.0}, B: {"tone": 1.0}}, {}, {}) == Differences("outlet", 0, ())


def test_few_articles_are_not_compared() -> None:
    few = {"evidence": "few"}
    assert compared({A: tone(-0.8) | few, B: tone(0.8) | few}, {}, {}) == Differences("outlet", 0, ())


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            compared({A: tone(0.1), B: tone(0.4), C: tone(0.9)}, {}, {}),
            ("author", "", C, A),
            id="the largest difference",
        ),
        pytest.param(
            compared({}, {A: share(0.2, "share_women"), C: share(0.6, "share_women")}, {}),
            ("women", "", C, A),
            id="women",
        ),
        pytest.param(
            compared({}, {}, {B: share(0.7), C: share(0.2)}), ("speaker", "Ada Brunner", B, C), id="a speaker's share"
        ),
    ],
)
def test_differences(found: Differences, expected: tuple[str, str, str, str]) -> None:
    assert [(each.measure, each.speaker, each.more.group, each.less.group) for each in found.found] == [expected]
