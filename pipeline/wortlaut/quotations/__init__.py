"""Find quotations: the quoted words, the frame that introduces them and the speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby, islice

from wortlaut.entities import CanonicalEntity, Mention
from wortlaut.entities.records import in_analysed_text
from wortlaut.entities.speaker_kinds import kind_of_phrase
from wortlaut.german.function_words import RESUMING, TITLE_NOUNS
from wortlaut.german.news import ENTRY_TIME
from wortlaut.nlp.annotate import Document
from wortlaut.quotations.candidates import Context, QuotationCandidate, confidence
from wortlaut.quotations.cues import IMPERSONAL
from wortlaut.quotations.named_tokens import named_tokens
from wortlaut.quotations.partial_quotes import is_term
from wortlaut.quotations.rules import finders
from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange, find_groups
from wortlaut.quotations.speaker_evidence import Evidence, speaker_confidence
from wortlaut.quotations.speakers import SpeakerResolver
from wortlaut.quotations.turns import Turn, find_turns, turn_rows
from wortlaut.quotations.unframed import is_framed_by
from wortlaut.tables.schemas import QuotationRow
from wortlaut.text.spans import Span, covered_text, to_cell

__all__ = ["find_quotations", "turn_rows", "with_evidence", "with_speaker"]


def find_quotations(document: Document, mentions: Sequence[Mention]) -> tuple[QuotationRow, ...]:
    """Find the quotations of an article.

    Args:
        document: The annotated article; the result depends on nothing else.
        mentions: Its mentions, of all kinds, in reading order.

    Returns:
        Their rows of `quotations.csv` in reading order, an outer one before those nested in it. The speaker's name and
        role are left empty, because they depend on all articles: see `with_speaker`.
    """
    return tuple(row for row, _ in with_evidence(document, mentions))


def with_evidence(document: Document, mentions: Sequence[Mention]) -> tuple[tuple[QuotationRow, Evidence | None], ...]:
    """Find the quotations of an article as `find_quotations` does, with the evidence for their speakers.

    Args:
        document: The annotated article.
        mentions: Its mentions, of all kinds, in reading order.

    Returns:
        The rows, each with its evidence, or None if it has no speaker.
    """
    turns = find_turns(document, mentions)
    with named_tokens(document.doc, tuple(in_analysed_text(mentions, document.article))):
        found = [candidate for candidate in _in_turns(document, turns) if _has_words(document, candidate)]
        return tuple(_quotations(document, found, mentions))


def _quotations(
    document: Document, found: Sequence[QuotationCandidate], mentions: Sequence[Mention]
) -> Iterator[tuple[QuotationRow, Evidence | None]]:
    candidates = sorted(found, key=lambda candidate: (candidate.start, -candidate.end))
    ids = {
        id(candidate): f"{document.article.article_id}#q{number}"
        for number, candidate in enumerate(candidates, start=1)
    }
    resolver = SpeakerResolver(document, mentions)
    return (_quotation(document, candidate, ids, resolver) for candidate in candidates)


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
    sequence = tuple(groups)
    for group, following in zip(sequence, (*sequence[1:], None), strict=True):
        context = context._replace(following=following)
        candidates = list(_with_frame(group, context))
        if not candidates and "I" in group.subjunctives.values() and is_framed_by(group, following):
            yield from _complete(pending)
            pending, context = None, Context(context.quotation, False, group)
            continue
        continuation = None if candidates else next(_found("continuation", group, context), None)
        if continuation is not None:
            pending, completed = _join(pending, continuation, context.is_adjacent)
            yield from _complete(completed)
            context = Context(pending, True, group)
            continue
        yield from _complete(pending)
        pending = None
        candidates = candidates or list(islice(_found("unframed", group, context), 1))
        if [candidate.type for candidate in candidates] == ["Reported"] and is_framed_by(group, following):
            candidates = []  # `Der Rat forderte Geld. Das teilte die Stadt mit.`
        before = _last_attributed(candidates)
        nearest = context._replace(quotation=before, is_adjacent=True) if before is not None else context
        pieces = list(_found("pieces", group, nearest))
        candidates, pieces = _without_reported(candidates, pieces)
        for piece in pieces:
            if not any(_overlap(piece, other) for other in candidates):
                candidates.append(piece)
        yield from _with_nested(candidates)
        context = Context(_last_attributed(candidates) or context.quotation, bool(candidates), group)
    yield from _complete(pending)


def _without_reported(
    candidates: list[QuotationCandidate], pieces: list[QuotationCandidate]
) -> tuple[list[QuotationCandidate], list[QuotationCandidate]]:
    """Replace a speech act by its clauses in Konjunktiv I: `Sie spricht von einem Mann, der geflohen sei`."""
    if [candidate.type for candidate in candidates] != ["Reported"]:
        return candidates, pieces
    speaker = candidates[0].speaker
    told = [replace(piece, speaker=speaker) if piece.rule == "indirect-mood" else piece for piece in pieces]
    return ([], told) if any(piece.rule == "indirect-mood" for piece in told) else (candidates, pieces)


def _found(phase: str, group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    return chain.from_iterable(find(group, context) for find in finders(phase))


def _last_attributed(candidates: list[QuotationCandidate]) -> QuotationCandidate | None:
    """Return the quotation whose speaker may continue: the last one with a speaker, else the last one.

    After `„…“, sagte sie laut „Moorpost“.` that is the one in marks, which has a frame of its own.
    """
    outer = [
        candidate
        for candidate in candidates
        if candidate.inside is None or candidate.type != "Direct" or candidate.rule == "direct-verb"
    ]
    attributed = [candidate for candidate in outer if candidate.speaker is not None] or outer
    return attributed[-1] if attributed else None


def _with_frame(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    """Yield the outer quotations of a group that are introduced by a frame.

    Of two indirect quotations, one with its whole frame inside the other is nested in it (`Laut „Kurier“ kündigte sie
    an, … zu …`). If they overlap otherwise, the earlier rule wins. Quoted speech inside one is nested in it; with a
    frame of its own inside, too, it may be somebody else's.
    """
    indirect: list[QuotationCandidate] = []
    for found in _found("indirect", group, context):
        candidate = _resumed(found, context)
        overlapping = [other for other in indirect if _overlap(candidate, other)]
        if not overlapping:
            indirect.append(candidate)
        elif all(_contains(candidate, other) for other in overlapping):
            indirect.insert(0, candidate)
    indirect = _within_each_other(indirect)
    nested: list[QuotationCandidate] = []
    if group.speech or group.terms:
        for found in _in_marks(group, context):
            candidate = _resumed(found, context)
            around = next((other for other in indirect if other.covers(candidate.quote[0])), None)
            if around is None:
                yield candidate
            elif _contains(around, candidate):  # `„…“, sagte sie laut Mitteilung`
                nested.append(replace(candidate, inside=around))
    yield from (*indirect, *nested)


def _within_each_other(candidates: Iterable[QuotationCandidate]) -> list[QuotationCandidate]:
    """Nest each candidate in the last one before it that contains it, if any."""
    placed: list[QuotationCandidate] = []
    for candidate in candidates:
        around = next((other for other in reversed(placed) if _contains(other, candidate)), None)
        placed.append(candidate if around is None else replace(candidate, inside=around))
    return placed


def _resumed(candidate: QuotationCandidate, context: Context) -> QuotationCandidate:
    """Give the words before `hieß es weiter` and the like the speaker of the quotation just before."""
    if candidate.speaker is not None or candidate.cue_lemma not in IMPERSONAL:
        return candidate
    words = {token.lower_ for start, end in candidate.frame for token in candidate.group.doc[start:end]}
    return candidate if RESUMING.isdisjoint(words) else replace(candidate, speaker=context.adjacent_speaker)


def _in_marks(group: SentenceGroup, context: Context) -> list[QuotationCandidate]:
    """Return the quotations in marks; of two with the same words, that of the finder that comes first."""
    marked: list[QuotationCandidate] = []
    for find in finders("marks"):
        marked += [
            candidate
            for candidate in find(group, context)
            if not _is_covered(candidate, marked) and not _is_titled(candidate)
        ]
    return marked


def _is_titled(candidate: QuotationCandidate) -> bool:
    """Return whether the subject of a frame makes the words a title: `„Sturm und Stille“, so lautet der Titel`."""
    doc, speaker = candidate.group.doc, candidate.speaker
    return speaker is not None and any(token.text in TITLE_NOUNS for token in doc[speaker[0] : speaker[0] + 2])


def _is_covered(candidate: QuotationCandidate, others: list[QuotationCandidate]) -> bool:
    return any(other.covers(candidate.quote[0]) for other in others)


def _contains(outer: QuotationCandidate, inner: QuotationCandidate) -> bool:
    """Return whether a quotation and its frame are part of what another one quotes."""
    parts = (*inner.quote, *_ranges(inner.cue), *((inner.speaker,) if inner.speaker is not None else ()))
    return bool(inner.cue) and all(outer.covers(part) for part in parts)


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
    yielded: dict[int, QuotationCandidate] = {}
    for outer in candidates:
        candidate = outer if outer.inside is None else replace(outer, inside=yielded[id(outer.inside)])
        if outer.cited_by is not None:
            citation = replace(candidate, speaker=outer.cited_by, medium="Writing")
            yield citation
            # Whom a text cites has mostly spoken (in the gold standard 9 of 12).
            candidate = replace(outer, inside=citation, medium="Speech" if outer.medium == "SW" else outer.medium)
        yielded[id(outer)] = candidate
        yield candidate
        if candidate.type == "Direct":
            continue
        within = [other for other in candidates if other.inside is outer]
        for tokens in _marked_words(candidate):
            if any(other.covers(tokens) for other in within):
                continue
            yield replace(
                candidate,
                type="Direct",
                rule="direct-nested",
                quote=(tokens,),
                speaker=candidate.named_speaker,
                referent=None,
                inside=candidate,
            )


def _marked_words(candidate: QuotationCandidate) -> Iterator[TokenRange]:
    for group in candidate.groups:
        for tokens in (*group.speech, *group.terms):
            if candidate.covers(tokens) and (tokens in group.speech or not is_term(group, tokens)):
                yield tokens


def _quotation(
    document: Document, candidate: QuotationCandidate, ids: Mapping[int, str], resolver: SpeakerResolver
) -> tuple[QuotationRow, Evidence | None]:
    text = document.article.kept_text
    mention = _speaker_mention(candidate, resolver)
    evidence = _evidence(document, candidate, mention)
    quote = _characters(document, candidate.quote)
    cue = _characters(document, _ranges(candidate.cue))
    speaker = _characters(document, (candidate.speaker,) if candidate.speaker else ())
    row = QuotationRow(
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
        speaker_id=candidate.speaker_id or (mention.canonical_id if mention is not None else None),
        speaker_name=None,
        speaker_role=None,
        speaker_kind=None,
        addressee_spans=to_cell(_characters(document, (candidate.addressee,) if candidate.addressee else ())) or None,
        frame_spans=to_cell(_characters(document, candidate.frame)) or None,
        nested_in=ids.get(id(candidate.inside)) if candidate.inside is not None else None,
        rule=candidate.rule,
        confidence=confidence(candidate.rule),
        speaker_confidence=speaker_confidence(evidence) if evidence is not None else None,
        corrected=None,
    )
    return row, evidence


def _speaker_mention(candidate: QuotationCandidate, resolver: SpeakerResolver) -> Mention | None:
    return resolver.resolve(candidate.named_speaker) if candidate.named_speaker is not None else None


def _evidence(document: Document, candidate: QuotationCandidate, mention: Mention | None) -> Evidence | None:
    if candidate.speaker is None:
        return None
    kind = mention.kind if mention is not None else "name" if candidate.speaker_id is not None else None
    first = min(group.start for group in candidate.groups)
    between = document.doc[candidate.speaker[0] + 1 : first + 1]
    return Evidence.of(candidate.rule, kind, sum(token.is_sent_start is True for token in between))


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
