"""Recognise nouns for organisations ("Landgericht", "Bildungsdirektion", "Konzern") in the singular, in all cases."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from wortlaut.german import word_lists

_MIN_PREFIX_LENGTH = 3
"""Letters. The part before the head of an unhyphenated compound is at least as long ("Amtsgericht")."""
_CACHE_SIZE = 50_000
"""Number of words whose organisation is cached."""
_SUFFIX_LENGTH = 3
"""Letters of the shortest form; few words share the last letters of a form, so this rules out the rest quickly."""


class OrganisationNoun(NamedTuple):
    """A noun for an organisation.

    Attributes:
        text: Its nominative.
        gender: `m`, `f`, `n`, or `p` for a noun without singular.
        kinds: Its kind, then further ones of organisations that it may refer to, see `wortlaut.german.organisations`.
        use: `name`, `reference`, `either` or `place`, see there.
        is_compound: Whether it is recognised by its last part alone.
    """

    text: str
    gender: str
    kinds: tuple[str, ...]
    use: str
    is_compound: bool = False


@lru_cache(_CACHE_SIZE)
def organisation_noun(word: str) -> OrganisationNoun | None:
    """Return the organisation that a noun denotes, or None; a compound is recognised by its last part."""
    if not word[:1].isupper() or word[-_SUFFIX_LENGTH:].lower() not in _suffixes():
        return None
    for start in range(len(word) - _SUFFIX_LENGTH + 1):
        follows_hyphen = start > 0 and word[start - 1] == "-"
        if start and not follows_hyphen and (start < _MIN_PREFIX_LENGTH or not word[start:].islower()):
            continue
        form = _forms().get(word[start:] if start == 0 or follows_hyphen else word[start:].capitalize())
        if form is None:
            continue
        noun, alone, in_compounds = form
        use = in_compounds if start else alone
        if use != "no":
            text = noun.text.lower() if start and not follows_hyphen else noun.text
            return noun._replace(text=word[:start] + text, use=use, is_compound=start > 0)
        if start == 0:
            return None
    return None


@cache
def _suffixes() -> frozenset[str]:
    """Return the last letters of all forms."""
    return frozenset(form[-_SUFFIX_LENGTH:].lower() for form in _forms())


@cache
def _forms() -> dict[str, tuple[OrganisationNoun, str, str]]:
    """Return the listed nouns by their forms, with their uses alone and in compounds."""
    forms: dict[str, tuple[OrganisationNoun, str, str]] = {}
    endings = {"m": ("", "s", "es"), "n": ("", "s", "es"), "f": ("",), "p": ("", "n")}
    for row in word_lists.rows("organisation_nouns.csv"):
        noun = OrganisationNoun(row["noun"], row["gender"], tuple(row["kinds"].split()), row["alone"])
        for ending in endings[noun.gender]:
            forms.setdefault(noun.text + ending, (noun, row["alone"], row["compounds"]))
    return forms
