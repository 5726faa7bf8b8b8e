"""Find descriptions of persons ("der 57-Jährige", "die frühere Ministerin") and decide whom they fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.known_names import cities
from wortlaut.entities.names import Name
from wortlaut.entities.nationalities import country_of_adjective, nationality
from wortlaut.entities.role_nouns import RoleNoun, role_noun
from wortlaut.entities.traits import Traits, is_party, party_name
from wortlaut.german.descriptions import (
    ACCUSATIVE_PREPOSITIONS,
    ACCUSED,
    AGE_NOUN,
    AGENT_ENDINGS,
    CHILDREN,
    COUNTERPARTS,
    DETERMINERS,
    FORMER,
    INDEFINITE,
    INHABITANTS,
    OFFICE_HOLDERS,
    OFFICES,
    PARTY_NOUNS,
    PERSON_NOUNS,
    PLAYERS,
    ROLE_SYNONYMS,
    UNNAMED,
)
from wortlaut.german.names import TITLES
from wortlaut.german.organisations import OTHERS
from wortlaut.nlp import syntax
from wortlaut.nlp.annotate import Document
from wortlaut.nlp.dictionary import is_form

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_MODIFIERS = frozenset({"ADJA", "ADJD", "ADV", "CARD", "TRUNC", "PIAT", "PIDAT"})
_HEADS = frozenset({"NN", "NE", "ADJA"})
_FUSED = "APPRART"
_MAX_TOKENS = 6
"""Tokens between an article and its noun, or after the noun."""
_ATTRIBUTE_OPENERS = frozenset({"der", "des", "von", "vom", "für"})
_BEFORE_GENITIVES = frozenset({"NN", "CARD", "PIS", "APPR"})
"""Tags of words before a genitive plural: "einer der Minister", "wegen der Minister"."""
_ENDINGS = ("", "n", "en", "r", "s", "es")
"""Case endings of nouns for persons."""
_ADJECTIVAL_ENDINGS = ("e", "er", "en", "em", "es")
_ARTICLES = DETERMINERS.keys() | INDEFINITE


class PersonNoun(NamedTuple):
    """A noun for a person.

    Attributes:
        text: Its nominative, masculine or feminine.
        gender: `m` or `f`.
        kind: `age`, `party`, `nationality`, `origin` (a place), `role`, `person` (any other noun, which the article
            need not have applied to the person before), or `unnamed` (nobody the article names).
        key: The trait that a person must have: the age, the country or place, the country and names of the party; else
            the noun as listed, "Vorsitzende" for men and women.
    """

    text: str
    gender: str
    kind: str
    key: tuple[str, ...]


class Description(NamedTuple):
    """A noun phrase that describes one person.

    Attributes:
        start: Its first token, excluding an article fused with a preposition ("beim").
        end: The token after its noun.
        noun: Its noun.
        countries: The countries of its adjectives.
        attribute: The nouns and names in its attribute: "Bahn" in "der Chef der Bahn".
        is_definite: Whether it refers to a known person.
        is_other: Whether an adjective shows that it is another person than the one named before.
        is_former: Whether an adjective shows that a role is of the past.
    """

    start: int
    end: int
    noun: PersonNoun
    countries: frozenset[str]
    attribute: frozenset[str]
    is_definite: bool
    is_other: bool
    is_former: bool = False

    @property
    def criteria(self) -> tuple[object, ...]:
        """All that it says of the person, without its place."""
        return self[2:]

    def fits(self, traits: Traits) -> bool:
        """Return whether the article ascribes to a person what the description says."""
        if traits.gender not in {None, self.noun.gender}:
            return False
        if self.countries and not self.countries & traits.countries:
            return False
        if self.attribute and not self.attribute & traits.role_words:
            return False
        return not traits.known_as.isdisjoint(self.titles)

    @property
    def titles(self) -> tuple[str, ...]:
        """What a fitting person is known as: an age, party, country, place or role."""
        if self.noun.kind in {"role", "person", "unnamed"}:
            return _titles(self.noun.key[0].lower())
        return (*self.noun.key, *map(party_name, self.noun.key)) if self.noun.kind == "party" else self.noun.key

    @property
    def is_role(self) -> bool:
        """Whether it says what a person is, rather than where from or how old."""
        return self.noun.kind in {"role", "party"}

    @property
    def affiliation(self) -> str | None:
        """The party, organisation or country before the hyphen of a role: "AfD" in "der AfD-Chef"."""
        prefix, hyphen, _ = self.noun.key[0].rpartition("-")
        return party_name(prefix) if hyphen and self.noun.kind == "role" else None

    def may_fit(self, traits: Traits, gender: str | None) -> bool:
        """Return whether a person's known traits are compatible with the description.

        Args:
            traits: The traits.
            gender: The person's gender, which may be known from a pronoun.
        """
        if gender not in {None, self.noun.gender} or (self.attribute and self.noun.kind != "role"):
            return False
        if self.noun.kind == "role":
            return self._may_have_role(traits)
        if self.noun.kind == "age":
            return not any(mark.isdigit() for mark in traits.marks)
        if self.noun.kind == "party":
            if self.noun.gender == "f" and not self.noun.text.endswith("in") and "-" not in self.noun.text:
                return False  # "die Linke" is the party as well, "die CDU-Abgeordnete" is not
            country = self.noun.key[0] if len(self.noun.key) > 1 else None
            is_foreign = country is not None and not traits.countries <= {country}
            return not any(map(is_party, traits.marks)) and not is_foreign
        if self.noun.kind in {"nationality", "origin"}:
            return not traits.countries
        if traits.roles and self.noun.key[0] in ACCUSED:
            return False
        return self.noun.kind == "person" and not self._is_foreign(traits)

    def _may_have_role(self, traits: Traits) -> bool:
        """Return whether a role may be new of a person: a profession, or an office of somebody without role."""
        noun = self.noun.text.lower().removesuffix("in")
        is_counterpart = noun.endswith(COUNTERPARTS) and not noun.endswith(PLAYERS)
        is_another = is_counterpart or (noun.endswith(OFFICE_HOLDERS) and bool(traits.roles))
        is_another = is_another and not self.is_former  # a minister may be "die frühere Richterin"
        return not is_another and not self._is_foreign(traits)

    def _is_foreign(self, traits: Traits) -> bool:
        return bool(self.countries) and bool(traits.countries) and not self.countries & traits.countries


def descriptions(document: Document, persons: Sequence[Name], places: Collection[str]) -> Iterator[Description]:
    """Yield the noun phrases that describe one person, in reading order.

    Descriptions that belong to a name ("die Ministerin Ada Falk", "Ada Falk, die Ministerin,"), predicates ("Falk ist
    der Minister") and plurals are skipped.

    Args:
        document: The article.
        persons: The names of persons in it.
        places: The places that the article names.
    """
    starts, ends = {name.start for name in persons}, {name.end for name in persons}
    for sentence in document.sentences:
        end = sentence.span.end
        for token in sentence.span:
            description = None
            if token.lower_ in _ARTICLES:
                description = _description(document.doc, token, end, places)
            elif token.text in places and token.text.endswith("s"):
                description = _description_with_place(document.doc, token, end)
            if (
                description
                and not _follows_name(document.doc, description, ends)
                and not _precedes_name(document.doc, description, end, starts)
            ):
                yield description


def _description_with_place(doc: Doc, place: Token, end: int) -> Description | None:
    """Return the description that a place in the genitive opens: "Thüringens AfD-Chef"."""
    head = place.i + 1
    while head < end and doc[head].tag_ == "ADJA":
        head += 1
    is_role = head < end and doc[head].tag_ in _HEADS and role_noun(doc[head].text) is not None
    noun = person_noun(doc[head].text, "") if is_role else None
    if noun is None or noun.kind != "role" or "Plur" in doc[head].morph.get("Number", []):
        return None
    attribute = frozenset({place.lower_.removesuffix("s")})
    return Description(place.i, head + 1, noun, frozenset(), attribute, is_definite=True, is_other=False)


def _description(doc: Doc, article: Token, end: int, places: Collection[str]) -> Description | None:
    if not article.tag_.startswith(("ART", "APPRART", "PDAT", "PIAT")):
        return None
    head = article.i + 1
    limit = min(head + _MAX_TOKENS, end)
    while head < limit and not AGE_NOUN.fullmatch(doc[head].text) and _is_modifier(doc, head):
        head += 1
    if head + 1 < limit and AGE_NOUN.fullmatch(doc[head].text) and doc[head + 1].tag_ in {"NN", "ADJA"}:
        head += 1  # "der 57-jährige Minister"
    if head >= limit or doc[head].tag_ not in _HEADS:
        return None
    noun = person_noun(doc[head].text, article.lower_, places)
    if noun is None or not _agrees(article, noun) or _is_plural(doc, article, head):
        return None
    is_definite = article.lower_ in DETERMINERS
    if _is_office(doc, article, head) or (is_definite and syntax.is_predicate(doc[head])):
        return None
    adjectives = [token.lower_ for token in doc[article.i + 1 : head]]
    countries = (country_of_adjective(token.text) for token in doc[article.i + 1 : head])
    attribute = _attribute(doc, head + 1, end) if noun.kind not in {"age", "nationality", "origin"} else frozenset()
    if noun.kind == "unnamed" and not attribute.isdisjoint(CHILDREN):  # `die Mutter von drei Kindern`
        noun, attribute = noun._replace(kind="person"), frozenset()
    return Description(
        start=article.i + (article.tag_ == _FUSED),
        end=head + 1,
        noun=noun,
        countries=frozenset(country for country in countries if country),
        attribute=attribute,
        is_definite=is_definite,
        is_other=any(word.startswith(OTHERS) for word in adjectives),
        is_former=any(word.startswith(FORMER) for word in adjectives),
    )


def _is_modifier(doc: Doc, index: int) -> bool:
    """Return whether a token is before a noun in its phrase: an adjective, or years in "der 21 Jahre alte Mann"."""
    is_age = doc[index].text == "Jahre" and doc[index - 1].tag_ == "CARD"
    return is_age or doc[index].tag_ in _MODIFIERS


def person_noun(word: str, article: str, places: Collection[str] = ()) -> PersonNoun | None:
    """Return the person that a noun in the singular describes, or None.

    Args:
        word: The noun as written in the text.
        article: The article before it, in lower case; it determines the gender of "Vorsitzende".
        places: Places whose inhabitants are recognised too ("Hamburgerin").
    """
    age = AGE_NOUN.fullmatch(word)
    if age:
        noun = RoleNoun("Jährige", None, f"e{age['ending']}").after(article)
        return _noun(noun, "age", age["age"])
    people = nationality(word)
    if people:
        return _noun(people.noun.after(article), "nationality", people.country)
    party = _party_nouns().get(word)
    if party:
        return party.after(article)
    origin = _origin(word, _place(word, places))
    if origin:
        return origin
    role = role_noun(word)
    if role is None:
        unlisted = _other_nouns().get(word)
        if unlisted:
            return unlisted.after(article)
        return _origin(word, _inhabitants().get(_masculine(word))) or _profession(word)
    base, role = role.text, _by_article(role.after(article), article)
    prefix, hyphen, last = role.text.rpartition("-")
    if hyphen and last.startswith(("Politiker", "Abgeordnete", "Parlamentarier")):
        return _noun(role, "party", prefix)
    is_general = any(base in listed for listed in PERSON_NOUNS.values())
    return _noun(role, "person" if is_general else "role", base)


def _by_article(role: RoleNoun, article: str) -> RoleNoun:
    """Return a noun that men and women share with the gender of its article: "der Coach", "die Coach"."""
    last = role.text.rpartition("-")[2]
    if role.gender is not None or not last.isalpha() or not last[1:].islower():  # "MinisterIn" says that it is open
        return role
    genders = DETERMINERS.get(article, ())
    return role._replace(gender="f" if genders == ("f",) else "m" if genders else None)


class _Listed(NamedTuple):
    """The list entry of a word form; `noun` is not yet resolved by the article before it."""

    noun: RoleNoun
    kind: str
    key: tuple[str, ...]

    def after(self, article: str) -> PersonNoun | None:
        return _noun(self.noun.after(article), self.kind, *self.key)


def _noun(noun: RoleNoun, kind: str, *key: str) -> PersonNoun | None:
    return PersonNoun(noun.text, noun.gender, kind, key) if noun.gender else None


@cache
def _party_nouns() -> dict[str, _Listed]:
    """Return all forms of the nouns for members of parties."""
    forms: dict[str, _Listed] = {}
    for noun, parties in PARTY_NOUNS.items():
        if noun.endswith("e"):
            stem = noun.removesuffix("e")
            forms |= {stem + end: _Listed(RoleNoun(noun, None, end), "party", parties) for end in _ADJECTIVAL_ENDINGS}
        else:
            masculine = _Listed(RoleNoun(noun, "m"), "party", parties)
            feminine = _Listed(RoleNoun(f"{noun}in", "f"), "party", parties)
            forms |= {noun: masculine, f"{noun}en": masculine, f"{noun}s": masculine, f"{noun}in": feminine}
    return forms


def _origin(word: str, place: str | None) -> PersonNoun | None:
    """Return whoever comes from a place, if there is one: "der Tiroler", "die Leipzigerin"."""
    return PersonNoun(word, "f" if word.endswith("in") else "m", "origin", (place,)) if place else None


def _masculine(word: str) -> str:
    return word.removesuffix("in").removesuffix("s")


def _place(word: str, places: Collection[str]) -> str | None:
    """Return the place of "Hamburger", "Bremerin"."""
    base = _masculine(word)
    if not base.endswith("er"):
        return None
    stem = base.removesuffix("er")
    return next((place for place in (stem, f"{stem}en", f"{stem}n", f"{stem}e") if place in places), None)


@cache
def _inhabitants() -> dict[str, str]:
    """Return the nouns for inhabitants in the masculine, and where they live."""
    return {f"{city}er": city for city, _ in cities()} | INHABITANTS


def _profession(word: str) -> PersonNoun | None:
    """Return what a woman does or is by the feminine of a noun for men: "Dramatikerin", "Regierungsrätin"."""
    stem = word.removesuffix("in")
    if stem == word or not stem.endswith(AGENT_ENDINGS):
        return None
    masculines = (stem, f"{stem}e", re.sub("rät$", "rat", stem))
    return PersonNoun(word, "f", "role", (word,)) if any(map(is_form, masculines)) else None


@cache
def _other_nouns() -> dict[str, _Listed]:
    """Return all forms of the nouns for persons that are not roles: "der Mann", "die Angeklagte", "des Zeugen"."""
    forms: dict[str, _Listed] = {}
    for ending in _ENDINGS:
        for kind, nouns in (("person", PERSON_NOUNS), ("unnamed", UNNAMED)):
            for base in {noun for listed in nouns.values() for noun in listed}:
                genders = [gender for gender, listed in nouns.items() if base in listed]
                gender, end = (genders[0], "") if len(genders) == 1 else (None, f"e{ending}")
                forms.setdefault(base + ending, _Listed(RoleNoun(base, gender, end), kind, (base,)))
    return forms


def _agrees(article: Token, noun: PersonNoun) -> bool:
    if article.lower_ in INDEFINITE:
        return (article.lower_ in {"eine", "einer"}) == (noun.gender == "f")
    return noun.gender in DETERMINERS[article.lower_]


def _is_plural(doc: Doc, article: Token, head: int) -> bool:
    """Return whether a form that could be singular is plural: "das Treffen der Minister", "mit den Experten".

    The forms decide where they can (Duden, Die Grammatik, on the declension of nouns), else the model's morphology.
    """
    form, word = doc[head].text, article.lower_
    before = doc[article.i - 1] if article.i else None
    is_marked_plural = "Plur" in doc[head].morph.get("Number", []) + article.morph.get("Number", [])
    if word in {"den", "diesen"}:
        is_accusative = before is not None and before.lower_ in ACCUSATIVE_PREPOSITIONS
        return form.endswith("s") or (form.endswith("n") and is_marked_plural and not is_accusative)
    if word in {"die", "diese"}:
        return form.endswith("en") and not form.endswith("in")
    if word not in {"der", "dieser"} or form.endswith("in"):
        return False
    if form.endswith("n"):
        return is_marked_plural
    is_nominative = "Nom" in article.morph.get("Case", [])
    return before is not None and before.tag_ in _BEFORE_GENITIVES and not is_nominative


def _is_office(doc: Doc, article: Token, head: int) -> bool:
    """Return whether a noun denotes an office, not its holder: "das Amt des Präsidenten", "berief ihn zum Minister"."""
    if article.lower_ == "zum" and head == article.i + 1:
        return doc[head].text[0].isupper() and not doc[head].text.endswith("n")
    return article.i > 0 and doc[article.i - 1].text in OFFICES


def _attribute(doc: Doc, start: int, end: int) -> frozenset[str]:
    if start >= end or doc[start].lower_ not in _ATTRIBUTE_OPENERS:
        return frozenset()
    if doc[start].lower_ == "von" and start + 1 < end and doc[start + 1].lower_ in INDEFINITE:
        return frozenset()  # "Es sprach die Abgeordnete von einem Skandal"
    words = []
    for token in doc[start + 1 : min(start + 1 + _MAX_TOKENS, end)]:
        if token.is_punct or token.tag_.startswith(("V", "KO")) or token.lower_ in _ATTRIBUTE_OPENERS:
            break
        if token.tag_ in {"NN", "NE"}:
            words.append(token.lower_)
    return frozenset(words) or frozenset({""})


def _follows_name(doc: Doc, description: Description, ends: Collection[int]) -> bool:
    """Return whether a description is an apposition: "Ada Falk, die Ministerin,", "Ada Falk (SPD), die Ministerin,"."""
    comma = description.start - 1
    if comma < 1 or doc[comma].text != ",":
        return False
    bracket = next((i for i in range(comma - 1, max(comma - _MAX_TOKENS, 0), -1) if doc[i].text == "("), comma)
    return comma in ends or (doc[comma - 1].text == ")" and bracket in ends)


def _precedes_name(doc: Doc, description: Description, end: int, starts: Collection[int]) -> bool:
    """Return whether a description belongs to the name after it: "Ministerin Ada Falk", "der Chef der Bahn, Falk,"."""
    after = description.end
    if after + 1 < end and doc[after].tag_ == "KON" and role_noun(doc[after + 1].text):
        after += 2  # "der Vizekanzler und Minister Falk"
    while after < end and doc[after].text in TITLES:
        after += 1
    if after < end and (after in starts or doc[after].tag_ == "NE"):
        return True
    stops = (
        i for i in range(after, min(after + _MAX_TOKENS + 1, end)) if doc[i].text == "," or doc[i].tag_.startswith("V")
    )
    stop = next(stops, end)
    if stop == end or doc[stop].text != ",":
        return False
    named = stop + 1
    while named < end and (doc[named].text in TITLES or role_noun(doc[named].text)):
        named += 1  # "die Leiterin der Gruppe, Kriminalrätin Falk"
    return named in starts


def _titles(noun: str) -> tuple[str, ...]:
    """Return the roles whose holders the noun may denote: a "Kanzler" may be a Bundeskanzler, and vice versa."""
    return (noun, noun.removeprefix("bundes"), *ROLE_SYNONYMS.get(noun, ()))
