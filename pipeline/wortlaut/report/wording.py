"""Name sections and places in the report and its figures."""

from __future__ import annotations

from wortlaut.locales import Locale
from wortlaut.locales.labels import SECTION_NAMES
from wortlaut.report.sections import Section
from wortlaut.report.speakers import LAST_BODY, Place


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
