"""Say whose words a source stands for: the district in "Angaben des Landkreises"."""

from __future__ import annotations

from wortlaut.german.function_words import TIME_NOUNS
from wortlaut.nlp.lemmas import common_noun
from wortlaut.quotations.lexicon import reporting_noun

_MASCULINE_OR_NEUTER = {
    **dict.fromkeys(("des", "eines", "dieses"), ""),
    **{f"{possessive}es": possessive for possessive in ("sein", "ihr", "unser")},
}
"""Determiners of a noun in the genitive whose own form changes with the case, with what precedes its nominative."""
_FEMININE_OR_PLURAL = {
    **dict.fromkeys(("der", "einer", "dieser"), ""),
    **{f"{possessive}er": f"{possessive}e" for possessive in ("sein", "ihr", "unser")},
}
"""The same for nouns that have one form in both cases."""
_POSSESSIVES = ("sein", "ihr", "eigen")
_PREPOSITIONS = frozenset({"von", "vom"})


def holder(phrase: str) -> str:
    """Return whose words a speaker's phrase stands for, in the nominative if it is one noun.

    Args:
        phrase: The words of an article: "einer ersten Schätzung des Landkreises".

    Returns:
        "Landkreis"; the words after the reporting noun if they are more ("des neuen Landkreises"); the phrase itself if
        it has no reporting noun, or if nothing follows it that says whose words they are; "" for "seinen Worten".
    """
    words = phrase.split()
    if len(words) == 2 and words[0].lower().startswith(_POSSESSIVES) and reporting_noun(words[1]) is not None:
        return ""  # the sentence before says whose words they are
    for number, word in enumerate(words[:-2]):
        if word[0].isupper() and reporting_noun(word) is not None:
            after = words[number + 1 :]
            determiner = after[0].lower()
            if after[1].lower() in TIME_NOUNS:  # "Angaben vom Montag"
                return phrase
            if determiner in _PREPOSITIONS:
                return " ".join(after[1:])
            if determiner in _MASCULINE_OR_NEUTER | _FEMININE_OR_PLURAL:
                return _nominative(determiner, after[1]) if len(after) == 2 else " ".join(after)
    return phrase


def _nominative(determiner: str, noun: str) -> str:
    if determiner in _FEMININE_OR_PLURAL:
        return f"{_FEMININE_OR_PLURAL[determiner]} {noun}".lstrip()
    return f"{_MASCULINE_OR_NEUTER[determiner]} {common_noun(noun) or noun}".lstrip()
