from __future__ import annotations

import pytest

from tests.rows import row
from wortlaut.report.comentions import CoMentionTally, Pair
from wortlaut.report.entities import NamedEntity
from wortlaut.report.reading import ArticleRows
from wortlaut.tables import schemas

ENTITIES = {name: NamedEntity(name, name, "PER", "", "", n, 1) for name, n in {"A": 9, "B": 5, "C": 12}.items()}


def article(*sections: str) -> ArticleRows:
    """Return an article whose sections name the entities whose letters they hold."""
    names = [
        row(schemas.ENTITIES, section_id=f"a#sec{number}", canonical_id=name)
        for number, section in enumerate(sections, start=1)
        for name in section
    ]
    return ArticleRows(row(schemas.ARTICLES), (), (), names)


def pairs(*articles: ArticleRows, top: int = 9) -> list[tuple[str, str, int, int]]:
    tally = CoMentionTally(ENTITIES)
    for rows in articles:
        tally.add(rows)
    return [(pair.one.name, pair.other.name, pair.n_sections, pair.n_articles) for pair in tally.result(top)]


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        pytest.param([article("A")], [], id="alone"),
        pytest.param([article("AAA", "A")], [], id="never with itself"),
        pytest.param([article("ABA", "BA", "B")], [("A", "B", 2, 1)], id="counted once in a section"),
        pytest.param([article("A", "B")], [], id="in one article but no section"),
        pytest.param([article("AB"), article("BA")], [("A", "B", 2, 2)], id="two articles"),
        pytest.param([article("AC")], [("C", "A", 1, 1)], id="who is named more often comes first"),
        pytest.param([article("AX", "YAB")], [("A", "B", 1, 1)], id="others are not counted"),
        pytest.param([article("AB", "BC"), article("CB")], [("C", "B", 2, 2), ("A", "B", 1, 1)], id="ranked"),
    ],
)
def test_pairs(articles: list[ArticleRows], expected: list[tuple[str, str, int, int]]) -> None:
    assert pairs(*articles) == expected


def test_only_the_top_is_kept() -> None:
    assert pairs(article("ABC", "BC"), top=1) == [("C", "B", 2, 1)]


def test_a_pair_has_its_entities() -> None:
    tally = CoMentionTally(ENTITIES)
    tally.add(article("AB"))

    assert tally.result(1) == (Pair(ENTITIES["A"], ENTITIES["B"], 1, 1),)
