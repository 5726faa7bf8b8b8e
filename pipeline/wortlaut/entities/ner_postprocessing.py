"""Correct the names that a model recognised, using evidence from the rest of the article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from wortlaut.entities.abbreviations import introductions
from wortlaut.entities.apposed_names import with_apposed_names
from wortlaut.entities.known_names import KnownName, known_mentions, known_name
from wortlaut.entities.name_joining import joined_names
from wortlaut.entities.name_splitting import in_heading, split_names
from wortlaut.entities.name_variants import NameVariants
from wortlaut.entities.names import (
    NAME_TAGS,
    NOUN_TAGS,
    Name,
    Words,
    has_given_name,
    has_legal_form,
    is_given_name,
    name_at,
    surname,
    without_genitive,
)
from wortlaut.entities.nationalities import nationality
from wortlaut.entities.repetitions import repetitions
from wortlaut.entities.role_nouns import role_noun
from wortlaut.entities.roles import gender_before
from wortlaut.german.marks import MARKS
from wortlaut.german.names import FOUNDATIONS, LOCATIVE_PREPOSITIONS, SURNAME_ENDINGS, TITLES
from wortlaut.german.organisations import TITLED
from wortlaut.nlp.annotate import Document
from wortlaut.nlp.dictionary import is_known_word
from wortlaut.nlp.lemmas import common_noun
from wortlaut.text.spans import Span

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_MIN_COUNT = 2
"""Occurrences of a surname alone that are needed to complete a name with it."""
_BEFORE_COMMON_NOUNS = frozenset({"ADJA", "ART", "CARD", "PIAT", "PDAT", "PPOSAT"})
"""Tags (STTS)."""
_SHORTEST_PARTS = (6, 4)
"""Letters of the parts of a compound."""
_LONG_COMPOUND = 8
"""Letters of a compound that is rarely a surname."""
_MAJORITY_FACTOR = 2
"""Factor by which the votes for a label must exceed those for the current one."""


def repair_names(document: Document, names: Iterable[Name]) -> list[Name]:
    """Return the corrected names of an article in reading order.

    Merged persons are split, words that are not names dropped, labels made consistent across the article, and
    repetitions that the model missed added.

    Args:
        document: The article.
        names: Its names as recognised by the model, in reading order.
    """
    completed = _completed(document, with_known_names(document, joined_names(document, names)))
    plausible = list(_plausible(document.doc, list(split_names(document, completed))))
    labelled = _relabelled(document, _with_abbreviations(document.doc, with_apposed_names(document, plausible)))
    whole = _without_cut(document.doc, labelled)
    return sorted([*whole, *repetitions(document, whole)])


def with_known_names(document: Document, names: list[Name]) -> list[Name]:
    """Return the names in reading order, with the known names that the model missed or recognised only in part."""
    doc = document.doc
    by_token = {index: name for name in names for index in range(name.start, name.end)}
    taken, added = set[Name](), list[Name]()
    mentions = list(known_mentions(document))
    named = {known.canonical_id for _, known in mentions if not known.is_ambiguous}
    for mention, known in mentions:
        tokens = range(mention.start, mention.end)
        inside = {by_token[index] for index in tokens if index in by_token}
        is_longer = all(_lies_in(name.span, mention.span) and name.span != mention.span for name in inside)
        if (inside and is_longer) or _is_affiliation(doc, mention, known, by_token):
            taken |= inside
            added.append(mention)
        elif not inside:
            # Countries are known to the model; those that it leaves out are mostly part of something else.
            is_sure = not known.is_ambiguous or known.canonical_id in named or _is_title(doc, mention, known)
            if is_sure and known.kind != "territory" and _is_new(doc, mention, by_token):
                added.append(mention)
    return sorted([*(name for name in names if name not in taken), *added])


def _is_title(doc: Doc, mention: Name, known: KnownName) -> bool:
    """Return whether the name of a paper or the like is alone in quotation marks: "der „Stern“"."""
    before, after = mention.start - 1, mention.end
    is_marked = before >= 0 and after < len(doc) and doc[before].text in MARKS and doc[after].text in MARKS
    return is_marked and known.kind in TITLED


def _is_affiliation(doc: Doc, mention: Name, known: KnownName, by_token: Mapping[int, Name]) -> bool:
    """Return whether a party is alone in brackets after a person: "Ida Falk (Grüne)"."""
    before, after = mention.start - 1, mention.end
    person = by_token.get(before - 1)
    is_bracketed = before > 0 and after < len(doc) and (doc[before].text, doc[after].text) == ("(", ")")
    return is_bracketed and known.kind == "party" and person is not None and person.label == "PER"


def _lies_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_new(doc: Doc, mention: Name, by_token: Mapping[int, Name]) -> bool:
    """Return whether a known name that the model missed is one: a single word is tagged as a name, next to no other.

    Taggers take organisations with names made of common nouns for nouns ("Bundesgerichtshof").
    """
    if len(mention.words) > 1:
        return True
    neighbours = (mention.start - 1, mention.end)
    is_body = mention.label == "ORG" and "-" not in mention.words[0]
    tags = NAME_TAGS | NOUN_TAGS if is_body else NAME_TAGS
    return doc[mention.start].tag_ in tags and not any(
        0 <= index < len(doc) and doc[index].tag_ in NAME_TAGS and index not in by_token for index in neighbours
    )


def _is_unambiguous(name: Name) -> bool:
    known = known_name(name.words)
    return known is not None and not known.is_ambiguous


def _completed(document: Document, names: list[Name]) -> list[Name]:
    """Return the names, given names completed with a surname that the model omitted: "[Halvard] Brekke".

    The surname must occur alone elsewhere, the given name must not. Headings are left unchanged, since the names of two
    persons may be adjacent there.
    """
    counts = Counter(name.words for name in names if name.label == "PER")
    starts = {name.start for name in names}
    return [
        name_at(document.doc, name.start, name.end + 1, "PER") or name
        if name.label == "PER"
        and len(name.words) == 1
        and counts[name.words] == 1
        and name.end < len(document.doc)
        and name.end not in starts
        and counts[(document.doc[name.end].text,)] >= _MIN_COUNT
        and not in_heading(document, name)
        else name
        for name in names
    ]


def _plausible(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """Yield the names, except single words that the rest of the article does not support.

    A word is supported if it is part of a person's full name or tagged as a name. Otherwise it must not be a role
    ("NATO-Generalsekretär") and must occur twice, follow a role or title (persons), or be tagged as a noun (other
    names). This excludes "Ruf", "Trump-Flüsterer" and verbs at the beginning of a sentence.
    """
    counts = Counter(name.words for name in names)
    known = {word for name in names if name.label == "PER" and len(name.words) > 1 for word in name.words}
    free = {name.words for name in names if not (doc[name.start].is_sent_start or _is_determined(doc, name))}
    nouns = {token.lemma_ for token in doc if token.tag_ == "NN" and not token.ent_type_}
    persons = {name.start for name in names if name.label == "PER"}
    for name in names:
        is_title = name.words[0] in TITLES or role_noun(name.words[0]) is not None
        if len(name.words) == 1 and name.end in persons and is_title:
            continue  # `Ständerat Beat Lind`
        if len(name.words) == 1 and _is_predicate(doc, name, persons):
            continue
        word, tag = name.words[0], doc[name.start].tag_
        is_known = not known.isdisjoint({word, *without_genitive(word)})
        is_sure = name.end - name.start > 1 or is_known or tag in NAME_TAGS or _is_unambiguous(name)
        is_sure = is_sure or (name.label == "PER" and not _is_role(name) and not is_known_word(word))
        if name.label == "PER" and not is_known and name.words not in free and _is_common_noun(doc, name):
            continue
        if name.label == "PER" and not is_known and len(name.words) == 1 and "-" in word and nationality(word):
            continue
        if name.label == "PER" and not is_known and len(name.words) == 1 and word in nouns and common_noun(word):
            continue  # `Falk lobt Helfer`, where the text goes on about the helpers
        if is_sure or (not _is_role(name) and (counts[name.words] > 1 or _is_likely(doc, name))):
            yield name


def _is_predicate(doc: Doc, name: Name, persons: set[int]) -> bool:
    """Return whether a word says how somebody speaks who is named after the verb: "Besorgt äußerte sich Ida Falk"."""
    reflexive = name.end + 1
    if not doc[name.start].is_sent_start or reflexive + 1 >= len(doc) or doc[reflexive].tag_ != "PRF":
        return False
    return any(index in persons for index in (reflexive + 1, reflexive + 2))


def _is_determined(doc: Doc, name: Name) -> bool:
    """Return whether an adjective, a number or an article precedes a name, which rarely precede persons."""
    return name.start > 0 and doc[name.start - 1].tag_ in _BEFORE_COMMON_NOUNS


def _is_common_noun(doc: Doc, name: Name) -> bool:
    """Return whether a word that was taken for a person is a common noun: "Moore", "Kahlschlag".

    It is if it is an inflected form of a noun, or a long compound that does not end as surnames do. Given names and
    words after a role or title are none.
    """
    word = name.words[0]
    lemma = common_noun(word) if len(name.words) == 1 else None
    is_compound = len(word) >= _LONG_COMPOUND and not word.endswith((*SURNAME_ENDINGS, "s"))
    if lemma is None and len(name.words) == 1 and is_compound and _is_compound_noun(word):
        lemma = word
    if lemma is None or is_given_name(word) or gender_before(doc, name) is not None:
        return False
    return is_compound or (lemma != word and not word.endswith("s"))


def _is_compound_noun(word: str) -> bool:
    """Return whether a word that no dictionary has consists of a word and a common noun: "Kirchenasyl"."""
    return any(
        common_noun(word[start:].capitalize()) == word[start:].capitalize() and is_known_word(word[:start])
        for start in range(_SHORTEST_PARTS[0], len(word) - _SHORTEST_PARTS[1] + 1)
    )


def _is_role(name: Name) -> bool:
    """Return whether a word is merely a role; an organisation without hyphen may be a body ("Bundesrat")."""
    return role_noun(name.words[0]) is not None and (name.label == "PER" or "-" in name.words[0])


def _is_likely(doc: Doc, name: Name) -> bool:
    return gender_before(doc, name) is not None if name.label == "PER" else doc[name.start].tag_ in NOUN_TAGS


def _with_abbreviations(doc: Doc, names: list[Name]) -> list[Name]:
    """Return the names and the other forms that brackets introduce for them, labelled alike."""
    introduced = {inner.start: inner for _, inner in introductions(doc, names)}
    taken = {index for inner in introduced.values() for index in range(inner.start, inner.end)}
    others = [name for name in names if taken.isdisjoint(range(name.start, name.end))]
    return sorted([*others, *introduced.values()])


def _without_cut(doc: Doc, names: list[Name]) -> list[Name]:
    """Return the names but those that the model cut where the text goes on as a longer name of the article does.

    That name is then found as a repetition: "die [Alte] Brücke", where "[Alte Brücke]" is a name elsewhere.
    """
    words = [token.text for token in doc]
    taken = {index for name in names for index in range(name.start, name.end)}
    forms = {tuple(words[name.start : name.end]) for name in names}
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        lengths[form[0]].add(len(form))

    def is_cut(name: Name) -> bool:
        ends = (name.start + length for length in lengths[words[name.start]])
        return any(
            end > name.end and tuple(words[name.start : end]) in forms and taken.isdisjoint(range(name.end, end))
            for end in ends
        )

    return [name for name in names if not is_cut(name)]


def _relabelled(document: Document, names: list[Name]) -> list[Name]:
    """Return the names, each with the clearly most frequent label of its form in the article.

    A name that occurs with a legal form ("Fresenius AG") is never a person.
    """
    variants = NameVariants(document.doc, names)
    keys = [variants.key(name) for name in names]
    votes = _votes(document, names, keys, variants)
    companies = {key for name, key in zip(names, keys, strict=True) if has_legal_form(name.words)}
    companies -= {(word,) for word in variants.surnames}
    labels = [
        _known_label(name, key, variants)
        or ("ORG" if key in companies and name.label == "PER" else _best_label(name, votes[key]))
        for name, key in zip(names, keys, strict=True)
    ]
    # Trimmed again, because a person's name excludes titles.
    return [
        name if name.label == label else name_at(document.doc, name.start, name.end, label) or name
        for name, label in zip(names, labels, strict=True)
    ]


def _known_label(name: Name, key: Words, variants: NameVariants) -> str | None:
    """Return the label of a known name, unless the article has a person of that name or it may be something else."""
    known = known_name(name.words)
    if known is None or (known.is_ambiguous and name.label != "MISC"):
        return None
    if (name.label, known.label) == ("ORG", "LOC"):
        return None  # a team or government is called by its place
    is_person = name.label == "PER" and (key[-1] in variants.surnames or key[-1] in variants.given_names)
    return None if is_person else known.label


def _votes(document: Document, names: list[Name], keys: list[Words], forms: NameVariants) -> dict[Words, Counter[str]]:
    """Count the votes for each label of each form.

    A name in a heading, where the model has little context, has half a vote. A full name also votes doubly for its
    surname, that of a foundation for the part that stands alone; a place of the same name votes, doubly, only after
    "in" and the like. A full name outvotes MISC for its given names.
    """
    votes: dict[Words, Counter[str]] = defaultdict(Counter)
    for name, key in zip(names, keys, strict=True):
        weight = 1 if in_heading(document, name) else 2
        is_rival = name.label == "LOC" and key[-1] in forms.surnames
        follows_locative = name.start > 0 and document.doc[name.start - 1].lower_ in LOCATIVE_PREPOSITIONS
        votes[key][name.label] += weight * 2 * follows_locative if is_rival else weight
        if name.label == "PER" and has_given_name(name.words):
            votes[(surname(key),)]["PER"] += 2 * weight
        elif name.label == "ORG" and len(key) > 1 and name.words[0] in FOUNDATIONS:
            votes[key[1:]]["ORG"] += 2 * weight
        elif name.label == "MISC" and key[-1] in forms.given_names:
            votes[key]["PER"] += weight
    return votes


def _best_label(name: Name, votes: Counter[str]) -> str:
    """Return the label that clearly wins; MISC, the least informative, loses even a tie."""
    if len(votes) == 1 or has_legal_form(name.words):
        return name.label
    needed = votes[name.label] * (1 if name.label == "MISC" else _MAJORITY_FACTOR)
    return next((label for label, n in votes.most_common() if label != name.label and n >= needed), name.label)
