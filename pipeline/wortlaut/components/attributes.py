"""What the components add to spaCy's documents: `doc._.quotations`, `doc._.people`, `doc._.entities`, `sent._.tone`.

Everything is kept as plain lists in `doc.user_data`, so that spaCy can write it (`Doc.to_bytes`, `DocBin`) and send it
from process to process; the attributes make objects of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from spacy.tokens import Doc, Span

from wortlaut.entities import CanonicalEntity, Mention
from wortlaut.sentiment.interval import Interval
from wortlaut.sentiment.label_model import Probabilities
from wortlaut.sentiment.tone import Tone
from wortlaut.tables.schemas import QuotationRow
from wortlaut.text.spans import Span as Characters
from wortlaut.text.spans import from_cell

R = TypeVar("R", Mention, CanonicalEntity, QuotationRow)
SPANS = "quotations"
"""Key of the quotations in `doc.spans`."""
_MENTIONS, _ENTITIES, _QUOTATIONS, _TONES = (
    f"wortlaut_{name}" for name in ("mentions", "entities", "quotations", "tones")
)


@dataclass(frozen=True)
class Entity:
    """A person, organisation, place or other named entity of a document.

    Attributes:
        row: What is known about it, as in `canonical_entities.csv`.
        mentions: Its mentions by name, description (`die Ministerin`) and pronoun, in reading order; their `kb_id_` is
            the canonical_id, their `id_` the kind: `name`, `nominal` or `pronoun`.
    """

    row: CanonicalEntity
    mentions: tuple[Span, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def canonical_id(self) -> str:
        """Its id; one that ends in `@doc` holds in this document only."""
        return self.row.canonical_id

    @property
    def name(self) -> str:
        """The fullest form of the name."""
        return self.row.name

    @property
    def label(self) -> str:
        """PER, ORG, LOC or MISC."""
        return self.row.label

    @property
    def role(self) -> str | None:
        """What the text calls a person, e.g. an office, or None."""
        return self.row.role

    @property
    def party(self) -> str | None:
        """The party that the text says a person belongs to, or None."""
        return self.row.party


@dataclass(frozen=True)
class Quotation:
    """A quotation of a document.

    Attributes:
        row: The quotation as in `quotations.csv`, with all its columns.
        quote: The quoted words with any quotation marks; two spans if a frame interrupts them.
        cue: The words that introduce it ("lud … ein" is two spans).
        speaker: The noun phrase that names the speaker, or None.
        addressee: The addressee, or None.
        entity: The speaker's entity, or None if it is uncertain.
    """

    row: QuotationRow
    quote: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: Span | None
    addressee: Span | None
    entity: Entity | None

    def __str__(self) -> str:
        name = self.entity.name if self.entity else self.speaker or "?"
        return f"{name}: {self.text}"

    @property
    def text(self) -> str:
        """The quoted words; ` … ` marks an interrupting frame."""
        return self.row.quote_text

    @property
    def type(self) -> str:
        """`Direct`, `Indirect`, `FreeIndirect`, `IndirectFreeIndirect` or `Reported`."""
        return self.row.type

    @property
    def medium(self) -> str:
        """`Speech`, `Writing`, `Thought`, or two of them (`ST`, `SW`, `TW`)."""
        return self.row.medium

    @property
    def rule(self) -> str:
        """The rule that found it, see `docs/quotations.md`."""
        return self.row.rule

    @property
    def confidence(self) -> float:
        """Measured precision of that rule, from 0 to 1."""
        return self.row.confidence


def register() -> None:
    """Add the attributes to spaCy's classes."""
    Doc.set_extension("quotations", getter=_quotations, force=True)
    Doc.set_extension("entities", getter=_entities, force=True)
    Doc.set_extension("people", getter=_people, force=True)
    Span.set_extension("tone", getter=_tone, force=True)


def set_entities(doc: Doc, mentions: Iterable[Mention], entities: Iterable[CanonicalEntity]) -> None:
    """Keep the mentions and entities of a document."""
    doc.user_data[_MENTIONS] = [_plain(mention) for mention in mentions]
    doc.user_data[_ENTITIES] = [_plain(entity) for entity in entities]


def has_entities(doc: Doc) -> bool:
    """Return whether `set_entities` was called for a document."""
    return _MENTIONS in doc.user_data


