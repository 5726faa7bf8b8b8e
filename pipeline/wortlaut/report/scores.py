"""Read the model in use, and the scores of model, quotations, tone and identity on annotated data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from wortlaut.params import Params, score_parameters
from wortlaut.report.score_names import LABELLER_NAMES, MEASURE_NAMES, SYNTAX_NAMES
from wortlaut.tables.schemas import PROGRAM_VERSION_KEY, VERSION_KEY
from wortlaut.utils.errors import WortlautError

BUNDLED = Path(__file__).with_name("bundled_scores.json")
"""The scores of the bundled model with the default parameters, for analyses outside the project; a copy of
`reports/metrics.json` that `make docs` writes."""
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
    """

    quotation_data: str
    n_articles: int
    measures: tuple[Measure, ...]
    types: tuple[TypeScore, ...]


class ToneScore(NamedTuple):
    """How well a way of labelling tone agrees with annotated labels; shares from 0 to 1.

    Attributes:
        name: What labels.
        accuracy: Share of right labels of texts as such.
        macro_f1: Mean F1 of these labels.
        target_accuracy: Share of right labels towards targets, None if it was not measured.
        target_macro_f1: Mean F1 of these labels, None if it was not measured.
    """

    name: str
    accuracy: float
    macro_f1: float
    target_accuracy: float | None
    target_macro_f1: float | None


class ToneScores(NamedTuple):
    """Scores of the tone, measured with the parameters of the report.

    Attributes:
        data: The annotated texts.
        n_texts: Number of them that count; mixed ones do not.
        target_data: Texts with a label towards a target, or "" if these were not scored.
        accuracy: Share of right labels.
        macro_f1: Mean F1 of the labels.
        calibration_error: Expected calibration error of the label model, from 0 to 1.
        systems: The label model, the lexicon, textblob-de as it is, and neutral for every text.
    """

    data: str
    n_texts: int
    target_data: str
    accuracy: float
    macro_f1: float
    calibration_error: float
    systems: tuple[ToneScore, ...]

    @property
    def neutral(self) -> ToneScore:
        """The scores of the label neutral for every text."""
        return self.systems[-1]


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
        tone: Scores of the tone.
    """

    model: Model
    evaluation: Evaluation | None
    identity: Identity | None
    tone: ToneScores | None


def read_scores(model: Path, metrics: Path, params: Params) -> Scores:
    """Read the model in use and its scores, as far as they were measured with this model and these parameters.

    Args:
        model: `model.json`, as `wortlaut.nlp.model` writes it.
        metrics: `metrics.json`, as `wortlaut.evaluate` writes it; if it is missing, the scores shipped with the
            package are read, `BUNDLED`.
        params: The parameters of the tables.

    Raises:
        WortlautError: `model.json` is missing, or one of the files is damaged.
    """
    description = _read_json(model)
    scores = _read_json(metrics if metrics.is_file() else BUNDLED)
    with _complete(model):
        info = _model(description)
    with _complete(metrics):
        used, measured = score_parameters(params), scores["params"]
        versions = {VERSION_KEY, PROGRAM_VERSION_KEY}
        is_same_model = scores["model"] == {name: value for name, value in description.items() if name not in versions}
        if not is_same_model or used["model.lemmas"] != measured["model.lemmas"]:
            return Scores(info, None, None, None)
        return Scores(
            info,
            _evaluation(scores) if scores["quotations"] else None,
            _identity(scores["identity"]),
            _tone(scores) if used == measured else None,
        )


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
    quotations = metrics["quotations"]
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
    )


def _tone(metrics: Mapping[str, Any]) -> ToneScores:
    tone, towards = metrics["tone"], metrics["sentiment"]
    return ToneScores(
        data=tone["data"],
        n_texts=tone["texts"] - tone["mixed"]["texts"],
        target_data=towards["data"] if towards else "",
        accuracy=tone["accuracy"],
        macro_f1=tone["macro_f1"],
        calibration_error=tone["model"]["calibration"]["expected_error"],
        systems=tuple(
            ToneScore(
                name,
                tone[key]["accuracy"],
                tone[key]["macro_f1"],
                towards[key]["accuracy"] if towards else None,
                towards[key]["macro_f1"] if towards else None,
            )
            for key, name in LABELLER_NAMES.items()
        ),
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
