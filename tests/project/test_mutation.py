from __future__ import annotations

from tests.mutation import sample, summary

NAMES = [f"wortlaut.quotations.direct.x_f__mutmut_{i}" for i in range(80)]
NAMES += [f"wortlaut.sentiment.tone.x_g__mutmut_{i}" for i in range(20)] + [
    "wortlaut.nlp.quotation_marks.x_h__mutmut_1"
]


def test_a_sample_is_the_same_for_the_same_code_and_has_every_module() -> None:
    drawn = sample(NAMES, 50)
    assert drawn == sample(NAMES[::-1], 50)
    counts = [sum(module in name for name in drawn) for module in ("direct", "tone", "marks")]
    assert counts == [40, 10, 1]
    assert len(set(drawn)) == len(drawn)


def test_timeouts_are_kills_and_what_no_test_calls_survives() -> None:
    outcomes = dict(zip(NAMES, ["killed", "timeout", "survived", "untested"], strict=False))
    found = summary(outcomes, len(NAMES))
    assert (found["mutants"], found["tested"], found["killed_percent"]) == (101, 4, 50.0)
    assert found["packages"] == {"wortlaut.quotations": {"killed": 1, "survived": 1, "timeout": 1, "untested": 1}}
    assert found["survivors"] == NAMES[2:4]
