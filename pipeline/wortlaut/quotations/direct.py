"""Find direct speech: speech in quotation marks, with the frame that introduces it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from wortlaut.german.function_words import CLAUSE_OPENERS
from wortlaut.nlp.clauses import first_finite, is_finite
from wortlaut.nlp.noun_phrases import NounPhrase, first_phrase, noun_phrases
from wortlaut.quotations.candidates import Context, QuotationCandidate
from wortlaut.quotations.cues import Cue
from wortlaut.quotations.frames import verb_candidate, verb_with_particle
from wortlaut.quotations.lexicon import reporting_noun
from wortlaut.quotations.sentence_groups import DASHES, SEPARATORS, SentenceGroup, TokenRange
from wortlaut.quotations.speaker_attribution import (
    citing_medium,
    giver_of,
    holder_of,
    is_holder,
    is_time,
    names_somebody,
    speaker_of_verb,
    subject_phrase,
)


def find_direct(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    """Yield the direct speech of a group.

    Args:
        group: The group.
        context: The quotation and the group before it.
    """
    if not group.speech:
        return
    regions = _outside_speech(group)
    for number, tokens in enumerate(group.speech):
        if _is_answered(group, number):
            yield QuotationCandidate(type="Direct", rule="direct-unframed", groups=(group,), quote=(tokens,))
            continue
        cues = [cue for cue in group.cues if _takes_quote(cue, group, tokens)]
        candidate = _framed_candidate(group, tokens, regions, context, cues)
        if candidate is not None:
            yield candidate
        elif not any(token.is_alpha for start, end in regions for token in group.doc[start:end]):
            yield _unframed_candidate(group, tokens, context)


def _is_answered(group: SentenceGroup, number: int) -> bool:
    """Return whether somebody else answers a question that opens its group: `„Kommen Sie?“ – „Nein“, sagte sie.`."""
    if number + 1 >= len(group.speech) or group.speech[number][0] != group.start:
        return False
    end, following = group.speech[number][1], group.speech[number + 1][0]
    return following == end + 1 and group.doc[end].text in DASHES and group.doc[end - 2].text == "?"


def _takes_quote(cue: Cue, group: SentenceGroup, quote: TokenRange) -> bool:
    """Return whether a verb takes a quotation as direct speech or as a clause: `hofft, „dass es bald endet“`."""
    first = next((token for token in group.doc[quote[0] : quote[1]] if token.is_alpha), None)
    is_clause = first is not None and first.lower_ in CLAUSE_OPENERS and first.is_lower
    return cue.verb.takes_quoted_words or (is_clause and cue.verb.takes_subordinate_clause)


def _outside_speech(group: SentenceGroup) -> list[TokenRange]:
    bounds = [group.start, *(bound for tokens in group.speech for bound in tokens), group.end]
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return [_after_dash(group, (start, end)) for start, end in pairs if start < end]


def _after_dash(group: SentenceGroup, region: TokenRange) -> TokenRange:
    """Return what follows the dash in a region that ends with a name and a colon: `Brunner zögert – Falk: „…“`."""
    start, end = region
    if group.doc[end - 1].text != ":":
        return region
    dash = next((index for index in range(end - 2, start, -1) if group.doc[index].text in DASHES), start)
    name = first_phrase(group.doc, dash + 1, end)
    is_alone = name is not None and name.tokens == (dash + 1, end - 1) and names_somebody(group.doc, name.tokens)
    return (dash + 1, end) if dash > start and is_alone else region


def _framed_candidate(
    group: SentenceGroup, quote: TokenRange, regions: list[TokenRange], context: Context, cues: list[Cue]
) -> QuotationCandidate | None:
    """Return speech with the frame that introduces it: a reporting verb, another of the frames below, or a colon."""
    by_distance = sorted(regions, key=lambda region: _distance(group, quote, region))
    near = sorted(by_distance, key=lambda region: not _opens_frame(group, region, quote, cues))
    adjacent = [region for region in near if region[0] == quote[1] or region[1] == quote[0]]
    explicit = (_explicit_frame(group, region, quote, cues) for region in adjacent)
    if (candidate := next(filter(None, explicit), None)) is not None:
        return candidate
    for region in near:
        if region not in adjacent and (candidate := _explicit_frame(group, region, quote, cues)) is not None:
            return candidate
        if group.doc[region[1] - 1].text == ":" and not _is_subject(group, quote):
            return _colon_candidate(group, region, quote, context)
    return None


def _opens_frame(group: SentenceGroup, region: TokenRange, quote: TokenRange, cues: list[Cue]) -> bool:
    """Return whether a reporting verb follows speech at once: `…: „Es reicht“, sagte sie`, whatever is before it."""
    is_behind = region[0] == quote[1] and group.doc[region[0]].text in SEPARATORS
    return is_behind and any(cue.finite == region[0] + 1 for cue in cues)


def _is_subject(group: SentenceGroup, quote: TokenRange) -> bool:
    """Return whether words in marks after a colon are part of a clause: `Wer es nicht weiß: „Moin“ ist ein Gruß.`."""
    return quote[1] < group.end and is_finite(group.doc[quote[1]])


def _explicit_frame(
    group: SentenceGroup, region: TokenRange, quote: TokenRange, cues: list[Cue]
) -> QuotationCandidate | None:
    """Return speech with a frame in a stretch of text beside it, other than a colon alone."""
    if (inverted := _inverted_candidate(group, region, quote)) is not None:
        return inverted
    before = next((tokens for tokens in group.speech if tokens[1] == region[0]), None)
    if before is not None and region[1] == quote[0] and group.doc[quote[0] - 1].text == ",":
        inverted = _inverted_candidate(group, region, before)  # `„…“, rechnet er vor, „und …“`
        if inverted is not None:
            return replace(inverted, quote=(quote,))
    if (bracketed := _bracketed_candidate(group, region, quote)) is not None:
        return bracketed
    region_cues = [cue for cue in cues if region[0] <= cue.main < region[1]]
    if region_cues:
        cue = region_cues[-1] if region[1] <= quote[0] else region_cues[0]
        return direct_candidate(group, cue, region, "direct-verb", quote)
    return (
        _so_candidate(group, region, quote)
        or _signed_candidate(group, region, quote)
        or _resumed_candidate(group, region, quote)
    )


def _distance(group: SentenceGroup, quote: TokenRange, region: TokenRange) -> tuple[int, int]:
    """Return a sort key: the gap to the speech; of equal gaps, a colon before it is closest, then a frame after it."""
    is_behind = region[0] >= quote[1]
    gap = region[0] - quote[1] if is_behind else quote[0] - region[1]
    has_colon = not is_behind and group.doc[region[1] - 1].text == ":"
    return gap, 0 if has_colon else 1 if is_behind else 2


def _inverted_candidate(group: SentenceGroup, region: TokenRange, quote: TokenRange) -> QuotationCandidate | None:
    """Return speech before any verb and its subject, a person: `„Das war ein Traum“, strahlte Trainer Weber.`.

    Speech that opens a sentence is its Vorfeld, so whatever verb follows the comma takes it as its object (Duden, Die
    Grammatik, on Redekommentar); no list of verbs is needed.
    """
    doc, verb = group.doc, region[0] + 1
    if region[0] != quote[1] or verb >= region[1] or doc[region[0]].text not in SEPARATORS or not is_finite(doc[verb]):
        return None
    if any(cue.finite == verb and cue.verb.takes_quoted_words for cue in group.cues):
        return None
    number = group.segment_at(verb)
    end = group.segments[number].end if number is not None else region[1]
    subject = subject_phrase(doc, verb, (verb, end))
    if subject is None or not names_somebody(doc, subject):
        return None
    cue, lemma = verb_with_particle(doc[verb], end)
    return QuotationCandidate(
        type="Direct",
        rule="direct-inverted",
        groups=(group,),
        quote=(quote,),
        cue=cue,
        cue_lemma=lemma,
        speaker=subject,
        frame=(region,),
    )


def _signed_candidate(group: SentenceGroup, region: TokenRange, quote: TokenRange) -> QuotationCandidate | None:
    """Return speech with nothing but its speaker after it: `„…“ – Ida Falk`, `„…“ (Ida Falk, Rektorin)`."""
    doc = group.doc
    if region[0] != quote[1] or doc[region[0]].text not in {"(", *DASHES}:
        return None
    if any(is_finite(token) for token in doc[region[0] : region[1]]):
        return None
    phrase = first_phrase(doc, region[0] + 1, region[1])
    if phrase is None or phrase.start != region[0] + 1 or not names_somebody(doc, phrase.tokens):
        return None
    return QuotationCandidate(
        type="Direct",
        rule="direct-signed",
        groups=(group,),
        quote=(quote,),
        speaker=phrase.tokens,
        frame=(region,),
    )


def _bracketed_candidate(group: SentenceGroup, region: TokenRange, quote: TokenRange) -> QuotationCandidate | None:
    """Return speech in brackets after its speaker: `Dabei waren Ida Falk („Ein Traum“) und Uwe Berg („Es reicht“).`."""
    doc, opening = group.doc, quote[0] - 1
    is_bracketed = region[1] == quote[0] and doc[opening].text == "(" and quote[1] < group.end
    if not is_bracketed or doc[quote[1]].text != ")":
        return None
    phrase = next((phrase for phrase in noun_phrases(doc, region[0], opening) if phrase.end == opening), None)
    if phrase is None or not names_somebody(doc, phrase.tokens):
        return None
    joints = (i for i in range(opening - 1, phrase.start, -1) if doc[i].text in {",", "und", "sowie"})
    last = next(joints, phrase.start - 1) + 1  # `der Landrat, die Trainerin Ida Falk („…“)`
    is_named = any(token.ent_type_ == "PER" for token in doc[last:opening])
    return QuotationCandidate(
        type="Direct",
        rule="direct-signed",
        groups=(group,),
        quote=(quote,),
        speaker=(last, opening) if is_named else phrase.tokens,
    )


def _resumed_candidate(group: SentenceGroup, region: TokenRange, quote: TokenRange) -> QuotationCandidate | None:
    """Return speech that a noun after it refers to: `„…“ – mit diesen Worten begann Ida Falk ihre Rede.`."""
    doc = group.doc
    if region[0] != quote[1]:
        return None
    for phrase in noun_phrases(doc, *region):
        with_preposition = phrase.preposition is not None and doc[phrase.preposition].lower_ == "mit"
        noun = reporting_noun(doc[phrase.head].text)
        verb = first_finite(doc, phrase.end, region[1])
        if with_preposition and doc[phrase.start].tag_ == "PDAT" and noun is not None and verb is not None:
            return QuotationCandidate(
                type="Direct",
                rule="direct-resumed",
                groups=(group,),
                quote=(quote,),
                cue=tuple(range(phrase.start - 1, phrase.head + 1)),
                cue_lemma=noun.lemma,
                speaker=subject_phrase(doc, verb, (verb, region[1])),
                frame=(region,),
            )
    return None


def direct_candidate(
    group: SentenceGroup, cue: Cue, frame: TokenRange, rule: str, quote: TokenRange
) -> QuotationCandidate:
    """Return words in quotation marks with the frame of a reporting verb, `mit den Worten` as part of the cue."""
    speaker = speaker_of_verb(group.doc, cue, frame, quote)
    return replace(
        verb_candidate(group, cue, frame, speaker, type="Direct", rule=rule, quote=(quote,)),
        cue=(*cue.tokens, *_mit_den_worten(group, frame)),
        cited_by=citing_medium(group.doc, cue, frame, speaker),
    )


def _mit_den_worten(group: SentenceGroup, frame: TokenRange) -> range:
    """Return the tokens of `mit den Worten`, which are part of the cue."""
    for phrase in noun_phrases(group.doc, *frame):
        preposition, noun = phrase.preposition, group.doc[phrase.head].text
        if preposition is not None and group.doc[preposition].lower_ == "mit" and noun == "Worten":
            return range(preposition, phrase.head + 1)
    return range(0)


def _so_candidate(group: SentenceGroup, region: TokenRange, quote: TokenRange) -> QuotationCandidate | None:
    """`„…“, so der Minister.` and `…, so der Minister weiter: „…“`."""
    doc = group.doc
    for index in range(region[0], region[1]):
        opens = index < region[0] + 3 or doc[index - 1].text in {",", "–", "-"}
        if doc[index].lower_ == "so" and opens:
            phrase = first_phrase(doc, index + 1, region[1])
            if phrase is not None and phrase.preposition is None and not is_finite(doc[index + 1]):
                return QuotationCandidate(
                    type="Direct", rule="direct-so", groups=(group,), quote=(quote,), cue=(index,),
                    cue_lemma="so", speaker=phrase.tokens, frame=(region,),
                )  # fmt: skip
    return None


def _colon_candidate(
    group: SentenceGroup, region: TokenRange, quote: TokenRange, context: Context
) -> QuotationCandidate:
    doc = group.doc
    phrases = [phrase for phrase in noun_phrases(doc, *region) if phrase.preposition is None]
    noun = next((phrase for phrase in reversed(phrases) if reporting_noun(doc[phrase.head].text)), None)
    finite = [token.i for token in doc[region[0] : region[1]] if is_finite(token)]
    cue = (noun.head,) if noun is not None else ()
    return QuotationCandidate(
        type="Direct",
        rule="direct-colon",
        groups=(group,),
        quote=(quote,),
        cue=cue,
        cue_lemma=doc[cue[0]].lemma_ if cue else None,
        speaker=_speaker_before_colon(group, region, finite, phrases) or context.speaker(group),
        frame=(region,),
    )


def _speaker_before_colon(
    group: SentenceGroup, region: TokenRange, finite: list[int], phrases: list[NounPhrase]
) -> TokenRange | None:
    """Return the speaker named before a colon: the subject, the holder of the words it stands for, or anybody else."""
    doc = group.doc
    if not finite:
        last_phrase = phrases[-1].tokens if phrases and not is_time(doc, phrases[-1]) else None
        is_reporting_noun = last_phrase is not None and reporting_noun(doc[phrases[-1].head].text) is not None
        return holder_of(doc, last_phrase) if last_phrase is not None and is_reporting_noun else last_phrase
    if (giver := giver_of(doc, region)) is not None:
        return giver
    subject = subject_phrase(doc, finite[-1], region)
    if subject is not None and names_somebody(doc, subject):
        return subject
    whose = holder_of(doc, subject) if subject is not None else None
    if whose is not None:
        return whose
    named = (phrase for phrase in phrases if names_somebody(doc, phrase.tokens))
    holders = (phrase for phrase in noun_phrases(doc, *region) if is_holder(doc, phrase))
    anybody = next(chain(named, holders), None)
    return anybody.tokens if anybody is not None else None


def _unframed_candidate(group: SentenceGroup, tokens: TokenRange, context: Context) -> QuotationCandidate:
    """Return speech that fills its group; it continues the previous speaker's words."""
    speaker = context.adjacent_speaker or context.next_topic(group) or context.speaker(group)
    candidate = QuotationCandidate(
        type="Direct", rule="direct-unframed", groups=(group,), quote=(tokens,), speaker=speaker
    )
    previous = context.quotation
    if previous is None or previous.type != "Direct" or previous.group.paragraph != group.paragraph:
        return candidate
    return replace(
        candidate, medium=previous.medium, cue=previous.cue, cue_lemma=previous.cue_lemma, frame=previous.frame
    )
