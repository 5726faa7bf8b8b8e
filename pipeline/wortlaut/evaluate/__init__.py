"""Evaluates the pipeline against manual annotation: the project's own, and the reference corpora if available."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from wortlaut.entities import EntityIndex, find_mentions, namings
from wortlaut.evaluate import corpora, identity_gold, quotation_gold, speaker_gold
from wortlaut.evaluate.corpora import GoldArticle, GoldSentence
from wortlaut.evaluate.identity_gold import AnnotatedArticle, EntityMention
from wortlaut.evaluate.identity_scores import Answer, counts
from wortlaut.evaluate.identity_scores import scores as identity_scores
from wortlaut.evaluate.quotation_scores import (
    Pair,
    gold_quotations,
    name_scores,
    pairs,
    predicted_quotations,
    rule_scores,
    scores,
    speaker_calibration,
)
from wortlaut.evaluate.reports import identity_report, quotation_report
from wortlaut.evaluate.speaker_gold import SpeakerAnswer, SpeakerArticle
from wortlaut.evaluate.tone_scores import Labelled, tone_scores
from wortlaut.evaluate.tone_texts import labelled
from wortlaut.nlp import model
from wortlaut.nlp.annotate import Document, annotate
from wortlaut.params import Params, score_parameters
from wortlaut.quotations import find_quotations, with_speaker
from wortlaut.sentiment.label_model import load_label_model
from wortlaut.sentiment.lexicon import load_lexicon
from wortlaut.sentiment.scored import score
from wortlaut.text import layout
from wortlaut.text.article import Article

if TYPE_CHECKING:
    from spacy.language import Language


class _Text(Protocol):
    """An annotated text."""

    @property
    def article_id(self) -> str: ...
    @property
    def text(self) -> str: ...


Gold = TypeVar("Gold", bound=_Text)


def evaluate(gold: Path, folder: Path | None, model_info: model.ModelInfo, params: Params) -> dict[str, Any]:
    """Run the pipeline on annotated texts and score its results.

    Args:
        gold: The folder of the project's own annotated articles: `identity`, see `identity_gold`, and `quotations`, see
            `quotation_gold`, and `speakers`, see `speaker_gold`, and `tone`, see `corpora.read_tone_texts`.
        folder: The reference corpora, see `corpora.find_corpora`; None if there are none.
        model_info: The spaCy pipeline.
        params: The parameters.

    Returns:
        The content of `metrics.json`: `model`, as in `model.json`; `params`, see `score_parameters`; `quotations`, with
        `data` (the gold file), `articles` (their number) and the published metric, overall, by type and by rule;
        `own_quotations`, the same for the project's articles, with `names` of speakers; `speakers`, the gender and kind
        of persons and organisations; `tone` and `sentiment`, with `data`, `texts` (their number) and the scores of the
        labels, of the project's texts as such and of the corpus's texts towards targets; `identity`, with `own` for the
        project's articles and `with_corpus` for these and those of the corpus, each with `data`, counts and scores.
        Whatever needs the corpora is None without them. Keys are always in the same order.

    Raises:
        WortlautError: An annotated text is missing or invalid, or the model cannot be loaded.
    """
    nlp = model.load(model_info)
    return {
        "model": model.description(model_info),
        "params": score_parameters(params),
        "quotations": _quotation_metrics(folder / corpora.QUOTATIONS, corpora.QUOTATIONS, nlp, params)
        if folder
        else None,
        "own_quotations": _quotation_metrics(gold / quotation_gold.FOLDER.name, quotation_gold.FOLDER, nlp, params),
        "speakers": _speaker_metrics(gold, nlp, params),
        "tone": _tone_metrics(
            corpora.read_tone_texts(gold / corpora.TONE.name / "dev.jsonl"), corpora.TONE, nlp, params
        ),
        "sentiment": _tone_metrics(
            corpora.read_gold_sentences(folder / corpora.SENTIMENT), corpora.SENTIMENT, nlp, params
        )
        if folder
        else None,
        "identity": _identity_metrics(gold / identity_gold.FOLDER.name, folder, nlp, params),
    }


def with_kept_scores(scored: Mapping[str, Any], earlier: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in scores that were not measured from earlier ones.

    Args:
        scored: The result of `evaluate` without corpora.
        earlier: An earlier result with the same model.
    """
    identity = {**(earlier.get("identity") or {}), "own": scored["identity"]["own"]}
    unmeasured = {key: earlier.get(key) for key in ("quotations", "sentiment")}
    return {**scored, **unmeasured, "identity": {**scored["identity"], **identity}}


