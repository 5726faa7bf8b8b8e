"""Indirect speech that a later sentence points back to: `Die Brücke ist zu. Das teilte die Stadt mit.`."""

from __future__ import annotations

from wortlaut.german.function_words import ANAPHORIC_PRONOUNS
from wortlaut.nlp.clauses import is_finite
from wortlaut.quotations.addressees import addressee_of
from wortlaut.quotations.candidates import Draft
from wortlaut.quotations.context import Context
from wortlaut.quotations.medium import medium_of_verb
from wortlaut.quotations.sentence_groups import Unit
from wortlaut.quotations.speaker_attribution import speaker_of_verb


def find_anaphoric(unit: Unit, context: Context) -> Draft | None:
    """Return the sentence before as quoted where this one opens with `das` or `dies` and a reporting verb.

    Args:
        unit: A unit in which no other quotation was found.
        context: What stands before it.

    Returns:
        The quotation, whose two spans are the sentence before and the word that points to it.
    """
    before = context.unit
    second = unit.start + 1
    if before is None or context.is_adjacent or before.section is not unit.section or second >= unit.end:
        return None
    if unit.doc[unit.start].lower_ not in ANAPHORIC_PRONOUNS or not is_finite(unit.doc[second]):
        return None
    cue = next((cue for cue in unit.cues if cue.finite == second), None)
    if cue is None or not cue.verb.takes_main_clause:
        return None
    frame = (second, unit.segments[cue.segment].end)
    speaker = speaker_of_verb(unit.doc, cue, frame)
    if speaker is None:
        return None
    return Draft(
        type="Indirect",
        rule="indirect-das",
        units=(before, unit),
        quote=((before.start, before.without_final_mark), (unit.start, second)),
        cue=cue.tokens,
        cue_lemma=cue.verb.lemma,
        medium=medium_of_verb(unit.doc, cue.verb.medium, frame, speaker),
        speaker=speaker,
        addressee=addressee_of(unit.doc, cue, frame, speaker),
        frame=(frame,),
    )
