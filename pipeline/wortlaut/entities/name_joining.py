"""Join the parts of one name: "Hans „Mecki“ Brandt", "Frankfurt (Oder)", "SG Au/Moorburg", "Klara von der Aue"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from wortlaut.entities.known_names import known_name
from wortlaut.entities.names import (
    APOSTROPHES,
    NAME_TAGS,
    Name,
    Words,
    has_given_name,
    is_given_name,
    is_particle,
    name_at,
    without_genitive,
)
from wortlaut.entities.organisation_nouns import organisation_noun
from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.descriptions import INDEFINITE
from wortlaut.german.marks import MARKS
from wortlaut.german.names import (
    ADDRESSES,
    ARABIC_SURNAME,
    CLUB_PREFIXES,
    COMPOUND_PARTICLES,
    FOUNDATIONS,
    INSTITUTIONS,
    PLACE_QUALIFIERS,
    TITLES,
)
from wortlaut.german.organisations import (
    DEFINITE_ARTICLES,
    NAMED_AFTER_MEMBERS,
    NAMED_AFTER_PLACES,
    NAMED_WITH_PLACE,
    NO_MEMBERS,
    PUBLIC,
    UNLISTED_KINDS,
)
from wortlaut.nlp.annotate import Document
from wortlaut.nlp.clauses import is_finite
from wortlaut.nlp.dictionary import is_known_word
from wortlaut.text.spans import Span

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_CACHE_SIZE = 10_000
"""Number of words whose kind is cached."""
_MAX_NICKNAME = 3
"""Tokens."""
_MAX_FIELD = 6
"""Tokens of what an authority is for: "Landesamt für Gesundheit und Lebensmittelsicherheit"."""
_MAX_BODY = 10
"""Tokens of a body's name in marks."""
_MARKS = MARKS | frozenset(APOSTROPHES)


def joined_names(document: Document, names: Iterable[Name]) -> list[Name]:
    """Return the names in reading order, each with the parts around it that belong to it.

    Args:
        document: The article.
        names: Its names as recognised by the model, in reading order.
    """
    names = sorted(names)
    for find in RULES:
        names = _merged(document, names, find(document, names))
    return names


def _merged(document: Document, names: Sequence[Name], longer: Iterable[Name]) -> list[Name]:
    """Return the names with longer ones in place of those they overlap; a name never crosses a sentence or a line."""
    sentences = document.sentence_of_token
    added: list[Name] = []
    for name in longer:
        ids = {id(sentences.get(index)) for index in range(name.start, name.end)}
        is_line = not any(token.is_space and "\n" in token.text for token in document.doc[name.start : name.end])
        if len(ids) == 1 and name.start in sentences and is_line and (not added or name.start >= added[-1].end):
            added.append(name)
    taken = {index for name in added for index in range(name.start, name.end)}
    return sorted([*(name for name in names if taken.isdisjoint(range(name.start, name.end))), *added])


def _spanning(doc: Doc, start: int, end: int, label: str) -> Name:
    """Return the name that consists of the tokens as they are, brackets and quotation marks included."""
    tokens = doc[start:end]
    return Name(start, end, Span(tokens.start_char, tokens.end_char), label, tuple(tokens.text.split()))


