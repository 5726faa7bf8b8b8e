from __future__ import annotations

import pytest

from wortlaut.nlp.pieces import PieceTokenizer

PIECES = (
    ("<s>", 0.0),
    ("<pad>", 0.0),
    ("</s>", 0.0),
    ("<unk>", 0.0),
    ("▁Haus", -5.0),
    ("Haus", -6.0),
    ("▁", -3.0),
    ("tür", -6.0),
    ("Haustür", -20.0),
    ("t", -4.0),
    ("ü", -4.0),
    ("r", -4.0),
    ("1", -4.0),
)
UNKNOWN = 3


def split(word: str, follows_blank: bool = True) -> list[str]:
    """Return the texts of a word's pieces."""
    return [PIECES[number][0] for number in PieceTokenizer(PIECES, UNKNOWN).pieces(word, follows_blank)]


@pytest.mark.parametrize(
    ("word", "follows_blank", "expected"),
    [
        ("Haus", True, ["▁Haus"]),
        ("Haus", False, ["Haus"]),
        ("Haustür", True, ["▁Haus", "tür"]),
        ("rt", False, ["r", "t"]),
        ("Haus¹", True, ["▁Haus", "1"]),  # compatible characters are the same
        ("Haus💥💥tür", True, ["▁Haus", "<unk>", "tür"]),
        ("💥", False, ["<unk>"]),
        ("", False, ["<unk>"]),
        ("<s>", False, ["<unk>"]),  # the marks cannot be written
    ],
)
def test_words_are_split_into_the_most_probable_pieces(word: str, follows_blank: bool, expected: list[str]) -> None:
    assert split(word, follows_blank) == expected


def test_of_a_long_word_both_ends_remain() -> None:
    found = split("Haus" + "t" * 40 + "r")
    assert found == ["▁Haus", *"ttttt", *"ttttt", "r"]


def test_a_word_without_an_end_is_split_in_bounded_time() -> None:
    assert len(split("t" * 1_000_000)) == 12
