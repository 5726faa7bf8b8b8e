"""Track which entities are salient at a point in a text, as candidates for the pronouns that follow.

The weights follow Lappin and Leass (1994), An Algorithm for Pronominal Anaphora Resolution, in kind: a mention counts
for its grammatical role, an entity's mentions add up, and each sentence lowers the sum. Their sizes were tuned on 66
speakers in the part `train` of the quotation corpus.

Organisations and unnamed entities count for less, since third-person pronouns in news mostly refer to named persons.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from wortlaut.entities.positions import ARGUMENTS, Position

_ROLES = {"subject": 190.0, "source": 160.0, "object": 130.0, "oblique": 90.0, "genitive": 80.0}
"""Weights of a mention by its role."""
_DECAY = 0.4
"""Factor of an entity's weight with each sentence."""
_IN_HEADING = 0.5
"""Factor of mentions in the headline and in headings."""
_IN_QUOTES = 0.3
_IS_REPORTED = 0.6
"""Factors of mentions in others' words, for a pronoun in the reporter's own words."""
_WINDOW = 5
"""Sentences after which an entity is no longer salient."""
_MAX_ENTITIES = 40
"""Entities tracked at once; it bounds the work per pronoun."""


class Referent(NamedTuple):
    """The entity that a mention refers to.

    Attributes:
        key: The canonical_id, or None for an unnamed entity.
        gender: `m`, `f`, or None if unknown; `n` of an entity to which no pronoun refers.
        kind: `person`, `organisation` (or any other named entity), or `thing` (what a common noun stands for).
        factor: Weight of a mention, 1 for named persons.
    """

    key: str | None
    gender: str | None
    kind: Literal["person", "organisation", "thing"]
    factor: float


@dataclass
class Entry:
    """A salient entity.

    Attributes:
        key: See `Referent`.
        gender: See `Referent`.
        kind: See `Referent`.
        factor: See `Referent`.
        sentence: The sentence of the last mention.
        group: Its sentence group.
        index: The token of the last mention.
        clauses: The clauses of that sentence that have the entity as an argument of their verb.
        outside: The weight for pronouns in the reporter's own words.
        inside: The weight for pronouns in words that somebody else says.
    """

    key: str | None
    gender: str | None
    kind: Literal["person", "organisation", "thing"]
    factor: float
    sentence: int = 0
    group: int = 0
    index: int = 0
    clauses: set[int] = field(default_factory=set)
    outside: float = 0.0
    inside: float = 0.0
    _sentence_weights: tuple[float, float] = (0.0, 0.0)

    def add(self, position: Position, index: int) -> None:
        """Count a mention; of several in one sentence only the weightiest counts."""
        weight = self.factor * _ROLES[position.role] * (_IN_HEADING if position.in_heading else 1.0)
        report = (_IN_QUOTES if position.in_quotes else 1.0) * (_IS_REPORTED if position.is_reported else 1.0)
        if position.sentence != self.sentence:
            decay = _DECAY ** (position.sentence - self.sentence)
            self.outside, self.inside = self.outside * decay, self.inside * decay
            self.sentence, self.clauses, self._sentence_weights = position.sentence, set(), (0.0, 0.0)
        weights = (max(self._sentence_weights[0], weight * report), max(self._sentence_weights[1], weight))
        self.outside += weights[0] - self._sentence_weights[0]
        self.inside += weights[1] - self._sentence_weights[1]
        self._sentence_weights = weights
        self.index = max(self.index, index)
        self.group = position.group
        if position.role in ARGUMENTS:
            self.clauses.add(position.clause)


class Candidate(NamedTuple):
    """A salient entity with its weight at some position."""

    weight: float
    entry: Entry


class Salience:
    """The salient entities, at most a fixed number."""

    def __init__(self) -> None:
        self._entries: OrderedDict[str, Entry] = OrderedDict()

    def add_mention(self, name: str, referent: Referent, position: Position, index: int) -> None:
        """Count a mention of an entity.

        Args:
            name: The key of the entity here: its canonical_id, or a noun for an unnamed one.
            referent: The entity.
            position: The position of the mention.
            index: Its first token.
        """
        known = self._entries.get(name)
        if known is None:
            known = self._entries[name] = Entry(*referent)
        known.gender = known.gender or referent.gender
        known.add(position, index)
        self._entries.move_to_end(name)
        if len(self._entries) > _MAX_ENTITIES:
            self._entries.popitem(last=False)

    def candidates(self, position: Position) -> Iterator[Candidate]:
        """Yield the salient entities that are no argument of this clause's verb, with their weight at a position."""
        inside = position.in_quotes or position.is_reported
        for entry in self._entries.values():
            distance = position.sentence - entry.sentence
            if 0 <= distance <= _WINDOW and position.clause not in entry.clauses:
                weight = (entry.inside if inside else entry.outside) * _DECAY**distance
                yield Candidate(round(weight, 6), entry)  # equal weights must be equal numbers
