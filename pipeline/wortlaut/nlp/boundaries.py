"""Set sentence boundaries by rule where a rule is certain; the parser decides about all others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from wortlaut.german.marks import FINAL_MARKS, MARKS
from wortlaut.german.sentence_ends import (
    AMOUNTS,
    BEFORE_NAMES,
    BEFORE_NOUNS,
    BEFORE_NUMBERS,
    BEFORE_ORDINALS,
    BEFORE_X,
    MONTHS,
    NEVER_FINAL,
    NEVER_FINAL_GROUPS,
    OPENERS,
    STREETS,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINAL_MARKS = FINAL_MARKS | {":"}
_CLOSING = MARKS | frozenset({")", "]", ",", ";", "''"})
_DASHES = frozenset({"–", "—"})
_ORDINAL = re.compile(r"\d{1,2}\.")
_NUMERAL = re.compile(r"\d{1,2}\.|\d{4}\.?")
_INITIAL = re.compile(r"[^\W\d_]\.")
_SENT_STARTS = {True: 1, False: -1, None: 0}
_WHOLE_WORD = 5
_WORD_ENDS = (
    "en", "er", "es", "em", "el", "et", "te", "rt", "st", "nt", "ht", "lt", "bt", "kt", "zt", "mt", "ig", "ich", "isch",
)  # fmt: skip
"""Letters, and ends of inflected words, at which nobody cuts a word short."""
_MAX_PARTS = 3
"""Letters of the longest abbreviation in the lists (`i. d. R.`)."""


def set_boundaries(doc: Doc, text: str, offsets: Iterable[int], whole: Iterable[tuple[int, int]] = ()) -> None:
    """Set the certain sentence starts of a tokenized text, and leave the rest to the parser.

    Args:
        doc: Tokens without annotation; their `is_sent_start` is set in place.
        text: Their text, which spaCy would have to reassemble.
        offsets: Characters at which a sentence always begins: paragraphs and headings.
        whole: Spans in characters that are one sentence each: headings and headlines.
    """
    # In columns, because spaCy creates an object for each token accessed.
    characters, lengths, blanks = doc.to_array(["IDX", "LENGTH", "SPACY"]).T.tolist()
    texts = [text[start : start + length] for start, length in zip(characters, lengths, strict=True)]
    starts = _paragraph_starts(characters, texts, offsets)
    follows_blank = True
    end: int | None = None  # the last token that is not a closing mark
    for i, (word, blank) in enumerate(zip(texts, blanks, strict=True)):
        is_blank = word.isspace()
        is_closing = word in _CLOSING and not follows_blank
        follows_blank = bool(blank) or is_blank
        if is_blank:
            continue
        if not starts[i] and end is not None:
            is_open = not is_closing and texts[end][-1] in _FINAL_MARKS
            starts[i] = _SENT_STARTS[_begins_sentence(doc[end], doc[i])] if is_open else -1
        if not is_closing:
            end = i
    for start, stop in whole:
        first, last = bisect_left(characters, start), bisect_left(characters, stop)
        starts[first + 1 : last] = [starts[i] if texts[i].isspace() else -1 for i in range(first + 1, last)]
    # All at once: when they are set one by one, spaCy traverses the whole text for each.
    values = np.array(starts, dtype=np.int64).astype(np.uint64).reshape(-1, 1)
    doc.from_array(["SENT_START"], values)  # type: ignore[arg-type]  # spaCy's stubs lack NumPy


def _paragraph_starts(characters: Sequence[int], texts: Sequence[str], offsets: Iterable[int]) -> list[int]:
    """Return, for each token, 1 if a paragraph begins with it, else 0.

    Args:
        characters: The first character of each token.
        texts: The text of each token.
        offsets: Characters at which a sentence begins.
    """
    starts = [0] * len(texts)
    for offset in offsets:
        tokens = range(bisect_left(characters, offset), len(texts))
        first = next((i for i in tokens if not texts[i].isspace()), None)
        if first is not None:
            starts[first] = 1
    return starts


def _begins_sentence(end: Token, token: Token) -> bool | None:
    """Return whether a sentence begins at a token, or None if only the context decides.

    Args:
        end: The token before it, ignoring closing marks; it ends in a final mark.
        token: Neither white space nor a closing mark.
    """
    if token.is_lower or (token.text in _DASHES and not token.nbor(-1).is_space):
        return False
    first = _first_word(token)
    if _closes_speech(end, token) and end.text in _FINAL_MARKS and token.is_title:
        return True  # … kommt.“ Er ging.
    if end.text[-1] == ".":
        return _begins_after_full_stop(end, first)
    if end.text[-1] == ":":
        return False if first.like_num else None
    is_speech = token.text in MARKS and first.is_title and end.text in _FINAL_MARKS
    return True if is_speech or (first.text in OPENERS and end.text[-1] != "…") else None


def _first_word(token: Token) -> Token:
    """Return the token itself or, if it is an opening quotation mark, the word after it."""
    while token.text in MARKS and token.i + 1 < len(token.doc):
        token = token.nbor()
    return token


def _closes_speech(end: Token, token: Token) -> bool:
    return any(token.doc[i].text in MARKS for i in range(end.i + 1, token.i))


def _begins_after_full_stop(end: Token, first: Token) -> bool | None:
    """Return whether a sentence begins with a word after a full stop, or None if only the context decides."""
    before = end.doc[end.i - 1].text if end.i else ""
    word = before if end.text == "." else end.text[:-1]
    if word == "X" and (end.doc[end.i - 2].text if end.text == "." and end.i > 1 else before) in BEFORE_X:
        return True
    if word in NEVER_FINAL or _abbreviation(end) in NEVER_FINAL_GROUPS:
        return False
    if first.text[0].isdigit() and (word in BEFORE_NUMBERS or word.endswith(STREETS)):
        return False
    if _ORDINAL.fullmatch(end.text) and (first.text in MONTHS or _NUMERAL.fullmatch(first.text)):
        return False  # 3. Mai; 3. 5. 2024
    if first.text in OPENERS:
        return None if _abbreviation(end) in BEFORE_NAMES else True
    is_ordinal = _ORDINAL.fullmatch(end.text) and before.lower() in BEFORE_ORDINALS
    if is_ordinal or word in AMOUNTS or word in BEFORE_NOUNS or _INITIAL.fullmatch(end.text):
        return False if first.text[0].isupper() else None
    return True if end.text == "." and first.text[0].isupper() and _is_whole_word(before) else None


def _is_whole_word(word: str) -> bool:
    """Return whether a word before a separate full stop is surely no abbreviation: `gesperrt`, `AfD`."""
    if word in MARKS:
        return True
    is_acronym = word.isalpha() and sum(letter.isupper() for letter in word) > 1
    return is_acronym or (word.islower() and len(word) >= _WHOLE_WORD and word.endswith(_WORD_ENDS))


def _abbreviation(end: Token) -> str:
    """Return the abbreviation of single letters that ends with a token, without blanks: `z.B.`."""
    parts = [end.text]
    while len(parts) < _MAX_PARTS and _INITIAL.fullmatch(parts[0]) and end.i and _INITIAL.fullmatch(end.nbor(-1).text):
        end = end.nbor(-1)
        parts.insert(0, end.text)
    return "".join(parts)
