"""Declare the columns of tables (text, labels, times, numbers), and check values against them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from types import NoneType
from typing import Any, Generic, TypeVar, get_args, get_type_hints

Value = str | int | float | None
"""Value of a cell; None if it is empty."""
R = TypeVar("R", bound=tuple[Any, ...])
_TYPES: Mapping[str, type] = {"integer": int, "number": float}
"""Python types by kind of column; `str` for all others."""
_SPANS = re.compile(r"^(\d+:\d+(;\d+:\d+)*)?$")
_VALUES_SHOWN = 5
"""Number of values shown in a fault."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        kind: Kind of values: text, label (text of a small set), time (ISO 8601), integer or number.
        description: Its meaning.
        nullable: Whether a cell may be empty.
        unique: Whether all values must differ.
        labels: The allowed labels, in order; none if the model defines them.
        low: The lowest allowed number.
        high: The highest allowed number.
        pattern: Pattern that a text must match.
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
        """The Python type of its values."""
        return _TYPES.get(self.kind, str)

    def fault(self, values: Sequence[Any]) -> str | None:
        """Return a description of the invalid values, or None if all are valid."""
        wrong_types = set(map(type, values)) - self._types
        if wrong_types:
            names = [" or ".join(sorted(kind.__name__ for kind in types)) for types in (wrong_types, self._types)]
            return " instead of ".join(names)
        forbidden = self._forbidden(values)
        return f"not allowed: {sorted(forbidden)[:_VALUES_SHOWN]}" if forbidden else None

    @cached_property
    def _types(self) -> frozenset[type]:
        return frozenset({self.python_type, type(None)} if self.nullable else {self.python_type})

    def _forbidden(self, values: Sequence[Any]) -> Set[Any]:
        """Return the values of the right type that are not allowed."""
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
class Table(Generic[R]):
    """A table of the contract.

    Attributes:
        name: Its name; the file is `<name>.csv`.
        description: The meaning of a row.
        row: NamedTuple of its rows; each field is annotated with its Python type, which says whether the cell may be
            empty, and with a column.
    """

    name: str
    description: str
    row: type[R]

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Its columns by name, in order."""
        hints = get_type_hints(self.row, include_extras=True)
        return {name: _column(*get_args(hint)) for name, hint in hints.items()}

    @cached_property
    def unique(self) -> tuple[str, ...]:
        """The columns whose values must all differ."""
        return tuple(name for name, column in self.columns.items() if column.unique)


def _column(kind: Any, column: Column) -> Column:
    return replace(column, nullable=NoneType in get_args(kind))


def text(description: str, *, unique: bool = False) -> Column:
    """Return a column of text."""
    return Column("text", description, unique=unique)


def label(description: str, allowed: Sequence[str]) -> Column:
    """Return a column of labels, which are listed in its description."""
    return Column("label", f"{description}: {', '.join(allowed)}", labels=tuple(allowed))


def tag(description: str) -> Column:
    """Return a column of labels defined by the model."""
    return Column("label", description)


def time(description: str) -> Column:
    """Return a column of points in time."""
    return Column("time", f"{description}, ISO 8601, Europe/Berlin")


def count(description: str) -> Column:
    """Return a column of whole numbers, 0 or more."""
    return Column("integer", description, low=0)


def number(description: str, low: float, high: float) -> Column:
    """Return a column of numbers within a range, ends included."""
    return Column("number", description, low=low, high=high)


def spans(description: str) -> Column:
    """Return a column of spans of the text."""
    return Column("text", f"{description} (`start:end` character offsets, joined by `;`)", pattern=_SPANS)
