"""Provides the texts for the measurements: the reference corpora if available, otherwise randomly composed articles."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from benchmarks.processes import ROOT
from wortlaut.evaluate import corpora
from wortlaut.utils.progress import count_pieces

_SEED = 20241001
_WORDS = 220
"""Average words of a generated article; those of the quotation corpus have 217."""
_DEMO = ROOT / "tests" / "data" / "demo"
"""The demo articles of `data/raw`; what a user puts there changes no figure."""


def read_texts(corpus: Path | None, n: int) -> list[str]:
    """Return the texts of articles.

    Args:
        corpus: Folder of the reference corpora; None generates articles.
        n: Their number. If the corpus has fewer, they are repeated in another version, with an additional sentence,
            because the same text would not be analysed twice.
    """
    texts = list(_corpus_texts(corpus)) if corpus else list(islice(_invented(), n))
    return list(islice(_versions(texts), n))


def name_corpus(corpus: Path | None) -> str:
    """Describe the texts."""
    if corpus is None:
        return "articles put together by chance from the paragraphs of the three demo articles"
    return "German Wikinews, the parts train and dev of the quotation corpus (Petersen-Frey & Biemann 2024)"


def long_text(corpus: Path | None, n_words: int) -> str:
    """Return one article of a number of words: a headline, and the paragraphs of many articles.

    Args:
        corpus: As in `read_texts`.
        n_words: Its number of words, separated by white space.
    """
    texts = list(_corpus_texts(corpus)) if corpus else list(islice(_invented(), 200))
    chosen: list[str] = []
    missing = n_words
    for text in _versions(texts):
        words = text.split()
        if len(words) >= missing:
            break
        chosen.append(text.strip())
        missing -= len(words)
    return "\n\n".join([*chosen, " ".join(words[:missing])])


def write_texts(texts: Iterable[str], folder: Path) -> Path:
    """Write each text to a separate file, and return the folder."""
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


def count_words(texts: Iterable[str]) -> int:
    """Count the words of texts, separated by white space."""
    return sum(map(count_pieces, texts))


def _corpus_texts(folder: Path) -> Iterator[str]:
    for part in (corpora.QUOTATIONS_TRAIN, corpora.QUOTATIONS):
        for article in corpora.read_gold_articles(folder / part):
            yield article.text


def _invented() -> Iterator[str]:
    """Yield an endless series of articles: a headline and paragraphs from the demo, drawn with a fixed seed."""
    draw = random.Random(_SEED)
    raw = [path.read_text(encoding="utf-8") for path in sorted(_DEMO.glob("*.txt"))]
    paragraphs = [[part for part in text.split("\n\n") if part.strip()] for text in raw]
    headlines = [parts[0].strip() for parts in paragraphs]
    bodies = [part.strip() for parts in paragraphs for part in parts[1:]]
    for number in count():
        parts = [draw.choice(headlines)]
        wanted = draw.triangular(0.4 * _WORDS, 1.6 * _WORDS)
        while count_words(parts) < wanted:
            parts.append(draw.choice(bodies))
        yield "\n\n".join([*parts, f"Meldung {number}.\n"])


def _versions(texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts, then repeat them endlessly with an additional sentence that names the version."""
    yield from texts
    for version in count(2):
        for text in texts:
            yield f"{text.rstrip()}\n\nDies ist Fassung {version} der Meldung.\n"
