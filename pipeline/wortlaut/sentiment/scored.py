"""Finds the polar words of an article's sentences, and what the label model says of these and of parts of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from wortlaut.nlp.annotate import Document, Sentence
from wortlaut.sentiment.features import Passage, Wording, features, of_target, scores, words
from wortlaut.sentiment.hits import Hit, find_hits
from wortlaut.sentiment.label_model import NOTHING, Contributions, LabelModel, Probabilities
from wortlaut.sentiment.lexicon import Lexicon
from wortlaut.sentiment.tone import is_word


class Part(NamedTuple):
    """A sentence, or some of its words, with what the label model says of it (None without hits or model)."""

    hits: Sequence[Hit]
    n_words: int
    probabilities: Probabilities | None


@dataclass(frozen=True)
class ScoredSentence:
    """A sentence with its polar words.

    Attributes:
        sentence: The sentence.
        hits: Its polar words.
        around: Those of the sentences right before and after it in its section.
        words: Indices of its words in the document.
        model: What gives the labels; without it the polarity does.
    """

    sentence: Sentence
    hits: tuple[Hit, ...]
    around: tuple[Hit, ...]
    words: tuple[int, ...]
    model: LabelModel | None = None

    @cached_property
    def wording(self) -> Wording:
        """Its words and marks."""
        return Wording(list(self.sentence.span))

    @cached_property
    def whole(self) -> Part:
        """The sentence as a part, among its neighbours."""
        if not self.around or not self.hits:
            return self.alone
        return Part(self.hits, len(self.words), self._said(self._own, self._content, self._neighbours))

    @cached_property
    def alone(self) -> Part:
        """The sentence as a part, without its neighbours."""
        return Part(self.hits, len(self.words), self._said(self._own, self._content) if self.hits else None)

    def kept(self, tokens: Set[int]) -> Part:
        """Return the part that some tokens of the document make, without the sentence's neighbours."""
        span = self.sentence.span
        inside = tokens & set(range(span.start, span.end))
        if len(inside) == len(span):
            return self.alone
        hits = [hit for hit in self.hits if hit.token in inside]
        n_words = len(inside & set(self.words))
        if not hits:
            return Part(hits, n_words, None)
        passage = Passage(Wording([token for token in span if token.i in inside]), hits)
        return Part(hits, n_words, self._said(self._contributions(features(passage))))

    def towards(
        self, target: Collection[int], clauses: Collection[int], clause_of: Mapping[int, int], n_words: int
    ) -> Part:
        """Return some clauses as a part, labelled towards a target, among the sentence's neighbours.

        Args:
            target: Indices in the document of the words that the label is about.
            clauses: The heads of the clauses.
            clause_of: The clause that each word of the sentence stands in, see `syntax.clause_heads`.
            n_words: Number of words of the clauses.
        """
        hits = [hit for hit in self.hits if clause_of[hit.token] in clauses]
        if not hits:
            return Part(hits, n_words, None)
        towards = of_target(Passage(self.wording, self.hits, self.around, target, clause_of))
        holds_content = any(i in self.wording.content for i in target)
        content = self._contributions(words(self.wording, target)) if holds_content else self._content
        return Part(hits, n_words, self._said(self._own, content, self._neighbours, self._contributions(towards)))

    @cached_property
    def _own(self) -> Contributions:
        return self._contributions({**self.wording.style, **scores("sentence", self.hits)})

    @cached_property
    def _content(self) -> Contributions:
        return self._contributions(words(self.wording))

    @cached_property
    def _neighbours(self) -> Contributions:
        return self._contributions(scores("around", self.around))

    def _contributions(self, described: Mapping[str, float]) -> Contributions:
        return self.model.contributions(described) if self.model is not None else NOTHING

    def _said(self, *contributions: Contributions) -> Probabilities | None:
        return self.model.probabilities_by(*contributions) if self.model is not None else None


def score(
    document: Document, lexicon: Lexicon, *, negation_window: int, model: LabelModel | None = None
) -> tuple[ScoredSentence, ...]:
    """Return an article's sentences in reading order, each with its hits (see `find_hits`).

    Args:
        document: The article.
        lexicon: Polarity by word.
        negation_window: How many tokens a negation reaches.
        model: What gives the labels; without it the polarity does.
    """
    sentences = document.sentences
    hits = [find_hits(sentence.span, lexicon, negation_window=negation_window) for sentence in sentences]
    scored = []
    for number, sentence in enumerate(sentences):
        around = tuple(
            hit
            for other in (number - 1, number + 1)
            if 0 <= other < len(sentences) and sentences[other].section is sentence.section
            for hit in hits[other]
        )
        words = tuple([token.i for token in sentence.span if token.is_alpha or is_word(token)])
        scored.append(ScoredSentence(sentence, hits[number], around, words, model))
    return tuple(scored)
