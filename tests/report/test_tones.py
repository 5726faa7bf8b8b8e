from __future__ import annotations

import pytest

from tests.rows import row
from wortlaut.report.reading import ArticleRows
from wortlaut.report.sections import NO_TONE, Section, Tone
from wortlaut.report.tones import Tones, ToneTally
from wortlaut.tables import schemas


def tones(*polarities: float | None, n_hits: int = schemas.FEW_HITS) -> Tones:
    found = [Tone(polarity, "neutral", n_hits, schemas.evidence(n_hits)) for polarity in polarities]
    sections = [Section("a", "a#sec1", "body", "", tone, NO_TONE, NO_TONE, ()) for tone in found]
    tally = ToneTally()
    tally.add(ArticleRows(row(schemas.ARTICLES, title="Hochwasser"), sections, (), ()))
    return tally.result()


@pytest.mark.parametrize(
    ("polarity", "low", "high"),
    [
        (-1.0, -1.0, -0.7),
        (-0.7, -0.7, -0.4),
        (-0.41, -0.7, -0.4),
        (-0.1, -0.1, 0.1),
        (0.0, -0.1, 0.1),
        (0.1, -0.1, 0.1),
        (0.11, 0.1, 0.4),
        (0.7, 0.4, 0.7),
        (1.0, 0.7, 1.0),
    ],
)
def test_the_spread_has_as_much_room_on_either_side(polarity: float, low: float, high: float) -> None:
    assert [(part.low, part.high) for part in tones(polarity).spread if part.n_sections] == [(low, high)]


def test_the_parts_of_the_spread_join() -> None:
    spread = tones(0.5).spread

    assert (spread[0].low, spread[-1].high) == (-1, 1)
    assert [part.high for part in spread[:-1]] == [part.low for part in spread[1:]]


def test_sections_that_cannot_be_compared_are_left_out_of_the_spread() -> None:
    assert tones(0.5, n_hits=schemas.FEW_HITS - 1).n_comparable == 0
    assert tones(None, n_hits=0).n_comparable == 0
    assert tones(0.5, 0.0, -0.5).n_comparable == 3
