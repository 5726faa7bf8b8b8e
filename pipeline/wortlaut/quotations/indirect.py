"""Indirect speech by reporting verbs: dass-, ob- and w-clauses, subjunctive main clauses, infinitives with zu."""

from __future__ import annotations

from collections.abc import Iterator

from wortlaut.german.function_words import ADVERBIAL_INFINITIVES, CLAUSE_OPENERS, COORDINATORS
from wortlaut.nlp.clauses import Segment, is_finite
from wortlaut.quotations.addressees import addressee_of
from wortlaut.quotations.candidates import Draft
from wortlaut.quotations.cues import Cue
from wortlaut.quotations.lexicon import reporting_verb
from wortlaut.quotations.medium import medium_of_verb
from wortlaut.quotations.sentence_groups import TokenRange, Unit
from wortlaut.quotations.speaker_attribution import citing_medium, is_state, speaker_of_verb, subject_phrase

_SKIPPED = frozenset({"relative", "bracket", "fragment"})
_MAX_SKIPPED = 4


def find_indirect(unit: Unit) -> Iterator[Draft]:
    """Yield the indirect quotations that a reporting verb in the unit introduces."""
    found: dict[TokenRange, Draft] = {}
    for cue in unit.cues:
        draft = _as_wie_clause(unit, cue) or _after(unit, cue) or _before(unit, cue)
        if draft is not None:
            # Of two cues before one clause the nearer one governs it.
            found[draft.quote[0]] = draft
    yield from found.values()


def _segment_words(unit: Unit, segment: Segment) -> list[str]:
    return [token.lower_ for token in unit.doc[segment.start : segment.end] if not token.is_punct]


def _as_wie_clause(unit: Unit, cue: Cue) -> Draft | None:
    """`Wie die Polizei mitteilte, …`: everything outside the clause is quoted."""
    segment = unit.segments[cue.segment]
    words = _segment_words(unit, segment)
    opens = words[:1] == ["wie"] or (words[1:2] == ["wie"] and words[0] in {"denn", "so", "und"})
    is_final = cue.main >= segment.end - 2
    if not opens or not is_final or not cue.verb.takes_subordinate_clause or len(words) < 3:
        return None
    quote = _around(unit, (segment.start, segment.end))
    return _draft(unit, cue, "indirect-wie", quote, (segment.start, segment.end)) if quote else None


def _after(unit: Unit, cue: Cue) -> Draft | None:
    """The quotation follows its frame: `Sie sagte, dass …`, `Sie sagte, er sei …`, `Sie versprach, … zu …`."""
    for number, segment in enumerate(unit.segments[cue.segment + 1 : cue.segment + 2 + _MAX_SKIPPED], cue.segment + 1):
        rule = _complement(unit, cue, segment)
        if rule is not None:
            start = _with_vorfeld(unit, cue, number)
            quote = ((start, clause_end(unit, number)),)
            return _draft(unit, cue, rule, quote, (frame_start(unit, cue.segment), start))
        if segment.kind not in _SKIPPED and not _is_adverbial(unit, segment):
            return None
    return None


def _with_vorfeld(unit: Unit, cue: Cue, number: int) -> int:
    """Return where a reported clause begins; a clause before its verb is part of it: `sagte, wenn es regne, sei …`."""
    segment, before = unit.segments[number], unit.segments[number - 1]
    is_vorfeld = before.kind == "subordinate" and number - 1 > cue.segment and _opens_with_finite_verb(unit, segment)
    return before.start if is_vorfeld else segment.start


def _complement(unit: Unit, cue: Cue, segment: Segment) -> str | None:
    """Name the rule by which a segment is the reported clause of a cue, or return None."""
    words = _segment_words(unit, segment)
    if segment.opener == ";" or not words:
        return None
    if segment.kind == "subordinate" and words[0] in CLAUSE_OPENERS and cue.verb.takes_subordinate_clause:
        return "indirect-clause"
    if segment.kind == "infinitive" and cue.verb.takes_infinitive and words[0] not in ADVERBIAL_INFINITIVES:
        return None if is_state(unit.doc, cue) else "indirect-infinitive"
    if segment.kind == "finite" and words[0] not in COORDINATORS and cue.verb.takes_main_clause:
        mood = unit.mood_in(segment.start, segment.end)
        if mood is not None:
            return "indirect-subjunctive"
        if (
            cue.verb.takes_indicative
            and segment.opener in {",", ":"}
            and cue.finite == cue.main
            and _is_verb_second(unit, segment)
        ):
            return "indirect-main-clause"
    return None


