"""Read the corrections in `data/corrections`; `docs/corrections.md` describes them for users."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from wortlaut.tables.csv_files import edited_rows
from wortlaut.tables.schemas import ENTITY_LABELS, GENDERS, QUOTATION_TYPES, SPEAKER_KINDS
from wortlaut.utils.errors import WortlautError

ENTITIES, QUOTATIONS = "entities.csv", "quotations.csv"
ACTIONS = ("drop", "set", "add")
NOTHING = "-"
"""What a cell has to make a column empty."""


class EntityCorrection(NamedTuple):
    """A row of `entities.csv`; an empty string changes nothing.

    Attributes:
        line: Its line in the file.
        article_id: The article in which the name stands; empty for all.
        name: A name of the entity, as in the texts or in `canonical_entities.csv`.
        same_as: The name of the entity that it is.
        label: What it is: PER, ORG, LOC or MISC.
        new_name: The name to show.
        role: The role, or `-` for none; likewise the following.
        party: The party.
        gender: The gender.
        speaker_kind: The kind of speaker.
        note: Whatever its author wants to remember.
    """

    line: int
    article_id: str
    name: str
    same_as: str = ""
    label: str = ""
    new_name: str = ""
    role: str = ""
    party: str = ""
    gender: str = ""
    speaker_kind: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What it says, without its line and note."""
        return self[1:-1]

    @property
    def identifies(self) -> bool:
        """Whether it changes who is meant, not only what is said about them."""
        return bool(self.same_as or self.label)

    def may_concern(self, article_id: str, line: str) -> bool:
        """Return whether it is about an article, given by its id and its line in `articles.jsonl`."""
        if self.article_id:
            return self.article_id == article_id
        return json.dumps(self.name.split()[-1], ensure_ascii=False)[1:-1] in line


class QuotationCorrection(NamedTuple):
    """A row of `quotations.csv`; an empty string changes nothing.

    Attributes:
        line: Its line in the file.
        article_id: The article.
        action: `drop`, `set` or `add`.
        quote: Words of the quotation as in the article; enough of them to tell it from others.
        speaker: A name of the speaker in the article, or `-` for nobody.
        type: The type of quotation.
        note: Whatever its author wants to remember.
    """

    line: int
    article_id: str
    action: str
    quote: str
    speaker: str = ""
    type: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What it says, without its line and note."""
        return self[1:-1]


class Corrections(NamedTuple):
    """Corrections of a corpus or of one article."""

    entities: tuple[EntityCorrection, ...] = ()
    quotations: tuple[QuotationCorrection, ...] = ()

    def of(self, article_id: str, line: str) -> Corrections:
        """Return those that may change who is meant, or what is quoted, in an article.

        Args:
            article_id: The article.
            line: Its line in `articles.jsonl`.
        """
        return Corrections(
            tuple(each for each in self.entities if each.identifies and each.may_concern(article_id, line)),
            tuple(each for each in self.quotations if each.article_id == article_id),
        )

    def digest(self) -> str:
        """Return a digest of what they say, without lines and notes; an empty string if there are none."""
        if not any(self):
            return ""
        return hashlib.sha256(json.dumps([[each.key for each in rows] for rows in self]).encode()).hexdigest()

    def to_json(self) -> str:
        """Serialise them."""
        return json.dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Corrections:
        """Return the corrections that `to_json` serialised."""
        entities, quotations = json.loads(text)
        return cls(tuple(map(EntityCorrection._make, entities)), tuple(map(QuotationCorrection._make, quotations)))


NO_CORRECTIONS = Corrections()


def read(folder: Path) -> Corrections:
    """Read the corrections of a folder; a file that is missing has none.

    Args:
        folder: The folder of `entities.csv` and `quotations.csv`: UTF-8, with commas or semicolons between the cells.

    Raises:
        WortlautError: A file cannot be read, or a row is invalid; the message names its line.
    """
    entities = tuple(_entity(row, place) for place, row in _rows(folder / ENTITIES, EntityCorrection))
    quotations = tuple(_quotation(row, place) for place, row in _rows(folder / QUOTATIONS, QuotationCorrection))
    return Corrections(entities, quotations)


R = TypeVar("R", EntityCorrection, QuotationCorrection)


_REQUIRED: Mapping[Any, tuple[str, ...]] = {
    EntityCorrection: ("article_id", "name"),
    QuotationCorrection: ("article_id", "action", "quote"),
}


def columns(kind: type[EntityCorrection] | type[QuotationCorrection]) -> tuple[str, ...]:
    """Return the columns of a file of corrections."""
    return kind._fields[1:]


def _rows(path: Path, kind: type[R]) -> Iterator[tuple[str, R]]:
    """Yield the rows that are not empty, each after its place for messages."""
    allowed, required = columns(kind), _REQUIRED[kind]
    try:
        (_, names), *rows = edited_rows(path) or [(0, [])]
    except FileNotFoundError:
        return
    faults = [f"unknown column '{name}'" for name in names if name not in allowed]
    faults += [f"two columns '{name}'" for name in dict.fromkeys(names) if names.count(name) > 1]
    faults += [f"no column '{name}'" for name in required if name not in names]
    if faults:
        raise WortlautError(f"{path}: {', '.join(faults)}. The columns are {', '.join(allowed)}.")
    for line, row in rows:
        place = f"{path}: line {line}"
        if len(row) != len(names):
            raise WortlautError(f"{place}: has not as many cells as the header.")
        cells = {name: " ".join(cell.split()) for name, cell in zip(names, row, strict=True)}
        if any(cell for name, cell in cells.items() if name != "note"):
            yield place, kind(line=line, **cells)


def _entity(row: EntityCorrection, place: str) -> EntityCorrection:
    if not row.name:
        raise WortlautError(f"{place}: name is empty.")
    if not any(row.key[2:]):
        raise WortlautError(f"{place}: sets nothing. Fill in one of {', '.join(EntityCorrection._fields[3:-1])}.")
    allowed = {"label": ENTITY_LABELS, "gender": (*GENDERS, NOTHING), "speaker_kind": (*SPEAKER_KINDS, NOTHING)}
    _check(row, allowed, place)
    return row


def _quotation(row: QuotationCorrection, place: str) -> QuotationCorrection:
    for name in ("article_id", "quote"):
        if not getattr(row, name):
            raise WortlautError(f"{place}: {name} is empty.")
    if row.action not in ACTIONS:
        raise WortlautError(f"{place}: action '{row.action}' is none of {', '.join(ACTIONS)}.")
    if row.action == "set" and not (row.speaker or row.type):
        raise WortlautError(f"{place}: sets nothing. Fill in speaker or type.")
    _check(row, {"type": QUOTATION_TYPES}, place)
    return row


def _check(row: Any, allowed: Mapping[str, Sequence[str]], place: str) -> None:
    for name, values in allowed.items():
        value = getattr(row, name)
        if value and value not in values:
            raise WortlautError(f"{place}: {name} '{value}' is none of {', '.join(values)}.")
