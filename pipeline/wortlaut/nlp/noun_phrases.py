"""Derive noun phrases from part-of-speech tags, with the additions to names that are usual in news.

A phrase has a determiner, attributes and nouns; then genitives, `von`/`aus`/`für` attributes, a party in brackets,
an apposition between commas, and further phrases joined by `und`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.german.function_words import (
    ATTRIBUTE_PREPOSITIONS,
    ATTRIBUTE_SOURCES,
    DAYS,
    DEMONSTRATIVES,
    GENITIVE_DETERMINERS,
    MISTAGGED_PREPOSITIONS,
    PLACE_PREPOSITIONS,
    QUESTION_NOUNS,
)
from wortlaut.german.marks import MARKS
from wortlaut.german.names import TITLES
from wortlaut.nlp import syntax
from wortlaut.nlp.clauses import closing_bracket, is_finite

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_DETERMINERS = frozenset({"ART", "PDAT", "PIAT", "PIDAT", "PPOSAT", "PWAT"})
_ATTRIBUTES = frozenset({"ADJA", "CARD", "PIAT", "PIDAT", "TRUNC"})
_NOUNS = frozenset({"NN", "NE", "FM", "XY"})
_BEFORE_NOUN = _DETERMINERS | _ATTRIBUTES
_OPENERS = _BEFORE_NOUN | _NOUNS
_PRONOUNS = frozenset({"PPER", "PDS", "PIS", "PWS"})
_FIRST_TAGS = _OPENERS | _PRONOUNS
_DIVIDING = frozenset(".:;,!?()–—")
_LONGEST_ATTRIBUTE = 15
"""Tokens of an attribute before a noun, at most."""
_LONGEST_NAME = 8
"""Tokens of a name in marks after its first noun, at most: `auto, motor und mehr`."""
_LONGEST_BRACKET = 7
"""Tokens of a bracket in a phrase, at most: `(CDU)`, `(Bündnis 90/Die Grünen)`."""
_MARKS = MARKS - {"’"}
"""Without the apostrophe."""


class NounPhrase(NamedTuple):
    """A noun phrase.

    Attributes:
        start: Index of its first token in the document.
        end: Index after its last one.
        head: Index of its head noun or pronoun.
        preposition: Index of the preposition that governs it, or None.
    """

    start: int
    end: int
    head: int
    preposition: int | None

    @property
    def tokens(self) -> tuple[int, int]:
        """Its tokens: `start` and `end`."""
        return self.start, self.end


def phrase_start(noun: Token) -> int:
    """Return where the phrase of a noun begins, by the parse and the tags before it."""
    first = syntax.leftmost_dependent(noun)
    while first and not noun.doc[first].is_sent_start and noun.doc[first - 1].tag_ in _BEFORE_NOUN:
        first -= 1
    return first


def noun_phrases(doc: Doc, start: int, end: int) -> Iterator[NounPhrase]:
    """Yield the noun phrases among the tokens `start` to `end` (exclusive) that are not part of another one."""
    after = start
    for token in doc.tokens[start:end]:
        position = token.i
        is_first = token.tag_ in _FIRST_TAGS or token.text in _MARKS or token.lower_ in DEMONSTRATIVES
        core = _core(doc, position, end) if is_first and position >= after else None
        if core is None:
            continue
        head, core_end = core
        phrase_end = _extended(doc, core_end, end) if _takes_attributes(doc, head, end) else core_end
        before = doc.tokens[position - 1] if position > start else None
        preposition = position - 1 if before is not None and before.tag_ in syntax.PREPOSITION_TAGS else None
        yield NounPhrase(position, phrase_end, head, preposition)
        after = phrase_end


def first_phrase(doc: Doc, start: int, end: int) -> NounPhrase | None:
    """Return the first of the noun phrases among the tokens `start` to `end` (exclusive), or None."""
    return next(noun_phrases(doc, start, end), None)


def phrase_at(doc: Doc, index: int, start: int, end: int) -> NounPhrase | None:
    """Return which of the noun phrases among the tokens `start` to `end` (exclusive) contains a token, or None."""
    return next((phrase for phrase in noun_phrases(doc, start, end) if phrase.start <= index < phrase.end), None)


def _takes_attributes(doc: Doc, head: int, end: int) -> bool:
    """Return whether a head may have attributes: a noun, or an indefinite pronoun before a genitive (`einer der`)."""
    if doc.tokens[head].tag_ not in _PRONOUNS:
        following = doc.tokens[head + 1].lower_ if head + 1 < end else ""
        return following not in ATTRIBUTE_PREPOSITIONS or doc.tokens[head].lower_ not in DAYS  # `am Montag aus Berlin`
    is_indefinite = doc.tokens[head].tag_ == "PIS" and doc.tokens[head].lower_ != "man"
    return is_indefinite and head + 1 < end and doc.tokens[head + 1].lower_ in {"der", "des", "dieser"}


def _core(doc: Doc, position: int, end: int) -> tuple[int, int] | None:
    """Return head and end of the sequence of determiner, attributes and nouns that begins exactly here, or None."""
    token = doc.tokens[position]
    is_whose = token.lower_ in {"deren", "dessen"} and position + 1 < end and doc.tokens[position + 1].tag_ in _NOUNS
    is_pronoun = token.tag_ in _PRONOUNS and not syntax.is_determiner(token) and not is_whose
    if is_pronoun or token.lower_ in DEMONSTRATIVES:
        return position, position + 1
    if not (token.tag_ in _FIRST_TAGS or _opens_name(doc, position, end)) or is_finite(token):
        return None
    index, head = position, None
    while index < end:
        token = doc.tokens[index]
        if token.tag_ in _NOUNS:
            if _is_age(doc, index, end):  # `der 35 Jahre alte Trainer`
                index += 2
                continue
            if head is not None and _is_another(doc, position, head, token):
                break
            head = index if head is None or (doc.tokens[head].tag_ == "NE" and token.tag_ == "NN") else head
        elif head is not None:
            is_title = token.text == "." and f"{doc.tokens[index - 1].text}." in TITLES  # `Univ.-Prof. Ida Falk`
            is_inside = is_title or token.text in _MARKS or token.is_space
            if not is_inside and not _is_elision(doc, index, end):
                break
        elif not (_may_precede_noun(doc, index, position, end) or (is_whose and index == position)):
            noun = None if _is_complete(doc, position, index) else _after_long_attribute(doc, position, index, end)
            if noun is None:
                break
            index = noun
            continue
        index += 1
    if head is None:
        is_pair = index == position + 1 < end and doc.tokens[position].tag_ == "ART" and doc.tokens[index].tag_ == "PIS"
        return (index, index + 1) if is_pair else _substantivised(doc, position, index)  # `der eine`, `ein anderer`
    while index > head + 1 and doc.tokens[index - 1].text in _MARKS and not _closes_inside(doc, position, index):
        index -= 1
    return head, _end_of_name(doc, position, index, end)


def _is_elision(doc: Doc, index: int, end: int) -> bool:
    """Return whether a token ends with an apostrophe inside a name: `Michael O’Leary`, `Jeanne d’Arc`."""
    following = doc.tokens[index + 1] if index + 1 < end else None
    if following is None or following.tag_ not in _NOUNS or not doc.tokens[index].text.endswith("’"):
        return False
    return following.idx == doc.tokens[index].idx + len(doc.tokens[index].text)


def _is_complete(doc: Doc, start: int, index: int) -> bool:
    """Return whether an adjective is the noun of a phrase, before the article of another: `die 57-Jährige dem …`."""
    before = doc.tokens[index - 1]
    return index > start and before.tag_ == "ADJA" and not before.is_lower and doc.tokens[index].tag_ in _DETERMINERS


def _end_of_name(doc: Doc, start: int, index: int, end: int) -> int:
    """Return where a name in marks ends, if a phrase ends inside it: `die „Initiative für den Wald“`."""
    if _closes_inside(doc, start, index) or doc.tokens[index - 1].text in _MARKS:
        return index
    for token in doc.tokens[index : min(end, index + _LONGEST_NAME)]:
        if token.text in _MARKS:
            return token.i + 1
        if is_finite(token) or token.is_space:
            return index
    return index


def _after_long_attribute(doc: Doc, determiner: int, index: int, end: int) -> int | None:
    """Return the noun of a determiner before a participle with words of its own: `einer am Montag gezeigten Studie`.

    An article needs a noun, so what cannot be next to it belongs to a participle or adjective; this is the first one
    before a noun that is not in a phrase of its own (`der in der alten Stadt wohnende Mann`).

    Args:
        doc: The document.
        determiner: Index of the first token of the phrase.
        index: Index of the first token of the attribute that cannot be next to the noun.
        end: Index after the last token that may belong to the phrase.
    """
    first = doc.tokens[determiner]
    if first.tag_ not in _DETERMINERS and not syntax.is_determiner(first):
        return None
    for token in doc.tokens[index : min(end, index + _LONGEST_ATTRIBUTE)]:
        if token.lower_ in ATTRIBUTE_SOURCES or is_finite(token) or token.is_space or token.text in _DIVIDING:
            return None
        is_attribute = token.tag_ == "ADJA" or syntax.is_adjectival(token)
        if is_attribute and doc.tokens[token.i - 1].tag_ not in _BEFORE_NOUN | syntax.PREPOSITION_TAGS:
            nouns = (other for other in doc.tokens[token.i + 1 : min(end, token.i + 3)] if other.text not in _MARKS)
            noun = next(nouns, token)
            return noun.i if noun.tag_ in _NOUNS else None
    return None


def _is_age(doc: Doc, index: int, end: int) -> bool:
    """Return whether a noun and the adjective after it say how old somebody is."""
    if index + 2 >= end or doc.tokens[index].lower_ != "jahre":
        return False
    return doc.tokens[index + 1].lower_ in {"alte", "alter", "alten"}


def _is_another(doc: Doc, start: int, head: int, noun: Token) -> bool:
    """Return whether a noun after a noun or name is a phrase of its own: `laut „Kurier“ Schüsse`."""
    before = doc.tokens[noun.i - 1]
    if before.text in _MARKS and noun.ent_type_ == "PER" and doc.tokens[head].ent_type_ == "ORG":
        return True  # `zitiert der „Kurier“ Ida Falk`
    if noun.tag_ != "NN":
        return False
    if before.text in _MARKS and doc.tokens[start].text in _MARKS:
        return True
    return syntax.is_argument(noun) and doc.tokens[head].head.i != noun.i and not (noun.ent_type_ and before.ent_type_)


def _opens_name(doc: Doc, position: int, end: int) -> bool:
    if doc.tokens[position].text not in _MARKS or position + 1 >= end:
        return False
    following = doc.tokens[position + 1]
    return following.tag_ in _NOUNS or (following.tag_ == "ADJA" and bool(following.ent_type_))  # `„Nordheimer Post“`


def _closes_inside(doc: Doc, start: int, end: int) -> bool:
    return sum(token.text in _MARKS for token in doc.tokens[start:end]) % 2 == 0


def _may_precede_noun(doc: Doc, index: int, start: int, end: int) -> bool:
    token = doc.tokens[index]
    if token.lower_ in MISTAGGED_PREPOSITIONS:
        return False
    if token.tag_ in {"ART", "PPOSAT"} and index > start and doc.tokens[index - 1].tag_ == "ADJA":
        return False  # `die 57-Jährige dem Sender`
    if token.tag_ in _BEFORE_NOUN or token.text in _MARKS or (index == start and syntax.is_determiner(token)):
        return True
    following = doc.tokens[index + 1] if index + 1 < end else None
    if token.tag_ == "KON" and index > start and doc.tokens[index - 1].tag_ == "TRUNC":
        return True  # `die Industrie- und Handelskammer`
    return following is not None and token.tag_ in {"ADV", "ADJD", "KON"} and following.tag_ in _ATTRIBUTES


def _substantivised(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Return head and end of an article with an adjectival noun (`der 57-Jährige`), or None."""
    is_whole = end == len(doc) or doc.tokens[end].text != "," or not doc.tokens[end - 1].is_lower
    if end - start > 1 and is_whole and doc.tokens[end - 1].tag_ in {"ADJA", "CARD"}:
        return end - 1, end
    return None


