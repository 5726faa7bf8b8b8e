"""The stages of the pipeline: what each of them reads, calls and writes, article by article."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wortlaut.cache import memo
from wortlaut.entities import Naming, Register, entity_rows, read_entities
from wortlaut.ingest import LIBRARIES, Rejected, find_files, read_files
from wortlaut.keywords import Lemmas, keyword_rows
from wortlaut.nlp import model
from wortlaut.page import write_pages
from wortlaut.params import Params
from wortlaut.quotations import speaker_totals, with_speaker
from wortlaut.report import dvc_plots, write_report
from wortlaut.report.figures import LIBRARIES as FIGURE_LIBRARIES
from wortlaut.sentiment import aggregate
from wortlaut.sentiment.label_model import chosen_model
from wortlaut.tables import csv_files, schemas
from wortlaut.text.article import Article, count_articles, parse_article, write_articles
from wortlaut.utils import files, remote
from wortlaut.utils.errors import WortlautError
from wortlaut.utils.progress import count_pieces, note, stage, track
from wortlaut.workflow import document_rows, processes, runner
from wortlaut.workflow.runner import Analysis
from wortlaut.workflow.steps import LAYERS

if TYPE_CHECKING:
    from wortlaut.workflow.cluster import ClusterAnalysis

log = logging.getLogger(__name__)
_METRICS_REMEDY = "Delete it, or take it from the repository again."
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
        parts: Path or address of the folder of what a cluster found, partition by partition.
    """

    source: Path
    interim: Path
    cache: Path
    processed: Path
    reports: Path
    dictionary: Path
    parts: str

    @classmethod
    def project(cls, root: Path) -> Paths:
        """Return the fixed paths of a project, as `dvc.yaml` names them."""
        data = root / "data"
        folders = (data / "raw", data / "interim", data / "cache", data / "processed")
        parts = str((data / "cache" / "parts").resolve())
        return cls(*folders, root / "reports", root / "docs" / "tables.md", parts)

    @classmethod
    def run(cls, source: Path, output: Path, address: str | None = None) -> Paths:
        """Return the paths of a run that reads `source` and writes below `output`.

        Args:
            source: The articles.
            output: Folder for the results.
            address: Where the results are copied to at the end; None where they stay.
        """
        processed = output / "processed"
        parts = f"{address or output.resolve()}/cache/parts"
        folders = (source, output / "interim", output / "cache", processed)
        return cls(*folders, output / "reports", processed / "tables.md", parts)

    @property
    def articles(self) -> Path:
        """The articles with their texts."""
        return self.interim / "articles.jsonl"

    @property
    def store(self) -> Path:
        """What was found in the articles, kept from run to run; not a part of the results."""
        return self.cache / "findings.sqlite"

    @property
    def kept_readings(self) -> Path:
        """What was read from files, kept from run to run."""
        return self.cache / "readings.sqlite"

    @property
    def kept_figures(self) -> Path:
        """The figures of the report, kept from run to run."""
        return self.cache / "figures.sqlite"

    @property
    def kept_pages(self) -> Path:
        """The pages of the articles, kept from run to run."""
        return self.cache / "pages.sqlite"

    @property
    def gold(self) -> Path:
        """Folder of the articles in which it was annotated who is meant; only a project has one."""
        return self.source.parent / "gold" / "identity"

    @property
    def model(self) -> Path:
        """What is known of the spaCy pipeline."""
        return self.processed / "model.json"

    @property
    def pages(self) -> Path:
        """Folder of the reading page."""
        return self.reports / "html"

    @property
    def metrics(self) -> Path:
        """Scores against gold data."""
        return self.reports / "metrics.json"

    @property
    def main_scores(self) -> Path:
        """The few of them by which versions are compared."""
        return self.reports / "scores.json"

    @property
    def plots(self) -> Path:
        """Folder of the data of DVC's plots."""
        return self.reports / "plots"


@stage("model")
def describe_model(paths: Paths, params: Params) -> None:
    """Write `model.json`: which spaCy pipeline the texts are analysed with, and the version of the tables."""
    found = model.find(params.model.name)
    log.debug("model: %s %s (%s, %s)", found.name, found.meta.get("version"), found.source, found.location)
    model.write_description(found, paths.model, {schemas.VERSION_KEY: schemas.SCHEMA_VERSION})


