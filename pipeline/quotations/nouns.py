"""Indirect speech by nouns: `die Forderung, dass …`, `vertrat die Ansicht, … sei …`, `die Bereitschaft, … zu …`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.quotations.clauses import Segment, is_finite
from pipeline.quotations.drafts import Draft
from pipeline.quotations.frames import subject_phrase
from pipeline.quotations.indirect import clause_end, frame_start, opens_reported_clause
from pipeline.quotations.lexicon import ReportingNoun, reporting_noun
from pipeline.quotations.units import Unit


def find_by_noun(unit: Unit) -> Iterator[Draft]:
    """Yield the clauses that hang on a reporting noun just before them."""
    for number, segment in enumerate(unit.segments[:-1]):
        if segment.kind in {"quote", "bracket"}:
            continue
        found = _last_noun(unit, segment)
        if found is None:
            continue
        index, noun = found
        following = unit.segments[number + 1]
        if following.opener not in {",", ":", ""} or not opens_reported_clause(unit, following):
            continue
        finite = [token.i for token in unit.doc[segment.start : segment.end] if is_finite(token)]
        start = frame_start(unit, number)
        speaker = subject_phrase(unit.doc, finite[0], (start, segment.end)) if finite else None
        if speaker is not None and speaker[0] <= index < speaker[1]:
            speaker = None
        article = index - 1 if index > segment.start and unit.doc[index - 1].tag_ in {"ART", "PPOSAT"} else index
        yield Draft(
            type="Indirect",
            rule="indirect-noun",
            units=(unit,),
            quote=((following.start, clause_end(unit, number + 1)),),
            cue=(*finite[:1], *range(article, index + 1)),
            cue_lemma=unit.doc[index].lemma_,
            medium=noun.medium.capitalize(),
            speaker=speaker,
            frame=((start, following.start),),
        )


def _last_noun(unit: Unit, segment: Segment) -> tuple[int, ReportingNoun] | None:
    """Return the reporting noun that the segment ends with, but for a verb or an attribute after it."""
    for index in range(segment.end - 1, max(segment.start, segment.end - 6) - 1, -1):
        token = unit.doc[index]
        if token.tag_ != "NN":
            continue
        noun = reporting_noun(token.text)
        return (index, noun) if noun is not None and "c" in noun.patterns else None
    return None
