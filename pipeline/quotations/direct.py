"""Direct speech: what stands in quotation marks and is speech, with the frame that introduces it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.german.function_words import JUDGING
from pipeline.quotations.clauses import is_finite
from pipeline.quotations.cues import Cue, find_cues
from pipeline.quotations.drafts import Draft
from pipeline.quotations.frames import addressee_of, speaker_of_verb, subject_phrase
from pipeline.quotations.lexicon import reporting_noun
from pipeline.quotations.noun_phrases import noun_phrases
from pipeline.quotations.units import TokenRange, Unit

_CALLING = frozenset({"calling", "criticising", "praising", "denying"})


def find_direct(unit: Unit, previous: Draft | None) -> Iterator[Draft]:
    """Yield the direct speech of a unit.

    Args:
        unit: The unit.
        previous: The last quotation before the unit that is not nested, whose speaker may go on speaking.
    """
    if not unit.speech:
        return
    regions = _outside_speech(unit)
    frame = _frame(unit, regions)
    for tokens in unit.speech:
        if frame is not None:
            yield replace(frame, quote=(tokens,))
        elif not any(_words(unit, region) for region in regions):
            yield _unframed(unit, tokens, previous)


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
        return False
    if _follows(unit, tokens, JUDGING) and cue.verb.stance in _CALLING:
        return bool(_words(unit, tokens))
    return not is_term(unit, tokens)


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


def _frame(unit: Unit, regions: list[TokenRange]) -> Draft | None:
    """Find what introduces the speech: a reporting verb beside it, `so` and a name, or a name and a colon."""
    cues = list(find_cues(unit))
    for region in sorted(regions, key=lambda region: _distance(unit, region)):
        inside = [cue for cue in cues if region[0] <= cue.main < region[1] and "q" in cue.verb.patterns]
        if inside:
            is_before = region[1] <= unit.speech[0][0]
            cue = inside[-1] if is_before else inside[0]
            return _by_verb(unit, cue, region, "direct-verb", unit.speech[0])
        by_so = _by_so(unit, region)
        if by_so is not None:
            return by_so
        if unit.doc[region[1] - 1].text == ":":
            return _by_colon(unit, region)
    return None


def _distance(unit: Unit, region: TokenRange) -> int:
    """Frames behind the speech bind closer than those before it, unless a colon ends them."""
    return 0 if unit.doc[region[1] - 1].text == ":" or region[0] >= unit.speech[0][1] else 1


def _by_verb(unit: Unit, cue: Cue, region: TokenRange, rule: str, quote: TokenRange) -> Draft:
    speaker = speaker_of_verb(unit.doc, cue, region)
    return Draft(
        type="Direct",
        rule=rule,
        units=(unit,),
        quote=(quote,),
        cue=cue.tokens,
        cue_lemma=cue.verb.lemma,
        medium=cue.verb.medium.capitalize(),
        speaker=speaker,
        addressee=addressee_of(unit.doc, region, speaker),
        frame=(region,),
    )


def _by_so(unit: Unit, region: TokenRange) -> Draft | None:
    doc = unit.doc
    for index in range(region[0], min(region[0] + 3, region[1])):
        if doc[index].lower_ == "so":
            phrase = next(noun_phrases(doc, index + 1, region[1]), None)
            if phrase is not None and phrase.preposition is None:
                return Draft(
                    type="Direct", rule="direct-so", units=(unit,), quote=(unit.speech[0],), cue=(index,),
                    cue_lemma="so", speaker=(phrase.start, phrase.end), frame=(region,),
                )  # fmt: skip
    return None


def _by_colon(unit: Unit, region: TokenRange) -> Draft:
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
        quote=(unit.speech[0],),
        cue=cue,
        cue_lemma=doc[cue[0]].lemma_ if cue else None,
        speaker=speaker,
        frame=(region,),
    )


def _unframed(unit: Unit, tokens: TokenRange, previous: Draft | None) -> Draft:
    """Speech that fills its unit goes on with the speaker before it."""
    draft = Draft(type="Direct", rule="direct-unframed", units=(unit,), quote=(tokens,))
    if previous is None:
        return draft
    goes_on = previous.type == "Direct" and previous.unit.paragraph == unit.paragraph
    return replace(
        draft,
        speaker=previous.speaker,
        medium=previous.medium,
        cue=previous.cue if goes_on else (),
        cue_lemma=previous.cue_lemma if goes_on else None,
        frame=previous.frame if goes_on else (),
    )
