"""Find cues: the verbs that introduce reported words, with their particles and auxiliaries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.german.function_words import CONNECTIVE_ADVERBS, FREE_PARTICLES, MISTAGGED_ADJECTIVES
from wortlaut.german.verbs import FORMS_OF_SEIN, REPORTING_ADJECTIVES
from wortlaut.nlp.clauses import Segment, is_finite, subjunctive
from wortlaut.quotations.lexicon import ReportingVerb, verb_forms

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_CORRELATE_TOKENS = 4
"""Tokens. Maximum distance of a pronominal adverb from the verb that needs it."""
_ES_TOKENS = 2
"""Tokens. Maximum distance of `es` from `heißen` within a clause; it is part of the cue only next to it."""
_HEISSEN = frozenset({"heißt", "hieß", "heiße", "heisst", "hiess", "geheißen"})
_HEISST_ES = ReportingVerb(
    "heißen", "", "open", "neutral",
    takes_subordinate_clause=True, takes_main_clause=True, takes_indicative=True, takes_quoted_words=True,
)  # fmt: skip
"""`heißen` is a reporting verb only with the impersonal `es` (es hieß, wie es heißt)."""


_IST_ZU = {
    form: ReportingVerb(
        f"zu {form} sein", "", medium, "neutral",
        takes_subordinate_clause=True, takes_main_clause=True, takes_quoted_words=True,
    )
    for form, medium in (("erfahren", "open"), ("hören", "open"), ("lesen", "writing"), ("vernehmen", "open"))
}  # fmt: skip
"""They are reporting verbs only in the modal passive (`ist im Brief zu lesen`); Duden, Die Grammatik, on sein + zu."""


_IST = {
    form: ReportingVerb(
        f"{form} sein", "", "thought", "claiming",
        takes_subordinate_clause=True, takes_main_clause=True, takes_infinitive=True, takes_quoted_words=True,
    )
    for form in REPORTING_ADJECTIVES
}  # fmt: skip
_REDE = "rede"
_IST_DIE_REDE = ReportingVerb(
    "die Rede sein", "", "open", "neutral", takes_subordinate_clause=True, takes_quoted_words=True
)
"""What a text says: `In dem Brief ist von „Verrat“ die Rede`."""
_PARTICLES = frozenset({"ADJD", "PROAV"})
"""Tags (STTS) that taggers give particles too: `hielt Ida Falk (SPD) dagegen`."""
VIEWS = frozenset(_IST.values())
"""What an adjective with sein says: `ist überzeugt`."""
_SPECIAL_FORMS = _HEISSEN.union(_IST_ZU, _IST, {_REDE})
IMPERSONAL = frozenset({"heißen", "verlauten", _IST_DIE_REDE.lemma, *(verb.lemma for verb in _IST_ZU.values())})
"""Verbs that may have no subject but a source: `…, heißt es im Brief`, `…, ist aus der Partei zu hören`."""


class Cue(NamedTuple):
    """A reporting verb in a group.

    Attributes:
        main: Index of the lexical verb.
        finite: Index of the finite verb, the lexical one or its auxiliary; None in an infinitive.
        tokens: Indices of all tokens of the cue: verb, auxiliary, particle, pronominal adverb (darauf hin).
        verb: Its entry in the list of reporting verbs.
        segment: Number of the segment that contains it.
    """

    main: int
    finite: int | None
    tokens: tuple[int, ...]
    verb: ReportingVerb
    segment: int


def find_cues(doc: Doc, segments: Sequence[Segment], marked: Sequence[tuple[int, int]]) -> Iterator[Cue]:
    """Yield the reporting verbs outside direct speech, other quotation marks and brackets, in reading order.

    A verb that is itself in Konjunktiv I (`er wisse, wie …`) is part of what is reported and not a cue, nor is one that
    belongs to the words of another (`zum Ausdruck bringen`).

    Args:
        doc: The document.
        segments: The segments of one group.
        marked: Token ranges in quotation marks that are not direct speech.
    """
    forms = _cue_forms()
    quoted = {index for start, end in marked for index in range(start, end)}
    for number, segment in enumerate(segments):
        if segment.kind in {"quote", "bracket"}:
            continue
        tokens = [token for token in doc.tokens[segment.start : segment.end] if token.i not in quoted]
        cues = [
            cue
            for token in tokens
            if token.lower_ in forms and _is_verb(segment, token)
            if (cue := _cue(number, token, [*tokens, *_distant_particle(token, segment)])) is not None
            and not _is_reported(doc, cue)
        ]
        phrases = {index for cue in cues if " " in cue.verb.lemma for index in cue.tokens if index != cue.main}
        yield from (cue for cue in cues if cue.main not in phrases)


def may_have_cue(forms: frozenset[str]) -> bool:
    """Return whether any of these lower-case words is a form of a reporting verb."""
    return not forms.isdisjoint(_cue_forms())


@cache
def _cue_forms() -> frozenset[str]:
    return _SPECIAL_FORMS.union(verb_forms())


def _is_verb(segment: Segment, token: Token) -> bool:
    if token.lower_ in MISTAGGED_ADJECTIVES:
        return False
    if (token.lower_ in _IST and token.tag_ == "ADJD") or (token.lower_ == _REDE and token.tag_ == "NN"):
        return True
    return token.tag_.startswith("V") or is_finite(token) or _is_final_infinitive(segment, token)


def _is_final_infinitive(segment: Segment, token: Token) -> bool:
    """Return whether a clause-final word is an infinitive that was tagged as an adjective: `ließ sie verlauten`."""
    if token.tag_ != "ADJD" or not token.lower_.endswith("en"):
        return False
    return all(other.is_punct for other in token.doc.tokens[token.i + 1 : segment.end])


def _distant_particle(verb: Token, segment: Segment) -> list[Token]:
    """Return a verb's particle behind an apposition or a relative clause: `gab Uwe Falk, der Leiter, bekannt`."""
    known = verb_forms().get(verb.lower_, {})
    return [
        child
        for child in verb.children
        if child.i >= segment.end and (child.tag_ == "PTKVZ" or (child.tag_ in _PARTICLES and child.lower_ in known))
    ]


