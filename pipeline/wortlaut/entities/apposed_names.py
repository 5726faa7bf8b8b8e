"""Find the names of organisations that follow a noun for one: "die Nachrichtenagentur Lusa", "der Blog »Ufer«"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wortlaut.entities.known_names import known_name
from wortlaut.entities.names import NAME_TAGS, Name, has_given_name, name_at
from wortlaut.entities.organisation_nouns import organisation_noun
from wortlaut.german.marks import MARKS
from wortlaut.german.organisations import GENERIC_COMPANIES, NAMED_AFTER_NOUN, NAMED_FREELY, TITLED
from wortlaut.nlp.annotate import Document

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_MAX_TITLE = 5
"""Tokens of a name in quotation marks."""
_MAX_NAME = 3
"""Tokens of a name without them."""
_DETERMINERS = frozenset({"ART", "APPRART", "PDAT"})


def with_apposed_names(document: Document, names: Sequence[Name]) -> list[Name]:
    """Return the names in reading order, with those that follow the noun for an organisation, which are organisations.

    Args:
        document: The article.
        names: Its names in reading order.
    """
    by_start = {name.start: name for name in names}
    taken = {index for name in names for index in range(name.start, name.end)}
    found: dict[int, Name] = {}
    for sentence in document.sentences:
        for token in sentence.span:
            if (
                token.i not in taken
                and token.i + 1 < sentence.span.end
                and _introduces_name(token, sentence.span.start)
            ):
                name = _name_after(document.doc, token.i, sentence.span.end, by_start)
                if name is not None and not any(i in taken and i not in by_start for i in range(name.start, name.end)):
                    found[name.start] = name
    inside = {index for name in found.values() for index in range(name.start, name.end)}
    return sorted([*(name for name in names if name.start not in inside), *found.values()])


def _introduces_name(token: Token, start: int) -> bool:
    """Return whether a token is such a noun in the singular, after an article and perhaps adjectives."""
    noun = organisation_noun(token.text) if token.tag_ in {"NN", "NE"} else None
    if noun is None or noun.kinds[0] not in NAMED_AFTER_NOUN or noun.gender == "p":
        return False
    index = token.i
    while index > start and token.doc[index - 1].tag_ == "ADJA":
        index -= 1
    return index > start and token.doc[index - 1].tag_ in _DETERMINERS


def _name_after(doc: Doc, index: int, end: int, by_start: dict[int, Name]) -> Name | None:
    after, noun = index + 1, organisation_noun(doc[index].text)
    kind = noun.kinds[0] if noun is not None else ""
    if doc[after].text in MARKS:
        closings = (i for i in range(after + 1, min(after + 2 + _MAX_TITLE, end)) if doc[i].text in MARKS)
        inside = doc[after + 1 : next(closings, after)]
        is_title = bool(inside) and inside[0].text[:1].isupper() and not any(map(_is_verb, inside))
        return name_at(doc, after + 1, after + 1 + len(inside), "ORG") if is_title else None
    known = by_start.get(after)
    if known is not None:
        is_person = known.label == "PER" and has_given_name(known.words)
        is_named = kind in TITLED | NAMED_FREELY and (kind != "company" or doc[index].text.endswith(GENERIC_COMPANIES))
        is_place = known.label == "LOC" and (not is_named or known_name(known.words) is not None)
        return None if known.label == "ORG" or is_place or is_person else name_at(doc, known.start, known.end, "ORG")
    last = after
    while last < min(after + _MAX_NAME, end) and _is_name_part(doc[last]) and last not in by_start:
        last += 1
    return name_at(doc, after, last, "ORG") if last > after else None


def _is_verb(token: Token) -> bool:
    return token.tag_.startswith("V")


def _is_name_part(token: Token) -> bool:
    return token.tag_ in NAME_TAGS and token.text[0].isupper()
