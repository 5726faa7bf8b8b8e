"""Find names inside compounds that end in a role or a noun for words: "NATO-Generalsekretär" names NATO."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wortlaut.entities.names import Name, Words
from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.function_words import NOUNS_OF_WORDS
from wortlaut.german.names import COUNTRY_ABBREVIATIONS, ROLELESS_ABBREVIATIONS
from wortlaut.german.roles import ROLE_MODIFIERS
from wortlaut.nlp.annotate import Document
from wortlaut.text.spans import Span

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

_LONGEST_ABBREVIATION = 6


def compound_names(document: Document, names: Sequence[Name]) -> Iterator[Name]:
    """Yield the name before the hyphen: SPD in "SPD-Chefin", Bahn in "Bahn-Chef" if the article also names it.

    An abbreviation in capitals counts as an organisation unless the article uses it as another kind of name.

    Args:
        document: The article.
        names: The names that occur in it as separate words.
    """
    compounds = [token for sentence in document.sentences for token in sentence.span if _has_name(token.text)]
    if not compounds:
        return
    taken = {index for name in names for index in range(name.start, name.end)}
    labels: dict[Words, Counter[str]] = defaultdict(Counter)
    for name in names:
        labels[name.words][name.label] += 1
    for token in compounds:
        modifier = _before_hyphen(token, labels) if token.i not in taken else None
        if modifier is not None:
            yield modifier


def _has_name(word: str) -> bool:
    """Return whether a word is a hyphenated compound whose last part is a role, or a noun for words ("UN-Angaben")."""
    last = word.rpartition("-")[2]
    return "-" in word[1:-1] and (last.lower() in NOUNS_OF_WORDS or role_noun(last) is not None)


def _before_hyphen(token: Token, labels: dict[Words, Counter[str]]) -> Name | None:
    first = token.text.partition("-")[0]
    known = labels.get((first,))
    if known is None and not _is_abbreviation(first):
        return None
    label = known.most_common(1)[0][0] if known else "ORG"
    return Name(token.i, token.i + 1, Span(token.idx, token.idx + len(first)), label, (first,))


def organisation_in(role: str) -> str | None:
    """Return the organisation or country that a hyphenated compound names before its role ("Bahn-Chef"), or None.

    Mere modifiers of the role ("Ex-Kanzler") and common nouns ("Fraktions-Chef") are excluded by a list.
    """
    named = [part for part in role.split("-")[:-1] if part not in ROLE_MODIFIERS]
    if not named:
        return None
    return COUNTRY_ABBREVIATIONS.get(named[0]) or (None if named[0] in ROLELESS_ABBREVIATIONS else named[0])


def _is_abbreviation(word: str) -> bool:
    is_short = 1 < len(word) <= _LONGEST_ABBREVIATION
    return is_short and word.isalpha() and word.isupper() and word not in ROLELESS_ABBREVIATIONS
