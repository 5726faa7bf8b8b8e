"""Tells the language of an article."""

from __future__ import annotations

import re

from babel import Locale, UnknownLocaleError

from wortlaut.german.language import COMMON_WORDS

GERMAN = "de"
UNKNOWN = "und"
"""ISO 639-2 for "undetermined"."""
_SAMPLE = 20_000
"""Characters from which the language is told; more do not change the answer."""
_MIN_WORDS = 20
"""Words. A shorter text is not given a language on a guess: names and numbers may be most of it."""
_MIN_SHARE = 0.12
"""Share of words that are common German ones; tests hold German news against neighbouring languages."""
_MIN_DIFFERENT = 4
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str:
    """Return the language of a text as its ISO 639-1 code; `und` where the text is too short to tell.

    A text with many of the commonest German words is German, also with long quotations in another language. For all
    others py3langid is asked.
    """
    words = list(map(str.lower, _WORD.findall(text[:_SAMPLE])))
    common = list(filter(COMMON_WORDS.__contains__, words))
    if len(common) >= _MIN_SHARE * len(words) and len(set(common)) >= _MIN_DIFFERENT:
        return GERMAN
    if len(words) < _MIN_WORDS:
        return UNKNOWN
    # Imported here because loading its model takes half a second, and few texts need it.
    import py3langid

    code, _ = py3langid.classify(" ".join(words))
    return str(code)


def name(code: str) -> str:
    """Return the English name of a language by its code, or the code where there is none."""
    try:
        return str(Locale("en").languages.get(code, code))
    except UnknownLocaleError:
        return code
