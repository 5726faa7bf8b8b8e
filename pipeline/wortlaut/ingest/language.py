"""Detects the language of an article."""

from __future__ import annotations

import re

from babel import Locale, UnknownLocaleError

from wortlaut.german.language import COMMON_WORDS

GERMAN = "de"
UNKNOWN = "und"
"""ISO 639-2 for "undetermined"."""
_SAMPLE = 20_000
"""Characters from which the language is detected; more do not change the result."""
_MIN_WORDS = 20
"""Words. The language of a shorter text is not guessed, because it may consist mostly of names and numbers."""
_MIN_SHARE = 0.12
"""Share of common German words; tests compare German news with neighbouring languages."""
_MIN_DIFFERENT = 4
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str:
    """Detect the language of a text, as an ISO 639-1 code; `und` if the text is too short.

    A text with many common German words is German, even with long quotations in another language. All other texts
    are classified by py3langid.
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
    """Return the English name of a language code, or the code if it has no name."""
    try:
        return str(Locale("en").languages.get(code, code))
    except UnknownLocaleError:
        return code
