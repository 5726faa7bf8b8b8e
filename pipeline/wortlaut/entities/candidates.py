"""Trim the model's entities to names, which end at line breaks, brackets, verbs and titles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from wortlaut.entities.names import APOSTROPHES, Name, has_legal_form, is_particle, name_at
from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.names import CURRENCIES, GENERATIONS
from wortlaut.nlp.annotate import Document

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_LABELS = {
    # CoNLL-2003, WikiNER and GermEval 2014, outer level: what German pipelines are trained on.
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC", "OTH": "MISC",
    # OntoNotes 5 (Weischedel et al. 2013): multilingual and English schemes; dates and amounts are not names.
    "PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "MISC", "PRODUCT": "MISC", "EVENT": "MISC",
    "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC",
    # Names spelled out, as in pipelines that users train themselves.
    "PERS": "PER", "ORGANIZATION": "ORG", "ORGANISATION": "ORG", "LOCATION": "LOC",
}  # fmt: skip
"""Wortlaut's four labels by those of spaCy pipelines; entities with any other label are ignored."""
_INSIDE_PERSONS = frozenset({*APOSTROPHES, "-"})
_BRACKETS = frozenset("()[]{}<>|/")


def candidates(document: Document) -> Iterator[Name]:
    """Yield the model's names in reading order, each within one sentence and one line, without titles and punctuation.

    A person's name is split at a word that cannot be part of one ("Merkel und Scholz"), and a role before it ("Kanzler
    Scholz") is dropped. Currencies are not names.
    """
    doc = document.doc
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
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
        sentence, token = document.sentence_of_token.get(index), document.doc[index]
        breaks_line = token.is_space and token.text.splitlines() != [token.text]
        return None if sentence is None or breaks_line else sentence.sentence_id

    return _runs(start, end, sentence_id)


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
