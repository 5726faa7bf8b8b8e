from __future__ import annotations

import pytest

from tests.rows import row
from wortlaut.report.reading import ArticleRows
from wortlaut.report.timeline import MAX_PERIODS, Timeline, TimelineTally, without_gaps
from wortlaut.tables import schemas


def article(published_at: str | None, *names: str) -> ArticleRows:
    mentions = [row(schemas.ENTITIES, canonical_id=name) for name in names]
    return ArticleRows(row(schemas.ARTICLES, published_at=published_at), (), [row(schemas.QUOTATIONS)] * 2, mentions)


def timeline(*articles: ArticleRows, followed: str = "AB") -> Timeline:
    tally = TimelineTally(frozenset(followed))
    for rows in articles:
        tally.add(rows, n_words=7)
    return tally.result()


@pytest.mark.parametrize(
    ("days", "first", "last", "n_periods"),
    [
        pytest.param(["2024-10-01T11:00"], "2024-10-01", "2024-10-01", 1, id="one day"),
        pytest.param(["2024-02-28", "2024-03-01"], "2024-02-28", "2024-03-01", 3, id="a leap year's days"),
        pytest.param(["2024-03-01", "2024-02-01"], "2024-02-01", "2024-03-01", 30, id="days, whatever their order"),
        pytest.param(["2024-11-30", "2025-02-01"], "2024-11", "2025-02", 4, id="months over the turn of the year"),
        pytest.param(["2015-06-01", "2024-06-01"], "2015", "2024", 10, id="years"),
        pytest.param(["0001-01-01", "2024-06-01"], "0001", "2024", 2024, id="more years than there are columns"),
    ],
)
def test_periods_are_as_short_as_there_is_room_for(days: list[str], first: str, last: str, n_periods: int) -> None:
    periods = timeline(*map(article, days)).periods

    assert (periods[0].start, periods[-1].start, len(periods)) == (first, last, n_periods)
    assert n_periods <= MAX_PERIODS or len(first) == len("2024")
    assert sum(period.n_articles for period in periods) == len(days)


def test_periods_add_up_their_articles() -> None:
    found = timeline(article("2024-10-01", "A", "A", "B", "C"), article("2024-12-24", "B"), article("2024-10-31", "B"))

    october, november, december = found.periods
    assert (october.n_articles, october.n_quotations, october.n_words) == (2, 4, 14)
    assert october.mentions == {"A": 2, "B": 2}
    assert october.most_named == ("A", "B")
    assert (november.n_articles, november.mentions) == (0, {})
    assert december.mentions == {"B": 1}
    assert (found.n_dated, found.first_day, found.last_day) == (3, "2024-10-01", "2024-12-24")
    assert found.peak == ("A", october)


def test_articles_without_a_date_are_passed_over() -> None:
    assert timeline(article(None, "A"), article("2024-10-01")).n_dated == 1
    assert timeline(article(None, "A")) == Timeline(0, "", "", ())


@pytest.mark.parametrize(
    ("has_data", "expected"),
    [
        ("1", [0]),
        pytest.param("101", [0, 1, 2], id="one without data stays"),
        pytest.param("1001", [0, None, 3], id="several become one"),
        pytest.param("10001101", [0, None, 4, 5, 6, 7], id="each by itself"),
    ],
)
def test_gaps_are_shown_once(has_data: str, expected: list[int | None]) -> None:
    assert [*without_gaps((number, digit == "1") for number, digit in enumerate(has_data))] == expected


def test_columns_span_the_data() -> None:
    columns = timeline(article("2023-01-01"), article("2024-12-24"), article("2024-11-30")).columns

    assert [column and column.start for column in columns] == ["2023-01", None, "2024-11", "2024-12"]
