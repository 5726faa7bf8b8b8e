"""Trim the model's entities to names, which end at line breaks, brackets, verbs and titles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from wortlaut.entities.labels import LABELS
from wortlaut.entities.names import APOSTROPHES, Name, has_legal_form, is_particle, name_at
from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.names import CURRENCIES, GENERATIONS
from wortlaut.nlp.annotate import Document

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_INSIDE_PERSONS = frozenset({*APOSTROPHES, "-"})
_BRACKETS = frozenset("()[]{}<>|/")


def candidates(document: Document) -> Iterator[Name]:
    """Yield the model's names in reading order, each within one sentence and one line, without titles and punctuation.

    A person's name is split at a word that cannot be part of one ("Merkel und Scholz"), and a role before it ("Kanzler
    Scholz") is dropped. Currencies are not names.
    """
    doc = document.doc
    for entity in doc.ents:
        label = LABELS.get(entity.label_)
        if label is None:
            continue
        for start, end in _lines(document, entity.start, entity.end):
            pieces = _persons(doc, start, end) if label == "PER" else _bracketless(doc, start, end)
            for piece in pieces:
                name = name_at(doc, *piece, label)
                if name is not None and not _is_money(name):
                    yield name._replace(label="ORG") if has_legal_form(name.words) else name


def _is_money(name: Name) -> bool:
    """Return whether a name is a currency."""
    return name.label == "MISC" and len(name.words) == 1 and name.words[0] in CURRENCIES


def _lines(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges between `start` and `end` that lie within one sentence and one line."""

    def sentence_id(index: int) -> str | None:
        sentence = document.sentence_of_token.get(index)
        return None if sentence is None or _breaks_line(document.doc[index]) else sentence.sentence_id

    return _runs(start, end, sentence_id)


def _breaks_line(token: Token) -> bool:
    return token.is_space and token.text.splitlines() != [token.text]


def _bracketless(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    return _runs(start, end, lambda index: doc[index].text not in _BRACKETS)


def _persons(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in _runs(start, end, lambda index: _may_be_in_person(doc[index].text)):
        while first < last - 1 and role_noun(doc[first].text):
            first += 1
        while last > first and is_particle(doc[last - 1].text):
            last -= 1
        if any(not token.text.islower() for token in doc[first:last]):
            yield first, last


def _may_be_in_person(word: str) -> bool:
    bare = word.lstrip(APOSTROPHES)
    is_written_small = bare.islower() and not is_particle(bare) and bare not in GENERATIONS
    return word in _INSIDE_PERSONS or (bare[:1].isalpha() and not is_written_small)


def _runs(start: int, end: int, key: Callable[[int], object]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of adjacent tokens with the same key; tokens with a falsy key are skipped."""
    first, current = start, None
    for index in range(start, end):
        value = key(index)
        if value != current:
            if current:
                yield first, index
            first, current = index, value
    if current:
        yield first, end
