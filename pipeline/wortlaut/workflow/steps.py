"""What is found in one article, layer by layer: annotation, text, entities, quotations, tone, keywords.

A layer is a function of the article, of the layers it needs, of the spaCy pipeline and the parameters, and of nothing
else; so it can be made anywhere, in any order, and kept. What all articles have a say in (names, roles, tone of
entities, keywords) is added up later from the `facts`.
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
from wortlaut.entities import find_mentions, mention_rows, mentions_in, namings
from wortlaut.nlp import model
from wortlaut.nlp.annotate import Document, annotate, from_bytes, release, to_bytes
from wortlaut.params import Params
from wortlaut.quotations import find_quotations
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

ANNOTATION = "annotation"
"""The layer that all others need."""


class Findings(NamedTuple):
    """What a layer found in an article.

    Attributes:
        tables: Lines of tables (see `csv_files.to_csv`) by the table's name.
        facts: What is added up over the articles, a NamedTuple; from bytes it comes as JSON has it, for the class's
            `from_json`.
    """

    tables: Mapping[str, str]
    facts: Any = None

    def to_bytes(self) -> bytes:
        """Return the findings in a form that can be kept."""
        return Payload(self.facts, {name: lines.encode() for name, lines in self.tables.items()}).to_bytes()

    @classmethod
    def from_bytes(cls, content: bytes) -> Findings:
        """Return findings that `to_bytes` gave a form to."""
        facts, parts = Payload.from_bytes(content)
        return cls({name: lines.decode() for name, lines in parts.items()}, facts)


Found = Mapping[str, Findings]
"""What was found in an article, by layer."""


class Job(NamedTuple):
    """An article of which some layers are wanted.

    Attributes:
        article_id: The article.
        line: The article, as `articles.jsonl` has it.
        missing: The names of the wanted layers, in the order of `LAYERS`.
        known: What these need and is known, by layer.
    """

    article_id: str
    line: str
    missing: tuple[str, ...]
    known: Mapping[str, bytes]


class Analyst:
    """Makes the layers of articles; loads the spaCy pipeline and the word lists when first needed.

    Args:
        found: The spaCy pipeline.
        params: The parameters.
    """

    def __init__(self, found: model.Found, params: Params) -> None:
        self._params = params
        self._found = found

    @cached_property
    def _nlp(self) -> Language:
        return model.load(self._found)

    def analyse(self, jobs: Iterable[Job]) -> list[dict[str, bytes]]:
        """Return the missing layers of each article by name, in the order of the jobs."""
        # One thread: processes share the machine, and the order in which threads add up would show in the last digit.
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
            found = {name: Findings.from_bytes(content) for name, content in job.known.items() if name != ANNOTATION}
            made: dict[str, bytes] = {}
            for name in job.missing:
                find = LAYERS[name].find
                if find is None:
                    made[name] = to_bytes(document)
                else:
                    found[name] = find(document, found, self._params)
                    made[name] = found[name].to_bytes()
            release(document)
            yield made

    def _annotated(self, articles: list[Article]) -> Iterator[Document]:
        return annotate(articles, self._nlp, batch_size=self._params.run.batch_size)


def _find_text(document: Document, found: Found, params: Params) -> Findings:
    article_id = document.article.article_id
    tokens = list(document_rows.token_rows(document))
    lines = {
        "sentences": csv_files.to_csv(schemas.SENTENCES, document_rows.sentence_rows(document), article_id),
        "tokens": csv_files.to_csv(schemas.TOKENS, tokens, article_id),
    }
    return Findings(lines, document_rows.TextCounts(len(document.sentences), len(tokens)))


def _find_entities(document: Document, found: Found, params: Params) -> Findings:
    mentions = find_mentions(document)
    article_id = document.article.article_id
    lines = csv_files.to_csv(schemas.ENTITIES, mention_rows(article_id, mentions), article_id)
    return Findings({"entities": lines}, namings(document, mentions))


def _find_quotations(document: Document, found: Found, params: Params) -> Findings:
    quotations = find_quotations(document, _mentions(found["entities"].tables["entities"]))
    return Findings({"quotations": csv_files.to_csv(schemas.QUOTATIONS, quotations, document.article.article_id)})


def _find_tone(document: Document, found: Found, params: Params) -> Findings:
    labels = chosen_model(params.sentiment.labels)
    window = params.sentiment.negation_window
    scored = score(document, load_lexicon(), negation_window=window, model=labels)
    quotations = _quotations(found["quotations"].tables["quotations"])
    speakers, entities = aggregate.TonesByEntity(labels), aggregate.TonesByEntity(labels)
    speakers.add_quotations(document, scored, quotations)
    entities.add_mentions(document, scored, _mentions(found["entities"].tables["entities"]))
    article_id = document.article.article_id
    sentences = aggregate.sentence_rows(document, scored, labels)
    sections = aggregate.section_rows(document, scored, quotations, labels)
    lines = {
        "sentence_sentiment": csv_files.to_csv(schemas.SENTENCE_SENTIMENT, sentences, article_id),
        "section_sentiment": csv_files.to_csv(schemas.SECTION_SENTIMENT, sections, article_id),
    }
    return Findings(lines, aggregate.ToneStates(speakers.state(), entities.state()))


def _find_keywords(document: Document, found: Found, params: Params) -> Findings:
    return Findings({}, keywords.count(document, _quotations(found["quotations"].tables["quotations"])))


# Kept of one article, because the layers that read them follow each other.
_mentions = lru_cache(1)(mentions_in)


@lru_cache(1)
def _quotations(lines: str) -> tuple[QuotationRow, ...]:
    return tuple(csv_files.parse(schemas.QUOTATIONS, lines))


class Layer(NamedTuple):
    """How a layer is made.

    Attributes:
        find: The function that makes it; None for the annotation, which is made for many articles at once.
        needs: The layers that it reads.
        params: The parameters that it reads.
        rooms: The rooms (folders) of the package whose code and word lists it runs, without those of the layers it
            needs. This is the one account of what results depend on: the stages in `dvc.yaml` name the same rooms, and
            tests/project/test_dependencies.py compares both with the imports.
    """

    find: Callable[[Document, Found, Params], Findings] | None
    needs: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()


_RULES = ("german", "nlp", "tables", "text", "workflow")
LAYERS: Mapping[str, Layer] = {
    ANNOTATION: Layer(None, rooms=("cache", "german", "nlp", "text")),
    "text": Layer(_find_text, needs=(ANNOTATION,), rooms=_RULES),
    "entities": Layer(_find_entities, needs=(ANNOTATION,), rooms=(*_RULES, "entities")),
    "quotations": Layer(_find_quotations, needs=(ANNOTATION, "entities"), rooms=(*_RULES, "quotations")),
    "tone": Layer(
        _find_tone,
        needs=(ANNOTATION, "entities", "quotations"),
        params=("sentiment.labels", "sentiment.negation_window"),
        rooms=(*_RULES, "sentiment"),
    ),
    "keywords": Layer(_find_keywords, needs=(ANNOTATION, "quotations"), rooms=(*_RULES, "keywords.py")),
}
"""The layers by name, each after those that it needs."""


def fingerprints(found: model.Found, params: Params) -> dict[str, str]:
    """Return what the layers depend on beside the article, as one digest each: model, parameters and code.

    Args:
        found: The spaCy pipeline.
        params: The parameters.
    """
    values = params.model_dump()
    digests: dict[str, str] = {}
    for name, layer in LAYERS.items():
        digest = hashlib.sha256()
        if layer.find is None:
            digest.update(json.dumps(model.description(found), sort_keys=True).encode())
        for need in layer.needs:
            digest.update(digests[need].encode())
        for key in layer.params:
            block, field = key.split(".")
            digest.update(json.dumps([key, values[block][field]]).encode())
        digest.update(fingerprint.digest(*layer.rooms).encode())
        digests[name] = digest.hexdigest()
    return digests
