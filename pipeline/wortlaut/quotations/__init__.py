"""Finds quotations: what is quoted, by which frame, from whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wortlaut.entities import CanonicalEntity, Mention
from wortlaut.nlp.annotate import Document
from wortlaut.quotations.anaphoric import find_anaphoric
from wortlaut.quotations.candidates import Draft
from wortlaut.quotations.confidence import confidence
from wortlaut.quotations.context import Context
from wortlaut.quotations.continuation import find_continuation, find_hearsay
from wortlaut.quotations.direct import find_direct
from wortlaut.quotations.indirect import find_indirect
from wortlaut.quotations.nouns import find_by_noun
from wortlaut.quotations.partial_quotes import find_marked_phrases, find_named_words, find_pieces, find_views, is_term
from wortlaut.quotations.prepositional import find_prepositional
from wortlaut.quotations.reported import find_reported
from wortlaut.quotations.sentence_groups import TokenRange, Unit, find_units
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
    worded = (draft for draft in _drafts(document) if _has_words(document, draft))
    drafts = sorted(worded, key=lambda draft: (draft.start, -draft.end))
    ids = {id(draft): f"{document.article.article_id}#q{number}" for number, draft in enumerate(drafts, start=1)}
    resolver = SpeakerResolver(document, mentions)
    return tuple(_quotation(document, draft, ids, resolver) for draft in drafts)


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


def _has_words(document: Document, draft: Draft) -> bool:
    """A frame may stand beside nothing but a line break."""
    return any(token.is_alpha or token.like_num for start, end in draft.quote for token in document.doc[start:end])


def _first_word(document: Document, draft: Draft) -> int:
    """Return the first token of a quotation that is not blank; a line break before it belongs to no sentence."""
    return next(token.i for start, end in draft.quote for token in document.doc[start:end] if not token.is_space)


def _drafts(document: Document) -> Iterator[Draft]:
    """Yield what the rules find, unit by unit, each quotation before those nested in it."""
    context = Context()
    pending: Draft | None = None
    for unit in find_units(document):
        found = list(_in_frames(unit, context))
        continued = None if found else find_continuation(unit, context)
        if continued is not None:
            pending, done = _joined(pending, continued, context.is_adjacent)
            yield from _finished(done)
            context = Context(pending, True, unit)
            continue
        yield from _finished(pending)
        pending = None
        found = found or list(_without_frame(unit, context))
        yield from _with_nested(found)
        yield from (piece for piece in find_pieces(unit, context) if not _is_covered(piece, found))
        context = Context(_leading(found) or context.quotation, bool(found), unit)
    yield from _finished(pending)


def _without_frame(unit: Unit, context: Context) -> Iterator[Draft]:
    draft = find_anaphoric(unit, context) or find_reported(unit) or find_hearsay(unit, context)
    if draft is not None:
        yield draft


def _leading(found: list[Draft]) -> Draft | None:
    """Return the quotation of a unit whose speaker goes on speaking."""
    spoken = [draft for draft in found if draft.speaker is not None] or found
    return spoken[-1] if spoken else None


def _in_frames(unit: Unit, context: Context) -> Iterator[Draft]:
    """Yield the quotations of a unit that a frame introduces, outer ones only.

    Of two indirect quotations that overlap the earlier rule wins; speech in marks inside one is nested in it.
    """
    indirect: list[Draft] = []
    for draft in [*find_indirect(unit), *find_prepositional(unit), *find_by_noun(unit)]:
        if not any(_overlaps(draft, other) for other in indirect):
            indirect.append(draft)
    if unit.speech or unit.terms:
        yield from (draft for draft in _in_marks(unit, context) if not _is_covered(draft, indirect))
    yield from indirect


def _in_marks(unit: Unit, context: Context) -> list[Draft]:
    speech = [*find_direct(unit, context), *find_marked_phrases(unit)]
    for find in (find_named_words, find_views):
        speech += [draft for draft in find(unit) if not _is_covered(draft, speech)]
    return speech


def _is_covered(speech: Draft, drafts: list[Draft]) -> bool:
    return any(draft.covers(speech.quote[0]) for draft in drafts)


def _overlap(first: TokenRange, second: TokenRange) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _overlaps(draft: Draft, other: Draft) -> bool:
    return any(_overlap(one, two) for one in draft.quote for two in other.quote)


def _joined(pending: Draft | None, continued: Draft, is_adjacent: bool) -> tuple[Draft, Draft | None]:
    """Join a continuation to the one right before it; return the joined draft and one that is finished, if any."""
    if pending is None or not is_adjacent:
        return continued, pending
    quote = ((pending.start, continued.end),)
    return replace(pending, quote=quote, units=(*pending.units, *continued.units)), None


def _finished(draft: Draft | None) -> Iterator[Draft]:
    if draft is not None:
        yield from _with_nested([draft])


def _with_nested(drafts: list[Draft]) -> Iterator[Draft]:
    """Yield drafts, each after the citation it stands in, and before the words in marks that are the speaker's own."""
    for found in drafts:
        draft = found
        if found.cited_by is not None:
            citation = replace(found, speaker=found.cited_by, medium="Writing")
            yield citation
            draft = replace(found, inside=citation)
        yield draft
        if draft.type == "Direct":
            continue
        for tokens in _own_words(draft):
            yield replace(draft, type="Direct", rule="direct-nested", quote=(tokens,), inside=draft)


def _own_words(draft: Draft) -> Iterator[TokenRange]:
    for unit in draft.units:
        for tokens in (*unit.speech, *unit.terms):
            if draft.covers(tokens) and (tokens in unit.speech or not is_term(unit, tokens)):
                yield tokens


def _quotation(document: Document, draft: Draft, ids: Mapping[int, str], resolver: SpeakerResolver) -> QuotationRow:
    text = document.article.kept_text
    quote = _characters(document, draft.quote)
    cue = _characters(document, _ranges(draft.cue))
    speaker = _characters(document, (draft.speaker,) if draft.speaker else ())
    return QuotationRow(
        article_id=document.article.article_id,
        quotation_id=ids[id(draft)],
        section_id=draft.unit.section.section_id,
        sentence_id=document.sentence_of_token[_first_word(document, draft)].sentence_id,
        type=draft.type,
        medium=draft.medium,
        quote_spans=to_cell(quote),
        quote_text=covered_text(text, quote),
        cue_spans=to_cell(cue) or None,
        cue_text=covered_text(text, cue) or None,
        cue_lemma=draft.cue_lemma,
        speaker_spans=to_cell(speaker) or None,
        speaker_text=covered_text(text, speaker) or None,
        speaker_id=resolver.resolve(draft.speaker) if draft.speaker else None,
        speaker_name=None,
        speaker_role=None,
        addressee_spans=to_cell(_characters(document, (draft.addressee,) if draft.addressee else ())) or None,
        frame_spans=to_cell(_characters(document, draft.frame)) or None,
        nested_in=ids.get(id(draft.inside)) if draft.inside is not None else None,
        rule=draft.rule,
        confidence=confidence(draft.rule),
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
