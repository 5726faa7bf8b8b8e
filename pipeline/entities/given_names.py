"""Whether a person's given name is a woman's or a man's."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from pipeline.entities.names import Words, has_given_name, is_particle
from pipeline.german.names import TRANSLITERATED_GIVEN_NAMES


def gender_of_name(words: Words) -> str | None:
    """Return the gender (`m`, `f`) that the given name in a person's full name tells, or None.

    Of a double name the first part decides ("Hans-Maria"); an unknown first given name leaves it to the second.

    Args:
        words: The words of the name; one of them alone is taken for a surname.
    """
    if not has_given_name(words):
        return None
    given = [word for word in words[:-1] if not is_particle(word)]
    return next((gender for gender in (_gender_of(word) for word in given) if gender), None)


def _gender_of(word: str) -> str | None:
    return _genders().get(word) or _genders().get(word.partition("-")[0])


@cache
def _genders() -> dict[str, str]:
    """The list of names that `training/given_names.py` makes, with those that German news transliterate."""
    content = resources.files("pipeline.german").joinpath("given_names.csv").read_text(encoding="utf-8")
    listed = {row["name"]: row["gender"] for row in csv.DictReader(content.splitlines())}
    return listed | TRANSLITERATED_GIVEN_NAMES
