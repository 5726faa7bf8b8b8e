"""Finds quotations: what is quoted, by which frame, from whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wortlaut.entities import CanonicalEntity, Mention
from wortlaut.nlp.annotate import Document
from wortlaut.quotations.anaphoric import find_anaphoric
from wortlaut.quotations.candidates import QuotationCandidate
from wortlaut.quotations.confidence import confidence
from wortlaut.quotations.context import Context
from wortlaut.quotations.continuation import find_continuation, find_hearsay
from wortlaut.quotations.direct import find_direct
from wortlaut.quotations.indirect import find_indirect
from wortlaut.quotations.nouns import find_by_noun
from wortlaut.quotations.partial_quotes import find_marked_phrases, find_named_words, find_pieces, find_views, is_term
from wortlaut.quotations.prepositional import find_prepositional
from wortlaut.quotations.reported import find_reported
from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange, find_groups
from wortlaut.quotations.speakers import SpeakerResolver
from wortlaut.tables.schemas import QuotationRow
from wortlaut.text.spans import Span, covered_text, to_cell


def find_quotations(document: Document, mentions: Sequence[Mention]) -> tuple[QuotationRow, ...]:
    """Find the quotations of an article.

    Args:
        document: The annotated article; the result depends on nothing else.
        mentions: The mentions of named entities in it, in reading order.

    Returns:
        Their rows of `quotations.csv` in reading order, an outer one before those nested in it. The speaker's name and
        role are left out, because all articles have a say in them: see `with_speaker`.
    """
    worded = (candidate for candidate in _candidates(document) if _has_words(document, candidate))
    candidates = sorted(worded, key=lambda candidate: (candidate.start, -candidate.end))
    ids = {
        id(candidate): f"{document.article.article_id}#q{number}"
        for number, candidate in enumerate(candidates, start=1)
    }
    resolver = SpeakerResolver(document, mentions)
    return tuple(_quotation(document, candidate, ids, resolver) for candidate in candidates)


def with_speaker(row: QuotationRow, entities: Mapping[str, CanonicalEntity]) -> QuotationRow:
    """Return a row of `quotations.csv` with name and role of its speaker, as far as it is known who that is.

    Args:
        row: The row.
        entities: The canonical entities of all articles by their id.
    """
    if row.speaker_id is None:
        return row
    entity = entities[row.speaker_id]
    return row._replace(speaker_name=entity.name, speaker_role=entity.role)


def _has_words(document: Document, candidate: QuotationCandidate) -> bool:
    """A frame may stand beside nothing but a line break."""
    return any(token.is_alpha or token.like_num for start, end in candidate.quote for token in document.doc[start:end])


def _first_word(document: Document, candidate: QuotationCandidate) -> int:
    """Return the first token of a quotation that is not blank; a line break before it belongs to no sentence."""
    return next(token.i for start, end in candidate.quote for token in document.doc[start:end] if not token.is_space)


def _candidates(document: Document) -> Iterator[QuotationCandidate]:
    """Yield what the rules find, group by group, each quotation before those nested in it."""
    context = Context()
    pending: QuotationCandidate | None = None
    for group in find_groups(document):
        found = list(_in_frames(group, context))
        continued = None if found else find_continuation(group, context)
        if continued is not None:
            pending, done = _joined(pending, continued, context.is_adjacent)
            yield from _finished(done)
            context = Context(pending, True, group)
            continue
        yield from _finished(pending)
        pending = None
        found = found or list(_without_frame(group, context))
        yield from _with_nested(found)
        yield from (piece for piece in find_pieces(group, context) if not _is_covered(piece, found))
        context = Context(_leading(found) or context.quotation, bool(found), group)
    yield from _finished(pending)


def _without_frame(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    candidate = find_anaphoric(group, context) or find_reported(group) or find_hearsay(group, context)
    if candidate is not None:
        yield candidate


def _leading(found: list[QuotationCandidate]) -> QuotationCandidate | None:
    """Return the quotation of a group whose speaker goes on speaking."""
    spoken = [candidate for candidate in found if candidate.speaker is not None] or found
    return spoken[-1] if spoken else None


def _in_frames(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    """Yield the quotations of a group that a frame introduces, outer ones only.

    Of two indirect quotations that overlap the earlier rule wins; speech in marks inside one is nested in it.
    """
    indirect: list[QuotationCandidate] = []
    for candidate in [*find_indirect(group), *find_prepositional(group), *find_by_noun(group)]:
        if not any(_overlaps(candidate, other) for other in indirect):
            indirect.append(candidate)
    if group.speech or group.terms:
        yield from (candidate for candidate in _in_marks(group, context) if not _is_covered(candidate, indirect))
    yield from indirect


def _in_marks(group: SentenceGroup, context: Context) -> list[QuotationCandidate]:
    speech = [*find_direct(group, context), *find_marked_phrases(group)]
    for find in (find_named_words, find_views):
        speech += [candidate for candidate in find(group) if not _is_covered(candidate, speech)]
    return speech


def _is_covered(speech: QuotationCandidate, candidates: list[QuotationCandidate]) -> bool:
    return any(candidate.covers(speech.quote[0]) for candidate in candidates)


def _overlap(first: TokenRange, second: TokenRange) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _overlaps(candidate: QuotationCandidate, other: QuotationCandidate) -> bool:
    return any(_overlap(one, two) for one in candidate.quote for two in other.quote)


def _joined(
    pending: QuotationCandidate | None, continued: QuotationCandidate, is_adjacent: bool
) -> tuple[QuotationCandidate, QuotationCandidate | None]:
    """Join a continuation to the one right before it; return the joined candidate and one that is finished, if any."""
    if pending is None or not is_adjacent:
        return continued, pending
    quote = ((pending.start, continued.end),)
    return replace(pending, quote=quote, groups=(*pending.groups, *continued.groups)), None


def _finished(candidate: QuotationCandidate | None) -> Iterator[QuotationCandidate]:
    if candidate is not None:
        yield from _with_nested([candidate])


def _with_nested(candidates: list[QuotationCandidate]) -> Iterator[QuotationCandidate]:
    """Yield candidates, each after the one around it, and before the words in marks that are the speaker's own."""
    for found in candidates:
        candidate = found
        if found.cited_by is not None:
            citation = replace(found, speaker=found.cited_by, medium="Writing")
            yield citation
            candidate = replace(found, inside=citation)
        yield candidate
        if candidate.type == "Direct":
            continue
        for tokens in _own_words(candidate):
            yield replace(candidate, type="Direct", rule="direct-nested", quote=(tokens,), inside=candidate)


def _own_words(candidate: QuotationCandidate) -> Iterator[TokenRange]:
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
        speaker_id=resolver.resolve(candidate.speaker) if candidate.speaker else None,
        speaker_name=None,
        speaker_role=None,
        addressee_spans=to_cell(_characters(document, (candidate.addressee,) if candidate.addressee else ())) or None,
        frame_spans=to_cell(_characters(document, candidate.frame)) or None,
        nested_in=ids.get(id(candidate.inside)) if candidate.inside is not None else None,
        rule=candidate.rule,
        confidence=confidence(candidate.rule),
    )


def _ranges(tokens: Sequence[int]) -> tuple[TokenRange, ...]:
    """Join neighbouring tokens to ranges."""
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
