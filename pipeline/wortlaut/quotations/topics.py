"""Say whom a sentence is about: who may be the speaker of words beside it that name none."""

from __future__ import annotations

from wortlaut.german.verbs import FORMS_OF_SEIN, SOUNDS
from wortlaut.nlp.clauses import Segment, first_finite
from wortlaut.nlp.noun_phrases import noun_phrases
from wortlaut.quotations.lexicon import reporting_noun
from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange
from wortlaut.quotations.speaker_attribution import giver_of, holder_of, is_holder, names_somebody, subject_phrase


def topic(group: SentenceGroup) -> TokenRange | None:
    """Return whom a group's first main clause is about, or None.

    This is its subject (`Die Polizei ermittelt.`), whose words that is (`Das Fazit der Polizei ist gut.`), from whom
    words come (`Lob kam von der Polizei.`), to whom something is as it says (`Für Ida Falk ist das klar.`), or the text
    that is its place (`Im Bericht werden Fälle aufgezählt.`).
    """
    for segment in group.segments:
        finite = first_finite(group.doc, segment.start, segment.end)
        if segment.kind == "finite" and finite is not None:
            subject = subject_phrase(group.doc, finite, (group.start, segment.end))
            holder = holder_of(group.doc, subject) if subject is not None else None
            named = holder or subject
            if named is not None and is_agent(group, named, finite):
                return named
            return (
                giver_of(group.doc, (segment.start, segment.end))
                or _view_holder(group, segment)
                or _text(group, segment)
            )
    return None


def _text(group: SentenceGroup, segment: Segment) -> TokenRange | None:
    """Return the text that a clause names as a place: `Im Bericht werden Fälle aufgezählt.`."""
    for phrase in noun_phrases(group.doc, segment.start, segment.end):
        preposition = group.doc[phrase.preposition].lower_ if phrase.preposition is not None else None
        noun = reporting_noun(group.doc[phrase.head].text)
        if preposition in {"in", "im"} and noun is not None and noun.tells_medium and noun.medium == "writing":
            return phrase.tokens
    return None


def _view_holder(group: SentenceGroup, segment: Segment) -> TokenRange | None:
    """Return to whom something is as a clause says: `Für die Opposition ist der Fall klar.`."""
    phrases = noun_phrases(group.doc, segment.start, segment.end)
    is_state = any(token.lower_ in FORMS_OF_SEIN for token in group.doc[segment.start : segment.end])
    return next((phrase.tokens for phrase in phrases if is_holder(group.doc, phrase)), None) if is_state else None


def is_agent(group: SentenceGroup, subject: TokenRange, finite: int) -> bool:
    """Return whether a subject may have said something: its verb reports speech, or it denotes somebody."""
    doc = group.doc
    cues = (cue for cue in group.cues if cue.finite == finite and cue.verb.lemma not in SOUNDS)
    is_passive = doc[finite].lemma_ in {"sein", "werden"}  # `Regen ist angesagt`
    speaks = any(doc[cue.main].tag_ != "VVPP" or not is_passive for cue in cues)
    return speaks or names_somebody(doc, subject)
