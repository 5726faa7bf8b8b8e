"""Direct speech: what stands in quotation marks and is speech, with the frame that introduces it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wortlaut.german.function_words import CLAUSE_OPENERS
from wortlaut.nlp.clauses import is_finite
from wortlaut.nlp.noun_phrases import NounPhrase, noun_phrases
from wortlaut.quotations.addressees import addressee_of
from wortlaut.quotations.candidates import Draft
from wortlaut.quotations.context import Context
from wortlaut.quotations.cues import Cue
from wortlaut.quotations.lexicon import reporting_noun
from wortlaut.quotations.medium import medium_of_verb
from wortlaut.quotations.persons import holder_of, names_somebody
from wortlaut.quotations.sentence_groups import TokenRange, Unit
from wortlaut.quotations.speaker_attribution import citing_medium, speaker_of_verb, subject_phrase


def find_direct(unit: Unit, context: Context) -> Iterator[Draft]:
    """Yield the direct speech of a unit.

    Args:
        unit: The unit.
        context: What stands before the unit.
    """
    if not unit.speech:
        return
    regions = _outside_speech(unit)
    for tokens in unit.speech:
        frame = _frame(unit, tokens, regions, context, [cue for cue in unit.cues if _takes(cue, unit, tokens)])
        if frame is not None:
            yield frame
        elif not any(_words(unit, region) for region in regions):
            yield _unframed(unit, tokens, context)


def _takes(cue: Cue, unit: Unit, quote: TokenRange) -> bool:
    """Tell whether a verb takes what stands in marks: direct speech, or a clause: `hofft, „dass es bald endet“`."""
    first = next((token for token in unit.doc[quote[0] : quote[1]] if token.is_alpha), None)
    is_clause = first is not None and first.lower_ in CLAUSE_OPENERS and first.is_lower
    return cue.verb.takes_quoted_words or (is_clause and cue.verb.takes_subordinate_clause)


def _words(unit: Unit, tokens: TokenRange) -> list[str]:
    return [token.text for token in unit.doc[tokens[0] : tokens[1]] if token.is_alpha]


def _outside_speech(unit: Unit) -> list[TokenRange]:
    bounds = [unit.start, *(bound for tokens in unit.speech for bound in tokens), unit.end]
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return [(start, end) for start, end in pairs if start < end]


def _frame(unit: Unit, quote: TokenRange, regions: list[TokenRange], context: Context, cues: list[Cue]) -> Draft | None:
    """Find what introduces speech: a reporting verb beside it, `so` and a name, or a name and a colon."""
    for region in sorted(regions, key=lambda region: _distance(unit, quote, region)):
        inside = [cue for cue in cues if region[0] <= cue.main < region[1]]
        if inside:
            cue = inside[-1] if region[1] <= quote[0] else inside[0]
            return by_verb(unit, cue, region, "direct-verb", quote)
        by_so = _by_so(unit, region, quote)
        if by_so is not None:
            return by_so
        if unit.doc[region[1] - 1].text == ":":
            return _by_colon(unit, region, quote, context)
    return None


def _distance(unit: Unit, quote: TokenRange, region: TokenRange) -> tuple[int, int]:
    """A frame with a colon before the speech binds closest, then one behind it, then one before it."""
    is_behind = region[0] >= quote[1]
    gap = region[0] - quote[1] if is_behind else quote[0] - region[1]
    has_colon = not is_behind and unit.doc[region[1] - 1].text == ":"
    return gap, 0 if has_colon else 1 if is_behind else 2


def by_verb(unit: Unit, cue: Cue, frame: TokenRange, rule: str, quote: TokenRange) -> Draft:
    """Return direct speech with the frame of a reporting verb.

    Args:
        unit: The unit.
        cue: The verb.
        frame: The tokens of the frame, among which speaker and addressee are looked for.
        rule: The rule that found it.
        quote: The tokens in marks.
    """
    speaker = speaker_of_verb(unit.doc, cue, frame)
    return Draft(
        type="Direct",
        rule=rule,
        units=(unit,),
        quote=(quote,),
        cue=(*cue.tokens, *_with_words(unit, frame)),
        cue_lemma=cue.verb.lemma,
        medium=medium_of_verb(unit.doc, cue.verb.medium, frame, speaker),
        speaker=speaker,
        cited_by=citing_medium(unit.doc, cue, frame, speaker),
        addressee=addressee_of(unit.doc, cue, frame, speaker),
        frame=(frame,),
    )


def _with_words(unit: Unit, frame: TokenRange) -> range:
    """Return the tokens of `mit den Worten`, which belongs to the cue."""
    for phrase in noun_phrases(unit.doc, *frame):
        preposition = phrase.preposition
        if preposition is not None and unit.doc[preposition].lower_ == "mit" and unit.doc[phrase.head].text == "Worten":
            return range(preposition, phrase.head + 1)
    return range(0)


def _by_so(unit: Unit, region: TokenRange, quote: TokenRange) -> Draft | None:
    """`„…“, so der Minister.` and `…, so der Minister weiter: „…“`."""
    doc = unit.doc
    for index in range(region[0], region[1]):
        opens = index < region[0] + 3 or doc[index - 1].text in {",", "–", "-"}
        if doc[index].lower_ == "so" and opens:
            phrase = next(noun_phrases(doc, index + 1, region[1]), None)
            if phrase is not None and phrase.preposition is None:
                return Draft(
                    type="Direct", rule="direct-so", units=(unit,), quote=(quote,), cue=(index,),
                    cue_lemma="so", speaker=(phrase.start, phrase.end), frame=(region,),
                )  # fmt: skip
    return None


def _by_colon(unit: Unit, region: TokenRange, quote: TokenRange, context: Context) -> Draft:
    doc = unit.doc
    phrases = [phrase for phrase in noun_phrases(doc, *region) if phrase.preposition is None]
    noun = next((phrase for phrase in reversed(phrases) if reporting_noun(doc[phrase.head].text)), None)
    finite = [token.i for token in doc[region[0] : region[1]] if is_finite(token)]
    cue = (noun.head,) if noun is not None else ()
    return Draft(
        type="Direct",
        rule="direct-colon",
        units=(unit,),
        quote=(quote,),
        cue=cue,
        cue_lemma=doc[cue[0]].lemma_ if cue else None,
        speaker=_before_colon(unit, region, finite, phrases) or context.speaker(unit),
        frame=(region,),
    )


def _before_colon(unit: Unit, region: TokenRange, finite: list[int], phrases: list[NounPhrase]) -> TokenRange | None:
    """Return who speaks after a colon: whom the clause before is about, whose words it names, or whom else it names."""
    doc = unit.doc
    if not finite:
        last = (phrases[-1].start, phrases[-1].end) if phrases else None
        is_word = last is not None and reporting_noun(doc[phrases[-1].head].text) is not None
        return holder_of(doc, last) if last is not None and is_word else last
    subject = subject_phrase(doc, finite[-1], region)
    if subject is not None and names_somebody(doc, subject):
        return subject
    if subject is not None and (holder := holder_of(doc, subject)) is not None:
        return holder
    named = ((phrase.start, phrase.end) for phrase in phrases)
    return next((phrase for phrase in named if names_somebody(doc, phrase)), None)


def _unframed(unit: Unit, tokens: TokenRange, context: Context) -> Draft:
    """Speech that fills its unit goes on with the speaker before it."""
    speaker = context.speaker(unit)
    draft = Draft(type="Direct", rule="direct-unframed", units=(unit,), quote=(tokens,), speaker=speaker)
    previous = context.quotation
    if previous is None or previous.type != "Direct" or previous.unit.paragraph != unit.paragraph:
        return draft
    return replace(draft, medium=previous.medium, cue=previous.cue, cue_lemma=previous.cue_lemma, frame=previous.frame)
