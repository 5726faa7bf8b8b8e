"""Reported speech in the narrow sense: sentences that tell a speech act without its words."""

from __future__ import annotations

from wortlaut.quotations.addressees import addressee_of
from wortlaut.quotations.candidates import Draft
from wortlaut.quotations.medium import medium_of_verb
from wortlaut.quotations.sentence_groups import Unit
from wortlaut.quotations.speaker_attribution import is_general, is_state, speaker_of_verb


def find_reported(unit: Unit) -> Draft | None:
    """Return the unit as Reported where its main verb tells what somebody said: `Sie kritisierte die Pläne.`.

    Args:
        unit: A unit in which no other quotation was found.
    """
    for cue in unit.cues:
        segment = unit.segments[cue.segment]
        if segment.kind != "finite" or not cue.verb.tells_speech_act or is_state(unit.doc, cue):
            continue
        frame = (segment.start, segment.end)
        speaker = speaker_of_verb(unit.doc, cue, frame)
        if speaker is None or is_general(unit.doc, frame):
            continue
        return Draft(
            type="Reported",
            rule="reported-verb",
            units=(unit,),
            quote=((unit.start, unit.end),),
            cue_lemma=cue.verb.lemma,
            medium=medium_of_verb(unit.doc, cue.verb.medium, frame, speaker),
            speaker=speaker,
            addressee=addressee_of(unit.doc, cue, frame, speaker),
        )
    return None
