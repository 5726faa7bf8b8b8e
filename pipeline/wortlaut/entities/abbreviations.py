"""Finds abbreviations that a text introduces in brackets: "Bundesamt für Verfassungsschutz (BfV)"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.names import Name, name_at

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_MAX_TOKENS = 10
"""Tokens between the brackets that are looked at."""
_MIN_CAPITALS = 2


class Introduction(NamedTuple):
    """A name followed by another one in brackets, of which one abbreviates the other.

    Attributes:
        outer: The name before the bracket.
        inner: The name in the bracket, with the label of the outer one.
    """

    outer: Name
    inner: Name


def introductions(doc: Doc, names: Iterable[Name]) -> Iterator[Introduction]:
    """Yield what the brackets after the names of organisations, places and things introduce.

    Args:
        doc: The document.
        names: The names before the brackets; what is in the brackets need not be among them.
    """
    for outer in names:
        start = outer.end + 1
        if outer.label == "PER" or start >= len(doc) or doc[start - 1].text != "(":
            continue
        tokens = range(start, min(start + _MAX_TOKENS, len(doc)))
        end = next((index for index in tokens if doc[index].text == ")"), None)
        inner = name_at(doc, start, end, outer.label) if end is not None else None
        if inner is not None and (_abbreviates(inner, outer) or _abbreviates(outer, inner)):
            yield Introduction(outer, inner)


def _abbreviates(short: Name, long: Name) -> bool:
    """Tell whether a word of capitals takes its letters in order from a name, the first one from its beginning."""
    word, full = short.words[0], "".join(long.words).casefold()
    if len(short.words) != 1 or sum(char.isupper() for char in word) < _MIN_CAPITALS or len(full) <= len(word):
        return False
    letters = [char for char in word.casefold() if char.isalnum()]
    remaining = iter(full)
    return full.startswith(letters[0]) and all(char in remaining for char in letters)
