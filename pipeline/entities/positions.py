"""Where in an article a phrase stands, as far as it decides whom a pronoun stands for: clause, marks, case role."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline import syntax
from pipeline.clauses import is_finite, segments, subjunctive
from pipeline.documents import Document, Sentence
from pipeline.entities.role_nouns import role_noun
from pipeline.german.function_words import LAUT, SOURCE_PREPOSITIONS
from pipeline.german.names import TITLES
from pipeline.marks import find_marked

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 250
"""Tokens. Longer sentences are lists and tables; they are cut, because the work on one grows faster than its length."""
_LONGEST_PHRASE = 8
"""Tokens before a head that may belong to its phrase."""
_FEWEST_WORDS = 3
"""Tokens in marks, marks included, that are more than a title or a name."""
_PHRASE_TAGS = frozenset({"ADJA", "CARD", "NE", "NN", "TRUNC", "FM", "XY"})
_DETERMINERS = frozenset({"ART", "PDAT", "PIAT", "PPOSAT", "PIDAT"})
_PREPOSITIONS = frozenset({"APPR", "APPRART"})
_HEADS = frozenset({"NN", "NE", "PPER"})
_ATTRIBUTIVE = frozenset({"von", "vom", "durch"})
"""Prepositions that hang a person on the noun before them: "der Vorwurf von Falk", "die Wahl durch Falk"."""
_NOMINATIVES = frozenset({"er", "ich", "wir", "man"})
_MAYBE_NOMINATIVES = _NOMINATIVES | {"sie", "es"}
_SOURCES = LAUT | SOURCE_PREPOSITIONS
_NO_SUBJECTS = _PREPOSITIONS | {"KOUS", "KOUI", "PROAV", "ADV"}
_OBJECT_FORMS = frozenset({"den", "dem", "einen", "einem", "ihn", "ihm", "diesen", "diesem"})

ARGUMENTS = frozenset({"subject", "object", "oblique"})
"""Roles in which a phrase belongs to the verb of its clause; two of one verb are not the same, or "sich" stands."""


class Position(NamedTuple):
    """Where a phrase stands.

    Attributes:
        sentence: Number of its sentence in the running text; headings count as part of the sentence after them.
        stretch: Number of its stretch: a sentence, or several that quotation marks hold together.
        clause: Number of its clause in the article.
        role: `subject`, `object`, `source` ("laut Weber"), `oblique` (after another preposition) or `genitive`.
        in_marks: Whether it stands in quotation marks, as somebody's words.
        is_reported: Whether its clause is in the first subjunctive, as reported speech is.
        in_heading: Whether it stands in the headline or a heading.
    """

    sentence: int
    stretch: int
    clause: int
    role: str
    in_marks: bool
    is_reported: bool
    in_heading: bool


class Positions:
    """The positions of all tokens of an article; made in one walk over it."""

    def __init__(self, document: Document) -> None:
        self._doc = document.doc
        self._marked = _marked_tokens(document)
        self._starts = [start for start, _ in self._marked]
        self._sentence: dict[int, int] = {}
        self._stretch: dict[int, int] = {}
        self._headings: set[int] = set()
        self._clause: dict[int, int] = {}
        self._reported: set[int] = set()
        self._main: set[int] = set()
        self._with_parsed_subject: set[int] = set()
        self._finite_verbs: dict[int, list[Token]] = {}
        number = stretch = 0
        for sentence in document.sentences:
            is_heading = sentence.section.is_heading_at(sentence.span.end_char)
            mark = self.mark_of(sentence.span.start)
            stretch += mark is None or mark >= sentence.span.start
            for token in sentence.span:
                self._sentence[token.i] = number
                self._stretch[token.i] = stretch
                if is_heading:
                    self._headings.add(token.i)
            number += not is_heading
            self._add_clauses(sentence)

    def _add_clauses(self, sentence: Sentence) -> None:
        """Number the clauses of a sentence; what stands before a relative clause or apposition belongs to what follows.

        "Weber, der gewann, lobte ihn" has two clauses, the outer one in two pieces.
        """
        open_piece: int | None = None
        for piece in _pieces(sentence):
            number = piece.tokens[0].i
            if piece.kind == "fragment":
                open_piece = number if open_piece is None else open_piece
                number = open_piece
            elif piece.kind == "finite":
                number = number if open_piece is None else open_piece
                open_piece = None
                self._main.add(number)
            self._add_piece(piece.tokens, number)

    def _add_piece(self, clause: list[Token], number: int) -> None:
        verbs = [token for token in clause if is_finite(token)]
        self._finite_verbs.setdefault(number, []).extend(verbs)
        self._clause.update((token.i, number) for token in clause)
        if any(subjunctive(verb) == "I" for verb in verbs):
            self._reported.add(number)
        if any(syntax.is_subject(token) for token in clause):
            self._with_parsed_subject.add(number)

    def of(self, start: int, end: int) -> Position:
        """Return the position of the phrase that ends in these tokens, `end` exclusive."""
        clause = self._clause[end - 1]
        return Position(
            sentence=self._sentence[end - 1],
            stretch=self._stretch[end - 1],
            clause=clause,
            role=self._role(start, end, clause),
            in_marks=self.mark_of(end - 1) is not None,
            is_reported=clause in self._reported,
            in_heading=end - 1 in self._headings,
        )

    def verbs_beside(self, index: int) -> list[Token]:
        """Return the finite verbs of the clause in which a token stands."""
        return self._finite_verbs[self._clause[index]]

    def mark_of(self, index: int) -> int | None:
        """Return the first token of the words in marks that hold a token, or None."""
        number = bisect_right(self._starts, index) - 1
        return self._starts[number] if number >= 0 and index < self._marked[number][1] else None

    def _role(self, start: int, end: int, clause: int) -> str:
        if self._doc[start].lower_ in _NOMINATIVES and self._doc[start].tag_ == "PPER":
            return "subject"
        if _is_genitive(self._doc, start, end):
            return "genitive"
        first = phrase_start(self._doc, start, clause)
        before = self._doc[first - 1] if first > clause else None
        if before is not None and (before.tag_ in _PREPOSITIONS or before.lower_ in LAUT):
            is_attribute = before.lower_ in _ATTRIBUTIVE and before.i > clause and self._doc[before.i - 1].tag_ == "NN"
            is_source = before.lower_ in _SOURCES
            return "source" if is_source else "genitive" if is_attribute else "oblique"
        if end < len(self._doc) and self._doc[end].lower_ == "zufolge":
            return "source"
        if any(syntax.is_subject(token) for token in self._doc[first:end]) or self._opens_clause(end, clause):
            return "subject"
        return "object" if clause in self._with_parsed_subject else self._role_by_order(first, clause)

    def _opens_clause(self, end: int, clause: int) -> bool:
        """Tell whether a phrase stands in front of a main clause's verb, with no case or preposition that forbids it.

        What stands there is one constituent, the subject or its apposition more often than not (Duden, Die Grammatik,
        on the Vorfeld). A nominative pronoun behind the verb shows that it is another.
        """
        verbs = self._finite_verbs[clause]
        if clause not in self._main or not verbs or end > verbs[0].i:
            return False
        words = [token for token in self._doc[clause : verbs[0].i] if not token.is_punct and not token.is_space]
        if not words:
            return False
        after = self._doc[verbs[0].i + 1 : verbs[0].i + 3]
        is_other = words[0].tag_ in _NO_SUBJECTS or words[0].lower_ in _OBJECT_FORMS
        return not is_other and not any(token.lower_ in _MAYBE_NOMINATIVES for token in after)

    def _role_by_order(self, first: int, clause: int) -> str:
        """Without a parsed subject the first phrase of a clause is it, unless its form is that of an object."""
        if self._doc[first].lower_ in _OBJECT_FORMS:
            return "object"
        if first - 1 > clause and self._doc[first - 1].tag_ == "KON":
            first = phrase_start(self._doc, first - 2, clause)
        nouns = (token for token in self._doc[clause:first] if token.tag_ in _HEADS)
        return "object" if any(not _follows_preposition(token, clause) for token in nouns) else "subject"


def _marked_tokens(document: Document) -> list[tuple[int, int]]:
    """Return the token ranges of words in outermost marks that are more than a name."""
    ranges = []
    for marked in find_marked(document.article):
        span = document.doc.char_span(*marked.span, alignment_mode="expand")
        if not marked.depth and marked.closed and span is not None and len(span) > _FEWEST_WORDS:
            ranges.append((span.start, span.end))
    return ranges


class _Piece(NamedTuple):
    """A clause, or what a comma cuts off one; `kind` as in `pipeline.clauses.Segment`."""

    tokens: list[Token]
    kind: str


def _pieces(sentence: Sentence) -> Iterator[_Piece]:
    """Yield the pieces of a sentence between commas, clauses that "und" joins without comma told apart by their verbs.

    The mark between two pieces belongs to the second one.
    """
    doc = sentence.span.doc
    for first in range(sentence.span.start, sentence.span.end, _LONGEST):
        last = min(first + _LONGEST, sentence.span.end)
        start, kind = first, "fragment"
        for segment in segments(doc, first, last, ()):
            kind = segment.kind
            verbs = [token.i for token in doc[segment.start : segment.end] if is_finite(token)]
            joints = (token.i for token in doc[segment.start : segment.end] if token.tag_ == "KON")
            for index in joints:
                if kind == "finite" and verbs[0] < index < verbs[-1]:
                    yield _Piece(list(doc[start:index]), kind)
                    start = index
            yield _Piece(list(doc[start : segment.end]), kind)
            start = segment.end
        if start < last:
            yield _Piece(list(doc[start:last]), kind)


def phrase_start(doc: Doc, start: int, clause: int) -> int:
    """Return where the phrase begins that a name or noun ends: "dem früheren Minister" in front of a name."""
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
    first = phrase_start(token.doc, token.i, clause)
    return first > clause and token.doc[first - 1].tag_ in _PREPOSITIONS


def _is_genitive(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a phrase hangs on a noun: "des Ministers", "Rede Webers", "Webers Rede"."""
    if doc[start].lower_ in {"des", "dieses"}:
        return True
    follows_noun = start > 0 and doc[start - 1].tag_ == "NN"
    if doc[start].lower_ in {"der", "dieser"} and end - start > 1:
        return follows_noun
    precedes_noun = end < len(doc) and doc[end].tag_ in {"NN", "ADJA"}
    hangs = precedes_noun or (follows_noun and role_noun(doc[start - 1].text) is None)
    return doc[end - 1].tag_ in {"NE", "NN"} and doc[end - 1].text[-1] in "s'’" and hangs
