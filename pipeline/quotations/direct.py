"""Direct speech: what stands in quotation marks and is speech, with the frame that introduces it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.german.function_words import JUDGING
from pipeline.quotations.clauses import is_finite
from pipeline.quotations.context import Context
from pipeline.quotations.cues import Cue, find_cues
from pipeline.quotations.drafts import Draft
from pipeline.quotations.frames import addressee_of, speaker_of_verb, subject_phrase
from pipeline.quotations.lexicon import reporting_noun
from pipeline.quotations.noun_phrases import noun_phrases
from pipeline.quotations.units import TokenRange, Unit

_CALLING = frozenset({"calling", "criticising", "praising", "denying"})


def find_direct(unit: Unit, context: Context) -> Iterator[Draft]:
    """Yield the direct speech of a unit.

    Args:
        unit: The unit.
        context: What stands before the unit.
    """
    if not unit.speech:
        return
    regions = _outside_speech(unit)
    cues = [cue for cue in find_cues(unit) if "q" in cue.verb.patterns]
    for tokens in unit.speech:
        frame = _frame(unit, tokens, regions, cues)
        if frame is not None:
            yield frame
        elif not any(_words(unit, region) for region in regions):
            yield _unframed(unit, tokens, context)


def find_marked_phrases(unit: Unit) -> Iterator[Draft]:
    """Yield words in marks that a reporting verb of the same clause gives as somebody's: `nannte das „grob falsch“`."""
    cues = [cue for cue in find_cues(unit) if "q" in cue.verb.patterns]
    for tokens in unit.terms:
        segment = next((i for i, part in enumerate(unit.segments) if part.start <= tokens[0] < part.end), None)
        cue = next((cue for cue in cues if cue.segment == segment), None)
        if cue is None or not _is_statement(unit, tokens, cue):
            continue
        part = unit.segments[cue.segment]
        yield _by_verb(unit, cue, (part.start, part.end), "direct-phrase", tokens)


def _is_statement(unit: Unit, tokens: TokenRange, cue: Cue) -> bool:
    """Tell a judgement in marks from a title or a term: no noun names it, and it has more than names in it."""
    before = unit.doc[tokens[0] - 1] if tokens[0] > unit.start else None
    if before is not None and before.tag_ in {"NN", "NE"}:
        return cue.verb.stance in _CALLING and _ends_in_predicate(unit, tokens)
    if _follows(unit, tokens, JUDGING) and cue.verb.stance in _CALLING:
        return bool(_words(unit, tokens))
    return not is_term(unit, tokens)


def _ends_in_predicate(unit: Unit, tokens: TokenRange) -> bool:
    """A bare adjective or participle at the end judges what is named before it: `nannte den Plan „völlig unreif“`."""
    words = [token for token in unit.doc[tokens[0] : tokens[1]] if token.is_alpha]
    return bool(words) and words[-1].tag_ in {"ADJD", "VVPP"}


def is_term(unit: Unit, tokens: TokenRange) -> bool:
    """Tell whether marked words are a mere name, title or term: nothing but nouns and names."""
    inner = [token for token in unit.doc[tokens[0] : tokens[1]] if token.is_alpha]
    return all(token.tag_ in {"NN", "NE", "FM", "XY"} or token.ent_type_ for token in inner)


def _follows(unit: Unit, tokens: TokenRange, words: frozenset[str]) -> bool:
    return tokens[0] > unit.start and unit.doc[tokens[0] - 1].lower_ in words


def _words(unit: Unit, tokens: TokenRange) -> list[str]:
    return [token.text for token in unit.doc[tokens[0] : tokens[1]] if token.is_alpha]


def _outside_speech(unit: Unit) -> list[TokenRange]:
    bounds = [unit.start, *(bound for tokens in unit.speech for bound in tokens), unit.end]
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return [(start, end) for start, end in pairs if start < end]


