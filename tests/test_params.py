from __future__ import annotations

from functools import reduce
from pathlib import Path

import pytest

from wortlaut.params import ModelParams, Params, load_params, parse_setting, set_params, setting_keys
from wortlaut.utils.errors import WortlautError

KEYS = list(setting_keys(Params()))


def written(folder: Path, content: str) -> Path:
    path = folder / "params.yaml"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("content", ["", "# nothing\n", "model: {}\n", "{}\n"])
def test_what_is_left_out_keeps_its_default(tmp_path: Path, content: str) -> None:
    assert load_params(written(tmp_path, content)) == Params()


def test_values_are_taken_from_the_file(tmp_path: Path) -> None:
    params = load_params(written(tmp_path, "model:\n  name: auto\nrun:\n  processes: 2\n"))
    assert params.model == ModelParams(name="auto")
    assert params.run.processes == 2
    assert params.run.batch_size == Params().run.batch_size


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            "modell:\n  name: auto\n",
            ["unknown key 'modell'", "Allowed here: entities, ingest, model, report, run, sentiment"],
        ),
        ("run:\n  cores: 2\n", ["unknown key 'run.cores'", "Allowed here: batch_size, engine, processes, scheduler"]),
        ("run:\n  processes: 0\n", ["'run.processes' is 0", "greater than or equal to 1"]),
        ("run:\n  processes: two\n", ["'run.processes' is 'two'", "valid integer"]),
        ("run:\n  processes: true\n", ["'run.processes' is True", "valid integer"]),
        ("model:\n  name: ''\n", ["'model.name' is ''", "at least 1 character"]),
        ("run: 3\n", ["'run' is 3", "a block with the keys batch_size, engine, processes, scheduler"]),
        (
            "- run\n",
            ["the content is ['run']", "a block with the keys entities, ingest, model, report, run, sentiment"],
        ),
        ("run: [\n", ["cannot be read as YAML"]),
        ("report:\n  top: 3\nrun: {}\nreport:\n  top: 4\n", ["the key 'report' occurs twice"]),
        ("report:\n  top: 3\n  top: 4\n", ["the key 'top' occurs twice", "line 2"]),
        ("run:\n  cores: 2\nreport:\n  top: 0\n", ["'run.cores'", "'report.top' is 0"]),
    ],
)
def test_a_fault_is_named_with_its_key_and_what_is_allowed(tmp_path: Path, content: str, told: list[str]) -> None:
    path = written(tmp_path, content)
    with pytest.raises(WortlautError) as caught:
        load_params(path)
    for part in [str(path), *told]:
        assert part in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match="No such file"):
        load_params(tmp_path / "params.yaml")


def test_undecodable_bytes_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "params.yaml"
    path.write_bytes(b"model:\n  name: \xff\n")
    with pytest.raises(WortlautError, match="cannot be read as YAML"):
        load_params(path)


# Single values


def value_of(params: Params, key: str) -> object:
    return reduce(getattr, key.split("."), params)


@pytest.mark.parametrize(
    ("values", "key", "expected"),
    [
        ({"report.top": 3}, "report.top", 3),
        ({"report": {"top": 3}}, "report.top", 3),
        ({"ingest.columns.text": "Volltext"}, "ingest.columns.text", "Volltext"),
        ({"ingest.columns": {"id": "Nr"}}, "ingest.columns.id", "Nr"),
        ({"ingest": {"max_characters": 5_000}}, "ingest.columns.text", "text"),
        ({"report.top": 3, "report": {"top": 4}}, "report.top", 4),
    ],
)
def test_single_values_are_replaced(values: dict[str, object], key: str, expected: object) -> None:
    params = set_params(Params(), values)
    assert value_of(params, key) == expected
    changed = {each for each in KEYS if value_of(params, each) != value_of(Params(), each)}
    assert changed <= {key, "ingest.max_characters"}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"nix": 1}, "unknown key 'nix'. Allowed here: "),
        ({"nix.da": 1}, "unknown key 'nix'"),
        ({"model.nix": 1}, "unknown key 'model.nix'. Allowed here: lemmas, name"),
        ({"report.top.x": 1}, "'report.top' has no keys of its own, so no 'report.top.x'"),
        ({"model": 3}, "'model' is 3, but must be a block with the keys lemmas, name"),
        ({"report.top": "3"}, "'report.top' is '3', which is not allowed"),
        ({"": 3}, "unknown key"),
    ],
)
def test_a_wrong_value_is_an_error(values: dict[str, object], told: str) -> None:
    with pytest.raises(WortlautError) as caught:
        set_params(Params(), values)
    assert str(caught.value).startswith("parameters: ")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("report.top=5", ("report.top", 5)),
        ("report.language=de", ("report.language", "de")),
        ("run.scheduler=tcp://10.0.0.1:8786", ("run.scheduler", "tcp://10.0.0.1:8786")),
        ("ingest.columns.text=a=b", ("ingest.columns.text", "a=b")),
        ("ingest.columns={text: Volltext}", ("ingest.columns", {"text": "Volltext"})),
        ("report.top=", ("report.top", None)),
    ],
)
def test_a_setting_is_a_key_and_a_value(text: str, setting: tuple[str, object]) -> None:
    assert parse_setting(text) == setting


def test_every_key_has_a_value() -> None:
    assert {"model.name", "ingest.columns.text", "report.top"} <= {*KEYS}
    for key in KEYS:
        assert set_params(Params(), {key: value_of(Params(), key)}) == Params()
