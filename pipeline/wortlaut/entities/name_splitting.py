"""Split persons' names that the model merged with adjacent words: "Stoltenberg Rutte"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from wortlaut.entities.names import Name, Words, has_given_name, name_at, surname, without_genitive
from wortlaut.german.names import ADDRESSES
from wortlaut.nlp.annotate import Document

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_PREPOSITIONS = frozenset({"zu", "von"})


def split_names(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the names, those of persons without words that the rest of the article shows not to belong to them.

    Such words are a preposition before a surname ("Nachfolger von Stoltenberg"), a noun after a genitive ("Brandts
    Rücktritt"), and the name of a second person.

    Args:
        document: The article.
        names: Its names in reading order.
    """
    persons = _Persons(names)
    shortened = [_shorten(document.doc, name, persons) for name in names]
    persons = _Persons(shortened)
    for name in shortened:
        yield from _split_persons(document, name, persons) or (name,)


def in_heading(document: Document, name: Name) -> bool:
    """Return whether a name is in the headline or in a section's heading."""
    return document.sentence_of_token[name.start].section.is_heading_at(name.span.end)


class _Persons:
    """The names of persons in an article, as recognised by the model.

    Attributes:
        full: The number of occurrences of each full name.
        alone: The surnames and given names that occur alone.
        by_surname: The full names that end in a surname.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self.full: Counter[Words] = Counter()
        self.alone: set[Words] = set()
        self.by_surname: dict[str, set[Words]] = defaultdict(set)
        for name in names:
            if name.label == "PER" and has_given_name(name.words):
                self.full[name.words] += 1
                self.by_surname[surname(name.words)].add(name.words)
            elif name.label == "PER":
                self.alone.add(name.words)

    def have_apart_from(self, whole: Words, part: Words) -> bool:
        """Return whether part of a name is a known full name, or the surname in a full name other than the whole."""
        if has_given_name(part):
            return part in self.full
        return bool(self.by_surname.get(surname(part), set()) - {whole})

    def have(self, whole: Words, part: Words) -> bool:
        """Return whether part of a name occurs alone or satisfies `have_apart_from`."""
        return part in self.alone or self.have_apart_from(whole, part)

    def have_with_particle(self, particle: str, last: str) -> bool:
        """Return whether a full name has a particle before its surname ("Richard von Weizsäcker")."""
        return any((particle, last) in pairwise(full[1:]) for full in self.by_surname.get(last, ()))


def _shorten(doc: Doc, name: Name, persons: _Persons) -> Name:
    if name.label != "PER" or len(name.words) == 1:
        return name
    start, end = name.start, name.end
    first, second = name.words[:2]
    has_address = start > 0 and doc[start - 1].text in ADDRESSES
    if (
        first == "von"
        and not second.islower()
        and not has_address
        and not persons.have_with_particle(first, surname(name.words))
    ):
        start += 1
    for index in range(start + 1, end):
        is_genitive = any(form in persons.by_surname for form in without_genitive(doc[index - 1].text))
        if is_genitive and doc[index].tag_ == "NN":
            end = index
            break
    return name_at(doc, start, end, "PER") or name


def _split_persons(document: Document, name: Name, persons: _Persons) -> tuple[Name, Name] | None:
    """Return the two persons' names that a name consists of, or None if it is a single name.

    Both must be known from a full name elsewhere in the article, and the two together must not recur. In a heading or
    next to a preposition it is enough that they occur alone; there the label need not be PER either.
    """
    is_person = name.label == "PER"
    if is_person and persons.full[name.words] != 1:
        return None
    heading = in_heading(document, name)
    for middle in range(name.start + 1, name.end):
        # Between two persons "zu" and "von" are prepositions: "von Stoltenberg zu Rutte".
        is_preposition = document.doc[middle].lower_ in _PREPOSITIONS and middle + 1 < name.end
        may_be_unsure = is_preposition or heading
        if not is_person and not may_be_unsure:
            continue
        left = name_at(document.doc, name.start, middle, "PER")
        if left is None or not persons.have(name.words, left.words):
            continue
        right = name_at(document.doc, middle + is_preposition, name.end, "PER")
        if right is None or not persons.have(name.words, right.words):
            continue
        are_sure = is_person and all(persons.have_apart_from(name.words, part.words) for part in (left, right))
        if are_sure or may_be_unsure:
            return left, right
    return None
