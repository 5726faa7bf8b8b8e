"""Creates variants of training sentences: other quotation marks, and headings without a final mark."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from training.sentences import Sentence, Token
from training.silver import subjunctives

# German, straight, German book print, English, Swiss (Duden, Rechtschreibung, D 11; amtliche Regelung § 89).
MARKS = (("„", "“"), ('"', '"'), ("»", "«"), ("“", "”"), ("«", "»"))
MARK_CHARACTERS = frozenset('„“”"»«')
FINAL_MARKS = frozenset({".", "!", "?", ":", "…"})


def restyled(sentence: Sentence, marks: tuple[str, str]) -> Sentence:
    """Replace a sentence's quotation marks by another style, alternating opening and closing.

    A sentence with an odd number of marks, which starts inside a quotation, is left unchanged.
    """
    places = [index for index, token in enumerate(sentence) if token.text in MARK_CHARACTERS]
    if len(places) % 2:
        return sentence
    tokens = list(sentence)
    for turn, index in enumerate(places):
        tokens[index] = tokens[index]._replace(text=marks[turn % 2])
    return tuple(tokens)


def quoted(sentence: Sentence, marks: tuple[str, str]) -> Sentence:
    """Put a sentence in quotation marks attached to its root; unchanged if it already has marks."""
    if any(token.text in MARK_CHARACTERS for token in sentence):
        return sentence
    root = next((index for index, token in enumerate(sentence) if token.head == index), None)
    shifted = [token._replace(head=None if token.head is None else token.head + 1) for token in sentence]
    mark = Token(
        marks[0],
        False,
        tag="$(",
        pos="PUNCT" if root is not None else "",
        morph="" if root is not None else None,
        lemma=marks[0] if root is not None else "",
        head=None if root is None else root + 1,
        dep="" if root is None else "punct",
        entity="O" if sentence[0].entity else "",
    )
    closing = mark._replace(text=marks[1], lemma=marks[1] if mark.lemma else "")
    return (mark, *shifted[:-1], shifted[-1]._replace(space=False), closing)


def heading(sentence: Sentence) -> Sentence:
    """Remove a sentence's final mark, as in a headline; unchanged if a token is attached to the mark."""
    last = len(sentence) - 1
    is_needed = any(token.head == last for token in sentence[:-1])
    if len(sentence) < 2 or sentence[-1].text not in FINAL_MARKS or is_needed:
        return sentence
    return (*sentence[: last - 1], sentence[last - 1]._replace(space=False))


def in_subjunctive(sentence: Sentence, random: Random) -> Sentence:
    """Put the full verbs of a sentence with silver annotation into the subjunctive, where the form is unambiguous."""
    tokens = list(sentence)
    for index, token in enumerate(sentence):
        if token.tag == "VVFIN" and token.morph and token.lemma and token.text.islower():
            forms = subjunctives(token.text, token.morph, token.lemma)
            if forms:
                form, features = random.choice(forms)
                tokens[index] = token._replace(text=form, morph=features)
    return tuple(tokens)


@dataclass(frozen=True)
class Variation:
    """How often sentences are varied: shares between 0 and 1."""

    restyled: float = 0.5
    quoted: float = 0.06
    heading: float = 0.3


def varied(sentence: Sentence, variation: Variation, random: Random) -> Sentence:
    """Randomly replace a sentence's quotation marks, or put it in quotation marks."""
    marks = random.choice(MARKS)
    if random.random() < variation.restyled:
        sentence = restyled(sentence, marks)
    if random.random() < variation.quoted:
        sentence = quoted(sentence, marks)
    return sentence
