"""Apply corrections of entities: to the mentions of an article (who is meant), and to all entities (what is said)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from wortlaut.corrections.records import NOTHING, EntityCorrection
from wortlaut.entities.entity_index import Naming
from wortlaut.entities.entity_linking import id_of_name
from wortlaut.entities.names import slug
from wortlaut.entities.records import NAMING_KINDS, CanonicalEntity, Mention

_SET = ("role", "party", "gender", "speaker_kind")
_IDENTITY = "canonical_id"


def corrected_mentions(
    article_id: str, mentions: Sequence[Mention], corrections: Iterable[EntityCorrection]
) -> tuple[Mention, ...]:
    """Return the mentions of an article with the entities that corrections give them.

    Args:
        article_id: The article.
        mentions: Its mentions.
        corrections: The corrections for the article, see `Corrections.of`.
    """
    found = tuple(mentions)
    for correction in corrections:
        forms = name_forms(found)
        bearers = _bearers(correction, forms)
        if len(bearers) != 1:
            continue
        (source,) = bearers
        target = _target(correction, source, forms, article_id)
        label = target.partition(":")[0]
        found = tuple(
            each._replace(canonical_id=target, label=label) if each.canonical_id == source else each for each in found
        )
    return found


def name_forms(mentions: Iterable[Mention]) -> dict[str, set[str]]:
    """Return the forms of the names in an article, by canonical_id."""
    forms: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.kind in NAMING_KINDS:
            forms[mention.canonical_id].add(" ".join(mention.text.split()))
    return forms


def _target(correction: EntityCorrection, source: str, forms: Mapping[str, Set[str]], article_id: str) -> str:
    """Return the id of the entity that is meant: one that the article names so, else the one that such a name has."""
    name = correction.same_as or correction.name
    label = correction.label or source.partition(":")[0]
    others = [
        canonical_id
        for canonical_id in named(name, forms)
        if canonical_id != source and canonical_id.partition(":")[0] in {correction.label, label}
    ]
    return others[0] if len(others) == 1 and correction.same_as else id_of_name(name, label, article_id)


def _bearers(correction: EntityCorrection, forms: Mapping[str, Set[str]]) -> list[str]:
    """Return the entities of an article that a correction is about: in all articles, only those whose name it is."""
    main = [canonical_id for canonical_id in sorted(forms) if _identity(canonical_id) == _slug(correction.name)]
    return main or (named(correction.name, forms) if correction.article_id else [])


def named(name: str, forms: Mapping[str, Set[str]]) -> list[str]:
    """Return the entities of an article that a name may mean.

    Args:
        name: A form of the name, its genitive included, else the surname.
        forms: The forms of the names in the article, by canonical_id.
    """
    ranked = sorted(forms.items())
    whole = [
        canonical_id
        for canonical_id, found in ranked
        if _identity(canonical_id) == _slug(name) or name in found or f"{name}s" in found
    ]
    return whole or [canonical_id for canonical_id, found in ranked if any(form.endswith(f" {name}") for form in found)]


def _slug(name: str) -> str:
    return slug(tuple(name.split()))


def _identity(canonical_id: str) -> str:
    return canonical_id.partition(":")[2].partition("@")[0]


class EntityCorrector:
    """Set what is said about entities, and find the corrections that match nothing.

    Args:
        corrections: All corrections of entities.
    """

    def __init__(self, corrections: Sequence[EntityCorrection]) -> None:
        self._corrections = corrections
        self._by_article: dict[int, list[str]] = {}

    def observe(self, article_id: str, namings: Iterable[Naming]) -> None:
        """Note whom an article's names stand for, after the mentions were corrected."""
        own = [each for each in self._corrections if each.article_id == article_id]
        if own:
            forms = {naming.canonical_id: set(naming.forms) for naming in namings}
            self._by_article |= {each.line: _bearers(each, forms) for each in own}

    def apply(self, entities: Sequence[CanonicalEntity], *, gender: bool = True) -> list[CanonicalEntity]:
        """Return the entities with the corrections.

        Args:
            entities: All entities, sorted by their ids.
            gender: Whether persons may have a gender.
        """
        corrected = {entity.canonical_id: entity for entity in entities}
        found = KnownEntities(entities)
        for each in self._corrections:
            for canonical_id in self.meant(each, found):
                corrected[canonical_id] = _corrected(corrected[canonical_id], each, gender=gender)
        return list(corrected.values())

    def meant(self, correction: EntityCorrection, entities: KnownEntities) -> list[str]:
        """Return the ids of the entities that a correction is about; none if it matches nothing, or several alike.

        Args:
            correction: The correction.
            entities: All entities, before or after corrections.
        """
        if correction.article_id:
            found = self._by_article.get(correction.line, [])
            return found if len(found) == 1 else []
        named = entities.by_identity[_slug(correction.same_as or correction.name)]
        if correction.identifies:
            return [
                each.canonical_id
                for each in named
                if correction.label in {"", each.label} and (not correction.same_as or _has(each, correction.name))
            ]
        main = {each.canonical_id for each in (*named, *entities.by_name[correction.name])}
        others = entities.by_alias[correction.name]
        return sorted(main) or ([others[0].canonical_id] if len(others) == 1 else [])


class KnownEntities:
    """All entities, by what they are called.

    Attributes:
        by_identity: By the name in their ids.
        by_name: By the name that is shown.
        by_alias: By each form of the name.
    """

    def __init__(self, entities: Iterable[CanonicalEntity]) -> None:
        self.by_identity: defaultdict[str, list[CanonicalEntity]] = defaultdict(list)
        self.by_name: defaultdict[str, list[CanonicalEntity]] = defaultdict(list)
        self.by_alias: defaultdict[str, list[CanonicalEntity]] = defaultdict(list)
        for entity in entities:
            self.by_identity[_identity(entity.canonical_id)].append(entity)
            self.by_name[entity.name].append(entity)
            for alias in entity.aliases:
                self.by_alias[alias].append(entity)


def _has(entity: CanonicalEntity, name: str) -> bool:
    return name in entity.aliases or f"{name}s" in entity.aliases


def _corrected(entity: CanonicalEntity, correction: EntityCorrection, *, gender: bool) -> CanonicalEntity:
    cells = {name: value for name in _SET if (value := getattr(correction, name))}
    if not gender:
        cells.pop("gender", None)
    marks = [*(entity.corrected or "").split("|"), *([_IDENTITY] if correction.identifies else []), *cells]
    values: dict[str, Any] = {name: None if value == NOTHING else value for name, value in cells.items()}
    if "gender" in values:
        values["gender_evidence"] = "correction" if values["gender"] else None
    if correction.new_name:
        values["name"] = correction.new_name
        marks.append("name")
    elif correction.same_as and _slug(correction.same_as) not in {_slug(alias) for alias in entity.aliases}:
        values["name"] = correction.same_as
    return entity._replace(**values, corrected="|".join(dict.fromkeys(filter(None, marks))) or None)
