"""Formats tables of scores and groups of errors with examples for the terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

_EXAMPLES = 3
_EXAMPLE_LENGTH = 100
"""Characters of an example that are shown."""


def table(title: str, lines: Mapping[str, Mapping[str, float | None]]) -> str:
    """Format a table with columns of equal width; the first line's keys are the headings, and None is a dash.

    Args:
        title: Heading of the column with the lines' names.
        lines: Values of each line, by its name.
    """
    width = max(len(name) for name in [title, *lines])
    columns = list(next(iter(lines.values()), {}))
    head = f"{title:{width}}" + "".join(f"{column:>11}" for column in columns)
    body = (f"{name:{width}}" + "".join(map(_cell, values.values())) for name, values in lines.items())
    return "\n".join([head, *body])


def largest_groups(errors: Iterable[tuple[str, str]], n_groups: int) -> str:
    """Format the groups with the most errors, each with its count and a few examples.

    Args:
        errors: The group of each error, and an example from the text.
        n_groups: Maximum number of groups to show.
    """
    groups = defaultdict(list)
    for name, example in errors:
        groups[name].append(example)
    lines = ["largest groups of errors"]
    for name, examples in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:n_groups]:
        lines.append(f"{len(examples):6}  {name}")
        lines += [f"{'':8}- {_shorten(example)}" for example in examples[:_EXAMPLES]]
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    if value is None:
        return f"{'–':>11}"
    return f"{value:>11}" if isinstance(value, int) else f"{value:>11.4f}"


def _shorten(text: str) -> str:
    """Return the beginning of a text on one line, without characters that control a terminal."""
    line = "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= _EXAMPLE_LENGTH else f"{line[:_EXAMPLE_LENGTH]}…"
