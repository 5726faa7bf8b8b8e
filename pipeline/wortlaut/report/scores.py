"""The model that was used, and how well model, quotations, tone and identity did on annotated data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import AliasPath, BaseModel, Field, ValidationError

from wortlaut.tables.schemas import VERSION_KEY
from wortlaut.utils.errors import WortlautError

_REMEDY = "Run the stages `model` and `evaluate` again."


def _at(*path: str) -> Any:
    """Declare a field by its place in the file."""
    return Field(validation_alias=AliasPath(*path))


class NameScore(BaseModel):
    """Precision, recall and F1 of one kind of name, in percent."""

    p: float
    r: float
    f: float


class SyntaxScores(BaseModel):
    """Scores on the held-out part of a treebank, in percent, as `training/evaluate.py` names them."""

    tag: float
    morph: float
    lemma: float
    uas: float
    las: float
    sentence_f: float


class ModelScores(BaseModel):
    """Scores of names, by kind ("all" for all of them), and of words, sentences and relations."""

    names: dict[str, NameScore] = _at("names_germeval_dev")
    pud: SyntaxScores = _at("syntax_pud_held_out")
    gsd: SyntaxScores = _at("syntax_gsd_held_out")


class Model(BaseModel):
    """The spaCy pipeline that was used; without `scores` if this project did not measure it."""

    name: str
    version: str
    source: str
    spacy_version: str
    scores: ModelScores | None = None


class Measure(BaseModel):
    """Precision, recall and F1 of one part of a quotation, each from 0 to 1."""

    p: float
    r: float
    f1: float


class TypeScore(BaseModel):
    """How one type of quotation is found.

    Attributes:
        gold: Annotated quotations of that type.
        found: Those of them that were found at least by half.
        speaker: Share of right speakers among the found ones, from 0 to 1.
    """

    gold: int
    found: int
    speaker: float


class Measured(BaseModel):
    """Scores against the reference corpora, of `n_articles` articles and `n_texts` texts; shares from 0 to 1.

    Attributes:
        types: Scores by type, one of `wortlaut.tables.schemas.QUOTATION_TYPES`.
        tone_labels: What gives the labels, `lexicon` or `model`.
        tone_macro_f1: Mean F1 of the labels.
        neutral_accuracy: Share of right labels if all were neutral.
        calibration_error: Expected calibration error of the label model, or None where it was not asked.
    """

    quotation_data: str = _at("quotations", "data")
    n_articles: int = _at("quotations", "articles")
    message: Measure = _at("quotations", "message")
    source: Measure = _at("quotations", "source")
    cue: Measure = _at("quotations", "cue")
    joint: Measure = _at("quotations", "joint")
    types: dict[str, TypeScore] = _at("quotations", "types")
    tone_data: str = _at("sentiment", "data")
    n_texts: int = _at("sentiment", "texts")
    tone_labels: str = _at("sentiment", "labels")
    tone_accuracy: float = _at("sentiment", "accuracy")
    tone_macro_f1: float = _at("sentiment", "macro_f1")
    neutral_accuracy: float = _at("sentiment", "always_neutral", "accuracy")
    neutral_macro_f1: float = _at("sentiment", "always_neutral", "macro_f1")
    calibration_error: float | None = _at("sentiment", "model", "calibration", "expected_error")


class Identity(BaseModel):
    """How well it is told who is meant, on `n_articles` articles; shares from 0 to 1.

    Attributes:
        n_speakers: Pronouns that are the speaker of a quotation.
        right_speakers: Share of them that lead to the right person.
    """

    data: str
    n_articles: int = _at("articles")
    names_b_cubed: float = _at("names", "b_cubed", "f1")
    names_conll: float = _at("names", "conll")
    n_speakers: int = _at("speaker_pronouns", "gold")
    right_speakers: float = _at("speaker_pronouns", "accuracy")


class Scores(NamedTuple):
    """The model, and what was measured with it where there is `metrics.json` for it.

    Attributes:
        model: The model.
        measured: Scores against the reference corpora, None where they were not there.
        identity: Scores of names and pronouns.
    """

    model: Model
    measured: Measured | None
    identity: Identity | None


def read_scores(model: Path, metrics: Path) -> Scores:
    """Read the model that was used and the scores that were measured with it.

    Args:
        model: `model.json`, as `wortlaut.nlp.model` writes it.
        metrics: `metrics.json`, as `wortlaut.evaluate` has it; it may be missing, and where it was measured with
            another model it is left aside.

    Raises:
        WortlautError: `model.json` is missing, or one of the files is damaged.
    """
    description = _read_json(model)
    found: dict[str, Any] = _read_json(metrics) if metrics.is_file() else {"model": None}
    try:
        path = model
        used = Model.model_validate(description)
        path = metrics
        if found["model"] != {name: value for name, value in description.items() if name != VERSION_KEY}:
            return Scores(used, None, None)
        measured = Measured.model_validate(found) if found["quotations"] else None
        identity = found["identity"]["with_corpus"] or found["identity"]["own"]
        return Scores(used, measured, Identity.model_validate(identity))
    except (KeyError, TypeError, ValidationError) as error:
        fault = " ".join(repr(error).split())
        raise WortlautError(f"{path}: is damaged or of another version ({fault}). {_REMEDY}") from error


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WortlautError(f"{path}: cannot be read ({error}). {_REMEDY}") from error
    if not isinstance(content, dict):
        raise WortlautError(f"{path}: is no JSON object. {_REMEDY}")
    return content
