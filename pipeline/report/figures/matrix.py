"""Draws counts as a matrix of shaded cells: who is quoted where, and who is named when."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from pipeline.locales import Locale
from pipeline.report.entities import Named
from pipeline.report.figures import canvas
from pipeline.report.markdown import visible_line
from pipeline.report.speakers import Place, Speaker
from pipeline.report.timeline import Timeline
from pipeline.report.wording import place_name

_SHADES = LinearSegmentedColormap.from_list("shades", ["#FFFFFF", "#C7DEED", canvas.SKY, canvas.BLUE, "#002B49"])
"""From light to dark, so that more is darker in grey, too."""
_DARK = 0.5
"""Shade from which numbers are white."""
_RIGHT, _BOTTOM, _CELL = 1.3, 0.25, 0.6
"""Inches right of the cells (where slanted names end), below them, and of the width of a cell, at most."""
_SLANT = 40
_NUMBERED, _LABELLED = 0.34, 0.2
"""Inches of a cell that has room for a number, and of a column that has room for its name."""


class _Row(NamedTuple):
    """A row of the matrix, under a title where it is the first one below it."""

    title: str | None
    name: str
    note: str
    counts: Sequence[int]


def draw_places(speakers: Sequence[Speaker], places: Sequence[Place], locale: Locale) -> Figure:
    """Draw how many words each speaker (a column) is quoted with in each place (a row)."""
    rows, above = [], None
    for place in places:
        counts = [place.words.get(speaker.canonical_id, 0) for speaker in speakers]
        rows.append(_Row(None if place.title == above else place.title, place_name(place, locale), "", counts))
        above = place.title
    names = [speaker.name for speaker in speakers]
    return _draw_matrix(rows, names, locale.gettext("Words quoted, by speaker and section"), locale)


def draw_timeline(followed: Sequence[Named], timeline: Timeline, locale: Locale) -> Figure:
    """Draw how often each person or organisation (a row) is named in each period (a column)."""
    rows = []
    for entity in followed:
        counts = [period.mentions.get(entity.canonical_id, 0) for period in timeline.periods]
        if any(counts):
            rows.append(_Row(None, entity.name, entity.role, counts))
    names = [locale.date(period.start) for period in timeline.periods]
    return _draw_matrix(rows, names, locale.gettext("Mentions over time"), locale)


def _draw_matrix(rows: Sequence[_Row], columns: Sequence[str], title: str, locale: Locale) -> Figure:
    n_rows = len(rows) + sum(row.title is not None for row in rows)
    labels = ["\n".join(wrap(visible_line(name), 26, max_lines=2, placeholder="…")) for name in columns]
    top = 0.62 + 0.047 * max(len(line) for label in labels for line in label.split("\n"))
    figure = canvas.new_figure(top + n_rows * canvas.ROW + _BOTTOM, title)
    room = canvas.WIDTH - canvas.LEFT - _RIGHT
    width = min(_CELL, room / len(columns))
    axes = canvas.add_rows(figure, n_rows, bottom=_BOTTOM, right=canvas.WIDTH - canvas.LEFT - width * len(columns))
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.spines["bottom"].set_visible(False)
    _write_columns(axes, labels, width)
    most = max(max(row.counts) for row in rows)
    y = 0
    for row in rows:
        if row.title is not None:
            canvas.write_title(axes, y, row.title)
            y += 1
        canvas.write_name(axes, y, row.name, row.note)
        _draw_cells(axes, y, row.counts, most, locale if width >= _NUMBERED else None)
        y += 1
    return figure


def _write_columns(axes: Axes, labels: Sequence[str], width: float) -> None:
    """Write the names of the columns slanted above them; of narrow columns only every second, third, … one."""
    step = max(1, round(_LABELLED / width + 0.49))
    shown = range(0, len(labels), step)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0, pad=3)
    axes.set_xticks(
        list(shown),
        [canvas.drawable(labels[number]) for number in shown],
        rotation=_SLANT,
        ha="left",
        rotation_mode="anchor",
        color=canvas.INK,
        size=8,
    )


def _draw_cells(axes: Axes, y: float, counts: Sequence[int], most: int, locale: Locale | None) -> None:
    """Draw a row of cells, with their numbers where there is room, which a locale says."""
    edges = [number - 0.5 for number in range(len(counts) + 1)]
    shades = [count / most if most else 0.0 for count in counts]
    axes.pcolormesh(
        edges,
        [y - 0.45, y + 0.45],
        [shades],
        cmap=_SHADES,
        vmin=0,
        vmax=1,
        edgecolors=canvas.PALE,
        linewidth=0.5,
        clip_on=False,
    )
    if locale is not None:
        for x, (count, shade) in enumerate(zip(counts, shades, strict=True)):
            if count:
                color = "white" if shade > _DARK else canvas.INK
                axes.text(x, y, locale.number(count), ha="center", va="center", size=7.5, color=color)
