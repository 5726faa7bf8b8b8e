"""Decides whom the descriptions and pronouns of an article stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from wortlaut.entities.common_nouns import CommonNoun, common_nouns
from wortlaut.entities.names import Name
from wortlaut.entities.nominals import Description, descriptions
from wortlaut.entities.positions import ARGUMENTS, Position, Positions
from wortlaut.entities.pronouns import Pronoun, pronouns
from wortlaut.entities.salience import Candidate, Referent, Salience
from wortlaut.entities.traits import Traits, organisation_genders, persons_traits
from wortlaut.nlp.annotate import Document

_ORGANISATION = 0.5
_UNNAMED = 0.9
_COMMON_NOUN = {"m": 0.3, "f": 0.4}
"""How much a mention counts of what is no named person, against 1 for one."""
_OBJECT_FACTOR = 3
"""How many times more things count for an object, which is less often a person than a subject is."""
_CLEAR_FACTOR = 2
"""How many times more than all others somebody must weigh of whom little is known."""
_MAX_DISTANCE = 2
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


class _Expression(NamedTuple):
    """Something that a text speaks of; `content` is what it is, for a name its canonical_id."""

    start: int
    end: int
    position: Position
    content: str | Description | Pronoun | CommonNoun


def links(document: Document, names: Sequence[Name], ids: Sequence[str]) -> list[Link]:
    """Return the descriptions and pronouns of an article that stand for entities it names, in reading order.

    Args:
        document: The article.
        names: Its names in reading order.
        ids: The canonical_id of each name.
    """
    positions = Positions(document)
    nominals = list(_nominals(document, names))
    phrases: list[Description | Pronoun] = [*nominals, *pronouns(document, positions)]
    last = max((phrase.start for phrase in phrases if _may_be_linked(phrase)), default=None)
    if last is None:
        return []
    end = positions.end_of_group(last)  # what stands behind it has no say in any link
    ranges = [(name.start, name.end) for name in names] + [(nominal.start, nominal.end) for nominal in nominals]
    taken = {index for start, stop in ranges for index in range(start, stop)}
    nouns = takewhile(lambda noun: noun.start < end, common_nouns(document, taken))
    contents: list[tuple[int, int, str | Description | Pronoun | CommonNoun]] = [
        (name.start, name.end, canonical_id) for name, canonical_id in zip(names, ids, strict=True)
    ]
    contents += [(phrase.start, phrase.end, phrase) for phrase in phrases]
    contents += [(noun.start, noun.end, noun) for noun in nouns]
    expressions = [
        _Expression(start, stop, positions.of(start, stop), content) for start, stop, content in contents if start < end
    ]
    expressions.sort(key=lambda expression: (expression.start, -expression.end))
    resolver = _Resolver(
        persons_traits(document, names, ids), organisation_genders(document.doc, names, ids), _arguments(expressions)
    )
    return sorted(
        link
        for _, group in groupby(expressions, key=lambda expression: expression.position.group)
        for link in resolver.resolve(list(group))
    )


def _nominals(document: Document, names: Sequence[Name]) -> Iterator[Description]:
    persons = [name for name in names if name.label == "PER"]
    places = {name.words[0] for name in names if name.label == "LOC" and len(name.words) == 1}
    return descriptions(document, persons, places)


def _may_be_linked(phrase: Description | Pronoun) -> bool:
    return isinstance(phrase, Pronoun) or (phrase.is_definite and phrase.noun.kind != "unnamed")


def _arguments(expressions: Sequence[_Expression]) -> dict[int, set[str]]:
    """Return by clause the named entities that are arguments of its verb."""
    arguments: dict[int, set[str]] = defaultdict(set)
    for expression in expressions:
        if isinstance(expression.content, str) and expression.position.role in ARGUMENTS:
            arguments[expression.position.clause].add(expression.content)
    return arguments


class _Resolver:
    """Goes through an article once, stretch by stretch."""

    def __init__(
        self, traits: dict[str, Traits], organisations: dict[str, str], arguments: dict[int, set[str]]
    ) -> None:
        self._traits = traits
        self._known_as: dict[str, list[str]] = defaultdict(list)
        for person, person_traits in traits.items():
            for title in person_traits.known_as:
                self._known_as[title].append(person)
        self._organisations = organisations
        self._arguments = arguments
        self._salience = Salience()
        self._introduced: set[str] = set()
        self._speakers: frozenset[str] = frozenset()
        self._fitting: dict[object, list[str]] = {}

    def resolve(self, group: Sequence[_Expression]) -> Iterator[Link]:
        """Yield the links of a stretch: first what the reporter says, then the words in marks, of a speaker now known.

        Whom words in marks call "er" is not their speaker.
        """
        outside = [expression for expression in group if not expression.position.in_quotes]
        speakers = set[str]()
        for expression in outside:
            canonical_id = self._follow(expression, frozenset())
            if canonical_id and expression.position.role in {"subject", "source"}:
                speakers.add(canonical_id)
            yield from _link(expression, canonical_id)
        self._speakers = frozenset(speakers) or self._speakers
        for expression in group:
            if expression.position.in_quotes:
                yield from _link(expression, self._follow(expression, self._speakers))

    def _follow(self, expression: _Expression, speakers: Collection[str]) -> str | None:
        """Return the entity that an item stands for, and keep in mind that it was spoken of.

        Args:
            expression: A name, description, pronoun or common noun.
            speakers: Entities for which no pronoun stands here.
        """
        content, canonical_id = expression.content, None
        if isinstance(content, str):
            canonical_id, name, referent = content, content, self._referent(content)
        elif isinstance(content, CommonNoun):
            name, referent = f"thing {content.noun}", Referent(None, content.gender, _COMMON_NOUN[content.gender])
        elif isinstance(content, Pronoun):
            canonical_id = self._antecedent(content, expression.position, speakers)
            if canonical_id is None:
                return None
            name, referent = canonical_id, self._referent(canonical_id)
        else:
            canonical_id = self._described_person(content, expression)
            unnamed = f"person {content.noun.text.lower()}"
            name = canonical_id or unnamed
            known = self._referent(canonical_id) if canonical_id else None
            referent = known or Referent(None, content.noun.gender, _UNNAMED)
        self._salience.add_mention(name, referent, expression.position, expression.start)
        return canonical_id

    def _referent(self, canonical_id: str) -> Referent:
        traits = self._traits.get(canonical_id)
        if traits is not None:
            return Referent(canonical_id, traits.gender, 1.0)
        # What has no known gender is no candidate for a pronoun; "n" stands for none.
        return Referent(canonical_id, self._organisations.get(canonical_id, "n"), _ORGANISATION)

    def _antecedent(self, pronoun: Pronoun, position: Position, speakers: Collection[str]) -> str | None:
        """Return whom a pronoun stands for: the weightiest of its gender, unless that has no name.

        Somebody of unknown gender is taken only where nobody else who fits comes near.
        """
        excluded = self._arguments.get(position.clause, set()) | set(speakers)
        fitting = [
            candidate
            for candidate in self._salience.candidates(position)
            if candidate.entry.gender in {None, pronoun.gender} and candidate.entry.key not in excluded
        ]
        rank = _recency if pronoun.is_demonstrative else _weight if position.role == "subject" else _object_weight
        ranked = sorted(fitting, key=rank, reverse=True)
        if not ranked or ranked[0].entry.key is None:
            return None
        best = ranked[0].entry
        margin = 1.0 if best.gender else _CLEAR_FACTOR
        if any(margin * rank(other) >= rank(ranked[0]) for other in ranked[1:]):
            return None
        best.gender = pronoun.gender
        return best.key

    def _described_person(self, phrase: Description, expression: _Expression) -> str | None:
        """Return whom a description stands for: who is known to be so, else the only one near who may be."""
        noun = phrase.noun.text.lower()
        if not phrase.is_definite:
            self._introduced.add(noun)
            return None
        if noun in self._introduced or phrase.noun.kind == "unnamed":
            return None
        near = {candidate.entry.key: candidate for candidate in self._salience.candidates(expression.position)}
        bearers = [person for person in self._bearers(phrase) if self._traits[person].first < expression.start]
        if len(bearers) == 1:
            return bearers[0]
        if bearers:
            return _clear_winner([near[person] for person in bearers if person in near])
        return self._only_match(phrase, expression.position, list(near.values()))

    def _bearers(self, phrase: Description) -> list[str]:
        """Return the persons of whom the article tells what a description says; it is asked once for each."""
        criteria = phrase[2:]
        if criteria not in self._fitting:
            known = dict.fromkeys(person for title in phrase.titles for person in self._known_as[title])
            self._fitting[criteria] = [person for person in known if phrase.fits(self._traits[person])]
        return self._fitting[criteria]

    def _only_match(self, phrase: Description, position: Position, near: Sequence[Candidate]) -> str | None:
        persons = [
            candidate
            for candidate in near
            if candidate.entry.key in self._traits
            and position.sentence - candidate.entry.sentence <= _MAX_DISTANCE
            and phrase.may_fit(self._traits[candidate.entry.key])
        ]
        return persons[0].entry.key if len(persons) == 1 else None


def _clear_winner(candidates: Sequence[Candidate]) -> str | None:
    """Return who weighs so much more than all others that nobody else can be meant."""
    ranked = sorted(candidates, key=_weight, reverse=True)
    is_clear = ranked and all(ranked[0].weight >= _CLEAR_FACTOR * other.weight for other in ranked[1:])
    return ranked[0].entry.key if is_clear else None


def _weight(candidate: Candidate) -> float:
    return candidate.weight


def _object_weight(candidate: Candidate) -> float:
    is_common_noun = candidate.entry.factor in _COMMON_NOUN.values()
    return candidate.weight * (_OBJECT_FACTOR if is_common_noun else 1)


def _recency(candidate: Candidate) -> float:
    return candidate.entry.index


def _link(expression: _Expression, canonical_id: str | None) -> Iterator[Link]:
    if canonical_id and not isinstance(expression.content, str):
        kind = "pronoun" if isinstance(expression.content, Pronoun) else "nominal"
        yield Link(expression.start, expression.end, kind, canonical_id)
