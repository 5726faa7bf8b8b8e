"""Generates the page on the parameters: meanings from params.yaml, allowed values and defaults from the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from wortlaut.params import Params

Schema = Mapping[str, Any]
_TYPES = {
    "boolean": "`true` or `false`",
    "integer": "whole number",
    "number": "number",
    "string": "text",
    "null": "`null`",
}
_HEAD = """\
# Parameters

The parameters are in `params.yaml`; for articles anywhere else, `wortlaut run --params FILE` takes a file of the same
form, and `--set KEY=VALUE` a single one (`--set report.top=5`). Omitted keys have their default. An unknown key or a
wrong value is an error that says what is allowed.
`dvc repro` runs the stages again that read a changed key; [DVC](dvc.md) says how to try a value and compare.

This page is generated from `params.yaml`, `pipeline/wortlaut/params.py` and `dvc.yaml`.
"""
_COLUMNS = "| key | default | allowed | read by | meaning |\n|---|---|---|---|---|"


def parameters_page(root: Path) -> str:
    """Return `docs/parameters.md`.

    Args:
        root: The folder of the project, with `params.yaml` and `dvc.yaml`.
    """
    schema = Params.model_json_schema()
    meanings = comments((root / "params.yaml").read_text(encoding="utf-8"))
    stages = yaml.safe_load((root / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    readers: dict[str, list[str]] = {}
    for name, stage in stages.items():
        for key in stage.get("params", []):
            readers.setdefault(key, []).append(name)
    parts = [_HEAD]
    for block, declared in schema["properties"].items():
        fields = _resolved(declared, schema)
        parts += [f"## {block}\n\n{fields['description']}\n", _COLUMNS]
        for row in _rows(block, fields, schema, meanings, readers):
            cells = (cell.replace("|", "\\|") for cell in row)
            parts.append(f"| {' | '.join(cells)} |")
        parts.append("")
    return "\n".join(parts)


def _rows(
    block: str, fields: Schema, schema: Schema, meanings: Mapping[str, str], readers: Mapping[str, list[str]]
) -> Iterator[tuple[str, ...]]:
    """Yield key, default, allowed values, stages and meaning of each key of a block, including nested blocks."""
    for name, declared in fields["properties"].items():
        key, field = f"{block}.{name}", _resolved(declared, schema)
        short = f"`{key.partition('.')[2]}`"
        read, meaning = ", ".join(readers.get(key, [])), meanings.get(key, "")
        if "properties" in field:
            yield short, "", "", read, meaning
            yield from _rows(key, field, schema, meanings, readers)
        else:
            yield short, f"`{_yaml(field['default'])}`", _allowed(field), read, meaning


def _resolved(declared: Schema, schema: Schema) -> Schema:
    """Return what a reference (`#/$defs/…`) points to, or the schema itself if it is none."""
    if "$ref" not in declared:
        return declared
    return {**schema["$defs"][declared["$ref"].rpartition("/")[2]], **declared}


def _allowed(field: Schema) -> str:
    if "anyOf" in field:
        return ", or ".join(_allowed(each) for each in field["anyOf"])
    if "enum" in field:
        return " or ".join(f"`{value}`" for value in field["enum"])
    if field["type"] == "array":
        return f"list of {_allowed(field['items'])}"
    kind = _TYPES[field["type"]]
    if "minimum" in field and "maximum" in field:
        return f"{kind}, {field['minimum']} to {field['maximum']}"
    if "minimum" in field:
        return f"{kind}, {field['minimum']} or more"
    return kind


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, default_flow_style=True, allow_unicode=True).removesuffix("\n...\n").strip()


def comments(text: str) -> dict[str, str]:
    """Return the comment above each key of a YAML file, in one line, by the key's path (`block.key`).

    Args:
        text: A file of nested mappings in block style, indented by two spaces, such as `params.yaml`.
    """
    found: dict[str, str] = {}
    path: list[str] = []
    told: list[str] = []
    for line in text.splitlines():
        content = line.strip()
        if content.startswith("#"):
            told.append(content.removeprefix("#").strip())
        elif content:
            depth = (len(line) - len(line.lstrip())) // 2
            path = [*path[:depth], content.partition(":")[0]]
            found |= {".".join(path): " ".join(told)} if told else {}
            told = []
        else:
            told = []
    return found
