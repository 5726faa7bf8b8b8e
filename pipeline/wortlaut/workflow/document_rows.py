"""Build the table rows of an article, its sections, asides, sentences and tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.tables.schemas import ArticleRow, AsideRow, SectionRow, SentenceRow, TokenRow
from wortlaut.text.article import Article
from wortlaut.text.near_copies import Original

if TYPE_CHECKING:
    from wortlaut.nlp.annotate import Document
    from wortlaut.nlp.plain_doc import Token


class TextCounts(NamedTuple):
    """Numbers of sentences and tokens in an article."""

    n_sentences: int
    n_tokens: int


def section_rows(article: Article) -> Iterator[SectionRow]:
    """Yield an article's rows of `sections.csv`."""
    for position, section in enumerate(article.sections, start=1):
        yield SectionRow(
            article_id=article.article_id,
            section_id=section.section_id,
            position=position,
            kind=section.kind,
            heading=section.heading,
            start=section.start,
            end=section.end,
            time=section.time,
        )


def aside_rows(article: Article) -> Iterator[AsideRow]:
    """Yield an article's rows of `asides.csv`, each with the section that contains it."""
    for aside in article.asides:
        section_ids = (part.section_id for part in article.sections if part.start <= aside.start < part.end)
        yield AsideRow(
            article_id=article.article_id,
            section_id=next(section_ids, None),
            kind=aside.kind,
            start=aside.start,
            end=aside.end,
            text=article.text[aside.start : aside.end],
        )


def article_row(article: Article, counts: TextCounts, original: Original | None) -> ArticleRow:
    """Return an article's row of `articles.csv`; `original` is the one of which it is a near-copy."""
    cells = {name: value for name, value in vars(article).items() if name in ArticleRow._fields}
    return ArticleRow(
        **cells,
        near_copy_of=original.article_id if original else None,
        similarity=original.similarity if original else None,
        n_sections=len(article.sections),
        **counts._asdict(),
    )


def sentence_rows(document: Document) -> Iterator[SentenceRow]:
    """Yield an article's rows of `sentences.csv`."""
    article = document.article
    for sentence in document.sentences:
        place = _kept_place(article, sentence.span.start_char, sentence.span.end_char)
        yield SentenceRow(article.article_id, sentence.section.section_id, sentence.sentence_id, *place)


def token_rows(document: Document) -> Iterator[TokenRow]:
    """Yield an article's rows of `tokens.csv`; blank tokens (line breaks) have none."""
    words = [(sentence, token) for sentence in document.sentences for token in sentence.span if not token.is_space]
    numbers = {token.i: number for number, (_, token) in enumerate(words, start=1)}
    article = document.article
    article_id = article.article_id
    is_original = article.kept_text is article.text
    joined = document.joined_lemmas
    for number, (sentence, token) in enumerate(words, start=1):
        start, text = token.idx, token.text
        end = start + len(text)
        if not is_original:
            start, end, text = _kept_place(article, start, end)
        lemma, pos, tag, dep = token.lemma_ or None, token.pos_ or None, token.tag_ or None, token.dep_ or None
        morph, head = str(token.morph) or None, _head(token, numbers)
        yield TokenRow(
            article_id, sentence.sentence_id, number, start, end, text, lemma, joined.get(token.i), pos, tag, morph,
            dep, head,
        )  # fmt: skip


def _head(token: Token, numbers: dict[int, int]) -> int:
    """Return the number of a token's head, 0 for a root; blank tokens on the path are skipped."""
    head = token.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    return 0 if head.i == token.i else numbers.get(head.i, 0)


def _kept_place(article: Article, start: int, end: int) -> tuple[int, int, str]:
    """Return start, end and text of a span in the kept text."""
    spans = article.kept_spans(start, end)
    first, last = spans[0].start, spans[-1].end
    return first, last, article.kept_text[first:last]
