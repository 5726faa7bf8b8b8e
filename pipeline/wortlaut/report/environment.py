"""The templates' environment: what they can call, and that nothing they put out goes unescaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from wortlaut.locales import Locale
from wortlaut.locales.labels import TONE_MARKS, TONE_NAMES
from wortlaut.report.markdown import Markdown, elide, escape, link
from wortlaut.report.sections import Tone
from wortlaut.report.wording import place_name, section_name


def polarity(tone: Tone, locale: Locale) -> Markdown:
    """Return the polarity of a tone with its interval: +0.31 (+0.10 to +0.52); with few hits in italics."""
    if tone.polarity is None:
        return Markdown("–")
    text = locale.signed(tone.polarity)
    if tone.interval is not None:
        low, high = map(locale.signed, tone.interval)
        interval = locale.gettext("(%(low)s to %(high)s)") % {"low": low, "high": high}
        text += f" {_unbroken(interval)}"
    return Markdown(f"*{text}*" if tone.is_thin else text)


def label(tone: Tone, locale: Locale) -> Markdown:
    """Return the label of a tone: ▲ positive; with few hits in italics."""
    name = locale.gettext(TONE_NAMES[tone.label])
    if tone.polarity is None:
        return Markdown(name)
    text = _unbroken(f"{TONE_MARKS[tone.label]} {name}")
    return Markdown(f"*{text}*" if tone.is_thin else text)


def listed(items: Iterable[str], length: int = 80) -> Markdown:
    """Return texts with commas between them, each elided."""
    return Markdown(", ".join(escape(elide(item, length)) for item in items))


def _unbroken(text: str) -> str:
    """Return text at whose blanks no line breaks."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def environment(locale: Locale) -> Environment:
    """Return the template environment of a language in which every value that is put out goes through `escape`.

    `finalize` is called for the result of each `{{ … }}`, so that no template can forget it; whole numbers come in the
    form of the language.
    """

    def shown(value: object) -> str:
        return locale.number(value) if isinstance(value, int) else escape(value)

    env = Environment(
        loader=PackageLoader("wortlaut.report"),
        autoescape=False,  # HTML's escaping knows nothing of Markdown; `finalize` does both
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    locale.install(env, Markdown)
    formats = (locale.percent, locale.decimal, locale.date, locale.signed)
    texts = (polarity, label, section_name, place_name)
    env.filters |= {"elide": elide, "link": link, "listed": listed}
    env.filters |= {method.__name__: _as_markdown(method) for method in formats}
    env.filters |= {function.__name__: partial(function, locale=locale) for function in texts}
    return env


def _as_markdown(method: Callable[..., str]) -> Callable[..., Markdown]:
    return lambda *values: Markdown(method(*values))
