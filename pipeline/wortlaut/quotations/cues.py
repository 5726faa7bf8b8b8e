"""Find cues: the verbs that introduce reported words, with their particles and auxiliaries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.nlp.clauses import Segment, is_finite, subjunctive
from wortlaut.quotations.lexicon import ReportingVerb, verb_forms

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_HEISSEN = frozenset({"heißt", "hieß", "heiße", "heisst", "hiess", "geheißen"})
_HEISST_ES = ReportingVerb(
    "heißen", "", "open", "neutral", takes_subordinate_clause=True, takes_main_clause=True, takes_quoted_words=True
)
"""`heißen` is a reporting verb only with the impersonal `es` (es hieß, wie es heißt)."""


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


def find_cues(doc: Doc, segments: Sequence[Segment]) -> Iterator[Cue]:
    """Yield the reporting verbs outside direct speech, in reading order.

    A verb that is itself in Konjunktiv I (`er wisse, wie …`) is part of what is reported and not a cue.

    Args:
        doc: The document.
        segments: The segments of one group.
    """
    forms = _cue_forms()
    for number, segment in enumerate(segments):
        if segment.kind in {"quote", "bracket"}:
            continue
        for token in doc[segment.start : segment.end]:
            if token.lower_ in forms and _is_verb(segment, token):
                cue = _cue(number, segment, token)
                if cue is not None and not _is_reported(doc, cue):
                    yield cue


def may_have_cue(forms: frozenset[str]) -> bool:
    """Return whether any of these lower-case words is a form of a reporting verb."""
    return not forms.isdisjoint(_cue_forms())


@cache
def _cue_forms() -> frozenset[str]:
    return _HEISSEN.union(verb_forms())


def _is_verb(segment: Segment, token: Token) -> bool:
    return token.tag_.startswith("V") or is_finite(token) or _is_final_infinitive(segment, token)


def _is_final_infinitive(segment: Segment, token: Token) -> bool:
    """Return whether a clause-final word is an infinitive that was tagged as an adjective: `ließ sie verlauten`."""
    if token.tag_ != "ADJD" or not token.lower_.endswith("en"):
        return False
    return all(other.is_punct for other in token.doc[token.i + 1 : segment.end])


def _is_reported(doc: Doc, cue: Cue) -> bool:
    return cue.finite is not None and subjunctive(doc[cue.finite]) == "I"


def _cue(number: int, segment: Segment, token: Token) -> Cue | None:
    tokens = list(token.doc[segment.start : segment.end])
    verb, particle = _look_up(token, tokens)
    if verb is None:
        return None
    auxiliary = next((other for other in tokens if other.tag_ in {"VAFIN", "VMFIN"}), None)
    finite = token if is_finite(token) else auxiliary
    indices = {token.i}
    if particle is not None:
        indices.add(particle.i)
    if finite is not None:
        indices.add(finite.i)
    indices |= {other.i for other in tokens if other.tag_ in {"PROAV", "PAV"} and abs(other.i - token.i) <= 4}
    indices |= {other.i for other in tokens if other.tag_ in {"VAPP"} and other.i - token.i == 1}
    if verb is _HEISST_ES:
        indices |= {other.i for other in tokens if other.lower_ == "es" and abs(other.i - token.i) == 1}
    return Cue(token.i, finite.i if finite is not None else None, tuple(sorted(indices)), verb, number)


def _following(token: Token, tokens: list[Token]) -> list[Token]:
    """Return the tokens from a verb to the next finite verb, which has its own particle: `sagte und fügte hinzu`."""
    end = next((other.i for other in tokens if other.i > token.i and is_finite(other)), tokens[-1].i + 1)
    return [other for other in tokens if token.i < other.i < end]


def _look_up(token: Token, tokens: list[Token]) -> tuple[ReportingVerb | None, Token | None]:
    """Look up a verb form with its separated particle, which follows it or immediately precedes it."""
    form = token.lower_
    if form in _HEISSEN:
        has_es = any(other.lower_ == "es" and abs(other.i - token.i) <= 2 for other in tokens)
        return (_HEISST_ES if has_es else None), None
    following = _following(token, tokens)
    preceding = [other for other in tokens if other.i == token.i - 1]
    verbs = verb_forms().get(form, {})
    for other in (*reversed(following), *preceding):
        verb = verbs.get(other.lower_)
        if verb is not None and (other.tag_ in {"PTKVZ", "ADJD"} or other.i == tokens[-1].i):
            return verb, other
    if any(other.tag_ == "PTKVZ" for other in following):
        return None, None
    return verbs.get(""), None
