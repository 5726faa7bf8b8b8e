"""Define what a figure of the report consists of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from wortlaut.locales import Locale
from wortlaut.report.markdown import elide
from wortlaut.report.overview import Overview

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Content: TypeAlias = tuple[Sequence[Any], ...]
"""The rows of a figure, followed by its column headings if any; equal contents give equal pictures."""
MAX_ROWS = 24
"""Maximum number of sections or speakers in a figure, so that the axis stays visible on a screen."""


class ReportFigure(NamedTuple):
    """A figure of the report.

    Attributes:
        name: The stem of its files.
        content: Returns what it shows of a corpus; without rows, there is no figure.
        describe: Returns a text for those who do not see it, with the numbers that it shows.
        draw: Draws a content.
    """

    name: str
    content: Callable[[Overview, Locale], Content]
    describe: Callable[..., str]
    draw: Callable[..., Figure]


def sentences(opening: str, items: Iterable[str]) -> str:
    """Return a description: a sentence on what a figure shows, and what its rows say."""
    return f"{opening} {'; '.join(items)}."


def short(name: str) -> str:
    """Return a name for a description."""
    return elide(name, 60)
