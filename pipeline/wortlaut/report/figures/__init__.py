"""Draw the report's figures: who speaks, in what tone, where and when."""

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

# matplotlib is imported only to draw: it takes half a second, and figures may come from the cache.

LIBRARIES = ("matplotlib", "numpy", "babel")
"""Distributions that affect the figures."""
_FORMS = ("png", "svg")
_Content: TypeAlias = tuple[Sequence[Any], ...]
"""The rows of a figure, followed by its column headings if any."""


def draw_figures(corpus: Overview, folder: Path, locale: Locale, get_or_compute: GetOrCompute) -> frozenset[str]:
    """Draw each figure that has data, as PNG and SVG; remove outdated figures.

    Args:
        corpus: The content of the report.
        folder: Folder of the figures.
        locale: The language of the figures.
        get_or_compute: Cache of the figures; an unchanged figure is not redrawn.

    Returns:
        The names of the existing figures, without extension.

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
        "speakers_by_group": (list(rows.group_share_rows(corpus.comparison, locale)),),
        "tone_by_group": (list(rows.group_tone_rows(corpus.comparison, locale)),),
        "entities_over_time": (times, [locale.date(period.start) for period in periods]),
    }


def _draw(name: str, content: _Content, locale: Locale) -> Payload:
    """Draw a figure; the parts of the payload are its files by extension."""
    from wortlaut.report.figures import canvas, groups, matrix, speakers, tone

    functions: dict[str, Callable[..., Figure]] = {
        "tone_by_section": tone.draw_tone,
        "speakers_by_words": speakers.draw_speakers,
        "speakers_by_section": matrix.draw_places,
        "speakers_by_group": groups.draw_shares,
        "tone_by_group": groups.draw_tones,
        "entities_over_time": matrix.draw_timeline,
    }
    with canvas.style():
        return Payload(None, canvas.pictures(functions[name](*content, locale)))


def write_pictures(folder: Path, name: str, pictures: Mapping[str, bytes]) -> None:
    """Write the files of a figure, given by extension.

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
                f"{path}: cannot be removed ({error.strerror}). Close it or choose another output."
            ) from error
