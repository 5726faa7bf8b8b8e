"""Locate phrases in an article by what matters for coreference: clause, quotation marks, grammatical role."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.function_words import LAUT, SOURCE_PREPOSITIONS
from wortlaut.german.names import TITLES
from wortlaut.nlp import syntax
from wortlaut.nlp.annotate import Document, Sentence
from wortlaut.nlp.clauses import is_finite, segments, subjunctive

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_LONGEST = 250
"""Tokens. Longer sentences are lists and tables; they are cut, because processing time grows faster than length."""
_LONGEST_PHRASE = 8
"""Tokens before a head that may belong to its phrase."""
_MAX_TITLE_TOKENS = 3
"""Tokens in quotation marks, marks included, up to which they are a mere title or name."""
_PHRASE_TAGS = frozenset({"ADJA", "CARD", "NE", "NN", "TRUNC", "FM", "XY"})
_DETERMINERS = frozenset({"ART", "PDAT", "PIAT", "PPOSAT", "PIDAT"})
_HEADS = frozenset({"NN", "NE", "PPER"})
_ATTRIBUTIVE = frozenset({"von", "vom", "durch"})
"""Prepositions that attach a person to the preceding noun: "der Vorwurf von Falk", "die Wahl durch Falk"."""
_NOMINATIVES = frozenset({"er", "ich", "wir", "man"})
_MAYBE_NOMINATIVES = _NOMINATIVES | {"sie", "es"}
_SOURCES = LAUT | SOURCE_PREPOSITIONS
_NO_SUBJECTS = syntax.PREPOSITION_TAGS | {"KOUS", "KOUI", "PROAV", "ADV"}
_OBJECT_FORMS = frozenset({"den", "dem", "einen", "einem", "ihn", "ihm", "diesen", "diesem"})

ARGUMENTS = frozenset({"subject", "object", "oblique"})
"""Roles of a verb's arguments; two arguments of one verb do not corefer, since that would take "sich"."""


class Position(NamedTuple):
    """The position of a phrase.

    Attributes:
        sentence: Number of its sentence in the running text; a heading has the number of the sentence after it.
        group: Number of its sentence group: a sentence, or several that a quotation spans.
        clause: Number of its clause in the article.
        role: `subject`, `object`, `source` ("laut Weber"), `oblique` (after another preposition) or `genitive`.
        in_quotes: Whether it is in quotation marks, as somebody's words.
        is_reported: Whether its clause is in the first subjunctive (Konjunktiv I), like reported speech.
        in_heading: Whether it is in the headline or a heading.
    """

    sentence: int
    group: int
    clause: int
    role: str
    in_quotes: bool
    is_reported: bool
    in_heading: bool


class _Clause:
    """A clause of an article.

    Attributes:
        number: Its number in the article, its first token.
        verbs: Its finite verbs.
        is_main: Whether it is a main clause.
        is_reported: Whether one of its verbs is in the first subjunctive.
        has_parsed_subject: Whether the parse makes one of its words a subject, or part of one.
    """

    __slots__ = ("has_parsed_subject", "is_main", "is_reported", "number", "verbs")

    def __init__(self, number: int) -> None:
        self.number = number
        self.verbs: list[Token] = []
        self.is_main = self.is_reported = self.has_parsed_subject = False

    def add(self, tokens: Iterable[Token]) -> None:
        """Add a part of the clause."""
        verbs = [token for token in tokens if is_finite(token)]
        self.verbs += verbs
        self.is_reported = self.is_reported or any(subjunctive(verb) == "I" for verb in verbs)
        self.has_parsed_subject = self.has_parsed_subject or any(map(syntax.is_subject, tokens))


class _Place(NamedTuple):
    """A sentence's place in the running text; its clauses are found on demand."""

    sentence: Sentence
    number: int
    group: int
    in_heading: bool


