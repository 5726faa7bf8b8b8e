"""Which people and organisations are named together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from wortlaut.report.entities import NamedEntity
from wortlaut.report.reading import ArticleRows
from wortlaut.tables.schemas import MentionRow

CANDIDATES = 500
"""People and organisations, those named in most articles, among which pairs are counted: bounds what is held."""


class Pair(NamedTuple):
    """Two people or organisations with the number of sections and of articles that name both."""

    one: NamedEntity
    other: NamedEntity
    n_sections: int
    n_articles: int


class CoMentionTally:
    """Counts who is named together with whom, article by article.

    Args:
        entities: Those that are counted, by canonical_id.
    """

    def __init__(self, entities: Mapping[str, NamedEntity]) -> None:
        self._entities = entities
        self._sections: Counter[tuple[str, str]] = Counter()
        self._articles: Counter[tuple[str, str]] = Counter()

    def add(self, rows: ArticleRows) -> None:
        """Add an article."""
        by_section = _entities_by_section(row for row in rows.names if row.canonical_id in self._entities)
        for names in by_section.values():
            self._sections.update(combinations(sorted(names), 2))
        self._articles.update(combinations(sorted(set().union(*by_section.values())), 2))

    def result(self, top: int) -> tuple[Pair, ...]:
        """Return the pairs that most sections name together, then those that most articles do."""
        ranked = sorted(self._articles, key=lambda pair: (-self._sections[pair], -self._articles[pair], pair))
        return tuple(self._pair(pair) for pair in ranked[:top])

    def _pair(self, pair: tuple[str, str]) -> Pair:
        """Return a pair, who is named more often first."""
        one, other = sorted((self._entities[name] for name in pair), key=lambda entity: -entity.n_mentions)
        return Pair(one, other, self._sections[pair], self._articles[pair])


def _entities_by_section(names: Iterable[MentionRow]) -> dict[str, set[str]]:
    """Return the entities that each section names."""
    entities: defaultdict[str, set[str]] = defaultdict(set)
    for row in names:
        entities[row.section_id].add(row.canonical_id)
    return dict(entities)
