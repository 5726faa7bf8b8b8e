"""Find near-copies: the same agency's text, which several papers print with other headlines, cuts and additions.

MinHash (Broder 1997) estimates the share of common word sequences of two texts, and locality-sensitive hashing finds
similar texts without comparing each with each (rensa); both take time linear in the number of articles.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rensa import RMinHash, RMinHashLSH

from wortlaut.text.article import Article

SIMILAR = 0.5
"""Estimated share of common word sequences from which an article is a near-copy; reports of one event have a tenth."""
_GRAM = 4
"""Words of a sequence."""
_MIN_WORDS = 40
"""Words. Shorter articles, such as results and weather, resemble each other without being copied."""
_HASHES = 128
_BANDS = 32
"""Groups of four hashes: of texts that share half of their sequences, 87 % are compared, of those with 70 %, all."""
_SEED = 1
_WORD = re.compile(r"\w+")
_DIGITS = 2


class Original(NamedTuple):
    """The article that another one is a near-copy of.

    Attributes:
        article_id: Its id.
        similarity: Estimated share of common sequences of four words, from 0 to 1.
    """

    article_id: str
    similarity: float


class NearCopies:
    """The originals so far; about a kilobyte is held per article."""

    def __init__(self) -> None:
        self._index = RMinHashLSH(threshold=SIMILAR, num_perm=_HASHES, num_bands=_BANDS)
        self._originals: list[tuple[str, RMinHash]] = []

    def original_of(self, article: Article) -> Original | None:
        """Return the most similar earlier article of which an article is a near-copy, or None, and remember it.

        Near-copies are compared with originals only, so an original is never itself a near-copy.
        """
        grams = _grams(article)
        if not grams:
            return None
        hashes = RMinHash(num_perm=_HASHES, seed=_SEED)
        hashes.update(grams)
        originals = (self._originals[number] for number in self._index.query(hashes))
        similar = ((hashes.jaccard(original), name) for name, original in originals)
        # Of equally similar articles the first one in the order of ids.
        best = min(((-round(share, _DIGITS), name) for share, name in similar), default=(0.0, ""))
        if -best[0] >= SIMILAR:
            return Original(best[1], -best[0])
        self._index.insert(len(self._originals), hashes)
        self._originals.append((article.article_id, hashes))
        return None


def _grams(article: Article) -> list[bytes]:
    """Return the distinct sequences of words in an article's lead and body, without its asides."""
    starts = iter([*sorted((aside.start, aside.end) for aside in article.asides), (len(article.text), 0)])
    cut = next(starts)
    pieces = list[str]()
    for section in article.sections:
        if section.kind not in {"lead", "body"}:
            continue
        position = section.start
        while cut[0] < section.end:
            pieces.append(article.text[position : max(position, cut[0])])
            position = max(position, cut[1])
            cut = next(starts)
        pieces.append(article.text[position : section.end])
    words = [word.encode() for word in _WORD.findall(" ".join(pieces).lower().replace("\u00ad", ""))]
    if len(words) < _MIN_WORDS:
        return []
    return sorted({b" ".join(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)})
