"""Find quotations: the quoted words, the frame that introduces them and the speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from wortlaut.entities import CanonicalEntity, Mention
from wortlaut.entities.speaker_kinds import kind_of_phrase
from wortlaut.german.news import ENTRY_TIME
from wortlaut.nlp.annotate import Document
from wortlaut.quotations.candidates import Context, QuotationCandidate, confidence
from wortlaut.quotations.direct import find_direct
from wortlaut.quotations.indirect import find_indirect
from wortlaut.quotations.nouns import find_by_noun
from wortlaut.quotations.partial_quotes import find_marked_phrases, find_named_words, find_pieces, find_views, is_term
from wortlaut.quotations.prepositional import find_prepositional
from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange, find_groups
from wortlaut.quotations.speakers import SpeakerResolver
from wortlaut.quotations.turns import Turn, find_turns, turn_rows
from wortlaut.quotations.unframed import find_anaphoric, find_continuation, find_hearsay, find_reported
from wortlaut.tables.schemas import QuotationRow
from wortlaut.text.spans import Span, covered_text, to_cell

__all__ = ["find_quotations", "turn_rows", "with_speaker"]


def find_quotations(document: Document, mentions: Sequence[Mention]) -> tuple[QuotationRow, ...]:
    """Find the quotations of an article.

    Args:
        document: The annotated article; the result depends on nothing else.
        mentions: The mentions of named entities in it, in reading order.

    Returns:
        Their rows of `quotations.csv` in reading order, an outer one before those nested in it. The speaker's name and
        role are left empty, because they depend on all articles: see `with_speaker`.
    """
    turns = find_turns(document, mentions)
    with_words = (candidate for candidate in _in_turns(document, turns) if _has_words(document, candidate))
    candidates = sorted(with_words, key=lambda candidate: (candidate.start, -candidate.end))
    ids = {
        id(candidate): f"{document.article.article_id}#q{number}"
        for number, candidate in enumerate(candidates, start=1)
    }
    resolver = SpeakerResolver(document, mentions)
    return tuple(_quotation(document, candidate, ids, resolver) for candidate in candidates)


def with_speaker(row: QuotationRow, entities: Mapping[str, CanonicalEntity]) -> QuotationRow:
    """Return a row of `quotations.csv` with name, role and kind of its speaker, of one without an entity the kind only.

    Args:
        row: The row.
        entities: The canonical entities of all articles, by canonical_id.
    """
    if row.speaker_id is None:
        return row._replace(speaker_kind=kind_of_phrase(row.speaker_text)) if row.speaker_text else row
    entity = entities[row.speaker_id]
    return row._replace(speaker_name=entity.name, speaker_role=entity.role, speaker_kind=entity.speaker_kind)


def _has_words(document: Document, candidate: QuotationCandidate) -> bool:
    """Return whether anything is quoted: a frame may be next to nothing but a line break."""
    return any(token.is_alpha or token.like_num for start, end in candidate.quote for token in document.doc[start:end])


def _first_word(document: Document, candidate: QuotationCandidate) -> int:
    """Return the index of the first non-blank quoted token; a line break before it belongs to no sentence."""
    return next(token.i for start, end in candidate.quote for token in document.doc[start:end] if not token.is_space)


def _in_turns(document: Document, turns: Sequence[Turn]) -> Iterator[QuotationCandidate]:
    """Yield the quotations turn by turn, an answer before those nested in it; no quotation goes beyond its turn."""
    places = [(turn, tokens) for turn in turns if (tokens := _tokens(document, turn.span)) is not None]
    times = (_tokens(document, span) for span in _entry_times(document))
    bounds = [bound for _, tokens in places for bound in tokens]
    breaks = sorted({*bounds, *(tokens[1] for tokens in times if tokens is not None)})
    starts = [tokens[0] for _, tokens in places]

    def turn_of(group: SentenceGroup) -> int:
        number = bisect_right(starts, group.start) - 1
        return number if number >= 0 and group.start < places[number][1][1] else -1

    for number, turn_groups in groupby(find_groups(document, breaks), turn_of):
        if number < 0 or places[number][0].kind == "question":
            found = _candidates(turn_groups)
            if number >= 0:  # a question asserts no speech act: `Was raten Sie?`
                found = (candidate for candidate in found if candidate.type != "Reported")
            yield from (candidate for candidate in found if not (turns and _is_motto(candidate)))
            continue
        groups = list(turn_groups)
        answer = _answer(document, *places[number], groups[0])
        yield answer
        yield from _nested(_candidates(groups), answer)


def _entry_times(document: Document) -> Iterator[Span]:
    """Yield the times with which the entries of a live ticker begin; a colon after one introduces nobody's words."""
    text = document.article.text
    for section in document.article.sections:
        match = ENTRY_TIME.match(text, section.start, section.end) if section.time is not None else None
        if match is not None:
            yield Span(*match.span())


