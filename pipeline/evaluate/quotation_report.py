"""Tells a person how well quotations are found: scores by type and rule, and the largest groups of errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from pipeline.evaluate.quotation_scores import (
    Pair,
    has_right_speaker,
    has_speaker,
    is_found,
    rule_scores,
    scores,
)

_MEASURES = ("message", "source", "cue", "roles", "joint", "type")
_GROUPS = 12
_EXAMPLES = 3
_EXAMPLE_LENGTH = 100
"""Characters of an example that are shown."""


def quotation_report(paired: Collection[Pair]) -> str:
    """Return the scores over all articles' pairs, by measure, type and rule, and the largest groups of errors.

    Errors are gold quotations that were missed (by type), predicted ones that are in no gold (by rule), and wrong
    speakers of those that were found (by rule); each group comes with examples.
    """
    result = scores(paired)
    types = {name: values for name, values in result["types"].items() if values["gold"]}
    parts = [
        _table("measure", {name: result[name] for name in _MEASURES}),
        _table("type", types),
        _table("rule", rule_scores(paired)),
        "\n".join(["largest groups of errors", *_error_lines(paired)]),
    ]
    return "\n\n".join(parts) + "\n"


def _table(title: str, lines: Mapping[str, Mapping[str, float | None]]) -> str:
    width = max(len(name) for name in [title, *lines])
    columns = list(next(iter(lines.values()), {}))
    head = f"{title:{width}}" + "".join(f"{column:>11}" for column in columns)
    body = (f"{name:{width}}" + "".join(map(_cell, values.values())) for name, values in lines.items())
    return "\n".join([head, *body])


def _cell(value: float | None) -> str:
    if value is None:
        return f"{'–':>11}"
    return f"{value:>11}" if isinstance(value, int) else f"{value:>11.4f}"


def _error_lines(paired: Iterable[Pair]) -> Iterator[str]:
    groups = defaultdict(list)
    for name, example in chain.from_iterable(map(_errors, paired)):
        groups[name].append(example)
    for name, examples in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:_GROUPS]:
        yield f"{len(examples):6}  {name}"
        yield from (f"{'':8}- {_shown(example)}" for example in examples[:_EXAMPLES])


def _errors(pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield the groups that a pair's errors belong to, each with the words that show it."""
    predicted, gold = pair
    if has_speaker(pair) and not has_right_speaker(pair):
        assert predicted is not None
        yield f"wrong speaker, rule {predicted.rule}", predicted.text
    if gold is not None and not is_found(pair):
        yield f"missed, type {gold.type}", gold.text
    if predicted is not None and not is_found(pair):
        yield f"in no gold, rule {predicted.rule}", predicted.text


def _shown(text: str) -> str:
    """Return the beginning of a text on one line, without characters that a terminal would obey."""
    line = "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= _EXAMPLE_LENGTH else f"{line[:_EXAMPLE_LENGTH]}…"
