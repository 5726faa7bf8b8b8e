"""Counts what each speaker is quoted with: the rows of `speakers.csv`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from wortlaut.tables.schemas import QuotationRow, SpeakerRow

if TYPE_CHECKING:
    from wortlaut.entities import CanonicalEntity


@dataclass
class _Tally:
    by_type: Counter[str] = field(default_factory=Counter)
    n_words: int = 0
    articles: set[str] = field(default_factory=set)


def count_words(text: str) -> int:
    """Return how many blank-separated words a text holds; a mark that stands alone ("–", "…") is none."""
    return sum(piece[0].isalnum() or any(map(str.isalnum, piece)) for piece in text.split())


def own_words(quotations: Iterable[QuotationRow]) -> Iterator[tuple[QuotationRow, int]]:
    """Yield each quotation with the number of words it adds to what its speaker is quoted with.

    A quotation nested in one of the same speaker adds none, because its words are part of the outer one.

    Args:
        quotations: Rows of `quotations.csv`, those of an article together.
    """
    for _, rows in groupby(quotations, attrgetter("article_id")):
        article = {row.quotation_id: row for row in rows}
        for row in article.values():
            repeats = any(_speaker(outer) == _speaker(row) for outer in _around(row, article))
            yield row, 0 if repeats else count_words(row.quote_text)


def _around(row: QuotationRow, article: Mapping[str, QuotationRow]) -> Iterator[QuotationRow]:
    """Yield the quotations around one, from the innermost outwards."""
    while row.nested_in:
        row = article[row.nested_in]
        yield row


def _speaker(row: QuotationRow) -> str | None:
    return row.speaker_id or row.speaker_text


def speaker_rows(quotations: Iterable[QuotationRow], entities: Mapping[str, CanonicalEntity]) -> list[SpeakerRow]:
    """Return the rows of `speakers.csv`, who is quoted with most words first.

    Args:
        quotations: Rows of `quotations.csv`, those of an article together; those without `speaker_id` are passed
            over, because it is not known who speaks.
        entities: The canonical entities by `canonical_id`.
    """
    tallies: dict[str, _Tally] = {}
    for row, n_words in own_words(quotations):
        if row.speaker_id:
            tally = tallies.setdefault(row.speaker_id, _Tally())
            tally.by_type[row.type] += 1
            tally.n_words += n_words
            tally.articles.add(row.article_id)
    ranked = sorted(tallies.items(), key=lambda item: (-item[1].n_words, item[0]))
    return [_row(canonical_id, entities[canonical_id], tally) for canonical_id, tally in ranked]


def _row(canonical_id: str, entity: CanonicalEntity, tally: _Tally) -> SpeakerRow:
    return SpeakerRow(
        canonical_id=canonical_id,
        name=entity.name,
        role=entity.role,
        n_quotations=tally.by_type.total(),
        n_direct=tally.by_type["Direct"],
        n_words=tally.n_words,
        n_articles=len(tally.articles),
    )
