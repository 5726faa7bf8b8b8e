"""Find the addressee that a frame names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wortlaut.german.function_words import ADDRESSEE_PREPOSITIONS, AUDIENCES, NOT_SPEAKERS, TIME_NOUNS
from wortlaut.nlp.noun_phrases import NounPhrase, noun_phrases
from wortlaut.quotations.cues import Cue
from wortlaut.quotations.persons import names_somebody
from wortlaut.quotations.sentence_groups import TokenRange

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc


def addressee_of(doc: Doc, cue: Cue, frame: TokenRange, speaker: TokenRange | None) -> TokenRange | None:
    """Return the addressee: after `gegenüber`, `zu` or `vor`, in the dative, or as the object of `bitten`.

    Args:
        doc: The document.
        cue: The reporting verb.
        frame: The tokens of the frame, without the quotation.
        speaker: The noun phrase that names the speaker, who cannot be the addressee.
    """
    for phrase in noun_phrases(doc, *frame):
        if not _overlaps(phrase, speaker) and _is_addressed(doc, cue, phrase):
            return phrase.start, phrase.end
    return None


def _overlaps(phrase: NounPhrase, other: TokenRange | None) -> bool:
    return other is not None and phrase.start < other[1] and other[0] < phrase.end


def _is_addressed(doc: Doc, cue: Cue, phrase: NounPhrase) -> bool:
    head = doc[phrase.head]
    if head.lower_ in NOT_SPEAKERS | TIME_NOUNS:
        return False
    preposition = doc[phrase.preposition].lower_ if phrase.preposition is not None else None
    following = doc[phrase.end].lower_ if phrase.end < len(doc) else ""
    if preposition == "gegenüber" or (preposition is None and following == "gegenüber"):
        return True
    is_audience = head.ent_type_ in {"PER", "ORG", "LOC"} or _names_audience(doc, phrase)
    if preposition is not None:
        return is_audience and preposition in ADDRESSEE_PREPOSITIONS
    if cue.verb.addressee == "accusative":
        return is_audience or head.tag_ in {"NN", "PPER"}
    is_dative = head.morph.get("Case", []) == ["Dat"]
    if cue.verb.addressee == "dative":
        return is_dative or head.tag_ == "NE"
    return is_dative and is_audience


def _names_audience(doc: Doc, phrase: NounPhrase) -> bool:
    """Return whether a phrase names a person or a typical audience in news: journalists, a newspaper, the public."""
    return names_somebody(doc, (phrase.start, phrase.end)) or doc[phrase.head].lower_.endswith(AUDIENCES)
