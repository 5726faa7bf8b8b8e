"""Analyse one article, step by step: annotation, text, entities, quotations, tone, keywords.

A step is a function of the article, the steps it needs, the spaCy pipeline and the parameters, and of nothing else, so
it can be computed anywhere, in any order, and kept. Results that depend on all articles (names, roles, tone of
entities, keywords) are added up later from the `partials`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from threadpoolctl import threadpool_limits

from wortlaut import keywords
from wortlaut.cache import fingerprint
from wortlaut.cache.payload import Payload
from wortlaut.corrections.entities import corrected_mentions
from wortlaut.corrections.quotations import corrected_quotations
from wortlaut.corrections.records import NO_CORRECTIONS
from wortlaut.entities import find_mentions, mention_rows, mentions_in, namings
from wortlaut.nlp import model
from wortlaut.nlp.annotate import Document, annotate, from_bytes, release, to_bytes
from wortlaut.params import Params
from wortlaut.quotations import find_quotations, turn_rows
from wortlaut.sentiment import aggregate
from wortlaut.sentiment.label_model import chosen_model
from wortlaut.sentiment.lexicon import load_lexicon
from wortlaut.sentiment.scored import score
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import QuotationRow
from wortlaut.text.article import Article, parse_article
from wortlaut.workflow import document_rows

if TYPE_CHECKING:
    from spacy.language import Language

    from wortlaut.corrections.records import Corrections

ANNOTATION = "annotation"
"""The step that all others need."""


class StepResult(NamedTuple):
    """The result of a step for an article.

    Attributes:
        tables: Lines of tables (see `csv_files.to_csv`) by the table's name.
        partials: What is added up over the articles: a NamedTuple or a list of them; as JSON, which has lists for
            the class's `_make`, once it was stored.
    """

    tables: Mapping[str, str]
    partials: Any = None

    def to_bytes(self) -> bytes:
        """Serialise the result."""
        return Payload(self.partials, {name: lines.encode() for name, lines in self.tables.items()}).to_bytes()

    @classmethod
    def from_bytes(cls, content: bytes) -> StepResult:
        """Return the result that `to_bytes` serialised."""
        partials, parts = Payload.from_bytes(content)
        return cls({name: lines.decode() for name, lines in parts.items()}, partials)


Results = Mapping[str, StepResult]
"""The results for an article, by step."""


class Job(NamedTuple):
    """An article of which some steps are wanted.

    Attributes:
        article_id: The article.
        line: The article, as `articles.jsonl` has it.
        missing: The names of the wanted steps, in the order of `STEPS`.
        known: Serialised results of other steps that these need, by step.
    """

    article_id: str
    line: str
    missing: tuple[str, ...]
    known: Mapping[str, bytes]


class Analyst:
    """Compute the steps of articles; the spaCy pipeline and the word lists are loaded when first needed.

    Args:
        info: The spaCy pipeline.
        params: The parameters.
        corrections: The corrections of all articles.
    """

    def __init__(self, info: model.ModelInfo, params: Params, corrections: Corrections = NO_CORRECTIONS) -> None:
        self._params = params
        self._info = info
        self._corrections = corrections

    @cached_property
    def _nlp(self) -> Language:
        return model.load(self._info)

    def analyse(self, jobs: Iterable[Job]) -> list[dict[str, bytes]]:
        """Return the serialised results of the missing steps of each article by step, in the order of the jobs."""
        # One thread: processes share the machine, and the order in which threads add numbers shows in the last digit.
        with threadpool_limits(limits=1):
            return list(self._analyse(list(jobs)))

    def _analyse(self, jobs: list[Job]) -> Iterator[dict[str, bytes]]:
        fresh = [parse_article(job.line) for job in jobs if ANNOTATION in job.missing]
        annotated = self._annotated(fresh) if fresh else iter(())
        for job in jobs:
            if ANNOTATION in job.missing:
                document = next(annotated)
            else:
                document = from_bytes(parse_article(job.line), job.known[ANNOTATION])
            results = {
                name: StepResult.from_bytes(content) for name, content in job.known.items() if name != ANNOTATION
            }
            computed: dict[str, bytes] = {}
            corrections = self._corrections.of(job.article_id, job.line)
            for name in job.missing:
                compute = STEPS[name].compute
                if compute is None:
                    computed[name] = to_bytes(document)
                else:
                    results[name] = compute(document, results, self._params, corrections)
                    computed[name] = results[name].to_bytes()
            release(document)
            yield computed

    def _annotated(self, articles: list[Article]) -> Iterator[Document]:
        batch_size, lemmas = self._params.run.batch_size, self._params.model.lemmas
        return annotate(articles, self._nlp, batch_size=batch_size, lemmas=lemmas)


def _text_step(document: Document, results: Results, params: Params, corrections: Corrections) -> StepResult:
    article_id = document.article.article_id
    tokens = list(document_rows.token_rows(document))
    lines = {
        "sentences": csv_files.to_csv(schemas.SENTENCES, document_rows.sentence_rows(document), article_id),
        "tokens": csv_files.to_csv(schemas.TOKENS, tokens, article_id),
    }
    return StepResult(lines, document_rows.TextCounts(len(document.sentences), len(tokens)))


def _entities_step(document: Document, results: Results, params: Params, corrections: Corrections) -> StepResult:
    article_id = document.article.article_id
    mentions = corrected_mentions(article_id, find_mentions(document), corrections.entities)
    lines = csv_files.to_csv(schemas.ENTITIES, mention_rows(article_id, mentions), article_id)
    return StepResult({"entities": lines}, namings(document, mentions))


def _quotations_step(document: Document, results: Results, params: Params, corrections: Corrections) -> StepResult:
    mentions, article_id = _mentions(results["entities"].tables["entities"]), document.article.article_id
    found = find_quotations(document, mentions)
    corrected = corrected_quotations(document, mentions, found, corrections.quotations)
    lines = {
        "quotations": csv_files.to_csv(schemas.QUOTATIONS, corrected.rows, article_id),
        "turns": csv_files.to_csv(schemas.TURNS, turn_rows(document, mentions), article_id),
    }
    return StepResult(lines, corrected.applied)


def _tone_step(document: Document, results: Results, params: Params, corrections: Corrections) -> StepResult:
    labels = chosen_model(params.sentiment.labels)
    window = params.sentiment.negation_window
    scored = score(document, load_lexicon(), negation_window=window, model=labels)
    quotations = _quotations(results["quotations"].tables["quotations"])
    speakers, entities = aggregate.TonesByEntity(), aggregate.TonesByEntity()
    speakers.add_quotations(document, scored, quotations)
    entities.add_mentions(document, scored, _mentions(results["entities"].tables["entities"]))
    article_id = document.article.article_id
    sentences = aggregate.sentence_rows(document, scored)
    sections = aggregate.section_rows(document, scored, quotations)
    polar_words = aggregate.polar_word_rows(document, scored)
    lines = {
        "sentence_sentiment": csv_files.to_csv(schemas.SENTENCE_SENTIMENT, sentences, article_id),
        "polar_words": csv_files.to_csv(schemas.POLAR_WORDS, polar_words, article_id),
        "section_sentiment": csv_files.to_csv(schemas.SECTION_SENTIMENT, sections, article_id),
    }
    return StepResult(lines, aggregate.ToneStates(speakers.state(), entities.state()))


def _keywords_step(document: Document, results: Results, params: Params, corrections: Corrections) -> StepResult:
    return StepResult({}, keywords.count(document, _quotations(results["quotations"].tables["quotations"])))


# Cached for one article, because the steps that read them follow each other.
_mentions = lru_cache(1)(mentions_in)


@lru_cache(1)
def _quotations(lines: str) -> tuple[QuotationRow, ...]:
    return tuple(csv_files.parse(schemas.QUOTATIONS, lines))


class Step(NamedTuple):
    """How a step is computed.

    Attributes:
        compute: The function; None for the annotation, which is computed for many articles at once.
        needs: The steps that it reads.
        params: The parameters that it reads.
        rooms: The rooms (folders) of the package whose code and word lists it runs, apart from those of the steps it
            needs. This is the one account of what results depend on: the stages in `dvc.yaml` name the same rooms, and
            tests/project/test_dependencies.py compares both with the imports.
    """

    compute: Callable[[Document, Results, Params, Corrections], StepResult] | None
    needs: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()


_COMMON = ("german", "nlp", "tables", "text", "workflow")
STEPS: Mapping[str, Step] = {
    ANNOTATION: Step(None, params=("model.lemmas",), rooms=("cache", "german", "nlp", "text")),
    "text": Step(_text_step, needs=(ANNOTATION,), rooms=_COMMON),
    "entities": Step(_entities_step, needs=(ANNOTATION,), rooms=(*_COMMON, "corrections", "entities")),
    "quotations": Step(_quotations_step, needs=(ANNOTATION, "entities"), rooms=(*_COMMON, "corrections", "quotations")),
    "tone": Step(
        _tone_step,
        needs=(ANNOTATION, "entities", "quotations"),
        params=("sentiment.labels", "sentiment.negation_window"),
        rooms=(*_COMMON, "sentiment"),
    ),
    "keywords": Step(_keywords_step, needs=(ANNOTATION, "quotations"), rooms=(*_COMMON, "keywords.py")),
}
"""The steps by name, each after those that it needs."""


CORRECTED = frozenset({"entities", "quotations", "tone", "keywords"})
"""The steps whose results depend on corrections of the article."""


def fingerprints(info: model.ModelInfo, params: Params) -> dict[str, str]:
    """Return a digest per step of all that it depends on apart from the article: model, parameters and code.

    Args:
        info: The spaCy pipeline.
        params: The parameters.
    """
    values = params.model_dump()
    digests: dict[str, str] = {}
    for name, step in STEPS.items():
        digest = hashlib.sha256()
        if step.compute is None:
            digest.update(json.dumps(model.description(info), sort_keys=True).encode())
        for need in step.needs:
            digest.update(digests[need].encode())
        for key in step.params:
            block, field = key.split(".")
            digest.update(json.dumps([key, values[block][field]]).encode())
        digest.update(fingerprint.digest(*step.rooms).encode())
        digests[name] = digest.hexdigest()
    return digests
