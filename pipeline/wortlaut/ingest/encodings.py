"""Tells how the bytes of a German text are encoded."""

from __future__ import annotations

import codecs
import re

from wortlaut.ingest.content import Unreadable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins like it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY_ENCODINGS = ("cp1252", "iso8859-15", "cp850", "mac-roman")
"""What German files are in that are not Unicode: Windows and the web, Unix with the euro sign, DOS, old Macs.

ISO-8859-1 is not listed: where its characters are no control characters, Windows-1252 has the same.
"""
_EXPECTED = frozenset("äöüßÄÖÜẞ„“”‚‘’»«›‹–—…€§°•éèêëáàâçñóòôíïúøåæÉÈÁÀÇØÅšŠžŽ²³½¼·×©®\u00a0\u00ad")
"""The characters beyond ASCII in German news."""
_MAX_UNEXPECTED = 0.3
"""Share of the characters beyond ASCII. With more of them that are no German, a guess is as good as none."""
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII = bytes(range(128))
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 65_536
"""Bytes that charset-normalizer is shown, and in which zeros are counted."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s?([\w-]{2,20})""", re.I
)
_DECLARATION_LIMIT = 4_096
"""Bytes. HTML asks for the declaration within the first 1,024 (HTML Living Standard, 4.2.5.4); pages are sloppier."""


def decode(content: bytes) -> tuple[str, str]:
    """Return a text with the Python name of its encoding, by which `content.decode(name)` is that text.

    A byte order mark decides, then zeros that only UTF-16 has, then UTF-8 where all of it is valid. Of the older German
    encodings those are left that make nothing but characters of German news of the bytes, and the one is taken in which
    most of them stand where they belong; where none is left, charset-normalizer decides.

    Raises:
        Unreadable: It is damaged UTF-8, no text, or in an encoding that cannot be told.
    """
    encoding = _encoding_by_mark(content)
    if encoding:
        return _decode_as(content, encoding)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        fault = f"Byte {error.start} is not valid UTF-8"
    if _is_damaged(content):
        raise Unreadable(f"{fault}, but what is around it is; mend the file or save it as UTF-8 again.")
    encoding = _legacy_encoding(content)
    if encoding is None:
        raise Unreadable(f"{fault}, and no other encoding of German texts fits; save the file as UTF-8.")
    return _decode_as(content, encoding)


def declared_encoding(page: bytes) -> str | None:
    """Return the encoding that an HTML page names, where Python knows it and a browser would heed it."""
    match = _DECLARATION.search(page, 0, _DECLARATION_LIMIT)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        b"a".decode(name)
    except (LookupError, UnicodeError):  # Python also knows `base64` and others that are no text's encoding
        return None
    # HTML Living Standard, 13.2.3.5: labels of Latin-1 and ASCII mean Windows-1252; UTF-16 cannot be named like this.
    return "cp1252" if name in {"iso8859-1", "ascii"} else None if name.startswith("utf-16") else name


def detect_encoding(start: bytes) -> str:
    """Return the encoding of a longer text by its beginning.

    Raises:
        Unreadable: It cannot be told.
    """
    encoding = _encoding_by_mark(start)
    if encoding:
        return encoding
    whole_lines = start[: start.rfind(b"\n") + 1] or start
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
            f"Byte {error.start} is not valid {encoding.upper()}, which the rest of the file is in; save it as UTF-8."
        ) from error


def _is_damaged(content: bytes) -> bool:
    """Tell whether bytes are UTF-8 with faults: more of those beyond ASCII are valid sequences than are not."""
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
        return max(fitting, key=lambda encoding: _fit_score(texts[encoding]))  # of equals the first, the more usual one
    names = [encoding for encoding, text in texts.items() if _unexpected_share(text) <= _MAX_UNEXPECTED]
    if not names:
        return None
    from charset_normalizer import from_bytes  # not above, because few files come this far

    best = from_bytes(content[:_SAMPLE], cp_isolation=[name.replace("-", "_") for name in names]).best()
    return None if best is None else next((name for name in names if name == best.encoding.replace("_", "-")), None)


def _unexpected_share(text: str) -> float:
    """Return the share of characters beyond ASCII that are none of German news."""
    non_ascii = [char for char in text if char > "\x7f"]
    return sum(char not in _EXPECTED for char in non_ascii) / len(non_ascii)


def _fit_score(text: str) -> int:
    """Count the characters beyond ASCII that stand where they belong, less those that do not.

    A letter stands beside letters, and is no capital behind a small one; a mark does not stand between two letters.
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
    """Tell whether a text begins with a byte order mark."""
    return any(content.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS)
