"""Decides whom the descriptions and pronouns of an article stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from wortlaut.entities.common_nouns import Thing, things
from wortlaut.entities.names import Name
from wortlaut.entities.nominals import Description, descriptions
from wortlaut.entities.positions import ARGUMENTS, Position, Positions
from wortlaut.entities.pronouns import Pronoun, pronouns
from wortlaut.entities.salience import Candidate, Referent, Salience
from wortlaut.entities.traits import Traits, organisation_genders, persons_traits
from wortlaut.nlp.annotate import Document

_ORGANISATION = 0.5
_UNNAMED = 0.9
_THING = {"m": 0.3, "f": 0.4}
"""How much a mention counts of what is no named person, against 1 for one."""
_AS_OBJECT = 3
"""How many times more things count for an object, which is less often a person than a subject is."""
_CLEAR = 2
"""How many times more than all others somebody must weigh of whom little is known."""
_NEAR = 2
"""Sentences in which a description that the article does not explain must find the only person it may fit."""


class Link(NamedTuple):
    """A description or pronoun with the entity it stands for.

    Attributes:
        start: Its first token.
        end: The token after its last one.
        kind: `nominal` or `pronoun`.
        canonical_id: The entity.
    """

    start: int
    end: int
    kind: str
    canonical_id: str


class _Item(NamedTuple):
    """Something that a text speaks of; `content` is what it is, for a name its canonical_id."""

    start: int
    end: int
    position: Position
    content: str | Description | Pronoun | Thing


def links(document: Document, names: Sequence[Name], ids: Sequence[str]) -> list[Link]:
    """Return the descriptions and pronouns of an article that stand for entities it names, in reading order.

    Args:
        document: The article.
        names: Its names in reading order.
        ids: The canonical_id of each name.
    """
    positions = Positions(document)
    described = list(_described(document, names))
    phrases: list[Description | Pronoun] = [*described, *pronouns(document, positions)]
    last = max((phrase.start for phrase in phrases if _may_be_linked(phrase)), default=None)
    if last is None:
        return []
    end = positions.end_of_stretch(last)  # what stands behind it has no say in any link
    ranges = [(each.start, each.end) for each in names] + [(each.start, each.end) for each in described]
    taken = {index for start, stop in ranges for index in range(start, stop)}
    others = takewhile(lambda thing: thing.start < end, things(document, taken))
    contents: list[tuple[int, int, str | Description | Pronoun | Thing]] = [
        (name.start, name.end, canonical_id) for name, canonical_id in zip(names, ids, strict=True)
    ]
    contents += [(phrase.start, phrase.end, phrase) for phrase in phrases]
    contents += [(thing.start, thing.end, thing) for thing in others]
    items = [_Item(start, stop, positions.of(start, stop), each) for start, stop, each in contents if start < end]
    items.sort(key=lambda item: (item.start, -item.end))
    resolver = _Resolver(
        persons_traits(document, names, ids), organisation_genders(document.doc, names, ids), _arguments(items)
    )
    return sorted(
        link
        for _, stretch in groupby(items, key=lambda item: item.position.stretch)
        for link in resolver.resolve(list(stretch))
    )


def _described(document: Document, names: Sequence[Name]) -> Iterator[Description]:
    persons = [name for name in names if name.label == "PER"]
    places = {name.words[0] for name in names if name.label == "LOC" and len(name.words) == 1}
    return descriptions(document, persons, places)


def _may_be_linked(phrase: Description | Pronoun) -> bool:
    return isinstance(phrase, Pronoun) or (phrase.is_definite and phrase.noun.kind != "unnamed")


def _arguments(items: Sequence[_Item]) -> dict[int, set[str]]:
    """Return by clause the named entities that are arguments of its verb."""
    arguments: dict[int, set[str]] = defaultdict(set)
    for item in items:
        if isinstance(item.content, str) and item.position.role in ARGUMENTS:
            arguments[item.position.clause].add(item.content)
    return arguments


class _Resolver:
    """Goes through an article once, stretch by stretch."""

    def __init__(
        self, traits: dict[str, Traits], organisations: dict[str, str], arguments: dict[int, set[str]]
    ) -> None:
        self._traits = traits
        self._known_as: dict[str, list[str]] = defaultdict(list)
        for person, told in traits.items():
            for title in told.known_as:
                self._known_as[title].append(person)
        self._organisations = organisations
        self._arguments = arguments
        self._salience = Salience()
        self._introduced: set[str] = set()
        self._speakers: frozenset[str] = frozenset()
        self._fitting: dict[object, list[str]] = {}

    def resolve(self, stretch: Sequence[_Item]) -> Iterator[Link]:
        """Yield the links of a stretch: first what the reporter says, then the words in marks, of a speaker now known.

        Whom words in marks call "er" is not their speaker.
        """
        outside = [item for item in stretch if not item.position.in_marks]
        speakers = set[str]()
        for item in outside:
            canonical_id = self._follow(item, frozenset())
            if canonical_id and item.position.role in {"subject", "source"}:
                speakers.add(canonical_id)
            yield from _link(item, canonical_id)
        self._speakers = frozenset(speakers) or self._speakers
        for item in stretch:
            if item.position.in_marks:
                yield from _link(item, self._follow(item, self._speakers))

    def _follow(self, item: _Item, others: Collection[str]) -> str | None:
        """Return the entity that an item stands for, and keep in mind that it was spoken of.

        Args:
            item: A name, description, pronoun or common noun.
            others: Entities for which no pronoun stands here.
        """
        content, canonical_id = item.content, None
        if isinstance(content, str):
            canonical_id, name, referent = content, content, self._referent(content)
        elif isinstance(content, Thing):
            name, referent = f"thing {content.noun}", Referent(None, content.gender, _THING[content.gender])
        elif isinstance(content, Pronoun):
            canonical_id = self._antecedent(content, item.position, others)
            if canonical_id is None:
                return None
            name, referent = canonical_id, self._referent(canonical_id)
        else:
            canonical_id = self._described(content, item)
            unnamed = f"person {content.noun.text.lower()}"
            name = canonical_id or unnamed
            known = self._referent(canonical_id) if canonical_id else None
            referent = known or Referent(None, content.noun.gender, _UNNAMED)
        self._salience.see(name, referent, item.position, item.start)
        return canonical_id

    def _referent(self, canonical_id: str) -> Referent:
        traits = self._traits.get(canonical_id)
        if traits is not None:
            return Referent(canonical_id, traits.gender, 1.0)
        # What has no known gender is no candidate for a pronoun; "n" stands for none.
        return Referent(canonical_id, self._organisations.get(canonical_id, "n"), _ORGANISATION)

    def _antecedent(self, pronoun: Pronoun, position: Position, others: Collection[str]) -> str | None:
        """Return whom a pronoun stands for: the weightiest of its gender, unless that has no name.

        Somebody of unknown gender is taken only where nobody else who fits comes near.
        """
        excluded = self._arguments.get(position.clause, set()) | set(others)
        fitting = [
            candidate
            for candidate in self._salience.candidates(position)
            if candidate.entry.gender in {None, pronoun.gender} and candidate.entry.key not in excluded
        ]
        rank = _by_place if pronoun.points else _by_weight if position.role == "subject" else _by_weight_as_object
        ranked = sorted(fitting, key=rank, reverse=True)
        if not ranked or ranked[0].entry.key is None:
            return None
        best = ranked[0].entry
        margin = 1.0 if best.gender else _CLEAR
        if any(margin * rank(other) >= rank(ranked[0]) for other in ranked[1:]):
            return None
        best.gender = pronoun.gender
        return best.key

    def _described(self, phrase: Description, item: _Item) -> str | None:
        """Return whom a description stands for: who is known to be so, else the only one near who may be."""
        noun = phrase.noun.text.lower()
        if not phrase.is_definite:
            self._introduced.add(noun)
            return None
        if noun in self._introduced or phrase.noun.kind == "unnamed":
            return None
        near = {candidate.entry.key: candidate for candidate in self._salience.candidates(item.position)}
        bearers = [person for person in self._bearers(phrase) if self._traits[person].first < item.start]
        if len(bearers) == 1:
            return bearers[0]
        if bearers:
            return _clearly_first([near[person] for person in bearers if person in near])
        return self._only_one(phrase, item.position, list(near.values()))

    def _bearers(self, phrase: Description) -> list[str]:
        """Return the persons of whom the article tells what a description says; it is asked once for each."""
        said = phrase[2:]
        if said not in self._fitting:
            known = dict.fromkeys(person for title in phrase.titles for person in self._known_as[title])
            self._fitting[said] = [person for person in known if phrase.fits(self._traits[person])]
        return self._fitting[said]

    def _only_one(self, phrase: Description, position: Position, near: Sequence[Candidate]) -> str | None:
        persons = [
            candidate
            for candidate in near
            if candidate.entry.key in self._traits
            and position.sentence - candidate.entry.sentence <= _NEAR
            and phrase.may_fit(self._traits[candidate.entry.key])
        ]
        return persons[0].entry.key if len(persons) == 1 else None


def _clearly_first(candidates: Sequence[Candidate]) -> str | None:
    """Return who weighs so much more than all others that nobody else can be meant."""
    ranked = sorted(candidates, key=_by_weight, reverse=True)
    is_clear = ranked and all(ranked[0].weight >= _CLEAR * other.weight for other in ranked[1:])
    return ranked[0].entry.key if is_clear else None


def _by_weight(candidate: Candidate) -> float:
    return candidate.weight


def _by_weight_as_object(candidate: Candidate) -> float:
    is_thing = candidate.entry.factor in _THING.values()
    return candidate.weight * (_AS_OBJECT if is_thing else 1)


def _by_place(candidate: Candidate) -> float:
    return candidate.entry.index


def _link(item: _Item, canonical_id: str | None) -> Iterator[Link]:
    if canonical_id and not isinstance(item.content, str):
        kind = "pronoun" if isinstance(item.content, Pronoun) else "nominal"
        yield Link(item.start, item.end, kind, canonical_id)
