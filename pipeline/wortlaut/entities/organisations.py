"""Find organisations that an article calls by a common noun: "die Polizei", "das Gericht", "die Gewerkschaft Verdi"."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.coreference import Link
from wortlaut.entities.known_names import known_name
from wortlaut.entities.name_joining import field_end
from wortlaut.entities.names import NAME_TAGS, Name, Words, bare, has_legal_form, slug
from wortlaut.entities.nationalities import country_of_adjective
from wortlaut.entities.organisation_nouns import OrganisationNoun, organisation_noun
from wortlaut.german.descriptions import OFFICES
from wortlaut.german.function_words import AGENT_PREPOSITIONS, LAUT, MISTAGGED_PREPOSITIONS
from wortlaut.german.marks import MARKS
from wortlaut.german.names import CLUB_PREFIXES, INFLECTED_ADJECTIVE, LOCATIVE_PREPOSITIONS
from wortlaut.german.organisations import (
    DEFINITE_ARTICLES,
    DEMONSTRATIVES,
    INDEFINITE_ARTICLES,
    NAMED_AFTER_PLACES,
    NATIONAL_PREFIX,
    OTHERS,
    PUBLIC,
    STRONG_ENDINGS,
    UNLISTED_KINDS,
)
from wortlaut.nlp.annotate import Document

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

KIND = "organisation"
"""The kind of these mentions."""
_MAX_ADJECTIVES = 4
_MAX_BODIES = 100
"""Organisations that a noun may refer to, the first that the article names; it bounds the work per noun."""
_WINDOW = 2
"""Sentences within which one of several organisations that fit must be the only one."""
_MARKS = (MARKS - {"’"}) | {"'"}
"""Marks around a name, not the apostrophe."""
_DETERMINER_TAGS = frozenset({"ART", "APPRART", "PDAT", "PPOSAT", "PIAT", "PIDAT", "PWAT"})
_BARE_AFTER = frozenset({"APPR", "KON", "$.", "$,", "$("})
"""Tags before a noun that stands without an article like a name: "laut Polizei"."""
_ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em")


class _Phrase(NamedTuple):
    """A noun phrase for one organisation.

    Attributes:
        start: The first token of its name: an adjective that belongs to it, or the noun.
        head: The noun.
        end: The token after its name.
        noun: What the noun denotes.
        adjectives: The adjectives that belong to its name, in the nominative.
        place: Words after the noun that belong to its name: a place, or what an authority is for.
        is_definite: Whether an article shows that there is only one.
        is_known: Whether it may be one named before: no adjective, attribute or name of its own tells it from those.
    """

    start: int
    head: int
    end: int
    noun: OrganisationNoun
    adjectives: Words
    place: Words
    is_definite: bool
    is_known: bool

    @property
    def words(self) -> Words:
        """Its name in the nominative."""
        return (*self.adjectives, self.noun.text, *self.place)

    @property
    def is_plain(self) -> bool:
        """Whether its name is the noun alone."""
        return not self.adjectives and not self.place


@dataclass(eq=False)
class _Body:
    """An organisation in an article.

    Attributes:
        canonical_id: Its id.
        kinds: What it is known to be.
        nouns: The nouns in its names, and those that the article calls it by.
        words: The words of its names.
        places: The tokens that mention it, in reading order.
    """

    canonical_id: str
    kinds: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)


def organisation_mentions(document: Document, names: Sequence[Name], ids: Sequence[str]) -> list[Link]:
    """Return the mentions of organisations by common nouns, in reading order.

    A noun directly before a name is a mention of the organisation named. Any other refers to the only organisation in
    the article, or nearby, whose name has this noun or whose kind it denotes; else some nouns are names by themselves.

    Args:
        document: The article.
        names: Its names in reading order.
        ids: The canonical_id of each name.
    """
    taken = {index for name in names for index in range(name.start, name.end)}
    places = {index for name in names if name.label == "LOC" for index in range(name.start, name.end)}
    phrases = list(_phrases(document, taken, places))
    if not phrases:
        return []
    numbers = {token.i: n for n, sentence in enumerate(document.sentences) for token in sentence.span}
    bodies = _Bodies(document, names, ids, numbers)
    return bodies.resolve(phrases)


class _Bodies:
    """The organisations of an article."""

    def __init__(
        self, document: Document, names: Sequence[Name], ids: Sequence[str], numbers: Mapping[int, int]
    ) -> None:
        self._article_id = document.article.article_id
        self._doc = document.doc
        self._numbers = numbers
        self._named_at = {
            name.start: canonical_id
            for name, canonical_id in zip(names, ids, strict=True)
            if name.label in {"ORG", "MISC"}
        }
        self._by_id: dict[str, _Body] = {}
        self._names: dict[Words, Words] = {}
        self._by_noun: dict[str, dict[str, None]] = defaultdict(dict)
        for name, canonical_id in zip(names, ids, strict=True):
            if name.label == "ORG":
                self._add_name(name, canonical_id)

    def _add_name(self, name: Name, canonical_id: str) -> None:
        body = self._by_id.setdefault(canonical_id, _Body(canonical_id))
        known = known_name(name.words)
        if known is not None:
            body.kinds.add(known.kind)
        if has_legal_form(name.words):
            body.kinds.add("association" if name.words[-1].endswith(".V.") else "company")
        if not CLUB_PREFIXES.isdisjoint(name.words):
            body.kinds.add("club")
        for word in name.words:
            noun = organisation_noun(word)
            if noun is not None:
                self._learn(body, noun)
        body.words.update(name.words)
        body.places.append(name.start)

    def _learn(self, body: _Body, noun: OrganisationNoun) -> None:
        body.kinds.add(noun.kinds[0])
        body.nouns.add(noun.text)
        self._by_noun[noun.text.lower()][body.canonical_id] = None

    def resolve(self, phrases: Sequence[_Phrase]) -> list[Link]:
        """Return a link for each phrase that refers to an organisation; one that is only introduced is none."""
        self._learn_appositions(phrases)
        self._add_long_forms(phrases)
        known = set[str]()
        links = []
        for phrase in phrases:
            apposed = self._apposed(phrase)
            canonical_id = apposed or self._referent(phrase)
            if canonical_id is not None:
                insort(self._by_id[canonical_id].places, phrase.head)
                links.append(Link(phrase.start, phrase.end, KIND, canonical_id))
                if apposed or phrase.is_definite:
                    known.add(canonical_id)
        return [link for link in links if link.canonical_id in known]

    def _apposed(self, phrase: _Phrase) -> str | None:
        """Return the organisation whose name directly follows the noun, also in quotation marks."""
        after = phrase.head + 1
        while after < len(self._doc) and self._doc[after].text in _MARKS:
            after += 1
        canonical_id = self._named_at.get(after)
        return canonical_id if canonical_id in self._by_id else None

    def _learn_appositions(self, phrases: Sequence[_Phrase]) -> None:
        for phrase in phrases:
            canonical_id = self._apposed(phrase)
            if canonical_id is not None:
                self._learn(self._by_id[canonical_id], phrase.noun)

    def _add_long_forms(self, phrases: Sequence[_Phrase]) -> None:
        """Add the organisations whose name is a noun with an adjective, a place or a field.

        "Ein niederländisches Gericht" and later "das Gericht in Den Haag" are one if there is no third of that noun.
        """
        forms: dict[str, dict[Words, _Phrase]] = defaultdict(dict)
        for phrase in phrases:
            if not phrase.is_plain and phrase.noun.use != "reference" and self._apposed(phrase) is None:
                forms[phrase.noun.text].setdefault(phrase.words, phrase)
        for group in forms.values():
            first, *others = group.values()
            if len(others) == 1 and others[0].is_definite and _may_be_same(first, others[0]):
                longest = max(group, key=lambda words: (len(words), words))
                self._names.update(dict.fromkeys(group, longest))
            for phrase in group.values():
                self._own(phrase)

    def _own(self, phrase: _Phrase) -> _Body:
        """Return the organisation whose name the phrase is."""
        words = self._names.get(phrase.words, phrase.words)
        known = known_name(words) or known_name((phrase.noun.text, *phrase.place))
        name = slug(bare(words, "ORG"))
        canonical_id = known.canonical_id if known and known.label == "ORG" else f"ORG:{name}@{self._article_id}"
        if canonical_id not in self._by_id:
            body = self._by_id[canonical_id] = _Body(canonical_id)
            body.words.update(words)
            self._learn(body, phrase.noun)
        return self._by_id[canonical_id]

    def _referent(self, phrase: _Phrase) -> str | None:
        """Return the organisation that a phrase refers to by its noun."""
        noun = phrase.noun
        if noun.use == "place" and not phrase.place:
            return None
        if not phrase.is_plain and noun.use != "reference":
            return self._own(phrase).canonical_id
        if not phrase.is_known or not all(word.endswith("er") for word in phrase.adjectives):
            return None  # but "die Wiesbadener Behörde" says where one is that was named
        same = [self._by_id[key] for key in islice(self._by_noun[noun.text.lower()], _MAX_BODIES)]
        if noun.use == "name":
            return self._only(same, phrase) if same else self._own(phrase).canonical_id
        if not noun.is_compound or "-" in noun.text:  # "der Super-League-Klub"
            same = list(dict.fromkeys([*same, *self._of_kind(noun, phrase.head)]))
        if same:
            return self._only(same, phrase)
        if noun.use == "either":
            return self._own(phrase).canonical_id
        unknown = [
            body
            for body in islice(self._by_id.values(), _MAX_BODIES)
            if not body.kinds and body.places[0] < phrase.head
        ]
        is_general = noun.kinds[0] in UNLISTED_KINDS and len(noun.kinds) > 1
        is_clear = len(unknown) == 1 and is_general and not noun.is_compound
        return self._only(unknown, phrase) if is_clear else None

    def _of_kind(self, noun: OrganisationNoun, index: int) -> Iterator[_Body]:
        """Yield the organisations named before a token that are of the noun's kind, or whose name ends in the noun."""
        ending = noun.text.lower()
        for body in islice(self._by_id.values(), _MAX_BODIES):
            is_alike = not body.kinds.isdisjoint(noun.kinds) or any(
                word.lower().endswith(ending) for word in body.nouns
            )
            if is_alike and body.places and body.places[0] < index:
                yield body

    def _only(self, bodies: Sequence[_Body], phrase: _Phrase) -> str | None:
        """Return the only organisation, or the only one mentioned in this sentence or shortly before it, or None."""
        if len(bodies) > 1:
            bodies = [body for body in bodies if self._distance(body, phrase.head) <= _WINDOW]
        return bodies[0].canonical_id if len(bodies) == 1 else None

    def _distance(self, body: _Body, index: int) -> float:
        """Return how many sentences before a token an organisation was mentioned last."""
        last = bisect_left(body.places, index) - 1
        return self._numbers[index] - self._numbers.get(body.places[last], 0) if last >= 0 else inf


