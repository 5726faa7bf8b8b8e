"""Compare the tone of outlets, authors and months, and of their speakers, for `tone_by_group.csv`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wortlaut.comparison.groups import Described, Grouping, Ratio, groups_of
from wortlaut.sentiment.aggregate import EntityState
from wortlaut.sentiment.tone import Tally, TallyState
from wortlaut.tables.schemas import VOICES, SectionSentimentRow, ToneByGroupRow, enough_articles

_ALL, _AUTHOR, _QUOTED, _SPEAKER = VOICES


class ToneByGroup:
    """Add up the tone of articles and of their speakers' words by group, article by article.

    Args:
        by: What the articles are grouped by.
    """

    def __init__(self, by: Grouping) -> None:
        self._by = by
        self._ratios: dict[tuple[str, str, str], Ratio] = defaultdict(Ratio)
        self._n_sentences: Counter[tuple[str, str, str]] = Counter()

    def add(
        self, article: Described, sections: Iterable[SectionSentimentRow], speakers: Iterable[Sequence[Any]]
    ) -> None:
        """Add an article.

        Args:
            article: The article.
            sections: Its rows of `section_sentiment.csv`.
            speakers: The states of its speakers' tone, see `aggregate.ToneStates`.
        """
        tones: dict[tuple[str, str], tuple[float, int]] = {}
        for row in sections:
            _add(tones, (_ALL, ""), row.tone, row.n_sentences)
            _add(tones, (_AUTHOR, ""), row.author_tone, row.author_n_sentences)
            _add(tones, (_QUOTED, ""), row.quoted_tone, row.quoted_n_sentences)
        for canonical_id, _, state in map(EntityState._make, speakers):
            tally = Tally()
            tally.merge(TallyState._make(state))
            tone = tally.tone(interval=False)
            _add(tones, (_SPEAKER, canonical_id), tone.tone, tone.n_sentences)
        for group in groups_of(article, self._by):
            for (voice, speaker), (total, n_sentences) in tones.items():
                self._ratios[group, voice, speaker].add(total, n_sentences)
                self._n_sentences[group, voice, speaker] += n_sentences

    def rows(self, names: Mapping[str, str]) -> Iterator[ToneByGroupRow]:
        """Yield the rows of `tone_by_group.csv`: by group the whole texts, the authors', the quoted, then each speaker.

        Args:
            names: The entities' names by canonical_id.
        """
        for group, voice, speaker in sorted(self._ratios, key=lambda key: (key[0], VOICES.index(key[1]), key[2])):
            key = (group, voice, speaker)
            tone = self._ratios[key].share()
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
                n_sentences=self._n_sentences[key],
                n_articles=tone.n_articles,
                evidence=enough_articles(tone.n_articles),
            )


def _add(
    tones: dict[tuple[str, str], tuple[float, int]], key: tuple[str, str], tone: float | None, n_sentences: int
) -> None:
    """Add the tone of a part of an article, weighted by its sentences."""
    if tone is not None and n_sentences:
        total, n = tones.get(key, (0.0, 0))
        tones[key] = (total + tone * n_sentences, n + n_sentences)
