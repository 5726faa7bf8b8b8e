from __future__ import annotations

from pathlib import Path

import pytest

from wortlaut.params import ModelParams, Params, load_params
from wortlaut.utils.errors import WortlautError


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
