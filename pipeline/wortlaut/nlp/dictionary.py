"""Look up words in simplemma's German dictionary (https://github.com/adbar/simplemma, MIT): one lemma for each form.

The dictionary is kept as a trie, which simplemma makes when it is first used and keeps in the user's cache directory.
To read it takes milliseconds and a few MiB; to read the dictionary as it is delivered takes a second and 100 MiB in
each process. Where nothing can be written to that directory, each process makes the trie anew.
"""

from __future__ import annotations

from functools import lru_cache

from simplemma.strategies import DictionaryLookupStrategy
from simplemma.strategies.dictionaries.trie_dictionary_factory import TrieDictionaryFactory

_LANGUAGE = "de"
_CACHE_SIZE = 100_000
"""Forms that are cached; a year of a newspaper has more, but most of its words are among the most frequent."""
_DICTIONARY = DictionaryLookupStrategy(TrieDictionaryFactory(cache_max_size=1))


def lemma_of(form: str) -> str | None:
    """Return the lemma of a form that the dictionary has as it is written, or None."""
    return _DICTIONARY.exact_lemma(form, _LANGUAGE)


def is_form(word: str) -> bool:
    """Return whether the dictionary has a word as it is written."""
    return _DICTIONARY.is_dictionary_member(word, _LANGUAGE)


@lru_cache(_CACHE_SIZE)
def is_known_word(word: str) -> bool:
    """Return whether the dictionary has a word with a capital or a small first letter; it also has frequent names."""
    return any(_DICTIONARY.get_lemma(form, _LANGUAGE) is not None for form in (word, word.lower()))
