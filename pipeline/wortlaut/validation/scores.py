"""Compute scores with confidence intervals from a sheet that was filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from wortlaut.validation.sheet import PASSAGE, QUOTATION, SheetRow

_Z = 1.959964
"""The standard normal's quantile for 95 %."""
_DRAWS, _SEED = 20_000, 2024


class Proportion(NamedTuple):
    """A share among judged rows.

    Attributes:
        n: Number of judged rows.
        value: The share of those that are right, or None without any.
        low: Lower end of its 95 % interval (Wilson 1927), or None.
        high: Upper end.
    """

    n: int
    value: float | None
    low: float | None
    high: float | None


class Scores(NamedTuple):
    """What a sheet says about a corpus.

    Attributes:
        precision: Share of the quotations that are some.
        recall: Share of the quotations in the corpus that were found; `n` is the number of judged passages.
        speakers: Share of right speakers among quotations that are some.
        tones: Share of right tones among them.
        n_quotations: Estimated number of quotations in the corpus that were found, right or wrong.
        n_passages: Estimated number of sentences without one.
        by_rule: Precision, speakers and tones by rule.
        by_outlet: The same by outlet.
    """

    precision: Proportion
    recall: Proportion
    speakers: Proportion
    tones: Proportion
    n_quotations: float
    n_passages: float
    by_rule: dict[str, tuple[Proportion, Proportion, Proportion]]
    by_outlet: dict[str, tuple[Proportion, Proportion, Proportion]]


def score(rows: Sequence[SheetRow]) -> Scores:
    """Return the scores of a sheet; rows that were not judged do not count.

    Args:
        rows: The rows of the sheet.
    """
    quotations = [row for row in rows if row.kind == QUOTATION]
    passages = [row for row in rows if row.kind == PASSAGE]
    precision, speakers, tones = _judged(quotations)
    n_quotations, n_passages = (sum(row.stands_for for row in part) for part in (quotations, passages))
    missed = [row.is_quotation or bool(row.missed) for row in passages if row.is_quotation is not None or row.missed]
    right = [bool(row.is_quotation) for row in quotations if row.is_quotation is not None]
    return Scores(
        precision=precision,
        recall=_recall(right, n_quotations, missed, n_passages),
        speakers=speakers,
        tones=tones,
        n_quotations=n_quotations,
        n_passages=n_passages,
        by_rule=_grouped(quotations, lambda row: row.rule),
        by_outlet=_grouped(quotations, lambda row: row.outlet),
    )


def _grouped(
    rows: Iterable[SheetRow], group_of: Callable[[SheetRow], str]
) -> dict[str, tuple[Proportion, Proportion, Proportion]]:
    groups: dict[str, list[SheetRow]] = {}
    for row in rows:
        groups.setdefault(group_of(row), []).append(row)
    return {name: _judged(found) for name, found in sorted(groups.items())}


def _judged(rows: Sequence[SheetRow]) -> tuple[Proportion, Proportion, Proportion]:
    """Return precision, and the shares of right speakers and tones among the right quotations."""
    right = [row for row in rows if row.is_quotation]
    return (
        proportion(row.is_quotation for row in rows),
        proportion(row.speaker_right for row in right),
        proportion(row.tone_right for row in right),
    )


def proportion(ticks: Iterable[bool | None]) -> Proportion:
    """Return the share of yes among yes and no, with the interval of Wilson (1927, JASA 22: 209-212)."""
    judged = [tick for tick in ticks if tick is not None]
    n = len(judged)
    if not n:
        return Proportion(0, None, None, None)
    share = sum(judged) / n
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * (share * (1 - share) / n + _Z**2 / (4 * n**2)) ** 0.5
    return Proportion(n, round(share, 4), round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4))


def _recall(right: Sequence[bool], n_quotations: float, missed: Sequence[bool], n_passages: float) -> Proportion:
    """Estimate recall: right quotations, over these and one missed quotation in each passage that has any.

    The interval is that of the two shares' posterior with Jeffreys's prior, which is also one where nothing was missed
    (Brown, Cai & DasGupta 2001, Statistical Science 16: 101-133).
    """
    if not right or not missed or not any(right):
        return Proportion(len(missed), None, None, None)
    found, lost = n_quotations * sum(right) / len(right), n_passages * sum(missed) / len(missed)
    random = np.random.default_rng(_SEED)
    founds = n_quotations * random.beta(sum(right) + 0.5, len(right) - sum(right) + 0.5, _DRAWS)
    losts = n_passages * random.beta(sum(missed) + 0.5, len(missed) - sum(missed) + 0.5, _DRAWS)
    low, high = np.quantile(founds / (founds + losts), [0.025, 0.975]).tolist()
    value = found / (found + lost)
    return Proportion(
        len(missed), round(value, 4), round(min(low, value), 4), round(1.0 if not any(missed) else max(high, value), 4)
    )
