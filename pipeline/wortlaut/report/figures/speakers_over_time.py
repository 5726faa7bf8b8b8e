"""Figure: how many words the most quoted speakers are quoted with in each month, and in what tone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.locales import Locale
from wortlaut.report.figures import canvas
from wortlaut.report.figures.entities_over_time import GAP
from wortlaut.report.figures.figure import Content, ReportFigure, sentences, short
from wortlaut.report.over_time import Month, SpeakersOverTime
from wortlaut.report.overview import Overview

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TOP, _BOTTOM, _ROW, _BETWEEN = 0.85, 0.75, 0.62, 0.24
"""Inches above and below the speakers, height of one, and space between two."""
_NAMES, _GAP, _RIGHT = 2.9, 0.75, 0.25
"""Inches for the names, between words and tone, and right of the tone."""
_NUMBERED, _LABELLED = 12, 10
"""Maximum number of columns whose bars all have their numbers (of more, the highest has), and of those with names."""


class SpeakerRow(NamedTuple):
    """A speaker with what is quoted in each column, None where nothing is."""

    name: str
    role: str
    months: Sequence[Month | None]


def speaker_rows(over_time: SpeakersOverTime) -> Iterator[SpeakerRow]:
    """Yield the speakers."""
    for speaker, months in over_time.speakers:
        columns = [months.get(column) if column else None for column in over_time.columns]
        yield SpeakerRow(speaker.name, speaker.role, columns)


def _content(corpus: Overview, locale: Locale) -> Content:
    columns = [locale.date(month) if month else GAP for month in corpus.over_time.columns]
    return list(speaker_rows(corpus.over_time)), columns


def describe_speakers(rows: Sequence[SpeakerRow], columns: Sequence[str], locale: Locale) -> str:
    """Return in words how much, and in what tone, each speaker is quoted in each month."""
    opening = locale.gettext("Bars: the words quoted from each speaker in each month; points: the tone of these words.")
    return sentences(opening, (f"{short(row.name)}: {_told(row, columns, locale)}" for row in rows))


def _told(row: SpeakerRow, columns: Sequence[str], locale: Locale) -> str:
    shown = []
    for column, month in zip(columns, row.months, strict=True):
        if month is not None:
            tone = f", {locale.signed(month.tone)}" if month.tone is not None else ""
            shown.append(f"{column} {locale.number(month.n_words)}{tone}")
    return ", ".join(shown)


def draw_speakers(rows: Sequence[SpeakerRow], columns: Sequence[str], locale: Locale) -> Figure:
    """Draw two panels for each speaker: words quoted as bars, their tone as points with intervals."""
    height = _TOP + len(rows) * (_ROW + _BETWEEN) + _BOTTOM
    figure = canvas.new_figure(height, locale.gettext("Words and tone over time"))
    width = (canvas.WIDTH - _NAMES - _GAP - _RIGHT) / 2
    most = max((month.n_words for row in rows for month in row.months if month), default=0)
    for number, row in enumerate(rows):
        bottom = height - _TOP - number * (_ROW + _BETWEEN) - _ROW
        words, tone = (
            figure.add_axes((left / canvas.WIDTH, bottom / height, width / canvas.WIDTH, _ROW / height))
            for left in (_NAMES, _NAMES + width + _GAP)
        )
        is_last = number == len(rows) - 1
        for axes in (words, tone):
            _prepare(axes, columns, with_names=is_last)
        words.set_ylim(0, 1.25 * most or 1)
        words.set_yticks([])
        canvas.write_name(words, most / 2 or 0.5, row.name, row.role)
        tone.set_ylim(-1.05, 1.05)
        tone.set_yticks([-1, 0, 1], ["−1", "0", "+1"])
        tone.tick_params(axis="y", colors=canvas.GREY, labelsize=7, length=2)
        tone.axhline(0, color=canvas.GREY, linewidth=0.6)
        if not number:
            words.set_title(locale.gettext("words quoted"), size=8.5, color=canvas.GREY, loc="left")
            tone.set_title(locale.gettext("tone, with its interval"), size=8.5, color=canvas.GREY, loc="left")
        _draw(words, tone, row, len(columns) <= _NUMBERED, locale)
    return figure


def _prepare(axes: Axes, columns: Sequence[str], *, with_names: bool) -> None:
    axes.set_xlim(-0.6, len(columns) - 0.4)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(canvas.GREY)
    step = -(-len(columns) // _LABELLED)
    shown = list(range(0, len(columns), step))
    names = [canvas.drawable(columns[number]) for number in shown] if with_names else []
    axes.set_xticks(shown, names or [""] * len(shown), rotation=40, ha="right", rotation_mode="anchor", size=7.5)
    axes.tick_params(axis="x", colors=canvas.GREY, length=2)


def _draw(words: Axes, tone: Axes, row: SpeakerRow, is_numbered: bool, locale: Locale) -> None:
    most = max((month.n_words for month in row.months if month), default=0)
    for x, month in enumerate(row.months):
        if month is None:
            continue
        words.bar(x, month.n_words, 0.7, color=canvas.BLUE)
        if is_numbered or month.n_words == most:
            words.annotate(
                locale.number(month.n_words),
                (x, month.n_words),
                (0, 2),
                textcoords="offset points",
                ha="center",
                va="bottom",
                size=7,
                color=canvas.GREY,
            )
        if month.tone is not None:
            color = canvas.BLUE if month.tone >= 0 else canvas.VERMILLION
            face = color if month.interval else "white"
            tone.plot(x, month.tone, "o", markersize=5, markerfacecolor=face, markeredgecolor=color, clip_on=False)
            if month.interval is not None:
                tone.plot((x, x), month.interval, color=canvas.INK, linewidth=1.1, marker="_", markersize=4)


FIGURE = ReportFigure("speakers_over_time", _content, describe_speakers, draw_speakers)
