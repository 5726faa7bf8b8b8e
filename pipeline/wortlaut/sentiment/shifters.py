"""Find words whose polarity another word reverses: Krise in `die Krise beenden` and `das Ende der Krise`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.german import polarity as german
from wortlaut.nlp import syntax

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token


_PREDICATIVE_TAGS = frozenset({"VVPP", "ADJD"})
_AFTER = (1, 2)
"""Tokens from a word to the phrase beside it, or to its noun if that depends on the preposition, as in TIGER's."""
_SHIFTER_POS = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})


class Shift(NamedTuple):
    """A polarity shifter and the words that it reverses.

    Attributes:
        shifter: Its index in the document.
        shifted: Indices of the polar words that depend on it; never empty.
    """

    shifter: int
    shifted: tuple[int, ...]


def find_shifts(tokens: Sequence[Token], lemmas: Mapping[int, str], polar: Collection[int]) -> Iterator[Shift]:
    """Yield the shifters of a sentence that reverse a polar word.

    Args:
        tokens: The words of the sentence.
        lemmas: Lemmas of the verbs with a separated particle, including the particle, by the verb's index.
        polar: Indices of the polar words.
    """
    arguments_of = german.shifters()
    for token in tokens:
        if token.pos_ not in _SHIFTER_POS:
            continue
        pos = "NOUN" if token.pos_ == "PROPN" else token.pos_
        lemma = lemmas.get(token.i, token.lemma_)
        arguments = arguments_of.get((lemma, pos))
        if _is_statal_passive(token, lemma):
            arguments = ("subject",)
        if arguments is None:
            continue
        dependent = {
            inner.i
            for kind in arguments
            for argument in _arguments(token, kind)
            for inner in argument.subtree
            if inner.i in polar and inner.i != token.i
        }
        if dependent:
            clause_of = syntax.clause_heads(tokens)
            shifted = tuple(i for i in sorted(dependent) if clause_of[i] == clause_of[token.i])
            if shifted:
                yield Shift(token.i, shifted)


def _is_statal_passive(token: Token, lemma: str) -> bool:
    """Return whether a participle with a form of `sein` says what has been done to the subject: ist beendet."""
    if token.tag_ not in _PREDICATIVE_TAGS:
        return False
    if (lemma, "VERB") not in german.shifters() and token.lower_ not in german.shifting_participles():
        return False
    verb = german.shifting_participles().get(token.lower_, lemma)
    if "object" not in german.shifters()[verb, "VERB"]:
        return False
    group = {part.lemma_.lower() for part in (*token.children, token.head, *token.head.children)}
    return "sein" in group and group.isdisjoint({"werden", "haben"})


def _arguments(token: Token, kind: str) -> Sequence[Token]:
    if kind == "object":
        return syntax.objects(token)
    if kind == "subject":
        subject = syntax.subject(token)
        return () if subject is None else (subject,)
    if kind == "genitive":
        return syntax.genitives(token)
    found = syntax.prepositional(token, kind)
    return found if found or token.pos_ == "VERB" else _beside(token, kind)


def _beside(token: Token, preposition: str) -> Sequence[Token]:
    """Return the noun of the phrase right after a word, which the parse often attaches to the verb of both.

    In *Es herrscht ein Mangel an Vertrauen*, *Vertrauen* may depend on *herrscht*.
    """
    nouns = syntax.prepositional(token.head, preposition)
    return [noun for noun in nouns if min(inner.i for inner in noun.subtree) - token.i in _AFTER]
