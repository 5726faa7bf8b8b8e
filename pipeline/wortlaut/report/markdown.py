"""Escape values for Markdown, so that nothing in an article's text is interpreted as markup."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import quote

_MARKUP = re.compile(
    r"""[\\`*{}\[\]<>&|\#~$^]                          # anywhere: emphasis, code, links, HTML, table cells, formulas
    | (?<![^\W_])_ | _(?![^\W_])                      # at the edge of a word: emphasis
    | ^[-+=:] | ^[0-9](?=[0-9]{0,8}[.)](?:\s|$))      # at the start: lists, rules, headings, rulers of tables
    | :(?=//) | (?<=www)\.                            # web addresses, which GitHub links automatically""",
    re.VERBOSE | re.IGNORECASE,
)
"""Characters with a possible meaning in Markdown (CommonMark 0.31 § 4 to 6, GFM 0.29 § 4.10, 6.5 and 6.9). As numeric
character references they have none (CommonMark § 2.5), nor in HTML. `(`, `)` and `!` have none without brackets."""
_WORD_JOINER = "\u2060"
"""Invisible. E-mail addresses and emoji names are detected after character references are resolved, so only an extra
character prevents the replacement of `a@b.de` and `:name:`."""
_LATE = re.compile(r"@|(?<=:)(?=[\w+-]+:)")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_LONG, _PIECE = 28, 14
"""A word of more characters, which few German words have, may break after each so many of them."""
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
"""Invisible. They isolate text in a right-to-left script, so that it does not affect the direction of its surroundings
(Unicode Standard Annex 9 § 2.4)."""


class Markdown(str):
    """Text that is already Markdown and is output unchanged. Concatenation gives a plain string again."""

    __slots__ = ()

    def __mod__(self, values: Any) -> Markdown:
        """Insert values for the placeholders `%(name)s`, each escaped."""
        return Markdown(str(self) % {name: escape(value) for name, value in values.items()})


def visible_line(text: str) -> str:
    """Return text as one line without invisible characters.

    White space of any kind, line breaks included, becomes single blanks; control characters, direction marks, other
    format characters and halves of surrogate pairs (Unicode categories Cc, Cf, Cs) are removed. If nothing remains
    of a text, it becomes `�`.
    """
    visible = text
    if not text.isprintable():  # rare, and checking each character is slow
        visible = "".join(char for char in text if char.isspace() or not _is_invisible(char))
    return " ".join(visible.split()) or ("\ufffd" if text else "")


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs")


def escape(value: object) -> str:
    """Return any value as one line of Markdown without markup; `Markdown` is returned unchanged."""
    if isinstance(value, Markdown):
        return value
    line = visible_line(str(value))
    text = _MARKUP.sub(lambda match: f"&#{ord(match[0])};", line)
    text = _LATE.sub(lambda match: f"{_WORD_JOINER}{match[0]}", text)
    if _is_right_to_left(line):
        return f"{_ISOLATE}{text}{_END_OF_ISOLATE}"
    return text


def _is_right_to_left(line: str) -> bool:
    """Return whether a text has letters or numbers of a right-to-left script."""
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in line)


def breakable(text: str) -> Markdown:
    """Return text as one line of Markdown without markup, with places at which its longest words may break."""
    line = visible_line(text)
    words = line.split(" ")
    if _is_right_to_left(line) or all(len(word) <= _LONG for word in words):
        return Markdown(escape(line))
    return Markdown(" ".join("<wbr>".join(map(escape, _pieces(word))) for word in words))


def _pieces(word: str) -> list[str]:
    step = _PIECE if len(word) > _LONG else _LONG
    return [word[start : start + step] for start in range(0, len(word), step)] or [""]


def elide(text: str, length: int) -> str:
    """Return text as one line of at most `length` characters; `…` replaces an omitted end."""
    line = visible_line(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    cut_at_word = cut.rpartition(" ")[0]
    return (cut_at_word if len(cut_at_word) > length // 2 else cut).rstrip() + "…"


def link(path: str) -> Markdown:
    """Return a relative path as the destination of a link."""
    return Markdown(quote(path))
