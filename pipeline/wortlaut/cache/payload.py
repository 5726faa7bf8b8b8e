"""The form in which results are kept: a line of JSON, then named bytes as they are, all compressed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from itertools import accumulate
from typing import Any, NamedTuple


class Payload(NamedTuple):
    """A result as it is kept.

    Attributes:
        head: What JSON can hold; tuples become lists.
        parts: Bytes by name.
    """

    head: Any
    parts: Mapping[str, bytes]

    def to_bytes(self) -> bytes:
        """Return all of it, for `from_bytes`."""
        lengths = {name: len(part) for name, part in self.parts.items()}
        line = json.dumps([self.head, lengths], separators=(",", ":"))
        return zlib.compress(b"\n".join([line.encode(), b"".join(self.parts.values())]), level=1)

    @classmethod
    def from_bytes(cls, content: bytes) -> Payload:
        """Return what `to_bytes` gave; nothing in it is executed."""
        line, _, rest = zlib.decompress(content).partition(b"\n")
        head, lengths = json.loads(line)
        ends = accumulate(lengths.values())
        return cls(head, {name: rest[end - n : end] for (name, n), end in zip(lengths.items(), ends, strict=True)})
