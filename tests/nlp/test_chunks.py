from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wortlaut.nlp.annotate import LONGEST, cuts

SENTENCE = "Die Brücke ist gesperrt. "


def test_a_text_is_cut_where_paragraphs_begin() -> None:
    paragraph = "Satz. " * 1_000 + "\n\n"
    text = paragraph * 8
    starts = [number * len(paragraph) for number in range(8)]
    assert cuts(text, starts) == [0, starts[4], len(text)]


def test_a_paragraph_that_is_too_long_is_cut_between_its_sentences() -> None:
    text = SENTENCE * 10_000
    found = cuts(text, [0])
    assert all(text[cut:].startswith("Die Brücke") for cut in found[:-1])
    assert max(end - start for start, end in pairwise(found)) <= 2 * LONGEST


@pytest.mark.parametrize("text", ["", "Wort", SENTENCE * 100, f"{SENTENCE * 100}\n\n{SENTENCE * 100}"])
def test_an_article_of_usual_length_stays_whole(text: str) -> None:
    assert cuts(text, [0]) == sorted({0, len(text)})


LONG = st.lists(
    st.sampled_from(["x" * 30_000, "wort " * 9_000, SENTENCE * 2_000, '"' * 3_000, " " * 50_000]), max_size=5
)


@given(LONG, st.lists(st.integers(0, 10), max_size=9))
def test_pieces_are_short_and_make_up_the_text(parts: list[str], places: list[int]) -> None:
    text = "".join(parts)
    found = cuts(text, sorted(place * len(text) // 10 for place in places))
    assert found == sorted(set(found))
    assert (found[0], found[-1]) == (0, len(text))
    for start, end in pairwise(found):
        assert end - start <= 3 * LONGEST
        assert max(map(len, text[start:end].split()), default=0) <= 1_000
