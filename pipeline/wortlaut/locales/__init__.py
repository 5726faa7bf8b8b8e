"""Format numbers and dates, and translate messages, with Babel and gettext catalogues."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.dates import format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Format, NullTranslations, Translations

from wortlaut.utils.languages import Language

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_MINUS = "\N{MINUS SIGN}"
_YEAR, _MONTH, _DAY = len("2024"), len("2024-10"), len("2024-10-01")
"""Lengths of ISO 8601 dates to the year, month and day."""


def N_(message: str) -> str:
    """Mark a message for `make messages`; it is translated where it is shown."""
    return message


class Locale:
    """A language: its number and date formats, and its translations.

    English messages are the message ids, so English needs no catalogue.

    Args:
        language: The language.
        folders: Packages whose messages are shown, each with a catalogue `translations/<language>.po`; that of
            `wortlaut.locales` (names of values, meanings of tables) is always included.

    Attributes:
        language: The language (ISO 639-1).
    """

    def __init__(self, language: Language, *folders: Path) -> None:
        self.language = language
        self._format = Format(language)
        self._messages = NullTranslations()
        if language != "en":
            for folder in (_HERE, *folders):
                self._messages.add_fallback(_read_catalogue(folder / "translations" / f"{language}.po"))

    def gettext(self, message: str) -> str:
        """Return the translation of a message."""
        return self._messages.gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the translation of a message in the plural form for a number."""
        return self._messages.ngettext(singular, plural, n)

    def number(self, value: int) -> str:
        """Return a whole number: 12,345 or 12.345."""
        return self._format.decimal(value, "#,##0")

    def decimal(self, value: float, digits: int) -> str:
        """Return a number with a number of decimals: 0.038 or 0,038."""
        return self._format.decimal(value, f"#,##0.{'0' * digits}").replace("-", _MINUS)

    def plain(self, number: str) -> str:
        """Return a written number as programs write it: 1234.5 for 1,234.5 or 1.234,5."""
        group, point = (",", ".") if self._format.decimal(0.5, "0.0")[1] == "." else (".", ",")
        return number.replace(group, "").replace(point, ".")

    def signed(self, value: float) -> str:
        """Return a polarity with its sign and two digits: +0.25 or +0,25, −0.10, and 0.00 without a sign."""
        rounded = round(value, 2)
        return f"{'+' if rounded > 0 else ''}{self.decimal(rounded or 0.0, 2)}"

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share from 0 to 1 in percent: 64% or 64 % (with a no-break space)."""
        pattern = self._format.locale.percent_formats[None].pattern
        return self._format.percent(share, pattern.replace("0", f"0.{'0' * digits}") if digits else pattern)

    def date(self, value: str) -> str:
        """Return a date with its own precision: 2024, Oct 2024, Oct 1, 2024, or with the time of day.

        Args:
            value: ISO 8601, from the year (`2024`) to the minute (`2024-10-01T11:00`); "" gives "".
        """
        if len(value) <= _YEAR:
            return value
        if len(value) == _MONTH:
            return format_skeleton("yMMM", datetime.fromisoformat(f"{value}-01"), locale=self._format.locale)
        moment = datetime.fromisoformat(value)
        if len(value) == _DAY:
            return self._format.date(moment)
        return f"{self._format.date(moment)}, {self._format.time(moment, 'short')}"

    def install(self, environment: Environment, markup: type[str]) -> None:
        """Install `{% trans %}`, `_()`, `gettext()` and `ngettext()` of this language in a template environment.

        Whole numbers inserted into a message are formatted for the language.

        Args:
            environment: Jinja's environment.
            markup: The class of the messages, whose operator `%` escapes the inserted values: `markupsafe.Markup` for
                HTML, `wortlaut.report.markdown.Markdown` for Markdown.
        """

        @cache
        def translate(message: str) -> str:
            return markup(self.gettext(message)) % {}

        def gettext(message: str, /, **values: Any) -> str:
            return markup(self.gettext(message)) % self._with_numbers(values) if values else translate(message)

        def ngettext(singular: str, plural: str, num: int, /, **values: Any) -> str:
            return markup(self.ngettext(singular, plural, num)) % self._with_numbers({"num": num, **values})

        environment.extend(newstyle_gettext=True)
        environment.add_extension("jinja2.ext.i18n")
        environment.policies["ext.i18n.trimmed"] = True
        environment.globals |= {"_": gettext, "gettext": gettext, "ngettext": ngettext}

    def _with_numbers(self, values: dict[str, Any]) -> dict[str, Any]:
        return {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}


def _read_catalogue(path: Path) -> Translations:
    with path.open("rb") as handle:
        catalogue = read_po(handle)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
