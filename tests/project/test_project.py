"""The project's own files agree with the code: dvc.yaml, params.yaml, docs/tables.md, CITATION.cff."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT
from wortlaut import __version__
from wortlaut.params import Params, RunParams, load_params
from wortlaut.stages import STAGES
from wortlaut.tables import schemas

WITHOUT_RESULT = {f"run.{name}" for name in RunParams.model_fields}
"""Parameters that change no result, so no stage is to be run again for them."""


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


DVC_STAGES: dict[str, dict[str, Any]] = load("dvc.yaml")["stages"]


def test_every_stage_is_a_command_in_its_order() -> None:
    assert {name: stage["cmd"] for name, stage in DVC_STAGES.items()} == {name: f"wortlaut {name}" for name in STAGES}
    assert list(DVC_STAGES) == list(STAGES)


def test_every_parameter_is_read_by_a_stage() -> None:
    named = {key for stage in DVC_STAGES.values() for key in stage.get("params", [])}
    blocks = Params().model_dump()
    assert named == {f"{block}.{key}" for block in blocks for key in blocks[block]} - WITHOUT_RESULT


def test_the_parameter_file_names_every_key_with_its_default() -> None:
    assert load("params.yaml") == Params().model_dump()
    assert load_params(ROOT / "params.yaml") == Params()


def test_every_table_is_the_output_of_one_stage() -> None:
    outputs = [out for stage in DVC_STAGES.values() for out in stage.get("outs", [])]
    found = [Path(out).stem for out in outputs if str(out).endswith(".csv")]
    assert sorted(found) == sorted(schema.name for schema in schemas.TABLES)


def test_the_citation_names_the_version() -> None:
    assert load("CITATION.cff")["version"] == __version__


def test_links_lead_to_files(demo: Path) -> None:
    places = []
    for page in (
        "CONTRIBUTING.md",
        "README.md",
        "SECURITY.md",
        "docs/architecture.md",
        "docs/quality.md",
        "training/README.md",
    ):
        content = (ROOT / page).read_text(encoding="utf-8")
        links = [link for link in re.findall(r"\]\(([^)#]+)", content) if "://" not in link]
        # The figures in `reports` are those of a user's own articles, of which there may be others.
        places += [(demo if link.startswith("reports/") else (ROOT / page).parent) / link for link in links]
    assert len(places) > 20
    assert [place for place in places if not place.exists()] == []
