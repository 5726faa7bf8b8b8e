"""Link the names of one article that denote the same person, organisation, place or other entity."""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.entities.abbreviations import introductions
from wortlaut.entities.name_variants import NameVariants
from wortlaut.entities.names import Name, Words, slug
from wortlaut.entities.people import People
from wortlaut.nlp.annotate import Document


def canonical_ids(document: Document, names: Sequence[Name]) -> list[str]:
    """Return the canonical_id of each name.

    A person named by given name and surname is `PER:mark-rutte` in every article; one named by a single name only is
    `PER:rutte@<article_id>`; anything else is `ORG:nato`, `LOC:ukraine`, `MISC:oscar`. An id depends on the article
    alone, so it does not change when other articles are added.

    Args:
        document: The article.
        names: Its names in reading order, as `wortlaut.entities.ner_postprocessing` returns them.
    """
    variants = NameVariants(document.doc, names)
    keys = [variants.key(name) for name in names]
    long_forms = _long_forms(document, names, variants)
    people = People(document, names, keys)
    return [
        people.identify(index) if name.label == "PER" else f"{name.label}:{slug(long_forms.get(key, key))}"
        for index, (name, key) in enumerate(zip(names, keys, strict=True))
    ]


def _long_forms(document: Document, names: Sequence[Name], variants: NameVariants) -> dict[Words, Words]:
    """Map the keys of abbreviated names to the keys of the long forms that the article gives."""
    forms: dict[Words, Words] = {}
    for outer, inner in introductions(document.doc, names):
        short, long = sorted((variants.key(outer), variants.key(inner)), key=lambda key: len("".join(key)))
        forms.setdefault(short, long)
    return forms
