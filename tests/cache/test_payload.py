from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wortlaut.cache.payload import Payload

HEADS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.slow
@given(HEADS, st.dictionaries(st.text(), st.binary()))
def test_what_was_packed_comes_back(head: object, parts: dict[str, bytes]) -> None:
    assert Payload.from_bytes(Payload(head, parts).to_bytes()) == Payload(head, parts)


def test_parts_may_hold_line_ends_and_nothing() -> None:
    pack = Payload("\ud800\n", {"lines": b"\n\n", "nothing": b""})

    assert Payload.from_bytes(pack.to_bytes()) == pack


def test_the_same_gives_the_same_bytes() -> None:
    assert Payload([1], {"a": b"b"}).to_bytes() == Payload([1], {"a": b"b"}).to_bytes()
