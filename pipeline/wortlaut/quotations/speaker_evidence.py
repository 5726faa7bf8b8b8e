"""Say how far the speaker of a quotation can be trusted, from what was measured on annotated quotations.

`speaker_precision.csv` has the share of right speakers by evidence. `make confidence` writes it from the training part
of the quotation corpus; a speaker is right if its phrase shares a word with the annotated one. Shares of rare evidence
are drawn to those of a less specific one (shrinkage with a fixed weight), no weights are fitted.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

SPEAKER_PRECISION = Path(__file__).with_name("speaker_precision.csv")
_ANY = "any"
_PRIOR = 8
"""Number of quotations that the less specific share counts as."""
_MAX_DISTANCE = 2
_DIGITS = 2


class Evidence(NamedTuple):
    """What is known of how a speaker was found.

    Attributes:
        rule: The rule that found the quotation.
        mention: The kind of the mention in the speaker's phrase (see `Mention`), or `none` if it names no entity.
        distance: Number of sentences from the speaker's phrase to the sentence of the quotation that begins first: `0`,
            `1`, or `2` for two or more.
    """

    rule: str
    mention: str
    distance: str

    @classmethod
    def of(cls, rule: str, mention: str | None, n_sentences: int) -> Evidence:
        """Return the evidence for a number of sentences between; `mention` is None if the phrase names no entity."""
        return cls(rule, mention or "none", str(min(n_sentences, _MAX_DISTANCE)))

    def levels(self) -> tuple[Evidence, ...]:
        """Return the evidence from the least to the most specific."""
        return (
            Evidence(_ANY, _ANY, _ANY),
            Evidence(_ANY, _ANY, self.distance),
            Evidence(_ANY, self.mention, self.distance),
            self,
        )


@cache
def _precision() -> dict[Evidence, float]:
    with SPEAKER_PRECISION.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle)
        return {Evidence(row["rule"], row["mention"], row["distance"]): float(row["precision"]) for row in rows}


def speaker_confidence(evidence: Evidence) -> float:
    """Return the share of right speakers that were found like this one: that of the most specific evidence measured."""
    measured = _precision()
    return next(measured[level] for level in reversed(evidence.levels()) if level in measured)


def measure(observed: Iterable[tuple[Evidence, bool]]) -> Iterator[tuple[Evidence, int, float]]:
    """Yield the rows of the table: evidence, the number of speakers found like that, and their share of right ones.

    Args:
        observed: The evidence for speakers, and whether each is right.
    """
    results: dict[Evidence, list[bool]] = defaultdict(list)
    for evidence, is_right in observed:
        for level in evidence.levels():
            results[level].append(is_right)
    shares: dict[Evidence, float] = {}
    for evidence in sorted(results, key=lambda one: (_specificity(one), one)):
        less_specific = [shares[level] for level in evidence.levels()[:-1] if level in shares and level != evidence]
        prior = less_specific[-1] if less_specific else 0.5
        right = results[evidence]
        shares[evidence] = (sum(right) + _PRIOR * prior) / (len(right) + _PRIOR)
    for evidence in sorted(results):
        yield evidence, len(results[evidence]), round(shares[evidence], _DIGITS)


def _specificity(evidence: Evidence) -> int:
    return sum(part != _ANY for part in evidence)
