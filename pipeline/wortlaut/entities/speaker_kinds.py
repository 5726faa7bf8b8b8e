"""Say for which part of society somebody speaks (`speaker_kind`), from nouns for roles and for organisations.

The words and their kinds are in `german/speaker_kinds.csv`; `docs/entities.md` describes the kinds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.known_names import KnownName, known_by_key, known_name
from wortlaut.entities.names import Name, Words, has_given_name, inflected, is_genitive, name_at
from wortlaut.entities.nationalities import country_of_adjective
from wortlaut.entities.records import NAMING_KINDS, Mention
from wortlaut.entities.roles import roles
from wortlaut.german import word_lists
from wortlaut.german.descriptions import AGE_NOUN
from wortlaut.german.marks import MARKS
from wortlaut.german.names import CLUB_PREFIXES, TITLES

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_CACHE_SIZE = 20_000
"""Words and phrases whose kind is cached."""
_MIN_PREFIX = 3
"""Letters before a listed noun that heads a compound: "Stadtwerke", but not "Amt" in "Samt"."""
_MAX_PHRASE = 500
"""Characters of a phrase that are looked at."""
_MAX_WORD = 60
"""Letters of a word that is looked up; longer ones are no nouns, and take long."""
_LINKING = ("", "s", "es", "n", "en", "-")
"""What joins the first part of a compound to the second ("Vereinspräsident", "Polizeisprecher")."""
_ENDINGS = ("", "s", "es", "n", "en", "e", "er", "em")
_AFFILIATION = frozenset({"von", "vom", "beim", "bei", "aus", "für", "der", "des"})
"""Words after a person's name that introduce the organisation: "Ada Falk vom Wetterdienst"."""
_MAX_DISTANCE = 4
"""Tokens between such a word and the organisation: "von der Universität"."""
_NEAR = 500
"""Characters within which an office is one of the organisation named last: about three sentences."""
_CITIZENS = "citizens"
_PRESIDENT = "präsident"
"""The office that with the adjective of a country is that of its head: "der türkische Präsident"."""
_USUAL = frozenset({"politics", "culture and sports"})
"""Kinds of persons whom articles about them do not introduce, because readers know them."""
_MIN_USUAL = 3
"""Persons and organisations of such a kind that make an article one about it."""
_AGE = re.compile(r"\s?(?:\(\d{1,2}\)|, \d{1,2}[,.])")
_WEB_ADDRESS = re.compile(r"(?:www\.)?(?P<name>[\w-]+)\.(?:at|ch|com|de|info|net|org)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w.&'-]*")
_UMLAUTS = str.maketrans("äöü", "aou")


def kind_of_organisation(name: str) -> str | None:
    """Return the kind of an organisation, or None if neither its name nor a noun in it is listed.

    Args:
        name: The name, in any case; a place is of the kind of those who speak for it (`politics`).
    """
    words = tuple(name.split())
    named = _names().get(" ".join(words).casefold())
    if named:
        return named
    known = known_name(words) or known_by_key(tuple(word.casefold() for word in _without_domain(words)), "ORG")
    if known is not None:
        return _kind_of_known(known)
    if words and words[0] in CLUB_PREFIXES:
        return _listed("known_name")["club"]
    return next(filter(None, map(_noun_in, words)), None)


_NAMED_BY_NOUNS = frozenset({"association", "authority"})
"""Kinds of known names that may belong to several kinds of speakers; a noun in them says which ("Institut der ...")."""


def _without_domain(words: Words) -> Words:
    """Return the name in a web address ("faz.net"), any other name unchanged."""
    match = _WEB_ADDRESS.fullmatch(words[0]) if len(words) == 1 else None
    return (match["name"],) if match else words


def kind_of_phrase(phrase: str) -> str | None:
    """Return the kind of a speaker described by a phrase ("Sprecherin der Polizei", "Anwohner"), or None.

    The first noun for a role decides. If it is one that all kinds of organisations have ("Sprecherin"), the
    organisation in the same compound or after it decides, else what is usual for that office ("Geschäftsführer").

    Args:
        phrase: A noun phrase in any case, of one person, several, or an organisation.
    """
    return _kind_of_phrase(phrase[:_MAX_PHRASE]) or _usual_kind(phrase[:_MAX_PHRASE])


