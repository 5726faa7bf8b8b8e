"""Look up the polarity of German words: textblob-de's lexicon, and the words of news in `wortlaut.german`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from wortlaut.german import polarity as german
from wortlaut.utils.errors import WortlautError

_DISTRIBUTION = "textblob-de"
_FILE = "textblob_de/data/de-sentiment.xml"
_REMEDY = f"Install it with `pip install {_DISTRIBUTION}==0.4.3`."
_SHORTEST_MODIFIER, _SHORTEST_HEAD = 3, 5
"""Letters of the parts of a compound; shorter parts are mostly not the polar word (Weingut, Vorfall)."""
_CACHE_SIZE = 100_000
"""Number of look-ups to cache."""
_NOMINAL_ENDINGS = ("es", "e", "ere", "eres", "ste", "st", "este", "est")
"""Endings of lemmas of nouns that are made of an adjective or of its comparative or superlative."""
_NOUN = "NN"
_VERB = "VB"
_TAGS = {"NOUN": _NOUN, "VERB": _VERB, "ADJ": "JJ"}
"""The lexicon's tags by universal part of speech."""


class Entry(NamedTuple):
    """The lexicon entry of a word.

    Attributes:
        pos: Part of speech in the lexicon's tag set: NN noun, VB verb, JJ adjective, RB adverb. It was guessed
            from the form, so verbs and adjectives are sometimes confused.
        polarity: From -1 (negative) to 1 (positive).
        subjectivity: From 0 to 1; specified only for seven adverbs of degree, 0 for all other words.
        intensity: The factor for the polarity of the next word; 1 for words that are not adverbs of degree.
        sense: What is good or bad about it in news (`wortlaut.german.polarity`), or "" if only textblob-de lists it.
    """

    pos: str
    polarity: float
    subjectivity: float
    intensity: float
    sense: str = ""


class Lexicon:
    """Look up the polarity of words.

    Args:
        entries: The entries of textblob-de by form. Nouns are capitalised; ß is written ss, because the lexicon is
            Swiss.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._news = {
            (kind, _folded(lemma)): Entry(_TAGS[kind], word.polarity, 0.0, 1.0, word.sense)
            for (kind, lemma), word in german.polar_words().items()
        }
        self._heads = {_folded(noun) for noun in german.polar_heads()}
        self._cached_look_up = lru_cache(_CACHE_SIZE)(self._look_up)

    def find(self, form: str, lemma: str, pos: str) -> Entry | None:
        """Return the entry of a word: the one for news (`polar_words.csv`), else textblob-de's, by form or lemma.

        A noun that is in neither is taken for a compound with the polarity of its head: `Wirtschaftskrise` has
        that of `Krise`. A noun (NOUN, PROPN) is looked up as written, among the nouns; any other word in lower case,
        among the rest. A verb form does not match an adjective: `gebildet` (educated) is not `hat gebildet` (formed).

        Args:
            form: The word as written.
            lemma: Its lemma.
            pos: Its universal part of speech.
        """
        return self._cached_look_up(form, lemma, pos)

    def _look_up(self, form: str, lemma: str, pos: str) -> Entry | None:
        is_noun = pos in ("NOUN", "PROPN")
        kind = "NOUN" if is_noun else "VERB" if pos == "VERB" else "ADJ"
        words = [_folded(word if is_noun else word.lower()) for word in (lemma, form)]
        for word in words:
            if (kind, word) in self._news:
                return self._news[kind, word]
        if kind == "VERB" and words[1].endswith("en") and ("ADJ", words[1]) in self._news:
            return self._news["ADJ", words[1]]  # a strong participle whose lemma is not in the list: ertrunken
        for word in reversed(words):
            entry = self._entries.get(word)
            if entry is None or (entry.pos == _NOUN) != is_noun:
                continue
            if pos == "VERB" and entry.pos != _VERB and word == words[1]:
                continue
            return entry
        return self._adjective_in(words[0]) or self._head_of(words[0]) if pos == "NOUN" else None

    def _adjective_in(self, noun: str) -> Entry | None:
        """Return the entry of the adjective in a noun made of it: `Schlimmeres` has that of `schlimm`."""
        for ending in _NOMINAL_ENDINGS:
            adjective = noun.lower().removesuffix(ending)
            if len(adjective) < len(noun) and ("ADJ", adjective) in self._news:
                return self._news["ADJ", adjective]
        return None

    def _head_of(self, noun: str) -> Entry | None:
        """Return the entry of the longest polar noun at the end of a compound."""
        for start in range(_SHORTEST_MODIFIER, len(noun) - _SHORTEST_HEAD + 1):
            if noun[start:] in german.NON_POLAR_HEADS:
                continue
            head = noun[start:].capitalize()
            if head in self._heads:
                return self._news["NOUN", head]
            entry = self._entries.get(head)
            if entry is not None and entry.pos == _NOUN and entry.polarity and ("NOUN", head) not in self._news:
                return entry
        return None


def _folded(word: str) -> str:
    return word.replace("ß", "ss")


@cache
def load_lexicon() -> Lexicon:
    """Read textblob-de's lexicon from the installed package, without importing it.

    The lexicon is the German Polarity Lexicon of Klenner, Clematide, Wiegand and Peters (University of Zurich,
    2010) in the format of the library pattern, by Markus Killer (2014); Apache License 2.0.

    Raises:
        WortlautError: The package is not installed, or its file does not exist or is invalid.
    """
    try:
        path = Path(str(metadata.distribution(_DISTRIBUTION).locate_file(_FILE)))
    except metadata.PackageNotFoundError as error:
        raise WortlautError(f"{_DISTRIBUTION}: the lexicon package is not installed. {_REMEDY}") from error
    return read_lexicon(path)


def read_lexicon(path: Path) -> Lexicon:
    """Read a lexicon in the XML format of textblob-de and pattern.

    Raises:
        WortlautError: The file does not exist, is not such a lexicon, or declares a document type (the lexicon has
            none, and without one XML has no entities to expand or fetch).
    """
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WortlautError(f"{path}: the polarity lexicon cannot be read ({error}). {_REMEDY}") from error
    if "<!DOCTYPE" in content:
        raise WortlautError(f"{path}: the file declares a document type, but the lexicon has none. {_REMEDY}")
    try:
        words = ElementTree.fromstring(content).iter("word")
        entries = {word.attrib["form"]: _entry(word.attrib) for word in words}
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise WortlautError(f"{path}: the file is not a polarity lexicon ({error!r}). {_REMEDY}") from error
    return Lexicon(entries)


def _entry(attributes: dict[str, str]) -> Entry:
    return Entry(
        pos=attributes["pos"],
        polarity=float(attributes["polarity"]),
        subjectivity=float(attributes["subjectivity"]),
        intensity=float(attributes["intensity"]),
    )
