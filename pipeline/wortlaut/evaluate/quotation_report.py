"""Reports how well quotations are found: scores by type and rule, and the largest groups of errors."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any

from wortlaut.evaluate.listing import largest_groups, table
from wortlaut.evaluate.quotation_scores import Pair, has_right_speaker, has_speaker, is_found, rule_scores, scores

_MEASURES = ("message", "source", "cue", "roles", "joint", "type")
_GROUPS = 12


def quotation_report(paired: Collection[Pair]) -> str:
    """Format the scores of all articles' pairs, by measure, type and rule, and the largest groups of errors.

    Errors are gold quotations that were missed (by type), predicted ones that are not in gold (by rule), and wrong
    speakers of matched ones (by rule); each group comes with examples.
    """
    errors = largest_groups(chain.from_iterable(map(_errors, paired)), _GROUPS)
    return f"{score_tables({**scores(paired), 'rules': rule_scores(paired)})}\n\n{errors}\n"


def score_tables(result: Mapping[str, Any]) -> str:
    """Format scores as tables by measure, type and rule.

    Args:
        result: The result of `quotation_scores.scores`, with that of `rule_scores` under `rules`; in `metrics.json`
            under `quotations`.
    """
    types = {name: values for name, values in result["types"].items() if values["gold"]}
    parts = [
        table("measure", {name: result[name] for name in _MEASURES}),
        table("type", types),
        table("rule", result["rules"]),
    ]
    return "\n\n".join(parts)


def _errors(pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield the errors of a pair: the group of each, with an example from the text."""
    predicted, gold = pair
    if has_speaker(pair) and not has_right_speaker(pair):
        assert predicted is not None
        yield f"wrong speaker, rule {predicted.rule}", predicted.text
    if gold is not None and not is_found(pair):
        yield f"missed, type {gold.type}", gold.text
    if predicted is not None and not is_found(pair):
        yield f"in no gold, rule {predicted.rule}", predicted.text
