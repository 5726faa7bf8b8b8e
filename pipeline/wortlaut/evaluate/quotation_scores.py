"""Computes the published metric for German quotations, and scores by rule.

Metric: Petersen-Frey & Biemann (2024), Dataset of Quotation Attribution in German News Articles,
LREC-COLING; its matching is that of the shared task SpkAtt-2023, Task 2 (Rehbein et al. 2023, KONVENS).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from statistics import fmean
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from wortlaut.evaluate.corpora import ROLES, GoldArticle
from wortlaut.evaluate.tone_scores import expected_calibration_error
from wortlaut.tables.schemas import QUOTATION_TYPES, QuotationRow
from wortlaut.text.spans import Span, covered_text, from_cell

_MEASURES = {
    "message": ("quote",),
    "source": ("speaker",),
    "cue": ("cue",),
    "roles": ("addressee", "cue", "frame", "speaker"),
    "joint": ROLES,
}
_TYPE_BONUS, _MEDIUM_BONUS = 0.01, 0.001
_MIN_OVERLAP = 0.5
"""Minimum token F1 of two quotes that match."""
_DIGITS = 4


class Quotation(NamedTuple):
    """A quotation, gold or predicted, in terms of the gold tokens.

    Attributes:
        type: Direct, Indirect, FreeIndirect, IndirectFreeIndirect or Reported.
        medium: Speech, Writing, Thought, or two of them (ST, SW, TW).
        roles: Token indices of the quote and of each role, by the names in `ROLES`.
        rule: The rule that found it; empty for gold.
        text: The quoted words.
        name: The speaker's name; empty if there is none, None where names are not annotated.
        speaker_confidence: The confidence in a predicted speaker, or None.
    """

    type: str
    medium: str
    roles: Mapping[str, frozenset[int]]
    rule: str
    text: str
    name: str | None = ""
    speaker_confidence: float | None = None


class Pair(NamedTuple):
    """A predicted and a gold quotation that are compared; one may be missing."""

    predicted: Quotation | None
    gold: Quotation | None


def gold_quotations(article: GoldArticle) -> list[Quotation]:
    """Return the annotated quotations of an article."""
    return [
        to_quotation(article, gold.type, gold.medium, gold.spans, name=gold.speaker_name) for gold in article.quotations
    ]


def predicted_quotations(article: GoldArticle, rows: Iterable[QuotationRow]) -> list[Quotation]:
    """Return the quotations found in an article.

    Args:
        article: The article with its gold tokens.
        rows: Its rows of `quotations.csv`.
    """
    return [
        to_quotation(
            article,
            row.type,
            row.medium,
            {role: from_cell(getattr(row, f"{role}_spans")) for role in ROLES},
            rule=row.rule,
            name=row.speaker_name or "",
        )._replace(speaker_confidence=row.speaker_confidence)
        for row in rows
    ]


def to_quotation(
    article: GoldArticle,
    kind: str,
    medium: str,
    spans: Mapping[str, Sequence[Span]],
    *,
    rule: str = "",
    name: str | None = "",
) -> Quotation:
    """Express a quotation in terms of the gold tokens.

    Args:
        article: The article with its gold tokens.
        kind: One of `QUOTATION_TYPES`.
        medium: See `Quotation`.
        spans: Character offsets of the quote and of each role, by the names in `ROLES`.
        rule: The rule that found it.
        name: The speaker's name.
    """
    roles = {role: _tokens(article.tokens, spans[role]) for role in ROLES}
    return Quotation(kind, medium, roles, rule, covered_text(article.text, spans["quote"]), name)


def _tokens(tokens: Sequence[Span], spans: Iterable[Span]) -> frozenset[int]:
    """Return the indices of the tokens that overlap with a span."""
    covered: set[int] = set()
    for span in spans:
        first = bisect_right(tokens, span.start, key=attrgetter("end"))
        covered.update(range(first, bisect_left(tokens, span.end, key=attrgetter("start"))))
    return frozenset(covered)


def pairs(predicted: Sequence[Quotation], gold: Sequence[Quotation]) -> Iterator[Pair]:
    """Pair an article's quotations so that the sum of their overlaps is maximal.

    An overlap is the token F1 of two quotes; an equal type adds 0.01 and an equal medium 0.001. As in the
    published metric, quotations without overlap are paired too, as long as both sides have some left.

    Yields:
        The pairs, then each remaining quotation with None as its partner.
    """
    weights = np.array([[_weight(p, g) for p in predicted] for g in gold])
    rows, columns = linear_sum_assignment(weights.reshape(len(gold), len(predicted)), maximize=True)
    for row, column in zip(rows, columns, strict=True):
        yield Pair(predicted[column], gold[row])
    yield from (Pair(quotation, None) for i, quotation in enumerate(predicted) if i not in columns)
    yield from (Pair(None, quotation) for i, quotation in enumerate(gold) if i not in rows)


def _weight(predicted: Quotation, gold: Quotation) -> float:
    score = _overlap(predicted, gold)
    if score:
        same_type, same_medium = predicted.type == gold.type, predicted.medium == gold.medium
        score += _TYPE_BONUS * same_type + _MEDIUM_BONUS * same_medium
    return score


def _overlap(predicted: Quotation, gold: Quotation) -> float:
    quoted, gold_quoted = predicted.roles["quote"], gold.roles["quote"]
    n_shared = len(quoted & gold_quoted)
    return _f1(n_shared / len(quoted), n_shared / len(gold_quoted)) if n_shared else 0.0


def is_found(pair: Pair) -> bool:
    """Return whether both quotations exist and their quotes match (token F1 >= 0.5)."""
    if pair.predicted is None or pair.gold is None:
        return False
    return _overlap(pair.predicted, pair.gold) >= _MIN_OVERLAP


def has_speaker(pair: Pair) -> bool:
    """Return whether the pair matches and its gold quotation has a speaker in the text."""
    return is_found(pair) and pair.gold is not None and bool(pair.gold.roles["speaker"])


def has_right_speaker(pair: Pair) -> bool:
    """Return whether predicted and gold speaker share a token."""
    if pair.predicted is None or pair.gold is None:
        return False
    return not pair.predicted.roles["speaker"].isdisjoint(pair.gold.roles["speaker"])


def has_right_type(pair: Pair) -> bool:
    """Return whether predicted and gold type are equal."""
    return pair.predicted is not None and pair.gold is not None and pair.predicted.type == pair.gold.type


def scores(paired: Collection[Pair]) -> dict[str, Any]:
    """Compute the metric over the pairs of all articles, rounded to 4 digits.

    Returns:
        `message` (the quote), `source` (the speaker), `cue`, `roles` (all but the quote) and `joint` (all),
        each with `p`, `r` and `f1`: token precision and recall, as means over the pairs that define them.
        `type` with the same, for the predicted types. `types`, for each type: the number of `gold` quotations,
        how many of them are `found` (their quotes match), `p` and `r` of the predicted type, and `speaker`:
        the share of correct ones (they share a token) among the matches that have a speaker in the text,
        None if there are none.
    """
    precision, recall = _precisions(paired), _precisions(Pair(gold, predicted) for predicted, gold in paired)
    result: dict[str, Any] = {
        measure: _prf(_mean(precision, roles), _mean(recall, roles)) for measure, roles in _MEASURES.items()
    }
    predicted = [pair for pair in paired if pair.predicted]
    gold = [pair for pair in paired if pair.gold]
    result["type"] = _prf(_share(has_right_type, predicted), _share(has_right_type, gold))
    result["types"] = {name: _type_scores(name, predicted, gold) for name in QUOTATION_TYPES}
    return result


def _precisions(paired: Iterable[Pair]) -> dict[str, list[float]]:
    values = defaultdict(list)
    for predicted, gold in paired:
        for role in ROLES:
            if predicted and (tokens := predicted.roles[role]):
                values[role].append(len(tokens & gold.roles[role]) / len(tokens) if gold else 0.0)
    return values


def _mean(values: Mapping[str, Sequence[float]], roles: Iterable[str]) -> float:
    pooled = [value for role in roles for value in values.get(role, ())]
    return fmean(pooled) if pooled else 0.0


def _prf(precision: float, recall: float) -> dict[str, float]:
    return {"p": round(precision, _DIGITS), "r": round(recall, _DIGITS), "f1": round(_f1(precision, recall), _DIGITS)}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(test: Callable[[Pair], bool], paired: Collection[Pair]) -> float:
    return sum(map(test, paired)) / len(paired) if paired else 0.0


def _type_scores(name: str, predicted: Iterable[Pair], gold: Iterable[Pair]) -> dict[str, float | None]:
    predicted_of_type = [pair for pair in predicted if pair.predicted and pair.predicted.type == name]
    gold_of_type = [pair for pair in gold if pair.gold and pair.gold.type == name]
    return {
        "gold": len(gold_of_type),
        "found": sum(map(is_found, gold_of_type)),
        "p": round(_share(has_right_type, predicted_of_type), _DIGITS),
        "r": round(_share(has_right_type, gold_of_type), _DIGITS),
        "speaker": _speaker_accuracy(gold_of_type),
    }


def _speaker_accuracy(paired: Iterable[Pair]) -> float | None:
    with_speaker = list(filter(has_speaker, paired))
    return round(_share(has_right_speaker, with_speaker), _DIGITS) if with_speaker else None


def has_named_speaker(pair: Pair) -> bool:
    """Return whether the pair matches and the article names the speaker of its gold quotation."""
    return is_found(pair) and pair.gold is not None and bool(pair.gold.name)


def has_right_name(pair: Pair) -> bool:
    """Return whether predicted and gold speaker have the same name, word for word, whatever the case of letters."""
    if pair.predicted is None or pair.gold is None:
        return False
    return _words(pair.predicted.name) == _words(pair.gold.name)


def name_scores(paired: Iterable[Pair]) -> dict[str, float | None] | None:
    """Compute how often the speaker's name is right.

    Returns:
        `named`, the number of matches whose speaker the article names, and the shares of them with the `right` name and
        with a `wrong` one (the rest has none); the shares are None if there are no such matches. None where gold has
        no names.
    """
    golds = [pair for pair in paired if pair.gold and pair.gold.name is not None]
    if not golds:
        return None
    named = list(filter(has_named_speaker, golds))
    right = _share(has_right_name, named)
    given = _share(lambda pair: bool(pair.predicted and pair.predicted.name), named)
    return {
        "named": len(named),
        "right": round(right, _DIGITS) if named else None,
        "wrong": round(given - right, _DIGITS) if named else None,
    }


def speaker_calibration(paired: Iterable[Pair]) -> dict[str, float | None]:
    """Compute how well the confidence in speakers says how many are right.

    Returns:
        `speakers`, the number of matches with a speaker both in the gold data and predicted, and `expected_error`, the
        expected calibration error in 10 bins of equal width; None if there are no such matches.
    """
    known = [
        (pair.predicted.speaker_confidence, has_right_speaker(pair))
        for pair in paired
        if has_speaker(pair) and pair.predicted is not None and pair.predicted.speaker_confidence is not None
    ]
    if not known:
        return {"speakers": 0, "expected_error": None}
    values, right = zip(*known, strict=True)
    return {"speakers": len(known), "expected_error": expected_calibration_error(np.array(values), np.array(right))}


def _words(name: str | None) -> list[str]:
    return re.findall(r"\w+", (name or "").casefold())


def rule_scores(paired: Iterable[Pair]) -> dict[str, dict[str, float | None]]:
    """Compute the scores of each rule, by the rule's name.

    Returns:
        For each rule: the number of its quotations (`n`), the share of them whose quote matches their gold
        partner (`precision`), and the share of correct speakers among those that have one
        (`speaker`), None if there are none.
    """
    by_rule = defaultdict(list)
    for pair in paired:
        if pair.predicted:
            by_rule[pair.predicted.rule].append(pair)
    return {
        rule: {
            "n": len(group),
            "precision": round(_share(is_found, group), _DIGITS),
            "speaker": _speaker_accuracy(group),
        }
        for rule, group in sorted(by_rule.items())
    }