def _is_motto(candidate: QuotationCandidate) -> bool:
    """Return whether speech in the headline of an interview has no speaker: it repeats an answer."""
    is_unattributed = candidate.rule == "direct-unframed" or candidate.speaker is None
    return is_unattributed and candidate.type == "Direct" and candidate.group.section.kind == "headline"


def _tokens(document: Document, span: Span | None) -> TokenRange | None:
    tokens = document.doc.char_span(*span, alignment_mode="expand") if span is not None else None
    return (tokens.start, tokens.end) if tokens is not None and tokens.start < tokens.end else None


def _answer(document: Document, turn: Turn, tokens: TokenRange, group: SentenceGroup) -> QuotationCandidate:
    return QuotationCandidate(
        type="Direct",
        rule="interview-answer",
        groups=(group,),
        quote=(tokens,),
        speaker=_tokens(document, turn.speaker),
        speaker_id=turn.speaker_id,
    )


def _nested(found: Iterable[QuotationCandidate], answer: QuotationCandidate) -> Iterator[QuotationCandidate]:
    """Yield the quotations inside an answer as nested in it, without one that repeats it or goes beyond it."""
    moved: dict[int, tuple[QuotationCandidate, QuotationCandidate]] = {}  # old and new; the old ones keep their ids
    for candidate in found:
        tokens = (candidate.start, candidate.end)
        is_same = tokens == (answer.start, answer.end) or not answer.covers(tokens)
        inside = answer if candidate.inside is None else moved[id(candidate.inside)][1]
        nested = answer if is_same else replace(candidate, inside=inside)
        moved[id(candidate)] = (candidate, nested)
        if not is_same:
            yield nested


def _candidates(groups: Iterable[SentenceGroup]) -> Iterator[QuotationCandidate]:
    """Yield the quotations that the rules find, group by group, each one before those nested in it."""
    context = Context()
    pending: QuotationCandidate | None = None
    for group in groups:
        candidates = list(_with_frame(group, context))
        continuation = None if candidates else find_continuation(group, context)
        if continuation is not None:
            pending, completed = _join(pending, continuation, context.is_adjacent)
            yield from _complete(completed)
            context = Context(pending, True, group)
            continue
        yield from _complete(pending)
        pending = None
        candidates = candidates or list(_without_frame(group, context))
        yield from _with_nested(candidates)
        yield from (piece for piece in find_pieces(group, context) if not _is_covered(piece, candidates))
        context = Context(_last_attributed(candidates) or context.quotation, bool(candidates), group)
    yield from _complete(pending)


