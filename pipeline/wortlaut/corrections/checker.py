"""Find the corrections that no longer match anything, and what they may have been about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from wortlaut.corrections.entities import EntityCorrector, KnownEntities
from wortlaut.corrections.quotations import plain
from wortlaut.corrections.records import Corrections, EntityCorrection, QuotationCorrection
from wortlaut.entities import CanonicalEntity, Naming
from wortlaut.tables.schemas import CorrectionRow, QuotationRow

_SIMILAR = 0.5
"""Share of the characters in common (`difflib`) from which a name or a quotation is called the nearest."""


class Checker:
    """Compare corrections with what the articles have, article by article.

    Args:
        corrections: All corrections.
        entities: The entities in `canonical_entities.csv`.
    """

    def __init__(self, corrections: Corrections, entities: Sequence[CanonicalEntity]) -> None:
        self._corrections = corrections
        self._entities = KnownEntities(entities)
        self._names = sorted({name for each in entities for name in (each.name, *each.aliases)})
        self._corrector = EntityCorrector(corrections.entities)
        self._named = {each.article_id for rows in corrections for each in rows}
        self._article_ids: set[str] = set()
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._quotes: dict[str, list[str]] = defaultdict(list)
        self._applied: set[tuple[str, ...]] = set()

    def add_names(self, article_id: str, namings: Iterable[Naming]) -> None:
        """Add the names of an article, after corrections."""
        found = list(namings)
        self._article_ids.add(article_id)
        self._corrector.observe(article_id, found)
        if article_id in self._named:
            self._forms[article_id].update(form for naming in found for form in naming.forms)

    def has_quotations(self, article_id: str) -> bool:
        """Return whether a correction is about a quotation of an article."""
        return any(each.article_id == article_id for each in self._corrections.quotations)

    def add_quotations(self, article_id: str, rows: Iterable[QuotationRow], applied: Iterable[tuple[str, ...]]) -> None:
        """Add the quotations of an article after corrections, and what was applied (`quotations.Corrected.applied`)."""
        self._quotes[article_id] += [row.quote_text for row in rows]
        self._applied.update(applied)

    def rows(self) -> Iterator[CorrectionRow]:
        """Yield the rows of `corrections.csv`, in the order of the files."""
        for entity in self._corrections.entities:
            is_applied = bool(self._corrector.meant(entity, self._entities))
            nearest = None if is_applied else self._nearest_entity(entity)
            status = "applied" if is_applied else "unmatched"
            yield CorrectionRow("entities", entity.line, entity.article_id or None, entity.name, status, nearest)
        for each in self._corrections.quotations:
            is_applied = each.key in self._applied
            nearest = None if is_applied else self._nearest_quotation(each)
            status = "applied" if is_applied else "unmatched"
            yield CorrectionRow("quotations", each.line, each.article_id, each.quote, status, nearest)

    def _nearest_entity(self, correction: EntityCorrection) -> str | None:
        """Return the most similar name; in all articles, the full name of whoever has the name that is given."""
        if correction.article_id:
            known = sorted(self._forms[correction.article_id])
            return self._nearest_of(correction.article_id, correction.name, known)
        bearers = self._entities.by_alias[correction.name]
        return bearers[0].name if bearers else _nearest(correction.name, self._names)

    def _nearest_quotation(self, correction: QuotationCorrection) -> str | None:
        """Return the most similar quotation, or name if an article that has the quotation does not name the speaker."""
        quotes = self._quotes[correction.article_id]
        words = plain(correction.quote)
        if correction.speaker and any(words in plain(quote) for quote in quotes):
            return _nearest(correction.speaker, sorted(self._forms[correction.article_id]))
        return self._nearest_of(correction.article_id, correction.quote, quotes)

    def _nearest_of(self, article_id: str, text: str, known: Iterable[str]) -> str | None:
        if article_id and article_id not in self._article_ids:
            return _nearest(article_id, sorted(self._article_ids))
        return _nearest(text, known)


def _nearest(text: str, known: Iterable[str]) -> str | None:
    by_words = {plain(each) or each: each for each in known}
    found = get_close_matches(plain(text) or text, by_words, n=1, cutoff=_SIMILAR)
    return by_words[found[0]] if found else None
