"""Reads and checks the parameters of a run (`params.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wortlaut.utils.errors import WortlautError
from wortlaut.utils.languages import Language

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Lemmas = Literal["dictionary", "model"]
"""Where lemmas come from: a dictionary and the spaCy pipeline together, or the pipeline alone."""


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


_Name = Annotated[str, Field(min_length=1)]


class ModelParams(_Block):
    """Which spaCy pipeline analyses the texts."""

    name: _Name = "bundled"
    lemmas: Lemmas = "dictionary"


class ColumnParams(_Block):
    """The columns of a corpus (CSV, Parquet) or the fields of its JSON objects."""

    text: _Name = "text"
    id: _Name = "id"
    title: _Name = "title"
    published_at: _Name = "date"
    authors: _Name = "authors"
    outlet: _Name = "outlet"
    url: _Name = "url"


class IngestParams(_Block):
    """What input is accepted."""

    max_characters: Annotated[int, Field(ge=1_000, le=100_000_000)] = 2_000_000
    columns: ColumnParams = ColumnParams()


class RunParams(_Block):
    """How the work is distributed over processes and machines; never changes a result."""

    engine: Literal["local", "dask"] = "local"
    scheduler: str = ""
    processes: Annotated[int, Field(ge=1, le=256)] = 1
    batch_size: Annotated[int, Field(ge=1, le=10_000)] = 64


class EntityParams(_Block):
    """What is said about people and organisations."""

    gender: bool = True


class SentimentParams(_Block):
    """How tone is scored."""

    negation_window: Annotated[int, Field(ge=0, le=20)] = 4
    labels: Literal["lexicon", "model"] = "model"


class ReportParams(_Block):
    """What the report shows."""

    language: Language = "en"
    top: Annotated[int, Field(ge=1, le=1_000)] = 15
    copies: Literal["once", "all"] = "once"
    compare: Literal["outlet", "author", "month", "none"] = "outlet"


class Params(_Block):
    """All parameters, with one block per stage as in `params.yaml`."""

    model: ModelParams = ModelParams()
    ingest: IngestParams = IngestParams()
    run: RunParams = RunParams()
    entities: EntityParams = EntityParams()
    sentiment: SentimentParams = SentimentParams()
    report: ReportParams = ReportParams()


def score_parameters(params: Params) -> dict[str, Any]:
    """Return the parameters that scores against annotated texts depend on, besides the model, by their names."""
    return {
        "model.lemmas": params.model.lemmas,
        "sentiment.labels": params.sentiment.labels,
        "sentiment.negation_window": params.sentiment.negation_window,
    }


class _Loader(yaml.SafeLoader):
    """Rejects a mapping with a repeated key, as DVC does; PyYAML would silently take the last value."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        repeated = next((key for key, _ in node.value if keys.count(key.value) > 1), None)
        if repeated is not None:
            raise yaml.MarkedYAMLError(problem=f"the key '{repeated.value}' occurs twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


def set_params(params: Params, values: Mapping[str, object]) -> Params:
    """Return the parameters with some values replaced.

    Args:
        params: The parameters.
        values: Values by key, `{"report.top": 5}`; a value may be a mapping with the keys of a block.

    Raises:
        WortlautError: There is no such key, or a value is not allowed.
    """
    content = params.model_dump()
    for key, value in values.items():
        *blocks, name = key.split(".")
        block = content
        for depth, part in enumerate(blocks, start=1):
            block = block.setdefault(part, {})
            if not isinstance(block, dict):
                raise WortlautError(f"parameters: '{'.'.join(blocks[:depth])}' has no keys of its own, so no '{key}'.")
        old = block.get(name)
        block[name] = {**old, **value} if isinstance(old, dict) and isinstance(value, Mapping) else value
    return _validated("parameters", content)


def parse_setting(text: str) -> tuple[str, object]:
    """Return key and value of a setting such as `report.top=5`; the value is read as YAML.

    Raises:
        WortlautError: There is no `=`, or the value is not YAML.
    """
    key, mark, value = text.partition("=")
    if not (key and mark):
        raise WortlautError(f"parameters: '{text}' is not of the form KEY=VALUE, such as report.top=5.")
    try:
        return key, _Loader(value).get_single_data()
    except yaml.YAMLError as error:
        raise WortlautError(f"parameters: the value in '{text}' cannot be read as YAML ({error}).") from error


def setting_keys(params: BaseModel, prefix: str = "") -> Iterator[str]:
    """Yield the keys of all parameters in the form `report.top`, block by block."""
    for name, value in params:
        if isinstance(value, BaseModel):
            yield from setting_keys(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def load_params(path: Path) -> Params:
    """Read and check a parameter file.

    Args:
        path: A YAML file with the blocks of `Params`; omitted blocks and keys keep their defaults.

    Raises:
        WortlautError: The file cannot be read, is not a YAML mapping, or contains an unknown key, a repeated key or
            a wrong value.
    """
    try:
        content = _Loader(path.read_text(encoding="utf-8")).get_single_data()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise WortlautError(f"{path}: cannot be read as YAML ({error}). Fix it or restore it from git.") from error
    return _validated(str(path), {} if content is None else content)


def _validated(origin: str, content: object) -> Params:
    try:
        return Params.model_validate(content)
    except ValidationError as error:
        raise WortlautError("\n".join(_explain(origin, fault) for fault in error.errors())) from error


def _explain(origin: str, fault: ErrorDetails) -> str:
    """Turn one pydantic error into a sentence that names the key and what is allowed there."""
    keys = [str(part) for part in fault["loc"]]
    name = f"'{'.'.join(keys)}'" if keys else "the content"
    if fault["type"] == "extra_forbidden":
        return f"{origin}: unknown key {name}. Allowed here: {_fields(keys[:-1])}."
    if fault["type"] == "model_type":
        return f"{origin}: {name} is {fault['input']!r}, but must be a block with the keys {_fields(keys)}."
    return f"{origin}: {name} is {fault['input']!r}, which is not allowed: {fault['msg']}."


def _fields(keys: list[str]) -> str:
    """List the keys of the block to which keys lead."""
    block: BaseModel = reduce(getattr, keys, Params())
    return ", ".join(sorted(block.model_dump()))
