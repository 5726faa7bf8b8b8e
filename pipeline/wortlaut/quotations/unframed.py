"""Find quotations whose frame is in another sentence or missing.

Indirect speech continues in the subjunctive after its frame, or the next sentence refers back to it (`Das teilte die
Stadt mit.`); hearsay has no frame, and a speech act may be mentioned without its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.function_words import ANAPHORIC_PRONOUNS, CONDITIONS, DASS, QUESTION_NOUNS, VICTIMS
from wortlaut.nlp import syntax
from wortlaut.nlp.clauses import Segment, first_finite, is_finite, is_preterite_or_subjunctive
from wortlaut.quotations.candidates import Context, QuotationCandidate
from wortlaut.quotations.cues import Cue
from wortlaut.quotations.frames import verb_candidate
from wortlaut.quotations.indirect import frame_start
from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange
from wortlaut.quotations.speaker_attribution import (
    house_of,
    is_author,
    is_general,
    is_state,
    names_somebody,
    speaker_of_verb,
    subject_phrase,
)
from wortlaut.quotations.topics import is_agent

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

_TOPICS = {
    "berichten": frozenset({"von", "vom", "davon"}),
    "sprechen": frozenset({"von", "vom", "davon", "über", "darüber"}),
    "drohen": frozenset({"mit", "damit"}),
    "ausgehen": frozenset({"von", "vom", "davon"}),
    "rechnen": frozenset({"mit", "damit"}),
}
"""Verbs that summarise words only with one of these: `sprach von einem Erfolg`, but not `spricht für die Lösung`."""
_MODALS = frozenset({"VMFIN", "VMINF"})
_JUDGING = frozenset({
    "anprangern", "begrüßen", "charakterisieren", "einstufen", "geißeln", "loben", "rechtfertigen",
    "tadeln", "verteidigen", "verurteilen", "würdigen",
})  # fmt: skip
"""Verbs that summarise words only with a judgement: `lobte den Plan als mutig`, not `lobte den Plan`."""
_HEARSAY = frozenset({"soll", "sollen"})
_PARTICLE = frozenset({"APPR", "KOKOM"})
"""Tags of `als` before a noun or an adjective."""
_PERFECT = frozenset({"haben", "sein"})
_AUTHOR_VOICE = frozenset({"dürfte", "dürften", "möchte", "möchten"})


def find_continuation(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    """Yield the group as a quotation if its main clause is in the subjunctive.

    Duden, Die Grammatik, on Modus: Konjunktiv I in a main clause marks indirect speech whose frame precedes it.
    Konjunktiv II does so only right after reported speech, unless a condition (wenn, falls) explains it. It stands for
    plural forms of Konjunktiv I that the indicative shares; in the singular (`könnte`), it is mostly the author's own
    view, unless the quotation before is in the subjunctive, too.

    Args:
        group: A group in which no frame was found.
        context: The quotation and the group before it.
    """
    verb = _main_subjunctive(group)
    if verb is None:
        return
    mood = group.subjunctives.get(verb.i, "II")
    if mood == "II" and (not context.is_adjacent or _is_heading(group)):
        return
    if mood == "II" and verb.morph.get("Number", []) == ["Sing"] and not _is_in_subjunctive(context.quotation):
        return
    yield QuotationCandidate(
        type="IndirectFreeIndirect",
        rule=f"continuation-{mood}",
        groups=(group,),
        quote=((group.start, group.end),),
        speaker=context.speaker(group),
        medium=context.quotation.medium if context.quotation is not None else "SW",
    )


def find_anaphoric(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    """Yield the previous sentence as a quotation if this one refers to it: `Die Brücke ist zu. Das teilte sie mit.`.

    It opens with `das` or `dies` and a reporting verb.

    Args:
        group: A group in which no other quotation was found.
        context: The quotation and the group before it.

    Yields:
        The quotation; its two spans are the previous sentence and the word that refers to it.
    """
    antecedent = context.group
    if antecedent is None or context.is_adjacent or antecedent.section is not group.section:
        return
    cue = _anaphoric_cue(group)
    if cue is None or cue.finite is None:
        return
    frame = (cue.finite, group.segments[cue.segment].end)
    speaker = speaker_of_verb(group.doc, cue, frame)
    quote = ((antecedent.start, antecedent.content_end), (group.start, cue.finite))
    candidate = verb_candidate(group, cue, frame, speaker, type="Indirect", rule="indirect-das", quote=quote)
    yield replace(candidate, groups=(antecedent, group))


def is_framed_by(group: SentenceGroup, following: SentenceGroup | None) -> bool:
    """Return whether the next sentence says whose words a sentence without a frame has: `Das sei falsch. Das sagte X.`.

    Args:
        group: A group in which no frame was found.
        following: The group after it.
    """
    if following is None or following.section is not group.section or following.paragraph != group.paragraph:
        return False
    return _anaphoric_cue(following) is not None


def _anaphoric_cue(group: SentenceGroup) -> Cue | None:
    """Return the reporting verb of a sentence that opens with `das` or `dies` and it, and names a speaker."""
    second = group.start + 1
    if second >= group.end or group.doc.tokens[group.start].lower_ not in ANAPHORIC_PRONOUNS:
        return None
    if not is_finite(group.doc.tokens[second]):
        return None
    cue = next((cue for cue in group.cues if cue.finite == second), None)
    if cue is None or not cue.verb.takes_main_clause or cue.verb.stance == "denying":  # `Das bestritt Ida Falk.`
        return None
    has_speaker = speaker_of_verb(group.doc, cue, (second, group.segments[cue.segment].end)) is not None
    return cue if has_speaker else None


def find_reported(group: SentenceGroup, _context: Context) -> Iterator[QuotationCandidate]:
    """Yield the group as Reported if its main verb denotes a speech act: `Sie kritisierte die Pläne.`.

    Args:
        group: A group in which no other quotation was found.
    """
    for cue in group.cues:
        segment = group.segments[cue.segment]
        if segment.kind != "finite" or not cue.verb.tells_speech_act or is_state(group.doc, cue):
            continue
        if not _sums_up(group, cue, segment) or _is_like(group, cue):
            continue
        frame = (segment.start, segment.end)
        speaker = speaker_of_verb(group.doc, cue, frame)
        if speaker is None or is_general(group.doc, frame):
            continue
        if is_author(group.doc, speaker) or _is_nobody(group, speaker) or _claims_victims(group, cue, speaker):
            continue
        candidate = verb_candidate(
            group, cue, frame, speaker, type="Reported", rule="reported-verb", quote=((group.start, group.end),)
        )
        yield replace(candidate, cue=(), frame=())


def _sums_up(group: SentenceGroup, cue: Cue, segment: Segment) -> bool:
    """Return whether the clause of a verb sums up words: with the topic or the judgement that the verb needs.

    What somebody should say has not been said (`Angehörige sollten offen sprechen`), nor is a name that somebody has
    (`nennt sich „Turm“`).
    """
    tokens = group.doc.tokens[segment.start : segment.end]
    has_topic = not group.forms.isdisjoint(_TOPICS.get(cue.verb.lemma, group.forms))
    judgements = (token for token in tokens if token.lower_ == "als" and token.tag_ in _PARTICLE)
    is_judged = cue.verb.lemma not in _JUDGING or any(judgements)
    is_own_name = cue.verb.stance == "calling" and "sich" in group.forms
    is_own_name = is_own_name or (cue.verb.lemma == "nennen" and _gives_name(group, cue, segment))
    return has_topic and is_judged and not is_own_name and not any(token.tag_ in _MODALS for token in tokens)


def _gives_name(group: SentenceGroup, cue: Cue, segment: Segment) -> bool:
    """Return whether a clause ends with a name after a noun, which is given to it: `nannte das Kind Emil`."""
    words = [token for token in group.doc.tokens[segment.start : segment.end] if not token.is_punct]
    is_named = len(words) > 1 and words[-1].tag_ == "NE" and words[-1].ent_type_ == "PER"
    return is_named and words[-2].tag_ == "NN" and words[-2].i > cue.main and role_noun(words[-2].text) is None


def _claims_victims(group: SentenceGroup, cue: Cue, speaker: TokenRange) -> bool:
    """Return whether something that is nobody claims victims: `Der Sturm forderte drei Todesopfer.`."""
    has_victims = cue.verb.lemma == "fordern" and not group.forms.isdisjoint(VICTIMS)
    return has_victims and not names_somebody(group.doc, speaker)


def _is_like(group: SentenceGroup, cue: Cue) -> bool:
    """Return whether a participle only refers to what was said: `Wie angekündigt hat die Bahn die Preise erhöht`."""
    verb = group.doc[cue.main]
    return verb.tag_ == "VVPP" and verb.i > group.start and verb.nbor(-1).lower_ in {"wie", "als"}


def _is_nobody(group: SentenceGroup, speaker: TokenRange) -> bool:
    """Return whether a pronoun in a headline or heading is the speaker: it stands for nobody named before.

    `Wer die Bahn liebt, muss sie kritisieren` is no account of what somebody said.
    """
    first, end = speaker
    is_pronoun = end - first == 1 and group.doc.tokens[first].pos_ == "PRON"
    return is_pronoun and _is_heading(group)


def _is_heading(group: SentenceGroup) -> bool:
    return group.section.is_heading_at(group.doc.tokens[group.end - 1].idx + 1)


def find_subjunctive(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    """Yield the clauses in Konjunktiv I, whatever they depend on: `Sie plant ein Haus, das den Lärm dämpfe.`.

    Duden, Die Grammatik, on Modus: Konjunktiv I marks indirect speech, also in relative and adverbial clauses.

    Args:
        group: The group.
        context: The quotation before it, whose speaker is taken if the clause depends on nobody's action.
    """
    for index, mood in group.subjunctives.items():
        if any(start <= index < end for start, end in (*group.speech, *group.terms)):
            continue
        if mood != "I" and not _is_announced(group, index):
            continue
        head = syntax.clause_head(group.doc.tokens[index])
        clause = group.clause(head)
        before = {group.doc.tokens[i].lower_ for i in range(max(clause[0] - 2, group.start), clause[0])}
        is_asked = clause[0] == group.start and group.doc.tokens[group.end - 1].text == "?"  # `Ob sie bleibe?`
        is_clause = clause[0] <= index < clause[1] - (index == clause[0]) and not is_asked
        if is_clause and before.isdisjoint(QUESTION_NOUNS):
            yield QuotationCandidate(
                type="Indirect",
                rule="indirect-mood",
                groups=(group,),
                quote=(clause,),
                speaker=_subject_above(group, head) or _announcer(group, clause) or context.speaker(group),
                medium="SW",
            )


def _is_announced(group: SentenceGroup, index: int) -> bool:
    """Return whether a plural in Konjunktiv II is in the clause after a colon: `Falk winkt ab: Das müssten andere tun`.

    It stands for Konjunktiv I, which its plural forms do not show (Duden, Die Grammatik, on Modus).
    """
    number = group.segment_at(index)
    if not number or group.segments[number].opener != ":" or group.segments[number].kind != "finite":
        return False
    is_plural = group.doc.tokens[index].morph.get("Number", []) == ["Plur"]
    is_first = index == first_finite(group.doc, group.segments[number].start, group.segments[number].end)
    return is_plural and is_first and _announcer(group, (group.segments[number].start, index)) is not None


def _subject_above(group: SentenceGroup, clause: Token) -> TokenRange | None:
    """Return who is the subject of the clause that another one depends on."""
    above = syntax.clause_above(clause.head)
    finite = next((token.i for token in syntax.verb_group(above) if is_finite(token)), None)
    if finite is None or above.i == clause.i or not group.start <= finite < group.end:
        return None
    subject = subject_phrase(group.doc, finite, group.clause(above))
    return subject if subject is not None and is_agent(group, subject, finite) else None


def _announcer(group: SentenceGroup, clause: TokenRange) -> TokenRange | None:
    """Return who is the subject of the clause before a colon: `Ida Falk winkte ab: Das sei nicht der Rede wert.`."""
    number = group.segment_at(clause[0])
    if not number or group.segments[number].opener != ":":
        return None
    before = group.segments[number - 1]
    finite = first_finite(group.doc, before.start, before.end)
    if finite is None:
        return None
    region = (frame_start(group, number - 1), before.end)
    if is_general(group.doc, region):  # `Beim Bundesamt sieht man das gelassen: …`
        return house_of(group.doc, region)
    subject = subject_phrase(group.doc, finite, region)
    return subject if subject is not None and is_agent(group, subject, finite) else None


def find_hearsay(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    """Yield the group as FreeIndirect if `soll` marks it as hearsay, or as somebody's plan.

    Duden, Die Grammatik, on Modalverben: `sollen` with an infinitive perfect (soll … getan haben, sollen … worden
    sein) marks hearsay (evidential use); with a plain infinitive it mostly expresses a plan or a duty. Right after a
    quotation, a main clause with it goes on with what the speaker said.

    Args:
        group: A group in which no other quotation was found.
        context: The quotation and the group before it.
    """
    if group.forms.isdisjoint(_HEARSAY):
        return
    for token in group.doc.tokens[group.start : group.end]:
        if token.lower_ not in _HEARSAY or not is_finite(token):
            continue
        head, parts = syntax.clause_head(token), syntax.verb_group(token)
        verbs = [part for part in parts if part.tag_.startswith("V")]
        has_perfect = len(verbs) > 2 and any(verb.lower_ in _PERFECT for verb in verbs)
        if (has_perfect or context.is_adjacent) and syntax.is_main_clause(head):
            yield QuotationCandidate(
                type="FreeIndirect",
                rule="hearsay",
                groups=(group,),
                quote=((group.start, group.end),),
                speaker=context.quotation.next_speaker if context.quotation is not None else None,
                medium=context.quotation.medium if context.quotation is not None else "SW",
            )
            return


def _is_in_subjunctive(quotation: QuotationCandidate | None) -> bool:
    """Return whether any verb of a quotation is in the subjunctive."""
    if quotation is None:
        return False
    return any(group.mood_in(start, end) for group in quotation.groups for start, end in quotation.quote)


def _main_subjunctive(group: SentenceGroup) -> Token | None:
    """Return the verb of the first main clause with one, if subjunctive, or None.

    With a condition (wenn, falls), it is the first verb in Konjunktiv I. A plural that may be preterite or subjunctive
    is subjunctive if the verb of another main clause or of a dass-clause is.
    """
    if not group.subjunctives:
        return None
    for segment in group.segments:
        words = [token for token in group.doc.tokens[segment.start : segment.end] if not token.is_punct]
        if segment.kind == "subordinate" and words and words[0].lower_ in CONDITIONS:
            first = next((index for index, mood in group.subjunctives.items() if mood == "I"), None)
            return None if first is None else group.doc.tokens[first]
        finite = next((token for token in words if is_finite(token)), None)
        if segment.kind != "finite" or finite is None:
            continue
        mood = group.subjunctives.get(finite.i)
        if mood is None:
            return finite if is_preterite_or_subjunctive(finite) and _has_subjunctive_beside(group, segment) else None
        return None if mood == "II" and finite.lower_ in _AUTHOR_VOICE else finite
    return None


def _has_subjunctive_beside(group: SentenceGroup, segment: Segment) -> bool:
    """Return whether another main clause of a sentence, or a dass-clause, is in the subjunctive."""
    others = (other for other in group.segments if other is not segment)
    return any(
        group.mood_in(other.start, other.end) is not None
        for other in others
        if other.kind == "finite" or group.doc.tokens[other.start].lower_ in DASS
    )
