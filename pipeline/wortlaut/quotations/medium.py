"""Determine whether reported words were spoken, written or thought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wortlaut.german.function_words import MEDIUM_PREPOSITIONS
from wortlaut.nlp.noun_phrases import noun_phrases
from wortlaut.quotations.lexicon import ReportingNoun, reporting_noun
from wortlaut.quotations.sentence_groups import TokenRange

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_LABELS = {"speech": "Speech", "writing": "Writing", "thought": "ST", "open": "SW"}
"""Labels of the reference corpus (Petersen-Frey and Biemann 2024). A thought in the news has been uttered, hence ST."""


def medium_of_verb(doc: Doc, medium: str, frame: TokenRange, speaker: TokenRange | None) -> str:
    """Return the medium of the words that a verb reports.

    A text that is the speaker (`der Bericht nennt`) or contains the words (`in einem Brief`, `im Interview`) takes
    precedence over the verb.

    Args:
        doc: The document.
        medium: The medium of the verb in the list of reporting verbs.
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
    """Return the medium of words framed by a noun or, if None, by just a source: `laut Polizei`."""
    return _LABELS[noun.medium if noun is not None else "open"]
