"""Look up the names that German news readers know: parties, media, authorities, companies, clubs, states, cities."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.names import Name, Words, bare, inflected, slug
from wortlaut.german import word_lists
from wortlaut.german.names import AMBIGUOUS_TERRITORIES, LOCALE, UNNAMED_TERRITORIES
from wortlaut.nlp.annotate import Document
from wortlaut.text.spans import Span

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_CACHE_SIZE = 10_000
"""Names whose look-up is cached."""
_FIRST_WORD = re.compile(r"\w+")


class KnownName(NamedTuple):
    """An entity that is known by name.

    Attributes:
        name: Its main name in the nominative, the same for all its aliases.
        label: ORG or LOC.
        kind: What it is, as in `known_names.csv`; `territory` or `city` for those from other lists.
        is_ambiguous: Whether the word or words are often something else ("Stern", "Die Zeit").
    """

    name: str
    label: str
    kind: str
    is_ambiguous: bool

    @property
    def canonical_id(self) -> str:
        """The id of the entity in the tables."""
        return f"{self.label}:{slug(bare(tuple(self.name.split()), self.label))}"


class KnownMention(NamedTuple):
    """A known name in a document; `name` has its own label, whatever the model says."""

    name: Name
    known: KnownName


@lru_cache(_CACHE_SIZE)
def known_name(words: Words) -> KnownName | None:
    """Return the entity that is known by a name in any of its inflected forms, or None."""
    return _forms().get(" ".join(words))


@lru_cache(_CACHE_SIZE)
def known_by_key(key: Words, label: str) -> KnownName | None:
    """Return the entity of a label that is known by a name, or None.

    Args:
        key: The words of the name, casefolded, in any form.
        label: The label that the name has in its article.
    """
    known = _casefolded_forms().get(" ".join(key))
    return known if known is not None and known.label == label else None


@cache
def main_names() -> dict[str, str]:
    """Return the main name of each known entity by its canonical_id."""
    return {known.canonical_id: known.name for known in _forms().values()}


def nominative_of(words: Words) -> Words | None:
    """Return a known name or alias in the nominative, given any of its forms, or None: "Europäischen Union"."""
    return _nominatives().get(" ".join(words))


def known_mentions(document: Document) -> Iterator[KnownMention]:
    """Yield the known names in an article's sentences in reading order, the longest at each place."""
    doc, openings = document.doc, _openings()
    for sentence in document.sentences:
        after = sentence.span.start_char
        limit = sentence.span.end_char
        for token in sentence.span:
            if token.text in openings and token.idx >= after:
                mention = _mention_at(doc, token.i, limit)
                if mention is not None:
                    yield mention
                    after = mention.name.span.end


def _mention_at(doc: Doc, index: int, limit: int) -> KnownMention | None:
    """Return the longest known name that begins with a token and ends at the end of a word."""
    start = doc[index].idx
    for form in _openings()[doc[index].text]:
        end = start + len(form)
        if end > limit or not doc.text.startswith(form, start) or _continues_word(doc.text, end):
            continue
        last = index
        while last + 1 < len(doc) and doc[last + 1].idx < end:
            last += 1
        known = _forms()[form]
        return KnownMention(Name(index, last + 1, Span(start, end), known.label, tuple(form.split())), known)
    return None


def _continues_word(text: str, end: int) -> bool:
    """Return whether a word goes on at an offset, also after a hyphen or full stop: "EU-Gipfel", "netzpolitik.org"."""
    rest = text[end : end + 2]
    return rest[:1].isalnum() or (rest[:1] in {"-", ".", "&", "'", "’", "@", "_"} and rest[1:].isalnum())


@cache
def _openings() -> dict[str, list[str]]:
    """Return all forms by the tokens that may open them, the longest first."""
    openings: dict[str, set[str]] = defaultdict(set)
    for form in _forms():
        openings[form.split()[0]].add(form)
        word = _FIRST_WORD.match(form)
        if word:
            openings[word[0]].add(form)
    return {token: sorted(forms, key=lambda form: (-len(form), form)) for token, forms in openings.items()}


@cache
def _casefolded_forms() -> dict[str, KnownName]:
    return {form.casefold(): known for form, known in reversed(_forms().items())}


@cache
def _nominatives() -> dict[str, Words]:
    """Return the known names and aliases, not those they stand for, by all their forms."""
    names: dict[str, Words] = {}
    for name, known in (item for source in SOURCES for item in source()):
        for form in inflected(tuple(name.split()), is_party=known.kind == "party"):
            names.setdefault(" ".join(form), tuple(name.split()))
    return names


@cache
def _forms() -> dict[str, KnownName]:
    """Return the known names by all their forms; an earlier list has precedence."""
    forms: dict[str, KnownName] = {}
    for name, known in (item for source in SOURCES for item in source()):
        for form in inflected(tuple(name.split()), is_party=known.kind == "party"):
            forms.setdefault(" ".join(form), known)
    swiss = {form.replace("ß", "ss"): known for form, known in forms.items() if "ß" in form}
    return {**swiss, **forms}


def listed_names() -> Iterator[tuple[str, KnownName]]:
    """Yield the names in `known_names.csv`, which are looked up first."""
    for row in word_lists.rows("known_names.csv"):
        name, is_ambiguous = row["name"], row["is_ambiguous"] == "yes"
        yield name, KnownName(row["same_as"] or name, row["label"], row["kind"], is_ambiguous)


def territories() -> Iterator[tuple[str, KnownName]]:
    """Yield the countries and continents in Unicode's Common Locale Data Repository, which Babel contains."""
    from babel import Locale

    for code, name in sorted(Locale(LOCALE).territories.items()):
        if code not in UNNAMED_TERRITORIES:
            yield name, KnownName(name, "LOC", "territory", name in AMBIGUOUS_TERRITORIES)


def cities() -> Iterator[tuple[str, KnownName]]:
    """Yield the cities in `cities.csv`, from GeoNames."""
    for row in word_lists.rows("cities.csv"):
        yield row["name"], KnownName(row["name"], "LOC", "city", is_ambiguous=False)


SOURCES: Sequence[Callable[[], Iterator[tuple[str, KnownName]]]] = (listed_names, territories, cities)
"""The lists of names, each with what it names; an earlier one has precedence."""


def clear() -> None:
    """Forget the lists, so that they are read again."""
    for cached in (known_name, known_by_key, main_names, _openings, _casefolded_forms, _nominatives, _forms):
        cached.cache_clear()