def mentions_of(doc: Doc) -> tuple[Mention, ...]:
    """Return the mentions that `set_entities` kept."""
    mentions = _stored(doc, _MENTIONS, Mention)
    return tuple(mention._replace(span=Characters(*mention.span)) for mention in mentions)


def canonical_entities_of(doc: Doc) -> dict[str, CanonicalEntity]:
    """Return the entities that `set_entities` kept, by canonical_id."""
    entities = _stored(doc, _ENTITIES, CanonicalEntity)
    return {entity.canonical_id: entity._replace(aliases=tuple(entity.aliases)) for entity in entities}


def set_quotations(doc: Doc, rows: Sequence[QuotationRow]) -> None:
    """Keep the quotations of a document, and add their words to `doc.spans`."""
    doc.user_data[_QUOTATIONS] = [_plain(row) for row in rows]
    doc.spans[SPANS] = [
        span for row in rows for span in _spans(doc, row.quote_spans, row.type, span_id=row.quotation_id)
    ]


def set_tones(doc: Doc, tones: Iterable[tuple[int, Tone]]) -> None:
    """Keep the tones of sentences, each with the index of the sentence's first token, in reading order."""
    doc.user_data[_TONES] = [[start, _plain(tone)] for start, tone in tones]


def _stored(doc: Doc, key: str, kind: type[R]) -> Iterator[R]:
    """Yield the rows of a kind that are kept in a document.

    Raises:
        ValueError: Another version of Wortlaut wrote them.
    """
    for values in doc.user_data.get(key, ()):
        if len(values) != len(kind._fields):
            raise ValueError("Another version of Wortlaut annotated the document. Run the pipeline again.")
        yield kind(*values)


def _plain(value: Any) -> Any:
    """Return tuples as lists, which is what they are when spaCy has written and read them."""
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value


def _entities(doc: Doc) -> tuple[Entity, ...]:
    spans: dict[str, list[Span]] = {}
    for mention in mentions_of(doc):
        span = _span(doc, mention.span, mention.label, kb_id=mention.canonical_id, span_id=mention.kind)
        spans.setdefault(mention.canonical_id, []).append(span)
    entities = canonical_entities_of(doc)
    return tuple(Entity(entity, tuple(spans.get(canonical_id, ()))) for canonical_id, entity in entities.items())


def _people(doc: Doc) -> tuple[Entity, ...]:
    return tuple(entity for entity in _entities(doc) if entity.label == "PER")


def _quotations(doc: Doc) -> tuple[Quotation, ...]:
    entities = {entity.canonical_id: entity for entity in _entities(doc)}
    return tuple(_quotation(doc, row, entities) for row in _stored(doc, _QUOTATIONS, QuotationRow))


def _quotation(doc: Doc, row: QuotationRow, entities: dict[str, Entity]) -> Quotation:
    speaker, addressee = (
        _spans(doc, cell, name) for cell, name in ((row.speaker_spans, "speaker"), (row.addressee_spans, "addressee"))
    )
    return Quotation(
        row=row,
        quote=_quoted(doc, row),
        cue=_spans(doc, row.cue_spans, "cue"),
        speaker=speaker[0] if speaker else None,
        addressee=addressee[0] if addressee else None,
        entity=entities[row.speaker_id] if row.speaker_id else None,
    )


def _tone(span: Span) -> Tone | None:
    """Return the tone of the sentence in which a span begins, or None if the component `wortlaut_tone` has not run."""
    stored = span.doc.user_data.get(_TONES, ())
    number = bisect_right(stored, span.start, key=lambda entry: entry[0]) - 1
    if number < 0:
        return None
    tone = Tone(*stored[number][1])
    probabilities = Probabilities(*tone.probabilities) if tone.probabilities else None
    return tone._replace(probabilities=probabilities, interval=Interval(*tone.interval) if tone.interval else None)


def _quoted(doc: Doc, row: QuotationRow) -> tuple[Span, ...]:
    return _spans(doc, row.quote_spans, row.type, span_id=row.quotation_id)


def _spans(doc: Doc, cell: str | None, label: str, span_id: str = "") -> tuple[Span, ...]:
    return tuple(_span(doc, characters, label, span_id=span_id) for characters in from_cell(cell))


def _span(doc: Doc, characters: Characters, label: str, kb_id: str = "", span_id: str = "") -> Span:
    span = doc.char_span(*characters, label=label, kb_id=kb_id, span_id=span_id, alignment_mode="expand")
    assert span is not None  # offsets of rows are those of the document's text
    return span
