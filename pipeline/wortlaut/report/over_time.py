"""Read how much the most quoted speakers are quoted in each month, and in what tone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from wortlaut.comparison.groups import Ratio
from wortlaut.report.reading import report_id
from wortlaut.report.speakers import Speaker
from wortlaut.report.timeline import MAX_PERIODS, months, without_gaps
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import ToneByGroupRow

_UNIT = 1000
"""Tones are added up in thousandths, exactly."""
SPEAKERS = 6
"""Number of speakers that are followed from month to month."""


class Month(NamedTuple):
    """A speaker in one month.

    Attributes:
        n_words: Number of words quoted.
        tone: The tone of these words, or None without one.
        interval: Its interval, or None with too few articles.
    """

    n_words: int
    tone: float | None
    interval: tuple[float, float] | None


class SpeakersOverTime(NamedTuple):
    """The most quoted speakers from month to month.

    Attributes:
        columns: The months (`2024-10`) side by side, at most the last `MAX_PERIODS`; None stands for several in a row
            in which none of the speakers is quoted.
        speakers: The speakers, each with the months in which they are quoted; empty if all are quoted in one month.
    """

    columns: tuple[str | None, ...]
    speakers: tuple[tuple[Speaker, Mapping[str, Month]], ...]


def read_over_time(processed: Path, speakers: Sequence[Speaker]) -> SpeakersOverTime:
    """Read the months of the first `SPEAKERS` speakers who are quoted in articles with a date.

    Args:
        processed: The folder of the tables.
        speakers: The speakers, those with the most words first.

    Raises:
        WortlautError: A table is missing.
    """
    candidates = {speaker.canonical_id: speaker for speaker in speakers}
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in csv_files.rows(schemas.SPEAKERS_BY_GROUP, processed):
        if row.group_by == "month" and (speaker := report_id(row.canonical_id)) in candidates:
            words[speaker][row.group_name] += row.n_words
    followed = [canonical_id for canonical_id in candidates if canonical_id in words][:SPEAKERS]
    tones: defaultdict[tuple[str, str], list[ToneByGroupRow]] = defaultdict(list)
    for tone in csv_files.rows(schemas.TONE_BY_GROUP, processed):
        if tone.group_by == "month" and tone.canonical_id and (speaker := report_id(tone.canonical_id)) in followed:
            tones[speaker, tone.group_name].append(tone)
    quoted = sorted({month for canonical_id in followed for month in words[canonical_id]})
    if len(quoted) < 2:
        return SpeakersOverTime((), ())
    span = list(months(quoted[0], quoted[-1]))[-MAX_PERIODS:]
    return SpeakersOverTime(
        columns=tuple(without_gaps((month, month in quoted) for month in span)),
        speakers=tuple(
            (
                candidates[canonical_id],
                {
                    month: Month(words[canonical_id][month], *_together(tones[canonical_id, month]))
                    for month in span
                    if month in words[canonical_id]
                },
            )
            for canonical_id in followed
        ),
    )


def _together(rows: Sequence[ToneByGroupRow]) -> tuple[float | None, tuple[float, float] | None]:
    """Return the tone in the rows, each of another article or the only one, weighted by sentences, and its interval."""
    if len(rows) == 1:
        (row,) = rows
        return row.tone, (row.low, row.high) if row.low is not None and row.high is not None else None
    ratio = Ratio()
    for row in rows:
        ratio.add(round(row.tone * row.n_sentences * _UNIT), row.n_sentences * _UNIT)
    share = ratio.share()
    return share.value, share.interval
