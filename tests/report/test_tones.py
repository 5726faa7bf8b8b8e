from __future__ import annotations

import pytest

from tests.rows import row
from wortlaut.report.reading import ArticleRows
from wortlaut.report.sections import NO_TONE, Section, Tone
from wortlaut.report.tones import Tones, ToneTally
from wortlaut.tables import schemas
from wortlaut.tables.schemas import PolarWordRow


def tones(*values: float | None, n_sentences: int = schemas.FEW_SENTENCES) -> Tones:
    found = [Tone(value, "neutral", n_sentences, 2, schemas.evidence(n_sentences)) for value in values]
    sections = [Section("a", "a#sec1", "body", "", tone, NO_TONE, NO_TONE, ()) for tone in found]
    tally = ToneTally()
    tally.add(ArticleRows(row(schemas.ARTICLES, title="Hochwasser"), sections, (), ()))
    return tally.result()


@pytest.mark.parametrize(
    ("tone", "low", "high"),
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
def test_the_spread_has_as_much_room_on_either_side(tone: float, low: float, high: float) -> None:
    assert [(part.low, part.high) for part in tones(tone).spread if part.n_sections] == [(low, high)]


def test_the_parts_of_the_spread_join() -> None:
    spread = tones(0.5).spread

    assert (spread[0].low, spread[-1].high) == (-1, 1)
    assert [part.high for part in spread[:-1]] == [part.low for part in spread[1:]]


def test_sections_that_cannot_be_compared_are_left_out_of_the_spread() -> None:
    assert tones(0.5, n_sentences=schemas.FEW_SENTENCES - 1).n_comparable == 0
    assert tones(None, n_sentences=0).n_comparable == 0
    assert tones(0.5, 0.0, -0.5).n_comparable == 3


def test_a_ranked_section_has_its_strongest_words_in_reading_order() -> None:
    def word(start: int, polarity: float, section: str = "a#sec1", changes: str | None = None) -> PolarWordRow:
        cells = {"section_id": section, "start": start, "text": f"Wort{start}", "changes": changes}
        return row(schemas.POLAR_WORDS, polarity=polarity, **cells)

    words = [word(n, 0.1 * n) for n in range(1, 8)]
    words += [word(9, -1.0, changes="negation|degree"), word(10, 1.0, "a#sec2")]
    tone = Tone(-0.5, "negative", 9, 8, "enough")
    tally = ToneTally()
    section = Section("a", "a#sec1", "body", "", tone, NO_TONE, NO_TONE, ())
    tally.add(ArticleRows(row(schemas.ARTICLES, title="Hochwasser"), [section], (), (), words))
    (ranked,) = tally.result().negative
    assert [reason.text for reason in ranked.reasons] == ["Wort4", "Wort5", "Wort6", "Wort7", "Wort9"]
    assert ranked.reasons[-1].changes == ("negation", "degree")
