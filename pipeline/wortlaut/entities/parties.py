"""Find the parties that an article says its persons belong to: "Ida Falk (SPD)", "die CDU-Politikerin Falk"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from wortlaut.entities.known_names import known_name
from wortlaut.entities.names import Words
from wortlaut.entities.records import Mention
from wortlaut.entities.role_nouns import role_noun

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_BRACKET = re.compile(r"\s?\((?P<inside>[^()\n]{1,40})\)")
_OF_A_PARTY = re.compile(r"(?:,)? von (?:der|den|dem) (?P<party>[^,.;:()\n]{1,60})")
_SEPARATOR = re.compile(r"[,;]")


def parties(doc: Doc, mentions: Iterable[Mention]) -> dict[str, Counter[str]]:
    """Count how often an article says that a person belongs to a party.

    It says so in brackets or with "von der" after the name, and with a compound before it ("SPD-Chefin Falk") or in a
    description of the person ("die CDU-Politikerin"). Only parties in `known_names.csv` are recognised.

    Args:
        doc: The article's annotated text.
        mentions: Its mentions, with spans in that text.

    Returns:
        By canonical_id, the number of mentions for each party, by its main name.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.label == "PER" and mention.kind != "pronoun":
            after = _after(doc.text, mention.span.end) if mention.kind == "name" else ()
            for party in {*after, *_in_compounds(doc, mention)}:
                counts[mention.canonical_id][party] += 1
    return {person: Counter(dict(sorted(found.items()))) for person, found in counts.items()}


def _after(text: str, end: int) -> Iterator[str]:
    bracket, phrase = _BRACKET.match(text, end), _OF_A_PARTY.match(text, end)
    for part in _SEPARATOR.split(bracket["inside"]) if bracket else ():
        yield from _party(tuple(part.split()))
    words = phrase["party"].split() if phrase else []
    for length in range(len(words), 0, -1):
        found = list(_party(tuple(words[:length])))
        if found:
            yield from found
            return


def _in_compounds(doc: Doc, mention: Mention) -> Iterator[str]:
    """Yield the parties in compounds of a description, or directly before a name: "Grünen-Politikerin Ida Falk"."""
    span = doc.char_span(*mention.span, alignment_mode="expand")
    if span is None:
        return
    tokens = span if mention.kind == "nominal" else doc[max(span.start - 1, 0) : span.start]
    for token in tokens:
        party, hyphen, noun = token.text.rpartition("-")
        if hyphen and role_noun(noun) is not None:
            yield from _party((party.removeprefix("Ex-"),))


def _party(words: Words) -> Iterator[str]:
    known = known_name(words) if words else None
    if known is not None and known.kind == "party":
        yield known.name
