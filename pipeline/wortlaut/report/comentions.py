"""Count which people and organisations are named together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from wortlaut.report.entities import NamedEntity
from wortlaut.report.reading import ArticleRows
from wortlaut.tables.schemas import MentionRow

CANDIDATES = 500
"""People and organisations, those in the most articles, among which pairs are counted: bounds memory."""


class Pair(NamedTuple):
    """Two people or organisations with the numbers of sections that name both, and of articles with such sections."""

    one: NamedEntity
    other: NamedEntity
    n_sections: int
    n_articles: int


class CoMentionTally:
    """Count who is named together with whom, article by article.

    Args:
        entities: The counted entities by canonical_id.
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
        self._articles.update({pair for names in by_section.values() for pair in combinations(sorted(names), 2)})

    def result(self, top: int) -> tuple[Pair, ...]:
        """Return the top pairs, ranked by number of sections, then of articles."""
        ranked = sorted(self._articles, key=lambda pair: (-self._sections[pair], -self._articles[pair], pair))
        return tuple(self._pair(pair) for pair in ranked[:top])

    def _pair(self, pair: tuple[str, str]) -> Pair:
        """Return a pair, the more frequently named first."""
        one, other = sorted((self._entities[name] for name in pair), key=lambda entity: -entity.n_mentions)
        return Pair(one, other, self._sections[pair], self._articles[pair])


def _entities_by_section(names: Iterable[MentionRow]) -> dict[str, set[str]]:
    """Return the entities named in each section."""
    entities: defaultdict[str, set[str]] = defaultdict(set)
    for row in names:
        entities[row.section_id].add(row.canonical_id)
    return dict(entities)
