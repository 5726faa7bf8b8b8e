"""Find indirect speech in frames without a verb: laut, zufolge, nach Angaben, aus Sicht, so der Minister, demnach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from wortlaut.entities.organisation_nouns import organisation_noun
from wortlaut.german.function_words import (
    AFTER_PLAIN_SO,
    COORDINATORS,
    DURATIONS,
    LAUT,
    OWN_WISHES,
    POINTS_OF_VIEW,
    RESUMING,
    SHORTLY,
)
from wortlaut.nlp import syntax
from wortlaut.nlp.clauses import Segment, is_finite
from wortlaut.nlp.noun_phrases import NounPhrase, first_phrase, noun_phrases
from wortlaut.quotations.candidates import Context, QuotationCandidate
from wortlaut.quotations.frames import medium_of_noun
from wortlaut.quotations.indirect import clause_end, is_wie_frame, outside_frame, relative_end
from wortlaut.quotations.lexicon import Frame, ReportingNoun, frames, reporting_noun
from wortlaut.quotations.sentence_groups import SEPARATORS, SentenceGroup, TokenRange
from wortlaut.quotations.speaker_attribution import names_somebody, subject_phrase

_LASTING = re.compile(r"lange[mnr]?$")
"""Adjectives that say how long something took: `nach monatelangen Ermittlungen`."""
_OWN = frozenset({"eigenen", "eigener", "eigenem"})
_RELATIVE_FRAME_WORDS = LAUT | {"nach", "wonach"}


def find_prepositional(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    """Yield what a frame of `frames.csv`, a `so` frame or a relative clause with `nach` marks as reported.

    Args:
        group: The group.
        context: The quotation and the group before it.
    """
    if group.forms.isdisjoint(_frame_words()):
        return
    last = max(token.i for token in group.doc.tokens[group.start : group.end] if token.lower_ in _frame_words())
    for number, segment in enumerate(group.segments):
        if segment.kind in {"quote", "bracket"}:
            continue
        if segment.start > last + 1:
            return
        candidate = (
            _relative_candidate(group, number)
            or (None if is_wie_frame(group, segment) else _framed_candidate(group, segment))
            or _so_candidate(group, number)
            or _adverbial_candidate(group, segment, context)
        )
        if candidate is not None:
            yield candidate


@cache
def _frame_words() -> frozenset[str]:
    """Return words one of which is in every frame."""
    return frozenset([frame.words[-1] for frame in frames()]) | {"so", "wonach"}


@cache
def _frames_at(position: str) -> Mapping[str, tuple[Frame, ...]]:
    """Return the frames with a source, by the word that is next to it, in the order of `frames`."""
    found: dict[str, tuple[Frame, ...]] = {}
    for frame in frames():
        if frame.position == position:
            word = frame.words[-1 if position == "before" else 0]
            found[word] = (*found.get(word, ()), frame)
    return found


def _frame_of(group: SentenceGroup, phrase: NounPhrase) -> Frame | None:
    """Return the first frame, in the order of `frames`, in which a phrase is the source, or None."""
    before = group.doc.tokens[phrase.start - 1].lower_ if phrase.start > group.start else ""
    after = group.doc.tokens[phrase.end].lower_ if phrase.end < group.end else ""
    near = (*_frames_at("before").get(before, ()), *_frames_at("after").get(after, ()))
    near = near if len(near) < 2 else tuple(frame for frame in frames() if frame in near)
    return next((frame for frame in near if _has_frame(group, phrase, frame)), None)


@cache
def _adverbs() -> Mapping[str, Frame]:
    return {frame.trigger: frame for frame in frames() if frame.position.endswith("adverb")}


def _framed_candidate(group: SentenceGroup, segment: Segment) -> QuotationCandidate | None:
    """Return what a frame with a source marks as reported: everything in the sentence outside the frame."""
    doc = group.doc
    for phrase in noun_phrases(doc, segment.start, group.end):
        if phrase.start >= segment.end:
            return None
        frame = _frame_of(group, phrase)
        if frame is None or _is_own_view(group, phrase):
            continue
        phrase = _without_agent(group, phrase)
        n_words = len(frame.words)
        is_before = frame.position == "before"
        start, end = (phrase.start - n_words, phrase.end) if is_before else (phrase.start, phrase.end + n_words)
        if start == group.start and is_before:
            end = _frame_end_before_verb(group, phrase)
            marked = {index for tokens in (*group.speech, *group.terms, *group.titles) for index in range(*tokens)}
            commas = (i for i in range(phrase.end, end) if doc.tokens[i].text == "," and i not in marked)
            phrase = phrase._replace(end=next(commas, end))
        clause = _clause_of(group, phrase) if n_words == 1 else None  # `geht es nach` is a clause of its own
        clause = clause or _before_other(group, end)
        quote = _attribute(group, start, end) or outside_frame(group, (start, end), clause)
        if quote and not _is_only_a_cue(group, quote):
            cue = range(start, start + n_words) if is_before else range(end - n_words, end)
            return QuotationCandidate(
                type="Indirect",
                rule=frame.rule,
                groups=(group,),
                quote=quote,
                cue=tuple(cue),
                cue_lemma=frame.rule.removeprefix("indirect-").replace("-", " "),
                medium=medium_of_noun(_reporting_noun(group, phrase)),
                speaker=phrase.tokens,
                frame=((start, end),),
                referent=_own_words(group, phrase, quote),
            )
    return None


def _without_agent(group: SentenceGroup, phrase: NounPhrase) -> NounPhrase:
    """Return a source without `von` after a compound that says whose words they are, or after a bare organisation.

    `nach RMV-Angaben von Gästen gekauft`, `laut Feuerwehr von Hand geschaufelt`
    """
    after, noun = phrase.head + 1, group.doc.tokens[phrase.head].text
    if after >= phrase.end or group.doc.tokens[after].lower_ not in {"von", "vom"}:
        return phrase
    is_compound = "-" in noun and _reporting_noun(group, phrase) is not None
    is_bare = phrase.start == phrase.head and organisation_noun(noun) is not None
    return phrase._replace(end=after) if is_compound or is_bare else phrase


def _before_other(group: SentenceGroup, end: int) -> TokenRange | None:
    """Return what is before a semicolon, if somebody else is reported after it, or None."""
    later = (segment for segment in group.segments if segment.opener == ";" and segment.start > end)
    other = next((one.start for one in later if any(cue.main >= one.start for cue in group.cues)), None)
    return (group.start, other - 1) if other is not None else None


def _is_only_a_cue(group: SentenceGroup, quote: tuple[TokenRange, ...]) -> bool:
    """Return whether nothing but a verb would be quoted, whose own frame this is: `verlautete aus Kreisen`."""
    tokens = {token.i for start, end in quote for token in group.doc.tokens[start:end] if not token.is_punct}
    return any(tokens <= {*cue.tokens} for cue in group.cues)


def _frame_end_before_verb(group: SentenceGroup, phrase: NounPhrase) -> int:
    """Return the end of a frame that opens a sentence: before the verb is one constituent (Duden, on the Vorfeld)."""
    verbs = syntax.verb_group(syntax.clause_above(group.doc.tokens[phrase.head]))
    return next((verb.i for verb in verbs if is_finite(verb) and phrase.end <= verb.i < group.end), phrase.end)


def _own_words(group: SentenceGroup, phrase: NounPhrase, quote: tuple[TokenRange, ...]) -> TokenRange | None:
    """Return the subject of the quotation if the words are its own: `Nach eigenen Angaben hat die Firma …`."""
    if group.doc.tokens[phrase.start].lower_ not in _OWN:
        return None
    verbs = (token.i for start, end in quote for token in group.doc.tokens[start:end] if is_finite(token))
    verb = next(verbs, None)
    return subject_phrase(group.doc, verb, (group.start, group.end)) if verb is not None else None


def _reporting_noun(group: SentenceGroup, phrase: NounPhrase) -> ReportingNoun | None:
    head = group.doc.tokens[phrase.head]
    return reporting_noun(head.text) if head.tag_ == "NN" else None


def _has_frame(group: SentenceGroup, phrase: NounPhrase, frame: Frame) -> bool:
    """Return whether a phrase is the source in a frame."""
    doc, n_words = group.doc, len(frame.words)
    start = phrase.start - n_words if frame.position == "before" else phrase.end
    if start < group.start or start + n_words > group.end:
        return False
    if tuple(token.lower_ for token in doc.tokens[start : start + n_words]) != frame.words:
        return False
    is_ambiguous = frame.position == "after" and frame.source != "any"
    return _is_source(group, phrase, frame) and (not is_ambiguous or _ends_clause(group, phrase, start + n_words))


def _is_own_view(group: SentenceGroup, phrase: NounPhrase) -> bool:
    """Return whether the author's or a reader's view is meant: `meiner Meinung nach`, `Was ist Ihrer Ansicht nach?`."""
    first = group.doc.tokens[phrase.start]
    is_polite = first.text.startswith("Ihre") and phrase.start > group.start
    return first.tag_ == "PPOSAT" and (is_polite or first.lower_.startswith(("mein", "unser")))


def _is_later(group: SentenceGroup, phrase: NounPhrase) -> bool:
    """Return whether `nach` means a time or a law: `kurz nach`, `nach langer Prüfung`, `nach Artikel 5`."""
    doc = group.doc
    words = doc.tokens[max(group.start, phrase.start - 3) : phrase.start - 1]
    is_long = len(words) == 2 and words[0].tag_ in {"CARD", "PIAT"} and words[1].lemma_.lower() in DURATIONS
    is_measured = is_long or (bool(words) and words[-1].lower_ in SHORTLY)
    is_measured = is_measured or any(_LASTING.search(token.lower_) for token in doc.tokens[phrase.start : phrase.head])
    after = doc.tokens[phrase.head + 1] if phrase.head + 1 < group.end else None
    is_law = doc.tokens[phrase.head].text == "Artikel" and after is not None and after.tag_ == "CARD"
    return is_measured or is_law


def _is_source(group: SentenceGroup, phrase: NounPhrase, frame: Frame) -> bool:
    """Return whether a phrase is of the kind that a frame takes."""
    if frame.source == "any":
        return True
    if frame.source == "somebody":
        return names_somebody(group.doc, phrase.tokens)
    noun = _reporting_noun(group, phrase)
    is_bare = phrase.end - phrase.start == 1 or group.doc.tokens[phrase.start].lower_ in _OWN
    if noun is None or (noun.lemma in OWN_WISHES and is_bare):  # `nach Plan`, `nach eigenen Vorstellungen`
        return False
    if frame.position == "before" and _is_later(group, phrase):
        return False
    return noun.in_prepositional_frame if frame.source == "words" else noun.lemma in POINTS_OF_VIEW


def _ends_clause(group: SentenceGroup, phrase: NounPhrase, end: int) -> bool:
    """Return whether `nach` follows its phrase (`ihrer Ansicht nach`) and does not open another."""
    following = group.doc.tokens[end] if end < group.end else None
    is_possessive = group.doc.tokens[phrase.start].tag_ == "PPOSAT"
    is_hearsay = group.doc.tokens[phrase.head].text == "Vernehmen"  # `nach` never precedes it
    return is_possessive or is_hearsay or following is None or following.is_punct or is_finite(following)


def _relative_candidate(group: SentenceGroup, number: int) -> QuotationCandidate | None:
    """Return a relative clause whose antecedent reports it: `eine Studie, nach der …`, `Berichte, wonach …`."""
    doc, segment = group.doc, group.segments[number]
    if segment.opener != "," or number == 0 or segment.start + 1 >= segment.end:
        return None
    first, second = doc.tokens[segment.start], doc.tokens[segment.start + 1]
    if first.lower_ not in _RELATIVE_FRAME_WORDS:
        return None
    source = _source_before(group, number)
    if first.lower_ == "wonach":
        pronoun = (first.i, first.i + 1)
        speaker = source.tokens if source is not None else pronoun
    elif second.tag_ in {"PRELS", "PWS"} and source is not None:
        pronoun = speaker = (second.i, second.i + 1)
    else:
        return None
    return QuotationCandidate(
        type="Indirect",
        rule="indirect-wonach",
        groups=(group,),
        quote=((pronoun[1], clause_end(group, number)),),
        cue=(first.i,),
        cue_lemma=first.lower_,
        medium=medium_of_noun(reporting_noun(doc.tokens[source.head].text) if source is not None else None),
        speaker=speaker,
        frame=((first.i, pronoun[1]),),
    )


def _source_before(group: SentenceGroup, number: int) -> NounPhrase | None:
    """Return the last phrase with a reporting noun in the previous segment: `Studien der Klinik, nach denen …`."""
    before = group.segments[number - 1]
    phrases = list(noun_phrases(group.doc, before.start, before.end))
    return next((phrase for phrase in reversed(phrases) if reporting_noun(group.doc.tokens[phrase.head].text)), None)


def _so_candidate(group: SentenceGroup, number: int) -> QuotationCandidate | None:
    """Return what precedes a segment of `so` and a noun phrase: `…, so der Minister.`."""
    doc, segment = group.doc, group.segments[number]
    if doc.tokens[segment.start].lower_ != "so" or segment.opener not in SEPARATORS:
        return None
    if any(is_finite(token) for token in doc.tokens[segment.start : segment.end]):
        return None
    if segment.start + 1 < group.end and doc.tokens[segment.start + 1].lower_ in AFTER_PLAIN_SO:
        return None
    phrase = first_phrase(doc, segment.start + 1, group.end)
    if phrase is None or phrase.preposition is not None or phrase.start > segment.start + 3:
        return None
    if any(token.tag_ == "KOKOM" for token in doc.tokens[segment.start : phrase.end + 1]):
        return None  # `so hoch wie kein anderer`, `so wenige wie noch nie`
    frame = (segment.start, max(phrase.end, _so_frame_end(group, number)))
    quote = outside_frame(group, frame, _after_announcement(group, number))
    if not quote or any(other.kind == "quote" for other in group.segments):
        return None
    return QuotationCandidate(
        type="Indirect",
        rule="indirect-so",
        groups=(group,),
        quote=quote,
        cue=(segment.start,),
        cue_lemma="so",
        speaker=phrase.tokens,
        frame=(frame,),
    )


def _after_announcement(group: SentenceGroup, number: int) -> TokenRange | None:
    """Return what is after a colon if only that is in Konjunktiv I: `Der Bund ist froh: Das sei gut, so Ida Falk.`."""
    for segment in group.segments[:number]:
        is_reported = group.mood_in(segment.start, group.segments[number].start) == "I"
        if segment.opener == ":" and is_reported and group.mood_in(group.start, segment.start) is None:
            return segment.start, group.content_end
    return None


def _so_frame_end(group: SentenceGroup, number: int) -> int:
    """Return the end of a `so` frame with a relative clause and an adverb: `so Ida Falk, die den Bau plant, weiter`."""
    end = relative_end(group, number)
    rest = next((other for other in group.segments[number + 1 :] if other.start > end), None)
    is_adverb = rest is not None and group.doc.tokens[rest.start].lower_ in RESUMING and rest.kind == "fragment"
    return rest.end if is_adverb and rest is not None else end


def _adverbial_candidate(group: SentenceGroup, segment: Segment, context: Context) -> QuotationCandidate | None:
    """Return what an adverb marks that refers to a source named before: `Demnach war …`, `Der Fahrer war demnach …`."""
    if segment.kind != "finite":
        return None
    for token in group.doc.tokens[segment.start : segment.end]:
        frame = _adverbs().get(token.lower_)
        if frame is None or (frame.position == "opening adverb" and not _opens_report(group, token.i, context)):
            continue
        adverb = (token.i, token.i + 1)
        is_opening = token.i == group.start
        quote = outside_frame(group, adverb) if is_opening else ((group.start, group.content_end),)
        if quote:
            return QuotationCandidate(
                type="Indirect",
                rule=frame.rule,
                groups=(group,),
                quote=quote,
                cue=(token.i,),
                cue_lemma=token.lower_,
                medium=medium_of_noun(None),
                speaker=adverb,
                frame=(adverb,),
                referent=context.speaker(group),
            )
    return None


def _opens_report(group: SentenceGroup, index: int, context: Context) -> bool:
    """Return whether an adverb opens its sentence with Konjunktiv I, or with the present tense after a source."""
    if index != group.start:
        return False
    if "I" in group.subjunctives.values():
        return True
    before = context.group
    finite = next((token for token in group.doc.tokens[group.start : group.end] if is_finite(token)), None)
    if before is None or finite is None or finite.morph.get("Tense", []) != ["Pres"]:
        return False
    nouns = (token for token in group.doc.tokens[before.start : before.end] if token.tag_ == "NN")
    return any((noun := reporting_noun(token.text)) is not None and noun.medium == "writing" for token in nouns)


def _attribute(group: SentenceGroup, start: int, end: int) -> tuple[TokenRange, ...]:
    """Return the words from a frame to the noun if it is part of an attribute: `das laut Polizei gestohlene Auto`."""
    determiner = group.doc.tokens[start - 1] if start > group.start else None
    if determiner is None or determiner.tag_ not in {"ART", "PPOSAT"} or not end < determiner.head.i < group.end:
        return ()
    return ((end, group.clause(determiner.head)[1]),)


def _clause_of(group: SentenceGroup, phrase: NounPhrase) -> TokenRange | None:
    """Return the clause that a frame is in and limited to, or None if this is the main clause that opens a sentence."""
    clause = syntax.clause_above(group.doc.tokens[phrase.head])
    if clause.head.i == clause.i:
        return None
    start, end = group.clause(clause)
    is_joined = start + 1 < min(end, phrase.start) and group.doc.tokens[start].lower_ in COORDINATORS
    return start + is_joined, end  # `…, und nach Angaben der Stadt …`
