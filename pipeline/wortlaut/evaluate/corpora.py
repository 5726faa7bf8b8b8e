"""Finds the reference corpora and reads their gold annotation."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import wortlaut
from wortlaut.tables.schemas import QUOTATION_TYPES
from wortlaut.text.spans import Span
from wortlaut.utils.errors import WortlautError

VARIABLE = "WORTLAUT_CORPORA"
"""Environment variable that names the folder of the corpora."""
QUOTATIONS = Path("quotes", "dev.jsonl.gz")
"""Quotations in German Wikinews, part `dev` (Petersen-Frey & Biemann 2024)."""
QUOTATIONS_TRAIN = Path("quotes", "train.jsonl.gz")
"""The same corpus, part `train`, on which rules are developed."""
SENTIMENT = Path("sentiment", "gerntsa-dev.jsonl.gz")
"""News sentences with their polarity towards a target (GerNTSA), part `dev`."""
TONE = Path("data", "gold", "tone")
"""The project's folder of texts with a tone of their own."""
TONES = ("negative", "neutral", "positive", "mixed")
T = TypeVar("T")
_DEFAULT = Path("shared", "corpora")
ROLES = ("quote", "addressee", "cue", "frame", "speaker")
"""The annotated parts of a quotation."""
_REMEDY = f"Give a file of the reference corpora; set {VARIABLE} to their folder."


class GoldQuotation(NamedTuple):
    """A manually annotated quotation.

    Attributes:
        type: Direct, Indirect, FreeIndirect, IndirectFreeIndirect or Reported.
        medium: Speech, Writing, Thought, or two of them (ST, SW, TW).
        spans: Character offsets of the quote and of each role, by the names in `ROLES`.
        speaker_name: The fullest name of the speaker in the article, empty if nobody is named; None where names are not
            annotated.
    """

    type: str
    medium: str
    spans: Mapping[str, tuple[Span, ...]]
    speaker_name: str | None = None


class GoldArticle(NamedTuple):
    """An article with manually annotated quotations.

    Attributes:
        article_id: Its id in the corpus.
        text: Its text.
        tokens: The corpus's tokens, as character offsets in the text, in reading order.
        quotations: Its quotations.
    """

    article_id: str
    text: str
    tokens: tuple[Span, ...]
    quotations: tuple[GoldQuotation, ...]


class GoldSentence(NamedTuple):
    """A news text of one or a few sentences with an annotated tone.

    Attributes:
        article_id: Its id in the corpus.
        text: Its text.
        target: Character offsets of the target that the label is about; None if it is about the text as such.
        label: negative, neutral, positive or mixed.
    """

    article_id: str
    text: str
    target: Span | None
    label: str


def find_corpora() -> Path | None:
    """Find the folder of the reference corpora; None if there is none.

    It is the folder that `WORTLAUT_CORPORA` names; without it, `../shared/corpora` relative to the checkout that
    contains this package, or to the working directory.

    Raises:
        WortlautError: The variable does not name a folder.
    """
    if named := os.environ.get(VARIABLE):
        if not Path(named).is_dir():
            raise WortlautError(f"{VARIABLE}: '{named}' is not a folder. Set it to the folder of the corpora.")
        return Path(named)
    checkout = Path(wortlaut.__file__).parents[2]
    candidates = [root.parent / _DEFAULT for root in (checkout, Path.cwd())]
    return next((folder for folder in candidates if folder.is_dir()), None)


def read_gold_articles(path: Path) -> Iterator[GoldArticle]:
    """Yield the articles of a quotation corpus.

    Args:
        path: JSON lines, plain or `.gz`, each an object with `id`, `text`, `tokens` ([start, end] pairs) and
            `annotations` (objects with `type`, `medium`, [start, end] pairs for each of `ROLES`, and optionally
            `speaker_name`).

    Raises:
        WortlautError: The file is missing or has the wrong format.
    """
    return _read(path, _gold_article)


def read_gold_sentences(path: Path) -> Iterator[GoldSentence]:
    """Yield the texts of GerNTSA.

    Args:
        path: JSON lines, plain or `.gz`, each an object with `id`, `opinion_snippet`, `target_anchor` (an object
            with `from` and `to`) and `sentiment` (an object with `polarity`).

    Raises:
        WortlautError: The file is missing or has the wrong format.
    """
    return _read(path, _gold_sentence)


def read_tone_texts(path: Path) -> Iterator[GoldSentence]:
    """Yield texts with a tone of their own.

    Args:
        path: JSON lines, plain or `.gz`, each an object with `id`, `text` and `label`, one of `TONES`.

    Raises:
        WortlautError: The file is missing or has the wrong format.
    """
    return _read(path, _tone_text)


def _tone_text(record: Any) -> GoldSentence:
    if record["label"] not in TONES:
        raise ValueError(f"label {record['label']!r} is none of {', '.join(TONES)}")
    return GoldSentence(record["id"], record["text"], None, record["label"])


def _gold_article(record: Any) -> GoldArticle:
    quotations = tuple(map(_gold_quotation, record["annotations"]))
    return GoldArticle(record["id"], record["text"], _spans(record["tokens"]), quotations)


def _gold_quotation(record: Any) -> GoldQuotation:
    if record["type"] not in QUOTATION_TYPES:
        raise ValueError(f"type {record['type']!r} is none of {', '.join(QUOTATION_TYPES)}")
    spans = {role: _spans(record[role]) for role in ROLES}
    return GoldQuotation(record["type"], record["medium"], spans, record.get("speaker_name"))


def _spans(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _gold_sentence(record: Any) -> GoldSentence:
    target = Span(record["target_anchor"]["from"], record["target_anchor"]["to"])
    return GoldSentence(record["id"], record["opinion_snippet"], target, record["sentiment"]["polarity"])


def _read(path: Path, convert: Callable[[Any], T]) -> Iterator[T]:
    number = 0
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield _parse_line(line, convert, f"{path}: line {number}")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise WortlautError(f"{path}: cannot be read ({error}). {_REMEDY}") from error
    if not number:
        raise WortlautError(f"{path}: is empty. {_REMEDY}")


def _parse_line(line: str, convert: Callable[[Any], T], place: str) -> T:
    try:
        return convert(json.loads(line))
    except (ValueError, KeyError, TypeError) as error:
        raise WortlautError(f"{place} has the wrong format ({error!r}). {_REMEDY}") from error
