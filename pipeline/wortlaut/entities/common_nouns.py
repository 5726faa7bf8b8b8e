"""Find common nouns that do not denote persons: a nearby pronoun may refer to "die Behörde", "den Posten"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.nlp.annotate import Document

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

_GENDERS = {"Masc": "m", "Fem": "f"}
_FEMININE_ENDINGS = ("ung", "heit", "keit", "schaft", "tion", "tät", "ei", "ie", "behörde", "gruppe", "regierung")


class CommonNoun(NamedTuple):
    """A common noun in the singular.

    Attributes:
        start: Its first token.
        end: The token after the noun.
        gender: `m` or `f`.
        noun: The noun in lower case.
    """

    start: int
    end: int
    gender: str
    noun: str


def common_nouns(document: Document, taken: Collection[int]) -> Iterator[CommonNoun]:
    """Yield the common nouns in reading order; neuters are skipped, since "es" is never a mention.

    Args:
        document: The article.
        taken: The tokens of names and of descriptions of persons.
    """
    for sentence in document.sentences:
        for token in sentence.span:
            if token.tag_ == "NN" and token.i not in taken:
                gender = _gender(token)
                if gender and "Plur" not in token.morph.get("Number", []):
                    yield CommonNoun(token.i, token.i + 1, gender, token.lower_)


def _gender(noun: Token) -> str | None:
    """Return the gender given by the noun's ending, else by the model's morphology."""
    if noun.lower_.endswith(_FEMININE_ENDINGS):
        return "f"
    return next((_GENDERS[gender] for gender in noun.morph.get("Gender", []) if gender in _GENDERS), None)
