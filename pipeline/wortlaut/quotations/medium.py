"""Tells whether reported words were spoken, written or thought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wortlaut.german.function_words import MEDIUM_PREPOSITIONS
from wortlaut.nlp.noun_phrases import noun_phrases
from wortlaut.quotations.lexicon import ReportingNoun, reporting_noun
from wortlaut.quotations.sentence_groups import TokenRange

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_LABELS = {"speech": "Speech", "writing": "Writing", "thought": "ST", "open": "SW"}
"""Labels of the reference corpus (Petersen-Frey and Biemann 2024). A thought that the news report was uttered: ST."""


def medium_of_verb(doc: Doc, medium: str, frame: TokenRange, speaker: TokenRange | None) -> str:
    """Return the medium of words that a verb reports.

    A text that speaks (`der Bericht nennt`) or holds the words (`in einem Brief`, `im Interview`) tells more than
    the verb.

    Args:
        doc: The document.
        medium: The verb's own medium, as the list of reporting verbs has it.
        frame: The tokens of the frame, without the quotation.
        speaker: The noun phrase that names the speaker.
    """
    for phrase in noun_phrases(doc, *frame):
        noun = reporting_noun(doc[phrase.head].text) if doc[phrase.head].tag_ == "NN" else None
        if noun is None or not noun.tells_medium:
            continue
        is_place = phrase.preposition is not None and doc[phrase.preposition].lower_ in MEDIUM_PREPOSITIONS
        if is_place or (speaker == (phrase.start, phrase.end) and noun.medium == "writing"):
            return _LABELS[noun.medium]
    return _LABELS[medium]


def medium_of_noun(noun: ReportingNoun | None) -> str:
    """Return the medium of words that a noun or, without one, a mere source frames: `laut Polizei`."""
    return _LABELS[noun.medium if noun is not None else "open"]
