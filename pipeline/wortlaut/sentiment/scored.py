"""Find the polar words of sentences, and the label probabilities of sentences and of parts of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from wortlaut.nlp.annotate import Document, Sentence
from wortlaut.nlp.plain_doc import Token
from wortlaut.sentiment.features import figures
from wortlaut.sentiment.hits import Hit, find_hits
from wortlaut.sentiment.label_model import LabelModel, Weights
from wortlaut.sentiment.lexicon import Lexicon
from wortlaut.sentiment.tone import Part, is_word


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
    def whole(self) -> Part:
        """The whole sentence as a part, with its adjacent sentences as context.

        The spaCy pipeline's tone is left out where grammar turns a polar word ("kein Mensch ist gestorben"): the
        network goes by the words.
        """
        span = self.sentence.span
        tone = None if any(hit.is_turned for hit in self.hits) else span.model_tone
        return self._part(self.hits, list(span), len(self.words), self.around, tone)

    def within(self, tokens: Set[int]) -> Part:
        """Return the part of the sentence within a set of token indices.

        Unless it has all words, as a sentence between quotation marks has, it is read without context, and without the
        spaCy pipeline's tone, which is that of the whole sentence.
        """
        n_words = sum(1 for i in self.words if i in tokens)
        if n_words == len(self.words):
            return self.whole
        inside = [token for token in self.sentence.span if token.i in tokens]
        hits = [hit for hit in self.hits if hit.token in tokens]
        return self._part(hits, inside, n_words)

    def towards(self, clauses: Set[int], clause_of: Mapping[int, int]) -> Part:
        """Return some clauses as a part.

        Args:
            clauses: The heads of the clauses.
            clause_of: The clause of each word of the sentence; see `syntax.clause_heads`.
        """
        key = frozenset(clauses)
        if key not in self._parts:  # entities of a sentence often share its clauses
            is_whole = key >= {*clause_of.values()}
            inside = {i for i, clause in clause_of.items() if clause in key}
            self._parts[key] = self.whole if is_whole else self.within(inside)
        return self._parts[key]

    def _part(
        self,
        hits: Sequence[Hit],
        tokens: Sequence[Token],
        n_words: int,
        around: Sequence[Hit] = (),
        tone: Sequence[float] | None = None,
    ) -> Part:
        if self.model is None or not n_words:
            return Part(hits, n_words, None)
        word_scores = self._word_scores
        scores = [word_scores[token.i] for token in tokens if token.i in word_scores]
        return Part(hits, n_words, self.model.probabilities(figures(hits, tokens, around), scores, tone))

    @cached_property
    def _parts(self) -> dict[frozenset[int], Part]:
        return {}

    @cached_property
    def _word_scores(self) -> Mapping[int, Weights]:
        return self.model.word_scores(self.sentence.span) if self.model is not None else {}


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
