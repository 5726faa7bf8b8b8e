"""Resolve the noun phrase that names a speaker to one of the article's entities."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from wortlaut.entities import Mention
from wortlaut.entities.organisation_nouns import organisation_noun
from wortlaut.entities.records import in_analysed_text
from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.function_words import GENITIVE_DETERMINERS, ORGANISATION_PRONOUNS
from wortlaut.german.organisations import DECISIONS, ORGANS
from wortlaut.nlp import syntax
from wortlaut.nlp.annotate import Document
from wortlaut.nlp.noun_phrases import NounPhrase, first_phrase, phrase_start
from wortlaut.quotations.lexicon import reporting_noun
from wortlaut.quotations.sentence_groups import TokenRange
from wortlaut.quotations.speaker_attribution import holder_of

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_BEFORE_NAME = frozenset({"ART", "ADJA", "NN", "CARD"})
"""Tags (STTS) of words between a comma and the name of whom a description is about."""
_SPEAKER_LABELS = frozenset({"PER", "ORG"})


class SpeakerResolver:
    """Resolve the speakers of one article to entities by means of its mentions, which are already linked.

    Args:
        document: The article.
        mentions: Its mentions, in reading order.
    """

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._doc = document.doc
        self._mentions = tuple(in_analysed_text(mentions, document.article))
        self._starts = [mention.span.start for mention in self._mentions]
        self._organisations = defaultdict[str, list[Mention]](list)
        for mention in self._mentions:
            if mention.label == "ORG":
                self._organisations[mention.text.casefold()].append(mention)

    def resolve(self, phrase: TokenRange) -> Mention | None:
        """Return the mention of the entity that a speaker's noun phrase refers to, or None.

        Args:
            phrase: Token indices of the phrase.
        """
        if self._doc[phrase[0]].tag_ == "PRELS":
            return self._antecedent(phrase[0])
        core = first_phrase(self._doc, *phrase)
        if core is None:
            return None
        in_compound = self._named_in_compound(core)
        if in_compound is not None:
            return in_compound
        holder = holder_of(self._doc, phrase)
        if holder is not None:
            return self.resolve(holder)
        if self._doc[core.head].lower_ in ORGANISATION_PRONOUNS and core.end == core.start + 1:
            return self._mention_at_head(core) or self._organisation_before(core.head)
        if self._doc[core.start].tag_ == "PPOSAT" and reporting_noun(self._doc[core.head].text) is not None:
            return self._covering(core.start, core)
        found = self._mention_at_head(core) or self._named_after(core) or self._called_in_compound(core)
        return found or self._apposed(core, phrase) or self._deciding_court(core) or self._body_of_organ(core)

    def _mention_at_head(self, phrase: NounPhrase) -> Mention | None:
        """Return the name, description or pronoun that covers the head of the phrase."""
        mention = self._covering(phrase.head, phrase)
        return mention if mention is not None and not self._is_part_of_compound(phrase.head, mention) else None

    def _covering(self, index: int, phrase: NounPhrase) -> Mention | None:
        """Return the person or organisation whose mention in a phrase covers a token."""
        place = self._doc[index].idx
        mentions = (mention for mention in self._mentions_in(phrase) if mention.label in _SPEAKER_LABELS)
        return next((one for one in mentions if one.span.start <= place < one.span.end), None)

    def _antecedent(self, pronoun: int) -> Mention | None:
        """Return whom a relative pronoun refers to: `Karl Weber (SPD), der`."""
        noun = syntax.antecedent(self._doc[pronoun])
        if noun is None or noun.i > pronoun:
            return None
        return self.resolve((phrase_start(noun), pronoun))

    def _is_part_of_compound(self, head: int, mention: Mention) -> bool:
        """Return whether a mention is just the first part of a compound: `NATO` in `der NATO-Generalsekretär`."""
        token = self._doc[head]
        return token.text[mention.span.end - token.idx : len(token)].startswith("-")

    def _named_in_compound(self, phrase: NounPhrase) -> Mention | None:
        """Return the organisation whose words a compound stands for: `RMV-Angaben`."""
        if reporting_noun(self._doc[phrase.head].text) is None:
            return None
        names = (mention for mention in self._mentions_in(phrase) if mention.label in _SPEAKER_LABELS)
        return next((mention for mention in names if self._is_part_of_compound(phrase.head, mention)), None)

    def _called_in_compound(self, phrase: NounPhrase) -> Mention | None:
        """Return the only organisation that the article calls like the first part of a compound: `Polizeiangaben`."""
        word = self._doc[phrase.head].text
        noun = reporting_noun(word)
        first = word.casefold().rpartition(noun.lemma.casefold())[0].rstrip("-") if noun is not None else ""
        called = [*self._organisations[first], *self._organisations[first.removesuffix("s")]] if first else []
        return called[0] if len({mention.canonical_id for mention in called}) == 1 else None

    def _named_after(self, phrase: NounPhrase) -> Mention | None:
        """Return the person or organisation named after a title, role or kind, or in apposition to it."""
        is_person = role_noun(self._doc[phrase.head].text) is not None
        labels = {"PER"} if is_person else _SPEAKER_LABELS
        names = (
            mention
            for mention in self._mentions_in(phrase)
            if mention.kind == "name" and mention.label in labels
            if not self._is_part_of_compound(phrase.head, mention)  # `Falk-Chef Uwe Berg`
        )
        return next((mention for mention in names if self._names_head(self._doc, phrase, mention)), None)

    def _names_head(self, doc: Doc, phrase: NounPhrase, mention: Mention) -> bool:
        """Return whether a name belongs to the head: in `Minister Weber`, but not in `der Sprecher von Karl Weber`."""
        if mention.span.start < doc[phrase.head].idx:
            return False
        between = [token for token in doc[phrase.head + 1 : phrase.end] if token.idx < mention.span.start]
        if between and between[-1].text == ",":
            return True
        if " " in mention.text and role_noun(doc[phrase.head].text) is not None and _is_thing(between):
            return True  # `der Chef des Verbandes Karl Weber`
        if [token.tag_ for token in between] == ["KON", "NN"]:  # `Köchin und Autorin Ida Falk`
            return role_noun(doc[phrase.head].text) is not None and role_noun(between[1].text) is not None
        return not any(token.tag_ in {"APPR", "APPRART", "ART", "PPOSAT", "KON"} for token in between)

    def _deciding_court(self, phrase: NounPhrase) -> Mention | None:
        """Return the only court of the article, whose words a decision has: `dem Urteil zufolge`."""
        return self._only_court if self._doc[phrase.head].text.endswith(DECISIONS) else None

    def _organisation_before(self, pronoun: int) -> Mention | None:
        """Return the organisation that is the subject before a pronoun: `Die Stadt hilft, wie sie mitteilte`.

        It is the only one in the sentence, and nobody is named there whom the pronoun might mean.
        """
        start = pronoun
        while start and not self._doc[start].is_sent_start:
            start -= 1
        if start == pronoun:
            return None
        named = [mention for mention in self._mentions_between(start, pronoun) if mention.label in _SPEAKER_LABELS]
        if len({mention.canonical_id for mention in named}) != 1 or any(one.label == "PER" for one in named):
            return None
        tokens = self._doc.char_span(*named[0].span, alignment_mode="expand")
        article = self._doc[tokens.start - 1] if tokens is not None and tokens.start > start else None
        if tokens is None or article is None or article.tag_ != "ART" or not any(map(syntax.is_subject, tokens)):
            return None
        return named[0] if ORGANISATION_PRONOUNS[self._doc[pronoun].lower_] == article.lower_ else None

    def _body_of_organ(self, phrase: NounPhrase) -> Mention | None:
        """Return the organisation whose organ speaks: `die Führung der Armee`, `das Direktorium der EZB`."""
        attribute = phrase.head + 1
        if not self._doc[phrase.head].text.removesuffix("s").endswith(ORGANS) or attribute + 1 >= phrase.end:
            return None
        if self._doc[attribute].lower_ not in GENITIVE_DETERMINERS | {"von", "vom"}:
            return None
        core = first_phrase(self._doc, attribute, phrase.end)
        mention = self._mention_at_head(core) if core is not None else None
        return mention if mention is not None and mention.label == "ORG" else None

    @cached_property
    def _only_court(self) -> Mention | None:
        courts = [mention for mention in self._mentions if mention.label == "ORG" and _is_court(mention.text)]
        return courts[0] if len({mention.canonical_id for mention in courts}) == 1 else None

    def _apposed(self, core: NounPhrase, phrase: TokenRange) -> Mention | None:
        """Return who is named at the end of a long description: `die Leiterin des Amts in Nord, Ida Falk`.

        Between the comma and the name there are only roles, titles and adjectives (`, die frühere Ministerin Falk`).
        """
        if self._doc[core.head].tag_ not in {"NN", "NE"}:
            return None
        label = "PER" if organisation_noun(self._doc[core.head].text) is None else "ORG"
        whole = core._replace(end=phrase[1])
        for mention in self._mentions_in(whole):
            if mention.kind != "name" or mention.label != label or mention.span.start < self._doc[core.head].idx:
                continue
            before = [token for token in self._doc[core.head + 1 : phrase[1]] if token.idx < mention.span.start]
            comma = next((number for number in reversed(range(len(before))) if before[number].text == ","), None)
            if comma is not None and all(token.tag_ in _BEFORE_NAME for token in before[comma + 1 :]):
                return mention
        return None

    def _mentions_in(self, phrase: NounPhrase) -> Sequence[Mention]:
        return self._mentions_between(phrase.start, phrase.end)

    def _mentions_between(self, first: int, stop: int) -> Sequence[Mention]:
        """Return the mentions that begin in the tokens `first` to `stop` (exclusive)."""
        start = self._doc[first].idx
        end = self._doc[stop - 1].idx + len(self._doc[stop - 1])
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _is_court(name: str) -> bool:
    nouns = (organisation_noun(word) for word in name.split())
    return any(noun is not None and noun.kinds[0] == "court" for noun in nouns)


def _is_thing(tokens: Sequence[Token]) -> bool:
    """Return whether words end with a place, or a noun that is no role, to which no person's name belongs."""
    is_place = bool(tokens) and tokens[-1].ent_type_ == "LOC"
    return is_place or (bool(tokens) and tokens[-1].tag_ == "NN" and role_noun(tokens[-1].text) is None)
