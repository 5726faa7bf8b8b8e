"""Annotate articles with spaCy, and convert the annotation to bytes and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from threadpoolctl import threadpool_limits

from wortlaut.nlp.boundaries import set_boundaries
from wortlaut.nlp.gender_forms import join, with_feminines
from wortlaut.nlp.plain_doc import Annotation, Doc, Span, Token
from wortlaut.nlp.quotation_marks import Marked, find_marked
from wortlaut.nlp.syntax import joined_lemmas
from wortlaut.params import Lemmas
from wortlaut.text.article import Article, Section
from wortlaut.text.normalize import normalise

if TYPE_CHECKING:
    import spacy.tokens
    from spacy.language import Language

LONGEST = 20_000
"""Characters. Longer articles are analysed in pieces of whole paragraphs, which bounds the model's memory."""
_MAX_PARAGRAPH = 2 * LONGEST
"""Characters. A longer paragraph, which no editor would print, is cut between its sentences."""
_MAX_UNBROKEN = 1_000
"""Characters without white space. The tokenizer takes quadratic time on such a string."""
_SENTENCE_END = re.compile(r"[.!?…][“”«»\"‘’)]{0,2}\s{1,9}(?=[„»«\"‚(]?[A-ZÄÖÜ0-9])")
_BLANK = re.compile(r"\s(?=\S)")
_LONG_STRING = re.compile(rf"\S{{{_MAX_UNBROKEN},}}")
_Lengths: TypeAlias = Mapping[int, int]
"""Lengths (characters) of words that are analysed as others of another length, by their index in a part."""
_Piece: TypeAlias = "tuple[spacy.tokens.Doc, tuple[Article, _Lengths, bool]]"
"""A part of an article's text, with the article, the lengths of replaced words, and whether the part is its last."""
_TRANSFORMERS = frozenset({"transformer", "curated_transformer"})
"""Components (of other pipelines) that see all texts of a batch at once, and need 100 kB or more for a token."""
_TOKENS, _TOKENS_OF_TRANSFORMER = 20_000, 4_000
"""Tokens at which a batch is full; bounds memory. The first holds a usual batch of news articles, the second some eight
articles, which keep a transformer busy."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article.

    Attributes:
        sentence_id: `<article_id>#sent<number>`.
        section: The section that contains it.
        span: Its tokens, without white space at the ends.
    """

    sentence_id: str
    section: Section
    span: Span


@dataclass(frozen=True)
class Document:
    """A normalised article with its linguistic annotation.

    Attributes:
        article: The article.
        doc: Its annotated text: not spaCy's `Doc`, though its attributes have the same names; `doc.text` is the
            article's text.
    """

    article: Article
    doc: Doc

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in reading order; text outside the sections ("Stand: …") is in none of them."""
        return tuple(self._find_sentences())

    @cached_property
    def sentence_of_token(self) -> dict[int, Sentence]:
        """The sentence of each token, by the token's index in the document."""
        return {token.i: sentence for sentence in self.sentences for token in sentence.span}

    @cached_property
    def outermost_marks(self) -> tuple[tuple[Marked, tuple[int, int]], ...]:
        """The outermost spans in quotation marks, in reading order, each with its first token and the one after it."""
        outermost = (marked for marked in find_marked(self.article) if not marked.depth)
        spans = ((marked, self.doc.char_span(*marked.span, alignment_mode="expand")) for marked in outermost)
        return tuple((marked, (span.start, span.end)) for marked, span in spans if span is not None)

    @cached_property
    def joined_lemmas(self) -> Mapping[int, str]:
        """The lemmas of verbs joined with their separated particles ("lud … ein": einladen), by the verb's index."""
        return joined_lemmas(self.doc)

    def lemma(self, token: Token) -> str:
        """Return the lemma of a token, that of a verb with its separated particle: einladen for "lud … ein"."""
        return self.joined_lemmas.get(token.i, token.lemma_)

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