def _extended(doc: Doc, position: int, end: int) -> int:
    """Return the end of the phrase including its genitives, attributes, brackets, appositions and coordinations."""
    while position < end:
        following = _with_attribute(doc, position, end)
        if following is None:
            return position
        position = following
    return position


def _with_attribute(doc: Doc, position: int, end: int) -> int | None:
    token = doc.tokens[position]
    if token.text == "(":
        return closing_bracket(doc, position, min(end, position + _LONGEST_BRACKET))
    if token.text == ",":
        return _with_apposition(doc, position, end)
    if token.lower_ in {"der", "einer"} and doc.tokens[position - 1].ent_type_ == "PER":
        return None  # `sagte Ida Falk der Zeitung`
    if token.lower_ in GENITIVE_DETERMINERS and token.tag_ in _DETERMINERS:
        core = _core(doc, position, end)
        core = core if core is not None and not _is_nominative(token, doc.tokens[core[0]]) else None
    elif _opens_topic(doc, position, end):
        return None
    elif token.lower_ in ATTRIBUTE_PREPOSITIONS or token.lower_ in {"und", "sowie", "&"}:
        core = _core(doc, position + 1, end) if position + 1 < end else None
    elif token.lower_ in PLACE_PREPOSITIONS:
        core = _core(doc, position + 1, end) if position + 1 < end else None
        core = core if core is not None and _is_attribute_of_place(doc, core, position, end) else None
    elif token.tag_ == "ADJA" and token.lower_.endswith("er"):
        core = _core(doc, position, end)
        core = core if core is not None and _depends_before(doc, core[0], position) else None
    else:
        return None
    return core[1] if core else None


