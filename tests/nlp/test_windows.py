from __future__ import annotations

import pytest

from wortlaut.nlp.windows import LONGEST, WINDOW, windows

HALF = WINDOW // 2


@pytest.mark.parametrize(
    ("sizes", "starts", "texts", "expected"),
    [
        ([], [], [], []),
        ([3, 1], [1, 0], ["Ja", "."], [(0, 2)]),
        # Sentences are in one window while they fit, and never cut where their start is sure.
        ([HALF, HALF, HALF], [1, 1, 1], ["a", "b", "c"], [(0, 2), (2, 3)]),
        ([HALF, HALF, HALF], [1, 1, -1], ["a", "b", "c"], [(0, 1), (1, 3)]),
        ([HALF, HALF, HALF, 1], [1, -1, -1, 1], ["a", "b", "c", "d"], [(0, 3), (3, 4)]),
        # Without sure starts, after a final mark; without one, where the longest window ends.
        ([LONGEST - 1, 1, HALF], [1, 0, 0], ["a", ".", "B"], [(0, 2), (2, 3)]),
        ([LONGEST, 1, HALF], [1, -1, -1], ["a", "b", "c"], [(0, 1), (1, 3)]),
    ],
)
def test_windows_end_between_sentences(
    sizes: list[int], starts: list[int], texts: list[str], expected: list[tuple[int, int]]
) -> None:
    assert list(windows(sizes, starts, texts)) == expected


def test_windows_cover_a_text_without_an_end() -> None:
    n = 10_000
    found = list(windows([1] * n, [-1] * n, ["a"] * n))
    assert [first for first, _ in found[1:]] == [end for _, end in found[:-1]]
    assert found[-1][1] == n
    assert max(end - first for first, end in found) <= LONGEST
