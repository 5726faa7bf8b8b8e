"""Divide sentences into segments between commas, and classify each as a kind of clause.

Word order and clause markers are more reliable in German than a small model's dependencies: subordinate clauses begin
with their conjunction and end with their finite verb, and commas between clauses are obligatory (Duden, Die Grammatik,
on Satzformen and Satzklammer; amtliche Regelung § 71-75).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.german.function_words import CORRELATIVES, DASS, DASS_COMPOUNDS, LEADING
from wortlaut.german.inflection import is_ambiguous_preterite, is_subjunctive_form
from wortlaut.german.marks import MARKS
from wortlaut.german.verbs import SEI_ES, SET_PHRASES
from wortlaut.nlp import syntax

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_LIKE_VERBS = frozenset({"ADJA", "ADJD", "VVFIN"})
"""Tags of words that the parse may take for attributes, though they are verbs."""
_BEFORE_VERB = frozenset({"PDS", "PIS", "PPER", "NN", "NE"})
"""Tags of words that end a phrase, so that no adjective follows them."""
_NEAR = 20
"""Tokens between alternatives, at most."""
_LIKE_PRETERITE = frozenset({"sollen", "wollen"})
_SUBJUNCTIVE_ENDINGS = ("e", "en", "sei", "seist", "seiest", "seiet")
_UMLAUT_PLURAL = re.compile(r"([öü]|äu?)[^aeiouäöü]{1,4}en$")
"""The end of a plural in Konjunktiv II of a strong verb, if its infinitive has no such umlaut: `stünden`, `kämen`."""
_RELATIVE = frozenset({"PRELS", "PRELAT"})
_QUESTION = frozenset({"PWS", "PWAT", "PWAV"})
_SUBORDINATING = DASS | {"ob", "wonach"}
_SEPARATORS = frozenset({",", ";", ":", "–", "—", "-"})
# Bounded, so that a "word" of thousands of letters takes no longer than a usual one.
_JOINED_ZU = re.compile(
    r"(ab|an|auf|aus|be[iv]|da|ein|fest|fort|her|hin|los|mit|nach|statt|teil|um|vor|weg|weiter|wieder|zu)"
    r"\w{0,30}zu\w{1,30}en"
)
_BRACKETS = {"(": ")", "[": "]"}
_BORDER_MARKS = _SEPARATORS | _BRACKETS.keys()
BORDERS = _BORDER_MARKS | DASS
"""Marks and words, in lower case, at which a segment may end."""


class Segment(NamedTuple):
    """A span of tokens between separators.

    Attributes:
        start: Index of the first token in the document.
        end: Index after the last one.
        kind: `quote` (direct speech), `bracket`, `relative`, `subordinate`, `infinitive`, `finite` or `fragment`.
        opener: The separator before it; empty at the beginning, right after direct speech or a bracket, of a bracket,
            and of a clause with `dass` but no comma.
    """

    start: int
    end: int
    kind: str
    opener: str


def is_finite(token: Token) -> bool:
    """Return whether a token is a finite verb, and not an attribute by the parse.

    If the tagger sees an adjective before a noun but the morphologizer a finite verb, a preceding pronoun or noun makes
    it a verb ("Dies bestätigte Ministerin Falk", "die Stadt brauche Zeit"), and so does speech: "„Ja“, staunte Falk".
    What the tagger takes for an infinitive is none without the final -n ("sagte, das Land spare").
    """
    tag = token.tag_
    if _opens_frame(token):
        return True
    if syntax.is_adjectival(token):
        return False
    if tag == "VVINF" and not token.lower_.endswith("n"):
        return "Fin" in token.morph.get("VerbForm", [])
    if tag != "ADJA" or token.pos_ != "VERB":
        return tag in syntax.FINITE_TAGS
    if token.i == 0 or "Fin" not in token.morph.get("VerbForm", []):
        return False
    return token.nbor(-1).tag_ in _BEFORE_VERB or _follows_speech(token)


def _opens_frame(token: Token) -> bool:
    """Return whether a token taken for an adjective can only be a verb: `…, präzisierte Sprecherin Falk`.

    It follows a comma and precedes a name, or a noun and a name, without an article; or it follows speech in marks and
    precedes an article (`„…“, schwor der Landwirt`).
    """
    doc, index, tag = token.doc, token.i, token.tag_
    if tag not in _LIKE_VERBS or index == 0 or doc.tokens[index - 1].text != "," or index + 2 >= len(doc):
        return False
    following, second = doc.tokens[index + 1], doc.tokens[index + 2]
    if tag == "ADJD":
        return following.tag_ == "ART" and _follows_speech(token)
    is_named = following.tag_ == "NE" or (following.tag_ == "NN" and second.tag_ == "NE")
    return is_named and token.lower_.endswith("te") and token.is_lower


def _follows_speech(token: Token) -> bool:
    """Return whether a token is after speech in marks and a comma, where only a verb or `so` can be."""
    return token.i > 1 and token.nbor(-1).text == "," and token.nbor(-2).text in MARKS


def first_finite(doc: Doc, start: int, end: int) -> int | None:
    """Return the index of the first finite verb among the tokens `start` to `end` (exclusive), or None."""
    return next((token.i for token in doc.tokens[start:end] if is_finite(token)), None)


def subjunctive(token: Token) -> str | None:
    """Return `I` or `II` for a finite verb in that subjunctive (Konjunktiv), or None for any other token.

    The form in -e is the Konjunktiv I, or the first person if the subject is `ich`; a plural with an umlaut that its
    infinitive lacks is the Konjunktiv II (`stünden`); for all other forms the model's morphology decides. `sollte` and
    `wollte` are mostly the preterite, which has the same form.
    """
    if not token.lower_.endswith(_SUBJUNCTIVE_ENDINGS) or not is_finite(token) or token.tag_.endswith("IMP"):
        return None
    if token.tag_ == "ADJA" and _opens_frame(token):
        return None
    mood = _mood(token)
    return None if mood is None or _in_set_phrase(token) or _compares(token) else mood


def _mood(token: Token) -> str | None:
    """Return the subjunctive of a finite verb without regard to the words around it, except its subject."""
    form, is_tagged = token.lower_, token.morph.get("Mood", []) == ["Sub"]
    if is_subjunctive_form(form, token.lemma_) or (is_tagged and token.lemma_ == "sein" and form.startswith("sei")):
        return None if _is_first_or_second_person(token) else "I"
    is_weak = form.endswith("te") and token.morph.get("Tense", []) != ["Past"]  # `pochte`: no Konjunktiv, but mistagged
    is_strong = bool(_UMLAUT_PLURAL.search(form)) and not _UMLAUT_PLURAL.search(token.lemma_)
    return "II" if is_strong or (is_tagged and not is_weak and token.lemma_ not in _LIKE_PRETERITE) else None


def is_preterite_or_subjunctive(token: Token) -> bool:
    """Return whether a finite verb has a plural form of the preterite that is one of the Konjunktiv II too."""
    is_plural = token.morph.get("Number", []) == ["Plur"] and token.lower_.endswith("n")
    return is_plural and is_finite(token) and is_ambiguous_preterite(token.lower_, token.lemma_)


def _in_set_phrase(token: Token) -> bool:
    """Return whether a verb is one of a set phrase, or of `sei es …, sei es …`."""
    words = tuple(other.lower_ for other in token.doc.tokens[max(token.i - 1, 0) : token.i + 2])
    if words[-2:] == SEI_ES:
        near = pairwise(token.doc.tokens[max(token.i - _NEAR, 0) : token.i + _NEAR])
        return sum((one.lower_, two.lower_) == SEI_ES and _opens(one) for one, two in near) > 1
    return words in SET_PHRASES


def _opens(token: Token) -> bool:
    """Return whether a token begins a sentence or what follows a mark."""
    return token.i == 0 or bool(token.is_sent_start) or token.nbor(-1).is_punct


def _compares(token: Token) -> bool:
    """Return whether a clause with `als` and its verb compares: `Er tat, als sei nichts geschehen`.

    Duden, Die Grammatik, on Konjunktiv in irrealen Vergleichssätzen.
    """
    return token.i > 0 and token.nbor(-1).lower_ == "als" and token.nbor(-1).tag_ in {"KOUS", "KOKOM"}


def _is_first_or_second_person(verb: Token) -> bool:
    """Return whether the subject of a verb, or of the one that it is joined to, is `ich`, or it opens its sentence.

    `Ich habe` is indicative, and `Achte darauf` imperative.
    """
    subject = syntax.subject(verb) or syntax.subject(syntax.clause_head(verb).head)
    return bool(verb.is_sent_start) if subject is None else subject.lower_ == "ich"


def segments(doc: Doc, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    """Divide the tokens `start` to `end` (exclusive) into segments.

    Args:
        doc: The annotated document.
        start: Index of the first token.
        end: Index after the last one.
        quotes: Token ranges of direct speech inside; each becomes one segment, whatever it contains.
    """
    quote_ends = dict(quotes)
    opener, first = "", start
    for token in doc.tokens[start:end]:
        text, position = token.text, token.i
        is_border = text in _BORDER_MARKS or position in quote_ends
        if not is_border and token.lower_ not in DASS:
            continue
        opens_clause = first < position and _opens_without_comma(token)
        if position < first or not (is_border or opens_clause):
            continue
        if first < position:
            yield Segment(first, position, _kind(doc, first, position), opener)
        if opens_clause:
            first, opener = position, ""
        elif position in quote_ends:
            yield Segment(position, quote_ends[position], "quote", opener)
            first, opener = quote_ends[position], ""
        elif text in _BRACKETS:
            closing = closing_bracket(doc, position, end) or position + 1
            yield Segment(position, closing, "bracket", "")
            first, opener = closing, ""
        else:
            first, opener = position + 1, text
    if first < end:
        yield Segment(first, end, _kind(doc, first, end), opener)


def _opens_without_comma(token: Token) -> bool:
    """Return whether a token is a "dass" that opens a clause without a comma."""
    return token.lower_ in DASS and token.nbor(-1).lower_ not in DASS_COMPOUNDS


def closing_bracket(doc: Doc, position: int, end: int) -> int | None:
    """Return the index after the bracket that closes the one at a position, or None if none does before `end`."""
    closing = _BRACKETS[doc.tokens[position].text]
    return next((i + 1 for i in range(position + 1, end) if doc.tokens[i].text == closing), None)


def _kind(doc: Doc, start: int, end: int) -> str:
    words = [token for token in doc.tokens[start:end] if not (token.is_punct or token.is_space)]
    if not words:
        return "fragment"
    while len(words) > 1 and words[0].lower_ in LEADING and words[0].tag_ != "KOUS":
        words = words[1:]
    tag = words[0].tag_
    finite = [i for i, token in enumerate(words) if is_finite(token)]
    if tag in _RELATIVE or (tag in syntax.PREPOSITION_TAGS and len(words) > 1 and words[1].tag_ in _RELATIVE):
        is_article = tag in _RELATIVE and not finite and _has_zu_infinitive(words)  # mistagged: `den Wolf zu schießen`
        return "infinitive" if is_article else "relative"
    is_subordinating = tag == "KOUS" and words[0].lower_ not in CORRELATIVES
    if is_subordinating or words[0].lower_ in _SUBORDINATING:
        return "subordinate"
    if tag in _QUESTION and finite and finite[-1] >= len(words) - 2 and finite[0] > 1:
        return "subordinate"
    if finite:
        return "finite"
    if _has_zu_infinitive(words):
        return "infinitive"
    return "fragment"


def _has_zu_infinitive(words: list[Token]) -> bool:
    for token, following in zip(words, [*words[1:], None], strict=True):
        if token.tag_ == "VVIZU" or (token.tag_.startswith("V") and _JOINED_ZU.fullmatch(token.lower_)):
            return True
        if token.lower_ == "zu" and following is not None and following.tag_.startswith("V"):
            return True
    return False