def _is_reported(doc: Doc, cue: Cue) -> bool:
    return cue.finite is not None and subjunctive(doc.tokens[cue.finite]) == "I"


def _cue(number: int, token: Token, tokens: list[Token]) -> Cue | None:
    verb, particles = _look_up(token, tokens)
    if verb is None:
        return None
    auxiliary = next((other for other in tokens if other.tag_ in {"VAFIN", "VMFIN"}), None)
    finite = token if is_finite(token) else auxiliary
    indices = {token.i, *particles}
    if finite is not None:
        indices.add(finite.i)
    indices |= {other.i for other in tokens if _is_correlate(token, other)}
    indices |= {other.i for other in tokens if other.tag_ == "VAPP" and other.i - token.i == 1}
    if verb is _HEISST_ES:
        indices |= {other.i for other in tokens if other.lower_ == "es" and abs(other.i - token.i) == 1}
    return Cue(token.i, finite.i if finite is not None else None, tuple(sorted(indices)), verb, number)


def _is_correlate(verb: Token, other: Token) -> bool:
    """Return whether a pronominal adverb near a verb points to the reported clause: `wies darauf hin, dass …`."""
    is_adverb = other.tag_ in {"PROAV", "PAV"} and abs(other.i - verb.i) <= _CORRELATE_TOKENS
    return is_adverb and other.lower_ not in CONNECTIVE_ADVERBS


def _following(token: Token, tokens: list[Token]) -> list[Token]:
    """Return the tokens from a verb to the next finite verb, which has its own particle: `sagte und fügte hinzu`."""
    end = next((other.i for other in tokens if other.i > token.i and is_finite(other)), tokens[-1].i + 1)
    return [other for other in tokens if token.i < other.i < end]


def _look_up(token: Token, tokens: list[Token]) -> tuple[ReportingVerb | None, tuple[int, ...]]:
    """Look up a verb form with its particle or the words it needs; return the verb and the indices of these.

    A particle or adverb follows the verb or precedes it immediately; several words (`zu dem Schluss kommen`) and `sich`
    may be anywhere in the segment, `es` is near.
    """
    special = _look_up_special(token, tokens)
    if special is not None:
        return special
    following = _following(token, tokens)
    preceding = [other for other in tokens if other.i == token.i - 1]
    verbs = verb_forms().get(token.lower_, {})
    for words, fixed in verbs.items():
        if " " in words and (found := _phrase(tokens, words.split())) is not None:
            return fixed, found
    last = next((other for other in reversed(tokens) if not other.is_punct), token)
    for other in (*reversed(following), *preceding):
        verb = verbs.get(other.lower_)
        if verb is not None and (other.tag_ in {"PTKVZ", "ADJD"} or other.i == last.i or " " in verb.lemma):
            return verb, (other.i,)
    if any(other.tag_ == "PTKVZ" and other.lower_ not in FREE_PARTICLES for other in following):
        return None, ()
    return verbs.get(""), ()


def _look_up_special(token: Token, tokens: list[Token]) -> tuple[ReportingVerb | None, tuple[int, ...]] | None:
    """Look up a word that reports only with `es` or `sein`, like `_look_up`; return None if it is no such word."""
    form = token.lower_
    if form not in _SPECIAL_FORMS:
        return None
    before = token.nbor(-1) if token.i > 0 else token
    has_sein = any(other.lower_ in FORMS_OF_SEIN for other in tokens)
    if form in _HEISSEN:
        is_last = all(other.is_punct for other in tokens if other.i > token.i)  # `wie es in dem Brief heißt`
        has_es = any(other.lower_ == "es" and (is_last or abs(other.i - token.i) <= _ES_TOKENS) for other in tokens)
        return (_HEISST_ES if has_es else None), ()
    if form in _IST_ZU and before.tag_ == "PTKZU":
        return (_IST_ZU[form], (before.i,)) if has_sein else (None, ())
    if form in _IST and token.tag_ in {"ADJD", "VVPP"} and has_sein:
        needs = {"sich"} if REPORTING_ADJECTIVES[form] else set[str]()
        reflexive = tuple(other.i for other in tokens if other.lower_ in needs)
        return (_IST[form], reflexive) if reflexive or not needs else (None, ())
    if form == _REDE and token.tag_ == "NN":
        return (_IST_DIE_REDE, (before.i,)) if has_sein and before.lower_ in {"die", "keine"} else (None, ())
    return None


def _phrase(tokens: list[Token], words: list[str]) -> tuple[int, ...] | None:
    """Return the indices of words that stand in this order, with at most an attribute between: `zu dem Schluss`."""
    forms = [token.lower_ for token in tokens]
    for start, form in enumerate(forms):
        if form != words[0]:
            continue
        places = [start]
        for word in words[1:]:
            place = next((i for i in range(places[-1] + 1, min(places[-1] + 3, len(forms))) if forms[i] == word), None)
            if place is None:
                break
            places.append(place)
        if len(places) == len(words):
            return tuple(tokens[place].i for place in places)
    return None
