"""Draw counts as a matrix of shaded cells."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.locales import Locale
from wortlaut.report.figures import canvas
from wortlaut.report.markdown import elide, visible_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SHADES = ("#FFFFFF", "#C7DEED", canvas.SKY, canvas.BLUE, "#002B49")
"""From light to dark, so that more is darker in greyscale too."""
_DARK = 0.5
"""Shade above which numbers are white."""
_RIGHT, _BOTTOM, _CELL = 1.5, 0.25, 0.6
"""Inches right of the cells (for slanted names) and below them; maximum width of a cell."""
_SLANT = 55
_NAME = 32
"""Slant in degrees and characters per line of column names."""
_NUMBERED, _LABELLED, _EDGED = 0.34, 0.2, 0.1
"""Minimum width in inches for a number in a cell, for the name of a column, and for an edge."""


class CountRow(NamedTuple):
    """A row of a matrix with its counts by column; the first row of a group has a title."""

    title: str | None
    name: str
    note: str
    counts: Sequence[int]


def draw_matrix(rows: Sequence[CountRow], columns: Sequence[str], title: str, locale: Locale) -> Figure:
    """Draw counts as cells; where there is room, each with its number.

    Args:
        rows: The rows.
        columns: The names of the columns.
        title: The title of the figure.
        locale: The language of the figure.
    """
    n_rows = canvas.n_lines(rows)
    labels = ["\n".join(wrap(visible_line(name), _NAME, max_lines=2, placeholder="…")) for name in columns]
    top = 0.62 + 0.061 * max(len(line) for label in labels for line in label.split("\n"))
    figure = canvas.new_figure(top + n_rows * canvas.ROW + _BOTTOM, title)
    room = canvas.WIDTH - canvas.LEFT - _RIGHT
    width = min(_CELL, room / len(columns))
    axes = canvas.add_rows(figure, n_rows, bottom=_BOTTOM, right=canvas.WIDTH - canvas.LEFT - width * len(columns))
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.spines["bottom"].set_visible(False)
    _write_columns(axes, labels, width)
    most = max(max(row.counts) for row in rows)
    for y, row in canvas.placed(figure, axes, rows):
        canvas.write_name(axes, y, row.name, row.note)
        _draw_cells(axes, y, row.counts, most, 0.5 if width >= _EDGED else 0)
        if width >= _NUMBERED:
            _write_numbers(axes, y, row.counts, most, locale)
    return figure


def _write_columns(axes: Axes, labels: Sequence[str], width: float) -> None:
    """Write slanted column names above the columns; of narrow columns only every second, third, … one."""
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


def _draw_cells(axes: Axes, y: float, counts: Sequence[int], most: int, edge: float) -> None:
    """Draw a row of cells, with an edge in points."""
    axes.pcolormesh(
        [number - 0.5 for number in range(len(counts) + 1)],
        [y - 0.45, y + 0.45],
        [[_shade(count, most) for count in counts]],
        cmap=canvas.shading(_SHADES),
        vmin=0,
        vmax=1,
        edgecolors=canvas.PALE if edge else "none",
        linewidth=edge,
        clip_on=False,
    )


def _write_numbers(axes: Axes, y: float, counts: Sequence[int], most: int, locale: Locale) -> None:
    for x, count in enumerate(counts):
        if count:
            color = "white" if _shade(count, most) > _DARK else canvas.INK
            axes.text(x, y, locale.number(count), ha="center", va="center", size=7.5, color=color)


def _shade(count: int, most: int) -> float:
    return count / most if most else 0.0


def highest(row: CountRow, columns: Sequence[str], locale: Locale) -> str:
    """Return the highest count of a row with its column, the first of equal ones: `12 (Oct 2024)`."""
    count = max(row.counts)
    return f"{locale.number(count)} ({elide(columns[row.counts.index(count)], _NAME)})"