def _may_be_same(one: _Phrase, other: _Phrase) -> bool:
    """Return whether two phrases with one noun say different things about it: a country and a place."""
    return not (one.adjectives and other.adjectives) and not (one.place and other.place)


def nominative(words: Words) -> Words:
    """Return an organisation's name in the nominative if it ends in a noun for one: "Statistischen Landesamtes"."""
    for index, word in enumerate(words):
        noun = organisation_noun(word)
        if noun is not None:
            adjectives = (word if _is_first_part(word) else _strong(word, noun.gender) for word in words[:index])
            return (*adjectives, noun.text, *words[index + 1 :])
    return words


def _is_first_part(word: str) -> bool:
    """Return whether a word is no adjective but belongs to a compound: "Städte- und Gemeindebund"."""
    return word.endswith("-") or word == "und"


def _phrases(document: Document, taken: set[int], places: set[int]) -> Iterator[_Phrase]:
    for sentence in document.sentences:
        start, end = sentence.span.start, sentence.span.end
        for token in sentence.span:
            if token.tag_ in {"NN", "NE"} and token.i not in taken:
                noun = organisation_noun(token.text)
                phrase = _phrase(document.doc, token, noun, start, end, places) if noun is not None else None
                if phrase is not None:
                    yield phrase


def _phrase(doc: Doc, head: Token, noun: OrganisationNoun, start: int, end: int, places: set[int]) -> _Phrase | None:
    first = head.i
    while first > start and _is_adjective(doc[first - 1]) and head.i - first < _MAX_ADJECTIVES:
        first -= 1
    adjectives = list(doc[first : head.i])
    before = doc[first - 1] if first > start else None
    determiner = before.lower_ if before is not None and _is_determiner(before) else None
    is_indefinite = determiner in INDEFINITE_ARTICLES[noun.gender]
    if noun.text in OFFICES and (determiner in {"im", "vom", "am"} or _follows_genitive(doc, head.i + 1, end)):
        return None  # "im Amt", "das Amt des Präsidenten"
    if determiner is None:
        if not _stands_like_a_name(before, head, noun, adjectives):
            return None
    elif determiner not in DEFINITE_ARTICLES[noun.gender] | DEMONSTRATIVES[noun.gender] and not is_indefinite:
        return None
    is_plural = noun.gender != "p" and head.morph.get("Number", []) == ["Plur"]
    if is_plural and noun.gender != "f" and noun.text == head.text and determiner in {"die", "der", "den"}:
        return None  # "die Hersteller"
    follows_noun = first - 1 > start and doc[first - 2].tag_ == "NN"
    if noun.gender == "p" and determiner == "der" and not follows_noun:
        return None  # "der Republikaner" is a man
    if noun.use == "place" and before is not None and not _may_act(doc, before, start):
        return None
    own = [token for token in adjectives if _is_part_of_name(token, start)]
    if noun.text.startswith(NATIONAL_PREFIX):
        own = []
    place_end = _place_end(doc, head, noun, end, places)
    name_start = own[0].i if own and own == adjectives[-len(own) :] else head.i
    kept = own if name_start < head.i else []
    return _Phrase(
        start=name_start,
        head=head.i,
        end=place_end,
        noun=noun,
        adjectives=tuple(_strong(token.text, noun.gender) for token in kept),
        place=tuple(token.text for token in doc[head.i + 1 : place_end]),
        is_definite=not is_indefinite,
        is_known=not is_indefinite
        and not any(_is_restrictive(token) for token in adjectives)
        and (noun.use != "reference" or not _is_restricted(doc, place_end, end)),
    )