@lru_cache(_CACHE_SIZE)
def _kind_of_phrase(phrase: str) -> str | None:
    words = _WORD.findall(phrase)
    for index, word in enumerate(words):
        if not word[:1].isupper():
            continue
        noun, kind = _role_in(word)
        if kind:
            return kind
        if noun is not None:
            organisation = _in_compound(word, noun) or _of_attribute(words[index + 1 :])
            of_country = noun == _PRESIDENT and index > 0 and country_of_adjective(words[index - 1])
            return organisation or (_listed("known_name")["territory"] if of_country else None)
        kind = _of_name(words[index:]) or _noun_in(word)
        if kind:
            return kind
    return None


def _usual_kind(phrase: str) -> str | None:
    """Return the kind that an office has where no organisation is named."""
    nouns = (_role_in(word)[0] for word in _WORD.findall(phrase) if word[:1].isupper())
    return _listed("office").get(next(filter(None, nouns), "")) or None


def _of_attribute(words: Sequence[str]) -> str | None:
    """Return the kind of the first organisation in the words after a noun: "des Vereins", "der Morgen AG"."""
    for index, word in enumerate(words):
        if word[:1].isupper():
            kind = _of_name(words[index:]) or _noun_in(word) or _role_in(word)[1]
            if kind:
                return kind
    return None


def _of_name(words: Sequence[str]) -> str | None:
    """Return the kind of the longest known name that the words begin with."""
    for length in range(min(len(words), 6), 0, -1):
        key = tuple(words[:length])
        named = _names().get(" ".join(key).casefold())
        known = known_name(key)
        if named or (known is not None and (known.label == "ORG" or known.kind == "authority")):
            return named or (known and _kind_of_known(known))
    return None


def _kind_of_known(known: KnownName) -> str | None:
    named = _names().get(known.name.casefold())
    by_noun = _noun_in(known.name.split()[0]) if known.kind in _NAMED_BY_NOUNS else None
    return named or by_noun or _listed("known_name").get(known.kind)


def _in_compound(word: str, noun: str) -> str | None:
    """Return the kind of the organisation in a compound with a role: "Bahn-Chef", "Polizeisprecherin"."""
    lower = word.lower()
    end = next((lower.rfind(form) for form in _stems(noun) if lower.rfind(form) > 0), 0)
    first = word[:end].rstrip("-")
    parts = [part for part in first.split("-") if part]
    if not parts:
        return None
    kinds = (_of_name([part]) or _noun_in(part, is_first=True) for part in reversed(parts))
    return _of_name(parts) or next(filter(None, kinds), None)


def _stems(noun: str) -> tuple[str, ...]:
    """Return a noun in lower case, with the beginnings of its other forms: "vorsitzend" in "Vorsitzender"."""
    return (noun, noun.removesuffix("e"))


@lru_cache(_CACHE_SIZE)
def _role_in(word: str) -> tuple[str | None, str | None]:
    """Return the listed noun for a role at the end of a word, in lower case, and its kind; None for an office."""
    kinds = _listed("role")
    noun = _head(word, kinds.keys() | _listed("office").keys())
    return noun, kinds.get(noun) if noun else None


@lru_cache(_CACHE_SIZE)
def _noun_in(word: str, *, is_first: bool = False) -> str | None:
    """Return the kind of an organisation's noun at the end or, if there is none, at the beginning of a word."""
    kinds = _listed("organisation")
    noun = _head(word, kinds.keys())
    if noun is None and is_first:
        noun = next((found for end in _LINKING if end and (found := _head(word.removesuffix(end), kinds.keys()))), None)
    if noun is None:
        lower = word[:_MAX_WORD].lower()
        starts = (lower[:length] for length in range(len(lower) - _MIN_REST, _MIN_OPENING - 1, -1))
        noun = next((start for start in starts if start in kinds), None)
    return kinds[noun] if noun else None


_MIN_OPENING, _MIN_REST = 5, 4
"""Letters of an organisation's noun that opens a word, and of the rest: "Polizeiinspektion", but not "Vereinte"."""


def _head(word: str, nouns: Container[str]) -> str | None:
    """Return the longest of the nouns that a word is, or that heads it as a compound, in any case and gender."""
    if len(word) > _MAX_WORD:
        return None
    lower = word.lower()
    bases = [*dict.fromkeys(_base_forms(lower))]
    for start in range(len(lower) - 1):
        if 0 < start < _MIN_PREFIX and lower[start - 1] != "-":
            continue
        for base in bases:
            if base[start:] in nouns and (start == 0 or len(base) - start > _MIN_HEAD or lower[start - 1] == "-"):
                return base[start:]
    return None


_MIN_HEAD = 2
"""Letters; a shorter noun ("AG") is only a word of its own."""


