"""Find abbreviations introduced in brackets: "Bundesamt für Verfassungsschutz (BfV)"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from wortlaut.entities.names import Name, Words, name_at

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_MAX_TOKENS = 10
"""Most tokens that a bracket may hold."""
_MIN_CAPITALS = 2
_MIN_WORDS = 3
"""Words of a name that a bracket shortens to a word that is written like others."""
_MAX_LETTERS = 6
"""Letters of that word."""


def introductions(doc: Doc, names: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield the abbreviations introduced in brackets after names other than those of persons.

    Either name, before the bracket or in it, may abbreviate the other; both get the label of the one before it.

    Args:
        doc: The document.
        names: The names before the brackets; the names in brackets need not be among them.
    """
    for outer in names:
        start = outer.end + 1
        if outer.label == "PER" or start >= len(doc) or doc[start - 1].text != "(":
            continue
        tokens = range(start, min(start + _MAX_TOKENS, len(doc)))
        end = next((index for index in tokens if doc[index].text == ")"), None)
        inner = name_at(doc, start, end, outer.label) if end is not None else None
        if inner is None:
            continue
        if (
            abbreviates(inner.words, outer.words)
            or abbreviates(outer.words, inner.words)
            or _shortens(inner.words, outer)
        ):
            yield outer, inner


def _shortens(short: Words, outer: Name) -> bool:
    """Return whether a word is made of letters of a body's name: "Bundesamt für Strassen (Astra)"."""
    word, full = short[0], "".join(outer.words).casefold()
    if outer.label != "ORG" or len(short) != 1 or len(outer.words) < _MIN_WORDS or not word.istitle():
        return False
    remaining = iter(full)
    return len(word) <= _MAX_LETTERS and word.isalpha() and all(char in remaining for char in word.casefold())


def abbreviates(short: Words, long: Words) -> bool:
    """Return whether the letters of a word with capitals occur in order in a name, starting with the name's first."""
    word, full = short[0], "".join(long).casefold()
    if len(short) != 1 or sum(char.isupper() for char in word) < _MIN_CAPITALS or len(full) <= len(word):
        return False
    letters = [char for char in word.casefold() if char.isalnum()]
    remaining = iter(full)
    return full.startswith(letters[0]) and all(char in remaining for char in letters)