def with_particles(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield persons with the particles of their surnames: "Klara von der Aue", and alone "von der Aue".

    Particles belong to a surname after a given name, if the article has them before it in a full name, after "Herr" and
    the like, and if they are hardly ever prepositions ("van den") after a role or directly after a verb.
    """
    doc = document.doc
    by_token = {index: name for name in names for index in range(name.start, name.end)}
    places = list(_particles_before_names(doc, by_token))
    surnames = {_from_particle(name.words) for name in names if name.label == "PER"}
    surnames |= {
        _words(doc, start, last)
        for start, last in places
        if _given_name_before(doc, by_token, start) and not _is_another_name(doc, last, by_token.get(last))
    }
    for start, last in places:
        right, left = by_token.get(last), by_token.get(start - 1)
        end = right.end if right is not None else last + 1
        if _is_another_name(doc, last, right):
            continue
        if _given_name_before(doc, by_token, start):
            yield _spanning(doc, left.start if left is not None else start - 1, end, "PER")
        elif left is None and (_words(doc, start, last) in surnames or _may_stand_alone(doc, start, last)):
            yield _spanning(doc, start, end, "PER")


def _particles_before_names(doc: Doc, by_token: Mapping[int, Name]) -> Iterator[tuple[int, int]]:
    """Yield the first of the particles before a name or a word tagged as one, and that word."""
    first = 0
    for last, token in enumerate(doc):
        if _is_small_particle(token.text):
            continue
        if first < last and token.text[:1].isupper() and (last in by_token or token.tag_ in NAME_TAGS):
            yield first, last
        first = last + 1


def _is_another_name(doc: Doc, start: int, name: Name | None) -> bool:
    """Return whether a name after a preposition stands for itself: "Anne von der CDU", "ein Lied von Ida Falk"."""
    if name is None:
        return known_name((doc[start].text,)) is not None
    is_person = name.label == "PER" and has_given_name(name.words)
    return name.label == "ORG" or is_person or known_name(name.words) is not None


def _words(doc: Doc, start: int, last: int) -> Words:
    return tuple(token.text for token in doc[start : last + 1])


def _given_name_before(doc: Doc, by_token: Mapping[int, Name], index: int) -> bool:
    """Return whether a single given name is directly before a token: "Karl [zu Lahn]", but not "Karl Falk [zu …]"."""
    left = by_token.get(index - 1)
    if left is None or left.label != "PER" or left.end != index or doc[index].is_sent_start:
        return False
    return all(map(is_given_name, left.words)) and (len(left.words) > 1 or not left.words[0].endswith("s"))


def _is_small_particle(word: str) -> bool:
    return word.islower() and is_particle(word)


def _from_particle(words: Words) -> Words:
    first = next((index for index, word in enumerate(words) if _is_small_particle(word)), len(words))
    return words[first:]


def _may_stand_alone(doc: Doc, index: int, last: int) -> bool:
    before = doc[index - 1] if index else None
    if before is None or doc[index].is_sent_start:
        return False
    if before.text in ADDRESSES or before.text in TITLES:
        return True
    is_several = " ".join(token.text for token in doc[index:last]) in COMPOUND_PARTICLES
    return is_several and (role_noun(before.text) is not None or before.tag_ == "VVFIN")


def with_unlisted_given_names(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield persons with a given name between their role and surname that no list has: "Parteichef Dankwart Riehl"."""
    doc = document.doc
    taken = {index for name in names for index in range(name.start, name.end)}
    for name in names:
        given = name.start - 1
        if name.label != "PER" or len(name.words) > 1 or given < 1 or given in taken or doc[given].is_sent_start:
            continue
        word = doc[given].text
        is_unlisted = word.isalpha() and word[0].isupper() and not is_known_word(word) and role_noun(word) is None
        if is_unlisted and doc[given].tag_ in {"NN", "NE"} and role_noun(doc[given - 1].text) is not None:
            yield _spanning(doc, given, name.end, "PER")


def with_nicknames(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield persons with a nickname in quotation marks between given name and surname."""
    doc = document.doc
    ending = {name.end: name for name in names if name.label == "PER"}
    by_start = {name.start: name for name in names}
    inside = {index: name for name in names for index in range(name.start, name.end)}
    for opening in range(1, len(doc) - 2):
        if doc[opening].text not in _MARKS or doc[opening].whitespace_ or not doc[opening - 1].whitespace_:
            continue
        marks = range(opening + 2, min(opening + 2 + _MAX_NICKNAME, len(doc) - 1))
        closing = next((index for index in marks if doc[index].text in _MARKS and doc[index].whitespace_), None)
        if closing is None or not doc[opening + 1].text[:1].isupper():
            continue
        left, right = ending.get(opening) or inside.get(opening), by_start.get(closing + 1)
        if left is not None and left.label != "PER":
            continue
        before, after = doc[opening - 1], doc[closing + 1]
        if not is_given_name(before.text) or (left is None and before.i in inside):
            continue
        end = right.end if right and right.label in {"PER", "LOC", "ORG", "MISC"} else after.i + 1
        while end < len(doc) and _is_small_particle(doc[end - 1].text) and doc[end].text[:1].isalpha():
            end += 1
        if doc[end - 1].text[:1].isupper() and after.text[:1].isalpha():
            yield _spanning(doc, left.start if left else before.i, end, "PER")


def with_qualifiers(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield places with what tells them from others of their name: "Frankfurt (Oder)", "Neustadt/Weinstraße"."""
    doc = document.doc
    for name in names:
        mark = name.end
        if name.label == "ORG" or (name.label == "PER" and known_name(name.words) is None):
            continue
        if mark + 1 < len(doc) and doc[mark + 1].text in PLACE_QUALIFIERS:
            if doc[mark].text == "(" and mark + 2 < len(doc) and doc[mark + 2].text == ")":
                yield _spanning(doc, name.start, mark + 3, "LOC")
            elif doc[mark].text == "/" and not doc[mark].whitespace_:
                yield _spanning(doc, name.start, mark + 2, "LOC")


def clubs(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield clubs by their abbreviation with number and places: "1. FC Köln", "TSV 1860 München", "SG Au/Tal"."""
    doc = document.doc
    by_token = {index: name for name in names for index in range(name.start, name.end)}
    end = 0
    for index, token in enumerate(doc):
        if index < end or token.text not in CLUB_PREFIXES:
            continue
        start = by_token[index].start if index in by_token else index
        if start and doc[start - 1].text == "1." and start == index:
            start -= 1
        end = index + 1
        while end < len(doc) and (doc[end].text in CLUB_PREFIXES or _is_number(doc[end].text)):
            end += 1
        if end >= len(doc) or not doc[end].text[:1].isupper() or doc[end].is_sent_start:
            continue
        end = by_token[end].end if end in by_token else end + 1
        while end + 1 < len(doc) and doc[end].text == "/" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
            end = by_token[end + 1].end if end + 1 in by_token else end + 2
        if end < len(doc) and _is_number(doc[end].text) and doc[end].text[0] in "0189":
            end += 1
        club = name_at(doc, start, end, "ORG")
        if club is not None:
            yield club


def _is_number(word: str) -> bool:
    return word.isdigit() and len(word) in {2, 4}


def institutions(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield institutions with the places after them: "Landgericht Hamburg", "Polizeiinspektion Leer/Emden"."""
    doc = document.doc
    starting = {name.start: name for name in names}
    for index, token in enumerate(doc):
        if not token.text[:1].isupper() or not _is_institution(token.text):
            continue
        end = _place_end(doc, index + 1, starting)
        if end is None and index + 1 < len(doc) and _is_named_after_place(token.text) and index + 1 not in starting:
            is_name = doc[index + 1].tag_ in {"NE", "NN"} and doc[index + 1].text[:1].isupper()
            end = index + 2 if is_name else None
        if end is not None and not doc[index + 1].is_sent_start:
            yield _spanning(doc, index, end, "ORG")


def _place_end(doc: Doc, start: int, starting: Mapping[int, Name]) -> int | None:
    """Return where the places end that begin at a token, with those after a slash, or None."""
    place = starting.get(start)
    if place is None or place.label != "LOC" or any(map(_is_place, without_genitive(place.words[-1]))):
        return None
    end = place.end
    while end + 1 < len(doc) and doc[end].text == "/" and not doc[end].whitespace_ and doc[end + 1].text[:1].isupper():
        end = starting[end + 1].end if end + 1 in starting else end + 2
    return end


def _is_place(word: str) -> bool:
    known = known_name((word,))
    return known is not None and known.label == "LOC"


@lru_cache(_CACHE_SIZE)
def _is_institution(word: str) -> bool:
    last = word.rpartition("-")[2]
    if any(form in INSTITUTIONS for form in (last, last.removesuffix("s"), last.removesuffix("es"))):
        return True
    noun = organisation_noun(word)
    return noun is not None and noun.kinds[0] in NAMED_WITH_PLACE and noun.gender != "p"


def _is_named_after_place(word: str) -> bool:
    noun = organisation_noun(word)
    return noun is not None and noun.kinds[0] in NAMED_AFTER_PLACES


def foundations(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield foundations with the name after the noun, which alone would be something else: "Stiftung Morgen"."""
    doc = document.doc
    for name in names:
        is_noun_before = name.label != "PER" and name.start > 0 and not doc[name.start].is_sent_start
        if is_noun_before and doc[name.start - 1].text in FOUNDATIONS:
            yield _spanning(doc, name.start - 1, name.end, "ORG")


def offices(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield authorities with a capitalised adjective or a field: "Statistisches Landesamt", "Amt für Obst"."""
    doc = document.doc
    taken = {index for name in names for index in range(name.start, name.end)}
    for sentence in document.sentences:
        for token in sentence.span:
            noun = organisation_noun(token.text) if token.tag_ in {"NN", "NE"} else None
            if noun is None or noun.kinds[0] not in PUBLIC or token.i in taken:
                continue
            start, end = token.i, field_end(doc, token.i + 1, sentence.span.end)
            while start - 1 > sentence.span.start and _is_capitalised_adjective(doc[start - 1]):
                start -= 1
            if end - start > 1 and not taken.intersection(range(start, end)):
                yield _spanning(doc, start, end, "ORG")


def with_first_parts(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield organisations with the first part of a compound: "Städte- und Gemeindebund", "Bau- und Kulturamt"."""
    doc = document.doc
    by_token = {index: name for name in names for index in range(name.start, name.end)}
    for token in doc[2:]:
        if token.tag_ not in {"NN", "NE"} or doc[token.i - 1].text != "und" or not doc[token.i - 2].text.endswith("-"):
            continue
        name, start = by_token.get(token.i), token.i - 2
        is_whole = name is not None and name.start <= start
        if not is_whole and doc[start].text[:1].isupper() and organisation_noun(token.text) is not None:
            yield _spanning(doc, start, name.end if name is not None else token.i + 1, "ORG")


def associations(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield associations by their members: "Verband der Köche", "Verband jüdischer Verleger", "Fraktion der Grünen"."""
    doc = document.doc
    ends = {name.start: name.end for name in names if name.label != "PER"}
    for sentence in document.sentences:
        for token in sentence.span:
            if token.tag_ != "NN" or not token.text.removesuffix("s").endswith(NAMED_AFTER_MEMBERS):
                continue
            if token.i > sentence.span.start and doc[token.i - 1].lower_ in INDEFINITE:
                continue
            end = _members_end(doc, token.i + 1, sentence.span.end, ends)
            if end is not None:
                yield _spanning(doc, token.i, end, "ORG")


def _members_end(doc: Doc, index: int, end: int, ends: Mapping[int, int]) -> int | None:
    """Return where the members end that follow an association in the genitive, or None if none do."""
    is_article = index < end and doc[index].lower_ == "der"
    first = index + is_article
    if first in ends and is_article:
        return _with_others(doc, ends[first], end)
    noun = first
    while noun < end and doc[noun].tag_ == "ADJA" and doc[noun].lower_.endswith(("en", "er")):
        noun += 1
    is_strong = not is_article and noun > first and doc[first].lower_.endswith("er")
    if noun >= end or not (is_article or is_strong) or doc[noun].tag_ != "NN" or doc[noun].text in NO_MEMBERS:
        return None
    return _with_others(doc, noun + 1, end)


def _with_others(doc: Doc, index: int, end: int) -> int:
    """Return the end of members with those that "und" joins to them: "Zentralrat der Sinti und Roma"."""
    is_several = index + 1 < end and doc[index].text == "und" and doc[index + 1].tag_ in {"NN", "NE"}
    return index + 2 if is_several else index


def bodies_in_marks(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield associations and the like by what is in marks: "die „Initiative für den Wald“", "der „Rat zur Rettung“"."""
    doc = document.doc
    for _, (opening, end) in document.outermost_marks:
        words = doc[opening + 1 : end - 1]
        if not opening or not 2 < len(words) <= _MAX_BODY or any(map(is_finite, words)):
            continue
        noun = organisation_noun(words[1].text if words[0].tag_ == "ADJA" else words[0].text)
        before = doc[opening - 1]
        is_body = (
            noun is not None and noun.kinds[0] in UNLISTED_KINDS and before.lower_ in DEFINITE_ARTICLES[noun.gender]
        )
        if is_body and any(token.tag_ in {"APPR", "APPRART", "ART"} for token in words):
            yield _spanning(doc, opening + 1, end - 1, "ORG")


def _is_capitalised_adjective(token: Token) -> bool:
    is_simple = token.text[0].isupper() and "-" not in token.text
    return token.tag_ == "ADJA" and is_simple and not token.text.endswith("er")


def field_end(doc: Doc, index: int, end: int) -> int:
    """Return where the field of an authority ends that "für" opens at a token, or the token if there is none."""
    if index >= end or doc[index].lower_ != "für":
        return index
    last = index
    for position in range(index + 1, min(index + 1 + _MAX_FIELD, end)):
        if doc[position].tag_ == "NN" and doc[position].text[0].isupper():
            last = position + 1
        elif doc[position].tag_ not in {"ADJA", "KON", "TRUNC"}:
            break
    return last


def with_arabic_articles(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield persons with a surname that begins with an Arabic article: "Omar al-Hadi"."""
    doc = document.doc
    for name in names:
        if name.label == "PER" and name.end < len(doc) and ARABIC_SURNAME.fullmatch(doc[name.end].text):
            yield _spanning(doc, name.start, name.end + 1, "PER")


RULES: Sequence[Callable[[Document, Sequence[Name]], Iterator[Name]]] = (
    with_particles,
    with_unlisted_given_names,
    with_nicknames,
    with_arabic_articles,
    with_qualifiers,
    clubs,
    institutions,
    foundations,
    offices,
    with_first_parts,
    associations,
    bodies_in_marks,
)
"""Rules that find longer names, in this order; each sees the results of those before it."""
