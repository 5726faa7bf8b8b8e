"""Read the polarity lexicon of textblob-de and look up German words in it."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from wortlaut.german.polarity import NON_POLAR_HEADS
from wortlaut.utils.errors import WortlautError

_DISTRIBUTION = "textblob-de"
_FILE = "textblob_de/data/de-sentiment.xml"
_REMEDY = f"Install it with `pip install {_DISTRIBUTION}==0.4.3`."
_SHORTEST_MODIFIER, _SHORTEST_HEAD = 3, 5
"""Letters of the parts of a compound; shorter parts are mostly not the polar word (Weingut, Vorfall)."""
_CACHE_SIZE = 100_000
"""Number of look-ups to cache."""
_NOUN = "NN"
_VERB = "VB"


class Entry(NamedTuple):
    """The lexicon entry of a word.

    Attributes:
        pos: Part of speech in the lexicon's tag set: NN noun, VB verb, JJ adjective, RB adverb. It was guessed
            from the form, so verbs and adjectives are sometimes confused.
        polarity: From -1 (negative) to 1 (positive).
        subjectivity: From 0 to 1; specified only for seven adverbs of degree, 0 for all other words.
        intensity: The factor for the polarity of the next word; 1 for words that are not adverbs of degree.
    """

    pos: str
    polarity: float
    subjectivity: float
    intensity: float


class Lexicon:
    """Look up the polarity of words.

    Args:
        entries: The entries by form. Nouns are capitalised; ß is written ss, because the lexicon is Swiss.
    """

    def __init__(self, entries: dict[str, Entry]) -> None:
        self._entries = entries
        self._cached_look_up = lru_cache(_CACHE_SIZE)(self._look_up)

    def find(self, form: str, lemma: str, pos: str) -> Entry | None:
        """Return the entry of a word by its form, else by its lemma.

        A noun that is not in the lexicon is taken for a compound with the polarity of its head: `Wirtschaftskrise` has
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
        for word in (form, lemma):
            entry = self._entries.get(_folded(word if is_noun else word.lower()))
            if entry is None or (entry.pos == _NOUN) != is_noun:
                continue
            if pos == "VERB" and entry.pos != _VERB and word == form:
                continue
            return entry
        return self._head_of(_folded(lemma)) if pos == "NOUN" else None

    def _head_of(self, noun: str) -> Entry | None:
        """Return the entry of the longest polar noun at the end of a compound."""
        for start in range(_SHORTEST_MODIFIER, len(noun) - _SHORTEST_HEAD + 1):
            entry = self._entries.get(noun[start:].capitalize())
            if entry is not None and entry.pos == _NOUN and entry.polarity and noun[start:] not in NON_POLAR_HEADS:
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
