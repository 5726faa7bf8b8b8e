"""Resolve the descriptions and pronouns of an article to the entities they refer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, islice, takewhile
from typing import Literal, NamedTuple

from wortlaut.entities.names import Name
from wortlaut.entities.nominals import Description, descriptions
from wortlaut.entities.positions import ARGUMENTS, Position, Positions
from wortlaut.entities.pronouns import CommonNoun, Pronoun, common_nouns, pronouns
from wortlaut.entities.salience import Candidate, Referent, Salience
from wortlaut.entities.traits import Traits, organisation_genders, persons_traits
from wortlaut.nlp.annotate import Document

_ORGANISATION = 0.5
_UNNAMED = 0.9
_COMMON_NOUN = {"m": 0.3, "f": 0.4}
"""Weights of a mention of anything but a named person, which has 1; for their source see `salience`."""
_OBJECT_FACTOR = 3
"""Factor on the weight of common nouns when the pronoun is an object, which is less often a person than a subject.
Set by hand."""
_CLEAR_FACTOR = 2
"""Factor by which a candidate about whom little is known must outweigh every other."""
_MAX_MEMBERS = 100
"""Persons of one party that a description may fit, the first that the article names; it bounds the work."""
_MAX_DISTANCE = 2
"""Sentences within which an unexplained description must have the person that it may fit; a quotation counts as one."""


class Link(NamedTuple):
    """A description or pronoun with the entity it refers to.

    Attributes:
        start: Its first token.
        end: The token after its last one.
        kind: `nominal`, `organisation` (a nominal that names it: "die Polizei") or `pronoun`.
        canonical_id: The entity.
    """

    start: int
    end: int
    kind: str
    canonical_id: str


class _Expression(NamedTuple):
    """A referring expression; `content` is the expression itself or, for a name, its canonical_id."""

    start: int
    end: int
    position: Position
    content: str | Description | Pronoun | CommonNoun


def links(document: Document, names: Sequence[Name], ids: Sequence[str]) -> list[Link]:
    """Return the descriptions and pronouns of an article that refer to entities it names, in reading order.

    Args:
        document: The article.
        names: Its names in reading order.
        ids: The canonical_id of each name.
    """
    positions = Positions(document)
    persons = [name for name in names if name.label == "PER"]
    places = {name.words[0] for name in names if name.label == "LOC" and len(name.words) == 1}
    whole = {(name.start, name.end) for name in names if name.label == "ORG"}  # `Die Linke` is the party
    nominals = [one for one in descriptions(document, persons, places) if (one.start, one.end) not in whole]
    phrases: list[Description | Pronoun] = [*nominals, *pronouns(document, positions)]
    last = max((phrase.start for phrase in phrases if _may_be_linked(phrase)), default=None)
    if last is None:
        return []
    end = positions.end_of_group(last)  # later text affects no link
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
        persons_traits(document, names, ids),
        organisation_genders(document.doc, names, ids),
        _arguments(expressions),
        _reported(expressions),
    )
    return sorted(
        link
        for _, group in groupby(expressions, key=lambda expression: expression.position.group)
        for link in resolver.resolve(list(group))
    )


def _may_be_linked(phrase: Description | Pronoun) -> bool:
    return isinstance(phrase, Pronoun) or (phrase.is_definite and phrase.noun.kind != "unnamed")


def _arguments(expressions: Sequence[_Expression]) -> dict[int, set[str]]:
    """Return, for each clause, the named entities that are arguments of its verb."""
    arguments: dict[int, set[str]] = defaultdict(set)
    for expression in expressions:
        if isinstance(expression.content, str) and expression.position.role in ARGUMENTS:
            arguments[expression.position.clause].add(expression.content)
    return arguments


def _reported(expressions: Sequence[_Expression]) -> dict[int, set[str]]:
    """Return, for each sentence group, the entities named in what it reports, in Konjunktiv I or in quotation marks."""
    reported: dict[int, set[str]] = defaultdict(set)
    for expression in expressions:
        position = expression.position
        if isinstance(expression.content, str) and (position.is_reported or position.in_quotes):
            reported[position.group].add(expression.content)
    return reported


class _Resolver:
    """Resolve the expressions of an article in one pass, sentence group by sentence group."""

    def __init__(
        self,
        traits: dict[str, Traits],
        organisations: dict[str, str],
        arguments: dict[int, set[str]],
        reported: dict[int, set[str]],
    ) -> None:
        self._traits = traits
        self._known_as: dict[str, list[str]] = defaultdict(list)
        for person, person_traits in traits.items():
            for title in person_traits.known_as:
                self._known_as[title].append(person)
        self._organisations = organisations
        self._arguments = arguments
        self._reported = reported
        self._salience = Salience()
        self._introduced: set[str] = set()
        self._speakers: frozenset[str] = frozenset()
        self._fitting: dict[object, list[str]] = {}

    def resolve(self, group: Sequence[_Expression]) -> Iterator[Link]:
        """Yield the links of a sentence group: the reporter's own words first, then quotations, whose speaker is known.

        A pronoun in a quotation does not refer to its speaker.
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
        """Return the entity that an expression refers to, and record the mention.

        Args:
            expression: A name, description, pronoun or common noun.
            speakers: Entities to which no pronoun here refers.
        """
        content, canonical_id = expression.content, None
        if isinstance(content, str):
            canonical_id, name, referent = content, content, self._referent(content)
        elif isinstance(content, CommonNoun):
            name = f"thing {content.noun}"
            kind: Literal["organisation", "thing"] = "organisation" if content.is_organisation else "thing"
            referent = Referent(None, content.gender, kind, _COMMON_NOUN[content.gender])
        elif isinstance(content, Pronoun):
            canonical_id = self._antecedent(content, expression.position, speakers)
            if canonical_id is None:
                return None
            name, referent = canonical_id, self._referent(canonical_id)
        else:
            canonical_id = self._described_person(content, expression)
            unnamed = f"person {content.noun.text.lower()}"
            name = canonical_id or unnamed
            known = self._referent(canonical_id)._replace(gender=content.noun.gender) if canonical_id else None
            referent = known or Referent(None, content.noun.gender, "person", _UNNAMED)
        self._salience.add_mention(name, referent, expression.position, expression.start)
        return canonical_id

    def _referent(self, canonical_id: str) -> Referent:
        traits = self._traits.get(canonical_id)
        if traits is not None:
            return Referent(canonical_id, traits.gender, "person", 1.0)
        gender = self._organisations.get(canonical_id, "n")
        return Referent(canonical_id, gender, "organisation", _ORGANISATION)

    def _antecedent(self, pronoun: Pronoun, position: Position, speakers: Collection[str]) -> str | None:
        """Return the weightiest fitting antecedent if it is named and, without known gender, clearly ahead of all.

        The antecedent then has the pronoun's gender for what follows. Who reports is nobody whom the report names: "Mit
        Falk plane man, sagte er" (binding principle C; Chomsky, Lectures on Government and Binding, 1981).
        """
        excluded = self._arguments.get(position.clause, set()) | set(speakers)
        if position.role == "subject" and not (position.is_reported or position.in_quotes):
            excluded |= self._reported.get(position.group, set())
        fitting = [
            candidate
            for candidate in self._salience.candidates(position)
            if candidate.entry.gender in {None, pronoun.gender}
            and candidate.entry.key not in excluded
            and not (pronoun.speaks and candidate.entry.kind == "thing")
        ]
        by_role = _weight if position.role in {"subject", "source"} else _object_weight
        rank = _recency if pronoun.is_demonstrative else by_role
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
        """Return whom a description refers to: a person known to fit it, else the only one nearby that may fit."""
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
        members = self._members(phrase, expression.start)
        if members:
            return members[0] if len(members) == 1 else _clear_winner([near[key] for key in members if key in near])
        return self._only_person(phrase, expression.start) or self._only_match(
            phrase, expression.position, list(near.values())
        )

    def _only_person(self, phrase: Description, index: int) -> str | None:
        """Return the only person of its gender named before, however far, to whom an age or origin may belong."""
        if phrase.noun.kind not in {"age", "nationality", "origin"}:
            return None
        named = [
            person
            for person, traits in islice(self._traits.items(), _MAX_MEMBERS)
            if traits.first < index and traits.gender in {None, phrase.noun.gender}
        ]
        is_fitting = len(named) == 1 and phrase.may_fit(self._traits[named[0]], self._traits[named[0]].gender)
        return named[0] if is_fitting else None

    def _members(self, phrase: Description, index: int) -> list[str]:
        """Return the persons named before a token who belong to the party or body in "der AfD-Chef"."""
        affiliation = phrase.affiliation
        return [
            person
            for person in (self._known_as[affiliation][:_MAX_MEMBERS] if affiliation else ())
            if self._traits[person].first < index and self._traits[person].gender in {None, phrase.noun.gender}
        ]

    def _bearers(self, phrase: Description) -> list[str]:
        """Return the persons known from the article to fit a description; cached by the description's content."""
        if phrase.criteria not in self._fitting:
            known = dict.fromkeys(person for title in phrase.titles for person in self._known_as[title])
            self._fitting[phrase.criteria] = [person for person in known if phrase.fits(self._traits[person])]
        return self._fitting[phrase.criteria]

    def _only_match(self, phrase: Description, position: Position, near: Sequence[Candidate]) -> str | None:
        """Return the only person nearby whom a description may fit; by a new role it must be the topic."""
        named = [candidate for candidate in near if candidate.entry.key in self._traits]
        persons = [
            candidate
            for candidate in named
            if position.group - candidate.entry.group <= _MAX_DISTANCE
            and phrase.may_fit(self._traits[candidate.entry.key or ""], candidate.entry.gender)
        ]
        if len(persons) == 1 and not phrase.is_role:
            return persons[0].entry.key
        if position.role != "subject" or phrase.is_other:
            return None
        rivals = [
            candidate
            for candidate in near
            if candidate.entry.kind == "person" and candidate.entry.gender in {None, phrase.noun.gender}
        ]
        winner = _clear_winner(rivals)
        return winner if any(person.entry.key == winner for person in persons) else None


def _clear_winner(candidates: Sequence[Candidate]) -> str | None:
    """Return the candidate that outweighs every other by `_CLEAR_FACTOR`, or None."""
    ranked = sorted(candidates, key=_weight, reverse=True)
    is_clear = ranked and all(ranked[0].weight >= _CLEAR_FACTOR * other.weight for other in ranked[1:])
    return ranked[0].entry.key if is_clear else None


def _weight(candidate: Candidate) -> float:
    return candidate.weight


def _object_weight(candidate: Candidate) -> float:
    return candidate.weight * (_OBJECT_FACTOR if candidate.entry.kind == "thing" else 1)


def _recency(candidate: Candidate) -> float:
    return candidate.entry.index


def _link(expression: _Expression, canonical_id: str | None) -> Iterator[Link]:
    if canonical_id and not isinstance(expression.content, str):
        kind = "pronoun" if isinstance(expression.content, Pronoun) else "nominal"
        yield Link(expression.start, expression.end, kind, canonical_id)
