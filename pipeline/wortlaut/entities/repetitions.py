"""Find repetitions of an article's names that the model missed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from wortlaut.entities.names import NAME_TAGS, NOUN_TAGS, Name, Words, genitive, has_given_name, name_at
from wortlaut.nlp.annotate import Document

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc

_MIN_COUNT = 2
"""Occurrences as a name after which a plain noun of the same form counts as the name."""

_BEFORE_COMMON_NOUNS = frozenset({"ART", "APPRART", "PDAT", "PIAT", "PIDAT", "PPOSAT", "PWAT", "ADJA", "CARD"})


def repetitions(document: Document, names: Iterable[Name]) -> Iterator[Name]:
    """Yield unrecognised repetitions of an article's names, and of single words of its persons' names.

    Args:
        document: The article.
        names: Its names.
    """
    forms = _Forms(document.doc, names)
    for sentence in document.sentences:
        yield from forms.find(sentence.span.start, sentence.span.end)


def _parts(name: Words) -> Iterator[Words]:
    """Yield the words of a person's name, and a surname with its particles: "von der Aue"."""
    yield from ((word,) for word in name if not word.islower())
    first = next((index for index, word in enumerate(name) if index and word.islower()), None)
    if first is not None:
        yield name[first:]


class _Forms:
    """The forms of an article's names, for finding repetitions."""

    def __init__(self, doc: Doc, names: Iterable[Name]) -> None:
        self._doc = doc
        self._words = [token.text for token in doc]
        self._taken: set[int] = set()
        self._labels: dict[Words, Counter[str]] = defaultdict(Counter)
        self._surnames: set[str] = set()
        for name in names:
            self._taken.update(range(name.start, name.end))
            self._labels[tuple(self._words[name.start : name.end])][name.label] += 1
            if name.label == "PER" and has_given_name(name.words):
                self._surnames.update((name.words[-1], genitive(name.words[-1])))
                for part in _parts(name.words):
                    self._labels[part]["PER"] += 0  # known, though it does not occur alone
        for form, labels in list(self._labels.items()):
            self._labels.setdefault((*form[:-1], genitive(form[-1])), labels)
        self._longest: dict[str, int] = defaultdict(int)
        for form in self._labels:
            self._longest[form[0]] = max(self._longest[form[0]], len(form))

    def find(self, start: int, end: int) -> Iterator[Name]:
        """Yield the repetitions between two tokens of one sentence."""
        after = start
        for index in [index for index, word in enumerate(self._words[start:end], start) if word in self._longest]:
            if index < after or index in self._taken:
                continue
            lengths = range(min(self._longest[self._words[index]], end - index), 0, -1)
            length = next((length for length in lengths if self._is_name(index, index + length)), None)
            if length is not None:
                ((label, _),) = self._labels[tuple(self._words[index : index + length])].most_common(1)
                name = name_at(self._doc, index, index + length, label)
                if name is not None:
                    yield name
                after = index + length

    def _is_name(self, start: int, end: int) -> bool:
        """Return whether tokens repeat a name.

        A single word must be tagged as a name, or be a noun that is often a name, is a subject without article, as only
        names are, or is the surname of a person named in full and lacks the determiner that a common noun would have.
        It must not be next to another name, of which it would be a part.
        """
        labels = self._labels.get(tuple(self._words[start:end]))
        if labels is None or any(index in self._taken for index in range(start, end)):
            return False
        if end - start > 1:
            return True
        tag = self._doc[start].tag_
        is_bare = self._is_bare_subject(start) or self._is_bare_surname(start)
        is_noun = tag in NAME_TAGS or (tag in NOUN_TAGS and (labels.total() >= _MIN_COUNT or is_bare))
        return is_noun and not self._is_unknown_name(start - 1) and not self._is_unknown_name(end)

    def _is_bare_subject(self, index: int) -> bool:
        """Return whether a word begins a clause before its finite verb: "Mark hat recht"."""
        before = "$." if self._doc[index].is_sent_start or index == 0 else self._doc[index - 1].tag_
        after = self._doc[index + 1].tag_ if index + 1 < len(self._doc) else ""
        return before.startswith(("$", "KO", "_SP")) and after.endswith("FIN")

    def _is_bare_surname(self, index: int) -> bool:
        """Return whether a word is a surname of the article without determiner or attribute before it."""
        has_determiner = index > 0 and self._doc[index - 1].tag_ in _BEFORE_COMMON_NOUNS
        return self._words[index] in self._surnames and not has_determiner

    def _is_unknown_name(self, index: int) -> bool:
        return 0 <= index < len(self._doc) and index not in self._taken and self._doc[index].tag_ in NAME_TAGS