def _is_nominative(determiner: Token, noun: Token) -> bool:
    """Return whether `der` and a noun are the subject, not a genitive: `laut Verfassung der Präsident`."""
    return determiner.lower_ == "der" and all(token.morph.get("Case", []) == ["Nom"] for token in (determiner, noun))


def _opens_topic(doc: Doc, position: int, end: int) -> bool:
    """Return whether `von` and an indefinite article after a name are no attribute: `sprach Ida Falk von einem …`."""
    if position + 1 >= end or doc.tokens[position].lower_ != "von" or not doc.tokens[position - 1].ent_type_:
        return False
    return doc.tokens[position + 1].lower_ in {"einem", "einer"}


def _depends_before(doc: Doc, noun: int, position: int) -> bool:
    """Return whether a noun is the attribute of one before a position: `Angaben libanesischer Behörden`."""
    head = doc.tokens[noun].head
    return syntax.is_attribute(doc.tokens[noun]) and head.i < position and head.tag_ in _NOUNS


def _is_attribute_of_place(doc: Doc, core: tuple[int, int], position: int, end: int) -> bool:
    """Return whether a place belongs to the noun before it: the phrase ends there by the parse, or a name follows."""
    if _names_follow(doc, core[1], end):
        return True
    follows = doc.tokens[core[1]] if core[1] < end else None
    if doc.tokens[core[0]].head.lower_ in QUESTION_NOUNS:  # `heißt es auf Anfrage bei der Stadt`
        return False
    is_last = follows is None or follows.is_punct or is_finite(follows) or follows.tag_ == "APPO"
    return is_last and _depends_before(doc, core[0], position)


def _names_follow(doc: Doc, position: int, end: int) -> bool:
    """Return whether a comma and a name follow: `die Chefin der Grünen im Landtag, Ida Falk`."""
    return position + 1 < end and doc.tokens[position].text == "," and doc.tokens[position + 1].tag_ == "NE"


def _with_apposition(doc: Doc, position: int, end: int) -> int | None:
    """Return the end of a verbless phrase from a comma to a comma, a verb or the end: `…, Sprecher der Bahn, …`."""
    core = _core(doc, position + 1, end) if position + 1 < end else None
    if core is None or doc.tokens[position + 1].tag_ == "PIAT":  # `…, so Ida Falk, kein Zustand`
        return None
    if doc.tokens[core[0]].tag_ in _PRONOUNS or syntax.is_argument(doc.tokens[core[0]]):
        return None
    stop = core[1]
    while stop < end and doc.tokens[stop].text not in {",", ":", ".", ";"} and not is_finite(doc.tokens[stop]):
        attribute = _with_attribute(doc, stop, end)
        if attribute is None:
            return None
        stop = attribute
    return stop
