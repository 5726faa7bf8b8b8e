"""Generates the files that `wortlaut init` copies, from those of this project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path("pipeline", "wortlaut", "cli", "project")
_LEFT_OUT = "evaluate"
"""The stage that needs annotated texts, which only this project has."""
_VERSIONS = "data/processed/model.json"
"""What every stage depends on, since the code is no file of the project: it has the version of Wortlaut."""
_HEAD = """\
# `dvc repro` runs stages whose inputs have changed, `dvc dag` draws the data flow.
# The stage `model` always runs, in a second: it notices another version of Wortlaut or of the spaCy pipeline.
"""


def project_files(root: Path) -> dict[Path, str]:
    """Return the contents of `dvc.yaml` and `params.yaml` for new projects, by path.

    Args:
        root: The folder of this project.
    """
    stages: dict[str, Any] = yaml.safe_load((root / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    left_out = stages.pop(_LEFT_OUT)
    gone = {next(iter(out)) if isinstance(out, dict) else out for key in ("outs", "metrics") for out in left_out[key]}
    for stage in stages.values():
        kept = {dep for dep in stage["deps"] if not dep.startswith("pipeline/") and dep not in gone}
        stage["deps"] = sorted(kept | {_VERSIONS})
    del stages["model"]["deps"]
    stages["model"]["always_changed"] = True
    content = yaml.safe_dump({"stages": stages}, sort_keys=False, allow_unicode=True, width=120)
    return {
        FOLDER / "stages.yaml": _HEAD + content,
        FOLDER / "params.yaml": (root / "params.yaml").read_text(encoding="utf-8"),
    }
