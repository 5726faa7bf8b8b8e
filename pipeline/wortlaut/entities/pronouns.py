"""Find the pronouns that refer to one person or organisation, and the common nouns that they may refer to as well."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.organisation_nouns import organisation_noun
from wortlaut.entities.positions import Positions
from wortlaut.german import word_lists
from wortlaut.german.descriptions import ACCUSATIVE_PREPOSITIONS
from wortlaut.german.function_words import NOUNS_OF_WORDS, POINTING_PRONOUNS, POSSESSIVE_GENDERS, PRONOUN_GENDERS
from wortlaut.nlp import syntax
from wortlaut.nlp.annotate import Document

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

_PERSONAL, _POSSESSIVE = "PPER", "PPOSAT"
_BEFORE_NOUNS = frozenset({"NN", "NE", "ADJA", "CARD"})
_AMBIGUOUS = frozenset({"sie", "diese", "letztere", "erstere"})
"""Forms that are either feminine or plural."""
_PLURAL_FORMS = frozenset({"sind", "seid"})
_GENDERS = {"Masc": "m", "Fem": "f"}
FEMININE_ENDINGS = ("ung", "heit", "keit", "schaft", "tion", "tät", "ei", "ie", "behörde", "gruppe", "regierung")


class Pronoun(NamedTuple):
    """A pronoun in the third person singular.

    Attributes:
        start: Its token.
        end: The token after it.
        gender: `m` or `f`.
        is_demonstrative: Whether it refers to the entity named last ("dieser", "Letztere"), not the most salient one.
        speaks: Whether it is the subject of a verb of speech, so that it refers to nothing that cannot speak.
    """

    start: int
    end: int
    gender: str
    is_demonstrative: bool
    speaks: bool = False


def pronouns(document: Document, positions: Positions) -> Iterator[Pronoun]:
    """Yield the pronouns in reading order; reflexives, plurals and the polite "Sie" are skipped.

    Of the possessives, only those before a noun for words or views count: "nach seinen Angaben".

    Args:
        document: The article.
        positions: The positions of its tokens.
    """
    for sentence in document.sentences:
        for token in sentence.span:
            form = token.lower_
            is_pronoun = form in PRONOUN_GENDERS and _stands_alone(token) and not _is_polite(token)
            if is_pronoun and _is_singular(token, positions):
                speaks = syntax.is_subject(token) and document.lemma(token.head) in _verbs_of_speech()
                yield Pronoun(token.i, token.i + 1, PRONOUN_GENDERS[form], form in POINTING_PRONOUNS, speaks)
            elif token.tag_ == _POSSESSIVE and (gender := POSSESSIVE_GENDERS.get(form[:4])) and _has_words(token):
                yield Pronoun(token.i, token.i + 1, gender, is_demonstrative=False)


@cache
def _verbs_of_speech() -> frozenset[str]:
    """Return the lemmas of the verbs that report what somebody said or thought in a main clause."""
    return frozenset(
        row["lemma"] for row in word_lists.rows("reporting_verbs.csv") if row["takes_main_clause"] == "yes"
    )


def _has_words(possessive: Token) -> bool:
    """Return whether a noun for words or views follows a possessive directly."""
    following = possessive.i + 1
    return following < len(possessive.doc) and possessive.doc[following].lower_ in NOUNS_OF_WORDS


def _stands_alone(token: Token) -> bool:
    if token.lower_ not in POINTING_PRONOUNS and token.tag_ != _PERSONAL:
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    is_determiner = token.lower_ == "ihr" or token.lower_ in POINTING_PRONOUNS
    return token.tag_ != "PDAT" and not (is_determiner and following is not None and following.tag_ in _BEFORE_NOUNS)


def _is_polite(token: Token) -> bool:
    """Return whether a pronoun is the polite "Sie" or "Ihr": capitalised where no sentence begins."""
    before = token.doc[token.i - 1] if token.i else None
    opens = before is None or token.is_sent_start or before.is_punct or before.is_space
    return token.text in {"Sie", "Ihr"} and not opens


def _is_singular(token: Token, positions: Positions) -> bool:
    """Return whether a pronoun is singular, by the finite verb if it is the subject, else by the model's morphology."""
    if token.lower_ not in _AMBIGUOUS:
        return True
    verbs = positions.verbs_beside(token.i)
    if not verbs:
        return token.morph.get("Number", []) == ["Sing"]
    has_other_subject = any(syntax.subject(verb) not in {None, token} for verb in verbs)
    if has_other_subject and not syntax.is_subject(token):
        return token.morph.get("Number", []) == ["Sing"] and token.morph.get("Case", []) != ["Nom"]
    nearest = min(verbs, key=lambda verb: abs(verb.i - token.i))
    return not _is_plural(nearest)


def _is_plural(verb: Token) -> bool:
    """Return whether a verb is plural: the third person ends in -n in any mood; few singulars do ("kann")."""
    form = verb.lower_
    return form in _PLURAL_FORMS or (form.endswith("n") and form not in {"kann", "begann", "gewann", "sann", "rann"})


class CommonNoun(NamedTuple):
    """A common noun in the singular.

    Attributes:
        start: Its first token.
        end: The token after the noun.
        gender: `m` or `f`.
        noun: The noun in lower case.
        is_organisation: Whether it denotes an organisation, which may speak.
    """

    start: int
    end: int
    gender: str
    noun: str
    is_organisation: bool = False


def common_nouns(document: Document, taken: Collection[int]) -> Iterator[CommonNoun]:
    """Yield the common nouns in reading order; neuters are skipped, since "es" is never a mention.

    Args:
        document: The article.
        taken: The tokens of names and of descriptions of persons.
    """
    for sentence in document.sentences:
        for token in sentence.span:
            if token.tag_ == "NN" and token.i not in taken:
                is_accusative = _is_accusative(token)
                gender = "m" if is_accusative else _gender(token)
                if gender and (is_accusative or "Plur" not in token.morph.get("Number", [])):
                    is_organisation = organisation_noun(token.text) is not None
                    yield CommonNoun(token.i, token.i + 1, gender, token.lower_, is_organisation)


def _is_accusative(noun: Token) -> bool:
    """Return whether a preposition shows "den" to be the accusative of a masculine: "für den Posten"."""
    if noun.i < 2 or noun.nbor(-1).lower_ != "den":
        return False
    return noun.nbor(-2).lower_ in ACCUSATIVE_PREPOSITIONS


def _gender(noun: Token) -> str | None:
    """Return the gender given by the noun's ending, else by the model's morphology."""
    if noun.lower_.endswith(FEMININE_ENDINGS):
        return "f"
    return next((_GENDERS[gender] for gender in noun.morph.get("Gender", []) if gender in _GENDERS), None)
