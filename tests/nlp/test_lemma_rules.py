from __future__ import annotations

import pytest

from wortlaut.nlp.lemma_rules import LemmaRules, Tree, lemma_of

PARTICIPLE: Tree = [2, 1, ["ge", ""], ["t", "en"]]


@pytest.mark.parametrize(
    ("tree", "form", "expected"),
    [
        (PARTICIPLE, "gemacht", "machen"),
        (PARTICIPLE, "macht", None),
        (PARTICIPLE, "gt", None),
        ([0, 2, None, ["en", ""]], "Frauen", "Frau"),
        ([0, 0, None, None], "Haus", "Haus"),
        ([4, 0, ["Häus", "Haus"], None], "Häus", "Haus"),
        (["am", "an"], "am", "an"),
        (["am", "an"], "im", None),
        ([1, 3, None, [1, 0, ["u", "i"], ["ng", "nge"]]], "sung", None),
    ],
)
def test_a_tree_makes_a_lemma_of_the_forms_that_it_fits(tree: Tree, form: str, expected: str | None) -> None:
    assert lemma_of(tree, form) == expected


TREES: list[Tree] = [[0, 0, None, None], [0, 2, None, ["en", ""]], [0, 2, None, ["te", "en"]], ["bote", "bieten"]]
TAGS = {"NN": {"": 0, "en": 1}, "VVFIN": {"te": 2, "^bote": 3}}


@pytest.mark.parametrize(
    ("form", "tag", "expected"),
    [
        ("Frauen", "NN", "Frau"),
        ("Haus", "NN", "Haus"),
        ("sagte", "VVFIN", "sagen"),
        ("Sagte", "VVFIN", "sagen"),
        ("bote", "VVFIN", "bieten"),  # a whole word
        ("verbote", "VVFIN", "verboen"),  # no whole word, so its ending
        ("geht", "VVFIN", "geht"),
        ("te", "VVFIN", "en"),
        ("Ei", "XY", "Ei"),
    ],
)
def test_the_longest_ending_decides(form: str, tag: str, expected: str) -> None:
    assert LemmaRules(TREES, TAGS).lemma(form, tag) == expected
