"""Represent annotated text as plain Python objects, which are fast for the rules to read.

The rules read a token's attributes some hundred times. spaCy creates an object for each `doc[i]` and looks up a string
for each `tag_`, which took more time than the rules themselves. Here each token is one object with its attributes.

`Doc`, `Span` and `Token` have the names, attributes and methods of spaCy's (https://spacy.io/api), as far as this
package uses them, with the same results; anything else is an AttributeError. spaCy's own functions, such as its
`Matcher`, do not accept them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np

from wortlaut.cache.payload import Payload
from wortlaut.german.parts_of_speech import UNIVERSAL

if TYPE_CHECKING:
    import spacy.tokens

_NAMED = ("LEMMA", "POS", "TAG", "MORPH", "DEP", "ENT_TYPE")
"""Attributes whose values are strings, which spaCy stores as hashes."""
_NUMBERS = ("LENGTH", "SPACY", "HEAD", "SENT_START", "ENT_IOB", "IS_ALPHA", "IS_PUNCT", "IS_SPACE", "LIKE_NUM")
_INSIDE, _BEGINS = 1, 3
"""Values of ENT_IOB."""
_SMALL = 2**15
"""If all numbers are smaller, two bytes each are enough."""
_SENT_STARTS = {0: None, 1: True, -1: False}
_NO_FEATURES = "_"
_TONES = 4
"""How many tones a pipeline scores: negative, neutral, positive, mixed (the component of the bundled one sets them)."""
_TONE_UNIT, _LEAST_PROBABILITY = 100, 1e-4
"""Logarithms of a tone's probability are kept in hundredths, and those of smaller ones as this one's."""
_TONE_PART = "tones"
_MORPHS = 5_000
"""Cached feature sets; the model uses about a thousand."""


class Annotation(NamedTuple):
    """The annotation of a text without the text.

    Attributes:
        strings: The distinct strings in it.
        columns: By attribute (`_NAMED`, then `_NUMBERS`) and token: the index of a string, or a number.
        tones: By sentence with a tone: its first token, the one after its last, and the natural logarithms of the
            probabilities of its tones in hundredths. No rows if the pipeline does not give a tone.
    """

    strings: list[str]
    columns: np.ndarray
    tones: np.ndarray

    @classmethod
    def of(cls, doc: spacy.tokens.Doc) -> Annotation:
        """Return the annotation of a spaCy document; without parts of speech, they follow from the tags."""
        columns = np.asarray(doc.to_array([*_NAMED, *_NUMBERS])).reshape(len(doc), len(_NAMED + _NUMBERS)).T
        named = columns[: len(_NAMED)]
        values, places = np.unique(named, return_inverse=True)
        known = doc.vocab.strings
        strings = [known[value] for value in values.tolist()]
        numbers = columns[len(_NAMED) :].astype(np.int64)
        columns = np.concatenate([places.reshape(named.shape), numbers])
        return cls(strings, columns, _tones(doc))._with_parts_of_speech()

    def _with_parts_of_speech(self) -> Annotation:
        """Return the annotation with parts of speech that follow from the tags, if it has none at all."""
        row, tags = self._row("POS"), self.columns[self._row("TAG")]
        if any(self.strings[place] for place in np.unique(self.columns[row])):
            return self
        places: dict[str, int] = {string: place for place, string in enumerate(self.strings)}
        columns = self.columns.copy()
        columns[row] = [places.setdefault(UNIVERSAL.get(self.strings[tag], ""), len(places)) for tag in tags]
        return self._replace(strings=list(places), columns=columns)

    def with_lemmas(self, lemmas: Sequence[str]) -> Annotation:
        """Return the annotation with other lemmas, one for each token."""
        places: dict[str, int] = {string: place for place, string in enumerate(self.strings)}
        column = [places.setdefault(lemma, len(places)) for lemma in lemmas]
        columns = self.columns.copy()
        columns[_NAMED.index("LEMMA")] = column
        return self._replace(strings=list(places), columns=columns)

    def with_lengths(self, lengths: Mapping[int, int]) -> Annotation:
        """Return the annotation for a text in which some tokens, given by their indices, have other lengths."""
        columns = self.columns.copy()
        columns[len(_NAMED) + _NUMBERS.index("LENGTH"), list(lengths)] = list(lengths.values())
        return self._replace(columns=columns)

    def with_sentence_starts(self, tokens: Iterable[int]) -> Annotation:
        """Return the annotation with sentences cut before some tokens, given by their indices.

        A token whose head is in another sentence afterwards is a root; a named entity that is cut goes on as another.
        Both parts of a sentence that is cut have its tone.
        """
        columns = self.columns.copy()
        heads, sent_starts, entities = (columns[self._row(name)] for name in ("HEAD", "SENT_START", "ENT_IOB"))
        cut = sorted(tokens)
        sent_starts[cut] = 1
        entities[[token for token in cut if entities[token] == _INSIDE]] = _BEGINS
        sentences = np.cumsum(sent_starts == 1)
        places = np.arange(len(heads))
        heads[sentences != sentences[places + heads]] = 0
        return self._replace(columns=columns)

    @staticmethod
    def _row(name: str) -> int:
        return (_NAMED + _NUMBERS).index(name)

    def to_bytes(self) -> bytes:
        """Serialise the annotation."""
        is_small = not self.columns.size or np.abs(self.columns).max() < _SMALL
        numbers = self.columns.astype(np.int16 if is_small else np.int32)
        tones = self.tones.astype(np.int32)
        return Payload(self.strings, {numbers.dtype.name: numbers.tobytes(), _TONE_PART: tones.tobytes()}).to_bytes()

    @classmethod
    def from_bytes(cls, content: bytes) -> Annotation:
        """Return the annotation that `to_bytes` serialised."""
        strings, parts = Payload.from_bytes(content)
        ((kind, numbers), (_, tones)) = parts.items()
        return cls(
            strings,
            np.frombuffer(numbers, kind).reshape(len(_NAMED + _NUMBERS), -1),
            np.frombuffer(tones, np.int32).reshape(-1, 2 + _TONES),
        )


def _tones(doc: spacy.tokens.Doc) -> np.ndarray:
    """Return the tones of a spaCy document's sentences, as in `Annotation.tones`."""
    rows: list[list[int]] = []
    # The extension exists if a pipeline that has a component for it was ever loaded.
    if len(doc) and doc.has_annotation("SENT_START") and doc[:0].has_extension("model_tone"):
        for sentence in doc.sents:
            if sentence._.model_tone is not None:
                values = [round(log(max(value, _LEAST_PROBABILITY)) * _TONE_UNIT) for value in sentence._.model_tone]
                rows.append([sentence.start, sentence.end, *values])
    return np.array(rows, np.int32).reshape(-1, 2 + _TONES)


