"""Derive a person's role and gender from the words around the name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.names import Name, has_given_name
from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.names import ADDRESSES, TITLES
from wortlaut.german.roles import ATTRIBUTE_OPENERS, COPULAS, RELATIVE_ROLES, STATUS
from wortlaut.nlp.clauses import closing_bracket

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_ENDINGS = ("e", "er", "es", "en", "em")
_STATUS_FORMS = {stem + ending: stem for stem in STATUS for ending in _ENDINGS}
_PHRASE_ENDS = frozenset(',.;:()!?–—-…"“”»«‘’')
_MAX_ATTRIBUTE_TOKENS = 6
"""Tokens. "Vorsitzende des Verteidigungsausschusses im Deutschen Bundestag" has five after the noun."""


class Role(NamedTuple):
    """A role that the text ascribes to a person.

    Attributes:
        text: The role in the nominative, with adjectives that are essential to it ("früherer US-Präsident").
        noun: The noun alone.
        gender: `m`, `f`, or None.
        start: Index of the phrase's first token, including an article.
        end: Index after its last token.
    """

    text: str
    noun: str
    gender: str | None
    start: int
    end: int


def gender_before(doc: Doc, name: Name) -> str | None:
    """Return the gender (`m`, `f`) shown by "Herr", "Frau" or a role directly before a name, or None."""
    for index in range(name.start - 1, -1, -1):
        token = doc[index]
        if token.text in ADDRESSES:
            return ADDRESSES[token.text]
        if token.text not in TITLES or token.is_sent_start:
            break
    role = role_before(doc, name)
    return role.gender if role else None


def role_before(doc: Doc, name: Name) -> Role | None:
    """Return the role directly before a name: "der frühere US-Präsident Dr. Donald Trump"."""
    index = name.start
    while index > 0 and not doc[index].is_sent_start:
        index -= 1
        if doc[index].text not in TITLES:
            return _role_at(doc, index)
    return None


def roles(doc: Doc, name: Name, *, is_genitive: bool) -> Iterator[Role]:
    """Yield the roles that the words around a person's name ascribe to that person.

    Args:
        doc: The document.
        name: The name of a person.
        is_genitive: Whether the name is a genitive; a noun before it is then somebody else ("der Sprecher Merkels").
    """
    before = None if is_genitive else role_before(doc, name)
    for role in (before, _apposed_after(doc, name), _apposed_before(doc, name), _predicated(doc, name)):
        if role:
            yield role


def is_relative(role: str) -> bool:
    """Return whether a role says only how a person relates to a vote or to others in the article: "Amtsinhaber"."""
    noun = role_noun(role.split()[0].rpartition("-")[2])
    return noun is not None and noun.text.removesuffix("in") in RELATIVE_ROLES


def _role_at(doc: Doc, index: int) -> Role | None:
    """Return the role whose noun is this token, with its article and adjectives."""
    noun = role_noun(doc[index].text)
    if noun is None:
        return None
    start, prefix, status = index, "", list[str]()
    if _precedes(doc, start) and len(doc[start - 1].text) > 1 and doc[start - 1].text.endswith("-"):
        start -= 1
        prefix = doc[start].text  # "NATO- Generalsekretär": a compound split by the layout
    while _precedes(doc, start) and doc[start - 1].tag_ == "ADJA":
        start -= 1
        status[:0] = filter(None, (_STATUS_FORMS.get(doc[start].text),))
    article = ""
    if _precedes(doc, start) and doc[start - 1].tag_ in {"ART", "APPRART"}:
        start -= 1
        article = doc[start].text.lower()
    noun = noun.after(article)
    adjectives = [f"{stem}e{'r' if noun.gender == 'm' else ''}" for stem in status]
    return Role(" ".join([*adjectives, prefix + noun.text]), prefix + noun.text, noun.gender, start, index + 1)


def _precedes(doc: Doc, index: int) -> bool:
    """Return whether the token before this one is in the same sentence."""
    return index > 0 and not doc[index].is_sent_start


def _apposed_after(doc: Doc, name: Name) -> Role | None:
    """Return the role in "X, der frühere Vorsitzende der SPD," or "X (SPD), Bundesministerin für Arbeit."."""
    index = name.end
    if _text(doc, index) == "(":
        index = closing_bracket(doc, index, min(index + 4, len(doc))) or index
    return _phrase_from(doc, index + 1) if _text(doc, index) == "," else None


def _predicated(doc: Doc, name: Name) -> Role | None:
    """Return the role in "X ist neuer Generalsekretär der NATO."."""
    return _phrase_from(doc, name.end + 1) if _text(doc, name.end) in COPULAS else None


def _phrase_from(doc: Doc, start: int) -> Role | None:
    """Return the role made up of all words from `start` to the next punctuation mark."""
    index = start
    while not _ends_phrase(doc, index) and doc[index].tag_ in {"ART", "ADJA", "TRUNC"}:
        index += 1
    role = None if _ends_phrase(doc, index) else _role_at(doc, index)
    return _with_attribute(doc, role, index) if role else None


def _apposed_before(doc: Doc, name: Name) -> Role | None:
    """Return the role in "der Vorsitzende der SPD, X," if it spans all words from the article to the comma."""
    comma = name.start - 1
    if _text(doc, comma) != "," or not _ends_phrase(doc, name.end) or not has_given_name(name.words):
        return None
    apposition = None
    for index in range(comma - 1, max(comma - _MAX_ATTRIBUTE_TOKENS - 2, -1), -1):
        if _ends_phrase(doc, index):
            break
        role = _role_at(doc, index)
        if role and _attribute_end(doc, index + 1) == comma:
            apposition = _with_attribute(doc, role, index)
        if not _precedes(doc, index):
            break
    return apposition


def _with_attribute(doc: Doc, role: Role, index: int) -> Role | None:
    end = _attribute_end(doc, index + 1)
    text = " ".join([role.text, *doc[index + 1 : end].text.split()])
    return None if end is None else role._replace(text=text, end=end)


def _attribute_end(doc: Doc, start: int) -> int | None:
    """Return where the words up to the next mark end if they are an attribute of a noun ("der SPD"), else None."""
    end = next((index for index in range(start, start + _MAX_ATTRIBUTE_TOKENS + 1) if _ends_phrase(doc, index)), None)
    if end is None or end == start:
        return end
    opens = doc[start].text.lower() in ATTRIBUTE_OPENERS
    # No attribute contains a verb, or a conjunction before a second phrase.
    is_interrupted = any(token.tag_ == "KON" or token.tag_.startswith("V") for token in doc[start:end])
    return end if opens and not is_interrupted else None


def _ends_phrase(doc: Doc, index: int) -> bool:
    """Return whether a phrase ends before this token: at punctuation, a line break, or the next sentence."""
    if not 0 <= index < len(doc):
        return True
    token = doc[index]
    return token.text in _PHRASE_ENDS or token.is_space or bool(token.is_sent_start)


def _text(doc: Doc, index: int) -> str:
    return doc[index].text if 0 <= index < len(doc) else ""