def main_scores(metrics: Mapping[str, Any]) -> dict[str, float]:
    """Select the few scores for comparing two versions of the pipeline (`dvc metrics show`, `dvc metrics diff`).

    Args:
        metrics: The scores, as `evaluate` returns them.

    Returns:
        Shares from 0 to 1, without those that were not measured: F1 of a quotation's words, cue and speaker and of all
        its parts together; the last also for the project's own articles, and there the share of right names among the
        speakers who have one; the share of right genders among those given, and of right kinds of speakers among all;
        the calibration error of the confidence in speakers; B-cubed F1 of names; the share of speaker pronouns that
        are resolved to the correct person; accuracy, macro F1 and calibration error of the tone labels of texts as
        such; F1 of names and labelled attachment score of the bundled model.
    """
    main: dict[str, float] = {}
    if quotations := metrics["quotations"]:
        names = {"quote_f1": "message", "cue_f1": "cue", "speaker_f1": "source", "joint_f1": "joint"}
        main |= {name: quotations[key]["f1"] for name, key in names.items()}
        main["speaker_error"] = quotations["speaker_confidence"]["expected_error"]
    if own := metrics.get("own_quotations"):
        main |= {"own_joint_f1": own["joint"]["f1"], "right_names": own["names"]["right"]}
    if speakers := metrics.get("speakers"):
        main |= {"right_gender": speakers["gender"]["right"], "right_kind": speakers["kind"]["right_of_all"]}
    identity = metrics["identity"]["with_corpus"] or metrics["identity"]["own"]
    main["identity_f1"] = identity["names"]["b_cubed"]["f1"]
    main["pronouns"] = identity["speaker_pronouns"]["accuracy"]
    tone = metrics["tone"]
    main |= {"tone_accuracy": tone["accuracy"], "tone_f1": tone["macro_f1"]}
    main["tone_error"] = tone["model"]["calibration"]["expected_error"]
    if model := metrics["model"].get("scores"):
        main["names_f1"] = round(model["names_germeval_dev"]["all"]["f"] / 100, 4)
        main["las"] = round(model["syntax_pud_held_out"]["las"] / 100, 4)
    return {name: score for name, score in main.items() if score is not None}


def _quotation_metrics(path: Path, data: Path, nlp: Language, params: Params) -> dict[str, Any]:
    articles = quotation_gold.read_gold(path)
    paired = paired_quotations(articles, nlp, params)
    names = name_scores(paired)
    return {
        "data": data.as_posix(),
        "articles": len(articles),
        **scores(paired),
        **({"names": names} if names else {}),
        "speaker_confidence": speaker_calibration(paired),
        "rules": rule_scores(paired),
    }


def _speaker_metrics(gold: Path, nlp: Language, params: Params) -> dict[str, Any]:
    articles = speaker_gold.read(gold, "test")
    return {
        "data": speaker_gold.FOLDER.as_posix(),
        "articles": len(articles),
        **speaker_gold.scores(speaker_answers(articles, nlp, params)),
    }


def speaker_answers(articles: Iterable[SpeakerArticle], nlp: Language, params: Params) -> list[SpeakerAnswer]:
    """Predict gender and kind of annotated speakers; each article is analysed alone, so that no other one helps."""
    found: list[SpeakerAnswer] = []
    for document, article in analysed(articles, nlp, params):
        index = EntityIndex()
        index.add(namings(document, find_mentions(document)))
        found += speaker_gold.answers(article.speakers, index.entities())
    return found


def _tone_metrics(gold: Iterable[GoldSentence], data: Path, nlp: Language, params: Params) -> dict[str, Any]:
    sentences = list(gold)
    scored = tone_scores(list(labelled_texts(sentences, nlp, params)), params.sentiment.labels)
    return {"data": data.as_posix(), "texts": len(sentences), **scored}


def _identity_metrics(gold: Path, folder: Path | None, nlp: Language, params: Params) -> dict[str, Any]:
    own_articles, corpus_articles = identity_gold.read(gold, folder, "test")
    data = identity_gold.FOLDER.as_posix()
    own_answers = identity_answers(own_articles, nlp, params)
    answers = own_answers + identity_answers(corpus_articles, nlp, params)
    corpus = f"{data}, {corpora.QUOTATIONS.as_posix()}"
    return {
        "own": {"data": data, **counts(own_answers), **identity_scores(own_answers)},
        "with_corpus": {"data": corpus, **counts(answers), **identity_scores(answers)} if corpus_articles else None,
    }