def annotate(
    articles: Iterable[Article], nlp: Language, *, batch_size: int, lemmas: Lemmas = "dictionary"
) -> Iterator[Document]:
    """Annotate articles with a spaCy pipeline.

    Args:
        articles: Any number of articles; they are streamed.
        nlp: A pipeline with tagger, parser and entity recogniser; it is not modified.
        batch_size: Maximum number of texts per batch.
        lemmas: `dictionary` (chosen by `wortlaut.nlp.lemmas`) or `model` (the pipeline's own).

    Yields:
        A normalised document per article, in the same order. Sentences and entities never cross a paragraph's end.
    """
    # Imported here, because stored annotations are read without spaCy and the dictionary.
    from spacy.tokens import Doc as SpacyDoc

    from wortlaut.nlp.lemmas import lemmas as choose_lemmas

    texts = map(normalise, articles)
    pieces = (piece for article in texts for piece in _pieces(article, nlp))
    finished: list[SpacyDoc] = []
    lengths: dict[int, int] = {}
    n_tokens = 0
    is_large = any(nlp.get_pipe_meta(name).factory in _TRANSFORMERS for name in nlp.pipe_names)
    for batch in _batches(pieces, batch_size, _TOKENS_OF_TRANSFORMER if is_large else _TOKENS):
        # One thread, whoever calls; for the reason see `Analyst.analyse`.
        with threadpool_limits(limits=1):
            analysed = list(nlp.pipe(batch, as_tuples=True, batch_size=batch_size))
        for doc, (article, replaced, is_last) in analysed:
            finished.append(doc)
            lengths |= {n_tokens + index: length for index, length in replaced.items()}
            n_tokens += len(doc)
            if is_last:
                whole = SpacyDoc.from_docs(finished, ensure_whitespace=False) if len(finished) > 1 else doc
                plain = Doc(article.text, Annotation.of(whole).with_lengths(lengths))
                if lemmas == "dictionary":
                    plain.set_lemmas(choose_lemmas(plain))
                yield Document(article, plain)
                finished, lengths, n_tokens = [], {}, 0


def _batches(pieces: Iterable[_Piece], batch_size: int, n_tokens: int) -> Iterator[list[_Piece]]:
    """Yield batches of at most `batch_size` pieces and about `n_tokens`: many long pieces would take gigabytes."""
    batch: list[_Piece] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece[0])
        if len(batch) == batch_size or size >= n_tokens:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _pieces(article: Article, nlp: Language) -> Iterator[_Piece]:
    """Tokenize an article in pieces of whole paragraphs, with a sentence start at the beginning of each paragraph."""
    text = article.text
    starts = sorted(start for section in article.sections for start in section.paragraphs)
    breaks = {section.end for section in article.sections} | set(starts)
    headings = [span for section in article.sections for span in section.headings()]
    for start, end in pairwise(cuts(text, starts) if text else (0, 0)):
        piece = text[start:end]
        doc = nlp.tokenizer(piece)
        forms = join(doc, piece)
        inside = [(first - start, last - start) for first, last in headings if start <= first and last <= end]
        set_boundaries(doc, piece, {offset - start for offset in breaks if start <= offset < end}, inside)
        lengths = {index: len(doc[index]) for index in forms}
        yield with_feminines(doc, forms), (article, lengths, end == len(text))


def cuts(text: str, paragraphs: Sequence[int]) -> list[int]:
    """Return the offsets at which the pieces of a text begin, and its end.

    Args:
        text: The text.
        paragraphs: The offsets at which its paragraphs begin, in ascending order.
    """
    offsets = [0]
    for start in [*paragraphs, len(text)]:
        offsets += _inner_cuts(text, offsets[-1], start)
        if start - offsets[-1] > LONGEST:
            offsets.append(start)
    strings = (range(match.start(), match.end(), _MAX_UNBROKEN) for match in _LONG_STRING.finditer(text))
    return sorted({*offsets, *(cut for string in strings for cut in string), len(text)})


def _inner_cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield cuts between the sentences, or else the words, of a span that is too long for a piece."""
    while end - start > _MAX_PARAGRAPH:
        target = start + LONGEST
        match = _SENTENCE_END.search(text, target, target + LONGEST) or _BLANK.search(text, target, target + LONGEST)
        start = match.end() if match else target + LONGEST
        yield start


def _trim(span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and span.doc[start].is_space:
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]


def to_bytes(document: Document) -> bytes:
    """Serialise the annotation of a document from `annotate`, without its text, for `from_bytes`."""
    return document.doc.annotation.to_bytes()


def release(document: Document) -> None:
    """Release the memory of a document that is no longer needed."""
    document.doc.release()


def from_bytes(article: Article, content: bytes) -> Document:
    """Return the normalised article with the annotation that `to_bytes` serialised."""
    normalised = normalise(article)
    return Document(normalised, Doc(normalised.text, Annotation.from_bytes(content)))
