"""Look up the country of demonyms and their adjectives: "der Norweger", "der norwegische Minister"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from wortlaut.entities.role_nouns import RoleNoun
from wortlaut.german import word_lists

_ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em")
_ADJECTIVAL = "Deutsche"
"""The only demonym that is declined like an adjective."""
_UMLAUT = {"Franzose": "Französin"}


class Nationality(NamedTuple):
    """A noun for a person from a country (demonym).

    Attributes:
        country: The country.
        noun: The noun with its gender, in the form used for roles (`wortlaut.entities.role_nouns`).
    """

    country: str
    noun: RoleNoun


def nationality(word: str) -> Nationality | None:
    """Return country and gender of a noun in the singular, in any case, or None; "Deutsch-Israeli" is from Israel."""
    return _nouns().get(word.rpartition("-")[2])


def country_of_adjective(word: str) -> str | None:
    """Return the country of an adjective in any form ("norwegischen"), or None."""
    return _adjectives().get(word.lower())


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(word_lists.rows("nationalities.csv"))


@cache
def countries() -> frozenset[str]:
    """Return the names of the countries in the list."""
    return frozenset(row["country"] for row in _rows())


@cache
def _adjectives() -> dict[str, str]:
    return {row["adjective"] + ending: row["country"] for row in _rows() for ending in _ADJECTIVE_ENDINGS}


@cache
def _nouns() -> dict[str, Nationality]:
    """Return all forms; nouns in -er and -i take -s in the genitive, others -n in all cases but the nominative."""
    nouns: dict[str, Nationality] = {}
    for row in _rows():
        country, noun = row["country"], row["noun"]
        if noun == _ADJECTIVAL:
            stem = noun.removesuffix("e")
            nouns |= {stem + end: Nationality(country, RoleNoun(noun, None, end)) for end in _ADJECTIVE_ENDINGS}
            continue
        oblique = noun + ("s" if noun.endswith(("er", "i", "o")) and country != "Bayern" else "n")
        masculine = Nationality(country, RoleNoun(noun, "m"))
        feminine = _UMLAUT.get(noun, noun.removesuffix("e") + "in")
        nouns |= {noun: masculine, oblique: masculine, feminine: Nationality(country, RoleNoun(feminine, "f"))}
    return nouns
