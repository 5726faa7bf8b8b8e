from __future__ import annotations

import random

import pytest

from wortlaut.report.reading import Top


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_top_keeps_the_lowest_keys_whatever_the_order(size: int) -> None:
    numbers = [number % 40 for number in range(80)]
    random.Random(0).shuffle(numbers)
    top: Top[str] = Top(size)
    for number in numbers:
        top.add(number, str(number))

    assert top.items() == [str(number) for number in sorted(numbers)[:size]]


def test_top_keeps_the_earlier_one_of_equal_keys() -> None:
    top: Top[str] = Top(2)
    for name in "abcdefg":
        top.add(0, name)

    assert top.items() == ["a", "b"]
