"""Joins sentences to units: stretches that one frame can govern, with the direct speech in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from pipeline.articles import Section
from pipeline.documents import Document, Sentence
from pipeline.quotations.clauses import Segment, is_finite, segments
from pipeline.quotations.marks import find_marked

TokenRange = tuple[int, int]
"""Indices of the first token and of the one after the last, in the document."""


@dataclass(frozen=True)
class Unit:
    """A sentence, or several that one pair of quotation marks holds together.

    Attributes:
        doc: The annotated document.
        start: Index of the first token.
        end: Index after the last one.
        section: The section it stands in.
        paragraph: Number of the paragraph in the article.
        speech: Token ranges in marks that are long or whole enough to be speech, marks included.
        terms: Token ranges in marks that are single words, names or parts of a phrase.
    """

    doc: Doc
    start: int
    end: int
    section: Section
    paragraph: int
    speech: tuple[TokenRange, ...]
    terms: tuple[TokenRange, ...]

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The unit's segments between commas; direct speech is a segment of its own."""
        return segments(self.doc, self.start, self.end, self.speech)

    @property
    def without_final_mark(self) -> int:
        """Index after the last token that is not the sentence's final mark."""
        end = self.end
        while end > self.start and (self.doc[end - 1].text in {".", "!", "?", "…", ":", ";", ","}):
            end -= 1
        return end


def find_units(document: Document) -> Iterator[Unit]:
    """Divide a document into units, in reading order."""
    speech, terms = _marked_tokens(document)
    sentences = list(document.sentences)
    index = 0
    while index < len(sentences):
        first = sentences[index]
        end = first.span.end
        while index + 1 < len(sentences) and _goes_on(sentences[index], sentences[index + 1], speech):
            index += 1
            end = sentences[index].span.end
        inside = [span for span in speech if first.span.start <= span[0] < end]
        end = _with_closing_mark(document.doc, end, inside)
        starts = first.section.paragraphs
        yield Unit(
            doc=document.doc,
            start=first.span.start,
            end=end,
            section=first.section,
            paragraph=max((start for start in starts if start <= first.span.start_char), default=first.section.start),
            speech=tuple((start, min(stop, end)) for start, stop in inside),
            terms=tuple(span for span in terms if first.span.start <= span[0] and span[1] <= end),
        )
        index += 1


def _goes_on(sentence: Sentence, following: Sentence, speech: list[TokenRange]) -> bool:
    """Sentences are one unit where speech in marks crosses their border, or a colon before speech stands there."""
    if sentence.section is not following.section:
        return False
    border = following.span.start
    if any(start < border < end for start, end in speech):
        return True
    has_colon = sentence.span[-1].text == ":" or following.span[0].text == ":"
    return has_colon and any(border <= start <= border + 1 for start, _ in speech)


def _with_closing_mark(doc: Doc, end: int, speech: list[TokenRange]) -> int:
    return max([end, *(stop for _, stop in speech)])


def _marked_tokens(document: Document) -> tuple[list[TokenRange], list[TokenRange]]:
    doc = document.doc
    speech: list[TokenRange] = []
    terms: list[TokenRange] = []
    sentence_of = document.sentence_of_token
    for marked in find_marked(document.article):
        if marked.depth:
            continue
        span = doc.char_span(*marked.span, alignment_mode="expand")
        if span is None or span.start not in sentence_of:
            continue
        tokens = (span.start, span.end)
        crosses = sentence_of.get(span.end - 1, sentence_of[span.start]) is not sentence_of[span.start]
        if not marked.closed and not crosses and not is_sentence_like(doc, tokens):
            continue
        (speech if crosses or is_sentence_like(doc, tokens) else terms).append(tokens)
    return speech, terms


def is_sentence_like(doc: Doc, tokens: TokenRange) -> bool:
    """Tell whether marked words are a clause of their own: a finite verb among three words, or a final mark."""
    inner = [token for token in doc[tokens[0] + 1 : tokens[1]] if not token.is_space]
    words = [token for token in inner if not token.is_punct]
    if not words:
        return False
    has_verb = any(is_finite(token) for token in words)
    has_final_mark = any(token.text in {".", "!", "?", "…"} for token in inner[-2:])
    return (has_verb and len(words) >= 3) or (has_final_mark and len(words) >= 2)
