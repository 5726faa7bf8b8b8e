"""Draw the report's figures; `FIGURES` lists them all, each a module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from wortlaut.cache.memo import GetOrCompute
from wortlaut.cache.payload import Payload
from wortlaut.locales import Locale
from wortlaut.report.figures import (
    canvas,
    entities_over_time,
    group_shares,
    group_tones,
    group_women,
    kinds,
    places,
    section_tones,
    speakers,
    speakers_over_time,
)
from wortlaut.report.figures.figure import Content, ReportFigure
from wortlaut.report.overview import Overview
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

FIGURES: tuple[ReportFigure, ...] = (
    kinds.FIGURE,
    speakers.FIGURE,
    places.FIGURE,
    speakers_over_time.FIGURE,
    section_tones.FIGURE,
    group_women.FIGURE,
    group_shares.FIGURE,
    group_tones.FIGURE,
    entities_over_time.FIGURE,
)
"""All figures, in the order of the report."""
LIBRARIES = ("matplotlib", "numpy", "babel")
"""Distributions that affect the figures."""
_FORMS = ("png", "svg")


def draw_figures(corpus: Overview, folder: Path, locale: Locale, get_or_compute: GetOrCompute) -> dict[str, str]:
    """Draw each figure that has data, as PNG and SVG; remove outdated figures.

    Args:
        corpus: The content of the report.
        folder: Folder of the figures.
        locale: The language of the figures.
        get_or_compute: Cache of the figures; an unchanged figure is not redrawn.

    Returns:
        The descriptions of the existing figures, by name.

    Raises:
        WortlautError: A figure cannot be written.
    """
    descriptions = {}
    for figure in FIGURES:
        content = figure.content(corpus, locale)
        if content[0]:
            draw = partial(_draw, figure, content, locale)
            payload = get_or_compute(figure.name, (content, locale.language), draw)
            write_pictures(folder, figure.name, payload.parts)
            descriptions[figure.name] = figure.describe(*content, locale)
        else:
            _remove(folder, figure.name)
    return descriptions


def _draw(figure: ReportFigure, content: Content, locale: Locale) -> Payload:
    """Draw a figure; the parts of the payload are its files by extension."""
    with canvas.style():
        return Payload(None, canvas.pictures(figure.draw(*content, locale)))


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
