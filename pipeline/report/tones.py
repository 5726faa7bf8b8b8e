"""What the tones of all sections add up to: how many of which label, how they spread, which stand out."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from pipeline.report.reading import ArticleRows, Top
from pipeline.report.sections import Section

_EXTREMES = 3
"""Sections named as the most positive and as the most negative of the corpus."""
N_BINS = 21
"""Parts of the spread from -1 to 1, about a tenth each; the middle one has 0, which is neither side."""


class RankedSection(NamedTuple):
    """A section with enough evidence to be compared, and the title of its article."""

    section: Section
    title: str


class Tones(NamedTuple):
    """The tones of all sections.

    Attributes:
        by_label: Number of sections with each label.
        spread: Sections with enough evidence to be compared in each of `N_BINS` parts from -1 to 1.
        positive: Of these the most positive, the highest first; only such as are labelled positive.
        negative: Of these the most negative, the lowest first; only such as are labelled negative.
        is_classified: Whether the labels are a classifier's.
    """

    by_label: Counter[str]
    spread: tuple[int, ...]
    positive: tuple[RankedSection, ...]
    negative: tuple[RankedSection, ...]
    is_classified: bool

    @property
    def n_sections(self) -> int:
        """Number of all sections."""
        return self.by_label.total()

    @property
    def n_comparable(self) -> int:
        """Number of sections with enough evidence to be compared."""
        return sum(self.spread)


class ToneTally:
    """Adds up the tones of sections, article by article."""

    def __init__(self) -> None:
        self._by_label: Counter[str] = Counter()
        self._spread = [0] * N_BINS
        self._is_classified = False
        self._positive: Top[RankedSection] = Top(_EXTREMES)
        self._negative: Top[RankedSection] = Top(_EXTREMES)

    def add(self, rows: ArticleRows) -> None:
        """Add an article's sections."""
        for section in rows.sections:
            tone = section.tone
            self._by_label[tone.label] += 1
            self._is_classified |= tone.is_classified
            if tone.polarity is None or not tone.is_comparable:
                continue
            self._spread[_bin(tone.polarity)] += 1
            if tone.label == "positive":
                self._positive.add(-tone.polarity, RankedSection(section, rows.title))
            elif tone.label == "negative":
                self._negative.add(tone.polarity, RankedSection(section, rows.title))

    def result(self) -> Tones:
        """Return the tones of all sections that were added."""
        return Tones(
            by_label=self._by_label,
            spread=tuple(self._spread),
            positive=tuple(self._positive.items()),
            negative=tuple(self._negative.items()),
            is_classified=self._is_classified or self._by_label.keys() <= {"no evidence"},
        )


def _bin(polarity: float) -> int:
    return min(int((polarity + 1) * N_BINS / 2), N_BINS - 1)
