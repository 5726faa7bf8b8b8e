"""What the columns of a table hold: text, labels, times, numbers; declared once, and held against values here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandera.pandas as pa

_TYPES: Mapping[str, type] = {"integer": int, "number": float}
"""Python's types of what columns hold; text for all others."""
_SPANS = re.compile(r"^(\d+:\d+(;\d+:\d+)*)?$")
_TOLD = 5
"""Values that a fault names."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        kind: What it holds: text, label (text of a small set), time (ISO 8601), integer or number.
        description: What it means.
        nullable: Whether a cell may be empty.
        unique: Whether no two rows may have the same value.
        labels: The labels that are allowed, in their order; none where the model decides them.
        low: The lowest number that is allowed.
        high: The highest one.
        pattern: What a text must match.
    """

    kind: str
    description: str
    nullable: bool = False
    unique: bool = False
    labels: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    pattern: re.Pattern[str] | None = None

    @property
    def python_type(self) -> type:
        """The type of its values in Python."""
        return _TYPES.get(self.kind, str)

    def fault(self, values: Sequence[Any]) -> str | None:
        """Tell what is wrong with some values, or None if nothing is. Each distinct value is looked at once."""
        wrong_types = set(map(type, values)) - self._types
        if wrong_types:
            found, due = (" or ".join(sorted(kind.__name__ for kind in some)) for some in (wrong_types, self._types))
            return f"{found} where {due} is due"
        wrong = self._wrong(values)
        return f"not allowed: {sorted(wrong)[:_TOLD]}" if wrong else None

    @cached_property
    def _types(self) -> frozenset[type]:
        return frozenset({self.python_type, type(None)} if self.nullable else {self.python_type})

    def _wrong(self, values: Sequence[Any]) -> Set[Any]:
        """Return the values that are not allowed, where it is not for their type."""
        if self.labels:
            return set(values).difference(self.labels, {None})
        if self.pattern:
            return {value for value in set(values) - {None} if not self.pattern.match(value)}
        if self.low is None and self.high is None:
            return frozenset()
        low = -inf if self.low is None else self.low
        high = inf if self.high is None else self.high
        return {value for value in values if value is not None and not low <= value <= high}


@dataclass(frozen=True)
class Table:
    """A table of the contract.

    Attributes:
        name: Its name; the file is `<name>.csv`.
        description: What a row is.
        columns: Its columns by their names, in their order.
    """

    name: str
    description: str
    columns: Mapping[str, Column]

    @cached_property
    def unique(self) -> tuple[str, ...]:
        """The columns in which no two rows may have the same value."""
        return tuple(name for name, column in self.columns.items() if column.unique)

    @cached_property
    def pandera(self) -> pa.DataFrameSchema:
        """The table for pandera, which checks what pandas has read."""
        import pandera.pandas as pa  # with pandas, a third of a second that only few need

        columns = {
            name: pa.Column(
                column.python_type, _checks(column), description=column.description, nullable=column.nullable,
                unique=column.unique,
            )
            for name, column in self.columns.items()
        }  # fmt: skip
        return pa.DataFrameSchema(
            columns, name=self.name, description=self.description, strict=True, ordered=True, coerce=True
        )


def _checks(column: Column) -> list[pa.Check]:
    import pandera.pandas as pa

    rules = {
        "isin": column.labels or None,
        "ge": column.low,
        "le": column.high,
        "str_matches": column.pattern and column.pattern.pattern,
    }
    return [getattr(pa.Check, name)(bound) for name, bound in rules.items() if bound is not None]


def text(description: str, *, empty: bool = False, unique: bool = False) -> Column:
    """Return a column of text; `empty` tells whether a cell may be, here and below."""
    return Column("text", description, empty, unique)


def label(description: str, allowed: Sequence[str], *, empty: bool = False) -> Column:
    """Return a column of labels, which its description names."""
    return Column("label", f"{description}: {', '.join(allowed)}", empty, labels=tuple(allowed))


def tag(description: str) -> Column:
    """Return a column of labels of the model's own scheme."""
    return Column("label", description, nullable=True)


def time(description: str) -> Column:
    """Return a column of points in time."""
    return Column("time", f"{description}, ISO 8601, Europe/Berlin", nullable=True)


def count(description: str) -> Column:
    """Return a column of whole numbers from 0 on."""
    return Column("integer", description, low=0)


def number(description: str, low: float, high: float, *, empty: bool = False) -> Column:
    """Return a column of numbers between two others, these included."""
    return Column("number", description, empty, low=low, high=high)


def spans(description: str, *, empty: bool = True) -> Column:
    """Return a column of places in the text."""
    described = f"{description} (`start:end` character offsets, joined by `;`)"
    return Column("text", described, empty, pattern=_SPANS)
