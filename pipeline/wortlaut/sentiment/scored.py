"""Find the polar words of sentences, and the label probabilities of sentences and of parts of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from wortlaut.nlp.annotate import Document, Sentence
from wortlaut.sentiment.features import Passage, Wording, features, scores, target_features, words
from wortlaut.sentiment.hits import Hit, find_hits
from wortlaut.sentiment.label_model import NO_CONTRIBUTIONS, Contributions, LabelModel, Probabilities
from wortlaut.sentiment.lexicon import Lexicon
from wortlaut.sentiment.tone import is_word


class Part(NamedTuple):
    """A sentence, or some of its words, with the probabilities of its labels (None without hits or model)."""

    hits: Sequence[Hit]
    n_words: int
    probabilities: Probabilities | None


@dataclass(frozen=True)
class ScoredSentence:
    """A sentence with its polar words.

    Attributes:
        sentence: The sentence.
        hits: Its polar words.
        around: The polar words of the adjacent sentences in its section.
        words: Indices of its words in the document.
        model: The model for the labels; without it they follow from the polarity.
    """

    sentence: Sentence
    hits: tuple[Hit, ...]
    around: tuple[Hit, ...]
    words: tuple[int, ...]
    model: LabelModel | None = None

    @cached_property
    def wording(self) -> Wording:
        """Its words and punctuation marks."""
        return Wording(list(self.sentence.span))

    @cached_property
    def whole(self) -> Part:
        """The whole sentence as a part, with its adjacent sentences as context."""
        if not self.around or not self.hits:
            return self.alone
        return Part(self.hits, len(self.words), self._probabilities(self._base, self._content, self._context))

    @cached_property
    def alone(self) -> Part:
        """The whole sentence as a part, without context."""
        return Part(self.hits, len(self.words), self._probabilities(self._base, self._content) if self.hits else None)

    def within(self, tokens: Set[int]) -> Part:
        """Return the part of the sentence within a set of token indices, without context."""
        span = self.sentence.span
        part_tokens = tokens & set(range(span.start, span.end))
        if len(part_tokens) == len(span):
            return self.alone
        hits = [hit for hit in self.hits if hit.token in part_tokens]
        n_words = len(part_tokens & set(self.words))
        if not hits:
            return Part(hits, n_words, None)
        passage = Passage(Wording([token for token in span if token.i in part_tokens]), hits)
        return Part(hits, n_words, self._probabilities(self._contributions(features(passage))))

    def towards(
        self, target: Collection[int], clauses: Collection[int], clause_of: Mapping[int, int], n_words: int
    ) -> Part:
        """Return some clauses as a part, labelled towards a target, with the adjacent sentences as context.

        Args:
            target: Token indices of the words that the label is about.
            clauses: The heads of the clauses.
            clause_of: The clause of each word of the sentence; see `syntax.clause_heads`.
            n_words: Number of words in the clauses.
        """
        hits = [hit for hit in self.hits if clause_of[hit.token] in clauses]
        if not hits:
            return Part(hits, n_words, None)
        values = target_features(Passage(self.wording, self.hits, self.around, target, clause_of))
        has_content_word = any(i in self.wording.content for i in target)
        content = self._contributions(words(self.wording, target)) if has_content_word else self._content
        return Part(hits, n_words, self._probabilities(self._base, content, self._context, self._contributions(values)))

    @cached_property
    def _base(self) -> Contributions:
        return self._contributions({**self.wording.style, **scores("sentence", self.hits)})

    @cached_property
    def _content(self) -> Contributions:
        return self._contributions(words(self.wording))

    @cached_property
    def _context(self) -> Contributions:
        return self._contributions(scores("around", self.around))

    def _contributions(self, values: Mapping[str, float]) -> Contributions:
        return self.model.contributions(values) if self.model is not None else NO_CONTRIBUTIONS

    def _probabilities(self, *contributions: Contributions) -> Probabilities | None:
        return self.model.probabilities_by(*contributions) if self.model is not None else None


def score(
    document: Document, lexicon: Lexicon, *, negation_window: int, model: LabelModel | None = None
) -> tuple[ScoredSentence, ...]:
    """Return the sentences of an article in reading order, each with its hits; see `find_hits`.

    Args:
        document: The article.
        lexicon: Polarity by word.
        negation_window: Scope of a negation in tokens.
        model: The model for the labels; without it they follow from the polarity.
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
