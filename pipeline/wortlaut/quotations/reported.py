"""Find reported speech in the narrow sense: sentences that mention a speech act without its words."""

from __future__ import annotations

from wortlaut.quotations.addressees import addressee_of
from wortlaut.quotations.candidates import QuotationCandidate
from wortlaut.quotations.medium import medium_of_verb
from wortlaut.quotations.sentence_groups import SentenceGroup
from wortlaut.quotations.speaker_attribution import is_general, is_state, speaker_of_verb


def find_reported(group: SentenceGroup) -> QuotationCandidate | None:
    """Return the group as Reported if its main verb denotes a speech act: `Sie kritisierte die Pläne.`.

    Args:
        group: A group in which no other quotation was found.
    """
    for cue in group.cues:
        segment = group.segments[cue.segment]
        if segment.kind != "finite" or not cue.verb.tells_speech_act or is_state(group.doc, cue):
            continue
        frame = (segment.start, segment.end)
        speaker = speaker_of_verb(group.doc, cue, frame)
        if speaker is None or is_general(group.doc, frame):
            continue
        return QuotationCandidate(
            type="Reported",
            rule="reported-verb",
            groups=(group,),
            quote=((group.start, group.end),),
            cue_lemma=cue.verb.lemma,
            medium=medium_of_verb(group.doc, cue.verb.medium, frame, speaker),
            speaker=speaker,
            addressee=addressee_of(group.doc, cue, frame, speaker),
        )
    return None
