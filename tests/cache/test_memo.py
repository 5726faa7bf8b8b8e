from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from wortlaut.cache import memo
from wortlaut.cache.payload import Payload

LIBRARIES = ("jinja2",)


@pytest.fixture
def run(tmp_path: Path) -> Callable[[Iterable[tuple[str, object]]], list[str]]:
    """Asks for things by name and what they are made from, as a run does; returns the names that were made."""

    def ask(wanted: Iterable[tuple[str, object]]) -> list[str]:
        made: list[str] = []
        with memo.opened(tmp_path / "kept.sqlite", LIBRARIES) as results:
            for name, made_from in wanted:
                kept = Payload([name, made_from], {"name": name.encode(), "nothing": b""})

                def make(name: str = name, kept: Payload = kept) -> Payload:
                    made.append(name)
                    return kept

                assert results.get_or_compute(name, made_from, make) == kept
        return made

    return ask


def test_what_is_known_is_not_made_again(run: Callable[..., list[str]]) -> None:
    assert run([("a", 1), ("b", "\ud800")]) == ["a", "b"]
    assert run([("b", "\ud800"), ("a", 1)]) == []


def test_what_is_made_from_something_else_is_made_anew(run: Callable[..., list[str]]) -> None:
    run([("a", 1), ("b", 1)])
    assert run([("a", 1), ("b", "1")]) == ["b"]
    assert run([("a", 1), ("b", 1)]) == ["b"]


def test_what_was_not_asked_for_is_forgotten(run: Callable[..., list[str]]) -> None:
    run([("a", 1), ("b", 1)])
    run([("a", 1)])
    assert run([("a", 1), ("b", 1)]) == ["b"]


@pytest.mark.parametrize("changed", ["wortlaut.cache.fingerprint.digest", "wortlaut.cache.memo.metadata.version"])
def test_other_code_and_other_libraries_make_all_anew(
    run: Callable[..., list[str]], changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([("a", 1)])
    monkeypatch.setattr(changed, lambda *names: "other")
    assert run([("a", 1)]) == ["a"]


def test_a_run_that_was_broken_off_forgets_nothing(run: Callable[..., list[str]]) -> None:
    run([("a", 1), ("b", 1)])

    def broken() -> Iterable[tuple[str, object]]:
        yield "a", 2
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(broken())
    assert run([("a", 1), ("b", 1)]) == []


def test_more_than_are_put_at_once_are_kept(run: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_BATCH", 100)
    many = [(str(number), number) for number in range(100)]
    assert len(run(many)) == len(many)
    assert run(many) == []