def report_quotations(gold: Path, model_info: model.ModelInfo, params: Params) -> str:
    """Run the pipeline on gold articles with quotations, and report the scores and the largest groups of errors.

    Args:
        gold: A file in the format of `corpora.read_gold_articles`, or a folder of such files.
        model_info: The spaCy pipeline.
        params: The parameters.

    Raises:
        WortlautError: A file is missing or has the wrong format, or the model cannot be loaded.
    """
    articles = quotation_gold.read_gold(gold)
    return quotation_report(paired_quotations(articles, model.load(model_info), params))


def report_output(output: Path, gold: Path) -> str:
    """Report the scores of another system's output, and the largest groups of errors.

    Args:
        output: Its quotations in the gold articles, in the form of `quotations.csv`; see `paired_output` in
            `quotation_gold`.
        gold: A file in the format of `corpora.read_gold_articles`, or a folder of such files.

    Raises:
        WortlautError: A file is missing or has the wrong format.
    """
    return quotation_report(quotation_gold.paired_output(output, quotation_gold.read_gold(gold)))


def report_identity(
    gold: Path, folder: Path | None, part: str, n_groups: int, model_info: model.ModelInfo, params: Params
) -> str:
    """Run the pipeline on articles with annotated identity, and report the scores and the largest groups of errors.

    Args:
        gold: The project's annotated articles.
        folder: The reference corpora; None to use only the project's own articles.
        part: tune or test.
        n_groups: Maximum number of error groups to show.
        model_info: The spaCy pipeline.
        params: The parameters.

    Raises:
        WortlautError: An annotated text is missing or invalid, or the model cannot be loaded.
    """
    own_articles, corpus_articles = identity_gold.read(gold, folder, part)
    answers = identity_answers([*own_articles, *corpus_articles], model.load(model_info), params)
    texts = {article.article_id: article.text for article in [*own_articles, *corpus_articles]}
    return identity_report(answers, texts, n_groups)


def identity_answers(articles: Iterable[AnnotatedArticle], nlp: Language, params: Params) -> list[Answer]:
    """Predict the mentions of annotated articles, and pair them with the gold ones.

    Asides (a caption, a dateline, links) are not analysed, so gold mentions in them are left out, and so are predicted
    ones of kinds that the gold data do not have.
    """
    return [
        Answer(
            article.article_id,
            _outside_asides(article),
            [
                EntityMention(mention.span, mention.kind, mention.label, mention.canonical_id)
                for mention in find_mentions(document)
                if mention.kind in identity_gold.KINDS
            ],
        )
        for document, article in analysed(articles, nlp, params)
    ]


def _outside_asides(article: AnnotatedArticle) -> list[EntityMention]:
    asides = layout.divide(article.article_id, article.text).asides
    return [
        mention
        for mention in article.mentions
        if not any(mention.span.start < aside.end and aside.start < mention.span.end for aside in asides)
    ]


def paired_quotations(articles: Iterable[GoldArticle], nlp: Language, params: Params) -> list[Pair]:
    """Predict the quotations of gold articles, and pair them with the gold ones.

    Names of speakers are those that the article alone gives.
    """
    paired: list[Pair] = []
    for document, article in analysed(articles, nlp, params):
        mentions = find_mentions(document)
        index = EntityIndex()
        index.add(namings(document, mentions))
        entities = {entity.canonical_id: entity for entity in index.entities()}
        rows = [with_speaker(row, entities) for row in find_quotations(document, mentions)]
        paired += pairs(predicted_quotations(article, rows), gold_quotations(article))
    return paired


def labelled_texts(sentences: Iterable[GoldSentence], nlp: Language, params: Params) -> Iterator[Labelled]:
    """Yield the tone labels of gold texts, predicted by lexicon and label model, and annotated."""
    lexicon, model = load_lexicon(), load_label_model()
    window = params.sentiment.negation_window
    for document, gold in analysed(sentences, nlp, params):
        yield labelled(document, score(document, lexicon, negation_window=window, model=model), gold)


def analysed(gold: Iterable[Gold], nlp: Language, params: Params) -> Iterator[tuple[Document, Gold]]:
    """Yield gold texts as annotated documents."""
    by_id = {text.article_id: text for text in gold}
    articles = (_article(text.article_id, text.text) for text in by_id.values())
    for document in annotate(articles, nlp, batch_size=params.run.batch_size, lemmas=params.model.lemmas):
        yield document, by_id[document.article.article_id]


def _article(article_id: str, text: str) -> Article:
    sections, asides = layout.divide(article_id, text)
    return Article(
        article_id=article_id,
        path=article_id,
        sha256="",
        format="text",
        title=None,
        published_at=None,
        language="de",
        text=text,
        sections=sections,
        asides=asides,
    )
