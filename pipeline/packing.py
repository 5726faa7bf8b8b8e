"""The form in which findings are kept: a line of JSON, then bytes as they are, compressed."""

from __future__ import annotations

import json
import zlib
from typing import Any


def pack(head: Any, content: bytes) -> bytes:
    """Return both in one, for `unpack`.

    Args:
        head: What JSON can hold; tuples become lists.
        content: Any bytes.
    """
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(b"\n".join((line.encode(), content)), level=1)


def unpack(packed: bytes) -> tuple[Any, bytes]:
    """Return what `pack` was given; nothing in it is executed."""
    line, _, content = zlib.decompress(packed).partition(b"\n")
    return json.loads(line), content