def _base_forms(word: str) -> Iterator[str]:
    """Yield what the nominative singular masculine of a noun may be: "ärztinnen" gives "arzt"."""
    for stem in (word.removesuffix("innen"), word.removesuffix("in")):
        if stem != word:
            plain = re.sub("[äöü](?=[^äöü]*$)", lambda match: match[0].translate(_UMLAUTS), stem)
            yield from (stem, stem + "e", plain, plain + "e")
    for end, base in (("frau", "mann"), ("frauen", "mann"), ("leute", "mann"), ("leuten", "mann")):
        if word.endswith(end):
            yield word.removesuffix(end) + base
    yield word
    for end in _ENDINGS[1:]:
        if word.endswith(end) and len(word) - len(end) > _MIN_HEAD:
            stem = word[: len(word) - len(end)]
            yield stem
            if end in {"er", "en", "em", "es", "n"}:
                yield stem + "e"
    if word.endswith(("e", "en", "er", "ern")):
        stem = re.sub("(e|en|er|ern)$", "", word)
        yield re.sub("[äöü](?=[^äöü]*$)", lambda match: match[0].translate(_UMLAUTS), stem)


@cache
def _listed(of: str) -> Mapping[str, str]:
    """Return the kinds of the listed nouns of a class, by the noun in lower case."""
    return {row["word"].lower(): row["kind"] for row in word_lists.rows("speaker_kinds.csv") if row["of"] == of}


@cache
def _names() -> Mapping[str, str]:
    """Return the kinds of names whose kind does not follow from what `known_names.csv` says, in all cases."""
    kinds: dict[str, str] = {}
    for row in word_lists.rows("speaker_kinds.csv"):
        if row["of"] == "name":
            for form in inflected(tuple(row["word"].split()), is_party=False):
                kinds[" ".join(form).casefold()] = row["kind"]
    return kinds


class Said(NamedTuple):
    """What an article says about the kind of a speaker.

    Attributes:
        kind: The kind, or the canonical_id of an organisation or place that has the kind.
        is_sure: Whether the words say so. Otherwise the context suggests it, for speakers of whom nothing else is said.
    """

    kind: str
    is_sure: bool


def count_kinds(doc: Doc, mentions: Iterable[Mention]) -> dict[str, Counter[Said]]:
    """Count what an article says about the kind of its persons and organisations.

    It says so with a role, with a noun before the name or in a description ("der Anwohner Falk", "die Gewerkschaft
    Morgenrot"), and with the organisation that somebody belongs to. For the others it suggests a kind: an office
    ("die Vorsitzende") is one of the organisation named last, somebody introduced by an age alone is a citizen, and
    somebody who is not introduced at all is what most others in the article are, if that is politics or sports.

    Args:
        doc: The article's annotated text.
        mentions: Its mentions, with spans in that text, in reading order.

    Returns:
        What is said, by canonical_id, with the number of mentions.
    """
    mentions = list(mentions)
    bodies = [mention for mention in mentions if mention.label in {"ORG", "LOC"} and mention.kind in NAMING_KINDS]
    context = _Bodies(bodies, [mention.span.start for mention in bodies])
    counts: dict[str, Counter[Said]] = defaultdict(Counter)
    for mention in mentions:
        if mention.label in {"PER", "ORG"} and mention.kind != "pronoun":
            said = _said(doc, mention, context)
            if said:
                counts[mention.canonical_id][said] += 1
    usual = _usual_here(counts, bodies)
    for mention in mentions:
        if usual and mention.label == "PER" and mention.kind == "name" and mention.canonical_id not in counts:
            counts[mention.canonical_id][Said(usual, is_sure=False)] += 1
    return counts


def _usual_here(counts: Mapping[str, Mapping[Said, int]], bodies: Iterable[Mention]) -> str | None:
    """Return the kind that most persons and organisations in an article have, if it is politics or sports."""
    said: dict[str, str | None] = {
        canonical_id: next((each.kind for each in found if each.is_sure and ":" not in each.kind), None)
        for canonical_id, found in counts.items()
    }
    for body in bodies:
        if body.label == "ORG" and not said.get(body.canonical_id):
            said[body.canonical_id] = kind_of_organisation(body.text)
    totals = Counter(filter(None, said.values()))
    kind, n = max(totals.items(), key=lambda item: item[1], default=("", 0))
    return kind if kind in _USUAL and n >= _MIN_USUAL and 2 * n > totals.total() else None


