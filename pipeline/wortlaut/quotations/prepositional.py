"""Find indirect speech in frames without a verb: laut, zufolge, nach Angaben, aus Sicht, so der Minister, demnach."""

from __future__ import annotations

from collections.abc import Iterator

from wortlaut.german.function_words import (
    AFTER_PLAIN_SO,
    ANAPHORIC_ADVERBS,
    AUS_NOUNS,
    LAUT,
    OWN_WISHES,
    SOURCE_PREPOSITIONS,
)
from wortlaut.nlp.clauses import Segment, is_finite
from wortlaut.nlp.noun_phrases import NounPhrase, noun_phrases
from wortlaut.quotations.candidates import QuotationCandidate
from wortlaut.quotations.frames import medium_of_noun
from wortlaut.quotations.indirect import SEPARATORS, clause_end, outside_frame
from wortlaut.quotations.lexicon import ReportingNoun, reporting_noun
from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange

_FRAME_WORDS = LAUT | SOURCE_PREPOSITIONS | ANAPHORIC_ADVERBS | {"zufolge", "nach", "so", "wonach"}
"""Words one of which is in every frame."""
_OWN = frozenset({"eigenen", "eigener", "eigenem"})
_RELATIVE_FRAME_WORDS = LAUT | {"nach", "wonach"}


def find_prepositional(group: SentenceGroup) -> Iterator[QuotationCandidate]:
    """Yield what a prepositional frame, a `so` frame or an anaphoric adverb marks as reported."""
    if group.forms.isdisjoint(_FRAME_WORDS):
        return
    for number, segment in enumerate(group.segments):
        if segment.kind in {"quote", "bracket"}:
            continue
        candidate = (
            _relative_candidate(group, number)
            or _prepositional_candidate(group, segment)
            or _so_candidate(group, segment)
            or _anaphoric_candidate(group, segment)
        )
        if candidate is not None:
            yield candidate


def _prepositional_candidate(group: SentenceGroup, segment: Segment) -> QuotationCandidate | None:
    for phrase in noun_phrases(group.doc, segment.start, group.end):
        if phrase.start >= segment.end:
            return None
        governor = _governing_preposition(group, phrase)
        if governor is None:
            continue
        cue, noun = governor
        frame = (min(phrase.start, cue), max(phrase.end, cue + 1))
        quote = outside_frame(group, frame, _relative_clause(segment))
        if quote:
            return QuotationCandidate(
                type="Indirect",
                rule=f"indirect-{_unabbreviated(group.doc[cue].lower_)}",
                groups=(group,),
                quote=quote,
                cue=(cue,),
                cue_lemma=_unabbreviated(group.doc[cue].lower_),
                medium=medium_of_noun(noun),
                speaker=(phrase.start, phrase.end),
                frame=(frame,),
            )
    return None


def _unabbreviated(preposition: str) -> str:
    return "laut" if preposition in LAUT else preposition


def _governing_preposition(group: SentenceGroup, phrase: NounPhrase) -> tuple[int, ReportingNoun | None] | None:
    """Return the frame's preposition, before or after its phrase, and the reporting noun of the phrase."""
    doc = group.doc
    noun = reporting_noun(doc[phrase.head].text) if doc[phrase.head].tag_ == "NN" else None
    after = doc[phrase.end] if phrase.end < group.end else None
    if after is not None and after.lower_ == "zufolge":
        return phrase.end, noun
    if after is not None and after.lower_ == "nach" and noun is not None and noun.in_prepositional_frame:
        following = doc[phrase.end + 1] if phrase.end + 1 < group.end else None
        is_possessive = doc[phrase.start].tag_ == "PPOSAT"
        if is_possessive or following is None or following.is_punct or is_finite(following):
            return phrase.end, noun
    before = doc[phrase.start - 1] if phrase.start > group.start else None
    if before is None:
        return None
    if before.lower_ in LAUT:
        return before.i, noun
    is_source = noun is not None and noun.in_prepositional_frame
    if noun is not None and noun.lemma in OWN_WISHES and doc[phrase.start].lower_ in _OWN:
        return None
    if before.lower_ == "aus":
        is_source = noun is not None and noun.lemma in AUS_NOUNS
    if before.lower_ in SOURCE_PREPOSITIONS and is_source:
        return before.i, noun
    return None


