"""What a reader extracts from a file or a row, before it becomes an article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from wortlaut.text.boilerplate import Block
from wortlaut.utils.errors import WortlautError

_SEPARATOR = "\n\n"
"""Separates the blocks of a text that was joined from them."""


class Rejected(NamedTuple):
    """A file, or a row of a corpus, that yields no article."""

    path: str
    reason: str


class Unreadable(WortlautError):
    """Raised when a file or row yields no article: the message gives the reason and the remedy."""


class Content(NamedTuple):
    """The content of one article, as a reader extracts it.

    Attributes:
        text: The article's text: the decoded content of a plain text file, otherwise the extracted text.
        blocks: Its blocks as the format marks them; None if they have to be derived from the layout of the text.
        title: The headline, if the format marks it.
        published_at: Date and time as the source writes it.
        authors: Its authors, joined by `|`.
        outlet: The outlet that published it.
        url: Its URL.
    """

    text: str
    blocks: tuple[Block, ...] | None = None
    title: str | None = None
    published_at: str | None = None
    authors: str | None = None
    outlet: str | None = None
    url: str | None = None


class Item(NamedTuple):
    """An article's content and where it is from.

    Attributes:
        content: The content, or the reason why there is none.
        row: Number of the row or element, from 1; None if the file is one article.
        row_id: The row's own id, if it has one.
        encoding: The encoding of the file, if it is a text.
        sha256: Digest of the file; None for a row, whose digest is that of its content.
    """

    content: Content | Unreadable
    row: int | None = None
    row_id: str | None = None
    encoding: str | None = None
    sha256: str | None = None


def join_blocks(pieces: Iterable[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    """Join pieces of text by blank lines.

    Args:
        pieces: Kind (as in `Block`) and text of each; blank pieces are skipped.

    Returns:
        The text, and one block per piece.
    """
    texts, blocks, length = list[str](), list[Block](), 0
    for kind, text in pieces:
        stripped = text.strip()
        if stripped:
            blocks.append(Block(kind, length, length + len(stripped)))
            texts.append(stripped)
            length += len(stripped) + len(_SEPARATOR)
    return _SEPARATOR.join(texts), tuple(blocks)


def join_names(names: object) -> str | None:
    """Join one name or a list of names by `|`, with white space folded; None if there are none."""
    candidates = names if isinstance(names, list | tuple) else [names]
    folded = (" ".join(name.replace("|", " ").split()) for name in candidates if isinstance(name, str))
    return "|".join(dict.fromkeys(name for name in folded if name)) or None


def fold_spaces(text: object) -> str | None:
    """Return a text with white space folded, or None if it is blank or not a string."""
    return " ".join(text.split()) or None if isinstance(text, str) else None


def replace_unencodable(text: str) -> str:
    """Make a text encodable as UTF-8: join the halves of surrogate pairs; lone surrogates and NUL become U+FFFD."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "\ufffd")
