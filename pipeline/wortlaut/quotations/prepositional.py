"""Indirect speech by frames without a verb: laut, zufolge, nach Angaben, aus Sicht, so der Minister, demnach."""

from __future__ import annotations

from collections.abc import Iterator

from wortlaut.german.function_words import AFTER_MERE_SO, ANAPHORIC_ADVERBS, AUS_NOUNS, LAUT, SOURCE_PREPOSITIONS
from wortlaut.nlp.clauses import Segment, is_finite
from wortlaut.nlp.noun_phrases import NounPhrase, noun_phrases
from wortlaut.quotations.candidates import Draft
from wortlaut.quotations.indirect import clause_end
from wortlaut.quotations.lexicon import ReportingNoun, reporting_noun
from wortlaut.quotations.medium import medium_of_noun
from wortlaut.quotations.sentence_groups import TokenRange, Unit

_SEAMS = frozenset({",", "–", "-", "—"})
_FRAMES = LAUT | SOURCE_PREPOSITIONS | ANAPHORIC_ADVERBS | {"zufolge", "nach", "so", "wonach"}
"""Words of which each frame has one."""
_RELATIVE_FRAMES = LAUT | {"nach", "wonach"}


def find_prepositional(unit: Unit) -> Iterator[Draft]:
    """Yield what a prepositional frame, a `so` frame or a backward-pointing adverb marks as reported."""
    if unit.forms.isdisjoint(_FRAMES):
        return
    for number, segment in enumerate(unit.segments):
        if segment.kind in {"quote", "bracket"}:
            continue
        frame = (
            _relative(unit, number) or _prepositional(unit, segment) or _so(unit, segment) or _backward(unit, segment)
        )
        if frame is not None:
            yield frame


def _prepositional(unit: Unit, segment: Segment) -> Draft | None:
    for phrase in noun_phrases(unit.doc, segment.start, unit.end):
        if phrase.start >= segment.end:
            return None
        found = _governing(unit, phrase)
        if found is None:
            continue
        cue, noun = found
        frame = (min(phrase.start, cue), max(phrase.end, cue + 1))
        quote = outside(unit, segment, frame)
        if quote:
            return Draft(
                type="Indirect",
                rule=f"indirect-{_full_form(unit.doc[cue].lower_)}",
                units=(unit,),
                quote=quote,
                cue=(cue,),
                cue_lemma=_full_form(unit.doc[cue].lower_),
                medium=medium_of_noun(noun),
                speaker=(phrase.start, phrase.end),
                frame=(frame,),
            )
    return None


def _full_form(preposition: str) -> str:
    return "laut" if preposition in LAUT else preposition


def _governing(unit: Unit, phrase: NounPhrase) -> tuple[int, ReportingNoun | None] | None:
    """Return the frame's preposition, before or after its phrase, with the phrase's reporting noun."""
    doc = unit.doc
    noun = reporting_noun(doc[phrase.head].text) if doc[phrase.head].tag_ == "NN" else None
    after = doc[phrase.end] if phrase.end < unit.end else None
    if after is not None and after.lower_ == "zufolge":
        return phrase.end, noun
    if after is not None and after.lower_ == "nach" and noun is not None and noun.in_prepositional_frame:
        following = doc[phrase.end + 1] if phrase.end + 1 < unit.end else None
        is_own_view = doc[phrase.start].tag_ == "PPOSAT"
        if is_own_view or following is None or following.is_punct or is_finite(following):
            return phrase.end, noun
    before = doc[phrase.start - 1] if phrase.start > unit.start else None
    if before is None:
        return None
    if before.lower_ in LAUT:
        return before.i, noun
    is_source = noun is not None and noun.in_prepositional_frame
    if before.lower_ == "aus":
        is_source = noun is not None and noun.lemma in AUS_NOUNS
    if before.lower_ in SOURCE_PREPOSITIONS and is_source:
        return before.i, noun
    return None


