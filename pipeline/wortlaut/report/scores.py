"""Read the model in use, and the scores of model, quotations, tone and identity on annotated data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from wortlaut.report.score_names import MEASURE_NAMES, SYNTAX_NAMES
from wortlaut.tables.schemas import VERSION_KEY
from wortlaut.utils.errors import WortlautError

_REMEDY = "Run the stages `model` and `evaluate` again."


class NameScore(NamedTuple):
    """Precision, recall and F1 of one kind of name (or "all"), each from 0 to 1."""

    label: str
    precision: float
    recall: float
    f1: float


class SyntaxScore(NamedTuple):
    """One score on the held-out parts of two treebanks, each from 0 to 1."""

    name: str
    pud: float
    gsd: float


class Model(NamedTuple):
    """The spaCy pipeline in use.

    Attributes:
        name: Its full name.
        version: Its version.
        source: `bundled`, `package` or `path`.
        spacy_version: The version of spaCy.
        names: Scores of names; none for a model not measured by this project.
        syntax: Scores of words, sentences and relations; none for a model not measured by this project.
    """

    name: str
    version: str
    source: str
    spacy_version: str
    names: tuple[NameScore, ...]
    syntax: tuple[SyntaxScore, ...]


class Measure(NamedTuple):
    """Precision, recall and F1 of one part of a quotation, each from 0 to 1."""

    name: str
    precision: float
    recall: float
    f1: float


class TypeScore(NamedTuple):
    """Scores of one type of quotation; shares from 0 to 1.

    Attributes:
        type: One of `wortlaut.tables.schemas.QUOTATION_TYPES`.
        n_gold: Number of annotated quotations of that type.
        n_found: Number of them of which at least half was found.
        right_speaker: Share of right speakers among those found.
    """

    type: str
    n_gold: int
    n_found: int
    right_speaker: float


class Evaluation(NamedTuple):
    """Scores against the reference corpora, from `metrics.json`.

    Attributes:
        quotation_data: The reference data of the quotations, `n_articles` articles.
        n_articles: Its number of articles.
        measures: Scores of the parts of a quotation.
        types: Scores by type.
        tone_data: The reference data of the tone, `n_texts` texts.
        n_texts: Its number of texts.
        tone_labels: Source of the labels, `lexicon` or `model`.
        tone_accuracy: Share of right labels.
        tone_macro_f1: Mean F1 of the labels.
        neutral_accuracy: Share of right labels if all labels were neutral.
        neutral_macro_f1: Mean F1 of the labels in that case.
        calibration_error: Expected calibration error of the label model, from 0 to 1, or None if it was not used.
    """

    quotation_data: str
    n_articles: int
    measures: tuple[Measure, ...]
    types: tuple[TypeScore, ...]
    tone_data: str
    n_texts: int
    tone_labels: str
    tone_accuracy: float
    tone_macro_f1: float
    neutral_accuracy: float
    neutral_macro_f1: float
    calibration_error: float | None


class Identity(NamedTuple):
    """Scores of entity linking; shares from 0 to 1.

    Attributes:
        data: The annotated data, `n_articles` articles.
        n_articles: Its number of articles.
        names_b_cubed: B-cubed F1 of names.
        names_conll: CoNLL score of names.
        n_speakers: Number of pronouns that are the speaker of a quotation.
        right_speakers: Share of them resolved to the right person.
    """

    data: str
    n_articles: int
    names_b_cubed: float
    names_conll: float
    n_speakers: int
    right_speakers: float


class Scores(NamedTuple):
    """The model, and its scores if `metrics.json` has them.

    Attributes:
        model: The model.
        evaluation: Scores against the reference corpora, None without them.
        identity: Scores of names and pronouns.
    """

    model: Model
    evaluation: Evaluation | None
    identity: Identity | None


def read_scores(model: Path, metrics: Path) -> Scores:
    """Read the model in use and its scores.

    Args:
        model: `model.json`, as `wortlaut.nlp.model` writes it.
        metrics: `metrics.json`, as `wortlaut.evaluate` writes it; it may be missing, and is ignored if it was measured
            with another model.

    Raises:
        WortlautError: `model.json` is missing, or one of the files is damaged.
    """
    description = _read_json(model)
    scores: dict[str, Any] = _read_json(metrics) if metrics.is_file() else {"model": None}
    with _complete(model):
        info = _model(description)
    with _complete(metrics):
        if scores["model"] != {name: value for name, value in description.items() if name != VERSION_KEY}:
            return Scores(info, None, None)
        return Scores(info, _evaluation(scores) if scores["quotations"] else None, _identity(scores["identity"]))


@contextmanager
def _complete(path: Path) -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError) as error:
        raise WortlautError(f"{path}: is damaged or of another version ({error!r}). {_REMEDY}") from error


def _model(description: Mapping[str, Any]) -> Model:
    name, version, source, spacy = (description[key] for key in ("name", "version", "source", "spacy_version"))
    if "scores" not in description:
        return Model(name, version, source, spacy, (), ())
    scores = description["scores"]
    pud, gsd = scores["syntax_pud_held_out"], scores["syntax_gsd_held_out"]
    names = tuple(
        NameScore(label, *(value[key] / 100 for key in ("p", "r", "f")))
        for label, value in scores["names_germeval_dev"].items()
    )
    syntax = tuple(SyntaxScore(name, pud[key] / 100, gsd[key] / 100) for key, name in SYNTAX_NAMES.items())
    return Model(name, version, source, spacy, names, syntax)


def _evaluation(metrics: Mapping[str, Any]) -> Evaluation:
    quotations, tone = metrics["quotations"], metrics["sentiment"]
    return Evaluation(
        quotation_data=quotations["data"],
        n_articles=quotations["articles"],
        measures=tuple(
            Measure(name, quotations[key]["p"], quotations[key]["r"], quotations[key]["f1"])
            for key, name in MEASURE_NAMES.items()
        ),
        types=tuple(
            TypeScore(name, scores["gold"], scores["found"], scores["speaker"])
            for name, scores in quotations["types"].items()
        ),
        tone_data=tone["data"],
        n_texts=tone["texts"],
        tone_labels=tone["labels"],
        tone_accuracy=tone["accuracy"],
        tone_macro_f1=tone["macro_f1"],
        neutral_accuracy=tone["always_neutral"]["accuracy"],
        neutral_macro_f1=tone["always_neutral"]["macro_f1"],
        calibration_error=tone["model"]["calibration"]["expected_error"],
    )


def _identity(metrics: Mapping[str, Any]) -> Identity:
    scores = metrics["with_corpus"] or metrics["own"]
    return Identity(
        data=scores["data"],
        n_articles=scores["articles"],
        names_b_cubed=scores["names"]["b_cubed"]["f1"],
        names_conll=scores["names"]["conll"],
        n_speakers=scores["speaker_pronouns"]["gold"],
        right_speakers=scores["speaker_pronouns"]["accuracy"],
    )


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WortlautError(f"{path}: cannot be read ({error}). {_REMEDY}") from error
    if not isinstance(content, dict):
        raise WortlautError(f"{path}: is not a JSON object. {_REMEDY}")
    return content
