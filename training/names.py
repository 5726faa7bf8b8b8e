"""Converts sentences with entity tags to running text on spaCy's tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from training.corpora import TaggedSentence, read_entity_tags
from training.sentences import Sentence, Token

# Benikova et al. (2014) call the rest OTH; derived and partial names ("deutsch", "EU-Budget") are not entities here.
LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "OTH": "MISC"}
# The network learns them under labels of their own, to distinguish them from names.
ALL_LABELS = {f"{tag}{kind}": f"{label}{kind}" for tag, label in LABELS.items() for kind in ("", "deriv", "part")}
TAGS = ("O", *(f"{position}-{label}" for label in ALL_LABELS.values() for position in "BI"))
CLOSING = frozenset(".,;:!?)]}…“”’")
OPENING = frozenset("([{„‚")
# Marks that are both opening and closing, or opening in Germany and closing in Switzerland or vice versa.
ALTERNATING = frozenset("\"»«'")


class Name(NamedTuple):
    """A gold entity: character offsets into its sentence's text, end exclusive, and its label."""

    start: int
    end: int
    label: str


class NamedSentence(NamedTuple):
    """A sentence as running text with its gold entities."""

    text: str
    names: tuple[Name, ...]


def spaces(words: Sequence[str]) -> list[bool]:
    """Decide whether a space follows each word in running text, by the rules of German punctuation."""
    result: list[bool] = []
    open_marks: set[str] = set()
    for word in words:
        opens = word in OPENING
        closes = word in CLOSING
        if word in ALTERNATING:
            kind = "«»" if word in "«»" else word
            closes = kind in open_marks
            opens = not closes
            open_marks ^= {kind}
        if closes and result:
            result[-1] = False
        result.append(not opens)
    if result:
        result[-1] = False
    return result


def to_text(sentence: TaggedSentence, labels: Mapping[str, str] = LABELS) -> NamedSentence:
    """Convert a tagged sentence to running text, and its BIOES tags to names with offsets.

    Args:
        sentence: The sentence.
        labels: The label of each kind of name in the corpus; other kinds are not names.
    """
    text = ""
    names: list[Name] = []
    inside = ""
    for word, space, tag in zip(sentence.words, spaces(sentence.words), sentence.tags, strict=True):
        position, _, label = tag.partition("-")
        start = len(text)
        end = start + len(word)
        if position in ("B", "S") and label in labels:
            names.append(Name(start, end, labels[label]))
        elif position in ("I", "E") and label == inside and label in labels:
            names[-1] = names[-1]._replace(end=end)
        inside = label
        text += word + " " * space
    return NamedSentence(text, tuple(names))


def to_sentence(sentence: NamedSentence, make_doc: Callable[[str], Doc]) -> Sentence:
    """Put a sentence on spaCy's tokens; if a name ends inside a token, the tag of that token is unknown."""
    doc = make_doc(sentence.text)
    tags = ["O"] * len(doc)
    for name in sentence.names:
        inside = [token.i for token in doc if name.start < token.idx + len(token) and token.idx < name.end]
        first, last = doc[inside[0]], doc[inside[-1]]
        if (first.idx, last.idx + len(last)) == (name.start, name.end):
            tags[first.i : last.i + 1] = [f"B-{name.label}"] + [f"I-{name.label}"] * (len(inside) - 1)
        else:
            tags[first.i : last.i + 1] = [""] * len(inside)
    return tuple(Token(token.text, bool(token.whitespace_), entity=tag) for token, tag in zip(doc, tags, strict=True))


def read_sentences(corpus: str, make_doc: Callable[[str], Doc], labels: Mapping[str, str] = LABELS) -> list[Sentence]:
    """Read the sentences of a corpus with entity tags, on spaCy's tokens.

    Args:
        corpus: Path of the file inside the corpora directory.
        make_doc: spaCy's tokenizer.
        labels: The label of each kind of name in the corpus.
    """
    return [to_sentence(to_text(sentence, labels), make_doc) for sentence in read_entity_tags(corpus)]
