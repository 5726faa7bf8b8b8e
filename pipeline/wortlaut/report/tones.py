"""Add up the tones of all sections: counts by label, distribution, and extremes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from wortlaut.comparison.groups import Ratio, Share
from wortlaut.report.reading import ArticleRows, Top
from wortlaut.report.sections import Section, Tone
from wortlaut.tables.schemas import TONE_LABELS, PolarWordRow

_EXTREMES = 3
"""Sections named as the most positive and as the most negative of the corpus."""
_REASONS = 5
"""Polar words shown of each of them."""
_UNIT = 1000
"""Tones are added up in thousandths, exactly."""
_BORDERS = (0.1, 0.4, 0.7)
"""Bounds of the parts of the spread on either side of 0. The middle part is -0.1 to 0.1, both included."""

_ENDS = (-1.0, *(-border for border in reversed(_BORDERS)), *_BORDERS, 1.0)


class Reason(NamedTuple):
    """A polar word of a section.

    Attributes:
        text: The word or phrase.
        polarity: Its polarity there, from -1 to 1.
        changes: What changed it, of `wortlaut.tables.schemas.POLARITY_CHANGES`.
    """

    text: str
    polarity: float
    changes: tuple[str, ...]


class RankedSection(NamedTuple):
    """A section with enough evidence to be compared.

    Attributes:
        section: The section.
        title: The title of its article.
        reasons: Its strongest polar words, in reading order.
    """

    section: Section
    title: str
    reasons: tuple[Reason, ...]


class Part(NamedTuple):
    """Number of sections with a tone between two bounds."""

    low: float
    high: float
    n_sections: int


class Tones(NamedTuple):
    """The tones of all sections.

    Attributes:
        by_label: Number of sections with each label.
        spread: Distribution of the tone of sections with enough evidence to compare, in parts from -1 to 1.
        positive: The most positive of these that are labelled positive, the highest first.
        negative: The most negative of these that are labelled negative, the lowest first.
        is_classified: Whether the labels are from a classifier.
        label_shares: Share of each label in the sections, with its interval over articles.
        voices: The tone of all words (`all`), of those outside (`author`) and in quotations (`quoted`), with its
            interval over articles.
    """

    by_label: Counter[str]
    spread: tuple[Part, ...]
    positive: tuple[RankedSection, ...]
    negative: tuple[RankedSection, ...]
    is_classified: bool
    label_shares: Mapping[str, Share]
    voices: Mapping[str, Share]

    @property
    def n_sections(self) -> int:
        """Number of all sections."""
        return self.by_label.total()

    @property
    def n_comparable(self) -> int:
        """Number of sections with enough evidence to be compared."""
        return sum(part.n_sections for part in self.spread)


class ToneTally:
    """Add up the tones of sections, article by article."""

    def __init__(self) -> None:
        self._by_label: Counter[str] = Counter()
        self._spread: Counter[int] = Counter()
        self._is_classified = False
        self._label_shares = {label: Ratio() for label in TONE_LABELS}
        self._voices = {voice: Ratio() for voice in ("all", "author", "quoted")}
        self._positive: Top[RankedSection] = Top(_EXTREMES)
        self._negative: Top[RankedSection] = Top(_EXTREMES)

    def add(self, rows: ArticleRows) -> None:
        """Add an article's sections."""
        labels = Counter(section.tone.label for section in rows.sections)
        for label, share in self._label_shares.items():
            share.add(labels[label], labels.total())
        for voice, ratio in self._voices.items():
            tones = [tone for section in rows.sections if (tone := _voice(section, voice)).value is not None]
            total = sum(round((tone.value or 0.0) * tone.n_sentences * _UNIT) for tone in tones)
            ratio.add(total, sum(tone.n_sentences for tone in tones) * _UNIT)
        for section in rows.sections:
            tone = section.tone
            self._by_label[tone.label] += 1
            self._is_classified |= tone.is_classified
            if tone.value is None or not tone.is_comparable:
                continue
            self._spread[_part(tone.value)] += 1
            if tone.label in ("positive", "negative"):
                ranked = RankedSection(section, rows.title, _reasons(section, rows.polar_words))
                if tone.label == "positive":
                    self._positive.add(-tone.value, ranked)
                else:
                    self._negative.add(tone.value, ranked)

    def result(self) -> Tones:
        """Return the tones of all added sections."""
        return Tones(
            by_label=self._by_label,
            spread=tuple(Part(low, high, self._spread[n]) for n, (low, high) in enumerate(pairwise(_ENDS))),
            positive=tuple(self._positive.items()),
            negative=tuple(self._negative.items()),
            is_classified=self._is_classified or self._by_label.keys() <= {"no evidence"},
            label_shares={label: share.share() for label, share in self._label_shares.items()},
            voices={voice: ratio.share() for voice, ratio in self._voices.items()},
        )


def _voice(section: Section, voice: str) -> Tone:
    return section.tone if voice == "all" else section.author if voice == "author" else section.quoted


def _reasons(section: Section, rows: Iterable[PolarWordRow]) -> tuple[Reason, ...]:
    """Return the strongest polar words of a section in reading order."""
    inside = [row for row in rows if row.section_id == section.section_id]
    strongest = sorted(inside, key=lambda row: (-abs(row.polarity), row.start))[:_REASONS]
    return tuple(
        Reason(row.text, row.polarity, tuple(row.changes.split("|")) if row.changes else ())
        for row in sorted(strongest, key=attrgetter("start"))
    )


def _part(tone: float) -> int:
    """Return the index of the part of the spread that contains a tone."""
    return len(_BORDERS) + bisect_left(_BORDERS, tone) - bisect_left(_BORDERS, -tone)
