"""Detects the language of an article."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

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
_MIN_SMALL = 10
"""Words that begin with a small letter. Texts with fewer consist of names, which belong to no language."""
_CAPITALS = 0.8
"""Share of words in capitals from which a text is written in capitals, so that all its words count."""
_CLEAR = 0.95
"""Probability from which another language than German is clear."""
_WORD = re.compile(r"[^\W\d_]+")


class Language(NamedTuple):
    """The language of a text.

    Attributes:
        code: Its ISO 639-1 code; `und` if too few words tell it.
        probability: That of the language by py3langid; 1 if German words decided, 0 if nothing did.
    """

    code: str
    probability: float


def language(text: str) -> Language:
    """Detect the language of a text: German, unless another language is clear.

    A text with many common German words is German, even with long quotations in another language. All other texts
    are classified by py3langid, from the words that begin with a small letter: in German, as in most languages, names
    do not, and they would decide short texts.
    """
    found = _WORD.findall(text[:_SAMPLE])
    words = [word.lower() for word in found]
    common = list(filter(COMMON_WORDS.__contains__, words))
    if len(common) >= _MIN_SHARE * len(words) and len(set(common)) >= _MIN_DIFFERENT:
        return Language(GERMAN, 1.0)
    in_capitals = sum(word.isupper() for word in found) > _CAPITALS * len(found)
    # Scripts without capitals have no small letters either.
    small = words if in_capitals else [word for word in found if not word[0].isupper()]
    if len(words) < _MIN_WORDS or len(small) < _MIN_SMALL:
        return Language(UNKNOWN, 0.0)
    # Imported here because loading its model takes half a second, and few texts need it.
    import py3langid

    scores = py3langid.rank(" ".join(small))
    code, best = scores[0]
    probability = 1 / math.fsum(math.exp(score - best) for _, score in scores)
    if code == GERMAN or probability >= _CLEAR:
        return Language(str(code), probability)
    german = next(score for other, score in scores if other == GERMAN)
    return Language(GERMAN, probability * math.exp(german - best))


def name(code: str) -> str:
    """Return the English name of a language code, or the code if it has no name."""
    try:
        return str(Locale("en").languages.get(code, code))
    except UnknownLocaleError:
        return code
