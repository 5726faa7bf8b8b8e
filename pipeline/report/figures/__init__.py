"""Draws the report's figures: who speaks, in what tone, where and when."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from pipeline.locales import Locale
from pipeline.report.figures import canvas
from pipeline.report.figures.canvas import MAX_ROWS as MAX_ROWS
from pipeline.report.figures.matrix import draw_places, draw_timeline
from pipeline.report.figures.speakers import draw_speakers
from pipeline.report.figures.tone import draw_tone
from pipeline.report.overview import Overview


def draw_figures(corpus: Overview, folder: Path, locale: Locale) -> frozenset[str]:
    """Draw the figures for which there is something to show, each as PNG and SVG; remove those of an earlier run.

    Args:
        corpus: What the report tells.
        folder: Where the figures go.
        locale: The language of their words.

    Returns:
        The names of the figures that were drawn, without ending.

    Raises:
        WortlautError: A figure cannot be written.
    """
    figures: dict[str, Callable[[], Figure] | None] = {
        "tone_by_section": lambda: draw_tone(corpus.articles, corpus.tones, locale),
        "speakers_by_words": None,
        "speakers_by_section": None,
        "entities_over_time": None,
    }
    quoted, timeline = corpus.quoted, corpus.timeline
    if quoted.speakers:
        figures["speakers_by_words"] = lambda: draw_speakers(quoted.speakers, locale)
    if quoted.places:
        figures["speakers_by_section"] = lambda: draw_places(quoted.followed, quoted.places, locale)
    if len(timeline.periods) > 1 and any(period.mentions for period in timeline.periods):
        figures["entities_over_time"] = lambda: draw_timeline(corpus.followed, timeline, locale)
    for name, draw in figures.items():
        if draw is None:
            canvas.remove(folder, name)
            continue
        with canvas.style():
            canvas.save(draw(), folder, name)
    return frozenset(name for name, draw in figures.items() if draw is not None)