class _Bodies(NamedTuple):
    """The names of organisations and places in an article, in reading order, and where they start."""

    mentions: Sequence[Mention]
    starts: Sequence[int]

    def first_in(self, start: int, end: int) -> str | None:
        """Return the canonical_id of the first one that begins at `start` or later, if it begins before `end`."""
        number = bisect_left(self.starts, start)
        return self.mentions[number].canonical_id if number < len(self.starts) and self.starts[number] < end else None

    def last_before(self, start: int) -> str | None:
        """Return the canonical_id of the organisation named last, if it is near."""
        for number in range(bisect_left(self.starts, start) - 1, -1, -1):
            if start - self.starts[number] > _NEAR:
                return None
            if self.mentions[number].label == "ORG":
                return self.mentions[number].canonical_id
        return None


def _said(doc: Doc, mention: Mention, bodies: _Bodies) -> Said | None:
    span = doc.char_span(*mention.span, alignment_mode="expand")
    if span is None:
        return None
    if mention.kind == "nominal":
        kind = kind_of_phrase(mention.text)
        return Said(kind, is_sure=True) if kind else None
    name = name_at(doc, span.start, span.end, mention.label)
    if name is None:
        return None
    if mention.label == "ORG":
        kind = _noun_before(doc, name)
        return Said(kind, is_sure=True) if kind else None
    is_declined = is_genitive(name.words, mention.canonical_id)
    phrases = [doc[start:end] for start, end in _phrases(doc, name, is_genitive=is_declined)]
    given = (
        _kind_of_phrase(phrase.text[:_MAX_PHRASE]) or bodies.first_in(phrase.start_char, phrase.end_char)
        for phrase in phrases
    )
    kind = next(filter(None, given), None) or _affiliation(doc, name, bodies)
    if kind:
        return Said(kind, is_sure=True)
    usual = next(filter(None, (_usual_kind(phrase.text) for phrase in phrases)), None)
    is_office = any(_role_in(word)[0] for phrase in phrases for word in _WORD.findall(phrase.text))
    suggested = usual or (bodies.last_before(name.span.start) if is_office else None)
    if not suggested and not phrases and _is_introduced_by_age(doc, name):
        suggested = _CITIZENS
    return Said(suggested, is_sure=False) if suggested else None


def _noun_before(doc: Doc, name: Name) -> str | None:
    """Return the kind that the noun before an organisation's name gives: "Gewerkschaft Morgenrot", "Zeitung „Tag“"."""
    index = name.start - 1
    if index > 0 and doc[index].text in MARKS:
        index -= 1
    begins_sentence = any(token.is_sent_start for token in doc[index + 1 : name.start + 1])
    return _noun_in(doc[index].text) if index >= 0 and doc[index].tag_ == "NN" and not begins_sentence else None


def _is_introduced_by_age(doc: Doc, name: Name) -> bool:
    """Return whether an age is next to a full name: "der 19-jährige Uwe Falk", "Uwe Falk, 68,", "Uwe Falk (68)"."""
    before = name.start > 0 and AGE_NOUN.match(doc[name.start - 1].text) is not None
    return has_given_name(name.words) and (before or _AGE.match(doc.text, name.span.end) is not None)


def _phrases(doc: Doc, name: Name, *, is_genitive: bool) -> Iterator[tuple[int, int]]:
    """Yield the phrases that say what a person is: a role, the noun before the name, a noun in commas after it."""
    for role in roles(doc, name, is_genitive=is_genitive):
        yield role.start, role.end
    index = name.start - 1
    while index >= 0 and doc[index].text in TITLES and not doc[index].is_sent_start:
        index -= 1
    if not is_genitive and index >= 0 and doc[index].tag_ == "NN" and not doc[index + 1].is_sent_start:
        yield index, index + 1
    if name.end + 2 < len(doc) and doc[name.end].text == ",":
        start = index = name.end + 1
        while index < len(doc) - 1 and doc[index].tag_ in {"ART", "ADJA"}:
            index += 1
        if doc[index].tag_ == "NN" and index + 1 < len(doc) and doc[index + 1].text in {",", ".", ")"}:
            yield start, index + 1


def _affiliation(doc: Doc, name: Name, bodies: _Bodies) -> str | None:
    """Return the organisation in "Ada Falk vom Wetterdienst", "Ada Falk (Polizei)", or its kind."""
    opening = doc[name.end] if name.end < len(doc) else None
    if opening is None or opening.is_sent_start or (opening.lower_ not in _AFFILIATION and opening.text != "("):
        return None
    for index in range(name.end + 1, min(name.end + 1 + _MAX_DISTANCE, len(doc))):
        token = doc[index]
        if token.text in {",", ".", ")"} or token.tag_.startswith("V"):
            return None
        named = bodies.first_in(token.idx, token.idx + len(token))
        if named:
            return named if named.startswith("ORG:") else None
        if token.tag_ == "NN":
            return _noun_in(token.text)
    return None