class Positions:
    """The positions of all tokens of an article."""

    def __init__(self, document: Document) -> None:
        self._doc = document.doc
        self._quoted = _quoted_ranges(document)
        self._starts = [start for start, _ in self._quoted]
        self._places: list[_Place] = []
        self._clauses: dict[int, tuple[list[int], list[_Clause]]] = {}
        number = group = 0
        for sentence in document.sentences:
            in_heading = sentence.section.is_heading_at(sentence.span.end_char)
            opening = self.quote_start(sentence.span.start)
            group += opening is None or opening >= sentence.span.start
            self._places.append(_Place(sentence, number, group, in_heading))
            number += not in_heading
        self._first_tokens = [place.sentence.span.start for place in self._places]

    def _clause(self, sentence: int, index: int) -> _Clause:
        """Return the clause of a token, given the index of its sentence among all sentences."""
        if sentence not in self._clauses:
            pieces = list(_clauses(self._places[sentence].sentence))
            self._clauses[sentence] = ([start for start, _ in pieces], [clause for _, clause in pieces])
        starts, clauses = self._clauses[sentence]
        return clauses[bisect_right(starts, index) - 1]

    def of(self, start: int, end: int) -> Position:
        """Return the position of the phrase that ends in these tokens, `end` exclusive."""
        sentence = bisect_right(self._first_tokens, end - 1) - 1
        clause = self._clause(sentence, end - 1)
        _, number, group, in_heading = self._places[sentence]
        return Position(
            sentence=number,
            group=group,
            clause=clause.number,
            role=self._role(start, end, clause),
            in_quotes=self.quote_start(end - 1) is not None,
            is_reported=clause.is_reported,
            in_heading=in_heading,
        )

    def verbs_beside(self, index: int) -> list[Token]:
        """Return the finite verbs of a token's clause."""
        return self._clause(bisect_right(self._first_tokens, index) - 1, index).verbs

    def end_of_group(self, index: int) -> int:
        """Return the index after the last token of a token's sentence group."""
        group = self._places[bisect_right(self._first_tokens, index) - 1].group
        last = bisect_right(self._places, group, key=lambda place: place.group) - 1
        return self._places[last].sentence.span.end

    def quote_start(self, index: int) -> int | None:
        """Return the first token of the quoted words that contain a token, or None."""
        number = bisect_right(self._starts, index) - 1
        return self._starts[number] if number >= 0 and index < self._quoted[number][1] else None

    def _role(self, start: int, end: int, clause: _Clause) -> str:
        doc, opening = self._doc, clause.number
        if doc[start].lower_ in _NOMINATIVES and doc[start].tag_ == "PPER":
            return "subject"
        if _is_genitive(doc, start, end):
            return "genitive"
        first = tagged_phrase_start(doc, start, opening)
        before = doc[first - 1] if first > opening else None
        if before is not None and (before.tag_ in syntax.PREPOSITION_TAGS or before.lower_ in LAUT):
            is_attribute = before.lower_ in _ATTRIBUTIVE and before.i > opening and doc[before.i - 1].tag_ == "NN"
            is_source = before.lower_ in _SOURCES
            return "source" if is_source else "genitive" if is_attribute else "oblique"
        if end < len(doc) and doc[end].lower_ == "zufolge":
            return "source"
        if any(map(syntax.is_subject, doc[first:end])) or (
            not clause.has_parsed_subject and self._opens_clause(end, clause)
        ):
            return "subject"
        return "object" if clause.has_parsed_subject else self._role_by_order(first, opening)

    def _opens_clause(self, end: int, clause: _Clause) -> bool:
        """Return whether a phrase precedes a main clause's verb and no case or preposition excludes it as subject.

        This position has one constituent, mostly the subject or its apposition (Duden, Die Grammatik, on the Vorfeld).
        A nominative pronoun after the verb shows that it is another.
        """
        if not clause.is_main or not clause.verbs or end > clause.verbs[0].i:
            return False
        verb = clause.verbs[0].i
        words = (token for token in self._doc[clause.number : verb] if not token.is_punct and not token.is_space)
        first = next(words, None)
        if first is None or first.tag_ in _NO_SUBJECTS or first.lower_ in _OBJECT_FORMS:
            return False
        return not any(token.lower_ in _MAYBE_NOMINATIVES for token in self._doc[verb + 1 : verb + 3])

    def _role_by_order(self, first: int, clause: int) -> str:
        """Return the role without a parsed subject: the first phrase is the subject unless it has an object's form."""
        if self._doc[first].lower_ in _OBJECT_FORMS:
            return "object"
        if first - 1 > clause and self._doc[first - 1].tag_ == "KON":
            first = tagged_phrase_start(self._doc, first - 2, clause)
        nouns = (token for token in self._doc[clause:first] if token.tag_ in _HEADS)
        return "object" if any(not _follows_preposition(token, clause) for token in nouns) else "subject"


