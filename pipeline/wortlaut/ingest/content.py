"""What a reader makes of a file or a row, before it is an article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from wortlaut.text.boilerplate import Block
from wortlaut.utils.errors import WortlautError

SEPARATOR = "\n\n"
"""Stands between the blocks of a text that was put together of them."""


class Rejected(NamedTuple):
    """A file, or a row of a corpus, that gave no article."""

    path: str
    reason: str


class Unreadable(WortlautError):
    """A file or row gives no article: the message is the reason, with the remedy."""


class Content(NamedTuple):
    """What a reader found.

    Attributes:
        text: The text to be kept: the decoded content of a plain text, else what was extracted.
        blocks: Its blocks as the format marks them; None where the layout of the text must tell them.
        title: The headline, where the format tells it apart.
        published_at: Date and time as the source writes it.
        authors: Who wrote it, joined by `|`.
        outlet: Where it was published.
        url: Its address.
    """

    text: str
    blocks: tuple[Block, ...] | None = None
    title: str | None = None
    published_at: str | None = None
    authors: str | None = None
    outlet: str | None = None
    url: str | None = None


class Item(NamedTuple):
    """An article's content with what identifies it inside its file.

    Attributes:
        content: The content, or why there is none.
        row: Number of the row or element, from 1; None where the file is one article.
        row_id: The row's own id, where it has one.
    """

    content: Content | Unreadable
    row: int | None = None
    row_id: str | None = None


def join_blocks(pieces: Iterable[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    """Join pieces of text by blank lines.

    Args:
        pieces: Kind (as in `Block`) and text of each; blank ones are left out.

    Returns:
        The text, and a block per piece.
    """
    texts, blocks, length = list[str](), list[Block](), 0
    for kind, text in pieces:
        stripped = text.strip()
        if stripped:
            blocks.append(Block(kind, length, length + len(stripped)))
            texts.append(stripped)
            length += len(stripped) + len(SEPARATOR)
    return SEPARATOR.join(texts), tuple(blocks)


def join_names(names: object) -> str | None:
    """Return names, one or a list of them, joined by `|`, with white space folded; None where there are none."""
    candidates = names if isinstance(names, list | tuple) else [names]
    folded = (" ".join(name.replace("|", " ").split()) for name in candidates if isinstance(name, str))
    return "|".join(dict.fromkeys(name for name in folded if name)) or None


def fold_spaces(text: object) -> str | None:
    """Return a text with white space folded, or None where it is no text or blank."""
    return " ".join(text.split()) or None if isinstance(text, str) else None


def replace_unencodable(text: str) -> str:
    """Return a text as UTF-8 can hold it: halves of surrogate pairs are joined, lone ones and NUL become U+FFFD."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "\ufffd")
