"""Apply corrections to the quotations of an article: drop one, set its speaker or type, add one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wortlaut.corrections.entities import name_forms, named
from wortlaut.corrections.records import NOTHING, QuotationCorrection
from wortlaut.entities.records import NAMING_KINDS, Mention
from wortlaut.german.marks import MARKS
from wortlaut.nlp.annotate import Document
from wortlaut.tables.schemas import QuotationRow
from wortlaut.text.spans import Span, from_cell, to_cell

RULE = "correction"
"""The rule of a quotation that was added by hand; its confidence is 1."""
_ADDED = "added"
_MIN_WORDS = 3
"""Words that are enough to find a quotation by a part of it."""
_OUTER = re.compile(rf"[\s{re.escape(''.join(sorted(MARKS)))}.,;:!?…–-]+")


class Corrected(NamedTuple):
    """The quotations of an article after corrections.

    Attributes:
        rows: The rows of `quotations.csv`.
        applied: What was applied, as lists of article_id, action, words, speaker and type.
    """

    rows: tuple[QuotationRow, ...]
    applied: tuple[tuple[str, ...], ...]


def corrected_quotations(
    document: Document,
    mentions: Sequence[Mention],
    rows: Sequence[QuotationRow],
    corrections: Iterable[QuotationCorrection],
) -> Corrected:
    """Return the quotations of an article with corrections.

    Args:
        document: The article.
        mentions: Its mentions.
        rows: The quotations that were found.
        corrections: The corrections of this article.
    """
    found, applied = tuple(rows), list[tuple[str, ...]]()
    for correction in corrections:
        changed = _apply(document, mentions, found, correction)
        if changed is not None:
            found = changed
            applied.append(correction.key)
    return Corrected(found, tuple(applied))


def _apply(
    document: Document, mentions: Sequence[Mention], rows: tuple[QuotationRow, ...], correction: QuotationCorrection
) -> tuple[QuotationRow, ...] | None:
    if correction.action == "add":
        return _with_added(document, mentions, rows, correction)
    meant = _meant(rows, correction.quote)
    if meant is None:
        return None
    if correction.action == "drop":
        kept = (row for row in rows if row is not meant)
        return tuple(_lifted(row, meant) for row in kept)
    row = _with_speaker(meant, mentions, correction)
    if row is None:
        return None
    if correction.type:
        row = _marked(row._replace(type=correction.type), "type")
    return tuple(row if each is meant else each for each in rows)


def _lifted(row: QuotationRow, dropped: QuotationRow) -> QuotationRow:
    """Return a quotation outside the dropped one in which it was nested."""
    return row._replace(nested_in=dropped.nested_in) if row.nested_in == dropped.quotation_id else row


def plain(text: str) -> str:
    """Return words as they are compared: without marks around them, blanks made equal."""
    return " ".join(_OUTER.sub(" ", text).split()).casefold()


def _meant(rows: Iterable[QuotationRow], quote: str) -> QuotationRow | None:
    """Return the quotation that has these words, else the only one that contains them."""
    words = plain(quote)
    texts = [(row, plain(row.quote_text)) for row in rows]
    same = [row for row, text in texts if text == words]
    if same:
        return same[0]
    parts = [row for row, text in texts if f" {words} " in f" {text} "] if words.count(" ") >= _MIN_WORDS - 1 else []
    outer = [row for row in parts if row.nested_in not in {other.quotation_id for other in parts}]
    return outer[0] if len(outer) == 1 else None


def _with_speaker(
    row: QuotationRow, mentions: Sequence[Mention], correction: QuotationCorrection
) -> QuotationRow | None:
    """Return a quotation with the speaker that a correction gives it, or None if the article does not name them."""
    if not correction.speaker:
        return row
    if correction.speaker == NOTHING:
        return _marked(
            row._replace(speaker_id=None, speaker_text=None, speaker_spans=None, speaker_confidence=None), "speaker_id"
        )
    start = from_cell(row.quote_spans)[0].start
    mention = _mention(mentions, correction.speaker, start)
    if mention is None:
        return None
    spans = to_cell([mention.span])
    named_row = row._replace(
        speaker_id=mention.canonical_id, speaker_text=mention.text, speaker_spans=spans, speaker_confidence=1.0
    )
    return _marked(named_row, "speaker_id")


def _mention(mentions: Sequence[Mention], name: str, start: int) -> Mention | None:
    """Return the nearest mention by name of the only one whom a name may mean."""
    bearers = named(name, name_forms(mentions))
    meant = [mention for mention in mentions if mention.kind in NAMING_KINDS and mention.canonical_id in bearers]
    return min(meant, key=lambda mention: abs(mention.span.start - start)) if len(bearers) == 1 else None


def _marked(row: QuotationRow, column: str) -> QuotationRow:
    marks = dict.fromkeys((*filter(None, (row.corrected or "").split("|")), column))
    return row._replace(corrected="|".join(marks))


def _with_added(
    document: Document, mentions: Sequence[Mention], rows: tuple[QuotationRow, ...], correction: QuotationCorrection
) -> tuple[QuotationRow, ...] | None:
    """Return the quotations with one that was missed, or None if the article does not have its words."""
    article = document.article
    pattern = r"\s+".join(map(re.escape, correction.quote.split()))
    match = re.search(pattern, article.kept_text, re.IGNORECASE)
    tokens = document.doc.char_span(*article.own_span(*match.span()), alignment_mode="expand") if match else None
    sentence = document.sentence_of_token.get(tokens.start) if tokens is not None else None
    if match is None or sentence is None:
        return None
    span = Span(*match.span())
    numbers = [int(row.quotation_id.rpartition("#q")[2]) for row in rows]
    is_marked = match[0][0] in MARKS or article.kept_text[span.start - 1 : span.start] in MARKS
    row = QuotationRow(
        article_id=article.article_id,
        quotation_id=f"{article.article_id}#q{max(numbers, default=0) + 1}",
        section_id=sentence.section.section_id,
        sentence_id=sentence.sentence_id,
        type=correction.type or ("Direct" if is_marked else "Indirect"),
        medium="Speech",
        quote_spans=to_cell([span]),
        quote_text=match[0],
        cue_spans=None,
        cue_text=None,
        cue_lemma=None,
        speaker_spans=None,
        speaker_text=None,
        speaker_id=None,
        speaker_name=None,
        speaker_role=None,
        speaker_kind=None,
        addressee_spans=None,
        frame_spans=None,
        nested_in=None,
        rule=RULE,
        confidence=1.0,
        speaker_confidence=None,
        corrected=None,
    )
    with_speaker = _with_speaker(row, mentions, correction)
    if with_speaker is None:
        return None
    added = with_speaker._replace(corrected=_ADDED)
    place = next((i for i, each in enumerate(rows) if from_cell(each.quote_spans)[0].start > span.start), len(rows))
    return (*rows[:place], added, *rows[place:])
