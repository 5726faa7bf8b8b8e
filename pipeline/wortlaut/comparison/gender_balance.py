"""Measure the share of women among the people who are quoted and among their words, for `gender_balance.csv`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from wortlaut.comparison.groups import Described, Ratio, groups_of
from wortlaut.tables.schemas import GENDERS, GenderBalanceRow, QuotationRow, enough_articles

if TYPE_CHECKING:
    from wortlaut.entities import CanonicalEntity

_UNKNOWN = "unknown"
_PEOPLE, _WORDS = "people", "words"
_SCOPES = ("all", "outlet", "month", "party")


class GenderBalance:
    """Add up the persons quoted and their words by gender, article by article.

    Persons are counted once in every article that quotes them, as in the Gender Gap Tracker (Asr et al. 2021, PLoS ONE
    16(1)). Organisations and speakers without a name are not persons here.

    Args:
        entities: The canonical entities by canonical_id.
    """

    def __init__(self, entities: Mapping[str, CanonicalEntity]) -> None:
        self._entities = entities
        self._totals: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
        self._women: dict[tuple[str, str, str], Ratio] = defaultdict(Ratio)
        self._articles: Counter[tuple[str, str, str]] = Counter()

    def add(self, article: Described, words: Iterable[tuple[QuotationRow, int]]) -> None:
        """Add an article's quotations, each with its number of words (see `speaker_totals.own_words`)."""
        spoken: Counter[str] = Counter()
        for row, n_words in words:
            if row.speaker_id and self._entities[row.speaker_id].label == "PER":
                spoken[row.speaker_id] += n_words
        by_group: dict[tuple[str, str], list[str]] = defaultdict(list)
        for person in sorted(spoken):
            for group in self._groups(article, person):
                by_group[group].append(person)
        for (scope, name), people in by_group.items():
            for measure in (_PEOPLE, _WORDS):
                counts: Counter[str] = Counter()
                for person in people:
                    counts[self._entities[person].gender or _UNKNOWN] += 1 if measure == _PEOPLE else spoken[person]
                key = (scope, name, measure)
                self._totals[key].update(counts)
                self._articles[key] += 1
                self._women[key].add(counts["f"], sum(counts[gender] for gender in GENDERS))

    def _groups(self, article: Described, person: str) -> Iterator[tuple[str, str]]:
        yield ("all", "")
        yield from (("outlet", name) for name in groups_of(article, "outlet"))
        yield from (("month", name) for name in groups_of(article, "month"))
        party = self._entities[person].party
        if party:
            yield ("party", party)

    def rows(self) -> Iterator[GenderBalanceRow]:
        """Yield the rows of `gender_balance.csv`: all articles, then each outlet, month and party, by name."""
        for scope, name, measure in sorted(self._totals, key=lambda key: (_SCOPES.index(key[0]), *key[1:])):
            key = (scope, name, measure)
            counts, share = self._totals[key], self._women[key].share()
            low, high = share.interval or (None, None)
            yield GenderBalanceRow(
                scope=scope,
                group_name=name or None,
                measure=measure,
                n_women=counts["f"],
                n_men=counts["m"],
                n_other=counts["other"],
                n_unknown=counts[_UNKNOWN],
                share_women=share.value,
                low=low,
                high=high,
                share_unknown=round(counts[_UNKNOWN] / counts.total(), 4) if counts.total() else None,
                n_articles=self._articles[key],
                evidence=enough_articles(self._articles[key]),
            )
