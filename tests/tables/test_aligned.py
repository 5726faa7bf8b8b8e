from __future__ import annotations

from operator import itemgetter
from pathlib import Path

import pytest

from wortlaut.tables.aligned import AlignedReader, refuse_left_over
from wortlaut.utils.errors import WortlautError

ITEMS = [("a", 1), ("a", 2), ("c", 3)]


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        pytest.param("abc", [[1, 2], [], [3]], id="an article without items"),
        pytest.param("acd", [[1, 2], [3], []], id="none at the end"),
        pytest.param("aca", [[1, 2], [3], []], id="an article comes once only"),
    ],
)
def test_items_come_with_their_article(articles: str, expected: list[list[int]]) -> None:
    reader = AlignedReader(ITEMS, itemgetter(0))

    assert [[number for _, number in reader.of(article)] for article in articles] == expected
    refuse_left_over(Path(), {"table": reader})


@pytest.mark.parametrize("articles", ["ab", "ca", ""])
def test_items_left_over_are_told(articles: str) -> None:
    reader = AlignedReader(ITEMS, itemgetter(0))
    for article in articles:
        reader.of(article)

    with pytest.raises(WortlautError, match=r"table\.csv and the articles are from different runs \(article '[ac]'\)"):
        refuse_left_over(Path("folder"), {"table": reader})
