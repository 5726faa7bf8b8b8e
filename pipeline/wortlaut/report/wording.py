"""Word intervals, sections and places in the report and its figures."""

from __future__ import annotations

from collections.abc import Callable

from wortlaut.locales import Locale
from wortlaut.locales.labels import SECTION_NAMES
from wortlaut.report.sections import Section
from wortlaut.report.speakers import LAST_BODY, Place

_WORD_JOINER = "\u2060"
"""Invisible; no line ends there, as it may after a dash."""


def in_brackets(interval: tuple[float, float], write: Callable[[float], str], locale: Locale) -> str:
    """Return an interval of tones, (−0.32 to +0.21), or of shares, (13–42%).

    Args:
        interval: The bounds.
        write: `locale.signed` for tones, `locale.percent` for shares.
        locale: The language.
    """
    low, high = map(write, interval)
    if write == locale.percent:
        return f"({low.rstrip('%').rstrip()}–{_WORD_JOINER}{high})"
    return locale.gettext("(%(low)s to %(high)s)") % {"low": low, "high": high}


def section_name(section: Section, locale: Locale) -> str:
    """Return a section's heading, or the name of its kind."""
    return section.heading or locale.gettext(SECTION_NAMES[section.kind])


def place_name(place: Place, locale: Locale) -> str:
    """Return a section's heading or kind; for a position in all articles, its number."""
    if place.title is not None or place.kind != "body":
        return place.heading or locale.gettext(SECTION_NAMES[place.kind])
    number = locale.number(place.number)
    if place.number == LAST_BODY:
        return locale.gettext("Body section %(number)s and later") % {"number": number}
    return locale.gettext("Body section %(number)s") % {"number": number}