def _relative(unit: Unit, number: int) -> Draft | None:
    """`eine Studie, nach der …`, `Berichte, wonach …`: a relative clause that its antecedent, a source, reports."""
    doc, segment = unit.doc, unit.segments[number]
    if segment.opener != "," or number == 0 or segment.start + 1 >= segment.end:
        return None
    first, second = doc[segment.start], doc[segment.start + 1]
    if first.lower_ not in _RELATIVE_FRAMES:
        return None
    source = _source_before(unit, number)
    if first.lower_ == "wonach":
        word = (first.i, first.i + 1)
        speaker = (source.start, source.end) if source is not None else word
    elif first.lower_ != "wonach" and second.tag_ == "PRELS" and source is not None:
        word = speaker = (second.i, second.i + 1)
    else:
        return None
    return Draft(
        type="Indirect",
        rule="indirect-wonach",
        units=(unit,),
        quote=((word[1], clause_end(unit, number)),),
        cue=(first.i,),
        cue_lemma=first.lower_,
        medium=medium_of_noun(reporting_noun(doc[source.head].text) if source is not None else None),
        speaker=speaker,
        frame=((first.i, word[1]),),
    )


def _source_before(unit: Unit, number: int) -> NounPhrase | None:
    """Return the last phrase with a reporting noun in the segment before: `Studien der Klinik, nach denen …`."""
    before = unit.segments[number - 1]
    phrases = list(noun_phrases(unit.doc, before.start, before.end))
    return next((phrase for phrase in reversed(phrases) if reporting_noun(unit.doc[phrase.head].text)), None)


def _so(unit: Unit, segment: Segment) -> Draft | None:
    """`…, so der Minister.`: a segment that is `so` and a noun phrase, after what is quoted."""
    doc = unit.doc
    if doc[segment.start].lower_ != "so" or segment.opener not in _SEAMS:
        return None
    if any(is_finite(token) for token in doc[segment.start : segment.end]):
        return None
    if segment.start + 1 < unit.end and doc[segment.start + 1].lower_ in AFTER_MERE_SO:
        return None
    phrase = next(noun_phrases(doc, segment.start + 1, unit.end), None)
    if phrase is None or phrase.preposition is not None or phrase.start > segment.start + 3:
        return None
    frame = (segment.start, max(phrase.end, segment.end))
    quote = outside(unit, segment, frame)
    if not quote or any(kind == "quote" for *_, kind, _ in unit.segments):
        return None
    return Draft(
        type="Indirect",
        rule="indirect-so",
        units=(unit,),
        quote=quote,
        cue=(segment.start,),
        cue_lemma="so",
        speaker=(phrase.start, phrase.end),
        frame=(frame,),
    )


def _backward(unit: Unit, segment: Segment) -> Draft | None:
    """`Demnach …` points back to a source named before, and stands for it like a pronoun."""
    first = unit.doc[segment.start]
    if segment.start != unit.start or first.lower_ not in ANAPHORIC_ADVERBS:
        return None
    if first.lower_ == "danach" and "I" not in unit.subjunctives.values():
        return None  # `danach` is a time unless the mood says otherwise
    quote = outside(unit, segment, (first.i, first.i + 1))
    if not quote:
        return None
    word = (first.i, first.i + 1)
    return Draft(
        type="Indirect",
        rule="indirect-demnach",
        units=(unit,),
        quote=quote,
        cue=(first.i,),
        cue_lemma=first.lower_,
        medium=medium_of_noun(None),
        speaker=word,
        frame=(word,),
    )


def outside(unit: Unit, segment: Segment, frame: TokenRange) -> tuple[TokenRange, ...]:
    """Return what a frame reports: its own clause where that is a relative clause, else the rest of the unit."""
    if segment.kind == "relative":
        start, end = segment.start, segment.end
    else:
        start, end = unit.start, unit.without_final_mark
    before_end = frame[0]
    while before_end > start and unit.doc[before_end - 1].text in _SEAMS:
        before_end -= 1
    after_start = frame[1]
    while after_start < end and unit.doc[after_start].text in _SEAMS:
        after_start += 1
    parts = [(start, before_end), (after_start, end)]
    return tuple((first, last) for first, last in parts if first < last)
