"""Recognise nouns for roles ("Ministerin", "SPD-Chef") in all cases, alone or at the end of a compound."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from wortlaut.german import word_lists
from wortlaut.german.roles import FEMININE_ARTICLES, MASCULINE_ARTICLES
from wortlaut.nlp import gender_forms

_MIN_PREFIX_LENGTH = 3
"""Letters. The part before the head of an unhyphenated compound is at least as long ("Amtschef")."""
_SUFFIX_LENGTH = 3
"""Letters of the shortest form; few words share the last letters of a form, so this rules out the rest quickly."""
_FEMININE_ENDINGS = ("in", "in)")
_ENDINGS = {"strong": ("", "s", "es"), "weak": ("", "en"), "adjectival": ("e", "er", "en", "em", "es")}
"""Singular endings, added to the nominative of a noun or to the stem of an adjectival noun."""


class RoleNoun(NamedTuple):
    """A noun for a role.

    Attributes:
        text: Its nominative; for an adjectival noun the form in -e ("Vorsitzende").
        gender: `m`, `f`, or None if the noun alone does not show it ("Vorsitzende", "Vize").
        ending: The ending of an adjectival noun in the text, else empty.
        in_compounds: Whether it also heads unhyphenated compounds.
    """

    text: str
    gender: str | None
    ending: str = ""
    in_compounds: bool = True

    def after(self, article: str) -> RoleNoun:
        """Return the noun with the gender that the article before it shows, "Vorsitzender" for a man.

        Args:
            article: The article or contracted preposition before the noun, in lower case; empty without one.
        """
        if not self.ending:
            return self
        if self.ending == "e":
            is_man, is_woman = article == "der", article != "der"
        elif self.ending == "en":
            is_man, is_woman = article in MASCULINE_ARTICLES, article in FEMININE_ARTICLES
        else:
            is_man, is_woman = True, False
        return RoleNoun(self.text + "r" * is_man, "m" if is_man else "f" if is_woman else None)


def role_noun(word: str) -> RoleNoun | None:
    """Return the role that a singular noun denotes, or None; a gender-inclusive one ("Minister:in") shows no gender."""
    if word.lower().endswith(_FEMININE_ENDINGS) and (feminine := gender_forms.feminine(word)) is not None:
        noun = _role_noun(feminine)
        return noun and noun._replace(text=word, gender=None)
    return _role_noun(word) if word[-_SUFFIX_LENGTH:].lower() in _suffixes() else None


@lru_cache(maxsize=10_000)
def _role_noun(word: str) -> RoleNoun | None:
    if not word[:1].isupper():
        return None
    for start in range(len(word) - _SUFFIX_LENGTH + 1):
        alone = start == 0 or word[start - 1] == "-"
        if not alone and (start < _MIN_PREFIX_LENGTH or not word[start:].islower()):
            continue
        noun = _forms().get(word[start:] if alone else word[start:].capitalize())
        if noun is not None and (alone or noun.in_compounds):
            return noun._replace(text=word[:start] + (noun.text if alone else noun.text.lower()))
    return None


@cache
def _suffixes() -> frozenset[str]:
    """Return the last letters of all forms."""
    return frozenset(form[-_SUFFIX_LENGTH:].lower() for form in _forms())


@cache
def _forms() -> dict[str, RoleNoun]:
    """Return all forms of the listed nouns."""
    forms: dict[str, RoleNoun] = {}
    for row in word_lists.rows("role_nouns.csv"):
        noun, declension, in_compounds = row["noun"], row["declension"], row["in_compounds"] == "yes"
        if declension == "adjectival":
            stem = noun.removesuffix("e")
            forms |= {stem + end: RoleNoun(noun, None, end, in_compounds) for end in _ENDINGS[declension]}
        else:
            masculine = RoleNoun(noun, "m" if row["feminine"] else None, in_compounds=in_compounds)
            stem = noun.removesuffix("e") if declension == "weak" else noun
            forms |= {form: masculine for form in (noun, *(stem + end for end in _ENDINGS[declension] if end))}
        if row["feminine"] not in {"", noun}:
            forms[row["feminine"]] = RoleNoun(row["feminine"], "f", in_compounds=in_compounds)
    return forms
