"""Parses the date of an article from the formats that sources use."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from wortlaut.german.news import STAND

_BERLIN = ZoneInfo("Europe/Berlin")
_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_GERMAN = re.compile(
    r"(?<!\d)(\d{1,2})\.\s?(?:(\d{1,2})\.|(Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|"
    r"Dez)[a-zä]{0,6}\.?)\s?(\d{4}|\d\d)(?!\d)"
    r"(?:(?:,|\s?[|–-]|,?\s?um)?\s{1,3}(\d{1,2})[:.](\d{2})(?!\d)(?:\s?Uhr)?)?"
)
_CENTURY = 2000
"""Added to a year of two digits: news with such a date on a web page is from this century."""
_WEEKDAY = re.compile(r"(?:Mo|Di|Mi|Do|Fr|Sa|So)(?:[a-z]{2,8}tag|nnabend|ttwoch)?[.,]{0,2}\s{1,3}")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?)?")


def stand_date(text: str) -> str | None:
    """Find the first "Stand: 01.10.2024 11:00 Uhr" and return `2024-10-01T11:00`, or `2024-10-01` if it has no time.

    The time is local time in Germany (Europe/Berlin). A date that does not exist gives None.
    """
    match = STAND.search(text)
    return to_iso(" ".join(match[0].removeprefix("Stand:").split())) if match else None


def first_date(text: str) -> str | None:
    """Return the first German date in a text, with its time if it has one: `Do 25.04.24 | 14:07 Uhr`.

    A date that does not exist gives None.
    """
    match = _GERMAN.search(text)
    try:
        return _german_iso(match) if match else None
    except ValueError:
        return None


def to_iso(value: object) -> str | None:
    """Convert a date, or a date and time, to ISO 8601 in local time (Europe/Berlin).

    Args:
        value: A date or datetime (without a time zone: local time in Germany), or the text or number of a source: ISO
            8601, `2024-10-01 11:00:00+02:00`; German, `01.10.2024, 11:00 Uhr`, `Di, 1. Oktober 2024`; RFC 5322 (feeds);
            or a Unix time in seconds or, from 10^11 on, in milliseconds.

    Returns:
        `2024-10-01T11:00` or `2024-10-01`; None if the value cannot be parsed as a date.
    """
    try:
        if isinstance(value, datetime):
            return _local_iso(value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int | float) and not isinstance(value, bool):
            seconds = value / 1000 if value >= 1e11 else value
            return _local_iso(datetime.fromtimestamp(seconds, timezone.utc))
        return _parse_string(value.strip()) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _parse_string(text: str) -> str | None:
    iso = _ISO.fullmatch(text)
    if iso and iso[2] is None:
        return date.fromisoformat(iso[1]).isoformat()
    if iso:
        zone = (iso[3] or "").replace("Z", "+00:00").replace("UTC", "+00:00")
        zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
        return _local_iso(datetime.fromisoformat(f"{iso[1]}T{iso[2]}:00{zone}"))
    weekday = _WEEKDAY.match(text)
    german = _GERMAN.fullmatch(text, weekday.end() if weekday else 0)
    if german is None:
        return _local_iso(parsedate_to_datetime(text)) if len(text) < 60 else None
    return _german_iso(german)


def _german_iso(match: re.Match[str]) -> str:
    month = int(match[2]) if match[2] else _MONTHS.index(match[3].lower().replace("jän", "jan")) + 1
    year = int(match[4]) if len(match[4]) == 4 else _CENTURY + int(match[4])
    if match[5] is None:
        return date(year, month, int(match[1])).isoformat()
    return _local_iso(datetime(year, month, int(match[1]), int(match[5]), int(match[6])))


def _local_iso(moment: datetime) -> str:
    local = moment if moment.tzinfo is None else moment.astimezone(_BERLIN)
    return local.replace(tzinfo=None).isoformat(timespec="minutes")