def _relative_candidate(group: SentenceGroup, number: int) -> QuotationCandidate | None:
    """Return a relative clause whose antecedent reports it: `eine Studie, nach der …`, `Berichte, wonach …`."""
    doc, segment = group.doc, group.segments[number]
    if segment.opener != "," or number == 0 or segment.start + 1 >= segment.end:
        return None
    first, second = doc[segment.start], doc[segment.start + 1]
    if first.lower_ not in _RELATIVE_FRAME_WORDS:
        return None
    source = _source_before(group, number)
    if first.lower_ == "wonach":
        pronoun = (first.i, first.i + 1)
        speaker = (source.start, source.end) if source is not None else pronoun
    elif first.lower_ != "wonach" and second.tag_ == "PRELS" and source is not None:
        pronoun = speaker = (second.i, second.i + 1)
    else:
        return None
    return QuotationCandidate(
        type="Indirect",
        rule="indirect-wonach",
        groups=(group,),
        quote=((pronoun[1], clause_end(group, number)),),
        cue=(first.i,),
        cue_lemma=first.lower_,
        medium=medium_of_noun(reporting_noun(doc[source.head].text) if source is not None else None),
        speaker=speaker,
        frame=((first.i, pronoun[1]),),
    )


def _source_before(group: SentenceGroup, number: int) -> NounPhrase | None:
    """Return the last phrase with a reporting noun in the previous segment: `Studien der Klinik, nach denen …`."""
    before = group.segments[number - 1]
    phrases = list(noun_phrases(group.doc, before.start, before.end))
    return next((phrase for phrase in reversed(phrases) if reporting_noun(group.doc[phrase.head].text)), None)


def _so_candidate(group: SentenceGroup, segment: Segment) -> QuotationCandidate | None:
    """Return what precedes a segment of `so` and a noun phrase: `…, so der Minister.`."""
    doc = group.doc
    if doc[segment.start].lower_ != "so" or segment.opener not in SEPARATORS:
        return None
    if any(is_finite(token) for token in doc[segment.start : segment.end]):
        return None
    if segment.start + 1 < group.end and doc[segment.start + 1].lower_ in AFTER_PLAIN_SO:
        return None
    phrase = next(noun_phrases(doc, segment.start + 1, group.end), None)
    if phrase is None or phrase.preposition is not None or phrase.start > segment.start + 3:
        return None
    frame = (segment.start, max(phrase.end, segment.end))
    quote = outside_frame(group, frame, _relative_clause(segment))
    if not quote or any(kind == "quote" for *_, kind, _ in group.segments):
        return None
    return QuotationCandidate(
        type="Indirect",
        rule="indirect-so",
        groups=(group,),
        quote=quote,
        cue=(segment.start,),
        cue_lemma="so",
        speaker=(phrase.start, phrase.end),
        frame=(frame,),
    )


def _anaphoric_candidate(group: SentenceGroup, segment: Segment) -> QuotationCandidate | None:
    """Return what follows `Demnach`, which refers to a source named before, as a pronoun does."""
    first = group.doc[segment.start]
    if segment.start != group.start or first.lower_ not in ANAPHORIC_ADVERBS:
        return None
    if first.lower_ == "danach" and "I" not in group.subjunctives.values():
        return None  # without Konjunktiv I, `danach` is temporal
    adverb = (first.i, first.i + 1)
    quote = outside_frame(group, adverb, _relative_clause(segment))
    if not quote:
        return None
    return QuotationCandidate(
        type="Indirect",
        rule="indirect-demnach",
        groups=(group,),
        quote=quote,
        cue=(first.i,),
        cue_lemma=first.lower_,
        medium=medium_of_noun(None),
        speaker=adverb,
        frame=(adverb,),
    )


def _relative_clause(segment: Segment) -> TokenRange | None:
    """Return a relative clause, to which a frame in it is limited, or None for any other segment."""
    return (segment.start, segment.end) if segment.kind == "relative" else None
