"""Draw values of groups of articles as bars with intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.locales import Locale
from wortlaut.report.comparison import Comparison
from wortlaut.report.figures import canvas
from wortlaut.report.figures.figure import sentences, short
from wortlaut.report.wording import in_brackets
from wortlaut.tables.schemas import FEW_ARTICLES, GenderBalanceRow, SpeakersByGroupRow, ToneByGroupRow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TOP, _BOTTOM, _RIGHT = 0.95, 0.55, 1.9
"""Inches above, below and right of the rows."""
_VALUE, _ARTICLES = 46, 122
"""Points right of the axes at which the columns end."""
_HEADER = -0.75
_END = 1.03
"""End of the axis of tone."""
_FULL, _PALE = canvas.BLUE, "#C7DEED"


class IntervalRow(NamedTuple):
    """A value of a group with its interval, if any; the first row of several that belong together has a title.

    Attributes:
        title: What the rows have in common.
        name: Whose value it is.
        note: What else is known about it.
        value: The value.
        interval: Its bounds, or None.
        is_few: Whether the articles are too few for a comparison.
        n_articles: Number of articles it comes from.
    """

    title: str | None
    name: str
    note: str
    value: float
    interval: tuple[float, float] | None
    is_few: bool
    n_articles: int


def interval_row(
    title: str | None,
    name: str,
    value: float,
    row: GenderBalanceRow | SpeakersByGroupRow | ToneByGroupRow,
    note: str = "",
) -> IntervalRow:
    """Return the value in a row of a table that compares groups."""
    interval = (row.low, row.high) if row.low is not None and row.high is not None else None
    return IntervalRow(title, name, note, value, interval, row.evidence != "enough", row.n_articles)


def group_name(name: str, comparison: Comparison, locale: Locale) -> str:
    """Return the name of a group, of a month as a date."""
    return locale.date(name) if comparison.by == "month" else name


def describe(opening: str, rows: Iterable[IntervalRow], write: Callable[[float], str], locale: Locale) -> str:
    """Return the values in words, with their intervals."""
    shown, title = [], ""
    for row in rows:
        title = short(row.title) if row.title is not None else title
        name = f"{title}, {short(row.name)}" if title else short(row.name)
        shown.append(f"{name}: {write(row.value)}{_interval(row, write, locale)}")
    return sentences(opening, shown)


def _interval(row: IntervalRow, write: Callable[[float], str], locale: Locale) -> str:
    return f" {in_brackets(row.interval, write, locale)}" if row.interval else ""


def draw_shares(rows: Sequence[IntervalRow], title: str, locale: Locale) -> Figure:
    """Draw shares from 0."""
    figure, axes = _new(rows, title, locale)
    ends = [row.interval[1] if row.interval else row.value for row in rows]
    axes.set_xlim(0, min(1.0, 1.05 * max(ends)) or 1.0)
    canvas.format_numbers(axes.xaxis, lambda value: locale.percent(value, 0))
    _draw(figure, axes, rows, lambda value: locale.percent(value, 0), locale)
    return figure


def draw_tones(rows: Sequence[IntervalRow], title: str, locale: Locale) -> Figure:
    """Draw tones from -1 to 1."""
    figure, axes = _new(rows, title, locale)
    axes.set_xlim(-_END, _END)
    axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", *map(locale.signed, (-0.5, 0, 0.5)), "+1"])
    axes.axvline(0, color=canvas.INK, linewidth=0.8)
    _draw(figure, axes, rows, locale.signed, locale)
    return figure


def _new(rows: Sequence[IntervalRow], title: str, locale: Locale) -> tuple[Figure, Axes]:
    n_rows = canvas.n_lines(rows)
    figure = canvas.new_figure(_TOP + n_rows * canvas.ROW + _BOTTOM, title)
    axes = canvas.add_rows(figure, n_rows, bottom=_BOTTOM, right=_RIGHT)
    axes.grid(axis="x", color=canvas.PALE, linewidth=0.6)
    few = locale.gettext("fewer than %(n)s articles") % {"n": locale.number(FEW_ARTICLES)}
    handles = [
        canvas.swatch(locale.gettext("value, with its interval"), color=_FULL),
        canvas.swatch(few, facecolor=_PALE, edgecolor=_FULL, linestyle="--"),
    ]
    canvas.legend(figure, handles)
    return figure, axes


def _draw(
    figure: Figure, axes: Axes, rows: Sequence[IntervalRow], write: Callable[[float], str], locale: Locale
) -> None:
    canvas.write_column(axes, _HEADER, locale.gettext("articles"), _ARTICLES, size=7.5)
    for y, row in canvas.placed(figure, axes, rows):
        canvas.write_name(axes, y, row.name, row.note)
        face, line = (_PALE, "--") if row.is_few else (_FULL, "-")
        axes.barh(y, row.value, canvas.BAR, facecolor=face, edgecolor=_FULL, linewidth=0.8, linestyle=line)
        if row.interval is not None:
            axes.plot(row.interval, (y, y), color=canvas.INK, linewidth=1.1, marker="|", markersize=5)
        ink = canvas.GREY if row.is_few else canvas.INK
        canvas.write_column(axes, y, write(row.value), _VALUE, color=ink)
        canvas.write_column(axes, y, locale.number(row.n_articles), _ARTICLES)
