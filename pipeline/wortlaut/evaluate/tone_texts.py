"""Labels gold texts, by lexicon and label model: the text as such, or towards a target in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wortlaut.evaluate.corpora import GoldSentence
from wortlaut.evaluate.tone_scores import Labelled
from wortlaut.nlp import syntax
from wortlaut.nlp.annotate import Document
from wortlaut.sentiment.clauses import about
from wortlaut.sentiment.hits import LABEL_THRESHOLD
from wortlaut.sentiment.scored import ScoredSentence
from wortlaut.sentiment.tone import Part, label, tone_of
from wortlaut.text.spans import Span


def labelled(document: Document, scored: Sequence[ScoredSentence], gold: GoldSentence) -> Labelled:
    """Label a text as the tables do: as a section, or with a target as an entity that it mentions.

    Args:
        document: The text.
        scored: Its sentences, scored with the label model.
        gold: Its annotation.
    """
    parts = [part.whole for part in scored] if gold.target is None else list(_about(document, scored, gold.target))
    tone = tone_of(parts)
    by_hits = tone_of([Part(part.hits, part.n_words, None) for part in parts])
    return Labelled(
        _textblob_label(gold.text), by_hits.label, tone.label, tone.probabilities, by_hits.n_hits, gold.label
    )


def _about(document: Document, scored: Sequence[ScoredSentence], target: Span) -> Iterator[Part]:
    """Yield the clauses about a target; none if it is in an aside, such as the place in a dateline."""
    mention = document.doc.char_span(*document.article.own_span(*target), alignment_mode="expand")
    assert mention is not None
    for part in scored:
        if part.sentence.span.start <= mention.start < part.sentence.span.end:
            clause_of = syntax.clause_heads(part.sentence.span)
            yield part.towards(about(mention, clause_of), clause_of)


def _textblob_label(text: str) -> str:
    """Return the label by textblob-de's own code, which looks up forms; its tokenizer would need a download."""
    # Imported here, because NLTK takes a second that only the evaluation needs.
    from textblob_de.sentiments import sentiment

    polarity = float(sentiment(text)[0])
    return "neutral" if abs(polarity) < LABEL_THRESHOLD else label(polarity)