def _is_verb_second(unit: Unit, segment: Segment) -> bool:
    tokens = [token for token in unit.doc[segment.start : segment.end] if not token.is_punct]
    finite = [i for i, token in enumerate(tokens) if is_finite(token)]
    return bool(finite) and 0 < finite[0] < len(tokens) - 1


def _is_adverbial(unit: Unit, segment: Segment) -> bool:
    return segment.kind == "subordinate" or segment.kind == "infinitive"


def opens_reported_clause(unit: Unit, segment: Segment) -> bool:
    """Tell whether a segment is a dass- or ob-clause, a clause in the subjunctive or an infinitive with zu."""
    words = _segment_words(unit, segment)
    if segment.kind == "subordinate":
        return words[0] in {"dass", "daß", "ob"}
    if segment.kind == "infinitive":
        return words[0] not in ADVERBIAL_INFINITIVES
    is_plain = segment.kind == "finite" and words[:1] and words[0] not in COORDINATORS
    return bool(is_plain) and unit.mood_in(segment.start, segment.end) == "I"


def clause_end(unit: Unit, number: int) -> int:
    """Return the index after the reported clause that begins with segment `number` of the unit."""
    end = unit.segments[number].end
    for segment in unit.segments[number + 1 :]:
        if segment.opener == ";" or _is_new_main_clause(unit, segment):
            return end
        if unit.segments[number].kind in {"subordinate", "infinitive"} and _has_vorfeld_before(unit, segment):
            return end
        if segment.kind == "quote" and segment.opener == ":":
            return end
        end = segment.end
    return min(end, unit.without_final_mark)


def _has_vorfeld_before(unit: Unit, segment: Segment) -> bool:
    """A main clause whose finite verb comes first: the clause before it belongs to it, not to what was reported."""
    return _opens_with_finite_verb(unit, segment) and unit.mood_in(segment.start, segment.end) is None


def _opens_with_finite_verb(unit: Unit, segment: Segment) -> bool:
    return segment.kind == "finite" and is_finite(unit.doc[segment.start])


def _is_new_main_clause(unit: Unit, segment: Segment) -> bool:
    if segment.kind != "finite" or unit.mood_in(segment.start, segment.end) is not None:
        return False
    tokens = [token for token in unit.doc[segment.start : segment.end] if not token.is_punct]
    leads = bool(tokens) and tokens[0].lower_ in COORDINATORS
    return leads and (not is_finite(tokens[-1]) or reporting_verb(tokens[-1].lower_) is not None)


def frame_start(unit: Unit, number: int) -> int:
    """Return the index of the first token of the clause that segment `number` of the unit belongs to."""
    own = unit.segments[number]
    if own.kind in {"subordinate", "relative", "infinitive"}:
        return own.start
    start, follows_bracket = own.start, False
    for segment in reversed(unit.segments[:number]):
        ends_clause = segment.kind in {"finite", "quote"} and not follows_bracket
        if ends_clause or segment.opener in {";", ":"}:
            return start
        start, follows_bracket = segment.start, segment.kind == "bracket"
    return start