def _is_adjective(token: Token) -> bool:
    return token.tag_ == "ADJA" and token.lower_ not in MISTAGGED_PREPOSITIONS


def _is_determiner(token: Token) -> bool:
    return token.tag_ in _DETERMINER_TAGS and token.lower_ not in MISTAGGED_PREPOSITIONS


def _is_restrictive(adjective: Token) -> bool:
    """Return whether an adjective shows that another organisation is meant than one named before."""
    stem = _stem(adjective.lower_)
    return stem in OTHERS or stem.endswith("end")


def _is_restricted(doc: Doc, index: int, end: int) -> bool:
    """Return whether a genitive, or a name that is not recognised, follows a noun: "die Partei des Präsidenten"."""
    if index >= end:
        return False
    token = doc[index]
    opens_title = (
        token.text in _MARKS and index + 1 < end and bool(doc[index - 1].whitespace_) and not token.whitespace_
    )
    is_name = token.tag_ in NAME_TAGS and token.text[0].isupper()
    return opens_title or is_name or token.lower_ in {"des", "der", "eines", "einer", "von", "vom"}


def _follows_genitive(doc: Doc, index: int, end: int) -> bool:
    return index < end and doc[index].lower_ in {"des", "der", "eines", "einer", "als"}


def _may_act(doc: Doc, determiner: Token, start: int) -> bool:
    """Return whether a city or land may be meant as an authority, since no preposition makes it a place."""
    if determiner.tag_ == "APPRART":
        return determiner.lower_ in AGENT_PREPOSITIONS
    before = doc[determiner.i - 1] if determiner.i > start else None
    return before is None or before.tag_ != "APPR" or before.lower_ in AGENT_PREPOSITIONS | LAUT