class Morph:
    """The morphological features of a token."""

    __slots__ = ("_features", "_text")

    def __init__(self, text: str) -> None:
        self._text = text if text != _NO_FEATURES else ""
        pairs = (feature.partition("=") for feature in self._text.split("|") if feature)
        self._features = {name: values.split(",") for name, _, values in pairs}

    def __str__(self) -> str:
        return self._text

    def get(self, field: str, default: list[str] | None = None) -> list[str]:
        """Return the values of a feature."""
        return self._features.get(field, [] if default is None else default)


_morph = lru_cache(_MORPHS)(Morph)


@dataclass(init=False, eq=False, repr=False, slots=True)
class Token:
    """A word, punctuation mark or stretch of white space."""

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    whitespace_: str
    lemma_: str
    pos_: str
    tag_: str
    morph: Morph
    dep_: str
    ent_type_: str
    head: Token
    is_sent_start: bool | None
    is_alpha: bool
    is_punct: bool
    is_space: bool
    like_num: bool

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_lower(self) -> bool:
        """Whether it is in lower case."""
        return self.text.islower()

    @property
    def children(self) -> Sequence[Token]:
        """The tokens whose head it is, in text order."""
        return self.doc.children.get(self.i, ())

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all its descendants, in text order."""
        tokens, pending = [self], [self]
        while pending:
            children = pending.pop().children
            tokens += children
            pending += children
        return iter(sorted(tokens, key=lambda token: token.i))

    def nbor(self, i: int = 1) -> Token:
        """Return the token at a distance of `i` from it."""
        if not 0 <= self.i + i < len(self.doc):
            raise IndexError(self.i + i)
        return self.doc.tokens[self.i + i]


class Span:
    """A contiguous sequence of a document's tokens."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            start, end, _ = key.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[self.start : self.end][key]

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Its first character."""
        return self.doc.tokens[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The character after its last token."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its text, without trailing white space."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def model_tone(self) -> tuple[float, ...] | None:
        """The pipeline's tone of the sentence in which the span begins (in spaCy `sent._.model_tone`), or None.

        Natural logarithms of the probabilities of negative, neutral, positive and mixed, rounded.
        """
        return self.doc.tones.get(self.start)

    @property
    def root(self) -> Token:
        """The token nearest to the root of the sentence; the first, if there are several."""
        tokens = self.doc.tokens[self.start : self.end]
        for token in tokens:
            if token.head is token:
                return token
        outermost = [token for token in tokens if not self.start <= token.head.i < self.end]
        return min(outermost, key=_depth) if outermost else tokens[0]


def _depth(token: Token) -> int:
    """Count the heads above a token; punctuation and white space without dependents come last, as in spaCy."""
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc)
    depth = 0
    while token.head is not token:
        token = token.head
        depth += 1
    return depth


class Doc:
    """An annotated text.

    Args:
        text: The text, made up of its tokens and the blanks after them.
        annotation: The annotation.
    """

    def __init__(self, text: str, annotation: Annotation) -> None:
        self.text = text
        self.annotation = annotation
        self.tokens = self._tokens()

    @classmethod
    def of(cls, doc: spacy.tokens.Doc) -> Doc:
        """Convert a spaCy document."""
        return cls(doc.text, Annotation.of(doc))

    def _column(self, name: str) -> list[int]:
        column: list[int] = self.annotation.columns[(_NAMED + _NUMBERS).index(name)].tolist()
        return column

    def _tokens(self) -> list[Token]:
        text, strings = self.text, self.annotation.strings
        morphs = {place: _morph(strings[place]) for place in set(self._column("MORPH"))}
        tokens = [Token() for _ in self._column("LENGTH")]
        rows = zip(*self.annotation.columns.tolist(), strict=True)
        start = 0
        for i, (token, row) in enumerate(zip(tokens, rows, strict=True)):
            lemma, pos, tag, morph, dep, ent_type, length, blank, head, sent_start, _, alpha, punct, space, num = row
            token.doc = self
            token.i = i
            token.idx = start
            token.text = word = text[start : start + length]
            token.lower_ = word.lower()
            token.whitespace_ = " " if blank else ""
            token.lemma_ = strings[lemma]
            token.pos_ = strings[pos]
            token.tag_ = strings[tag]
            token.morph = morphs[morph]
            token.dep_ = strings[dep]
            token.ent_type_ = strings[ent_type]
            token.head = tokens[i + head]
            token.is_sent_start = _SENT_STARTS[sent_start]
            token.is_alpha = alpha == 1
            token.is_punct = punct == 1
            token.is_space = space == 1
            token.like_num = num == 1
            start += length + blank
        return tokens

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, int):
            return self.tokens[key]
        start, end, _ = key.indices(len(self.tokens))
        return Span(self, start, end if start < end else start)

    @cached_property
    def tones(self) -> Mapping[int, tuple[float, ...]]:
        """The tone of the sentence of each token, without those that have none; see `Span.model_tone`."""
        tones: dict[int, tuple[float, ...]] = {}
        for start, end, *values in self.annotation.tones.tolist():
            tones |= dict.fromkeys(range(start, end), tuple([value / _TONE_UNIT for value in values]))
        return tones

    @cached_property
    def children(self) -> Mapping[int, Sequence[Token]]:
        """The dependents of each token, in text order; tokens without dependents are not in the mapping."""
        children: dict[int, list[Token]] = defaultdict(list)
        for i, offset in enumerate(self._column("HEAD")):
            if offset:
                children[i + offset].append(self.tokens[i])
        return children

    @property
    def sents(self) -> Iterator[Span]:
        """The sentences."""
        start = 0
        for token in self.tokens[1:]:
            if token.is_sent_start:
                yield Span(self, start, token.i)
                start = token.i
        if start < len(self.tokens):
            yield Span(self, start, len(self.tokens))

    @property
    def ents(self) -> tuple[Span, ...]:
        """The named entities."""
        entities: list[Span] = []
        is_open = False
        for i, iob in enumerate(self._column("ENT_IOB")):
            if iob == _BEGINS and self.tokens[i].ent_type_:
                entities.append(Span(self, i, i + 1, self.tokens[i].ent_type_))
                is_open = True
            elif iob == _INSIDE and is_open:
                entities[-1].end = i + 1
            else:
                is_open = False
        return tuple(entities)

    def char_span(self, start_idx: int, end_idx: int, *, alignment_mode: str) -> Span | None:
        """Return the tokens that overlap a range of characters, or None if it lies outside the text."""
        if alignment_mode != "expand":
            raise ValueError(alignment_mode)
        first, last = self._token_at(start_idx), self._token_at(end_idx - 1)
        if first is None or last is None:
            return None
        is_blank = start_idx == first.idx + len(first.text)  # the blank after a token is not part of it
        return Span(self, first.i + is_blank, last.i + 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.tokens]

    def _token_at(self, char: int) -> Token | None:
        """Return the token that contains a character, where the blank after a token counts as part of it, or None."""
        number = bisect_right(self._starts, char) - 1
        if number < 0:
            return None
        token = self.tokens[number]
        return token if char < token.idx + len(token.text) + len(token.whitespace_) else None

    def set_lemmas(self, lemmas: Sequence[str]) -> None:
        """Replace the lemma of each token."""
        self.annotation = self.annotation.with_lemmas(lemmas)
        for token, lemma in zip(self.tokens, lemmas, strict=True):
            token.lemma_ = lemma

    def release(self) -> None:
        """Break the reference cycles, so that the tokens are freed at once; the document is unusable afterwards.

        Document and tokens refer to each other, so only the garbage collector could free them. With that many objects,
        it takes 7 % of the rules' time.
        """
        for token in self.tokens:
            del token.doc, token.head
