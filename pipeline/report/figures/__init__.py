"""Draws the report's figures: who speaks, in what tone, where and when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.locales import Locale
from pipeline.report.figures import canvas
from pipeline.report.figures.canvas import MAX_ROWS as MAX_ROWS
from pipeline.report.figures.matrix import draw_places, draw_timeline
from pipeline.report.figures.speakers import draw_speakers
from pipeline.report.figures.tone import draw_tone
from pipeline.report.overview import Overview

if TYPE_CHECKING:
    from matplotlib.figure import Figure


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
    quoted, timeline = corpus.quoted, corpus.timeline
    has_time = len(timeline.periods) > 1 and any(period.mentions for period in timeline.periods)
    figures: dict[str, tuple[bool, Callable[[Locale], Figure]]] = {
        "tone_by_section": (corpus.tones.n_sections > 0, partial(draw_tone, corpus.articles, corpus.tones)),
        "speakers_by_words": (bool(quoted.speakers), partial(draw_speakers, quoted.speakers)),
        "speakers_by_section": (bool(quoted.places), partial(draw_places, quoted.followed, quoted.places)),
        "entities_over_time": (has_time, partial(draw_timeline, corpus.followed, timeline)),
    }
    for name, (has_content, draw) in figures.items():
        if has_content:
            with canvas.style():
                canvas.save(draw(locale), folder, name)
        else:
            canvas.remove(folder, name)
    return frozenset(name for name, (has_content, _) in figures.items() if has_content)
