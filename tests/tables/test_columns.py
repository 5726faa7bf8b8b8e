from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Annotated, NamedTuple

import pytest

from wortlaut.tables import columns
from wortlaut.tables.columns import Column, Table


def optional(column: Column) -> Column:
    """Return a column whose cells may be empty."""
    return replace(column, nullable=True)


@pytest.mark.parametrize(
    ("column", "values", "fault"),
    [
        (columns.text("What it says"), ["a", ""], None),
        (columns.text("What it says"), ["a", None], "NoneType instead of str"),
        (optional(columns.text("What it says")), ["a", None], None),
        (columns.text("What it says"), ["a", 1], "int instead of str"),
        (optional(columns.text("What it says")), [1, 2.0], "float or int instead of NoneType or str"),
        (columns.label("Kind", ("PER", "ORG")), ["ORG", "PER"], None),
        (columns.label("Kind", ("PER", "ORG")), ["ORG", "LOC", "DAT", "LOC"], "not allowed: ['DAT', 'LOC']"),
        (optional(columns.tag("Part of speech")), ["NN", None], None),
        (optional(columns.time("Published")), ["2025-03-14T17:30", None], None),
        (columns.count("Words"), [0, 7], None),
        (columns.count("Words"), [0, -1], "not allowed: [-1]"),
        (columns.count("Words"), [1.0], "float instead of int"),
        (columns.count("Words"), [True], "bool instead of int"),
        (columns.number("Share", 0, 1), [0.0, 1.0], None),
        (columns.number("Share", 0, 1), [1.5, -0.5, 0.5], "not allowed: [-0.5, 1.5]"),
        (optional(columns.number("Share", 0, 1)), [None, 0.5], None),
        (optional(columns.spans("Places")), ["1:2", "1:2;3:14", "", None], None),
        (columns.spans("Places"), ["1:2;"], "not allowed: ['1:2;']"),
        (columns.spans("Places"), [None], "NoneType instead of str"),
    ],
)
def test_a_column_tells_what_is_wrong(column: Column, values: list[object], fault: str | None) -> None:
    assert column.fault(values) == fault


def test_a_fault_names_a_few_values_only() -> None:
    assert columns.count("Words").fault(list(range(-9, 0))) == "not allowed: [-9, -8, -7, -6, -5]"


def test_a_description_tells_labels_and_units() -> None:
    assert columns.label("Kind", ("PER", "ORG")).description == "Kind: PER, ORG"
    assert columns.time("Published").description == "Published, ISO 8601, Europe/Berlin"


class WordRow(NamedTuple):
    id: Annotated[str, columns.text("Id", unique=True)]
    n: Annotated[int, columns.count("How many")]
    of: Annotated[float | None, columns.number("Share", 0, 1)]


def test_a_table_takes_its_columns_from_its_rows() -> None:
    table = Table("words", "One row per word.", WordRow)
    assert table.columns == {
        "id": columns.text("Id", unique=True),
        "n": columns.count("How many"),
        "of": optional(columns.number("Share", 0, 1)),
    }
    assert table.unique == ("id",)


def test_tables_are_declared_without_pandas() -> None:
    code = "import sys; import wortlaut.tables.schemas; print({'pandas', 'pandera'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
