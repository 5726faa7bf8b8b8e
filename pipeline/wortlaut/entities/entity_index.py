"""Aggregate the mentions of all articles into persons, organisations, places and other named entities."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.abbreviations import abbreviates
from wortlaut.entities.compounds import organisation_in
from wortlaut.entities.gender import Sign, gender_of, signs
from wortlaut.entities.known_names import main_names, nominative_of
from wortlaut.entities.names import bare, is_genitive, name_at, nominatives, slug
from wortlaut.entities.organisations import nominative
from wortlaut.entities.parties import parties
from wortlaut.entities.records import CanonicalEntity, Mention, in_analysed_text
from wortlaut.entities.roles import is_relative, roles
from wortlaut.entities.speaker_kinds import Said, count_kinds, kind_of_organisation
from wortlaut.german.names import INFLECTED_ADJECTIVE
from wortlaut.nlp.annotate import Document

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc


class Naming(NamedTuple):
    """How an article names an entity.

    Attributes:
        canonical_id: The entity.
        forms: The number of occurrences of each form of the name.
        roles: The roles that it gives a person, in the order of the mentions, each with the organisation or place that
            the role names: the canonical_id of an entity in the article, a bare name, or None.
        parties: How often it says that a person belongs to each party.
        genders: What shows a person's gender and which, with the number of mentions, see `wortlaut.entities.gender`.
        kinds: For whom it says that somebody speaks, see `speaker_kinds.Said`, with the number of mentions.
    """

    canonical_id: str
    forms: Mapping[str, int]
    roles: Sequence[tuple[str, str | None]]
    parties: Mapping[str, int]
    genders: Sequence[tuple[str, str, int]] = ()
    kinds: Sequence[tuple[str, bool, int]] = ()


def namings(document: Document, mentions: Iterable[Mention]) -> list[Naming]:
    """Return what an article adds to the index: its names, and the roles that its text gives to persons."""
    analysed = list(in_analysed_text(mentions, document.article))
    named = {mention.canonical_id for mention in analysed if mention.kind == "name"}
    names = [mention for mention in analysed if mention.kind == "name" or _is_its_name(mention, named)]
    party_counts = parties(document.doc, analysed)
    gender_signs = signs(document.doc, analysed)
    kind_counts = count_kinds(document.doc, analysed)
    bodies = [mention for mention in names if mention.label in {"ORG", "LOC"}]
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    person_roles: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for mention in names:
        forms[mention.canonical_id][" ".join(mention.text.replace("|", " ").split())] += 1
        if mention.label == "PER":
            person_roles[mention.canonical_id] += _roles(document.doc, mention, bodies)
    return [
        Naming(
            canonical_id,
            counts,
            person_roles.get(canonical_id, []),
            party_counts.get(canonical_id, {}),
            [(*sign, n) for sign, n in gender_signs[canonical_id].items()] if canonical_id in gender_signs else [],
            [(*said, n) for said, n in kind_counts[canonical_id].items()] if canonical_id in kind_counts else [],
        )
        for canonical_id, counts in forms.items()
    ]


class _RoleCount(NamedTuple):
    """In how many articles a person has a role, and at how many mentions."""

    n_articles: int
    n: int


def _is_its_name(mention: Mention, named: Collection[str]) -> bool:
    """Return whether a noun is the name of an organisation that the article does not name otherwise: "die Polizei"."""
    return mention.kind == "organisation" and mention.canonical_id not in named


class EntityIndex:
    """The entities of the articles added so far; it holds counts, not mentions, so it grows only with the entities."""

    def __init__(self) -> None:
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._roles: dict[str, dict[str, _RoleCount]] = defaultdict(dict)
        self._parties: dict[str, Counter[str]] = defaultdict(Counter)
        self._organisations: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._genders: dict[str, Counter[Sign]] = defaultdict(Counter)
        self._kinds: dict[str, Counter[Said]] = defaultdict(Counter)
        self._n_articles: Counter[str] = Counter()

    def add(self, article_namings: Iterable[Naming], *, counts: bool = True) -> None:
        """Count the names of one more article, and each role and party once, however often the article repeats it.

        Args:
            article_namings: How the article names entities.
            counts: Whether it counts; of one that does not, only the forms of the names are kept.
        """
        if not counts:
            for naming in article_namings:
                self._forms[naming.canonical_id].update(dict.fromkeys(naming.forms, 0))
            return
        for canonical_id, forms, person_roles, person_parties, genders, speaker_kinds in article_namings:
            self._n_articles[canonical_id] += 1
            self._forms[canonical_id].update(forms)
            self._parties[canonical_id].update(person_parties.keys())
            self._genders[canonical_id].update(_majorities(genders))
            self._kinds[canonical_id].update(Said(kind, is_sure) for kind, is_sure, _ in speaker_kinds)
            for text, count in Counter(text for text, _ in person_roles).items():
                before = self._roles[canonical_id].get(text, _RoleCount(0, 0))
                self._roles[canonical_id][text] = _RoleCount(before.n_articles + 1, before.n + count)
            for text, organisation in person_roles:
                if organisation:
                    self._organisations[canonical_id, text][organisation] += 1

    def entities(self, *, gender: bool = True) -> list[CanonicalEntity]:
        """Return the entities, sorted by their ids.

        Args:
            gender: Whether to say which gender persons have.
        """
        return [self._entity(canonical_id, gender=gender) for canonical_id in sorted(self._forms)]

    def _entity(self, canonical_id: str, *, gender: bool) -> CanonicalEntity:
        forms, role_counts = self._forms[canonical_id], self._roles.get(canonical_id, {})
        label, _, _ = canonical_id.partition(":")
        # Of equals, max takes the first.
        role = max(role_counts, key=lambda text: (not is_relative(text), *role_counts[text]), default=None)
        party = max(self._parties[canonical_id].items(), key=lambda item: item[1], default=(None, 0))[0]
        name = _best_name(canonical_id, label, forms)
        shown = gender_of([name], self._genders[canonical_id]) if gender and label == "PER" else None
        return CanonicalEntity(
            canonical_id=canonical_id,
            name=name,
            label=label,
            aliases=tuple(sorted(forms)),
            n_mentions=forms.total(),
            n_articles=self._n_articles[canonical_id],
            role=role,
            organisation=self._organisation(canonical_id, role) if role else None,
            party=party,
            gender=shown.value if shown else None,
            gender_evidence=shown.evidence if shown else None,
            speaker_kind=self._kind(canonical_id, name, party),
        )

    def _kind(self, canonical_id: str, name: str, party: str | None) -> str | None:
        """Return the kind of speaker.

        It is that of an organisation's name, else what most articles say, else that of the party, else what most
        articles suggest.
        """
        label, _, _ = canonical_id.partition(":")
        if label not in {"PER", "ORG"}:
            return None
        by_name = kind_of_organisation(name) if label == "ORG" else None
        by_party = kind_of_organisation(party) if party else None
        most = (self._most_said(canonical_id, is_sure=is_sure) for is_sure in (True, False))
        return by_name or next(most) or by_party or next(most)

    def _most_said(self, canonical_id: str, *, is_sure: bool) -> str | None:
        counts: Counter[str] = Counter()
        for said, n in self._kinds[canonical_id].items():
            kind = self._kind_of_body(said.kind) if ":" in said.kind else said.kind
            if said.is_sure == is_sure and kind:
                counts[kind] += n
        return max(counts, key=lambda kind: counts[kind], default=None)  # of equals the first

    def _kind_of_body(self, canonical_id: str) -> str | None:
        """Return the kind of the organisation or place that a person belongs to, if its name or a noun gives it."""
        if canonical_id not in self._forms:
            return None
        forms = self._forms[canonical_id]
        name = _best_name(canonical_id, canonical_id.partition(":")[0], forms)
        by_name = next(filter(None, (kind_of_organisation(form) for form in (name, *sorted(forms)))), None)
        said = self._kinds.get(canonical_id, Counter())
        return by_name or next((each.kind for each in said if ":" not in each.kind), None)

    def _organisation(self, person: str, role: str) -> str | None:
        """Return the name of the organisation or place that a role names most often."""
        counts = self._organisations.get((person, role))
        if not counts:
            return None
        ((body, _),) = counts.most_common(1)
        return _best_name(body, body.partition(":")[0], self._forms[body]) if body in self._forms else body


def _majorities(genders: Iterable[tuple[str, str, int]]) -> Iterator[Sign]:
    """Yield the sign with the most mentions in an article for each kind of evidence; of equals none."""
    by_evidence: dict[str, Counter[str]] = defaultdict(Counter)
    for evidence, value, n in genders:
        by_evidence[evidence][value] += n
    for evidence, counts in by_evidence.items():
        ranked = counts.most_common(2)
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            yield Sign(evidence, ranked[0][0])


def _first_in(mentions: Sequence[Mention], start: int, end: int) -> str | None:
    """Return the canonical_id of the first name that begins at `start` or later if it ends by `end`, or None."""
    number = bisect_left(mentions, start, key=lambda mention: mention.span.start)
    inside = number < len(mentions) and mentions[number].span.end <= end
    return mentions[number].canonical_id if inside else None


def _roles(doc: Doc, mention: Mention, bodies: Sequence[Mention]) -> Iterator[tuple[str, str | None]]:
    span = doc.char_span(*mention.span, alignment_mode="expand")
    name = name_at(doc, span.start, span.end, "PER") if span is not None else None
    if name is None:
        return
    for role in roles(doc, name, is_genitive=is_genitive(name.words, mention.canonical_id)):
        phrase = doc[role.start : role.end]
        named = _first_in(bodies, phrase.start_char, phrase.end_char)
        yield role.text, named or organisation_in(role.noun)


def _best_name(canonical_id: str, label: str, forms: Counter[str]) -> str:
    """Return the main name of a known entity, or what it abbreviates if the texts have that; else the form in the id.

    Without such a form, it is a genitive's base form. The nominative comes before other forms, then the most frequent.
    """
    if canonical_id in main_names():
        return _fullest(main_names()[canonical_id], forms)
    identity = canonical_id.partition(":")[2].partition("@")[0]
    ranked = sorted(forms, key=lambda form: (_declension(form.split()[0]), -forms[form], form))
    for form in ranked:
        if slug(bare(tuple(form.split()), label)) == identity:
            return " ".join(nominative(tuple(form.split()))) if label == "ORG" else form
    if label == "ORG":
        for name in (nominative(tuple(form.split())) for form in ranked):
            if slug(bare(name, label)) == identity:
                return " ".join(name)
    for form in ranked:
        for words in nominatives(tuple(form.split()), label):
            if slug(bare(words, label)) == identity:
                return " ".join(words)
    return ranked[0]


def _fullest(main_name: str, forms: Iterable[str]) -> str:
    """Return the longest name in the texts that a known entity's main name abbreviates, or the main name."""
    names = {nominative_of(tuple(form.split())) for form in forms}
    long = [" ".join(name) for name in names if name and abbreviates((main_name,), name)]
    return max(long, key=lambda name: (len(name), name), default=main_name)


def _declension(word: str) -> int:
    """Rank an adjective's ending by how surely it is nominative: "Weißes", "Deutsche", "Naher", "Nahen"."""
    match = INFLECTED_ADJECTIVE.fullmatch(word)
    return {"es": 0, "e": 0, "er": 1}.get(word[match.end("stem") :], 2) if match else 0