@stage("ingest")
def ingest_files(paths: Paths, params: Params) -> None:
    """Read the source into articles, sections and asides; write what was rejected, too.

    Raises:
        WortlautError: There is no file, none of them gave an article, or not all of them were accounted for.
    """
    found = find_files(paths.source)
    told: list[Rejected] = []
    n_items = n_rejected = 0
    with (
        csv_files.writing(schemas.SECTIONS, paths.processed) as sections,
        csv_files.writing(schemas.ASIDES, paths.processed) as asides,
        csv_files.writing(schemas.REJECTED, paths.processed) as rejected,
        memo.opened(paths.kept_readings, LIBRARIES) as keeper,
    ):

        def articles() -> Iterator[Article]:
            nonlocal n_items, n_rejected
            items = read_files(found, paths.source, params.ingest, keeper.recall)
            for item in track(items, _length, articles=len(found)):
                n_items += 1
                if isinstance(item, Rejected):
                    n_rejected += 1
                    rejected.add([schemas.RejectedRow(*item)])
                    told.extend([item] if n_rejected <= _TOLD else [])
                else:
                    sections.add(document_rows.section_rows(item))
                    asides.add(document_rows.aside_rows(item))
                    yield item

        write_articles(articles(), paths.articles)
    _check_nothing_lost(paths, n_items)
    note(articles=n_items - n_rejected, rejected=n_rejected)
    if n_rejected:
        _tell_rejected(told, n_rejected, n_items, paths)


def _length(item: Article | Rejected) -> int:
    return count_pieces(item.text) if isinstance(item, Article) else 0


def _check_nothing_lost(paths: Paths, n_items: int) -> None:
    """Check that every article that was found in the source stands in the articles or among the rejected ones.

    Raises:
        WortlautError: Some are lost.
    """
    n_articles = count_articles(paths.articles)
    n_rejected = sum(1 for _ in csv_files.rows(schemas.REJECTED, paths.processed))
    if n_articles + n_rejected != n_items:
        raise WortlautError(
            f"{paths.source}: {n_items} articles were found, but {n_articles} were read and {n_rejected} rejected. "
            "Please report this, and start again with an empty output."
        )


def _tell_rejected(told: Sequence[Rejected], n_rejected: int, n_items: int, paths: Paths) -> None:
    named = [f"  {path}: {reason}" for path, reason in told]
    if n_rejected > len(told):
        named.append(f"  … and {n_rejected - len(told)} more, see {paths.processed / 'rejected.csv'}")
    if n_rejected == n_items:
        raise WortlautError("\n".join([f"{paths.source}: no file gave an article. Mend these:", *named]))
    log.warning("%d of %d articles could not be read:\n%s", n_rejected, n_items, "\n".join(named))


@stage("tokenize")
def annotate_articles(paths: Paths, params: Params) -> None:
    """Analyse the texts with the spaCy pipeline; write articles, sentences and tokens.

    Raises:
        WortlautError: The pipeline is not the one that `model.json` describes.
    """
    with (
        _analysed(paths, params, "text") as analysis,
        csv_files.writing(schemas.ARTICLES, paths.processed) as articles,
        csv_files.writing(schemas.SENTENCES, paths.processed) as sentences,
        csv_files.writing(schemas.TOKENS, paths.processed) as tokens,
    ):
        for line, found in analysis.findings("text"):
            counts = document_rows.TextCounts.from_json(found.facts)
            articles.add([document_rows.article_row(parse_article(line), counts)])
            sentences.add_csv(found.tables["sentences"])
            tokens.add_csv(found.tables["tokens"])


@stage("entities")
def find_entities(paths: Paths, params: Params) -> None:
    """Find the mentions of named entities, and the persons, organisations and places they name."""
    register = Register()
    with (
        _analysed(paths, params, "entities") as analysis,
        csv_files.writing(schemas.ENTITIES, paths.processed) as table,
    ):
        for _, found in analysis.findings("entities"):
            register.add(map(Naming.from_json, found.facts))
            table.add_csv(found.tables["entities"])
    csv_files.write(schemas.CANONICAL_ENTITIES, entity_rows(register.entities()), paths.processed)


