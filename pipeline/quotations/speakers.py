"""Resolves the noun phrase that names a speaker to a canonical entity of the article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from pipeline.documents import Document
from pipeline.entities import CanonicalEntity, Mention
from pipeline.german.function_words import PERSON_PRONOUNS
from pipeline.quotations.noun_phrases import NounPhrase, noun_phrases
from pipeline.quotations.units import TokenRange

_LOOK_BACK = 4
"""Sentences that are searched for the person a pronoun stands for."""
_GROUPS = frozenset({"PER", "ORG"})


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
        if doc[core.head].lower_ in PERSON_PRONOUNS and core.end - core.start == 1:
            return self._antecedent(doc, core)
        named = self._named(doc, core)
        return named or self._by_role(doc, core)

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
        return not any(token.tag_ in {"APPR", "APPRART", "ART", "PPOSAT", "KON"} for token in between)

    def _by_role(self, doc: Doc, phrase: NounPhrase) -> CanonicalEntity | None:
        """`der Minister` is the one person of the article whose role ends in that word."""
        head = doc[phrase.head]
        if head.tag_ != "NN" or phrase.end - phrase.start > 3 or doc[phrase.start].tag_ not in {"ART", "PDAT"}:
            return None
        known = {mention.canonical_id for mention in self._mentions if mention.span.start < head.idx}
        fitting = [
            entity
            for entity in (self._entities[canonical_id] for canonical_id in sorted(known))
            if entity.label == "PER" and entity.role and _ends_role(entity.role, head.lemma_ or head.text)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _antecedent(self, doc: Doc, phrase: NounPhrase) -> CanonicalEntity | None:
        """The person a pronoun stands for: the first one named in the nearest sentence before it that names one."""
        position = doc[phrase.head].idx
        number = bisect_left(self._sentence_starts, position + 1) - 1
        for back in range(min(_LOOK_BACK, number) + 1):
            start = self._sentence_starts[number - back]
            end = position if back == 0 else self._sentence_starts[number - back + 1]
            persons = [mention for mention in self._between(start, end) if mention.label == "PER"]
            if persons:
                return self._entities.get(persons[0].canonical_id)
        return None

    def _between(self, start: int, end: int) -> Sequence[Mention]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _ends_role(role: str, noun: str) -> bool:
    return any(word.lower().endswith(noun.lower()) for word in role.split()) and len(noun) > 3
