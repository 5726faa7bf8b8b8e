"""The components and their factories."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from spacy.language import Language
from spacy.pipeline import Pipe

from wortlaut.components import attributes
from wortlaut.components.documents import to_document
from wortlaut.entities import EntityIndex, find_mentions, namings
from wortlaut.nlp.annotate import Document
from wortlaut.params import SentimentParams
from wortlaut.quotations import find_quotations, with_speaker
from wortlaut.sentiment.label_model import chosen_model
from wortlaut.sentiment.lexicon import load_lexicon
from wortlaut.sentiment.scored import score
from wortlaut.sentiment.tone import tone_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from wortlaut.sentiment.tone import Tone

_REQUIRES = ["token.tag", "token.dep", "doc.ents"]
_SETTINGS = "settings.json"

attributes.register()


class _Component(Pipe):
    """A component without weights: it consists of rules, which come with Wortlaut, and of settings.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        settings: The settings.

    Raises:
        ValueError: The pipeline is not for German.
    """

    def __init__(self, nlp: Language, name: str, **settings: Any) -> None:
        if nlp.lang != "de":
            raise ValueError(f"{name}: works on German pipelines only (`de`), but this one is for '{nlp.lang}'.")
        self.name = name
        self.settings = settings

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Serialise the settings."""
        return json.dumps(self.settings).encode()

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> _Component:
        """Take over the settings that `to_bytes` serialised, and return the component."""
        self.settings = json.loads(bytes_data)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the settings to a folder; `nlp.to_disk` calls it."""
        Path(path).mkdir(parents=True, exist_ok=True)
        Path(path, _SETTINGS).write_text(json.dumps(self.settings, indent=2) + "\n", encoding="utf-8", newline="")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> _Component:
        """Take over the settings that `to_disk` wrote, and return the component."""
        self.settings = json.loads(Path(path, _SETTINGS).read_text(encoding="utf-8"))
        return self


@Language.factory(
    "wortlaut_entities", assigns=["doc._.entities", "doc._.people"], requires=_REQUIRES, default_config={}
)
class EntityComponent(_Component):
    """Find entities and their mentions by name, description and pronoun: `doc._.entities`; persons: `doc._.people`."""

    def __init__(self, nlp: Language, name: str) -> None:
        super().__init__(nlp, name)

    def __call__(self, doc: Doc) -> Doc:
        """Add the entities to a document."""
        _find_entities(doc, to_document(doc))
        return doc


@Language.factory(
    "wortlaut_quotations",
    assigns=["doc._.quotations", "doc.spans"],
    requires=_REQUIRES,
    default_config={},
)
class QuotationComponent(_Component):
    """Find quotations and their speakers: `doc._.quotations`, and their words in `doc.spans["quotations"]`.

    Without `wortlaut_entities` before it, it finds the entities too.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        super().__init__(nlp, name)

    def __call__(self, doc: Doc) -> Doc:
        """Add the quotations to a document."""
        document = to_document(doc)
        if not attributes.has_entities(doc):
            _find_entities(doc, document)
        entities = attributes.canonical_entities_of(doc)
        rows = find_quotations(document, attributes.mentions_of(doc))
        attributes.set_quotations(doc, [with_speaker(row, entities) for row in rows])
        return doc


@Language.factory(
    "wortlaut_tone",
    assigns=["span._.tone"],
    requires=["token.tag", "token.dep"],
    default_config={"labels": "model", "negation_window": 4},
)
class ToneComponent(_Component):
    """Score the tone of sentences: `sent._.tone`, a `wortlaut.sentiment.tone.Tone`.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        labels: What assigns the labels: `model` (a classifier, with probabilities) or `lexicon` (the polarity).
        negation_window: Maximum number of words after "nicht", "kein", … that a negation affects.

    Raises:
        ValueError: A setting is not allowed.
    """

    def __init__(self, nlp: Language, name: str, labels: Literal["lexicon", "model"], negation_window: int) -> None:
        SentimentParams(labels=labels, negation_window=negation_window)  # checks them
        super().__init__(nlp, name, labels=labels, negation_window=negation_window)

    def __call__(self, doc: Doc) -> Doc:
        """Add the tones to a document."""
        attributes.set_tones(doc, self._tones(doc))
        return doc

    def _tones(self, doc: Doc) -> Iterator[tuple[int, Tone]]:
        model = chosen_model(self.settings["labels"])
        window = self.settings["negation_window"]
        parts = iter(score(to_document(doc), load_lexicon(), negation_window=window, model=model))
        part = next(parts, None)
        for sent in doc.sents:
            inside = []
            while part is not None and part.sentence.span.start < sent.end:
                inside.append(part)
                part = next(parts, None)
            yield sent.start, tone_of([part.whole for part in inside])


def _find_entities(doc: Doc, document: Document) -> None:
    mentions = find_mentions(document)
    index = EntityIndex()
    index.add(namings(document, mentions))
    attributes.set_entities(doc, mentions, index.entities())