@stage("quotations")
def attribute_quotations(paths: Paths, params: Params) -> None:
    """Find the quotations and who speaks in each."""
    entities = read_entities(paths.processed)
    n_quotations = 0
    with (
        _analysed(paths, params, "quotations") as analysis,
        csv_files.writing(schemas.QUOTATIONS, paths.processed) as table,
    ):
        for _, found in analysis.findings("quotations"):
            quotations = csv_files.parse(schemas.QUOTATIONS, found.tables["quotations"])
            named = [with_speaker(row, entities) for row in quotations]
            table.add_csv(csv_files.as_csv(named))
            n_quotations += len(named)
    note(quotations=n_quotations)


@stage("sentiment")
def score_sentiment(paths: Paths, params: Params) -> None:
    """Score the tone of sentences, sections, quoted words by speaker, and clauses by entity."""
    labels = chosen_model(params.sentiment.labels)
    speakers, entities = aggregate.TonesByEntity(labels), aggregate.TonesByEntity(labels)
    with (
        _analysed(paths, params, "tone") as analysis,
        csv_files.writing(schemas.SENTENCE_SENTIMENT, paths.processed) as sentences,
        csv_files.writing(schemas.SECTION_SENTIMENT, paths.processed) as sections,
    ):
        for _, found in analysis.findings("tone"):
            sentences.add_csv(found.tables["sentence_sentiment"])
            sections.add_csv(found.tables["section_sentiment"])
            states = aggregate.ToneStates.from_json(found.facts)
            speakers.merge(states.speakers)
            entities.merge(states.entities)
    names = {canonical_id: entity.name for canonical_id, entity in read_entities(paths.processed).items()}
    csv_files.write(schemas.SPEAKER_SENTIMENT, speakers.rows(schemas.SpeakerSentimentRow, names), paths.processed)
    csv_files.write(schemas.ENTITY_SENTIMENT, entities.rows(schemas.EntitySentimentRow, names), paths.processed)


@stage("tables")
def sum_up(paths: Paths, params: Params) -> None:
    """Write who is quoted how much, the keywords, the data of the plot of tone, and the data dictionary."""
    quotations = csv_files.rows(schemas.QUOTATIONS, paths.processed)
    speakers = speaker_totals.speaker_rows(quotations, read_entities(paths.processed))
    csv_files.write(schemas.SPEAKERS, speakers, paths.processed)
    with _analysed(paths, params, "keywords") as analysis:
        keywords = keyword_rows(lambda: (Lemmas.from_json(found.facts) for _, found in analysis.findings("keywords")))
        csv_files.write(schemas.KEYWORDS, keywords, paths.processed)
    tones = dvc_plots.tone_by_section(csv_files.rows(schemas.SECTION_SENTIMENT, paths.processed))
    dvc_plots.write(paths.plots / "tone_by_section.csv", dvc_plots.TONE_COLUMNS, tones)
    with files.writing(paths.dictionary) as page:
        page.write(schemas.dictionary())


@contextmanager
def _analysed(paths: Paths, params: Params, *layers: str) -> Iterator[Analysis | ClusterAnalysis]:
    """Open the analysis of the articles, with some layers complete.

    Raises:
        WortlautError: The spaCy pipeline is not the one that `model.json` describes.
    """
    found = model.find(params.model.name)
    model.check_unchanged(found, paths.model)
    if params.run.engine == "dask":
        # Imported here because pyarrow takes a time that no other engine needs.
        from wortlaut.workflow.cluster import ClusterAnalysis

        cluster = ClusterAnalysis(paths.articles, paths.parts, found, params)
        cluster.complete(layers)
        yield cluster
        return
    with runner.opened(paths.articles, paths.store, found, params) as analysis:
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
    from wortlaut.evaluate import evaluate, with_kept_scores
    from wortlaut.evaluate.corpora import VARIABLE, find_corpora

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
    _write_scores(scores if kept is None else with_kept_scores(scores, kept), paths)


