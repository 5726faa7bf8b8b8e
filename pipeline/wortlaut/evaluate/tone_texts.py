"""Turns gold texts with a target into passages for the label model, and collects their labels."""

from __future__ import annotations

from collections.abc import Sequence

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


def passage(document: Document, scored: Sequence[ScoredSentence], target: Span | None) -> Passage:
    """Return the sentence that contains a target as a passage; without a target, the first sentence with a hit.

    A target in an aside, such as the place in a dateline, is in no sentence, so the model gets none.

    Args:
        document: The text.
        scored: Its sentences.
        target: Character offsets of the target in the text.
    """
    if target is not None:
        tokens = document.doc.char_span(*document.article.own_span(*target), alignment_mode="expand")
        assert tokens is not None
        for part in scored:
            if part.sentence.span.start <= tokens.start < part.sentence.span.end:
                inside = frozenset(range(tokens.start, tokens.end))
                return Passage(part.wording, part.hits, part.around, inside, syntax.clause_heads(part.sentence.span))
    chosen = next((part for part in scored if part.hits), scored[0])
    return Passage(chosen.wording, chosen.hits, chosen.around)


def labelled(document: Document, scored: Sequence[ScoredSentence], gold: GoldSentence, model: LabelModel) -> Labelled:
    """Label a text: by the lexicon, by the model towards the target, and as annotated.

    As in the tables, a text without any hit is `no evidence`, whatever the model would predict.
    """
    tone = tone_of(scored)
    if tone.label == NO_EVIDENCE:
        return Labelled(NO_EVIDENCE, NO_EVIDENCE, None, gold.label)
    probabilities = model.probabilities(features(passage(document, scored, gold.target)))
    return Labelled(tone.label, model.label(probabilities), probabilities, gold.label)