def _without_frame(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    candidate = find_anaphoric(group, context) or find_reported(group) or find_hearsay(group, context)
    if candidate is not None:
        yield candidate


def _last_attributed(candidates: list[QuotationCandidate]) -> QuotationCandidate | None:
    """Return the quotation whose speaker may continue: the last one with a speaker, else the last one."""
    attributed = [candidate for candidate in candidates if candidate.speaker is not None] or candidates
    return attributed[-1] if attributed else None


def _with_frame(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    """Yield the outer quotations of a group that are introduced by a frame.

    If two indirect quotations overlap, the earlier rule wins; quoted speech inside one is nested in it.
    """
    indirect: list[QuotationCandidate] = []
    for candidate in [*find_indirect(group), *find_prepositional(group), *find_by_noun(group)]:
        if not any(_overlap(candidate, other) for other in indirect):
            indirect.append(candidate)
    if group.speech or group.terms:
        yield from (candidate for candidate in _in_marks(group, context) if not _is_covered(candidate, indirect))
    yield from indirect


def _in_marks(group: SentenceGroup, context: Context) -> list[QuotationCandidate]:
    marked = [*find_direct(group, context), *find_marked_phrases(group)]
    for find in (find_named_words, find_views):
        marked += [candidate for candidate in find(group) if not _is_covered(candidate, marked)]
    return marked


def _is_covered(candidate: QuotationCandidate, others: list[QuotationCandidate]) -> bool:
    return any(other.covers(candidate.quote[0]) for other in others)


def _overlap(candidate: QuotationCandidate, other: QuotationCandidate) -> bool:
    return any(one[0] < two[1] and two[0] < one[1] for one in candidate.quote for two in other.quote)


def _join(
    pending: QuotationCandidate | None, continuation: QuotationCandidate, is_adjacent: bool
) -> tuple[QuotationCandidate, QuotationCandidate | None]:
    """Append a continuation to an adjacent pending one; return the pending candidate and the completed one, if any."""
    if pending is None or not is_adjacent:
        return continuation, pending
    quote = ((pending.start, continuation.end),)
    return replace(pending, quote=quote, groups=(*pending.groups, *continuation.groups)), None


def _complete(candidate: QuotationCandidate | None) -> Iterator[QuotationCandidate]:
    if candidate is not None:
        yield from _with_nested([candidate])


def _with_nested(candidates: list[QuotationCandidate]) -> Iterator[QuotationCandidate]:
    """Yield each candidate after the quotation that cites it and before the verbatim words nested in it."""
    for outer in candidates:
        candidate = outer
        if outer.cited_by is not None:
            citation = replace(outer, speaker=outer.cited_by, medium="Writing")
            yield citation
            candidate = replace(outer, inside=citation)
        yield candidate
        if candidate.type == "Direct":
            continue
        for tokens in _marked_words(candidate):
            yield replace(candidate, type="Direct", rule="direct-nested", quote=(tokens,), inside=candidate)


def _marked_words(candidate: QuotationCandidate) -> Iterator[TokenRange]:
    for group in candidate.groups:
        for tokens in (*group.speech, *group.terms):
            if candidate.covers(tokens) and (tokens in group.speech or not is_term(group, tokens)):
                yield tokens


def _quotation(
    document: Document, candidate: QuotationCandidate, ids: Mapping[int, str], resolver: SpeakerResolver
) -> QuotationRow:
    text = document.article.kept_text
    quote = _characters(document, candidate.quote)
    cue = _characters(document, _ranges(candidate.cue))
    speaker = _characters(document, (candidate.speaker,) if candidate.speaker else ())
    return QuotationRow(
        article_id=document.article.article_id,
        quotation_id=ids[id(candidate)],
        section_id=candidate.group.section.section_id,
        sentence_id=document.sentence_of_token[_first_word(document, candidate)].sentence_id,
        type=candidate.type,
        medium=candidate.medium,
        quote_spans=to_cell(quote),
        quote_text=covered_text(text, quote),
        cue_spans=to_cell(cue) or None,
        cue_text=covered_text(text, cue) or None,
        cue_lemma=candidate.cue_lemma,
        speaker_spans=to_cell(speaker) or None,
        speaker_text=covered_text(text, speaker) or None,
        speaker_id=candidate.speaker_id or (resolver.resolve(candidate.speaker) if candidate.speaker else None),
        speaker_name=None,
        speaker_role=None,
        speaker_kind=None,
        addressee_spans=to_cell(_characters(document, (candidate.addressee,) if candidate.addressee else ())) or None,
        frame_spans=to_cell(_characters(document, candidate.frame)) or None,
        nested_in=ids.get(id(candidate.inside)) if candidate.inside is not None else None,
        rule=candidate.rule,
        confidence=confidence(candidate.rule),
        corrected=None,
    )


def _ranges(tokens: Sequence[int]) -> tuple[TokenRange, ...]:
    """Join adjacent tokens into ranges."""
    ranges: list[TokenRange] = []
    for token in sorted(tokens):
        if ranges and ranges[-1][1] == token:
            ranges[-1] = (ranges[-1][0], token + 1)
        else:
            ranges.append((token, token + 1))
    return tuple(ranges)


def _characters(document: Document, ranges: Sequence[TokenRange]) -> tuple[Span, ...]:
    doc = document.doc
    trimmed = list[Span]()
    for start, end in ranges:
        while end > start and doc[end - 1].is_space:
            end -= 1
        while start < end and doc[start].is_space:
            start += 1
        if start < end:
            trimmed += document.article.kept_spans(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
    return tuple(trimmed)
