"""Find indirect speech that the next sentence refers back to: `Die Brücke ist zu. Das teilte die Stadt mit.`."""

from __future__ import annotations

from wortlaut.german.function_words import ANAPHORIC_PRONOUNS
from wortlaut.nlp.clauses import is_finite
from wortlaut.quotations.addressees import addressee_of
from wortlaut.quotations.candidates import QuotationCandidate
from wortlaut.quotations.context import Context
from wortlaut.quotations.medium import medium_of_verb
from wortlaut.quotations.sentence_groups import SentenceGroup
from wortlaut.quotations.speaker_attribution import speaker_of_verb


def find_anaphoric(group: SentenceGroup, context: Context) -> QuotationCandidate | None:
    """Return the previous sentence as a quotation if this one opens with `das` or `dies` and a reporting verb.

    Args:
        group: A group in which no other quotation was found.
        context: The quotation and the group before it.

    Returns:
        The quotation; its two spans are the previous sentence and the word that refers to it.
    """
    antecedent = context.group
    second = group.start + 1
    if antecedent is None or context.is_adjacent or antecedent.section is not group.section or second >= group.end:
        return None
    if group.doc[group.start].lower_ not in ANAPHORIC_PRONOUNS or not is_finite(group.doc[second]):
        return None
    cue = next((cue for cue in group.cues if cue.finite == second), None)
    if cue is None or not cue.verb.takes_main_clause:
        return None
    frame = (second, group.segments[cue.segment].end)
    speaker = speaker_of_verb(group.doc, cue, frame)
    if speaker is None:
        return None
    return QuotationCandidate(
        type="Indirect",
        rule="indirect-das",
        groups=(antecedent, group),
        quote=((antecedent.start, antecedent.content_end), (group.start, second)),
        cue=cue.tokens,
        cue_lemma=cue.verb.lemma,
        medium=medium_of_verb(group.doc, cue.verb.medium, frame, speaker),
        speaker=speaker,
        addressee=addressee_of(group.doc, cue, frame, speaker),
        frame=(frame,),
    )
