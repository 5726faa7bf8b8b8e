"""Compare the tone of outlets, authors and months, and of their speakers, for `tone_by_group.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add
from typing import Any, NamedTuple

from wortlaut.comparison.groups import Described, Grouping, Ratio, groups_of
from wortlaut.sentiment.aggregate import EntityState
from wortlaut.sentiment.tone import Tally, TallyState, Tone
from wortlaut.tables.schemas import VOICES, SectionSentimentRow, ToneByGroupRow, enough_articles

_ALL, _AUTHOR, _QUOTED, _SPEAKER = VOICES
_UNIT = 1000
"""Tones are added up in thousandths, exactly."""
_FINE = 10_000
"""Polarities are added up in ten-thousandths, as the tables give them."""


class _Sums(NamedTuple):
    """The tone of a voice in an article.

    Attributes:
        tone: Sum of the tones of its sentences, in thousandths.
        weight: Sum of their weights, in thousandths.
        n_sentences: Number of sentences with a tone.
        polarity: Sum of the polarities of its hits, in ten-thousandths.
        n_hits: Number of hits.
    """

    tone: int = 0
    weight: int = 0
    n_sentences: int = 0
    polarity: int = 0
    n_hits: int = 0

    def plus(self, other: _Sums) -> _Sums:
        return _Sums(*map(add, self, other))


class ToneByGroup:
    """Add up the tone of articles and of their speakers' words by group, article by article.

    Args:
        by: What the articles are grouped by.
    """

    def __init__(self, by: Grouping) -> None:
        self._by = by
        self._ratios: dict[tuple[str, str, str], Ratio] = defaultdict(Ratio)
        self._sums: dict[tuple[str, str, str], _Sums] = defaultdict(_Sums)

    def add(
        self, article: Described, sections: Iterable[SectionSentimentRow], speakers: Iterable[Sequence[Any]]
    ) -> None:
        """Add an article.

        Args:
            article: The article.
            sections: Its rows of `section_sentiment.csv`.
            speakers: The states of its speakers' tone, see `aggregate.ToneStates`.
        """
        tones: dict[tuple[str, str], _Sums] = defaultdict(_Sums)
        for row in sections:
            for voice, sums in _voices(row):
                tones[voice, ""] = tones[voice, ""].plus(sums)
        for canonical_id, _, state in map(EntityState._make, speakers):
            tally = Tally()
            tally.merge(TallyState._make(state))
            tones[_SPEAKER, canonical_id] = _of_tone(tally.tone(interval=False))
        for group in groups_of(article, self._by):
            for (voice, speaker), sums in tones.items():
                key = (group, voice, speaker)
                self._ratios[key].add(sums.tone, sums.weight)
                self._sums[key] = self._sums[key].plus(sums)

    def rows(self, names: Mapping[str, str]) -> Iterator[ToneByGroupRow]:
        """Yield the rows of `tone_by_group.csv`: by group the whole texts, the authors', the quoted, then each speaker.

        Args:
            names: The entities' names by canonical_id.
        """
        for group, voice, speaker in sorted(self._sums, key=lambda key: (key[0], VOICES.index(key[1]), key[2])):
            key = (group, voice, speaker)
            tone, sums = self._ratios[key].share(), self._sums[key]
            if tone.value is None:
                continue
            low, high = tone.interval or (None, None)
            yield ToneByGroupRow(
                group_by=self._by,
                group_name=group,
                voice=voice,
                canonical_id=speaker or None,
                name=names[speaker] if speaker else None,
                tone=tone.value,
                low=low,
                high=high,
                n_sentences=sums.n_sentences,
                polarity=round(sums.polarity / (_FINE * sums.n_hits), 4) + 0.0 if sums.n_hits else None,
                n_hits=sums.n_hits,
                n_articles=tone.n_articles,
                evidence=enough_articles(tone.n_articles),
            )


def _voices(row: SectionSentimentRow) -> Iterator[tuple[str, _Sums]]:
    """Yield the tone of a section, of its author's and of its quoted words."""
    yield _ALL, _sums(row.tone, row.n_sentences, row.polarity, row.n_hits)
    yield _AUTHOR, _sums(row.author_tone, row.author_n_sentences, row.author_polarity, row.author_n_hits)
    yield _QUOTED, _sums(row.quoted_tone, row.quoted_n_sentences, row.quoted_polarity, row.quoted_n_hits)


def _of_tone(tone: Tone) -> _Sums:
    return _sums(tone.tone, tone.n_sentences, tone.polarity, tone.n_hits)


def _sums(tone: float | None, n_sentences: int, polarity: float | None, n_hits: int) -> _Sums:
    n = n_sentences if tone is not None else 0
    return _Sums(round((tone or 0) * n * _UNIT), n * _UNIT, n, round((polarity or 0) * n_hits * _FINE), n_hits)
