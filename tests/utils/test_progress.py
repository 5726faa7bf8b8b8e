from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from itertools import count

import pytest

from wortlaut.utils.progress import count_pieces, current_stage, events, note, stage, track

ARTICLES = ["ein Wort", "noch drei Wörter", ""]


class Terminal(io.StringIO):
    """A screen that remembers what was shown."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def levels() -> Iterator[None]:
    """Set the levels of the log back."""
    yield
    logging.getLogger("wortlaut").setLevel(logging.NOTSET)
    events.setLevel(logging.NOTSET)


@stage("tokenize")
def tokenize(articles: list[str], *, words: int | None) -> list[str]:
    """Do what a stage does with articles that are but texts: pass them on."""
    return list(track(articles, count_pieces, articles=len(articles), words=words))


@pytest.mark.parametrize("words", [5, None])
@pytest.mark.parametrize(
    ("screen", "level", "of_events", "shown"),
    [
        (Terminal, logging.INFO, logging.WARNING, True),
        (Terminal, logging.INFO, logging.INFO, False),
        (Terminal, logging.WARNING, logging.WARNING, False),
        (io.StringIO, logging.INFO, logging.WARNING, False),
    ],
)
def test_a_bar_is_for_people_who_look_on(
    monkeypatch: pytest.MonkeyPatch,
    screen: type[io.StringIO],
    level: int,
    of_events: int,
    shown: bool,
    words: int | None,
) -> None:
    monkeypatch.setattr(sys, "stderr", screen())
    logging.getLogger("wortlaut").setLevel(level)
    events.setLevel(of_events)
    assert tokenize(ARTICLES, words=words) == ARTICLES
    assert isinstance(sys.stderr, io.StringIO)
    assert ("tokenize:   0%|" in sys.stderr.getvalue()) == shown
    assert bool(sys.stderr.getvalue()) == shown


LONG_AFTER_SHORT = ["Wort"] * 100 + ["ein Satz mit neun Wörtern, wie in einem Text"] * 100
EXTENT = 100 * 1 + 100 * 9


@pytest.mark.parametrize(("words", "half_way"), [(EXTENT, " 10%|"), (None, " 50%|")])
def test_a_bar_goes_by_words_where_their_number_is_known(
    monkeypatch: pytest.MonkeyPatch, words: int | None, half_way: str
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("tqdm.std.time", count().__next__)
    logging.getLogger("wortlaut").setLevel(logging.INFO)
    events.setLevel(logging.WARNING)
    tokenize(LONG_AFTER_SHORT, words=words)
    (shown,) = (line for line in screen.getvalue().split("\r") if "100 of 200 articles" in line)
    assert half_way in shown
    assert "words/s" in shown
    assert " left" in shown


@pytest.mark.parametrize(("words", "times_as_long"), [(EXTENT, 9), (None, 1)])
def test_the_remaining_time_goes_by_words_where_their_number_is_known(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, words: int | None, times_as_long: int
) -> None:
    monkeypatch.setattr("wortlaut.utils.progress.perf_counter", count(step=10).__next__)
    logging.getLogger("wortlaut").setLevel(logging.INFO)
    tokenize(LONG_AFTER_SHORT, words=words)
    half_way = caplog.records[0].__dict__
    assert half_way["articles"] == 100
    # The clock moves on by 10 s each time that it is read, which is once for each article.
    assert half_way["remaining"] == 100 * 10 * times_as_long


def test_more_articles_than_files_are_counted_without_an_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("tqdm.std.time", count().__next__)
    logging.getLogger("wortlaut").setLevel(logging.INFO)
    for of_events in (logging.WARNING, logging.INFO):
        events.setLevel(of_events)
        with stage("ingest"):
            assert len(list(track(LONG_AFTER_SHORT, count_pieces, articles=2))) == 200
    lines = screen.getvalue().split("\r")
    assert any("ingest:  50%|" in line and "1 of 2 articles" in line for line in lines)
    assert any(line.startswith("ingest, 200 articles, ") for line in lines)
    progress = [record for record in caplog.records if record.__dict__["event"] == "progress"]
    assert [record.getMessage() for record in progress] == ["ingest: 100 articles", "ingest: 200 articles"]
    assert [(record.__dict__["total"], record.__dict__["remaining"]) for record in progress] == [(None, None)] * 2


def test_a_stage_tells_at_its_end_what_it_did(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("wortlaut").setLevel(logging.INFO)
    with stage("run"):
        tokenize(ARTICLES, words=5)
        with stage("quotations"):
            assert current_stage() == "quotations"
            note(quotations=1200)
        with stage("report"):
            pass
    assert current_stage() is None
    told = [(record.__dict__["stage"], record.getMessage(), record.__dict__) for record in caplog.records]
    assert [name for name, _, _ in told] == ["tokenize", "quotations", "report", "run"]
    assert told[0][1].startswith("tokenize: 3 articles, 5 words, 0.0 s, ")
    assert told[1][1] == "quotations: 1,200 quotations, 0.0 s"
    assert told[2][1] == "report: 0.0 s"
    assert told[3][1].startswith("run: 3 articles, 5 words, 1,200 quotations, 0.0 s, ")
    _, _, fields = told[3]
    assert (fields["event"], fields["articles"], fields["words"], fields["quotations"]) == ("finished", 3, 5, 1200)
    assert fields["seconds"] >= 0
    assert fields["words_per_second"] > 0


def test_a_stage_that_fails_is_told_as_broken_off(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("wortlaut").setLevel(logging.INFO)

    def articles() -> Iterator[str]:
        yield "ein Wort"
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk"), stage("ingest"):
        list(track(articles(), count_pieces, articles=2))
    (record,) = caplog.records
    assert record.getMessage() == "ingest: interrupted after 0.0 s"
    assert (record.__dict__["event"], record.__dict__["articles"]) == ("interrupted", 1)
    assert current_stage() is None


@pytest.mark.parametrize(("n_articles", "n_events"), [(99, 0), (250, 2), (30_000, 100)])
@pytest.mark.parametrize("words_are_known", [True, False])
def test_long_stages_tell_now_and_then_how_far_they_are(
    caplog: pytest.LogCaptureFixture, n_articles: int, n_events: int, words_are_known: bool
) -> None:
    logging.getLogger("wortlaut").setLevel(logging.INFO)
    tokenize(["ein Wort"] * n_articles, words=2 * n_articles if words_are_known else None)
    *told, summary = [record.__dict__ for record in caplog.records]
    assert len(told) == n_events
    assert summary["event"] == "finished"
    for fields in told:
        assert (fields["event"], fields["total"]) == ("progress", n_articles)
        assert fields["words"] == 2 * fields["articles"]
        assert fields["remaining"] >= 0


def test_outside_of_stages_nothing_is_told(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("wortlaut").setLevel(logging.INFO)
    note(quotations=3)
    assert list(track(ARTICLES, count_pieces, articles=3)) == ARTICLES
    assert caplog.records == []
