from __future__ import annotations

from wortlaut.quotations.speaker_evidence import Evidence, measure

NEAR, FAR = Evidence.of("direct-verb", "name", 0), Evidence.of("direct-verb", None, 5)


def test_evidence_counts_sentences_up_to_two() -> None:
    assert [Evidence.of("r", "name", n).distance for n in (0, 1, 2, 9)] == ["0", "1", "2", "2"]
    assert FAR.mention == "none"


def test_a_share_is_drawn_to_that_of_the_less_specific_evidence() -> None:
    rows = list(measure([(NEAR, True)] * 3 + [(NEAR, False)]))
    # Each level has 3 of 4 and 8 more that are as the level before, the first one as even odds.
    assert {evidence: (n, share) for evidence, n, share in rows} == dict(
        zip(NEAR.levels(), [(4, 0.58), (4, 0.64), (4, 0.68), (4, 0.7)], strict=True)
    )


def test_evidence_shares_only_what_is_alike() -> None:
    shares = {evidence: (n, share) for evidence, n, share in measure([(NEAR, True)] * 90 + [(FAR, False)] * 90)}
    assert shares[NEAR][0] == shares[FAR][0] == 90
    assert shares[NEAR][1] > 0.95
    assert shares[FAR][1] < 0.05
    assert shares[NEAR.levels()[0]] == (180, 0.5)


def test_nothing_observed_gives_no_rows() -> None:
    assert list(measure([])) == []