def _frame(unit: Unit, quote: TokenRange, regions: list[TokenRange], cues: list[Cue]) -> Draft | None:
    """Find what introduces speech: a reporting verb beside it, `so` and a name, or a name and a colon."""
    for region in sorted(regions, key=lambda region: _distance(unit, quote, region)):
        inside = [cue for cue in cues if region[0] <= cue.main < region[1]]
        if inside:
            cue = inside[-1] if region[1] <= quote[0] else inside[0]
            return _by_verb(unit, cue, region, "direct-verb", quote)
        by_so = _by_so(unit, region, quote)
        if by_so is not None:
            return by_so
        if unit.doc[region[1] - 1].text == ":":
            return _by_colon(unit, region, quote)
    return None


def _distance(unit: Unit, quote: TokenRange, region: TokenRange) -> tuple[int, int]:
    """A frame with a colon before the speech binds closest, then one behind it, then one before it."""
    is_behind = region[0] >= quote[1]
    gap = region[0] - quote[1] if is_behind else quote[0] - region[1]
    has_colon = not is_behind and unit.doc[region[1] - 1].text == ":"
    return gap, 0 if has_colon else 1 if is_behind else 2


def _by_verb(unit: Unit, cue: Cue, region: TokenRange, rule: str, quote: TokenRange) -> Draft:
    speaker = speaker_of_verb(unit.doc, cue, region)
    return Draft(
        type="Direct",
        rule=rule,
        units=(unit,),
        quote=(quote,),
        cue=(*cue.tokens, *_with_words(unit, region)),
        cue_lemma=cue.verb.lemma,
        medium=cue.verb.medium.capitalize(),
        speaker=speaker,
        addressee=addressee_of(unit.doc, region, speaker),
        frame=(region,),
    )


def _with_words(unit: Unit, region: TokenRange) -> range:
    """Return the tokens of `mit den Worten`, which belongs to the cue."""
    for phrase in noun_phrases(unit.doc, *region):
        preposition = phrase.preposition
        if preposition is not None and unit.doc[preposition].lower_ == "mit" and unit.doc[phrase.head].text == "Worten":
            return range(preposition, phrase.head + 1)
    return range(0)


def _by_so(unit: Unit, region: TokenRange, quote: TokenRange) -> Draft | None:
    doc = unit.doc
    for index in range(region[0], min(region[0] + 3, region[1])):
        if doc[index].lower_ == "so":
            phrase = next(noun_phrases(doc, index + 1, region[1]), None)
            if phrase is not None and phrase.preposition is None:
                return Draft(
                    type="Direct", rule="direct-so", units=(unit,), quote=(quote,), cue=(index,),
                    cue_lemma="so", speaker=(phrase.start, phrase.end), frame=(region,),
                )  # fmt: skip
    return None


def _by_colon(unit: Unit, region: TokenRange, quote: TokenRange) -> Draft:
    doc = unit.doc
    phrases = [phrase for phrase in noun_phrases(doc, *region) if phrase.preposition is None]
    noun = next((phrase for phrase in reversed(phrases) if reporting_noun(doc[phrase.head].text)), None)
    finite = [token.i for token in doc[region[0] : region[1]] if is_finite(token)]
    if finite:
        speaker = subject_phrase(doc, finite[-1], region)
    else:
        speaker = (phrases[-1].start, phrases[-1].end) if phrases else None
    cue = (noun.head,) if noun is not None and finite else ()
    return Draft(
        type="Direct",
        rule="direct-colon",
        units=(unit,),
        quote=(quote,),
        cue=cue,
        cue_lemma=doc[cue[0]].lemma_ if cue else None,
        speaker=speaker,
        frame=(region,),
    )


def _unframed(unit: Unit, tokens: TokenRange, context: Context) -> Draft:
    """Speech that fills its unit goes on with the speaker before it."""
    speaker = context.speaker(unit)
    draft = Draft(type="Direct", rule="direct-unframed", units=(unit,), quote=(tokens,), speaker=speaker)
    previous = context.quotation
    if previous is None or previous.type != "Direct" or previous.unit.paragraph != unit.paragraph:
        return draft
    return replace(draft, medium=previous.medium, cue=previous.cue, cue_lemma=previous.cue_lemma, frame=previous.frame)
