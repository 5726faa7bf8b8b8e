"""Whether a person's given name is a woman's or a man's."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from wortlaut.entities.names import Words, has_given_name
from wortlaut.german.names import TRANSLITERATED_GIVEN_NAMES


def gender_of_name(words: Words) -> str | None:
    """Return the gender (`m`, `f`) that the given name in a person's full name tells, or None.

    Of a double name the first part decides ("Hans-Maria").

    Args:
        words: The words of the name; one of them alone is taken for a surname.
    """
    if not has_given_name(words):
        return None
    first = words[0]
    return _genders().get(first) or _genders().get(first.partition("-")[0])


@cache
def _genders() -> dict[str, str]:
    """The list of names that `training/given_names.py` makes, with those that German news transliterate."""
    content = resources.files("wortlaut.german").joinpath("given_names.csv").read_text(encoding="utf-8")
    listed = {row["name"]: row["gender"] for row in csv.DictReader(content.splitlines())}
    return listed | TRANSLITERATED_GIVEN_NAMES
