"""Find indirect speech with nouns: `die Forderung, dass …`, `die Ansicht, … sei …`, `die Bereitschaft, … zu …`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from wortlaut.nlp import syntax
from wortlaut.nlp.clauses import Segment, first_finite, is_finite, is_preterite_or_subjunctive
from wortlaut.nlp.noun_phrases import NounPhrase, noun_phrases, phrase_at
from wortlaut.quotations.candidates import Context, QuotationCandidate
from wortlaut.quotations.frames import medium_of_noun
from wortlaut.quotations.indirect import clause_end, frame_start, is_verb_second, opens_reported_clause
from wortlaut.quotations.lexicon import ReportingNoun, reporting_noun
from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange
from wortlaut.quotations.speaker_attribution import giver_of, holder_of, subject_phrase

_TAIL = 6
"""Number of tokens at the end of a segment in which the noun is looked for."""
_CONNECTING = frozenset({"ADV", "KON", "PROAV", "PAV"})
"""Tags (STTS) of words with which the next main clause begins."""
_CACHE_SIZE = 20_000
"""Number of word forms to cache; most words of an article also occur in others."""


def find_by_noun(group: SentenceGroup, _context: Context) -> Iterator[QuotationCandidate]:
    """Yield the clauses that depend on a reporting noun immediately before them."""
    if group.is_undivided or not any(map(_clause_taking_noun, group.forms)):
        return
    for number, segment in enumerate(group.segments[:-1]):
        if segment.kind in {"quote", "bracket"}:
            continue
        following = group.segments[number + 1]
        is_clause = opens_reported_clause(group, following) or _may_be_subjunctive(group, following)
        is_label = not is_clause and _is_label(group, segment, following)
        if following.opener not in {",", ":", ""} or not (is_clause or is_label):
            continue
        match = _last_noun(group, segment)
        if match is None:
            continue
        index, noun = match
        finite = [token.i for token in group.doc[segment.start : segment.end] if is_finite(token)]
        start = frame_start(group, number)
        determiner = index - 1 if index > segment.start and group.doc[index - 1].tag_ in {"ART", "PPOSAT"} else index
        frame = (start, segment.end)
        phrase = phrase_at(group.doc, index, *frame)
        speaker = _speaker(group, index, phrase, finite, frame)
        if is_label and speaker is None:
            continue
        yield QuotationCandidate(
            type="Indirect",
            rule="indirect-noun",
            groups=(group,),
            quote=((following.start, clause_end(group, number + 1)),),
            cue=(*finite[:1], *range(determiner, index + 1)),
            cue_lemma=group.doc[index].lemma_,
            medium=medium_of_noun(noun),
            speaker=speaker,
            denier=_denier(group, phrase, finite, frame),
            frame=((start, following.start),),
        )


def _is_label(group: SentenceGroup, segment: Segment, following: Segment) -> bool:
    """Return whether a noun without a verb announces a sentence: `Falks Fazit: Das Stadion ist zu klein.`."""
    has_verb = any(is_finite(token) for token in group.doc[group.start : segment.end])
    is_label = following.opener == ":" and following.kind == "finite" and not has_verb
    return is_label and is_verb_second(group, following)


def _may_be_subjunctive(group: SentenceGroup, segment: Segment) -> bool:
    """Return whether the plural of a main clause is preterite and Konjunktiv II: `die Ansicht, Masken gehörten …`."""
    finite = first_finite(group.doc, segment.start, segment.end) if segment.kind == "finite" else None
    if finite is None or segment.opener != "," or not segment.start < finite < segment.end - 1:
        return False
    is_connected = group.doc[segment.start].tag_ in _CONNECTING  # `…, doch Falk und Lind bestritten es`
    return not is_connected and is_preterite_or_subjunctive(group.doc[finite])


def _last_noun(group: SentenceGroup, segment: Segment) -> tuple[int, ReportingNoun] | None:
    """Return the reporting noun at the end of a segment, which only a verb or an attribute may follow."""
    heads = [phrase.head for phrase in noun_phrases(group.doc, segment.start, segment.end)][-1:]
    nouns = [
        token.i for token in group.doc[max(segment.start, segment.end - _TAIL) : segment.end] if token.tag_ == "NN"
    ]
    for index in (*heads, *nouns[-1:]):
        noun = None if group.doc[index].ent_type_ else _clause_taking_noun(group.doc[index].lower_)
        if noun is not None:
            return index, noun
    return None


@lru_cache(_CACHE_SIZE)
def _clause_taking_noun(form: str) -> ReportingNoun | None:
    """Return the reporting noun of a lower-case form if that noun takes a clause."""
    noun = reporting_noun(form)
    return noun if noun is not None and noun.takes_clause else None


def _speaker(
    group: SentenceGroup, noun: int, phrase: NounPhrase | None, finite: list[int], frame: TokenRange
) -> TokenRange | None:
    """Return the speaker: the attribute of the noun (`die Forderung der Partei`), or the subject of the verb.

    The noun itself is if the subject is against it, and without a subject if a pronoun says whose words it stands for.
    """
    holder = holder_of(group.doc, phrase.tokens) if phrase is not None else None
    giver = holder or giver_of(group.doc, frame)
    if giver is not None:
        return giver
    if phrase is not None and _is_opposed(group, phrase):
        return phrase.tokens
    if not finite:  # `hatte am Montag, den 7.10., die These vertreten`
        verbs = syntax.verb_group(syntax.clause_above(group.doc[noun]))
        finite = [token.i for token in verbs if is_finite(token)]
    subject = subject_phrase(group.doc, finite[0], frame) if finite else None
    if subject is not None and not subject[0] <= noun < subject[1]:
        return subject
    is_possessed = phrase is not None and group.doc[phrase.start].tag_ == "PPOSAT"  # `Seine Erklärung: Er sei krank.`
    return phrase.tokens if phrase is not None and is_possessed else None


def _denier(group: SentenceGroup, phrase: NounPhrase | None, finite: list[int], frame: TokenRange) -> TokenRange | None:
    """Return who is against what a noun stands for: `Ida Falk wandte sich gegen die Behauptung, …`."""
    is_opposed = phrase is not None and _is_opposed(group, phrase)
    return subject_phrase(group.doc, finite[0], frame) if is_opposed and finite else None


def _is_opposed(group: SentenceGroup, phrase: NounPhrase) -> bool:
    return phrase.preposition is not None and group.doc[phrase.preposition].lower_ == "gegen"
