"""Detects the encoding of German texts."""

from __future__ import annotations

import codecs
import re

from wortlaut.ingest.content import Unreadable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is a prefix of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY_ENCODINGS = ("cp1252", "iso8859-15", "cp850", "mac-roman")
"""The encodings of German files that are not Unicode: Windows and the web, Unix with the euro sign, DOS, old Macs.

ISO-8859-1 is not listed: apart from control characters, Windows-1252 has the same characters.
"""
_EXPECTED = frozenset("äöüßÄÖÜẞ„“”‚‘’»«›‹–—…€§°•éèêëáàâçñóòôíïúøåæÉÈÁÀÇØÅšŠžŽ²³½¼·×©®\u00a0\u00ad")
"""The non-ASCII characters of German news."""
_MAX_UNEXPECTED = 0.3
"""Share of unexpected characters among the non-ASCII ones, above which no encoding is guessed."""
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII, _NOT_ASCII = bytes(range(128)), bytes(range(128, 256))
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 65_536
"""Bytes that are passed to charset-normalizer, and in which zeros are counted."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s?([\w-]{2,20})""", re.I
)
_DECLARATION_LIMIT = 4_096
"""Bytes. HTML requires it within the first 1,024 (HTML Living Standard, 4.2.5.4); real pages often exceed that."""


def decode(content: bytes) -> tuple[str, str]:
    """Decode a text, and return it with the Python name of its encoding: `content.decode(name)` is the text.

    A byte order mark decides, then the zeros of UTF-16, then whether all of it is valid UTF-8. Then, of the legacy
    encodings that yield only characters of German news, the one with most characters in plausible positions
    is taken; if there is none, charset-normalizer decides.

    Raises:
        Unreadable: It is damaged UTF-8, not a text, or in an encoding that cannot be detected.
    """
    encoding = _encoding_by_mark(content)
    if encoding:
        return _decode_as(content, encoding)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        fault = f"Byte {error.start} is not valid UTF-8"
    if _is_damaged(content):
        raise Unreadable(f"{fault}, but the text around it is; repair the file or save it as UTF-8 again.")
    encoding = _legacy_encoding(content)
    if encoding is None:
        raise Unreadable(f"{fault}, and no other encoding of German texts fits; save the file as UTF-8.")
    return _decode_as(content, encoding)


def declared_encoding(page: bytes) -> str | None:
    """Return the encoding that an HTML page declares, if Python knows it and a browser would use it."""
    match = _DECLARATION.search(page, 0, _DECLARATION_LIMIT)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        b"a".decode(name)
    except (LookupError, UnicodeError):  # Python also knows codecs such as `base64` that are not text encodings
        return None
    # HTML Living Standard, 13.2.3.5: Latin-1 and ASCII labels mean Windows-1252; UTF-16 cannot be declared like this.
    return "cp1252" if name in {"iso8859-1", "ascii"} else None if name.startswith("utf-16") else name


def detect_encoding(start: bytes) -> str:
    """Detect the encoding of a long text from its beginning.

    Raises:
        Unreadable: It cannot be detected.
    """
    encoding = _encoding_by_mark(start)
    if encoding:
        return encoding
    # The sample may end inside a character: it is cut after a line, or else after a character of ASCII.
    whole_lines = start[: start.rfind(b"\n") + 1] or start.rstrip(_NOT_ASCII) or start
    return decode(whole_lines)[1]


def _encoding_by_mark(content: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.6 * len(sample) / 2 and min(even, odd) < 0.05 * max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _decode_as(content: bytes, encoding: str) -> tuple[str, str]:
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"Byte {error.start} is not valid {encoding.upper()}, unlike the rest of the file; save it as UTF-8."
        ) from error


def _is_damaged(content: bytes) -> bool:
    """Return whether bytes are damaged UTF-8: at least half of the non-ASCII bytes form valid sequences."""
    non_ascii = len(content.translate(None, _ASCII))
    valid = sum(len(match[0]) for match in _UTF8_SEQUENCE.finditer(content))
    return valid > 0 and 2 * valid >= non_ascii


def _legacy_encoding(content: bytes) -> str | None:
    texts: dict[str, str] = {}
    for encoding in _LEGACY_ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            texts[encoding] = text
    fitting = [encoding for encoding, text in texts.items() if not _unexpected_share(text)]
    if fitting:
        return max(fitting, key=lambda encoding: _fit_score(texts[encoding]))  # on ties the first, the more common one
    names = [encoding for encoding, text in texts.items() if _unexpected_share(text) <= _MAX_UNEXPECTED]
    if not names:
        return None
    from charset_normalizer import from_bytes  # imported here because few files get this far

    best = from_bytes(content[:_SAMPLE], cp_isolation=[name.replace("-", "_") for name in names]).best()
    return None if best is None else next((name for name in names if name == best.encoding.replace("_", "-")), None)


def _unexpected_share(text: str) -> float:
    """Return the share of non-ASCII characters that do not occur in German news."""
    non_ascii = [char for char in text if char > "\x7f"]
    return sum(char not in _EXPECTED for char in non_ascii) / len(non_ascii)


def _fit_score(text: str) -> int:
    """Count the non-ASCII characters in plausible positions, minus those in implausible ones.

    A letter is next to letters, and no capital follows a small letter; a mark is not between two letters.
    """
    score = 0
    for match in _NON_ASCII.finditer(text):
        before, char, after = text[match.start() - 1 : match.start()], match[0], text[match.end() : match.end() + 1]
        if char.isalpha():
            fits = (before.isalpha() or after.isalpha()) and not (char.isupper() and before.islower())
        else:
            fits = char in "’\u00ad" or not (before.isalpha() and after.isalpha())
        score += 1 if fits else -1
    return score


def has_byte_order_mark(content: bytes) -> bool:
    """Return whether a text begins with a byte order mark."""
    return any(content.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS)


def is_utf8(content: bytes) -> bool:
    """Return whether bytes are valid UTF-8 with characters other than ASCII."""
    if content.isascii():
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