def _before(unit: Unit, cue: Cue) -> Draft | None:
    """The frame follows its quotation or interrupts it: `Er sei froh, sagte sie.`."""
    segment = unit.segments[cue.segment]
    if (
        segment.kind != "finite"
        or not _opens_with_verb(unit, cue, segment)
        or segment.opener not in {",", "–", "-", "—"}
    ):
        return None
    first = _quoted_from(unit, cue.segment)
    if first is None or any(unit.segments[i].kind == "quote" for i in range(first, cue.segment)):
        return None
    is_active = cue.finite == cue.main or cue.verb.lemma in {"heißen", "zitieren"}
    if not cue.verb.takes_main_clause or not is_active:
        return None
    quote: tuple[TokenRange, ...] = ((unit.segments[first].start, unit.segments[cue.segment - 1].end),)
    following = _resumption(unit, cue.segment)
    frame_end = segment.end
    if following is not None:
        frame_end = unit.segments[following - 1].end
        quote = (*quote, (unit.segments[following].start, unit.without_final_mark))
    return _draft(unit, cue, "indirect-fronted", quote, (segment.start, frame_end))


def _opens_with_verb(unit: Unit, cue: Cue, segment: Segment) -> bool:
    words = [token for token in unit.doc[segment.start : segment.end] if not token.is_punct]
    if words and words[0].lower_ in {"so", "das", "dies"}:
        words = words[1:]
    return bool(words) and words[0].i == cue.finite


def _quoted_from(unit: Unit, until: int) -> int | None:
    """Return the first segment of the clause before the frame, None where there is no main clause to quote."""
    has_main = False
    first = until
    for number in range(until - 1, -1, -1):
        segment = unit.segments[number]
        has_main = (
            has_main or segment.kind == "finite" or _segment_words(unit, segment)[:1] in (["dass"], ["daß"], ["ob"])
        )
        first = number
        if segment.opener in {";"}:
            break
    return first if has_main else None


def _resumption(unit: Unit, frame: int) -> int | None:
    for number in range(frame + 1, len(unit.segments)):
        segment = unit.segments[number]
        words = _segment_words(unit, segment)
        if segment.kind == "finite" and unit.mood_in(segment.start, segment.end) is not None:
            return number
        if segment.kind in {"subordinate", "infinitive"} and words[:1] not in (["als"], ["nachdem"], ["während"]):
            return number
        if segment.kind not in _SKIPPED:
            return None
    return None


def _around(unit: Unit, frame: TokenRange) -> tuple[TokenRange, ...]:
    """Return what is left of the unit outside the frame, without separators at the seams."""
    parts = []
    before_end = frame[0]
    while before_end > unit.start and unit.doc[before_end - 1].text in {",", "–", "-", "—"}:
        before_end -= 1
    if before_end > unit.start:
        parts.append((unit.start, before_end))
    after_start = frame[1]
    while after_start < unit.end and unit.doc[after_start].text in {",", "–", "-", "—", ":"}:
        after_start += 1
    if after_start < unit.without_final_mark:
        parts.append((after_start, unit.without_final_mark))
    return tuple(parts)


def _draft(unit: Unit, cue: Cue, rule: str, quote: tuple[TokenRange, ...], frame: TokenRange) -> Draft:
    speaker = speaker_of_verb(unit.doc, cue, frame) or _elided_subject(unit, cue)
    return Draft(
        type="Indirect",
        rule=rule,
        units=(unit,),
        quote=quote,
        cue=cue.tokens,
        cue_lemma=cue.verb.lemma,
        medium=medium_of_verb(unit.doc, cue.verb.medium, frame, speaker),
        speaker=speaker,
        cited_by=citing_medium(unit.doc, cue, frame, speaker),
        addressee=addressee_of(unit.doc, cue, frame, speaker),
        frame=(frame,),
    )


def _elided_subject(unit: Unit, cue: Cue) -> TokenRange | None:
    """`Sie lobte den Plan, … und kündigte an, …`: a clause after `und` shares the subject of the clause before it."""
    segment = unit.segments[cue.segment]
    if cue.finite != cue.main or unit.doc[segment.start].lower_ not in COORDINATORS:
        return None
    for number in range(cue.segment - 1, -1, -1):
        before = unit.segments[number]
        finite = next((token.i for token in unit.doc[before.start : before.end] if is_finite(token)), None)
        if before.kind == "finite" and finite is not None:
            return subject_phrase(unit.doc, finite, (frame_start(unit, number), before.end))
    return None
