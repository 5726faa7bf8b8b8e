from __future__ import annotations

import pytest
import spacy.tokens

from tests.markup import VOCAB
from wortlaut.nlp.plain_doc import Doc
from wortlaut.sentiment.features import figures
from wortlaut.sentiment.hits import Hit
from wortlaut.sentiment.shifters import Shift, find_shifts


def words(sentence: str) -> list[object]:
    return list(Doc.of(spacy.tokens.Doc(VOCAB, words=sentence.split())))


def scope(name: str, *hits: Hit, around: tuple[Hit, ...] = ()) -> dict[str, float]:
    """Return the figures of a scope, by the rest of their names."""
    found = figures(hits, words("Gut schlecht gut gut"), around)  # type: ignore[arg-type]
    return {key.partition(".")[2]: value for key, value in found.items() if key.startswith(f"{name}.")}


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        ([], {}),
        ([Hit(0, 0.5, 0)], {"gain": 0.5, "gains": 1, "mean": 0.5, "net": 0.5, "positive": 1, "all_positive": 1}),
        ([Hit(0, -1.0, 0)], {"loss": 1, "losses": 1, "mean": -1, "net": -1, "negative": 1, "all_negative": 1}),
        # The weights count in the mean and in the sums.
        (
            [Hit(0, 0.5, 0, 0.5), Hit(1, -1.0, 0, 1.0)],
            {"gain": 0.25, "loss": 1, "gains": 1, "losses": 1, "mean": -0.5, "net": -0.75, "negative": 1},
        ),
        # The border itself is a pole's.
        ([Hit(0, 0.1, 0)], {"gain": 0.1, "gains": 1, "mean": 0.1, "net": 0.1, "positive": 1, "all_positive": 1}),
        ([Hit(0, 0.05, 0)], {"gain": 0.05, "gains": 1, "mean": 0.05, "net": 0.05, "all_positive": 1}),
        # Above three, more makes no difference.
        (
            [Hit(i, 1.0, 0) for i in range(4)],
            {"gain": 3, "gains": 3, "mean": 1, "net": 3, "positive": 1, "all_positive": 1},
        ),
    ],
)  # fmt: skip
def test_hits_are_added_up(hits: list[Hit], expected: dict[str, float]) -> None:
    found = {name: value for name, value in scope("hits", *hits).items() if name not in {"any", "first", "last"}}
    assert found == pytest.approx(expected)


def test_the_first_and_the_last_word_count_by_themselves() -> None:
    found = scope("hits", Hit(0, 0.7, 0), Hit(1, -1.0, 0), Hit(2, 0.2, 0))
    assert (found["first"], found["last"]) == (0.7, 0.2)


def test_sums_are_told_apart_by_sense() -> None:
    hits = Hit(0, -1.0, 0, sense="accident"), Hit(1, -0.5, 0, sense="accident"), Hit(2, 0.7, 0)
    assert scope("loss", *hits) == pytest.approx({"accident": 1.5})
    assert scope("gain", *hits) == pytest.approx({"other": 0.7})


def test_what_the_grammar_turned_counts_apart() -> None:
    averted, denied, graded = Hit(0, 0.5, 0, value=-1.0), Hit(1, -0.5, 0, value=1.0), Hit(2, 1.0, 0, value=0.7)
    found = scope("hits", averted, denied, graded)
    assert (found["averted"], found["denied"]) == (1, 1)


def test_the_sentences_around_have_figures_of_their_own() -> None:
    assert scope("around", around=(Hit(0, -1.0, 0), Hit(1, 0.5, 0))) == pytest.approx(
        {"any": 1, "gain": 0.5, "loss": 1, "net": -0.5}
    )
    assert scope("hits", around=(Hit(0, -1.0, 0),)) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Wer kommt ?", {"question": 1, "length": 3 / 50}),
        ("Halt !", {"exclamation": 1, "length": 2 / 50}),
        ("„ Halt", {"quoted": 1, "length": 2 / 50}),
        ("Wir warten", {"first_person": 1, "length": 2 / 50}),
        ("Nicht nie", {"negations": 2, "length": 2 / 50}),
        ("nie nie nie nie", {"negations": 3, "length": 4 / 50}),
        ("Er wäre da", {"hypothetical": 1, "length": 3 / 50}),
        ("Zwar kam er", {"contrast": 1, "length": 3 / 50}),
        ("12 von 20 Leuten", {"numbers": 0.5, "length": 4 / 50}),
        (" ".join(["ja"] * 200), {"length": 2}),
    ],
)
def test_style_is_described(sentence: str, expected: dict[str, float]) -> None:
    found = figures((), words(sentence))  # type: ignore[arg-type]
    assert found == pytest.approx({f"style.{name}": value for name, value in expected.items()})


def test_a_passage_without_words_has_a_length_only() -> None:
    assert figures((), []) == {"style.length": pytest.approx(1 / 50)}


@pytest.mark.parametrize("pos", ["NOUN", "PROPN"])
def test_a_noun_that_is_tagged_as_a_name_shifts(pos: str) -> None:
    doc = Doc.of(
        spacy.tokens.Doc(
            VOCAB,
            words=["Das", "Ende", "der", "Krise", "naht"],
            lemmas=["der", "Ende", "der", "Krise", "nahen"],
            pos=["DET", pos, "DET", "NOUN", "VERB"],
            tags=["ART", "NN", "ART", "NN", "VVFIN"],
            deps=["nk", "sb", "nk", "ag", "ROOT"],
            heads=[1, 4, 3, 1, 4],
        )
    )
    assert list(find_shifts(list(doc), {}, {3})) == [Shift(1, (3,))]
