"""Variants of training sentences: quotation marks, headings without a final mark, names of persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from training.sentences import Sentence, Token

# German, straight, German book print, English, Swiss (Duden, Rechtschreibung, D 11; amtliche Regelung § 89).
MARKS = (("„", "“"), ('"', '"'), ("»", "«"), ("“", "”"), ("«", "»"))
MARK_CHARACTERS = frozenset('„“”"»«')
FINAL_MARKS = frozenset({".", "!", "?", ":", "…"})


def restyled(sentence: Sentence, marks: tuple[str, str]) -> Sentence:
    """The sentence with its quotation marks in another style, opening and closing by turns.

    A sentence that starts in the middle of a quotation, with an odd number of marks, is left as it is.
    """
    places = [index for index, token in enumerate(sentence) if token.text in MARK_CHARACTERS]
    if len(places) % 2:
        return sentence
    tokens = list(sentence)
    for turn, index in enumerate(places):
        tokens[index] = tokens[index]._replace(text=marks[turn % 2])
    return tuple(tokens)


def quoted(sentence: Sentence, marks: tuple[str, str]) -> Sentence:
    """The sentence between quotation marks that hang on its root; unchanged if it has marks already."""
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
    """The sentence without its final mark, as in a headline; unchanged if something hangs on the mark."""
    last = len(sentence) - 1
    is_needed = any(token.head == last for token in sentence[:-1])
    if len(sentence) < 2 or sentence[-1].text not in FINAL_MARKS or is_needed:
        return sentence
    return (*sentence[: last - 1], sentence[last - 1]._replace(space=False))


def person_spans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Start and end of each name of a person, in tokens, end exclusive."""
    start = None
    for index, token in enumerate((*sentence, Token("", False))):
        if start is not None and token.entity != "I-PER":
            yield start, index
            start = None
        if token.entity == "B-PER":
            start = index


def person_names(sentences: Sequence[Sentence]) -> list[tuple[str, str]]:
    """First and last name of every person of two words, with repetitions.

    Not those that may be genitives, nor those with a word that is no name elsewhere ("Papst Benedikt").
    """
    plain = {token.text for sentence in sentences for token in sentence if token.entity == "O"}
    names = []
    for sentence in sentences:
        for start, end in person_spans(sentence):
            first, last = sentence[start].text, sentence[end - 1].text
            if end - start == 2 and plain.isdisjoint((first, last)) and not last.endswith(("s", "x", "z")):
                names.append((first, last))
    return names


def renamed(sentence: Sentence, names: Sequence[tuple[str, str]], random: Random) -> Sentence:
    """The sentence with other persons: full names, first names alone and last names alone.

    Names of more than two words, and those that may be genitives, stay.
    """
    tokens: list[Token] = []
    done = 0
    for start, end in person_spans(sentence):
        last = sentence[end - 1]
        if end - start > 2 or last.text.endswith("s"):
            continue
        first_name, last_name = random.choice(names)
        words = random.choice([(first_name,), (last_name,), (first_name, last_name)])
        name = [Token(word, True, entity="I-PER") for word in words]
        name[0] = name[0]._replace(entity="B-PER")
        name[-1] = name[-1]._replace(space=last.space)
        tokens += [*sentence[done:start], *name]
        done = end
    return (*tokens, *sentence[done:])


def starts_with_last_name(sentence: Sentence, last_names: frozenset[str]) -> bool:
    """Whether a person's last name alone opens the sentence."""
    return next(person_spans(sentence), None) == (0, 1) and sentence[0].text in last_names


def ends_with_person(sentence: Sentence) -> bool:
    """Whether the sentence, but for its final mark, ends with a person's name."""
    return any(end == len(sentence) - 1 for _, end in person_spans(sentence)) and sentence[-1].text == "."
