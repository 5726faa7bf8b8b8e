"""Read gender-inclusive nouns as one word: `Schüler:innen`, `Anwohner/innen`, `Kolleg*innen`, `LehrerInnen`.

Tokenizers cut them at the sign, and no pipeline was trained on them. So each becomes one token, and is analysed as the
feminine that it contains (`Schülerinnen`), which has the same number and the same place in the sentence.

Source of the forms: Rat für deutsche Rechtschreibung, Geschlechtergerechte Schreibung (2018, 2021, 2023): asterisk,
colon, underscore, slash, brackets and capital I; the middle dot is used in Switzerland.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FORM = re.compile(
    r"(?<![\w-])(?P<stem>[A-ZÄÖÜ][\w-]{1,60}?[a-zäöüß])"
    r"(?:(?P<sign>[:*_·•]|/-?|(?P<bracket>\())(?P<in>in)|(?P<capital>[:*_·•]?)(?P<In>In))(?P<plural>nen)?(?(bracket)\))"
    r"(?P<rest>(?:[a-zäöüß]{3,40}|-[A-ZÄÖÜ][\w-]{2,40})?)(?!\w)"
)
"""A noun with a sign or a capital I before its feminine ending; perhaps the first part of a compound."""
_CACHE_SIZE = 50_000
"""Words that are cached."""
_PERSON = re.compile(r"\w{2,}(?:er|ent|ant|ist|or|eur|log)")
"""Nouns to which `In` is such an ending; others are names (`LinkedIn`, `PlugIn`)."""


class GenderForm(NamedTuple):
    """A gender-inclusive noun in a text.

    Attributes:
        start: Its first character.
        end: The character after its last.
        feminine: The feminine that it contains: `Schülerinnen`.
    """

    start: int
    end: int
    feminine: str


def gender_forms(text: str) -> list[GenderForm]:
    """Return the gender-inclusive nouns of a text in order; the time is linear in its length."""
    return [GenderForm(*match.span(), _feminine(match)) for match in _FORM.finditer(text) if _is_gender_form(match)]


def join(doc: Doc, text: str) -> dict[int, str]:
    """Join the parts of each gender-inclusive noun of a tokenized text to one token, in place.

    Args:
        doc: Tokens without annotation.
        text: Their text, which spaCy would have to reassemble.

    Returns:
        By the index of each such token, the feminine to analyse it as.
    """
    forms = gender_forms(text)
    if not forms:
        return {}
    with doc.retokenize() as retokenizer:
        for start, end, _ in forms:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and len(span) > 1:
                retokenizer.merge(span)
    by_form = {text[start:end]: word for start, end, word in forms}
    return {token.i: by_form[token.text] for token in doc if token.text in by_form}


def with_feminines(doc: Doc, feminines: Mapping[int, str]) -> Doc:
    """Return a tokenized text in which some words are replaced; sentence starts that are set are kept.

    Args:
        doc: Tokens without other annotation.
        feminines: Words by the indices of the tokens that they replace.
    """
    if not feminines:
        return doc
    from spacy.tokens import Doc as SpacyDoc

    words = [feminines.get(token.i, token.text) for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    copy = SpacyDoc(doc.vocab, words, spaces)
    copy.from_array(["SENT_START"], doc.to_array(["SENT_START"]).reshape(-1, 1))  # type: ignore[arg-type]  # spaCy's stubs lack NumPy
    return copy


@lru_cache(_CACHE_SIZE)
def singular(form: str) -> str | None:
    """Return the singular of a gender-inclusive noun with its sign (`Schüler:in`), or None if a word is not one."""
    match = _FORM.fullmatch(form)
    if match is None or not _is_gender_form(match) or match["rest"]:
        return None
    return form[: match.end("in") if match["in"] else match.end("In")] + (")" if match["bracket"] else "")


def feminine(form: str) -> str | None:
    """Return the feminine that a gender-inclusive noun contains, in its number, or None if a word is not one."""
    match = _FORM.fullmatch(form)
    return _feminine(match) if match is not None and _is_gender_form(match) else None


def _is_gender_form(match: re.Match[str]) -> bool:
    if not match["In"]:
        return True
    is_compound = bool(match["rest"]) and bool(match["capital"])  # Thema:Innenpolitik
    return not is_compound and (bool(match["plural"]) or _PERSON.fullmatch(match["stem"]) is not None)


def _feminine(match: re.Match[str]) -> str:
    return f"{match['stem']}in{match['plural'] or ''}{match['rest']}"
