"""The cases of `cases.md`: small German texts with what is quoted in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).with_name("cases.md")


class Row(NamedTuple):
    """A quotation expected by a case; `name` is None if the case does not identify the speaker."""

    type: str
    quote: str
    speaker: str
    cue: str
    nested: bool
    name: str | None


def cases() -> Iterator[tuple[str, str, list[Row]]]:
    """Yield heading, text and rows of each case; a case ends where the next text begins."""
    for block in re.split(r"^### ", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, *lines = re.split(r"^## ", block, flags=re.MULTILINE)[0].splitlines()
        text = "\n".join(line.removeprefix(">").strip() for line in lines if line.startswith(">"))
        rows = [line for line in lines if line.lstrip().startswith("- ")]
        assert text, f"{CASES.name}: no text under {heading}"
        assert rows, f"{CASES.name}: no rows under {heading}"
        yield heading, text, [] if rows == ["- nichts"] else [_row(row) for row in rows]


def _row(line: str) -> Row:
    fields = line.strip().removeprefix("- ").split(" | ")
    assert len(fields) in {4, 5}, f"{CASES.name}: a row has four or five parts: {line}"
    kind, quote, speaker, cue, *name = fields
    return Row(kind, quote, speaker, cue, line.startswith(" "), name[0].removeprefix("= ") if name else None)
