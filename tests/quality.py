"""The figures of docs/quality.md: what `make fuzz` and `make mutation` found, written into the page between marks."""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "quality.md"
FIGURES = ROOT / "docs" / "quality.json"


def record(name: str, figures: dict[str, Any]) -> None:
    """Keep the figures of a run, and renew the page."""
    known = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    content = json.dumps(known | {name: figures}, indent=2, ensure_ascii=False, sort_keys=True)
    FIGURES.write_text(content + "\n", encoding="utf-8")
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def renewed(page: str) -> str:
    """Return the page with the tables that the kept figures give."""
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    for name in figures.keys() & TABLES.keys():
        table = TABLES[name](figures[name])
        before, start, rest = page.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"\n<!-- /{name} -->")
        page = f"{before}{start}{table}{end}{after}"
    return page


def _fuzz(figures: dict[str, Any]) -> str:
    rows = [f"| {kind} | {n:,} | {figures['articles'][kind]:,} |" for kind, n in sorted(figures["tried"].items())]
    return "\n".join(
        [
            "| inputs | tried | articles in them |",
            "|---|---|---|",
            *rows,
            "",
            f"Inputs that broke a promise: {figures['broken']} "
            f"(seed {figures['seed']}, {figures['minutes']:g} minutes).",
        ]
    )


def _mutation(figures: dict[str, Any]) -> str:
    head = "| package | mutants tested | killed | survived | no test calls it |"
    rows = [_package(name, counts) for name, counts in figures["packages"].items()]
    return "\n".join(
        [
            f"**{figures['killed_percent']} %** of {figures['tested']:,} mutants were killed, "
            f"drawn from {figures['mutants']:,}.",
            "",
            head,
            "|---|---|---|---|---|",
            *rows,
        ]
    )


def _package(name: str, counts: dict[str, int]) -> str:
    killed = counts.get("killed", 0) + counts.get("timeout", 0)
    return (
        f"| `{name}` | {sum(counts.values())} | {killed} | {counts.get('survived', 0)} | {counts.get('untested', 0)} |"
    )


TABLES = {"fuzz": _fuzz, "mutation": _mutation}
