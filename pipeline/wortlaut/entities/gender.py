"""Collect what shows the gender of the persons in an article, and decide on it over all articles.

Nothing is inferred from anything but the words of the texts and a list of given names; what this can and cannot mean
is in `docs/gender.md`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.names import Name, has_given_name, is_genitive, name_at
from wortlaut.entities.positions import tagged_phrase_start
from wortlaut.entities.records import Mention
from wortlaut.entities.role_nouns import role_noun
from wortlaut.entities.roles import gender_before, roles
from wortlaut.entities.traits import gender_of_phrase
from wortlaut.german.descriptions import AGE_NOUN, DETERMINERS, NON_BINARY, SAID_NON_BINARY
from wortlaut.german.function_words import PRONOUN_GENDERS
from wortlaut.german.names import given_names

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

EVIDENCE = ("description", "given name", "pronoun")
"""What shows a gender in the texts, most reliable first."""


class Gender(NamedTuple):
    """The gender of a person.

    Attributes:
        value: `f`, `m` or `other`.
        evidence: What shows it: `description`, `given name` or `pronoun`.
    """

    value: str
    evidence: str


class Sign(NamedTuple):
    """Something in an article that shows a person's gender: a description or a pronoun, and the gender."""

    evidence: str
    value: str


def signs(doc: Doc, mentions: Iterable[Mention]) -> dict[str, Counter[Sign]]:
    """Count what an article says about the gender of its persons.

    Args:
        doc: The article's annotated text.
        mentions: Its mentions, with spans in that text.

    Returns:
        By canonical_id, the number of mentions for each sign.
    """
    counts: dict[str, Counter[Sign]] = defaultdict(Counter)
    for mention in mentions:
        if mention.label != "PER":
            continue
        if mention.kind == "pronoun":
            value = PRONOUN_GENDERS.get(mention.text.lower())
            evidence = "pronoun"
        else:
            value = _described(doc, mention)
            evidence = "description"
        if value:
            counts[mention.canonical_id][Sign(evidence, value)] += 1
    return counts


def _described(doc: Doc, mention: Mention) -> str | None:
    span = doc.char_span(*mention.span, alignment_mode="expand")
    if span is None:
        return None
    if mention.kind == "nominal":
        return _gender_of_description(mention.text)
    name = name_at(doc, span.start, span.end, "PER")
    if name is None:
        return None
    if _is_non_binary(doc, name):
        return "other"
    if is_genitive(name.words, mention.canonical_id):
        return _gender_of_roles(doc, name, is_genitive=True)
    return gender_before(doc, name) or gender_of_phrase(doc, name) or _gender_of_roles(doc, name, is_genitive=False)


def _gender_of_roles(doc: Doc, name: Name, *, is_genitive: bool) -> str | None:
    return next((role.gender for role in roles(doc, name, is_genitive=is_genitive) if role.gender), None)


def _gender_of_description(text: str) -> str | None:
    """Return the gender shown by a description of a known person: "die 57-Jährige", "dem Minister"."""
    words = text.split()
    noun = words[-1]
    article = words[0].lower() if len(words) > 1 else ""
    genders = DETERMINERS.get(article, ())
    if len(genders) == 1:
        return genders[0]
    age = AGE_NOUN.fullmatch(noun)
    if age:
        return "f" if age["ending"] == "n" else "m" if genders else None
    role = role_noun(noun)
    return role.after(article).gender if role else None


def _is_non_binary(doc: Doc, name: Name) -> bool:
    """Return whether the words around a name say that the person is neither woman nor man."""
    before = doc[tagged_phrase_start(doc, name.start, 0) : name.start]
    return any(NON_BINARY.match(token.text) for token in before) or bool(SAID_NON_BINARY.match(doc.text, name.span.end))


def gender_of(names: Iterable[str], counts: Mapping[Sign, int]) -> Gender | None:
    """Decide on the gender of a person.

    A description decides ("Frau Falk", "der Minister", "die 57-Jährige"), else the given name, else a pronoun. Where
    signs of one kind contradict each other, the more frequent ones decide, and of equals none.

    Args:
        names: The forms of the person's name.
        counts: The number of articles with each sign.
    """
    by_evidence: dict[str, Counter[str]] = defaultdict(Counter)
    for sign, n in counts.items():
        by_evidence[sign.evidence][sign.value] += n
    if by_evidence["description"]["other"]:
        return Gender("other", "description")
    for name in names:
        value = _gender_of_given_name(name)
        by_evidence["given name"][value or ""] += 1
    by_evidence["given name"].pop("", None)
    for evidence in EVIDENCE:
        ranked = by_evidence[evidence].most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            return Gender(ranked[0][0], evidence)
    return None


def _gender_of_given_name(name: str) -> str | None:
    """Return the gender of the first listed given name of a full name; initials and unlisted ones are skipped."""
    words = tuple(name.split())
    if not has_given_name(words):
        return None
    listed = given_names()
    first, *rest = words[:-1]
    if first in listed or first.partition("-")[0] in listed:
        return listed.get(first) or listed[first.partition("-")[0]]
    return next((listed[word] for word in rest if word in listed), None)
