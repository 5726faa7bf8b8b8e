"""Draw quotations, and passages without any, into a sheet for checking by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from wortlaut.tables import csv_files, schemas
from wortlaut.tables.aligned import AlignedReader
from wortlaut.tables.schemas import ArticleRow, QuotationRow, SentenceRow
from wortlaut.text.article import read_articles
from wortlaut.text.spans import from_cell
from wortlaut.utils.errors import WortlautError
from wortlaut.validation.sheet import PASSAGE, QUOTATION, SheetRow

SEED = 2024
"""The default seed."""
_CONTEXT = 300
"""Characters of the text shown before and after."""
_HEADINGS = frozenset({"kicker", "headline"})


class _Drawn(NamedTuple):
    """What may be drawn: a quotation or a sentence, and its place in the order."""

    outlet: str
    rule: str
    article_id: str
    row_id: str


def draw(
    processed: Path, articles: Path, n: int, *, seed: int = SEED, not_counted: Collection[str] = ()
) -> list[SheetRow]:
    """Draw quotations, and half as many sentences in which none was found.

    Quotations are sorted by rule and outlet, at random within these, and drawn at equal steps; so each has the same
    chance, and rules and outlets have their shares. Sentences are drawn likewise by outlet, without headings.

    Args:
        processed: The folder of the tables.
        articles: The articles with their texts (`articles.jsonl`).
        n: Number of quotations; all, if there are fewer.
        seed: The seed; the same seed and tables give the same sample.
        not_counted: Ids of articles from which nothing is drawn, e.g. near-copies.

    Returns:
        The rows of the sheet, in the order of the articles.

    Raises:
        WortlautError: A table is missing, or there is no quotation.
    """
    found, without = list[_Drawn](), list[_Drawn]()
    for rows in _by_article(processed):
        if rows.article.article_id not in not_counted:
            outlet = rows.article.outlet or ""
            found += [_Drawn(outlet, row.rule, row.article_id, row.quotation_id) for row in rows.quotations]
            without += [_Drawn(outlet, "", row.article_id, row.sentence_id) for row in _without_quotation(rows)]
    if not found:
        raise WortlautError(f"{processed}: the tables have no quotation to draw. Analyse more articles.")

    def place(drawn: _Drawn) -> tuple[str, str, bytes]:
        return drawn.rule, drawn.outlet, _random(seed, drawn.row_id)

    quotations = _at_equal_steps(sorted(found, key=place), n)
    passages = _at_equal_steps(sorted(without, key=place), (n + 1) // 2)
    weights = {each.row_id: len(found) / len(quotations) for each in quotations}
    weights |= {each.row_id: len(without) / len(passages) for each in passages}
    return list(_sheet_rows(processed, articles, weights))


def _random(seed: int, row_id: str) -> bytes:
    """Return a pseudo-random key that does not depend on other rows, so that more articles keep much of a sample."""
    return hashlib.sha256(f"{seed} {row_id}".encode()).digest()


def _at_equal_steps(ranked: Sequence[_Drawn], n: int) -> list[_Drawn]:
    size = min(n, len(ranked))
    return [ranked[(2 * index + 1) * len(ranked) // (2 * size)] for index in range(size)]


class _Rows(NamedTuple):
    article: ArticleRow
    quotations: Sequence[QuotationRow]
    sentences: Sequence[SentenceRow]
    headings: Collection[str]
    tones: dict[str, str]


def _by_article(processed: Path) -> Iterator[_Rows]:
    article_of = attrgetter("article_id")
    quotations = AlignedReader(csv_files.rows(schemas.QUOTATIONS, processed), article_of)
    sentences = AlignedReader(csv_files.rows(schemas.SENTENCES, processed), article_of)
    sections = AlignedReader(csv_files.rows(schemas.SECTIONS, processed), article_of)
    tones = AlignedReader(csv_files.rows(schemas.SENTENCE_SENTIMENT, processed), article_of)
    for article in csv_files.rows(schemas.ARTICLES, processed):
        found = sentences.of(article.article_id)
        places = {section.section_id: section for section in sections.of(article.article_id)}
        headings = {
            row.sentence_id
            for row in found
            if places[row.section_id].kind in _HEADINGS or places[row.section_id].heading == row.text
        }
        labels = {row.sentence_id: row.label for row in tones.of(article.article_id)}
        yield _Rows(article, quotations.of(article.article_id), found, headings, labels)


def _without_quotation(rows: _Rows) -> Iterator[SentenceRow]:
    quoted = [span for row in rows.quotations for span in (*from_cell(row.quote_spans), *from_cell(row.frame_spans))]
    quoted.sort()
    for sentence in rows.sentences:
        overlaps = any(span.start < sentence.end and sentence.start < span.end for span in quoted)
        if not overlaps and sentence.sentence_id not in rows.headings:
            yield sentence


def _sheet_rows(processed: Path, articles: Path, weights: dict[str, float]) -> Iterator[SheetRow]:
    texts = read_articles(articles)
    for rows in _by_article(processed):
        article_id = rows.article.article_id
        text = next(each for each in texts if each.article_id == article_id).kept_text
        for quotation in rows.quotations:
            if quotation.quotation_id in weights:
                spans = from_cell(quotation.quote_spans)
                yield SheetRow(
                    kind=QUOTATION,
                    id=quotation.quotation_id,
                    article_id=article_id,
                    outlet=rows.article.outlet or "",
                    rule=quotation.rule,
                    type=quotation.type,
                    before=text[max(0, spans[0].start - _CONTEXT) : spans[0].start],
                    text=quotation.quote_text,
                    after=text[spans[-1].end : spans[-1].end + _CONTEXT],
                    speaker=quotation.speaker_name or quotation.speaker_text or "",
                    tone=rows.tones.get(quotation.sentence_id, ""),
                    stands_for=round(weights[quotation.quotation_id], 4),
                )
        for sentence in rows.sentences:
            if sentence.sentence_id in weights:
                yield SheetRow(
                    kind=PASSAGE,
                    id=sentence.sentence_id,
                    article_id=article_id,
                    outlet=rows.article.outlet or "",
                    before=text[max(0, sentence.start - _CONTEXT) : sentence.start],
                    text=sentence.text,
                    after=text[sentence.end : sentence.end + _CONTEXT],
                    stands_for=round(weights[sentence.sentence_id], 4),
                )


def count_kinds(rows: Iterable[SheetRow]) -> tuple[int, int]:
    """Return the numbers of quotations and of passages in a sheet."""
    kinds = [row.kind for row in rows]
    return kinds.count(QUOTATION), kinds.count(PASSAGE)
