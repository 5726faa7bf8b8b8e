"""Table rows of an article's own parts: the article, its sections, sentences and tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wortlaut.text.article import Article

if TYPE_CHECKING:
    from wortlaut.nlp.annotate import Document
    from wortlaut.nlp.plain_doc import Token

Row = tuple[Any, ...]
"""Values in the order of a table's columns, see `wortlaut.tables.schemas`."""


def section_rows(article: Article) -> Iterator[Row]:
    """Yield an article's rows of `sections.csv`."""
    for position, section in enumerate(article.sections, start=1):
        place = (position, section.kind, section.heading, section.start, section.end)
        yield (article.article_id, section.section_id, *place)


def aside_rows(article: Article) -> Iterator[Row]:
    """Yield an article's rows of `asides.csv`, each with the section that it lies in."""
    for aside in article.asides:
        around = (part.section_id for part in article.sections if part.start <= aside.start < part.end)
        place = (aside.kind, aside.start, aside.end)
        yield (article.article_id, next(around, None), *place, article.text[aside.start : aside.end])


def article_row(article: Article, n_sentences: int, n_tokens: int) -> Row:
    """Return an article's row of `articles.csv`."""
    file = (article.path, article.sha256, article.format, article.encoding)
    origin = (article.authors, article.outlet, article.url, article.agency)
    told = (article.title, article.published_at, *origin, article.language)
    return (article.article_id, *file, *told, len(article.sections), n_sentences, n_tokens)


def sentence_rows(document: Document) -> Iterator[Row]:
    """Yield an article's rows of `sentences.csv`."""
    for sentence in document.sentences:
        span = sentence.span
        ids = (document.article.article_id, sentence.section.section_id, sentence.sentence_id)
        yield (*ids, *_place(document.article, span.start_char, span.end_char))


def token_rows(document: Document) -> Iterator[Row]:
    """Yield an article's rows of `tokens.csv`; blank tokens (line breaks) have none."""
    words = [(sentence, token) for sentence in document.sentences for token in sentence.span if not token.is_space]
    numbers = {token.i: number for number, (_, token) in enumerate(words, start=1)}
    article = document.article
    article_id = article.article_id
    is_own = article.kept_text is article.text
    for number, (sentence, token) in enumerate(words, start=1):
        start, text = token.idx, token.text
        end = start + len(text)
        if not is_own:
            start, end, text = _place(article, start, end)
        lemma, pos, tag, dep = token.lemma_ or None, token.pos_ or None, token.tag_ or None, token.dep_ or None
        morph, head = str(token.morph) or None, _head(token, numbers)
        yield article_id, sentence.sentence_id, number, start, end, text, lemma, pos, tag, morph, dep, head


def _head(token: Token, numbers: dict[int, int]) -> int:
    """Return the number of a token's head, 0 for a root; blank tokens on the way have none and are passed over."""
    head = token.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    return 0 if head.i == token.i else numbers.get(head.i, 0)


def _place(article: Article, start: int, end: int) -> tuple[int, int, str]:
    """Return start, end and text in the kept text."""
    spans = article.kept_spans(start, end)
    first, last = spans[0].start, spans[-1].end
    return first, last, article.kept_text[first:last]
