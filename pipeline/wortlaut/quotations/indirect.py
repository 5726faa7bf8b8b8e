"""Find indirect speech with reporting verbs: dass-, ob- and w-clauses, subjunctive main clauses, zu-infinitives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wortlaut.german.function_words import (
    ADVERBIAL_INFINITIVES,
    ANAPHORIC_PRONOUNS,
    CLAUSE_OPENERS,
    CONNECTING_ADVERBS,
    COORDINATORS,
    DASS,
    FACTS,
    NOBODY,
    QUESTION_NOUNS,
    QUESTION_PREPOSITIONS,
)
from wortlaut.german.verbs import CONFIRMING, DECIDING, PERCEIVING, REMINDING, UNATTRIBUTED
from wortlaut.nlp import syntax
from wortlaut.nlp.clauses import Segment, first_finite, is_finite, is_preterite_or_subjunctive
from wortlaut.nlp.noun_phrases import noun_phrases, phrase_start
from wortlaut.quotations.candidates import Context, QuotationCandidate
from wortlaut.quotations.cues import IMPERSONAL, VIEWS, Cue
from wortlaut.quotations.frames import verb_candidate, verb_with_particle
from wortlaut.quotations.lexicon import reporting_noun, verb_forms
from wortlaut.quotations.sentence_groups import SEPARATORS, SentenceGroup, TokenRange
from wortlaut.quotations.speaker_attribution import (
    citing_medium,
    holder_of,
    is_author,
    is_general,
    is_passive,
    is_state,
    names_somebody,
    speaker_of_verb,
    subject_phrase,
)

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

_NOUNS = frozenset({"NN", "NE"})
_DASS_OR_OB = DASS | {"ob"}
_ANSWER = "PTKANT"
"""Tag (STTS) of `ja` and `nein`."""
_TEMPORAL = frozenset({"als", "nachdem", "während"})
"""Conjunctions of clauses that say when something happened."""
_DASS_OR_QUESTION = CLAUSE_OPENERS - {"wer", "was"}
_DEGREE_TAGS = frozenset({"ADJD", "ADJA", "ADV", "PIAT", "PIS", "PIDAT"})
"""Tags of words after `wie` that ask for a degree: `wie wichtig`, `wie viele`."""
_SKIPPED = frozenset({"relative", "bracket", "fragment"})
_ASKED = frozenset({"gefragt"})
_MAX_SKIPPED = 4
_MAX_APPOSITIONS = 3
"""Segments. Maximum number of those between `wie` and the verb at the end of its clause."""


def find_indirect(group: SentenceGroup, _context: Context) -> Iterator[QuotationCandidate]:
    """Yield the indirect quotations that a reporting verb in the group introduces, unless its author says them."""
    candidates: dict[TokenRange, QuotationCandidate] = {}
    for cue in group.cues:
        if _answers_question(group, cue) or _is_said_by_nobody(group, cue) or _is_no_report(group, cue):
            continue
        finders = (_around_wie_clause, _around_insertion, _before_frame, _after_frame)
        candidate = next(filter(None, (find(group, cue) for find in finders)), None)
        if candidate is None or (candidate.speaker is None and cue.verb.lemma in UNATTRIBUTED):
            continue
        is_governed = candidate.quote[0] in candidates and _is_passive_attribute(group, cue)
        if not is_author(group.doc, candidate.speaker) and not is_governed:
            # If two cues precede one clause, the nearer one governs it.
            candidates[candidate.quote[0]] = candidate
    yield from candidates.values()


def _is_passive_attribute(group: SentenceGroup, cue: Cue) -> bool:
    """Return whether a passive only describes a noun of a frame: `schrieb in einem Text, der verlesen wurde, er …`."""
    segment = group.segments[cue.segment]
    opens = segment.kind == "relative" and group.doc[segment.start].tag_ == "PRELS"  # not `in dem behauptet wird`
    return opens and is_passive(group.doc, cue)


def find_inverted(group: SentenceGroup, _context: Context) -> Iterator[QuotationCandidate]:
    """Yield clauses in Konjunktiv I before any verb and somebody: `Das sei falsch, ärgerte sich Ida Falk.`."""
    if "I" not in group.subjunctives.values():
        return
    for number, segment in enumerate(group.segments):
        verb = group.doc[segment.start]
        is_frame = number > 0 and segment.kind == "finite" and segment.opener == "," and is_finite(verb)
        is_listed = any(cue.segment == number and cue.verb.takes_main_clause for cue in group.cues)
        if not is_frame or verb.i in group.subjunctives or is_listed:
            continue
        before = group.segments[number - 1]
        first = _first_quoted_segment(group, number)
        has_vorfeld = number > 1 and group.segments[number - 2].kind == "subordinate"  # `Wer …, dürfe …, grollte Falk`
        opens = _opens_with_finite_verb(group, before) and not has_vorfeld
        if first is None or before.kind != "finite" or opens:
            continue
        subject = subject_phrase(group.doc, verb.i, (verb.i, segment.end))
        if (
            group.mood_in(before.start, before.end) == "I"
            and subject is not None
            and names_somebody(group.doc, subject)
        ):
            cue, lemma = verb_with_particle(verb, segment.end)
            yield QuotationCandidate(
                type="Indirect",
                rule="indirect-inverted",
                groups=(group,),
                quote=((group.segments[first].start, before.end),),
                cue=cue,
                cue_lemma=lemma,
                speaker=subject,
                frame=((verb.i, segment.end),),
            )


def _is_no_report(group: SentenceGroup, cue: Cue) -> bool:
    """Return whether a verb only tells what happens or might be said: in a purpose, a story, a decision, not confirmed.

    `um zu erkennen, dass …`, `Als sie bemerkte, dass …`, `Der Rat entscheidet, ob …`, `will nicht bestätigen, dass …`,
    `wie es viele fordern`
    """
    segment = group.segments[cue.segment]
    opener, lemma = group.doc[segment.start].lower_, cue.verb.lemma
    if _segment_words(group, segment)[:2] == ["wie", "es"] and lemma not in IMPERSONAL:
        return True
    if (cue.finite is None and opener in ADVERBIAL_INFINITIVES) or (opener == "als" and lemma in PERCEIVING):
        return True
    if lemma == CONFIRMING and any(token.tag_ in {"PTKNEG", "PRF"} for token in group.doc[segment.start : segment.end]):
        return True
    following = group.segments[cue.segment + 1 : cue.segment + 2]
    return lemma in DECIDING and any(group.doc[one.start].lower_ == "ob" for one in following)


def _is_said_by_nobody(group: SentenceGroup, cue: Cue) -> bool:
    """Return whether the subject of a verb is a fact, or `man` or `niemand` with no Konjunktiv I: `Man merkt, dass …`.

    A fact is what `das` refers to (`Das erklärt, warum …`); a monument reminds, but does not speak. With a house, `man`
    is somebody (`Bei der Stadt hofft man, …`).
    """
    subject = syntax.subject(group.doc[cue.main])
    if subject is None:
        return False
    if cue.verb.lemma in REMINDING and subject.tag_ == "NN" and reporting_noun(subject.text) is None:
        return not names_somebody(group.doc, (phrase_start(subject), subject.i + 1))
    is_fact = subject.tag_ == "PDS" and subject.lower_ in ANAPHORIC_PRONOUNS
    if not is_fact and (subject.lower_ not in NOBODY or "I" in group.subjunctives.values()):
        return False
    segment = group.segments[cue.segment]
    speaker = speaker_of_verb(group.doc, cue, (segment.start, segment.end))
    return speaker is None or speaker == (subject.i, subject.i + 1)


def _answers_question(group: SentenceGroup, cue: Cue) -> bool:
    """Return whether the clauses beside a verb are a question that somebody answers: `Auf die Frage, ob …, sagte sie`.

    The answer itself is in quotation marks, or the verb has another clause.
    """
    if group.forms.isdisjoint(QUESTION_NOUNS | _ASKED):
        return False
    for number, segment in enumerate(group.segments[:-1]):
        words = [token.lower_ for token in group.doc[segment.start : segment.end]]
        asks = any(one in QUESTION_PREPOSITIONS and QUESTION_NOUNS & set(words[i:]) for i, one in enumerate(words))
        asks = asks or (bool(words) and words[-1] in _ASKED)
        clause = group.segments[number + 1]
        if asks and clause.kind == "subordinate" and _segment_words(group, clause)[0] in CLAUSE_OPENERS - DASS:
            return number == cue.segment or number + 2 >= cue.segment > number
    return False


def _segment_tokens(group: SentenceGroup, segment: Segment) -> list[Token]:
    return [token for token in group.doc[segment.start : segment.end] if not (token.is_punct or token.is_space)]


def _segment_words(group: SentenceGroup, segment: Segment) -> list[str]:
    return [token.lower_ for token in _segment_tokens(group, segment)]


def _around_wie_clause(group: SentenceGroup, cue: Cue) -> QuotationCandidate | None:
    """Return everything outside a wie-clause as quoted: `Wie die Polizei mitteilte, …`."""
    segment = group.segments[cue.segment]
    frame = (_wie_start(group, cue.segment), segment.end)
    words = [token.lower_ for token in group.doc[frame[0] : frame[1]] if not token.is_punct]
    opens_with_wie = words[:1] == ["wie"] or (words[1:2] == ["wie"] and words[0] in {"denn", "so", "und"})
    is_final = cue.main >= segment.end - 2
    is_told = cue.verb.takes_subordinate_clause or cue.verb.lemma in IMPERSONAL
    if not opens_with_wie or not is_final or not is_told or len(words) < 3:
        return None
    if frame[0] == group.start:
        frame = (group.start, relative_end(group, cue.segment))
    quote = outside_frame(group, frame, marks_after=SEPARATORS | {":"})
    return _candidate(group, cue, "indirect-wie", quote, frame) if quote else None


def relative_end(group: SentenceGroup, number: int) -> int:
    """Return the end of a clause with the relative clause after it: `Wie aus einem Papier hervorgeht, das …`."""
    end = group.segments[number].end
    for segment in group.segments[number + 1 :]:
        if segment.kind != "relative":
            return end
        end = segment.end
    return end


def _wie_start(group: SentenceGroup, number: int) -> int:
    """Return the first token of the clause that ends in a segment: `Wie Ida Falk, die Rektorin, am Montag sagte`."""
    for preceding in range(number, max(number - _MAX_APPOSITIONS, 0) - 1, -1):
        segment = group.segments[preceding]
        if segment.kind != "bracket" and "wie" in _segment_words(group, segment)[:2]:
            return segment.start
        if preceding != number and segment.kind not in {"fragment", "bracket", "relative"}:
            break
    return group.segments[number].start


def _around_insertion(group: SentenceGroup, cue: Cue) -> QuotationCandidate | None:
    """Return the clause that a frame interrupts as quoted: `Die Brücke, sagte sie, ist sicher.`.

    What comes before is no clause without what comes after: it has no finite verb, or ends with it (`Der Täter sei,
    sagte sie, auf der Flucht.`), or a conjunction goes on after it (`Er sei müde, sagte sie, aber glücklich.`).
    """
    number = cue.segment
    segment = group.segments[number]
    if not _follows_its_clause(group, cue):
        return None
    end = _apposition_end(group, number)
    after = [other for other in group.segments[number + 1 :] if other.start >= end]
    if after and after[0].kind == "bracket":  # `sagte Ida Falk (SPD), …`
        end, after = after[0].end, after[1:]
    before = group.segments[number - 1]
    if not after or after[0].opener not in SEPARATORS or not _is_interrupted(group, before, after[0]):
        return None
    clause = (before.start, group.content_end)
    candidate = _candidate(
        group, cue, "indirect-fronted", outside_frame(group, (segment.start, end), clause), (segment.start, end)
    )
    has_speaker = candidate.speaker is not None and candidate.speaker[0] >= segment.start
    return candidate if has_speaker or cue.verb.lemma in IMPERSONAL else None


def _is_interrupted(group: SentenceGroup, before: Segment, after: Segment) -> bool:
    """Return whether two segments with a frame between them are one clause."""
    if before.kind == "fragment":
        return _opens_with_finite_verb(group, after)
    words = _segment_tokens(group, before)
    if before.kind != "finite" or not words or group.mood_in(before.start, before.end) is None:
        return False
    goes_on = _segment_words(group, after)[:1]
    if after.kind not in {"fragment", "infinitive"} or not goes_on:
        return False
    return is_finite(words[-1]) or goes_on[0] in COORDINATORS or goes_on[0] == "sondern"


def _follows_its_clause(group: SentenceGroup, cue: Cue) -> bool:
    """Return whether a verb opens its segment and may have the reported clause before it.

    It is active, or `heißt es`, `wird … zitiert`, `ist überzeugt`. After a subordinate clause, a negated modal verb may
    open it (`Wann gebaut wird, konnte sie nicht sagen`).
    """
    segment = group.segments[cue.segment]
    opens = segment.kind == "finite" and segment.opener in SEPARATORS and _opens_with_verb(group, cue, segment)
    if opens and cue.segment > 0 and _is_question_or_dass(group, group.segments[cue.segment - 1]):
        is_modal = cue.finite is not None and group.doc[cue.finite].tag_ == "VMFIN"
        is_negated = any(token.tag_ == "PTKNEG" for token in group.doc[segment.start : segment.end])
        return cue.verb.takes_subordinate_clause and (cue.finite == cue.main or (is_modal and is_negated))
    is_active = cue.finite == cue.main or cue.verb.lemma in IMPERSONAL | {"zitieren"} or cue.verb in VIEWS
    is_active = is_active or _is_perfect(group, cue) or _has_to_say(group, cue)
    return opens and is_active and cue.verb.takes_main_clause


def _has_to_say(group: SentenceGroup, cue: Cue) -> bool:
    """Return whether somebody has to say what is in Konjunktiv I before: `Das sei falsch, musste sie einräumen.`."""
    segment, before = group.segments[cue.segment], group.segments[cue.segment - 1]
    is_modal = cue.finite is not None and group.doc[cue.finite].tag_ == "VMFIN" and cue.segment > 0
    is_negated = any(token.tag_ == "PTKNEG" for token in group.doc[segment.start : segment.end])
    return is_modal and not is_negated and group.mood_in(before.start, before.end) == "I"


def _is_perfect(group: SentenceGroup, cue: Cue) -> bool:
    """Return whether a cue is in the perfect or pluperfect with `haben`: `…, hatte sie zuvor gesagt`."""
    is_participle = group.doc[cue.main].tag_ == "VVPP"
    return is_participle and cue.finite is not None and group.doc[cue.finite].lemma_ == "haben"


def _is_question_or_dass(group: SentenceGroup, segment: Segment) -> bool:
    """Return whether a segment is an indirect question or a dass-clause: `Wann gebaut wird, …`.

    A clause with `wer` or `was` may be a subject (`Wer mitmacht, gewinnt`).
    """
    opener = _segment_words(group, segment)[:1]
    is_reported = segment.kind == "subordinate" and not _DASS_OR_QUESTION.isdisjoint(opener)
    return is_reported and not is_wie_frame(group, segment)


def _after_frame(group: SentenceGroup, cue: Cue) -> QuotationCandidate | None:
    """Return the quotation after its frame: `Sie sagte, dass …`, `Sie sagte, er sei …`, `Sie versprach, … zu …`."""
    if _is_condition(group, cue.segment):
        return None
    for number, segment in enumerate(group.segments[cue.segment + 1 : cue.segment + 2 + _MAX_SKIPPED], cue.segment + 1):
        if _is_vorfeld_after_colon(group, cue, number):
            quote = ((segment.start, clause_end(group, number + 1)),)
            frame = (frame_start(group, cue.segment), segment.start)
            return _candidate(group, cue, "indirect-main-clause", quote, frame)
        rule = _complement(group, cue, segment)
        if rule is not None:
            if segment.opener == ":" and rule == "indirect-main-clause" and not _announces(group, cue, segment):
                return None
            start = _reported_clause_start(group, cue, number)
            quote = ((start, clause_end(group, number)),)
            return _candidate(group, cue, rule, quote, (frame_start(group, cue.segment), start))
        if segment.kind not in _SKIPPED | {"subordinate", "infinitive"}:
            return None
    return None


def _is_vorfeld_after_colon(group: SentenceGroup, cue: Cue, number: int) -> bool:
    """Return whether a clause after a colon opens a sentence: `Experten warnen: Wer jetzt kauft, zahlt drauf.`."""
    segment, following = group.segments[number], group.segments[number + 1 : number + 2]
    is_first = segment.kind == "subordinate" and segment.opener == ":" and cue.verb.takes_main_clause
    opens = any(_opens_with_finite_verb(group, one) for one in following)
    return is_first and opens and _announces(group, cue, segment)


def _is_condition(group: SentenceGroup, number: int) -> bool:
    """Return whether a clause is a condition; it and the next one open with their verbs: `Sollte er …, werde sie …`."""
    segment, following = group.segments[number], group.segments[number + 1 : number + 2]
    is_first = number == 0 or segment.opener in {":", ";"}
    opens = _opens_with_finite_verb(group, segment) or group.doc[segment.start].lower_ in {"sollte", "sollten"}
    return is_first and opens and any(_opens_with_finite_verb(group, one) and one.opener == "," for one in following)


def _reported_clause_start(group: SentenceGroup, cue: Cue, number: int) -> int:
    """Return the start of a reported clause, which includes a clause in its Vorfeld: `sagte, wenn es regne, sei …`."""
    segment, before = group.segments[number], group.segments[number - 1]
    is_vorfeld = before.kind == "subordinate" and number - 1 > cue.segment and _opens_with_finite_verb(group, segment)
    return before.start if is_vorfeld else segment.start


def _complement(group: SentenceGroup, cue: Cue, segment: Segment) -> str | None:
    """Return the rule by which a segment is the reported clause of a cue, or None."""
    words = _segment_words(group, segment)
    if segment.opener == ";" or not words:
        return None
    if segment.kind == "subordinate" and words[0] in CLAUSE_OPENERS and cue.verb.takes_subordinate_clause:
        is_sound = words[0] == "wie" and cue.verb.lemma in IMPERSONAL  # `war zu hören, wie Kinder lachten`
        is_reported = not (is_sound or is_wie_frame(group, segment) or _is_attribute(group, segment, words[0]))
        return "indirect-clause" if is_reported else None
    if segment.kind == "infinitive" and cue.verb.takes_infinitive and words[0] not in ADVERBIAL_INFINITIVES:
        return None if is_state(group.doc, cue) else "indirect-infinitive"
    follows_vorfeld = cue.segment == 0 and group.segments[0].kind == "subordinate"
    if follows_vorfeld and _opens_with_finite_verb(group, segment):  # `Nachdem er verurteilt worden war, sei er …`
        return None
    if segment.kind == "finite" and words[0] not in COORDINATORS and cue.verb.takes_main_clause:
        if group.mood_in(segment.start, segment.end) is not None or _may_be_subjunctive(group, cue, segment):
            return "indirect-subjunctive"
        is_told = cue.verb.takes_indicative and segment.opener == "," and cue.finite == cue.main
        if (is_told or segment.opener == ":") and is_verb_second(group, segment):
            return "indirect-main-clause"
    return None


def _may_be_subjunctive(group: SentenceGroup, cue: Cue, segment: Segment) -> bool:
    """Return whether a plural after an active frame is preterite and Konjunktiv II: `stellte klar, Bären gingen …`."""
    finite = first_finite(group.doc, segment.start, segment.end)
    if finite is None or not is_preterite_or_subjunctive(group.doc[finite]) or segment.opener != ",":
        return False
    is_active = cue.finite == cue.main or _is_perfect(group, cue)
    is_main = group.segments[cue.segment].kind == "finite" and is_active
    is_connected = group.doc[segment.start].tag_ in {"ADV", "PROAV"}  # `…, doch viele kamen`
    return is_main and not is_connected and is_verb_second(group, segment)


def _is_attribute(group: SentenceGroup, segment: Segment, opener: str) -> bool:
    """Return whether a clause belongs to the noun before it: `die Tatsache, dass …`, `nach Wien, wo …`."""
    before = group.doc[max(segment.start - 2, group.start)]
    return before.text in FACTS or (opener == "wo" and before.tag_ in _NOUNS)


def is_wie_frame(group: SentenceGroup, segment: Segment) -> bool:
    """Return whether a segment is a frame, not a question: `…, wie sie mitteilte`, but not `…, wie wichtig das sei`."""
    words = _segment_tokens(group, segment)
    if len(words) < 3 or words[0].lower_ != "wie" or words[1].tag_ in _DEGREE_TAGS:
        return False
    return any(words[-1].i in cue.tokens for cue in group.cues)


def _announces(group: SentenceGroup, cue: Cue, segment: Segment) -> bool:
    """Return whether the clause of a verb ends at a colon before a segment, and somebody is its subject.

    `Der Gerichtshof hat entschieden: Die Gebühr ist verboten.`
    """
    clause = group.segments[cue.segment]
    is_question = group.doc[group.end - 1].text == "?"
    if clause.kind != "finite" or clause.end + 1 != segment.start or is_question or is_state(group.doc, cue):
        return False
    subject = speaker_of_verb(group.doc, cue, (frame_start(group, cue.segment), clause.end))
    return subject is not None and names_somebody(group.doc, subject)


def is_verb_second(group: SentenceGroup, segment: Segment) -> bool:
    """Return whether a clause has its verb second, not at its end; after a colon, it may be both: `Preise steigen`."""
    tokens = _segment_tokens(group, segment)
    finite = [i for i, token in enumerate(tokens) if is_finite(token)]
    last = len(tokens) if segment.opener == ":" else len(tokens) - 1
    return bool(finite) and 0 < finite[0] < last


def opens_reported_clause(group: SentenceGroup, segment: Segment) -> bool:
    """Return whether a segment is a dass- or ob-clause, a clause in Konjunktiv I or an infinitive with zu."""
    words = _segment_words(group, segment)
    if segment.kind == "subordinate":
        return words[0] in _DASS_OR_OB
    if segment.kind == "infinitive":
        return words[0] not in ADVERBIAL_INFINITIVES
    is_plain = segment.kind == "finite" and words[:1] and words[0] not in COORDINATORS
    return bool(is_plain) and group.mood_in(segment.start, segment.end) == "I"


def clause_end(group: SentenceGroup, number: int) -> int:
    """Return the index after the reported clause that begins with segment `number` of the group."""
    resumed = _main_clause_goes_on(group, group.segments[number])
    if resumed is not None:
        return resumed
    end = group.segments[number].end
    for segment in group.segments[number + 1 :]:
        if segment.opener == ";" or _is_new_main_clause(group, segment) or _is_so_frame(group, segment):
            return end
        if group.segments[number].kind == "finite" and _has_vorfeld_before(group, segment):
            return end
        is_dependent = group.segments[number].kind in {"subordinate", "infinitive"}
        if is_dependent and _has_vorfeld_before(group, segment) and not _lacks_verb(group, number, end):
            return end
        if segment.kind == "quote" and segment.opener == ":":
            return end
        end = segment.end
    return min(end, group.content_end)


def _lacks_verb(group: SentenceGroup, number: int, end: int) -> bool:
    """Return whether a subordinate clause has no verb yet: `dass man, sollte es Vorsatz sein, die Tat verurteile`."""
    start = group.segments[number].start
    is_open = group.segments[number].kind == "subordinate" and first_finite(group.doc, start, end) is None
    return is_open and any(is_finite(token) for token in group.doc[end : group.end])


def _main_clause_goes_on(group: SentenceGroup, segment: Segment) -> int | None:
    """Return where the clause of the frame goes on without a comma: `Sie sagte, sie sei müde | und ging heim.`.

    The reported verbs are in the subjunctive, and the one right after the conjunction is not.
    """
    moods = [index for index in group.subjunctives if segment.start <= index < segment.end]
    if segment.kind != "finite" or not moods:
        return None
    for token in group.doc[moods[0] + 1 : segment.end - 1]:
        verb = token.nbor()
        if token.tag_ == "KON" and is_finite(verb) and verb.i not in moods and not is_preterite_or_subjunctive(verb):
            return token.i
    return None


def _is_so_frame(group: SentenceGroup, segment: Segment) -> bool:
    """Return whether a segment is a frame without a verb: `…, so die Ministerin.`."""
    return group.doc[segment.start].lower_ == "so" and segment.kind == "fragment"


def _has_vorfeld_before(group: SentenceGroup, segment: Segment) -> bool:
    """Return whether a main clause opens with its verb: the clause before it is then its Vorfeld and not reported."""
    return _opens_with_finite_verb(group, segment) and group.mood_in(segment.start, segment.end) is None


def _opens_with_finite_verb(group: SentenceGroup, segment: Segment) -> bool:
    return segment.kind == "finite" and is_finite(group.doc[segment.start])


def _is_new_main_clause(group: SentenceGroup, segment: Segment) -> bool:
    if segment.kind != "finite" or group.mood_in(segment.start, segment.end) is not None:
        return False
    tokens = [token for token in group.doc[segment.start : segment.end] if not token.is_punct]
    is_coordinated = bool(tokens) and tokens[0].lower_ in COORDINATORS
    return is_coordinated and (not is_finite(tokens[-1]) or "" in verb_forms().get(tokens[-1].lower_, {}))


def frame_start(group: SentenceGroup, number: int) -> int:
    """Return the index of the first token of the clause that segment `number` of the group belongs to."""
    segment = group.segments[number]
    if segment.kind in {"subordinate", "relative", "infinitive"}:
        return segment.start
    start, follows_bracket = segment.start, False
    for preceding in reversed(group.segments[:number]):
        ends_clause = preceding.kind in {"finite", "quote"} and not follows_bracket
        if ends_clause or preceding.opener in {";", ":"}:
            return start
        start, follows_bracket = preceding.start, preceding.kind == "bracket"
    return start


def _apposition_end(group: SentenceGroup, number: int) -> int:
    """Return the end of a segment with the appositions after it: `…, sagte die Rektorin, Ida Falk, am Montag`."""
    end = group.segments[number].end
    for segment in group.segments[number + 1 :]:
        if segment.kind != "fragment" or segment.opener != "," or group.doc[segment.start].tag_ not in _NOUNS:
            return end
        if any(start == segment.start for start, _ in (*group.terms, *group.speech)):
            return end
        end = segment.end
    return end


def _before_frame(group: SentenceGroup, cue: Cue) -> QuotationCandidate | None:
    """Return the quotation before the frame, which may resume after it: `Er sei froh, sagte sie.`."""
    segment = group.segments[cue.segment]
    if not _follows_its_clause(group, cue):
        return None
    first = _first_quoted_segment(group, cue.segment)
    if first is None or any(group.segments[i].kind == "quote" for i in range(first, cue.segment)):
        return None
    quote: tuple[TokenRange, ...] = ((group.segments[first].start, group.segments[cue.segment - 1].end),)
    following = _resumption(group, cue.segment)
    frame_end = _apposition_end(group, cue.segment)
    if following is not None:
        frame_end = group.segments[following - 1].end
        quote = (*quote, (group.segments[following].start, group.content_end))
    candidate = _candidate(group, cue, "indirect-fronted", quote, (segment.start, frame_end))
    has_speaker = candidate.speaker is not None and candidate.speaker[0] >= segment.start
    is_anybody = cue.verb.lemma in IMPERSONAL or is_general(group.doc, (segment.start, segment.end))
    return candidate if has_speaker or is_anybody else None


def _opens_with_verb(group: SentenceGroup, cue: Cue, segment: Segment) -> bool:
    words = [token for token in group.doc[segment.start : segment.end] if not token.is_punct]
    if words and words[0].lower_ in {"so", "das", "dies"}:
        words = words[2 if len(words) > 1 and words[1].tag_ == "ADV" else 1 :]
    return bool(words) and words[0].i == cue.finite


def _first_quoted_segment(group: SentenceGroup, until: int) -> int | None:
    """Return the first segment of the quotation before a frame, or None if there is no main clause to quote."""
    has_main = False
    first_quoted = until
    for number in range(until - 1, -1, -1):
        segment = group.segments[number]
        is_main = segment.kind == "finite" and not _is_temporal(group, segment)
        has_main = has_main or is_main or _is_question_or_dass(group, segment) or _is_yes_or_no(group, segment)
        first_quoted = number
        if segment.opener in {";", ":"}:
            break
    return first_quoted if has_main else None


def _is_temporal(group: SentenceGroup, segment: Segment) -> bool:
    """Return whether a clause with its verb at the end says when something happened: `Als Ida Falk aussagte, …`."""
    words = _segment_tokens(group, segment)
    return len(words) > 1 and words[0].lower_ in _TEMPORAL and is_finite(words[-1])


def _is_yes_or_no(group: SentenceGroup, segment: Segment) -> bool:
    """Return whether an answer is all of a segment: `Nein, sagte sie.`."""
    words = _segment_tokens(group, segment)
    return bool(words) and all(token.tag_ == _ANSWER for token in words)


def _resumption(group: SentenceGroup, frame: int) -> int | None:
    """Return the segment after a frame that goes on with the words before it, or None.

    It is in the subjunctive or depends on them (`Er sei froh, sagte sie, dass …`), or begins in quotation marks (`Die
    Lage sei ernst, sagte sie, „aber nicht hoffnungslos“`).
    """
    for number in range(frame + 1, len(group.segments)):
        segment = group.segments[number]
        if segment.opener in SEPARATORS and any(start == segment.start for start, _ in (*group.terms, *group.speech)):
            return number
        words = _segment_words(group, segment)
        finite = first_finite(group.doc, segment.start, segment.end)
        is_demonstrative = segment.kind == "relative" and finite == segment.start + 1  # `die seien teuer`
        if (segment.kind == "finite" or is_demonstrative) and group.mood_in(segment.start, segment.end) is not None:
            return number
        if segment.kind in {"subordinate", "infinitive"} and _TEMPORAL.isdisjoint(words[:1]):
            return number
        if segment.kind not in _SKIPPED:
            return None
    return None


def outside_frame(
    group: SentenceGroup, frame: TokenRange, clause: TokenRange | None = None, marks_after: frozenset[str] = SEPARATORS
) -> tuple[TokenRange, ...]:
    """Return the parts of a clause or, if None, of the group outside the frame, without the separators next to it."""
    start, end = clause or (group.start, group.content_end)
    before_end, after_start = frame
    while before_end > start and group.doc[before_end - 1].text in SEPARATORS:
        before_end -= 1
    while after_start < end and group.doc[after_start].text in marks_after:
        after_start += 1
    return tuple((first, last) for first, last in ((start, before_end), (after_start, end)) if first < last)


def _candidate(
    group: SentenceGroup, cue: Cue, rule: str, quote: tuple[TokenRange, ...], frame: TokenRange
) -> QuotationCandidate:
    speaker = _subject_before_clause(group, cue) or speaker_of_verb(group.doc, cue, frame)
    speaker = speaker or _elided_subject(group, cue)
    denied = _denied(group, cue, frame)
    candidate = verb_candidate(group, cue, frame, denied or speaker, type="Indirect", rule=rule, quote=quote)
    cited_by = citing_medium(group.doc, cue, frame, candidate.speaker)
    return replace(candidate, cited_by=cited_by, denier=speaker if denied is not None else None)


def _denied(group: SentenceGroup, cue: Cue, frame: TokenRange) -> TokenRange | None:
    """Return whose words somebody denies: of the claim that the verb has as its object, or the claim itself.

    `Ida Falk bestritt den Vorwurf der Stadt, sie habe …`, `wies die Behauptung zurück, sie habe …`
    """
    if cue.verb.stance != "denying":
        return None
    objects = {token.i for token in syntax.objects(group.doc[cue.main])}
    for phrase in noun_phrases(group.doc, *frame):
        is_dative = cue.verb.addressee == "dative" and phrase.start == cue.main + 1  # `widersprach der Ansicht, …`
        is_object = phrase.head in objects or is_dative
        if is_object and reporting_noun(group.doc[phrase.head].text) is not None:
            return holder_of(group.doc, phrase.tokens) or phrase.tokens
    return None


def _subject_before_clause(group: SentenceGroup, cue: Cue) -> TokenRange | None:
    """Return the subject of the main clause that goes on after a dass-clause: `Sie lobte, dass …, und forderte, …`.

    The order of words tells: in the dass-clause the verb would be last.
    """
    segment, before = group.segments[cue.segment], group.segments[cue.segment - 1] if cue.segment else None
    goes_on = before is not None and before.kind == "subordinate" and cue.finite == segment.start + 1
    return _elided_subject(group, cue) if goes_on else None


def _elided_subject(group: SentenceGroup, cue: Cue) -> TokenRange | None:
    """Return the subject that a clause shares with the one before: `Sie lobte den Plan, … und kündigte an, …`.

    The clause begins with a conjunction, or with its verb and an adverb that connects it: `…, sagte aber, …`.
    """
    segment = group.segments[cue.segment]
    first = group.doc[segment.start]
    is_connected = first.i == cue.finite and not CONNECTING_ADVERBS.isdisjoint(_segment_words(group, segment))
    if cue.finite != cue.main or not (is_connected or first.lower_ in COORDINATORS):
        return None
    for number in range(cue.segment - 1, -1, -1):
        preceding = group.segments[number]
        finite = first_finite(group.doc, preceding.start, preceding.end)
        if preceding.kind == "finite" and finite is not None:
            return subject_phrase(group.doc, finite, (frame_start(group, number), preceding.end))
    return None
