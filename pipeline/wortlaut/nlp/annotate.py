"""Annotates articles with spaCy, and turns the annotation into bytes and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from threadpoolctl import threadpool_limits

from wortlaut.nlp.boundaries import set_boundaries
from wortlaut.nlp.chunks import cuts
from wortlaut.nlp.plain_doc import Annotation, Doc, Span
from wortlaut.text.article import Article, Section
from wortlaut.text.normalize import normalise

if TYPE_CHECKING:
    import spacy.tokens
    from spacy.language import Language

_Piece: TypeAlias = "tuple[spacy.tokens.Doc, tuple[Article, bool]]"
"""A part of an article's text, with the article and whether it is its last."""
_TOKENS = 20_000
"""Tokens of a batch, at which it takes no more texts; bounds memory, and is a batch of news articles."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article.

    Attributes:
        sentence_id: `<article_id>#sent<number>`.
        section: The section it stands in.
        span: Its tokens, without blank ones at its ends.
    """

    sentence_id: str
    section: Section
    span: Span


@dataclass(frozen=True)
class Document:
    """An article, normalised, together with its linguistic annotation.

    Attributes:
        article: The article.
        doc: Its annotated text: no `Doc` of spaCy, though its attributes have the same names; `doc.text` is the
            article's text.
    """

    article: Article
    doc: Doc

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in reading order; what stands in no section ("Stand: …") is in none of them."""
        return tuple(self._find_sentences())

    @cached_property
    def sentence_of_token(self) -> dict[int, Sentence]:
        """The sentence that each token (by its index in the document) belongs to."""
        return {token.i: sentence for sentence in self.sentences for token in sentence.span}

    def _find_sentences(self) -> Iterator[Sentence]:
        sections = iter(self.article.sections)
        section = next(sections, None)
        number = 0
        for sent in self.doc.sents:
            span = _trim(sent)
            while section is not None and span.start_char >= section.end:
                section = next(sections, None)
            if section is None:
                return
            if len(span) and span.start_char >= section.start:
                number += 1
                yield Sentence(f"{self.article.article_id}#sent{number}", section, span)


def annotate(articles: Iterable[Article], nlp: Language, *, batch_size: int) -> Iterator[Document]:
    """Analyse articles with a spaCy pipeline.

    Args:
        articles: The articles, in any number; they are streamed.
        nlp: A pipeline with tagger, parser and entity recogniser; it stays as it is.
        batch_size: How many texts the model sees at once, at most.

    Yields:
        A document per article, normalised, in the same order. Sentences and entities never cross a paragraph's end.
    """
    # Not above, because what is kept is read without spaCy.
    from spacy.tokens import Doc as SpacyDoc

    from wortlaut.nlp.encoder import by_text

    texts = map(normalise, articles)
    pieces = ((piece, (article, is_last)) for article in texts for piece, is_last in _pieces(article, nlp))
    finished: list[SpacyDoc] = []
    for batch in _batches(pieces, batch_size):
        # One thread, whoever calls; `Analyst.analyse` tells why.
        with threadpool_limits(limits=1), by_text(nlp) as settings:
            analysed = list(nlp.pipe(batch, as_tuples=True, batch_size=batch_size, component_cfg=settings))
        for doc, (article, is_last) in analysed:
            finished.append(doc)
            if is_last:
                whole = SpacyDoc.from_docs(finished, ensure_whitespace=False) if len(finished) > 1 else doc
                yield _document(article, Annotation.of(whole))
                finished = []


def _batches(pieces: Iterable[_Piece], batch_size: int) -> Iterator[list[_Piece]]:
    """Yield pieces in batches of so many texts or `_TOKENS`: a batch of long ones would take gigabytes."""
    batch: list[_Piece] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece[0])
        if len(batch) == batch_size or size >= _TOKENS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _pieces(article: Article, nlp: Language) -> Iterator[tuple[spacy.tokens.Doc, bool]]:
    """Tokenize an article in pieces of whole paragraphs, sentence starts set where paragraphs begin."""
    text = article.text
    starts = sorted(start for section in article.sections for start in section.paragraphs)
    breaks = {section.end for section in article.sections} | set(starts)
    for start, end in pairwise(cuts(text, starts) if text else (0, 0)):
        piece = text[start:end]
        doc = nlp.tokenizer(piece)
        set_boundaries(doc, piece, {offset - start for offset in breaks if start <= offset < end})
        yield doc, end == len(text)


def _trim(span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and span.doc[start].is_space:
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]


def to_bytes(document: Document) -> bytes:
    """Return the annotation of a document that `annotate` gave, without its text, for `from_bytes`."""
    return document.doc.annotation.to_bytes()


def release(document: Document) -> None:
    """Give the memory of a document free that nobody reads any more."""
    document.doc.release()


def from_bytes(article: Article, content: bytes) -> Document:
    """Return an article, normalised, with the annotation that `to_bytes` kept."""
    return _document(normalise(article), Annotation.from_bytes(content))


def _document(article: Article, annotation: Annotation) -> Document:
    return Document(article, Doc(article.text, annotation))
