"""Look up whether a person's given name is a woman's or a man's."""

from __future__ import annotations

from functools import cache

from wortlaut.entities.names import Words, has_given_name
from wortlaut.german import word_lists
from wortlaut.german.names import TRANSLITERATED_GIVEN_NAMES


def gender_of_name(words: Words) -> str | None:
    """Return the gender (`m`, `f`) of the given name in a person's full name, or None.

    In a double name the first part decides ("Hans-Maria").

    Args:
        words: The words of the name; a single word is taken for a surname.
    """
    if not has_given_name(words):
        return None
    first = words[0]
    return _genders().get(first) or _genders().get(first.partition("-")[0])


@cache
def _genders() -> dict[str, str]:
    """Return the list that `training/given_names.py` writes, with transliterations used in German news."""
    listed = {row["name"]: row["gender"] for row in word_lists.rows("given_names.csv")}
    return listed | TRANSLITERATED_GIVEN_NAMES
