"""The stages of the pipeline: what each of them reads, calls and writes, article by article."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import engine, files, model, rows, summaries, tables
from pipeline.articles import Article, write_articles
from pipeline.engine import Analysis
from pipeline.entities import Naming, Register, entity_rows, read_entities
from pipeline.errors import WortlautError
from pipeline.ingest import Rejected, find_files, read_files
from pipeline.keywords import Lemmas, keyword_rows
from pipeline.layers import LAYERS
from pipeline.params import Params
from pipeline.progress import count_pieces, note, stage, track
from pipeline.quotations import speaker_cells
from pipeline.report import write_report
from pipeline.sentiment import aggregate
from pipeline.sentiment.label_model import chosen_model

log = logging.getLogger(__name__)
_TOLD = 3
"""Rejected files that a message names; all of them stand in `rejected.csv`."""


@dataclass(frozen=True)
class Paths:
    """Where the stages read and write.

    Attributes:
        source: The articles: a folder, or one file.
        interim: Folder of what is kept between the stages.
        cache: Folder of what is kept from run to run.
        processed: Folder of the tables.
        reports: Folder of the report.
        dictionary: The data dictionary, a Markdown file.
    """

    source: Path
    interim: Path
    cache: Path
    processed: Path
    reports: Path
    dictionary: Path

    @classmethod
    def project(cls, root: Path) -> Paths:
        """Return the fixed paths of a project, as `dvc.yaml` names them."""
        data = root / "data"
        folders = (data / "raw", data / "interim", data / "cache", data / "processed")
        return cls(*folders, root / "reports", root / "docs" / "tables.md")

    @classmethod
    def run(cls, source: Path, output: Path) -> Paths:
        """Return the paths of a run that reads `source` and writes below `output`."""
        processed = output / "processed"
        folders = (source, output / "interim", output / "cache", processed)
        return cls(*folders, output / "reports", processed / "tables.md")

    @property
    def articles(self) -> Path:
        """The articles with their texts."""
        return self.interim / "articles.jsonl"

    @property
    def store(self) -> Path:
        """What was found in the articles, kept from run to run; not a part of the results."""
        return self.cache / "findings.sqlite"

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
    with (
        _analysed(paths, params, "text") as analysis,
        tables.writing(tables.ARTICLES, paths.processed) as articles,
        tables.writing(tables.SENTENCES, paths.processed) as sentences,
        tables.writing(tables.TOKENS, paths.processed) as tokens,
    ):
        for article, found in analysis.findings("text"):
            articles.add([rows.article_row(article, *found.facts)])
            sentences.add_csv(found.tables["sentences"])
            tokens.add_csv(found.tables["tokens"])


@stage("entities")
def find_entities(paths: Paths, params: Params) -> None:
    """Find the mentions of named entities, and the persons, organisations and places they name."""
    register = Register()
    with (
        _analysed(paths, params, "entities") as analysis,
        tables.writing(tables.ENTITIES, paths.processed) as table,
    ):
        for _, found in analysis.findings("entities"):
            register.add(Naming(*each) for each in found.facts)
            table.add_csv(found.tables["entities"])
    tables.write(tables.CANONICAL_ENTITIES, entity_rows(register.entities()), paths.processed)


@stage("quotations")
def attribute_quotations(paths: Paths, params: Params) -> None:
    """Find the quotations and who speaks in each."""
    entities = read_entities(paths.processed)
    n_quotations = 0
    with (
        _analysed(paths, params, "quotations") as analysis,
        tables.writing(tables.QUOTATIONS, paths.processed) as table,
    ):
        for _, found in analysis.findings("quotations"):
            quotations = tables.records(tables.QUOTATIONS, found.tables["quotations"])
            named = [{**row, **speaker_cells(row["speaker_id"], entities)} for row in quotations]
            table.add_csv(tables.as_csv(row.values() for row in named))
            n_quotations += len(named)
    note(quotations=n_quotations)


@stage("sentiment")
def score_sentiment(paths: Paths, params: Params) -> None:
    """Score the tone of sentences, sections, quoted words by speaker, and clauses by entity."""
    labels = chosen_model(params.sentiment.labels)
    speakers, entities = aggregate.TonesByEntity(labels), aggregate.TonesByEntity(labels)
    with (
        _analysed(paths, params, "tone") as analysis,
        tables.writing(tables.SENTENCE_SENTIMENT, paths.processed) as sentences,
        tables.writing(tables.SECTION_SENTIMENT, paths.processed) as sections,
    ):
        for _, found in analysis.findings("tone"):
            sentences.add_csv(found.tables["sentence_sentiment"])
            sections.add_csv(found.tables["section_sentiment"])
            for tones, state in zip((speakers, entities), found.facts, strict=True):
                tones.merge(state)
    names = {canonical_id: entity.name for canonical_id, entity in read_entities(paths.processed).items()}
    tables.write(tables.SPEAKER_SENTIMENT, speakers.rows(names), paths.processed)
    tables.write(tables.ENTITY_SENTIMENT, entities.rows(names), paths.processed)


@stage("tables")
def sum_up(paths: Paths, params: Params) -> None:
    """Write who is quoted how much, the keywords, and the data dictionary."""
    quotations = tables.rows(tables.QUOTATIONS, paths.processed)
    speakers = summaries.speaker_rows(quotations, read_entities(paths.processed))
    tables.write(tables.SPEAKERS, speakers, paths.processed)
    with _analysed(paths, params, "keywords") as analysis:
        keywords = keyword_rows(lambda: (Lemmas(*found.facts) for _, found in analysis.findings("keywords")))
        tables.write(tables.KEYWORDS, keywords, paths.processed)
    with files.writing(paths.dictionary) as page:
        page.write(tables.dictionary())


@contextmanager
def _analysed(paths: Paths, params: Params, *layers: str) -> Iterator[Analysis]:
    """Open the analysis of the articles, with some layers complete.

    Raises:
        WortlautError: The spaCy pipeline is not the one that `model.json` describes.
    """
    found = model.find(params.model.name)
    model.check_unchanged(found, paths.model)
    with engine.opened(paths.articles, paths.store, found, params) as analysis:
        analysis.complete(layers)
        yield analysis


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
        folder.resolve().is_relative_to(source.resolve())
        for folder in (paths.processed, paths.reports, paths.interim, paths.cache)
    ):
        raise WortlautError(
            f"{output}: is inside the input {source}, and would be read as articles next time. Choose another."
        )
    with stage("run"):
        for name, work in STAGES.items():
            if name == "tokenize":
                # All layers in one go while an article is in memory; the stages then find them in the store.
                with stage("analyse"), _analysed(paths, params, *LAYERS):
                    pass
            if name != "evaluate":
                work(paths, params)
    return paths.reports / "report.md"