def _quoted_ranges(document: Document) -> list[tuple[int, int]]:
    """Return the token ranges in outermost quotation marks that are more than a name."""
    return [
        (start, end)
        for marked, (start, end) in document.outermost_marks
        if marked.closed and end - start > _MAX_TITLE_TOKENS
    ]


def _clauses(sentence: Sentence) -> Iterator[tuple[int, _Clause]]:
    """Yield the parts of a sentence, each as its first token and the clause it belongs to.

    Words before a relative clause or apposition belong to the words after it: "Weber, der gewann, lobte ihn" has two
    clauses, the outer one in two parts.
    """
    doc = sentence.span.doc
    open_clause: _Clause | None = None
    for start, end, kind in _pieces(sentence):
        clause = _Clause(start)
        if kind == "fragment":
            open_clause = clause = open_clause or clause
        elif kind == "finite":
            clause = open_clause or clause
            clause.is_main, open_clause = True, None
        clause.add(doc[start:end])
        yield start, clause


def _pieces(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a sentence between commas; clauses joined by "und" without comma are separated by their verbs.

    The mark between two parts belongs to the second. `kind` is that of `wortlaut.nlp.clauses.Segment`.
    """
    doc = sentence.span.doc
    for first in range(sentence.span.start, sentence.span.end, _LONGEST):
        last = min(first + _LONGEST, sentence.span.end)
        start, kind = first, "fragment"
        for segment in segments(doc, first, last, ()):
            kind = segment.kind
            if kind == "finite":
                for index in _conjunctions(doc, segment.start, segment.end):
                    yield start, index, kind
                    start = index
            yield start, segment.end, kind
            start = segment.end
        if start < last:
            yield start, last, kind


def _conjunctions(doc: Doc, start: int, end: int) -> Iterator[int]:
    """Yield the indices of "und" and the like between the finite verbs of a segment."""
    verbs = [token.i for token in doc[start:end] if is_finite(token)]
    return (token.i for token in doc[verbs[0] : verbs[-1]] if token.tag_ == "KON")


def tagged_phrase_start(doc: Doc, start: int, clause: int) -> int:
    """Return where the phrase that ends in a name or noun begins, e.g. at "dem" in "dem früheren Minister Falk"."""
    index = start
    while index > max(clause, start - _LONGEST_PHRASE) and not doc[index].is_sent_start:
        token = doc[index - 1]
        if token.tag_ in _DETERMINERS:
            return index - 1
        if token.tag_ not in _PHRASE_TAGS and token.text not in TITLES:
            break
        index -= 1
    return index


def _follows_preposition(token: Token, clause: int) -> bool:
    first = tagged_phrase_start(token.doc, token.i, clause)
    return first > clause and token.doc[first - 1].tag_ in syntax.PREPOSITION_TAGS


def _is_genitive(doc: Doc, start: int, end: int) -> bool:
    """Return whether a phrase is a noun's genitive attribute: "des Ministers", "Rede Webers", "Webers Rede"."""
    article = doc[start].lower_
    if article in {"des", "dieses"}:
        return True
    follows_noun = start > 0 and doc[start - 1].tag_ == "NN"
    if article in {"der", "dieser"} and end - start > 1:
        return follows_noun
    last = doc[end - 1]
    if last.text[-1] not in "s'’" or last.tag_ not in {"NE", "NN"}:
        return False
    precedes_noun = end < len(doc) and doc[end].tag_ in {"NN", "ADJA"}
    return precedes_noun or (follows_noun and role_noun(doc[start - 1].text) is None)
