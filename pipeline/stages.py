"""The stages of the pipeline: what each of them reads, calls and writes, article by article."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipeline import files, model, rows, summaries, tables
from pipeline.articles import Article, measure_articles, read_articles, write_articles
from pipeline.documents import Document, annotate, read_documents, write_documents
from pipeline.entities import Register, find_mentions
from pipeline.entities.records import entity_rows, mention_rows, read_entities, read_mentions
from pipeline.errors import WortlautError
from pipeline.ingest import Rejected, find_files, read_files
from pipeline.params import Params
from pipeline.progress import count_pieces, note, stage, track
from pipeline.quotations import find_quotations
from pipeline.report import write_report
from pipeline.sentiment import aggregate
from pipeline.sentiment.label_model import chosen_model
from pipeline.sentiment.lexicon import load_lexicon

T = TypeVar("T")
log = logging.getLogger(__name__)
_TOLD = 3
"""Rejected files that a message names; all of them stand in `rejected.csv`."""


@dataclass(frozen=True)
class Paths:
    """Where the stages read and write.

    Attributes:
        source: The articles: a folder, or one file.
        interim: Folder of what is kept between the stages.
        processed: Folder of the tables.
        reports: Folder of the report.
        dictionary: The data dictionary, a Markdown file.
    """

    source: Path
    interim: Path
    processed: Path
    reports: Path
    dictionary: Path

    @classmethod
    def project(cls, root: Path) -> Paths:
        """Return the fixed paths of a project, as `dvc.yaml` names them."""
        data = root / "data"
        return cls(data / "raw", data / "interim", data / "processed", root / "reports", root / "docs" / "tables.md")

    @classmethod
    def run(cls, source: Path, output: Path) -> Paths:
        """Return the paths of a run that reads `source` and writes below `output`."""
        processed = output / "processed"
        return cls(source, output / "interim", processed, output / "reports", processed / "tables.md")

    @property
    def articles(self) -> Path:
        """The articles with their texts."""
        return self.interim / "articles.jsonl"

    @property
    def documents(self) -> Path:
        """Folder of the annotated texts."""
        return self.interim / "documents"

    @property
    def gold(self) -> Path:
        """Folder of the articles in which it was annotated who is meant; only a project has one."""
        return self.source.parent / "gold" / "identity"

    @property
    def model(self) -> Path:
        """What is known of the spaCy pipeline."""
        return self.processed / "model.json"

    @property
    def metrics(self) -> Path:
        """Scores against gold data."""
        return self.reports / "metrics.json"


@stage("model")
def describe_model(paths: Paths, params: Params) -> None:
    """Write `model.json`: which spaCy pipeline the texts are analysed with."""
    found = model.find(params.model.name)
    log.debug("model: %s %s (%s, %s)", found.name, found.meta.get("version"), found.source, found.location)
    model.write_description(found, paths.model)


@stage("ingest")
def ingest_files(paths: Paths, params: Params) -> None:
    """Read the source into articles and sections; write what was rejected, too.

    Raises:
        WortlautError: There is no file, or none of them gave an article.
    """
    found = find_files(paths.source)
    rejected: list[Rejected] = []

    def articles(sections: tables.Writer) -> Iterator[Article]:
        for item in track(read_files(found, paths.source), _length, articles=len(found)):
            if isinstance(item, Rejected):
                rejected.append(item)
            else:
                sections.add(rows.section_rows(item))
                yield item

    with tables.writing(tables.SECTIONS, paths.processed) as sections:
        write_articles(articles(sections), paths.articles)
    tables.write(tables.REJECTED, rejected, paths.processed)
    note(articles=len(found) - len(rejected), rejected=len(rejected))
    if rejected:
        _tell_rejected(rejected, len(found), paths)


def _length(item: Article | Rejected) -> int:
    return count_pieces(item.text) if isinstance(item, Article) else 0


def _tell_rejected(rejected: Sequence[Rejected], n_files: int, paths: Paths) -> None:
    named = [f"  {path}: {reason}" for path, reason in rejected[:_TOLD]]
    if len(rejected) > _TOLD:
        named.append(f"  … and {len(rejected) - _TOLD} more, see {paths.processed / 'rejected.csv'}")
    if len(rejected) == n_files:
        raise WortlautError("\n".join([f"{paths.source}: no file gave an article. Mend these:", *named]))
    log.warning("%d of %d files gave no article:\n%s", len(rejected), n_files, "\n".join(named))


@stage("tokenize")
def annotate_articles(paths: Paths, params: Params) -> None:
    """Analyse the texts with the spaCy pipeline; write articles, sentences and tokens.

    Raises:
        WortlautError: The pipeline is not the one that `model.json` describes.
    """
    found = model.find(params.model.name)
    model.check_unchanged(found, paths.model)
    nlp = model.load(found)
    annotated = annotate(
        read_articles(paths.articles), nlp, processes=params.run.processes, batch_size=params.run.batch_size
    )
    told = _tracked(annotated, paths)
    with (
        tables.writing(tables.ARTICLES, paths.processed) as articles,
        tables.writing(tables.SENTENCES, paths.processed) as sentences,
        tables.writing(tables.TOKENS, paths.processed) as tokens,
    ):
        for document in write_documents(told, paths.documents):
            articles.add([rows.article_row(document)])
            sentences.add(rows.sentence_rows(document))
            tokens.add(rows.token_rows(document))


@stage("entities")
def find_entities(paths: Paths, params: Params) -> None:
    """Find the mentions of named entities, and the persons, organisations and places they name."""
    register = Register()
    with tables.writing(tables.ENTITIES, paths.processed) as table:
        for document in _documents(paths):
            mentions = find_mentions(document)
            register.add(document, mentions)
            table.add(mention_rows(document.article.article_id, mentions))
    tables.write(tables.CANONICAL_ENTITIES, entity_rows(register.entities()), paths.processed)


@stage("quotations")
def attribute_quotations(paths: Paths, params: Params) -> None:
    """Find the quotations and who speaks in each."""
    entities = read_entities(paths.processed)
    mentions = _Findings(read_mentions(paths.processed))
    n_quotations = 0
    with tables.writing(tables.QUOTATIONS, paths.processed) as table:
        for document in _documents(paths):
            found = find_quotations(document, mentions.of(document), entities)
            table.add(found)
            n_quotations += len(found)
    note(quotations=n_quotations)


@stage("sentiment")
def score_sentiment(paths: Paths, params: Params) -> None:
    """Score the tone of sentences, sections, quoted words by speaker, and clauses by entity."""
    lexicon, labels = load_lexicon(), chosen_model(params.sentiment.labels)
    names = {canonical_id: entity.name for canonical_id, entity in read_entities(paths.processed).items()}
    mentions = _Findings(read_mentions(paths.processed))
    quotations = _Findings(
        (article_id, list(group))
        for article_id, group in groupby(tables.rows(tables.QUOTATIONS, paths.processed), itemgetter("article_id"))
    )
    speakers, entities = aggregate.TonesByEntity(labels), aggregate.TonesByEntity(labels)
    with (
        tables.writing(tables.SENTENCE_SENTIMENT, paths.processed) as sentences,
        tables.writing(tables.SECTION_SENTIMENT, paths.processed) as sections,
    ):
        for document in _documents(paths):
            scored = aggregate.score(document, lexicon, negation_window=params.sentiment.negation_window)
            quoted = quotations.of(document)
            sentences.add(aggregate.sentence_rows(document, scored, labels))
            sections.add(aggregate.section_rows(document, scored, quoted, labels))
            speakers.add_quotations(document, scored, quoted)
            entities.add_mentions(document, scored, mentions.of(document))
    tables.write(tables.SPEAKER_SENTIMENT, speakers.rows(names), paths.processed)
    tables.write(tables.ENTITY_SENTIMENT, entities.rows(names), paths.processed)


@stage("tables")
def sum_up(paths: Paths, params: Params) -> None:
    """Write who is quoted how much, the keywords, and the data dictionary."""
    # Imported here because scikit-learn takes a second that no other stage needs.
    from pipeline.keywords import keyword_rows

    quotations = tables.rows(tables.QUOTATIONS, paths.processed)
    speakers = summaries.speaker_rows(quotations, read_entities(paths.processed))
    tables.write(tables.SPEAKERS, speakers, paths.processed)
    tables.write(tables.KEYWORDS, keyword_rows(paths.processed), paths.processed)
    with files.writing(paths.dictionary) as page:
        page.write(tables.dictionary())


@stage("evaluate")
def measure(paths: Paths, params: Params) -> None:
    """Score the pipeline; what needs the reference corpora is kept as it was measured where there are none.

    Raises:
        WortlautError: The spaCy pipeline is not the one that `model.json` describes, or annotated texts are missing or
            damaged.
    """
    # Imported here because SciPy takes half a second that no other stage needs.
    from pipeline.evaluate import evaluate, with_kept_scores
    from pipeline.evaluate.corpora import VARIABLE, find_corpora

    found = model.find(params.model.name)
    model.check_unchanged(found, paths.model)
    folder = find_corpora()
    kept = _read_metrics(paths.metrics) if folder is None and paths.metrics.is_file() else None
    if kept is not None:
        log.warning(
            "%s: scores that need corpora are kept as they are, because there are none (see %s).",
            paths.metrics,
            VARIABLE,
        )
        if kept.get("model") != model.description(found):
            log.warning("%s: was measured with another model and is left aside.", paths.metrics)
            return
    scores = evaluate(paths.gold, folder, found, params)
    with files.writing(paths.metrics) as handle:
        scores = scores if kept is None else with_kept_scores(scores, kept)
        handle.write(json.dumps(scores, indent=2, ensure_ascii=False) + "\n")


def _read_metrics(path: Path) -> dict[str, Any]:
    try:
        metrics = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WortlautError(
            f"{path}: is no JSON ({error}). Delete it, or take it from the repository again."
        ) from error
    if not isinstance(metrics, dict):
        raise WortlautError(f"{path}: is no JSON object. Delete it, or take it from the repository again.")
    return metrics


@stage("report")
def report(paths: Paths, params: Params) -> None:
    """Write the report and its figures."""
    write_report(paths.processed, paths.reports, params.report)


def _documents(paths: Paths) -> Iterator[Document]:
    return _tracked(read_documents(read_articles(paths.articles), paths.documents), paths)


def _tracked(documents: Iterable[Document], paths: Paths) -> Iterator[Document]:
    extent = measure_articles(paths.articles)
    return track(documents, lambda document: count_pieces(document.article.text), **extent._asdict())


class _Findings(Generic[T]):
    """What an earlier stage found in each article, read along with the articles.

    Args:
        groups: article_id and findings, in the order of the articles; those without findings may be left out.
    """

    def __init__(self, groups: Iterator[tuple[str, Sequence[T]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def of(self, document: Document) -> Sequence[T]:
        """Return the findings of the next article."""
        if self._next is None or self._next[0] != document.article.article_id:
            return ()
        _, findings = self._next
        self._next = next(self._groups, None)
        return findings


Stage = Callable[[Paths, Params], None]
STAGES: dict[str, Stage] = {
    "model": describe_model,
    "ingest": ingest_files,
    "tokenize": annotate_articles,
    "entities": find_entities,
    "quotations": attribute_quotations,
    "sentiment": score_sentiment,
    "tables": sum_up,
    "evaluate": measure,
    "report": report,
}
"""The stages by the names they have in `dvc.yaml` and on the command line, in their order."""


def run(source: Path, output: Path, params: Params) -> Path:
    """Analyse articles from end to end; scores against gold data are left to `evaluate`.

    Args:
        source: An article or a folder of articles.
        output: Folder for tables and report; made where it is missing.
        params: The parameters.

    Returns:
        The report.

    Raises:
        WortlautError: There are no articles, the output is inside the source, or a stage failed.
    """
    paths = Paths.run(source, output)
    find_files(source)
    if any(
        folder.resolve().is_relative_to(source.resolve()) for folder in (paths.processed, paths.reports, paths.interim)
    ):
        raise WortlautError(
            f"{output}: is inside the input {source}, and would be read as articles next time. Choose another."
        )
    with stage("run"):
        for name, work in STAGES.items():
            if name != "evaluate":
                work(paths, params)
    return paths.reports / "report.md"
