"""Resolves the noun phrase that names a speaker to a canonical entity of the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from spacy.tokens import Doc

from pipeline.clauses import is_finite
from pipeline.documents import Document
from pipeline.entities import CanonicalEntity, Mention
from pipeline.entities.names import name_at
from pipeline.entities.role_nouns import role_noun
from pipeline.entities.roles import gender_before
from pipeline.german.function_words import DEFINITE_GENDERS, PRONOUN_GENDERS
from pipeline.quotations.noun_phrases import NounPhrase, noun_phrases
from pipeline.quotations.units import TokenRange

_LOOK_BACK = 4
"""Sentences that are searched for the person a pronoun stands for."""
_GROUPS = frozenset({"PER", "ORG"})
_AGE_NOUN = re.compile(r"(\d{1,3})-[Jj]ährigen?r?")
_AGE_BEFORE = re.compile(r"(\d{1,3})-jährigen?r?\s+(?:[^\W\d_][\w-]*\s+){0,2}$")
_AFTER_NAME = re.compile(r"\s*(?:\((?P<inside>[^()\n]{1,30})\)|,\s*(?P<age>\d{1,3}),)")
_NEAR = 40
"""Characters before a name that may give its age: `der 57-jährige Oberarzt Karl Weber`."""


class SpeakerResolver:
    """Knows who is who in one article.

    Args:
        document: The article.
        mentions: Its mentions, in reading order.
        entities: The canonical entities by their id.
    """

    def __init__(
        self, document: Document, mentions: Sequence[Mention], entities: Mapping[str, CanonicalEntity]
    ) -> None:
        self._document = document
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]
        self._entities = entities
        self._bearers: dict[str, list[tuple[int, CanonicalEntity]]] = {}
        self._sentence_starts = [sentence.span.start_char for sentence in document.sentences]

    def resolve(self, phrase: TokenRange) -> CanonicalEntity | None:
        """Return the entity that a speaker's noun phrase names, or None rather than a guess.

        Args:
            phrase: Token indices of the phrase.
        """
        doc = self._document.doc
        core = next(noun_phrases(doc, *phrase), None)
        if core is None:
            return None
        if doc[core.head].lower_ in PRONOUN_GENDERS and core.end - core.start == 1:
            return self._antecedent(doc, core)
        return self._named(doc, core) or self._by_role(doc, core) or self._by_description(doc, core)

    def _named(self, doc: Doc, phrase: NounPhrase) -> CanonicalEntity | None:
        """The name at the phrase's head, after a title or role, or as its apposition."""
        head = doc[phrase.head]
        inside = self._between(doc[phrase.start].idx, doc[phrase.end - 1].idx + len(doc[phrase.end - 1]))
        for mention in inside:
            covers_head = mention.span.start <= head.idx < mention.span.end
            if covers_head and mention.label in _GROUPS:
                return self._entities.get(mention.canonical_id)
        for mention in inside:
            if mention.label == "PER" and self._names_head(doc, phrase, mention):
                return self._entities.get(mention.canonical_id)
        return None

    def _names_head(self, doc: Doc, phrase: NounPhrase, mention: Mention) -> bool:
        """`Minister Weber` and `der Minister, Karl Weber,` name the head; `der Sprecher von Karl Weber` does not."""
        between = [token for token in doc[phrase.head + 1 : phrase.end] if token.idx < mention.span.start]
        if between and between[-1].text == ",":
            return True
        return not any(token.tag_ in {"APPR", "APPRART", "ART", "PPOSAT", "KON"} for token in between)

    def _by_role(self, doc: Doc, phrase: NounPhrase) -> CanonicalEntity | None:
        """`der Minister` is the one person of the article whose role ends in that word."""
        head = doc[phrase.head]
        if head.tag_ != "NN" or phrase.end - phrase.start > 3 or doc[phrase.start].tag_ not in {"ART", "PDAT"}:
            return None
        noun = head.lemma_ or head.text
        if noun not in self._bearers:
            self._bearers[noun] = [bearer for bearer in self._with_roles if _ends_role(bearer[1].role, noun)]
        fitting = [entity for start, entity in self._bearers[noun] if start < head.idx]
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def _with_roles(self) -> list[tuple[int, CanonicalEntity]]:
        """The persons of the article that have a role, each with the place where the article first names them."""
        first: dict[str, int] = {}
        for mention in self._mentions:
            if mention.label == "PER":
                first.setdefault(mention.canonical_id, mention.span.start)
        return [(start, self._entities[person]) for person, start in first.items() if self._entities[person].role]

    def _by_description(self, doc: Doc, phrase: NounPhrase) -> CanonicalEntity | None:
        """`der 57-Jährige` and `die CDU-Politikerin`: the one person whose age or party the article has given before.

        An age that it has not given stands for a person as a pronoun of the article's gender does.
        """
        head, article = doc[phrase.head], doc[phrase.start].lower_
        if phrase.end - phrase.start != 2 or article not in DEFINITE_GENDERS:
            return None
        gender = DEFINITE_GENDERS[article]
        age = _AGE_NOUN.fullmatch(head.text)
        if age is not None:
            return self._one_before(age[1], head.idx, gender) or self._nearest(head.idx, gender)
        party, hyphen, noun = head.text.rpartition("-")
        if not hyphen or role_noun(noun) is None:
            return None
        return self._one_before(party, head.idx, gender)

    def _one_before(self, mark: str, position: int, gender: str) -> CanonicalEntity | None:
        """The person, if they are one, who was given an age or a party before a position and may have the gender."""
        bearers = self._described.get(mark, {}).items()
        fitting = [
            person for person, start in bearers if start < position and self._genders.get(person, gender) == gender
        ]
        return self._entities.get(fitting[0]) if len(fitting) == 1 else None

    @cached_property
    def _described(self) -> dict[str, dict[str, int]]:
        """By each age and party: the persons beside whose names the article gives it, with the first such place."""
        found: dict[str, dict[str, int]] = {}
        text = self._document.article.text
        for mention in self._mentions:
            if mention.label != "PER":
                continue
            before = _AGE_BEFORE.search(text[max(mention.span.start - _NEAR, 0) : mention.span.start])
            after = _AFTER_NAME.match(text, mention.span.end)
            given = [before and before[1], after and after["inside"], after and after["age"]]
            for mark in (mark for each in given if each for mark in re.split(r"[,/]\s*", each)):
                found.setdefault(mark, {}).setdefault(mention.canonical_id, mention.span.start)
        return found

    def _antecedent(self, doc: Doc, phrase: NounPhrase) -> CanonicalEntity | None:
        """The person a pronoun stands for."""
        gender = PRONOUN_GENDERS.get(doc[phrase.head].lower_)
        if gender is None or self._is_plural(doc, phrase):
            return None
        return self._nearest(doc[phrase.head].idx, gender)

    def _nearest(self, position: int, gender: str) -> CanonicalEntity | None:
        """The person of a gender in the nearest of the sentences before a position that names one.

        A person known to be of the other gender is passed over. Without evidence of gender, only the one person left
        in all these sentences is taken.
        """
        unknown: dict[str, None] = {}
        for mention in self._persons_before(position):
            known = self._gender(mention)
            if known == gender:
                return self._entities.get(mention.canonical_id)
            if known is None:
                unknown[mention.canonical_id] = None
        return self._entities.get(next(iter(unknown))) if len(unknown) == 1 else None

    def _is_plural(self, doc: Doc, phrase: NounPhrase) -> bool:
        """`sagten sie`: the verb beside the pronoun is plural."""
        beside = (doc[i] for i in (phrase.start - 1, phrase.end) if 0 <= i < len(doc))
        return any(is_finite(token) and token.lower_.endswith(("en", "sind")) for token in beside)

    def _persons_before(self, position: int) -> Iterator[Mention]:
        """Yield the persons named in the nearest sentence first, within a sentence in reading order."""
        number = bisect_left(self._sentence_starts, position + 1) - 1
        for back in range(min(_LOOK_BACK, number) + 1):
            start = self._sentence_starts[number - back]
            end = position if back == 0 else self._sentence_starts[number - back + 1]
            yield from (mention for mention in self._between(start, end) if mention.label == "PER")

    def _gender(self, mention: Mention) -> str | None:
        """Return the gender of a person that any of the article's mentions tells, or None."""
        return self._genders.get(mention.canonical_id)

    @cached_property
    def _genders(self) -> dict[str, str]:
        """The genders that a form of address or a role right before a name tells, or that the role itself has."""
        genders: dict[str, str] = {}
        for mention in self._mentions:
            if mention.label == "PER" and mention.canonical_id not in genders:
                gender = self._told_gender(mention)
                if gender is not None:
                    genders[mention.canonical_id] = gender
        return genders

    def _told_gender(self, mention: Mention) -> str | None:
        doc = self._document.doc
        span = doc.char_span(*mention.span, alignment_mode="expand")
        name = name_at(doc, span.start, span.end, mention.label) if span is not None else None
        before = gender_before(doc, name) if name is not None else None
        entity = self._entities.get(mention.canonical_id)
        return before or _gender_of_role(entity.role if entity is not None else None)

    def _between(self, start: int, end: int) -> Sequence[Mention]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _ends_role(role: str | None, noun: str) -> bool:
    return role is not None and any(word.lower().endswith(noun.lower()) for word in role.split()) and len(noun) > 3


def _gender_of_role(role: str | None) -> str | None:
    """`NATO-Generalsekretär` is a man, `frühere Ministerin` a woman."""
    nouns = (role_noun(word) for word in (role or "").split())
    return next((noun.gender for noun in nouns if noun is not None), None)
