"""Reads the annotated gender and kind of speakers, and scores what the pipeline says about them.

`data/gold/speakers/README.md` has the guidelines.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from wortlaut.entities import CanonicalEntity
from wortlaut.entities.speaker_kinds import kind_of_phrase
from wortlaut.evaluate import identity_gold, quotation_gold
from wortlaut.tables.schemas import GENDERS, SPEAKER_KINDS
from wortlaut.utils.errors import WortlautError

FOLDER = Path("data", "gold", "speakers")
"""The folder of the annotation, relative to the project's folder; the texts are in the other folders of `data/gold`."""
FILE = "speakers.csv"
PARTS = ("tune", "test")
COLUMNS = ("article_id", "part", "name", "label", "gender", "kind")


class GoldSpeaker(NamedTuple):
    """A person or organisation in an article.

    Attributes:
        name: The fullest name in the article.
        label: PER or ORG.
        gender: `f`, `m`, `other`; empty for an organisation.
        kind: The kind of speaker.
    """

    name: str
    label: str
    gender: str
    kind: str


class SpeakerArticle(NamedTuple):
    """An article with its annotated speakers."""

    article_id: str
    text: str
    speakers: Sequence[GoldSpeaker]


def read(gold: Path, part: str) -> list[SpeakerArticle]:
    """Read the articles of a part, with their texts from the folders `identity` and `quotations`.

    Args:
        gold: The folder `data/gold`.
        part: One of `PARTS`.

    Raises:
        WortlautError: A file is missing, or a row is invalid.
    """
    texts = {article.article_id: article.text for article in quotation_gold.read_gold(gold / "quotations")}
    for identity_part in identity_gold.PARTS:
        own, _ = identity_gold.read(gold / "identity", None, identity_part)
        texts |= {article.article_id: article.text for article in own}
    speakers: dict[str, list[GoldSpeaker]] = defaultdict(list)
    path = gold / FOLDER.name / FILE
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            for row in rows:
                article_id, speaker = _checked(row, f"{path}: line {rows.line_num}", texts)
                if row["part"] == part:
                    speakers[article_id].append(speaker)
    except OSError as error:
        raise WortlautError(f"{path}: cannot be read ({error.strerror}). Restore it from the repository.") from error
    return [SpeakerArticle(article_id, texts[article_id], found) for article_id, found in speakers.items()]


def _checked(row: dict[str, str], place: str, article_ids: Iterable[str]) -> tuple[str, GoldSpeaker]:
    allowed = {"part": PARTS, "label": ("PER", "ORG"), "gender": ("", *GENDERS), "kind": SPEAKER_KINDS}
    if tuple(row) != COLUMNS:
        raise WortlautError(f"{place}: its columns must be {', '.join(COLUMNS)}.")
    for column, values in (*allowed.items(), ("article_id", article_ids)):
        if row[column] not in values:
            raise WortlautError(f"{place}: {column} '{row[column]}' is not allowed.")
    return row["article_id"], GoldSpeaker(row["name"], row["label"], row["gender"], row["kind"])


class SpeakerAnswer(NamedTuple):
    """A gold speaker, and what the pipeline says: gender, its evidence and kind, each None if it says nothing."""

    gold: GoldSpeaker
    gender: str | None
    kind: str | None


def answers(speakers: Iterable[GoldSpeaker], entities: Sequence[CanonicalEntity]) -> list[SpeakerAnswer]:
    """Pair the annotated speakers of an article with its entities, by name.

    An authority that is no name to the pipeline ("die Polizei") has the kind that `quotations.csv` gives it.
    """
    found: list[SpeakerAnswer] = []
    for speaker in speakers:
        bearers = [entity for entity in entities if speaker.name in {entity.name, *entity.aliases}]
        entity = next((each for each in bearers if each.label == speaker.label), None) or next(iter(bearers), None)
        kind = entity.speaker_kind if entity else kind_of_phrase(speaker.name) if speaker.label == "ORG" else None
        found.append(SpeakerAnswer(speaker, entity.gender if entity else None, kind))
    return found


def scores(found: Sequence[SpeakerAnswer]) -> dict[str, Any]:
    """Return for gender and kind the number of annotated speakers, the share given, and the share right of those.

    Returns:
        `gender` and `kind`, each with `n`, `given`, `right` (of those given) and `right_of_all`.
    """
    genders = [(answer.gold.gender, answer.gender) for answer in found if answer.gold.gender]
    kinds = [(answer.gold.kind, answer.kind) for answer in found]
    return {"gender": _agreement(genders), "kind": _agreement(kinds)}


def _agreement(pairs: Sequence[tuple[str, str | None]]) -> dict[str, float | int | None]:
    n_given = sum(found is not None for _, found in pairs)
    n_right = sum(gold == found for gold, found in pairs)
    return {
        "n": len(pairs),
        "given": _share(n_given, len(pairs)),
        "right": _share(n_right, n_given),
        "right_of_all": _share(n_right, len(pairs)),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