def _write_scores(scores: dict[str, Any], paths: Paths) -> None:
    from wortlaut.evaluate.main_scores import main_scores

    try:
        _write_json(main_scores(scores), paths.main_scores)
        dvc_plots.write(paths.plots / "scores_by_type.csv", dvc_plots.SCORE_COLUMNS, dvc_plots.scores_by_type(scores))
        dvc_plots.write(
            paths.plots / "tone_confusion.csv", dvc_plots.CONFUSION_COLUMNS, dvc_plots.tone_confusion(scores)
        )
    except (KeyError, TypeError) as error:
        # What was measured just now is whole; only kept scores can be of another form.
        raise WortlautError(f"{paths.metrics}: is of another version. {_METRICS_REMEDY}") from error
    _write_json(scores, paths.metrics)


def _write_json(content: dict[str, Any], path: Path) -> None:
    with files.writing(path) as handle:
        handle.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _read_metrics(path: Path) -> dict[str, Any]:
    try:
        metrics = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WortlautError(f"{path}: is no JSON ({error}). {_METRICS_REMEDY}") from error
    if not isinstance(metrics, dict):
        raise WortlautError(f"{path}: is no JSON object. {_METRICS_REMEDY}")
    return metrics


@stage("report")
def report(paths: Paths, params: Params) -> None:
    """Write the report and its figures."""
    with memo.opened(paths.kept_figures, FIGURE_LIBRARIES) as keeper:
        write_report(paths.processed, paths.pages, paths.reports, params.report, keeper.recall)


@stage("page")
def write_reading_page(paths: Paths, params: Params) -> None:
    """Write the page that shows each article with what was found in it."""
    write_pages(paths.articles, paths.processed, paths.pages, paths.kept_pages, params.report.language)


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
    "page": write_reading_page,
}
"""The stages by the names they have in `dvc.yaml` and on the command line, in their order."""
_WITH_ALL_TABLES = {"evaluate", "report", "page"}
"""Stages that add nothing to the tables, and can take place beside each other once these are there."""


def run(source: str | Path, output: str | Path, params: Params) -> str:
    """Analyse articles from end to end; scores against gold data are left to `evaluate`.

    Args:
        source: An article or a folder of articles, here or at an address (`s3://…`).
        output: Folder for tables and report, here or at an address; made where it is missing.
        params: The parameters.

    Returns:
        Path or address of the folder with the report (`report.md`) and the reading page (`html/index.html`).

    Raises:
        WortlautError: There are no articles, the output is inside the source, or a stage failed.
    """
    with remote.at_hand(str(source), str(output)) as (articles, results):
        address = str(output).rstrip("/") if remote.is_address(str(output)) else None
        paths = Paths.run(articles, results, address)
        find_files(articles)
        written = (paths.processed, paths.reports, paths.interim, paths.cache)
        if any(folder.resolve().is_relative_to(articles.resolve()) for folder in written):
            raise WortlautError(
                f"{output}: is inside the input {source}, and would be read as articles next time. Choose another."
            )
        has_processes = params.run.engine == "local" and params.run.processes > 1
        if has_processes:
            processes.prepare()
        with stage("run"):
            for name, work in STAGES.items():
                if name == "tokenize":
                    # All layers in one go while an article is in memory; the stages then find them in the store.
                    with stage("analyse"), _analysed(paths, params, *LAYERS):
                        pass
                if name not in _WITH_ALL_TABLES:
                    work(paths, params)
            if has_processes:
                # The other process tells nothing, so the stage is named in this one, too.
                with stage("report"), processes.beside(report, paths, params):
                    write_reading_page(paths, params)
            else:
                report(paths, params)
                write_reading_page(paths, params)
            n_articles = sum(1 for _ in csv_files.rows(schemas.ARTICLES, paths.processed))
            n_rejected = sum(1 for _ in csv_files.rows(schemas.REJECTED, paths.processed))
            _check_nothing_lost(paths, n_articles + n_rejected)
    return f"{address or results}/reports"
