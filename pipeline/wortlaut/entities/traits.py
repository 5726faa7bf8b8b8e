"""Collect what an article says about its persons: gender, roles, age, party, country."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from wortlaut.entities.known_names import known_name
from wortlaut.entities.names import Name, gender_of_name, is_genitive, without_genitive
from wortlaut.entities.nationalities import countries, country_of_adjective, nationality
from wortlaut.entities.positions import tagged_phrase_start
from wortlaut.entities.role_nouns import role_noun
from wortlaut.entities.roles import gender_before, roles
from wortlaut.german.descriptions import AGE_NOUN, DETERMINERS, PARTIES
from wortlaut.german.names import COUNTRY_ABBREVIATIONS
from wortlaut.nlp.annotate import Document

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_AGE_OR_PARTY = re.compile(r"\s*(?:\((?P<inside>[^()\n]{1,30})\)|,\s*(?P<age>\d{1,3}),)")


_MIN_ROLE_LENGTH = 4
"""Letters of a role that may head a compound: a "Bundeskanzler" is a "Kanzler", but a "Landrat" is no "Rat"."""


@dataclass
class Traits:
    """What an article says about one person.

    Attributes:
        first: The first token of the first name.
        gender: `m`, `f`, or None if nothing shows it.
        roles: Nouns for roles, in lower case.
        role_words: All words in the phrases for roles, in lower case: "vorsitzende der spd".
        marks: Ages and parties.
        countries: Countries given by words before the name.
    """

    first: int
    gender: str | None = None
    roles: set[str] = field(default_factory=set)
    role_words: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    @cached_property
    def known_as(self) -> frozenset[str]:
        """Ages, parties, countries and roles, compounds also by their head: "bundeskanzler" as "kanzler"."""
        ends = (role[start:] for role in self.roles for start in range(1, len(role) - _MIN_ROLE_LENGTH + 1))
        return frozenset({*self.marks, *self.countries, *self.roles, *ends})


def persons_traits(document: Document, names: Sequence[Name], ids: Sequence[str]) -> dict[str, Traits]:
    """Return what an article says about each person it names, by canonical_id.

    The gender comes from a form of address or a role before the name, else from an attribute before it, else from the
    given name, else from a role after it.

    Args:
        document: The article.
        names: Its names in reading order.
        ids: The canonical_id of each name.
    """
    doc = document.doc
    traits_by_id: dict[str, Traits] = {}
    ranks: dict[str, int] = {}
    for name, canonical_id in zip(names, ids, strict=True):
        if name.label != "PER":
            continue
        traits = traits_by_id.setdefault(canonical_id, Traits(name.start))
        declined = is_genitive(name.words, canonical_id)
        person_roles = list(roles(doc, name, is_genitive=declined))
        _add_roles(traits, (role.text for role in person_roles))
        _add_age_and_party(traits, document.article.text, name)
        if not declined:
            _add_phrase_before(traits, doc, name)
        strongest = ranks.get(canonical_id, len(_EVIDENCE))
        for rank, gender_of in enumerate(_EVIDENCE[:strongest]):
            gender = gender_of(doc, name, traits)
            if gender:
                traits.gender, ranks[canonical_id] = gender, rank
                break
    return traits_by_id


def organisation_genders(doc: Doc, names: Sequence[Name], ids: Sequence[str]) -> dict[str, str]:
    """Return the genders of organisations, as shown by the article before their names: "die NATO", "der BND".

    Args:
        doc: The document.
        names: Its names in reading order.
        ids: The canonical_id of each name.
    """
    genders: dict[str, str] = {}
    for name, canonical_id in zip(names, ids, strict=True):
        if name.label == "ORG" and name.start and canonical_id not in genders:
            gender = _gender_of_determiner(doc[name.start - 1])
            if gender:
                genders[canonical_id] = gender
    return genders


def _gender_of_determiner(token: Token) -> str | None:
    """Return the gender of an article; the morphology separates masculine from neuter."""
    if token.lower_ in {"die", "zur"} or token.lower_ not in DETERMINERS:
        return "f" if token.lower_ in {"die", "zur"} else None
    genders = {"Masc": "m", "Fem": "f"}
    return next((genders[gender] for gender in token.morph.get("Gender", []) if gender in genders), None)


def _add_roles(traits: Traits, texts: Iterable[str]) -> None:
    for text in texts:
        traits.role_words.update(form for word in re.split(r"[\s-]+", text.lower()) for form in _with_nominatives(word))
        nouns = (role_noun(word) for word in text.split())
        noun = next((noun for noun in nouns if noun is not None), None)
        if noun is not None:
            traits.roles.add(noun.text.lower())
            traits.countries.update(_countries_in(text))


def _with_nominatives(word: str) -> Iterator[str]:
    yield word
    yield from without_genitive(word) if word else ()


def _countries_in(role: str) -> Iterator[str]:
    """Yield the countries in "Präsident der Türkei", "US-Präsident"."""
    for word in role.split():
        if word in countries():
            yield word
        if word.partition("-")[0] in COUNTRY_ABBREVIATIONS:
            yield COUNTRY_ABBREVIATIONS[word.partition("-")[0]]


def party_name(word: str) -> str:
    """Return the main name of a party, which it has in `known_names.csv`, or the word: "Grünen" as "Grüne"."""
    known = known_name((word,))
    return known.name if known is not None and known.kind == "party" else word


def is_party(mark: str) -> bool:
    """Return whether a mark is a party."""
    known = known_name(tuple(mark.split()))
    return mark in PARTIES or (known is not None and known.kind == "party")


def _add_age_and_party(traits: Traits, text: str, name: Name) -> None:
    """Add the age or party after a name: "Ada Falk (SPD)", "Ada Falk, 57,"."""
    match = _AGE_OR_PARTY.match(text, name.span.end)
    for mark in filter(None, match.groups() if match else ()):
        traits.marks.update(party_name(part) for part in (mark, *re.split(r"[,/]\s*", mark)))


def _add_phrase_before(traits: Traits, doc: Doc, name: Name) -> None:
    """Add the traits given before a name in its phrase: "der 57-jährige norwegische CDU-Politiker Falk"."""
    for token in doc[tagged_phrase_start(doc, name.start, 0) : name.start]:
        age, people = AGE_NOUN.fullmatch(token.text), nationality(token.text)
        country = country_of_adjective(token.text) or (people.country if people else None)
        nominatives = without_genitive(token.text) if token.tag_ == "NE" else ()
        traits.countries.update(filter(None, (country, *countries().intersection(nominatives))))
        if age:
            traits.marks.add(age["age"])
        if "-" in token.text and role_noun(token.text) is not None:
            traits.marks.add(party_name(token.text.rpartition("-")[0].removeprefix("Ex-")))


def _gender_of_roles(traits: Traits) -> str | None:
    """Return the gender shown by a role: "Vorsitzende" after a name is a woman, "Vorsitzender" a man."""
    nouns = (role_noun(word.capitalize()) for word in sorted(traits.role_words))
    return next((gender for gender in (noun.after("").gender for noun in nouns if noun) if gender), None)


def gender_of_phrase(doc: Doc, name: Name) -> str | None:
    """Return the gender (`m`, `f`) that attributes before a name show ("der junge Falk"), or None."""
    phrase = list(doc[tagged_phrase_start(doc, name.start, 0) : name.start])
    article = phrase[0].lower_ if phrase and phrase[0].lower_ in DETERMINERS else ""
    nationalities = [noun for noun in (nationality(token.text) for token in phrase) if noun]
    if nationalities:
        return nationalities[-1].noun.after(article).gender
    attribute = next((token for token in phrase[1:] if token.tag_ == "ADJA"), None)
    if not article or attribute is None or any(token.tag_ == "NN" for token in phrase):
        return None
    genders = DETERMINERS[article]
    is_weak_nominative = attribute.text.endswith("e")
    return genders[0] if len(genders) == 1 else "m" if is_weak_nominative else "f"


def _gender_of_apposition(doc: Doc, name: Name) -> str | None:
    """Return the gender shown by a role with an article after a name: "Andrea Rossi, der Trainer"."""
    index = name.end + 1
    if index + 1 >= len(doc) or doc[name.end].text != "," or doc[index].lower_ not in {"der", "die"}:
        return None
    article = doc[index].lower_
    while index + 1 < len(doc) and (doc[index].tag_ in {"ADJA", "ART"}):
        index += 1
    noun = role_noun(doc[index].text)
    return noun.after(article).gender if noun is not None else None


_EVIDENCE: Sequence[Callable[[Doc, Name, Traits], str | None]] = (
    lambda doc, name, _: gender_before(doc, name),
    lambda doc, name, _: gender_of_phrase(doc, name),
    lambda doc, name, _: _gender_of_apposition(doc, name),
    lambda _, name, __: gender_of_name(name.words),
    lambda _, __, traits: _gender_of_roles(traits),
)
"""Sources of a person's gender, most reliable first; each is used only if no more reliable one applies."""
