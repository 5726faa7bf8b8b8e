"""Find indirect speech that continues after its frame: subjunctive sentences of the previous speaker, and hearsay."""

from __future__ import annotations

from wortlaut.german.function_words import CONDITIONS
from wortlaut.quotations.candidates import QuotationCandidate
from wortlaut.quotations.context import Context
from wortlaut.quotations.sentence_groups import SentenceGroup

_HEARSAY = frozenset({"soll", "sollen"})
_AUTHOR_VOICE = frozenset({"dürfte", "dürften", "möchte", "möchten"})


def find_continuation(group: SentenceGroup, context: Context) -> QuotationCandidate | None:
    """Return the group as a quotation if its main clause is in the subjunctive.

    Duden, Die Grammatik, on Modus: Konjunktiv I in a main clause marks indirect speech whose frame precedes it.
    Konjunktiv II does so only right after reported speech, unless a condition (wenn, falls) explains it.

    Args:
        group: A group in which no frame was found.
        context: The quotation and the group before it.
    """
    mood = _main_mood(group)
    if mood is None or (mood == "II" and not context.is_adjacent):
        return None
    return QuotationCandidate(
        type="IndirectFreeIndirect",
        rule=f"continuation-{mood}",
        groups=(group,),
        quote=((group.start, group.end),),
        speaker=context.speaker(group),
        medium=context.quotation.medium if context.quotation is not None else "SW",
    )


def find_hearsay(group: SentenceGroup, context: Context) -> QuotationCandidate | None:
    """Return the group as FreeIndirect if `soll` marks its main clause as hearsay.

    Duden, Die Grammatik, on Modalverben: `sollen` with an infinitive perfect (soll … getan haben, sollen … worden
    sein) marks hearsay (evidential use); with a plain infinitive it mostly expresses a plan or a duty.

    Args:
        group: A group in which no other quotation was found.
        context: The quotation and the group before it.
    """
    if group.forms.isdisjoint(_HEARSAY):
        return None
    for segment in group.segments:
        if segment.kind != "finite":
            continue
        tokens = group.doc[segment.start : segment.end]
        has_modal = any(token.lower_ in _HEARSAY for token in tokens)
        has_perfect = any(
            token.tag_ in {"VAINF", "VAFIN"} and token.lower_ in {"haben", "sein"} and before.tag_.startswith("V")
            for before, token in zip(list(tokens), list(tokens)[1:], strict=False)
        )
        if has_modal and has_perfect:
            return QuotationCandidate(
                type="FreeIndirect",
                rule="hearsay",
                groups=(group,),
                quote=((group.start, group.end),),
                speaker=context.quotation.speaker if context.quotation is not None else None,
                medium=context.quotation.medium if context.quotation is not None else "SW",
            )
    return None


def _main_mood(group: SentenceGroup) -> str | None:
    """Return the mood of the first subjunctive main clause; None if there is none or a condition explains it."""
    clause_mood: str | None = None
    if not group.subjunctives:
        return None
    for segment in group.segments:
        words = [token for token in group.doc[segment.start : segment.end] if not token.is_punct]
        if segment.kind == "subordinate" and words and words[0].lower_ in CONDITIONS and clause_mood != "I":
            return None
        if segment.kind != "finite":
            continue
        for token in words:
            mood = group.subjunctives.get(token.i)
            if mood == "I" or (mood == "II" and token.lower_ not in _AUTHOR_VOICE and clause_mood is None):
                clause_mood = mood
        if clause_mood == "I":
            return clause_mood
    return clause_mood
