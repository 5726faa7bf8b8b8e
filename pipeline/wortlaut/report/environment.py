"""Set up the template environment: its filters, and the escaping of all output."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined

from wortlaut.comparison.groups import Share
from wortlaut.locales import Locale
from wortlaut.locales.labels import CHANGE_NAMES, TONE_MARKS, TONE_NAMES
from wortlaut.report.differences import AUTHOR, QUOTED, Value
from wortlaut.report.markdown import Markdown, breakable, elide, escape, link
from wortlaut.report.sections import Section, Tone
from wortlaut.report.speakers import Place
from wortlaut.report.tones import Reason
from wortlaut.report.wording import in_brackets, place_name, section_name
from wortlaut.tables.schemas import FEW_ARTICLES, GenderBalanceRow, ToneByGroupRow

_Interval: TypeAlias = tuple[float, float]


class Filters:
    """Template filters that depend on the language.

    Args:
        locale: The language.
    """

    NAMES = (
        *("percent", "decimal", "date", "day", "signed", "tone", "section_name", "place_name", "listed", "reasons"),
        *("share", "mean_tone", "women", "group_name", "group_tone", "cell"),
        *("tone_value", "value"),
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

    def day(self, value: str) -> Markdown:
        """Return a date with its own precision, marked so that a page can sort by it."""
        return Markdown(f'<time datetime="{escape(value)}">{self._locale.date(value)}</time>' if value else "")

    def tone(self, tone: Tone) -> Markdown:
        """Return a tone with its label and its interval: ▲ positive +0.31 (+0.10 to +0.52)."""
        name = self._locale.gettext(TONE_NAMES[tone.label])
        if tone.value is None:
            return Markdown(name)
        text = self._estimate(tone.value, tone.interval, self._locale.signed)
        return self._in_italics(f"{_without_breaks(f'{TONE_MARKS[tone.label]} {name}')} {text}", tone.is_thin)

    def tone_value(self, tone: Tone) -> Markdown:
        """Return the value of a tone, in italics if the text is too short."""
        return Markdown("–") if tone.value is None else self._in_italics(self._locale.signed(tone.value), tone.is_thin)

    def value(self, value: Value, measure: str, by: str) -> Markdown:
        """Return the name of a group with its value and interval: Tageblatt 45% (40% to 50%)."""
        write = self._locale.signed if measure in (AUTHOR, QUOTED) else self._locale.percent
        name = escape(self._locale.date(value.group) if by == "month" else elide(value.group, 80))
        return Markdown(f"{name} {self._estimate(value.value, (value.low, value.high), write)}")

    def share(self, share: Share) -> Markdown:
        """Return a share with its interval: 29% (13% to 42%), in italics if the articles are few."""
        return self._of_articles(share.value, share.interval, self._locale.percent, share.n_articles < FEW_ARTICLES)

    def mean_tone(self, share: Share) -> Markdown:
        """Return a mean tone with its interval, in italics if the articles are few."""
        return self._of_articles(share.value, share.interval, self._locale.signed, share.n_articles < FEW_ARTICLES)

    def women(self, row: GenderBalanceRow) -> Markdown:
        """Return a share of women with its interval, in italics if the articles are few."""
        return self._of_articles(row.share_women, _interval(row), self._locale.percent, row.evidence == "few")

    def group_tone(self, row: ToneByGroupRow | None) -> Markdown:
        """Return the tone of a group's words with its interval, in italics if the articles are few."""
        if row is None:
            return Markdown("–")
        return self._of_articles(row.tone, _interval(row), self._locale.signed, row.evidence == "few")

    def group_name(self, name: str, by: str) -> str | Markdown:
        """Return the name of a group, of a month as a date."""
        return self.date(name) if by == "month" else self.cell(name)

    def cell(self, text: str, length: int = 80) -> Markdown:
        """Return an elided text for a table, which stays narrow because its longest words may break."""
        return breakable(elide(text, length))

    def _of_articles(
        self, value: float | None, interval: _Interval | None, write: Callable[[float], str], is_few: bool
    ) -> Markdown:
        if value is None:
            return Markdown("–")
        return self._in_italics(self._estimate(value, interval, write), is_few)

    def _estimate(self, value: float, interval: _Interval | None, write: Callable[[float], str]) -> str:
        if interval is None:
            return write(value)
        return f"{write(value)} {_without_breaks(in_brackets(interval, write, self._locale))}"

    def _in_italics(self, text: str, is_so: bool) -> Markdown:
        return Markdown(f"*{text}*" if is_so else text)

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
        return f"{self.cell(reason.text, 40)} {_without_breaks(f'{value} ({changes})' if changes else value)}"

    def listed(self, items: Iterable[str], length: int = 80) -> Markdown:
        """Return elided texts, joined by commas."""
        return Markdown(", ".join(self.cell(item, length) for item in items))


def _interval(row: GenderBalanceRow | ToneByGroupRow) -> _Interval | None:
    return (row.low, row.high) if row.low is not None and row.high is not None else None


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
