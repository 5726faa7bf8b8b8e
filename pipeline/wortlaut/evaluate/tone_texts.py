"""Turns gold texts with a target into passages for the label model, and collects their labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.evaluate.corpora import GoldSentence
from wortlaut.evaluate.tone_scores import Labelled
from wortlaut.nlp import syntax
from wortlaut.nlp.annotate import Document
from wortlaut.sentiment.aggregate import tone_of
from wortlaut.sentiment.features import Passage, features
from wortlaut.sentiment.label_model import LabelModel
from wortlaut.sentiment.scored import ScoredSentence
from wortlaut.sentiment.tone import NO_EVIDENCE
from wortlaut.text.spans import Span

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Span as Tokens


class AnalysedText(NamedTuple):
    """A text with its polar words."""

    document: Document
    scored: Sequence[ScoredSentence]


def passage(text: AnalysedText, target: Span | None) -> Passage:
    """Return the sentence that contains a target as a passage; without a target, the first sentence with a hit.

    A target in an aside, such as the place in a dateline, is in no sentence, so the model gets none.

    Args:
        text: The text.
        target: Character offsets of the target in the text.
    """
    span = _tokens(text.document, target) if target is not None else None
    scored = next((scored for scored in text.scored if span is not None and _contains(scored, span)), None)
    if span is None or scored is None:
        scored = next((scored for scored in text.scored if scored.hits), text.scored[0])
        return Passage(scored.wording, scored.hits, scored.around)
    inside = frozenset(range(span.start, span.end))
    clause_of = syntax.clause_heads(scored.sentence.span)
    return Passage(scored.wording, scored.hits, scored.around, inside, clause_of)


def _tokens(document: Document, target: Span) -> Tokens:
    tokens = document.doc.char_span(*document.article.own_span(*target), alignment_mode="expand")
    assert tokens is not None
    return tokens


def _contains(scored: ScoredSentence, tokens: Tokens) -> bool:
    return scored.sentence.span.start <= tokens.start < scored.sentence.span.end


def labelled(text: AnalysedText, gold: GoldSentence, model: LabelModel) -> Labelled:
    """Label a text: by the lexicon, by the model towards the target, and as annotated.

    As in the tables, a text without any hit is `no evidence`, whatever the model would predict.
    """
    tone = tone_of(text.scored)
    if tone.label == NO_EVIDENCE:
        return Labelled(NO_EVIDENCE, NO_EVIDENCE, None, gold.label)
    probabilities = model.probabilities(features(passage(text, gold.target)))
    return Labelled(tone.label, model.label(probabilities), probabilities, gold.label)
