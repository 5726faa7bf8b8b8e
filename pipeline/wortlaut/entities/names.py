"""Names as spans of a document: their boundaries, words and inflected forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.german.names import (
    ABBREVIATED_ENDS,
    ADJECTIVE_ENDINGS,
    CAPITAL_PARTICLES,
    DATIVE_PLURALS,
    GENERATIONS,
    GENITIVE_IN_ES,
    INFLECTED_ADJECTIVE,
    LEGAL_FORMS,
    PARTICLES,
    PERSONAL_ENDS,
    SIBILANTS,
    TITLES,
    given_names,
)
from wortlaut.text.spans import Span

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

Words = tuple[str, ...]
NAME_TAGS = frozenset({"NE", "FM", "XY"})
"""Tags (STTS) of names and foreign words."""
NOUN_TAGS = frozenset({"NN", "TRUNC", "ADJA", "CARD"})
"""Tags (STTS) that taggers assign to unknown names."""
_CACHE_SIZE = 10_000
"""Names whose properties are cached; an article looks each of them up some ten times."""
APOSTROPHES = "'’‘ʼ`´"
_TRIMMED_CATEGORIES = ("P", "Z", "C")
_FUNCTION_TAGS = frozenset({"ART", "APPR", "APPRART", "KON", "KOUS", "PRELS"})


class Name(NamedTuple):
    """A name in a document.

    Attributes:
        start: Index of its first token.
        end: Index after its last token.
        span: Its characters, without white space and punctuation at the ends.
        label: PER, ORG, LOC or MISC.
        words: Its words as written in the text.
    """

    start: int
    end: int
    span: Span
    label: str
    words: Words


def name_at(doc: Doc, start: int, end: int, label: str) -> Name | None:
    """Return the name in the tokens `start` to `end` (exclusive), or None if they contain no letter.

    White space, punctuation and words like articles are trimmed at both ends, titles ("Dr.", "Herr") before persons.
    """
    while start < end and _is_outside(doc[start], label, TITLES):
        start += 1
    while start < end and _is_outside(doc[end - 1], label, frozenset()):
        end -= 1
    text = doc[start:end].text  # not doc.text, which is assembled from all tokens each time
    if not any(map(str.isalpha, text)):
        return None
    trimmed = _trimmed(text, label)
    offset = doc[start].idx
    return Name(
        start=start,
        end=end,
        span=Span(offset + trimmed.start, offset + trimmed.end),
        label=label,
        words=tuple(text[trimmed.start : trimmed.end].split()),
    )


def _is_outside(token: Token, label: str, titles: frozenset[str]) -> bool:
    if label == "PER" and token.text in titles:
        return True
    is_function_word = label != "PER" and token.tag_ in _FUNCTION_TAGS and token.text.islower()
    return is_function_word or not any(map(str.isalnum, token.text))


def _trimmed(text: str, label: str) -> Span:
    start, end = 0, len(text)
    if not _is_mark(text[0]) and not _is_mark(text[-1]):
        return Span(start, end)
    while _is_mark(text[start]):
        start += 1
    *before, last_word = text[start:end].split()
    if label == "PER" and before and PERSONAL_ENDS.fullmatch(last_word):
        return Span(start, end)
    while _is_mark(text[end - 1]) and not ABBREVIATED_ENDS.fullmatch(last_word):
        end -= 1
        last_word = last_word[:-1]
    return Span(start, end)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in _TRIMMED_CATEGORIES or char in APOSTROPHES


@lru_cache(_CACHE_SIZE)
def bare(words: Words, label: str) -> Words:
    """Return the words without an organisation's legal form, inflected adjectives reduced to the form in -e.

    A name that would lose all its words keeps them.
    """
    if label == "PER":
        return words
    while legal := _legal_form(words):
        words = words[: -len(legal)]
    return (*(_weak_form(word) for word in words[:-1]), words[-1])


@lru_cache(_CACHE_SIZE)
def has_legal_form(words: Words) -> bool:
    """Return whether a name ends in the legal form of a company or association ("Siemens AG")."""
    return bool(_legal_form(words))


def _legal_form(words: Words) -> Words:
    return next((words[-n:] for n in (2, 1) if len(words) > n and words[-n:] in LEGAL_FORMS), ())


def _weak_form(word: str) -> str:
    match = INFLECTED_ADJECTIVE.fullmatch(word)
    return f"{match['stem']}e" if match else word


def without_genitive(word: str) -> Iterator[str]:
    """Yield the possible nominatives of a genitive: "Ruttes" Rutte, "Scholz'" Scholz, "Bundesamtes" Bundesamt."""
    if word[-1] in APOSTROPHES and word[:-1].endswith(SIBILANTS):
        yield word[:-1]
    elif len(word) > 2 and word[-1] == "s" and word[-2] in APOSTROPHES:
        yield word[:-2]
    elif len(word) > 3 and word[-1] == "s" and word[-2] != "s":
        yield word[:-1]
        if word[-2] == "e":
            yield word[:-2]


def genitive(word: str) -> str:
    """Return the genitive of a name: "Ruttes"; unchanged if only an apostrophe marks it ("Scholz'")."""
    return word if word.endswith(SIBILANTS) else f"{word}s"


def nominatives(words: Words, label: str) -> Iterator[Words]:
    """Yield the possible nominatives of a name in the genitive, or in the dative plural ("den Niederlanden").

    In a person's name the last word is inflected ("Mark Ruttes"), in other names the one before the first word in lower
    case ("Bundesamts für Verfassungsschutz"), else the last.
    """
    last = len(words) - 1
    head = last if label == "PER" else next((i for i in range(last) if words[i + 1].islower()), last)
    if words[head] in DATIVE_PLURALS:
        yield (*words[:head], DATIVE_PLURALS[words[head]], *words[head + 1 :])
    for form in without_genitive(words[head]):
        yield (*words[:head], form, *words[head + 1 :])


def inflected(words: Words, *, is_party: bool = False) -> Iterator[Words]:
    """Yield the forms of a name other than a person's in all cases: "Deutsche Post", "Deutschen Post".

    Args:
        words: The name in the nominative.
        is_party: Whether it is a party, whose name may be an adjective used as a noun ("Grüne", "Grünen").
    """
    last = len(words) - 1
    head = next((i for i in range(last) if words[i + 1].islower()), last)
    has_adjective = any(INFLECTED_ADJECTIVE.fullmatch(word) for word in words[:head])
    for ending in ADJECTIVE_ENDINGS if has_adjective else ("",):
        before = tuple(_with_ending(word, ending) for word in words[:head])
        for noun in _cases(words[head], is_party=is_party):
            yield (*before, noun, *words[head + 1 :])


def _with_ending(word: str, ending: str) -> str:
    match = INFLECTED_ADJECTIVE.fullmatch(word)
    return match["stem"] + ending if match else word


def _cases(noun: str, *, is_party: bool) -> Iterator[str]:
    """Yield a noun in the nominative, the genitive, and as the dative of a plural."""
    yield noun
    if not noun[-1].isalpha():
        return
    yield genitive(noun)
    yield from (plural for plural, nominative in DATIVE_PLURALS.items() if nominative == noun)
    if is_party and noun.endswith("e"):
        yield from (f"{noun}n", f"{noun}r")
    elif noun.endswith(GENITIVE_IN_ES):
        yield f"{noun}es"


@lru_cache(_CACHE_SIZE)
def slug(words: Words) -> str:
    """Return the words as part of an id: casefolded, joined by hyphens, only letters, digits and hyphens kept."""
    joined = "-".join(words).casefold()
    return "".join(char for char in unicodedata.normalize("NFC", joined) if char.isalnum() or char == "-")


def is_genitive(words: Words, canonical_id: str) -> bool:
    """Return whether a person's name is a genitive, i.e. its last word is not in its canonical_id ("Ruttes")."""
    nominative, _, _ = canonical_id.partition("@")
    return slug(words[-1:]) not in nominative


def is_particle(word: str) -> bool:
    """Return whether a word is a particle of a person's name, capitalised ones included ("Von der Leyen")."""
    return word in PARTICLES or word in CAPITAL_PARTICLES


def surname(words: Words) -> str:
    """Return the last word of a person's name, ignoring "jr." and the like."""
    return next((word for word in reversed(words) if word.casefold() not in GENERATIONS), words[-1])


@lru_cache(_CACHE_SIZE)
def has_given_name(words: Words) -> bool:
    """Return whether a person's name is more than a surname ("von der Leyen" is a surname only)."""
    return sum(not is_particle(word) and word.casefold() not in GENERATIONS for word in words) > 1


def gender_of_name(words: Words) -> str | None:
    """Return the gender (`m`, `f`) of the given name in a person's full name, or None.

    In a double name the first part decides ("Hans-Maria").

    Args:
        words: The words of the name; a single word is taken for a surname.
    """
    if not has_given_name(words):
        return None
    first = words[0]
    return given_names().get(first) or given_names().get(first.partition("-")[0])


def is_given_name(word: str) -> bool:
    """Return whether a word is a known given name; of a double name the first part decides."""
    return word in given_names() or word.partition("-")[0] in given_names()
