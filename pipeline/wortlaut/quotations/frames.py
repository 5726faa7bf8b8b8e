"""Read off the frame of reported words who is addressed, and whether they were spoken, written or thought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wortlaut.german.function_words import (
    ADDRESSEE_PREPOSITIONS,
    AUDIENCES,
    MEDIUM_PREPOSITIONS,
    NOT_SPEAKERS,
    TIME_NOUNS,
)
from wortlaut.nlp.noun_phrases import NounPhrase, noun_phrases
from wortlaut.nlp.syntax import SEPARATED_PARTICLE
from wortlaut.quotations.candidates import QuotationCandidate
from wortlaut.quotations.cues import Cue
from wortlaut.quotations.lexicon import ReportingNoun, reporting_noun
from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange
from wortlaut.quotations.speaker_attribution import names_somebody

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_LABELS = {"speech": "Speech", "writing": "Writing", "thought": "ST", "open": "SW"}
"""Labels of the reference corpus (Petersen-Frey and Biemann 2024). A thought in the news has been uttered, hence ST."""


def verb_candidate(
    group: SentenceGroup,
    cue: Cue,
    frame: TokenRange,
    speaker: TokenRange | None,
    *,
    type: str,
    rule: str,
    quote: tuple[TokenRange, ...],
) -> QuotationCandidate:
    """Return the words that a reporting verb introduces, with what its frame says about them.

    Args:
        group: The group.
        cue: The verb.
        frame: The tokens of the frame, without the quotation.
        speaker: The noun phrase that names the speaker, who cannot be the addressee; of a name in marks, at least the
            beginning.
        type: The type of the quotation.
        rule: The rule that found it.
        quote: The quoted tokens.
    """
    cut = next((end for start, end in group.titles if speaker is not None and start < speaker[1] < end), None)
    speaker = (speaker[0], cut) if speaker is not None and cut is not None else speaker
    return QuotationCandidate(
        type=type,
        rule=rule,
        groups=(group,),
        quote=quote,
        cue=cue.tokens,
        cue_lemma=cue.verb.lemma,
        medium=_medium_of_verb(group.doc, cue.verb.medium, frame, speaker),
        speaker=speaker,
        addressee=_addressee(group.doc, cue, frame, speaker),
        frame=(frame,),
    )


def _addressee(doc: Doc, cue: Cue, frame: TokenRange, speaker: TokenRange | None) -> TokenRange | None:
    """Return the addressee: after `gegenüber`, `zu` or `vor`, in the dative, or as the object of `bitten`."""
    after = speaker[1] if speaker is not None and frame[0] <= speaker[0] < frame[1] else frame[0]
    for phrase in (*noun_phrases(doc, frame[0], after), *noun_phrases(doc, after, frame[1])):
        if not _overlaps(phrase, speaker) and _is_addressed(doc, cue, phrase):
            return phrase.tokens
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
    # A person, or a typical audience in news: journalists, a newspaper, the public.
    is_named = head.ent_type_ in {"PER", "ORG", "LOC"} or names_somebody(doc, phrase.tokens)
    is_audience = is_named or head.lower_.endswith(AUDIENCES)
    if preposition is not None:
        return is_audience and preposition in ADDRESSEE_PREPOSITIONS
    if cue.verb.addressee == "accusative":
        return is_audience or head.tag_ in {"NN", "PPER"}
    is_dative = head.morph.get("Case", []) == ["Dat"]
    if cue.verb.addressee == "dative":
        return is_dative or head.tag_ == "NE"
    return is_dative and is_audience


def _medium_of_verb(doc: Doc, medium: str, frame: TokenRange, speaker: TokenRange | None) -> str:
    """Return the medium of the words that a verb reports.

    A text that is the speaker (`der Bericht nennt`) or contains the words (`in einem Brief`, `im Interview`) takes
    precedence over the verb.
    """
    for phrase in noun_phrases(doc, *frame):
        noun = reporting_noun(doc[phrase.head].text) if doc[phrase.head].tag_ == "NN" else None
        if noun is None or not noun.tells_medium:
            continue
        is_place = phrase.preposition is not None and doc[phrase.preposition].lower_ in MEDIUM_PREPOSITIONS
        if is_place or (speaker == phrase.tokens and noun.medium == "writing"):
            return _LABELS[noun.medium]
    return _LABELS[medium]


def medium_of_noun(noun: ReportingNoun | None) -> str:
    """Return the medium of words framed by a noun or, if None, by just a source: `laut Polizei`."""
    return _LABELS[noun.medium if noun is not None else "open"]


def verb_with_particle(verb: Token, end: int) -> tuple[tuple[int, ...], str]:
    """Return the tokens and the lemma of a verb with its separated particle before an end, if it has one.

    Args:
        verb: The finite verb.
        end: Index after the last token of its clause.
    """
    doc = verb.doc
    particle = next((token.i for token in doc[verb.i + 1 : end] if token.tag_ == SEPARATED_PARTICLE), None)
    if particle is None:
        return (verb.i,), verb.lemma_
    return (verb.i, particle), doc[particle].lower_ + verb.lemma_
