"""Measures the pipeline against hand-made annotation, where the reference corpora are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language

from pipeline import layout, model
from pipeline.articles import Article
from pipeline.documents import annotate
from pipeline.entities import Register, find_mentions
from pipeline.evaluate import corpora
from pipeline.evaluate.corpora import GoldArticle, GoldSentence
from pipeline.evaluate.quotation_report import quotation_report
from pipeline.evaluate.quotation_scores import (
    Pair,
    gold_quotations,
    pairs,
    predicted_quotations,
    scores,
)
from pipeline.evaluate.tone_scores import Labelled, tone_scores
from pipeline.params import Params
from pipeline.quotations import find_quotations
from pipeline.sentiment.aggregate import score, tone_of
from pipeline.sentiment.lexicon import load_lexicon


def evaluate(folder: Path, found: model.Found, params: Params) -> dict[str, Any]:
    """Run the pipeline over the development texts of the reference corpora and score what it finds.

    Args:
        folder: The reference corpora, see `corpora.find_corpora`.
        found: The spaCy pipeline.
        params: The parameters.

    Returns:
        What `metrics.json` says: `model`, as in `model.json`; `quotations`, with `data` (the gold file),
        `articles` (their number) and the published metric, in all and by type; `sentiment`, with `data`,
        `texts` (their number) and the scores of the labels. Keys always come in the same order.

    Raises:
        WortlautError: A corpus is missing or has another format, or the model cannot be loaded.
    """
    nlp = model.load(found)
    articles = list(corpora.read_gold_articles(folder / corpora.QUOTATIONS))
    sentences = list(corpora.read_gold_sentences(folder / corpora.SENTIMENT))
    paired = paired_quotations(articles, nlp, params)
    return {
        "model": model.description(found),
        "quotations": {
            "data": corpora.QUOTATIONS.as_posix(),
            "articles": len(articles),
            **scores(paired),
        },
        "sentiment": {
            "data": corpora.SENTIMENT.as_posix(),
            "texts": len(sentences),
            **tone_scores(list(labelled_texts(sentences, nlp, params))),
        },
    }


def report_quotations(gold: Path, found: model.Found, params: Params) -> str:
    """Run the pipeline over a gold file of quotations, and tell the scores and the largest groups of errors.

    Args:
        gold: A file as `corpora.read_gold_articles` reads it.
        found: The spaCy pipeline.
        params: The parameters.

    Raises:
        WortlautError: The file is missing or has another format, or the model cannot be loaded.
    """
    articles = list(corpora.read_gold_articles(gold))
    return quotation_report(paired_quotations(articles, model.load(found), params))


def paired_quotations(articles: Iterable[GoldArticle], nlp: Language, params: Params) -> list[Pair]:
    """Find the quotations of gold articles with the pipeline, and hold them against the gold ones."""
    gold = {article.article_id: article for article in articles}
    texts = (_article(article.article_id, article.text) for article in gold.values())
    register = Register()
    annotated = []
    for document in annotate(texts, nlp, processes=params.run.processes, batch_size=params.run.batch_size):
        mentions = find_mentions(document)
        register.add(document, mentions)
        annotated.append((document, mentions))
    entities = {entity.canonical_id: entity for entity in register.entities()}
    paired: list[Pair] = []
    for document, mentions in annotated:
        article = gold[document.article.article_id]
        rows = [quotation._asdict() for quotation in find_quotations(document, mentions, entities)]
        paired += pairs(predicted_quotations(article, rows), gold_quotations(article))
    return paired


def labelled_texts(sentences: Iterable[GoldSentence], nlp: Language, params: Params) -> Iterator[Labelled]:
    """Yield the tone labels of gold texts, as the pipeline finds them and as they are annotated."""
    gold = {sentence.sentence_id: sentence for sentence in sentences}
    texts = (_article(sentence.sentence_id, sentence.text) for sentence in gold.values())
    lexicon = load_lexicon()
    for document in annotate(texts, nlp, processes=params.run.processes, batch_size=params.run.batch_size):
        scored = score(document, lexicon, negation_window=params.sentiment.negation_window)
        yield Labelled(tone_of(scored).label, gold[document.article.article_id].label)


def _article(article_id: str, text: str) -> Article:
    return Article(
        article_id=article_id,
        path=article_id,
        sha256="",
        format="text",
        title=None,
        published_at=None,
        language="de",
        text=text,
        sections=layout.sections(article_id, text),
    )
