"""Compare who is quoted how much in each outlet, by each author or in each month, for `speakers_by_group.csv`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from wortlaut.comparison.groups import Described, Grouping, Ratio, groups_of
from wortlaut.sentiment.interval import Interval
from wortlaut.tables.schemas import QuotationRow, SpeakersByGroupRow, enough_articles

if TYPE_CHECKING:
    from wortlaut.entities import CanonicalEntity


class SpeakersByGroup:
    """Add up the quotations of speakers by group, article by article.

    Args:
        by: What the articles are grouped by.
        entities: The canonical entities by canonical_id.
    """

    def __init__(self, by: Grouping, entities: Mapping[str, CanonicalEntity]) -> None:
        self._by = by
        self._entities = entities
        self._all: dict[str, Ratio] = defaultdict(Ratio)
        self._quoted: dict[tuple[str, str], Ratio] = defaultdict(Ratio)
        self._n_words: Counter[tuple[str, str]] = Counter()
        self._n_quotations: Counter[tuple[str, str]] = Counter()
        self._n_articles: Counter[tuple[str, str]] = Counter()
        self._group_articles: Counter[str] = Counter()
        self._n_group_words: Counter[str] = Counter()

    def add(self, article: Described, words: Iterable[tuple[QuotationRow, int]]) -> None:
        """Add an article's quotations, each with its number of words (see `speaker_totals.own_words`)."""
        spoken: Counter[str] = Counter()
        n_quotations: Counter[str] = Counter()
        for row, n_words in words:
            if row.speaker_id:
                spoken[row.speaker_id] += n_words
                n_quotations[row.speaker_id] += 1
        total = spoken.total()
        for group in groups_of(article, self._by):
            self._group_articles[group] += 1
            self._n_group_words[group] += total
            self._all[group].add(0, total)
            for speaker, n_words in spoken.items():
                self._quoted[group, speaker].add(n_words, total)
                self._n_words[group, speaker] += n_words
                self._n_quotations[group, speaker] += n_quotations[speaker]
                self._n_articles[group, speaker] += 1

    def rows(self) -> Iterator[SpeakersByGroupRow]:
        """Yield the rows of `speakers_by_group.csv`: by group, the speaker with the most words first."""
        for group, speaker in sorted(self._n_words, key=lambda key: (key[0], -self._n_words[key], key[1])):
            key = (group, speaker)
            evidence = enough_articles(self._n_articles[key])
            low, high = (evidence == "enough" and self._interval(key)) or (None, None)
            total = self._n_group_words[group]
            entity = self._entities[speaker]
            yield SpeakersByGroupRow(
                group_by=self._by,
                group_name=group,
                canonical_id=speaker,
                name=entity.name,
                role=entity.role,
                speaker_kind=entity.speaker_kind,
                n_quotations=self._n_quotations[key],
                n_words=self._n_words[key],
                share=round(self._n_words[key] / total, 4) if total else None,
                low=low,
                high=high,
                n_articles=self._n_articles[key],
                n_group_articles=self._group_articles[group],
                evidence=evidence,
            )

    def _interval(self, key: tuple[str, str]) -> Interval | None:
        """Return the interval of a speaker's share, over all articles of the group that quote anybody."""
        quoted = self._quoted[key]
        return self._all[key[0]].without(quoted).merged(quoted).share().interval
