"""Turns values into Markdown that shows them as they are: whatever an article holds, nothing of it is interpreted."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.locales.labels import TONE_MARKS
from pipeline.report.sections import Tone

_MARKUP = re.compile(
    r"""[\\`*{}\[\]<>&|\#~$^]                          # anywhere: emphasis, code, links, HTML, table cells, formulas
    | (?<![^\W_])_ | _(?![^\W_])                      # at the edge of a word: emphasis
    | ^[-+=:] | ^[0-9](?=[0-9]{0,8}[.)](?:\s|$))      # at the start: lists, rules, headings, rulers of tables
    | :(?=//) | (?<=www)\.                            # web addresses, which GitHub links without being asked""",
    re.VERBOSE | re.IGNORECASE,
)
"""Characters that can mean something in Markdown (CommonMark 0.31 § 4 to 6, GFM 0.29 § 4.10, 6.5 and 6.9). Written as
numeric character references they never do (CommonMark § 2.5), nor in HTML. `(`, `)` and `!` mean nothing without
brackets."""
_WORD_JOINER = "\u2060"
"""Invisible. E-mail addresses and emoji names are looked for after character references are resolved, so only another
character keeps `a@b.de` and `:name:` from being replaced."""
_LATE = re.compile(r"@|(?<=:)(?=[\w+-]+:)")


class Markdown(str):
    """Text that is Markdown already and is put out as it is. Whatever is joined to it becomes a plain string again."""

    __slots__ = ()


def visible_line(text: str) -> str:
    """Return text as one line without invisible characters.

    White space of any kind, line breaks included, becomes single blanks; control characters, direction marks, other
    format characters and halves of surrogate pairs (Unicode categories Cc, Cf, Cs) are left out. Text of which
    nothing is left becomes `�`.
    """
    visible = "".join(char for char in text if char.isspace() or not _is_invisible(char))
    return " ".join(visible.split()) or ("\ufffd" if text else "")


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs")


def escape(value: object) -> str:
    """Return any value as Markdown that shows its text as one line and is never markup; `Markdown` stays as it is."""
    if isinstance(value, Markdown):
        return value
    text = _MARKUP.sub(lambda match: f"&#{ord(match[0])};", visible_line(str(value)))
    return _LATE.sub(lambda match: f"{_WORD_JOINER}{match[0]}", text)


def elide(text: str, length: int) -> str:
    """Return text as one line of at most `length` characters; `…` stands for what is left out at its end."""
    line = visible_line(text)
    if len(line) <= length:
        return line
    kept = line[: length - 1]
    at_word = kept.rpartition(" ")[0]
    return (at_word if len(at_word) > length // 2 else kept).rstrip() + "…"


def count(number: int) -> Markdown:
    """Return a count with its thousands set apart: 12,345."""
    return Markdown(f"{number:,}")


def number(n: int, noun: str) -> Markdown:
    """Return a count with a noun that makes its plural with -s: 1 article, 1,200 articles."""
    return Markdown(f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s")


def score(value: float) -> Markdown:
    """Return a score from 0 to 1 in percent with one decimal: 74.5%."""
    return Markdown(f"{value:.1%}")


def share(number: float) -> Markdown:
    """Return a share from 0 to 1 in percent: 64%."""
    return Markdown(f"{number:.0%}")


def polarity(number: float) -> Markdown:
    """Return a polarity from -1 to 1 with its sign and two digits: +0.25, −0.10, 0.00."""
    rounded = round(number, 2)
    return Markdown(f"{rounded:+.2f}".replace("-", "−") if rounded else "0.00")


def tone(value: Tone) -> Markdown:
    """Return a tone in a few words: ▲ positive +0.31 (+0.10 to +0.52), with its interval where it has one.

    One with few hits says so; one without has no number.
    """
    text = f"{TONE_MARKS[value.label]} {value.label}"
    if value.polarity is not None:
        text += f" {polarity(value.polarity)}"
    if value.interval is not None:
        text += f" ({' to '.join(map(polarity, value.interval))})"
    return Markdown(f"*{text} (few hits)*" if value.is_thin else text)


def link(path: str) -> Markdown:
    """Return a relative path as the destination of a link."""
    return Markdown(quote(path))


def environment() -> Environment:
    """Return the template environment in which every value that is put out goes through `escape`.

    `finalize` is called for the result of each `{{ … }}`, so that no template can forget it.
    """
    env = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=False,  # HTML's escaping knows nothing of Markdown; `finalize` does both
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters |= {function.__name__: function for function in (elide, count, number, score, share, tone, link)}
    return env
