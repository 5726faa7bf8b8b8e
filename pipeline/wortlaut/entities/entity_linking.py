"""Link the names of one article that denote the same person, organisation, place or other entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from wortlaut.entities.abbreviations import introductions
from wortlaut.entities.known_names import known_by_key, known_name
from wortlaut.entities.name_variants import NameVariants
from wortlaut.entities.names import Name, Words, bare, gender_of_name, has_given_name, is_particle, slug, surname
from wortlaut.entities.roles import gender_before, role_before
from wortlaut.german.names import FOUNDATIONS
from wortlaut.nlp.annotate import Document


def canonical_ids(document: Document, names: Sequence[Name]) -> list[str]:
    """Return the canonical_id of each name.

    A person named by given name and surname is `PER:mark-rutte` in every article; one named by a single name only is
    `PER:rutte@<article_id>`; anything else is `ORG:nato`, `LOC:ukraine`, `MISC:oscar`, the same for known
    aliases. An id depends on the article alone, so it does not change when other articles are added.

    Args:
        document: The article.
        names: Its names in reading order, as `wortlaut.entities.ner_postprocessing` returns them.
    """
    variants = NameVariants(document.doc, names)
    keys = [variants.key(name) for name in names]
    long_forms = _long_forms(document, names, variants)
    people = _People(document, names, keys)
    return [
        people.identify(index) if name.label == "PER" else _id_of_body(name.label, long_forms.get(key, key))
        for index, (name, key) in enumerate(zip(names, keys, strict=True))
    ]


def id_of_name(name: str, label: str, article_id: str) -> str:
    """Return the canonical_id that an entity has by a name in the nominative.

    Args:
        name: The name.
        label: PER, ORG, LOC or MISC.
        article_id: The article to which a person with a single name belongs.
    """
    words = tuple(name.split())
    if label == "PER":
        return f"PER:{slug(words)}" if has_given_name(words) else f"PER:{slug(words)}@{article_id}"
    return _id_of_body(label, tuple(word.casefold() for word in bare(words, label)))


def _id_of_body(label: str, key: Words) -> str:
    """Return the id of an organisation, place or other name; known aliases of one entity have one id ("UN", "Uno")."""
    known = known_by_key(key, label)
    return known.canonical_id if known is not None else f"{label}:{slug(key)}"


def _long_forms(document: Document, names: Sequence[Name], variants: NameVariants) -> dict[Words, Words]:
    """Map the keys of abbreviated names to the keys of the long forms that the article gives."""
    forms: dict[Words, Words] = {}
    for outer, inner in introductions(document.doc, names):
        short, long = sorted((variants.key(outer), variants.key(inner)), key=lambda key: len("".join(key)))
        forms.setdefault(short, long)
    for short, long in (*_first_words(names, variants), *_without_noun(names, variants)):
        forms.setdefault(short, long)
    return forms


def _without_noun(names: Sequence[Name], variants: NameVariants) -> Iterator[tuple[Words, Words]]:
    """Yield names without the noun for an organisation before them: "Morgen", "Stiftung Morgen"."""
    for name in names:
        if name.label == "ORG" and len(name.words) > 1 and name.words[0] in FOUNDATIONS:
            key = variants.key(name)
            yield key[1:], key


def _first_words(names: Sequence[Name], variants: NameVariants) -> Iterator[tuple[Words, Words]]:
    """Yield abbreviations, with the only longer name of an organisation that they open: "MSV", "MSV Duisburg"."""
    longer: dict[str, set[Words]] = defaultdict(set)
    for name in names:
        if name.label == "ORG" and len(name.words) > 1 and name.words[0].isupper():
            longer[name.words[0]].add(variants.key(name))
    for name in names:
        keys = longer.get(name.words[0], ()) if name.label == "ORG" and len(name.words) == 1 else ()
        if len(keys) == 1 and known_name(name.words) is None:
            (key,) = keys
            yield variants.key(name), key


class _Person:
    """A person in an article; the gender may become known later."""

    def __init__(self, canonical_id: str, gender: str | None) -> None:
        self.canonical_id = canonical_id
        self.gender = gender
        self.bearers: list[_Bearers] = []

    def fits(self, gender: str | None) -> bool:
        return gender is None or self.gender is None or gender == self.gender


class _Bearers:
    """The persons who share a surname or a given name."""

    def __init__(self) -> None:
        self._first: dict[str | None, _Person] = {}
        self._latest: dict[str | None, tuple[int, _Person]] = {}
        self._by_role: dict[str, _Person] = {}

    def add(self, person: _Person, roles: Iterable[str]) -> None:
        self._first.setdefault(person.gender, person)
        for role in roles:
            self._by_role.setdefault(role, person)
        person.bearers.append(self)

    def add_mention(self, person: _Person, index: int) -> None:
        self._latest[person.gender] = (index, person)

    def find(self, gender: str | None, role: str | None) -> _Person | None:
        """Return the holder of the role, else the person named last who fits the gender, else the first named later."""
        holder = self._by_role.get(role) if role else None
        if holder and holder.fits(gender):
            return holder
        seen = [(index, person) for index, person in self._latest.values() if person.fits(gender)]
        if seen:
            return max(seen, key=lambda place: place[0])[1]
        return next((person for person in self._first.values() if person.fits(gender)), None)


class _People:
    """The persons of an article; each look-up takes constant time, regardless of their number."""

    def __init__(self, document: Document, names: Sequence[Name], keys: Sequence[Words]) -> None:
        """Collect the persons named by given name and surname.

        Args:
            document: The article.
            names: All its names in reading order.
            keys: The nominative of each name, see `wortlaut.entities.name_variants.NameVariants.key`.
        """
        self._document = document
        self._names = names
        self._keys = keys
        self._by_surname: dict[str, _Bearers] = defaultdict(_Bearers)
        self._by_given_name: dict[str, _Bearers] = defaultdict(_Bearers)
        self._ids_alone: Counter[str] = Counter()
        self._full = self._persons_in_full()

    def identify(self, index: int) -> str:
        """Return the canonical_id of a person's name; call it in reading order.

        A surname or given name alone is resolved to the bearer who has the role before it, else to the bearer named
        last who fits the gender before it, else to the first one named later; if nobody fits, it is a new person.

        Args:
            index: The name's index among the names.
        """
        name, key = self._names[index], self._keys[index]
        is_full = has_given_name(name.words)
        person = self._full[_identity(name.words, key)] if is_full else self._named_alone(name, key)
        for bearers in person.bearers:
            bearers.add_mention(person, index)
        return person.canonical_id

    def _named_alone(self, name: Name, key: Words) -> _Person:
        word = surname(key)
        gender = gender_before(self._document.doc, name)
        role = role_before(self._document.doc, name)
        person = (
            self._by_surname[word].find(gender, role.noun if role else None)
            or self._by_given_name[word].find(gender, role.noun if role else None)
            or self._unknown(key, gender)
        )
        person.gender = person.gender or gender
        return person

    def _unknown(self, key: Words, gender: str | None) -> _Person:
        """Add a person known by a single name; further persons of that name are numbered."""
        name = slug(key)
        self._ids_alone[name] += 1
        number = f"-{self._ids_alone[name]}" if self._ids_alone[name] > 1 else ""
        person = _Person(f"PER:{name}{number}@{self._document.article.article_id}", gender)
        self._by_surname[surname(key)].add(person, ())
        return person

    def _persons_in_full(self) -> dict[Words, _Person]:
        """Create a person for each group of full names with the same first given name and surname."""
        groups: dict[Words, list[int]] = defaultdict(list)
        for index, (name, key) in enumerate(zip(self._names, self._keys, strict=True)):
            if name.label == "PER" and has_given_name(name.words):
                groups[_identity(name.words, key)].append(index)
        return {identity: self._person(indices) for identity, indices in groups.items()}

    def _person(self, indices: list[int]) -> _Person:
        doc = self._document.doc
        names = [self._names[index] for index in indices]
        genders = Counter(filter(None, (gender_before(doc, name) for name in names)))
        roles = {role.noun: None for role in (role_before(doc, name) for name in names) if role}
        (form, _), *_ = Counter(self._keys[index] for index in indices).most_common(1)
        gender = genders.most_common(1)[0][0] if genders else gender_of_name(names[0].words)
        person = _Person(f"PER:{slug(form)}", gender)
        surnames, given_names = dict[str, None](), dict[str, None]()
        for index, name in zip(indices, names, strict=True):
            key, last = self._keys[index], name.words.index(surname(name.words))
            surnames[key[last]] = None
            given_names |= {key[i]: None for i in range(last) if not is_particle(name.words[i])}
        for word in surnames:
            self._by_surname[word].add(person, roles)
        for word in given_names:
            self._by_given_name[word].add(person, roles)
        return person


def _identity(words: Words, key: Words) -> Words:
    """Return first given name and surname: "George W. Bush" is "George Bush"; "Donald Trump jr." is another person."""
    return (key[0], *key[words.index(surname(words)) :])
