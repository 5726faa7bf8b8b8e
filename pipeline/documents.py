"""Annotates articles with spaCy, and keeps the annotated documents for the later stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice, pairwise
from pathlib import Path

from spacy.lang.de import German
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab, create_vocab

from pipeline.articles import Article, Section
from pipeline.boundaries import set_boundaries
from pipeline.errors import WortlautError
from pipeline.normalise import normalised
from pipeline.pieces import cuts

_STORED = ["SPACY", "LEMMA", "POS", "TAG", "MORPH", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]
_PER_FILE = 500
"""Documents in one file of the store."""


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
    """An article, normalised, together with its linguistic annotation; `doc.text` is the article's text."""

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


def annotate(articles: Iterable[Article], nlp: Language, *, processes: int, batch_size: int) -> Iterator[Document]:
    """Analyse articles with a spaCy pipeline.

    Args:
        articles: The articles, in any number; they are streamed.
        nlp: A pipeline with tagger, parser and entity recogniser.
        processes: How many processes work at once.
        batch_size: How many texts the model sees at once.

    Yields:
        A document per article, normalised, in the same order. Sentences and entities never cross a paragraph's end.
    """
    texts = map(normalised, articles)
    pieces = ((piece, (article, is_last)) for article in texts for piece, is_last in _pieces(article, nlp))
    finished: list[Doc] = []
    stream = nlp.pipe(pieces, as_tuples=True, batch_size=batch_size, n_process=processes)
    for doc, (article, is_last) in stream:
        finished.append(doc)
        if is_last:
            yield Document(article, Doc.from_docs(finished, ensure_whitespace=False) if len(finished) > 1 else doc)
            finished = []


def _pieces(article: Article, nlp: Language) -> Iterator[tuple[Doc, bool]]:
    """Tokenize an article in pieces of whole paragraphs, sentence starts set where paragraphs begin."""
    text = article.text
    starts = sorted(start for section in article.sections for start in section.paragraphs)
    breaks = {section.end for section in article.sections} | set(starts)
    for start, end in pairwise(cuts(text, starts) if text else (0, 0)):
        doc = nlp.tokenizer(text[start:end])
        set_boundaries(doc, {offset - start for offset in breaks if start <= offset < end})
        yield doc, end == len(text)


def _trim(span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and span.doc[start].is_space:
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]


def write_documents(documents: Iterable[Document], folder: Path) -> Iterator[Document]:
    """Keep the annotation of documents in a folder and hand each of them on.

    Raises:
        WortlautError: The folder cannot be written.
    """
    stream = iter(documents)
    number = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.spacy"):
            old.unlink()
        while chunk := list(islice(stream, _PER_FILE)):
            store = DocBin(attrs=_STORED, docs=[document.doc for document in chunk])
            (folder / f"{number:06}.spacy").write_bytes(store.to_bytes())
            yield from chunk
            number += 1
    except OSError as error:
        raise WortlautError(
            f"{folder}: cannot be written ({error.strerror}). Free it or choose another output."
        ) from error


def read_documents(articles: Iterable[Article], folder: Path) -> Iterator[Document]:
    """Yield the documents that `write_documents` kept, each with its article.

    Args:
        articles: The same articles in the same order as at writing.
        folder: The store.

    Raises:
        WortlautError: The store is missing or belongs to other articles.
    """
    docs = _read_docs(folder)
    for article in map(normalised, articles):
        doc = next(docs, None)
        if doc is None or doc.text != article.text:
            raise WortlautError(f"{folder}: does not belong to these articles. Run `wortlaut tokenize` again.")
        yield Document(article, doc)


def _read_docs(folder: Path) -> Iterator[Doc]:
    for path in sorted(folder.glob("*.spacy")):
        yield from DocBin().from_bytes(path.read_bytes()).get_docs(_vocab())


@cache
def _vocab() -> Vocab:
    """Return the vocabulary of what is read; it is kept because filling it takes most of the time of reading."""
    return create_vocab("de", German.Defaults)
