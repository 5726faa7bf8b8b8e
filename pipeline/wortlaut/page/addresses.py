"""Define the addresses in the reading page: the files of articles and speakers, and the fragment of each table row."""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from functools import lru_cache
from hashlib import sha256

FOLDER = "articles"
"""Folder of the articles' pages, beside `index.html`."""
SPEAKERS_FOLDER = "speakers"
"""Folder of the speakers' pages, beside `index.html`."""
_SIMPLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows reserves for devices, with any extension (Microsoft, *Naming Files, Paths, and Namespaces*)."""
_MAX_NAME = 60
"""Maximum characters of an id in its file name; file systems allow 255 bytes, Windows paths 260."""
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_CACHED = 10_000
"""Names of speakers' pages kept in memory."""
_DIGEST = 16
"""Characters of the digest, of 5 bits each: 80 bits rule out accidental collisions and make forced ones costly."""


def page_address(article_id: str) -> str:
    """Return the address of an article's page, relative to the folder of `index.html`.

    It depends on the id alone, so other articles do not change it, and needs no escaping in HTML, Markdown or an
    address. A plain id is its own name; any other gets a digest after its readable part, so that ids that differ in
    case, in marks or after the 60th character have different files on every file system.

    Args:
        article_id: Any text.

    Returns:
        An address such as `articles/wahl-2024.html` or `articles/wahl-muenchen_4k7jq2m6znb3xw5a.html`.
    """
    is_plain = len(article_id) <= _MAX_NAME and _SIMPLE.fullmatch(article_id) and not _DEVICE.fullmatch(article_id)
    return f"{FOLDER}/{article_id if is_plain else _safe_name(article_id, 'article')}.html"


@lru_cache(_CACHED)
def speaker_name(canonical_id: str) -> str:
    """Return the name of a speaker's page, without folder and ending: `per-anna-berg_4k7jq2m6znb3xw5a`.

    Args:
        canonical_id: Any text. Ids that differ have different names on every file system.
    """
    return _safe_name(canonical_id, "speaker")


def speaker_address(canonical_id: str) -> str:
    """Return the address of a speaker's page, relative to the folder of `index.html`."""
    return f"{SPEAKERS_FOLDER}/{speaker_name(canonical_id)}.html"


def fragment(row_id: str) -> str:
    """Return the part of a row's address after `#`.

    Args:
        row_id: A quotation_id, mention_id, sentence_id or section_id.

    Returns:
        The fragment on the article's page: `q-3` for the quotation `wahl-2024#q3`.
    """
    local = row_id.rpartition("#")[2]
    name = local.rstrip("0123456789")
    return f"{name}-{local[len(name) :]}"


def _safe_name(row_id: str, otherwise: str) -> str:
    # Plain names contain no `_`, so they cannot collide with a name with a digest.
    letters = unicodedata.normalize("NFC", row_id).lower().translate(_GERMAN)
    ascii_only = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode("ascii")
    readable = re.sub(r"[^a-z0-9]+", "-", ascii_only)[:_MAX_NAME].strip("-")
    digest = b32encode(sha256(row_id.encode("utf-8", "surrogatepass")).digest()).decode("ascii")
    return f"{readable or otherwise}_{digest[:_DIGEST].lower()}"
