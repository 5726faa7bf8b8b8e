from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wortlaut.text.spans import Span, covered_text, from_cell, to_cell

TEXT = "„Ja“, sagte sie, „gern.“"


@pytest.mark.parametrize(
    ("spans", "cell"),
    [
        ((), ""),
        ((Span(0, 4),), "0:4"),
        ((Span(1, 3), Span(18, 23)), "1:3;18:23"),
    ],
)
def test_a_cell_holds_spans(spans: tuple[Span, ...], cell: str) -> None:
    assert to_cell(spans) == cell
    assert from_cell(cell) == spans


@given(st.lists(st.builds(Span, st.integers(0), st.integers(0))))
def test_spans_survive_a_round_trip(spans: list[Span]) -> None:
    assert from_cell(to_cell(spans)) == tuple(spans)


@pytest.mark.parametrize(
    ("spans", "text"),
    [
        ((), ""),
        ((Span(1, 3),), "Ja"),
        ((Span(1, 3), Span(18, 23)), "Ja … gern."),
    ],
)
def test_the_pieces_of_an_interrupted_quotation_are_joined(spans: tuple[Span, ...], text: str) -> None:
    assert covered_text(TEXT, spans) == text
