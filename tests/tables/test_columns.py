from __future__ import annotations

import subprocess
import sys

import pytest

from wortlaut.tables import columns
from wortlaut.tables.columns import Column, Table


@pytest.mark.parametrize(
    ("column", "values", "fault"),
    [
        (columns.text("What it says"), ["a", ""], None),
        (columns.text("What it says"), ["a", None], "NoneType where str is due"),
        (columns.text("What it says", empty=True), ["a", None], None),
        (columns.text("What it says"), ["a", 1], "int where str is due"),
        (columns.text("What it says", empty=True), [1, 2.0], "float or int where NoneType or str is due"),
        (columns.label("Kind", ("PER", "ORG")), ["ORG", "PER"], None),
        (columns.label("Kind", ("PER", "ORG")), ["ORG", "LOC", "DAT", "LOC"], "not allowed: ['DAT', 'LOC']"),
        (columns.tag("Part of speech"), ["NN", None], None),
        (columns.time("Published"), ["2025-03-14T17:30", None], None),
        (columns.count("Words"), [0, 7], None),
        (columns.count("Words"), [0, -1], "not allowed: [-1]"),
        (columns.count("Words"), [1.0], "float where int is due"),
        (columns.count("Words"), [True], "bool where int is due"),
        (columns.number("Share", 0, 1), [0.0, 1.0], None),
        (columns.number("Share", 0, 1), [1.5, -0.5, 0.5], "not allowed: [-0.5, 1.5]"),
        (columns.number("Share", 0, 1, empty=True), [None, 0.5], None),
        (columns.spans("Places"), ["1:2", "1:2;3:14", "", None], None),
        (columns.spans("Places", empty=False), ["1:2;"], "not allowed: ['1:2;']"),
        (columns.spans("Places", empty=False), [None], "NoneType where str is due"),
    ],
)
def test_a_column_tells_what_is_wrong(column: Column, values: list[object], fault: str | None) -> None:
    assert column.fault(values) == fault


def test_a_fault_names_a_few_values_only() -> None:
    assert columns.count("Words").fault(list(range(-9, 0))) == "not allowed: [-9, -8, -7, -6, -5]"


def test_a_description_tells_labels_and_units() -> None:
    assert columns.label("Kind", ("PER", "ORG")).description == "Kind: PER, ORG"
    assert columns.time("Published").description == "Published, ISO 8601, Europe/Berlin"


def test_a_table_knows_its_unique_columns() -> None:
    table = Table("words", "One row per word.", {"id": columns.text("Id", unique=True), "n": columns.count("How many")})
    assert table.unique == ("id",)


def test_tables_are_declared_without_pandas() -> None:
    code = "import sys; import wortlaut.tables.schemas; print({'pandas', 'pandera'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
