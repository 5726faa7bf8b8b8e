"""Set up the template environment: its filters, and the escaping of all output."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined

from wortlaut.locales import Locale
from wortlaut.locales.labels import CHANGE_NAMES, TONE_MARKS, TONE_NAMES
from wortlaut.report.markdown import Markdown, elide, escape, link
from wortlaut.report.sections import Section, Tone
from wortlaut.report.speakers import Place
from wortlaut.report.tones import Reason
from wortlaut.report.wording import place_name, section_name
from wortlaut.tables.schemas import GenderBalanceRow, ToneByGroupRow


class Filters:
    """Template filters that depend on the language.

    Args:
        locale: The language.
    """

    NAMES = (
        *("percent", "decimal", "date", "signed", "tone", "label", "section_name", "place_name", "listed", "reasons"),
        *("women", "group_name", "group_tone"),
    )

    def __init__(self, locale: Locale) -> None:
        self._locale = locale

    def percent(self, share: float, digits: int = 0) -> Markdown:
        """Return a share from 0 to 1 in percent."""
        return Markdown(self._locale.percent(share, digits))

    def decimal(self, value: float, digits: int) -> Markdown:
        """Return a number with a number of decimals."""
        return Markdown(self._locale.decimal(value, digits))

    def date(self, value: str) -> Markdown:
        """Return a date with its own precision."""
        return Markdown(self._locale.date(value))

    def signed(self, value: float) -> Markdown:
        """Return a tone or polarity from -1 to 1."""
        return Markdown(self._locale.signed(value))

    def tone(self, tone: Tone) -> Markdown:
        """Return a tone's value with its interval: +0.31 (+0.10 to +0.52), in italics if the text is too short."""
        if tone.value is None:
            return Markdown("–")
        text = self._locale.signed(tone.value)
        if tone.interval is not None:
            low, high = map(self._locale.signed, tone.interval)
            interval = self._locale.gettext("(%(low)s to %(high)s)") % {"low": low, "high": high}
            text += f" {_without_breaks(interval)}"
        return Markdown(f"*{text}*" if tone.is_thin else text)

    def label(self, tone: Tone) -> Markdown:
        """Return the label of a tone: ▲ positive, in italics if the text is too short."""
        name = self._locale.gettext(TONE_NAMES[tone.label])
        if tone.value is None:
            return Markdown(name)
        text = _without_breaks(f"{TONE_MARKS[tone.label]} {name}")
        return Markdown(f"*{text}*" if tone.is_thin else text)

    def women(self, row: GenderBalanceRow) -> Markdown:
        """Return a share of women with its interval: 29% (13% to 42%), in italics if the articles are few."""
        if row.share_women is None:
            return Markdown("–")
        text = self._locale.percent(row.share_women, 0)
        if row.low is not None and row.high is not None:
            bounds = {"low": self._locale.percent(row.low, 0), "high": self._locale.percent(row.high, 0)}
            text += f" {_without_breaks(self._locale.gettext('(%(low)s to %(high)s)') % bounds)}"
        return Markdown(f"*{text}*" if row.evidence == "few" else text)

    def group_name(self, name: str, by: str) -> str | Markdown:
        """Return the name of a group, of a month as a date."""
        return self.date(name) if by == "month" else elide(name, 80)

    def group_tone(self, row: ToneByGroupRow | None) -> Markdown:
        """Return the tone of a group's words with its interval, in italics if the articles are few."""
        if row is None:
            return Markdown("–")
        text = self._locale.signed(row.tone)
        if row.low is not None and row.high is not None:
            bounds = {"low": self._locale.signed(row.low), "high": self._locale.signed(row.high)}
            text += f" {_without_breaks(self._locale.gettext('(%(low)s to %(high)s)') % bounds)}"
        return Markdown(f"*{text}*" if row.evidence == "few" else text)

    def section_name(self, section: Section) -> str:
        """Return a section's heading, or the name of its kind."""
        return section_name(section, self._locale)

    def place_name(self, place: Place) -> str:
        """Return a section's heading, or its position in the article."""
        return place_name(place, self._locale)

    def reasons(self, reasons: Iterable[Reason]) -> Markdown:
        """Return polar words with their polarity and what changed it: Streit +0.50 (shifter)."""
        return Markdown(", ".join(map(self._reason, reasons)))

    def _reason(self, reason: Reason) -> str:
        changes = ", ".join(self._locale.gettext(CHANGE_NAMES[change]) for change in reason.changes)
        value = self._locale.signed(reason.polarity)
        return f"{escape(elide(reason.text, 40))} {_without_breaks(f'{value} ({changes})' if changes else value)}"

    def listed(self, items: Iterable[str], length: int = 80) -> Markdown:
        """Return elided texts, joined by commas."""
        return Markdown(", ".join(escape(elide(item, length)) for item in items))


def _without_breaks(text: str) -> str:
    """Return text with no-break spaces."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def environment(locale: Locale) -> Environment:
    """Return the template environment of a language, in which every output value goes through `escape`.

    `finalize` is called for the result of each `{{ … }}`, so no template can omit it; whole numbers are formatted for
    the language.
    """

    def finalize(value: object) -> str:
        return locale.number(value) if isinstance(value, int) else escape(value)

    env = Environment(
        loader=PackageLoader("wortlaut.report"),
        autoescape=False,  # HTML escaping is not enough for Markdown; `finalize` does both
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    locale.install(env, Markdown)
    filters = Filters(locale)
    env.filters |= {"elide": elide, "link": link, "markup": Markdown} | {
        name: getattr(filters, name) for name in Filters.NAMES
    }
    return env