def _stands_like_a_name(before: Token | None, head: Token, noun: OrganisationNoun, adjectives: Sequence[Token]) -> bool:
    """Return whether a noun without determiner is one organisation: "laut Polizei", "Polizei sucht Zeugen"."""
    is_party = noun.gender == "p" and noun.kinds == ("party",)
    is_plural = noun.gender == "p" or head.morph.get("Number", []) == ["Plur"]
    if noun.use != "name" or adjectives or (is_plural and not is_party):
        return False
    return before is None or before.tag_ in _BARE_AFTER or before.lower_ in MISTAGGED_PREPOSITIONS


def _is_part_of_name(token: Token, start: int) -> bool:
    """Return whether an adjective belongs to the name: it is of a country or place, or capitalised."""
    is_capitalised = token.text[0].isupper() and (token.i > start or token.text.endswith("er"))
    return is_capitalised or country_of_adjective(token.text) is not None


def _strong(adjective: str, gender: str) -> str:
    """Return an adjective in the nominative without article; "Berliner" does not inflect."""
    match = INFLECTED_ADJECTIVE.fullmatch(adjective)
    if match:
        return match["stem"] + STRONG_ENDINGS[gender]
    if adjective[0].isupper() and adjective.endswith("er"):
        return adjective
    return _stem(adjective) + STRONG_ENDINGS[gender]


def _stem(adjective: str) -> str:
    ending = next((ending for ending in sorted(_ADJECTIVE_ENDINGS, key=len)[::-1] if adjective.endswith(ending)), "")
    return adjective[: len(adjective) - len(ending)]


def _place_end(doc: Doc, head: Token, noun: OrganisationNoun, end: int, places: set[int]) -> int:
    """Return where the name ends: after a place, or after what an authority is for."""
    index = head.i + 1
    if index >= end:
        return index
    token = doc[index]
    if noun.use in {"place", "name", "either"} and index in places:
        while index < end and (index in places or _joins_places(doc, index, end)):
            index += 1
        return index
    if noun.kinds[0] in NAMED_AFTER_PLACES and token.tag_ == "NE" and token.text[0].isupper():
        return index + 1
    if noun.kinds[0] == "court" and token.lower_ in LOCATIVE_PREPOSITIONS and index + 1 < end:
        after = index + 1
        while after < end and after in places:
            after += 1
        return after if after > index + 1 else head.i + 1
    if noun.kinds[0] in PUBLIC and token.lower_ == "für":
        return field_end(doc, index, end)
    return head.i + 1


def _joins_places(doc: Doc, index: int, end: int) -> bool:
    """Return whether a token is the slash between two places, or the place after it: "Leer/Emden"."""
    if doc[index].text == "/":
        return not doc[index - 1].whitespace_ and index + 1 < end and doc[index + 1].text[0].isupper()
    return doc[index - 1].text == "/" and not doc[index - 1].whitespace_
