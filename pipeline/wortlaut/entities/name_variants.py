"""Match an article's names with one another: forms of the same name, given names and surnames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from wortlaut.entities.names import Name, Words, bare, has_given_name, is_particle, nominatives, surname
from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.names import DATIVE_PLURALS, GENITIVE_ARTICLES, GENITIVE_PREPOSITIONS

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_CACHE_SIZE = 10_000
"""Names whose forms are cached."""
_GOVERNING_TAGS = frozenset({"ART", "APPR", "APPRART", "PPOSAT", "PDAT"})


class NameVariants:
    """The names of one article.

    Attributes:
        surnames: Each surname, casefolded, with the full names (keys) ending in it.
        given_names: Each word before a surname, casefolded, with the full names (keys) containing it.
    """

    def __init__(self, doc: Doc, names: Iterable[Name]) -> None:
        """Collect the forms.

        Args:
            doc: The document that contains the names.
            names: All its names.
        """
        self._doc = doc
        names = tuple(names)
        self._forms = {_folded(name.words, name.label) for name in names}
        self._undeclined = {name.words for name in names if not self._looks_declined(name)}
        self._places = {_casefolded(name.words) for name in names if name.label == "LOC"}
        self.surnames: dict[str, set[Words]] = defaultdict(set)
        self.given_names: dict[str, set[Words]] = defaultdict(set)
        for name in names:
            if name.label == "PER" and has_given_name(name.words):
                self._add_person(name.words, self.key(name))

    def _add_person(self, words: Words, key: Words) -> None:
        last = words.index(surname(words))
        self.surnames[key[last]].add(key)
        for word, form in zip(words[:last], key, strict=False):
            if not is_particle(word):
                self.given_names[form].add(key)

    def key(self, name: Name) -> Words:
        """Return a name's words casefolded, in the nominative, without legal form: equal keys mean the same name.

        An ending counts as a case ending if the form without it occurs in the article as well, or if the context shows
        it at every occurrence of the name.
        """
        words = _folded(name.words, name.label)
        is_full = has_given_name(name.words)
        if name.label == "PER" and not is_full and surname(words) in self.surnames:
            return words
        reduced = _reduced(name.words, name.label)
        known = next((form for form in reduced if self._knows(form, name.label, is_full)), None)
        if known is None and name.label == "LOC":
            known = self._place(words)
        if known is None and reduced and self._undeclined.isdisjoint({name.words, name.words[-1:]}):
            # A common noun after "des" has -es or -s, a name alone -s only.
            known = reduced[-1] if self._follows_genitive_article(name) else reduced[0]
        return known or words

    def _knows(self, words: Words, label: str, is_full: bool) -> bool:
        if words in self._forms or label != "PER":
            return words in self._forms
        last = words[-1]
        return words[-1:] in self._forms if is_full else last in self.surnames or last in self.given_names

    def _place(self, words: Words) -> Words | None:
        """Return the place that underlies an adjective in -er ("Brüsseler", "Bremer") if the article also names it."""
        if len(words) != 1 or not words[0].endswith("er"):
            return None
        stem = words[0].removesuffix("er")
        return next(((place,) for place in (stem, f"{stem}en", f"{stem}n") if (place,) in self._places), None)

    def _looks_declined(self, name: Name) -> bool:
        """Return whether the words around a name show that it has a case ending.

        After "des", any name but a person's is a genitive. One-word places and persons are genitives if the model says
        so and no article or other preposition precedes; a person must also be next to a noun ("Merkels Rede").
        """
        if name.words[-1] in DATIVE_PLURALS or self._follows_genitive_article(name):
            return True
        if name.label not in {"PER", "LOC"} or "Case=Gen" not in str(self._doc[name.end - 1].morph):
            return False
        before = self._doc[name.start - 1] if name.start else None
        governed = before is not None and before.tag_ in _GOVERNING_TAGS and before.text not in GENITIVE_PREPOSITIONS
        precedes_noun = name.end < len(self._doc) and self._doc[name.end].tag_ in {"NN", "ADJA"}
        if name.label == "LOC":
            return len(name.words) == 1 and (precedes_noun or not governed)
        return precedes_noun or (before is not None and before.tag_ == "NN" and not self._is_apposition(name))

    def _is_apposition(self, name: Name) -> bool:
        """Return whether a full name follows a bare role: "Leiter Rui Valadares", but not "die Tochter Ida Falks"."""
        role = name.start - 1
        is_bare = role < 1 or self._doc[role - 1].tag_ not in {"ART", "PPOSAT", "PDAT"}
        return is_bare and len(name.words) > 1 and role_noun(self._doc[role].text) is not None

    def _follows_genitive_article(self, name: Name) -> bool:
        index = name.start - 1
        while index >= 0 and self._doc[index].tag_ == "ADJA":
            index -= 1
        return name.label != "PER" and index >= 0 and self._doc[index].text in GENITIVE_ARTICLES


@lru_cache(_CACHE_SIZE)
def _folded(words: Words, label: str) -> Words:
    return _casefolded(bare(words, label))


@lru_cache(_CACHE_SIZE)
def _reduced(words: Words, label: str) -> tuple[Words, ...]:
    return tuple(map(_casefolded, nominatives(bare(words, label), label)))


def _casefolded(words: Words) -> Words:
    return tuple(map(str.casefold, words))
