"""Gathers the mentions of all articles into people, organisations, places and other named things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from pipeline.documents import Document
from pipeline.entities.names import bare, name_at, nominatives, slug
from pipeline.entities.records import CanonicalEntity, Mention
from pipeline.entities.roles import roles
from pipeline.german.names import INFLECTED_ADJECTIVE


class Register:
    """The entities of the articles seen so far; it keeps counts, not mentions."""

    def __init__(self) -> None:
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._roles: dict[str, Counter[str]] = defaultdict(Counter)
        self._n_articles: Counter[str] = Counter()

    def add(self, document: Document, mentions: Iterable[Mention]) -> None:
        """Count the mentions of one more article, with the roles its text gives to persons."""
        mentions = tuple(mentions)
        for mention in mentions:
            self._forms[mention.canonical_id][" ".join(mention.text.replace("|", " ").split())] += 1
            if mention.label == "PER":
                self._roles[mention.canonical_id].update(_roles(document.doc, mention))
        self._n_articles.update({mention.canonical_id for mention in mentions})

    def entities(self) -> list[CanonicalEntity]:
        """Return the entities, sorted by their ids."""
        return [self._entity(canonical_id) for canonical_id in sorted(self._forms)]

    def _entity(self, canonical_id: str) -> CanonicalEntity:
        forms, counted = self._forms[canonical_id], self._roles[canonical_id]
        label, _, _ = canonical_id.partition(":")
        return CanonicalEntity(
            canonical_id=canonical_id,
            name=_best_name(canonical_id, label, forms),
            label=label,
            aliases=tuple(sorted(forms)),
            n_mentions=forms.total(),
            n_articles=self._n_articles[canonical_id],
            role=counted.most_common(1)[0][0] if counted else None,
        )


def _roles(doc: Doc, mention: Mention) -> Iterator[str]:
    span = doc.char_span(*mention.span, alignment_mode="expand")
    name = name_at(doc, span.start, span.end, "PER") if span is not None else None
    if name is not None:
        nominative, _, _ = mention.canonical_id.partition("@")
        yield from roles(doc, name, is_genitive=slug(name.words[-1:]) not in nominative)


def _best_name(canonical_id: str, label: str, forms: Counter[str]) -> str:
    """Return the form that gives the id, declined best and most frequent; else a genitive without its ending."""
    identity = canonical_id.partition(":")[2].partition("@")[0]
    ranked = sorted(forms, key=lambda form: (_declension(form.split()[0]), -forms[form], form))
    for form in ranked:
        if slug(bare(tuple(form.split()), label)) == identity:
            return form
    for form in ranked:
        for nominative in nominatives(tuple(form.split()), label):
            if slug(bare(nominative, label)) == identity:
                return " ".join(nominative)
    return ranked[0]


def _declension(word: str) -> int:
    """Rank the endings of an adjective by how surely they are a nominative: "Weißes", "Deutsche", "Naher", "Nahen"."""
    match = INFLECTED_ADJECTIVE.fullmatch(word)
    return {"es": 0, "e": 0, "er": 1}.get(word[match.end("stem") :], 2) if match else 0
