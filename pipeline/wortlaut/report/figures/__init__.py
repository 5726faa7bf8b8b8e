"""Draws the report's figures: who speaks, in what tone, where and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from wortlaut.cache.memo import GetOrCompute
from wortlaut.cache.payload import Payload
from wortlaut.locales import Locale
from wortlaut.report.figures import rows
from wortlaut.report.overview import Overview
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# matplotlib is imported where a figure is drawn: it takes half a second, and figures may be kept of an earlier run.

LIBRARIES = ("matplotlib", "numpy", "babel")
"""The distributions that draw."""
_FORMS = ("png", "svg")
_Content: TypeAlias = tuple[Sequence[Any], ...]
"""The rows of a figure; behind them what stands above the rows."""


def draw_figures(corpus: Overview, folder: Path, locale: Locale, get_or_compute: GetOrCompute) -> frozenset[str]:
    """Draw the figures for which there is something to show, each as PNG and SVG; remove those of an earlier run.

    Args:
        corpus: What the report tells.
        folder: Where the figures go.
        locale: The language of their words.
        get_or_compute: Keeps the figures; one that would show the same is not drawn again.

    Returns:
        The names of the figures that there are, without ending.

    Raises:
        WortlautError: A figure cannot be written.
    """
    contents = _contents(corpus, locale)
    for name, content in contents.items():
        if content[0]:
            payload = get_or_compute(name, (content, locale.language), partial(_draw, name, content, locale))
            write_pictures(folder, name, payload.parts)
        else:
            _remove(folder, name)
    return frozenset(name for name, (figure_rows, *_) in contents.items() if figure_rows)


def _contents(corpus: Overview, locale: Locale) -> dict[str, _Content]:
    quotations, periods = corpus.quotations, corpus.timeline.periods
    places = list(rows.place_rows(quotations.followed, quotations.places, locale))
    times = list(rows.period_rows(corpus.followed, corpus.timeline)) if len(periods) > 1 else []
    return {
        "tone_by_section": (list(rows.tone_rows(corpus.articles, locale)),),
        "speakers_by_words": (list(rows.word_rows(quotations.speakers)),),
        "speakers_by_section": (places, [speaker.name for speaker in quotations.followed]),
        "entities_over_time": (times, [locale.date(period.start) for period in periods]),
    }


def _draw(name: str, content: _Content, locale: Locale) -> Payload:
    """Draw a figure; its parts are its files by their ending."""
    from wortlaut.report.figures import canvas, matrix, speakers, tone

    functions: dict[str, Callable[..., Figure]] = {
        "tone_by_section": tone.draw_tone,
        "speakers_by_words": speakers.draw_speakers,
        "speakers_by_section": matrix.draw_places,
        "entities_over_time": matrix.draw_timeline,
    }
    with canvas.style():
        return Payload(None, canvas.pictures(functions[name](*content, locale)))


def write_pictures(folder: Path, name: str, pictures: Mapping[str, bytes]) -> None:
    """Write the files of a figure, given by their ending.

    Raises:
        WortlautError: A file cannot be written.
    """
    for form, picture in pictures.items():
        with files.drafting(folder / f"{name}.{form}") as draft:
            draft.write_bytes(picture)


def _remove(folder: Path, name: str) -> None:
    for form in _FORMS:
        path = folder / f"{name}.{form}"
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise WortlautError(
                f"{path}: cannot be removed ({error.strerror}). Free it or choose another output."
            ) from error
