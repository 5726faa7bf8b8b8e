from __future__ import annotations

from typing import Any

import pytest
import spacy.tokens

from tests.markup import VOCAB
from wortlaut.nlp import syntax
from wortlaut.nlp.plain_doc import Doc
from wortlaut.sentiment.features import Passage, Wording, features
from wortlaut.sentiment.hits import Hit

GOOD, BAD = 0.5, -1.0


def parsed(sentence: str, **entities: Any) -> Doc:
    """Return a sentence from words written as `form/POS/tag/dep/head/lemma`, the head by its place.

    What is left out is X, no tag, `dep`, the first word, and the form; a root is its own head.
    """
    cells = [(word + "/////").split("/")[:6] for word in sentence.split()]
    forms, pos, tags, deps, heads, lemmas = zip(*cells, strict=True)
    doc = spacy.tokens.Doc(
        VOCAB,
        words=list(forms),
        pos=[value or "X" for value in pos],
        tags=list(tags),
        deps=[value or "dep" for value in deps],
        heads=[int(value or 0) for value in heads],
        lemmas=[value or form for value, form in zip(lemmas, forms, strict=True)],
        **entities,
    )
    return Doc.of(doc)


def of(doc: Doc, *hits: Hit, around: tuple[Hit, ...] = (), target: tuple[int, ...] = ()) -> dict[str, float]:
    """Return the features of a sentence without those of its words and style."""
    clause_of = syntax.clause_heads(doc[:]) if target else {}
    found = features(Passage(Wording(list(doc)), hits, around, target, clause_of))
    return {name: value for name, value in found.items() if not name.startswith(("word.", "style."))}


def scope(name: str, found: dict[str, float]) -> dict[str, float]:
    return {key.partition(".")[2]: value for key, value in found.items() if key.startswith(f"{name}.")}


@pytest.mark.parametrize(
    ("hits", "expected"),
    [
        ([], {}),
        ([Hit(0, GOOD, 0)], {"any": 1, "mean": 0.5, "gain": 0.5, "positive": 1}),
        ([Hit(0, BAD, 0)], {"any": 1, "mean": -1, "loss": 1, "negative": 1}),
        # The weights count in the mean and in the sums.
        ([Hit(0, GOOD, 0, 0.5), Hit(1, BAD, 0, 1.0)], {"any": 1, "mean": -0.5, "gain": 0.25, "loss": 1, "negative": 1}),
        ([Hit(0, BAD, 0, 0.5), Hit(1, 1.0, 0, 0.5)], {"any": 1, "gain": 0.5, "loss": 0.5}),
        # The threshold itself is a label's.
        ([Hit(0, 0.4, 0)], {"any": 1, "mean": 0.4, "gain": 0.4, "positive": 1}),
        ([Hit(0, -0.4, 0)], {"any": 1, "mean": -0.4, "loss": 0.4, "negative": 1}),
        ([Hit(0, 0.3, 0)], {"any": 1, "mean": 0.3, "gain": 0.3}),
        # Above three, more makes no difference.
        ([Hit(i, 1.0, 0) for i in range(4)], {"any": 1, "mean": 1, "gain": 3, "positive": 1}),
        ([Hit(i, -1.0, 0) for i in range(4)], {"any": 1, "mean": -1, "loss": 3, "negative": 1}),
    ],
)
def test_hits_are_added_up(hits: list[Hit], expected: dict[str, float]) -> None:
    doc = parsed("Gut schlecht gut gut")
    assert scope("sentence", of(doc, *hits)) == pytest.approx(expected)
    assert scope("around", of(doc, around=tuple(hits))) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Wer kommt ?", {"question": 1, "length": 3 / 50}),
        ("Halt !", {"exclamation": 1, "length": 2 / 50}),
        ("▶ Halt", {"bullet": 1, "length": 2 / 50}),
        ("„ Halt", {"quoted": 1, "length": 2 / 50}),
        ("Wir warten", {"first_person": 1, "length": 2 / 50}),
        ("Nicht nie", {"negations": 2, "length": 2 / 50}),
        ("nie nie nie nie", {"negations": 3, "length": 4 / 50}),
        ("Er wäre da", {"hypothetical": 1, "length": 3 / 50}),
        ("12 von 20 Leuten", {"numbers": 0.5, "length": 4 / 50}),
        (" ".join(["ja"] * 200), {"length": 2}),
    ],
)
def test_style_is_described(sentence: str, expected: dict[str, float]) -> None:
    found = features(Passage(Wording(list(parsed(sentence))), ()))
    assert {name: value for name, value in found.items() if name.startswith("style.")} == pytest.approx(
        {f"style.{name}": value for name, value in expected.items()}
    )


def test_words_are_a_vector_of_length_one() -> None:
    doc = parsed(
        "Die/DET Stadt/NOUN///1/Stadt baut/VERB///1/bauen Häuser/NOUN///1/Haus Berlin/PROPN baut/VERB///1/bauen"
    )
    assert features(Passage(Wording(list(doc)), ())) == pytest.approx(
        {"word.stadt": 3**-0.5, "word.bauen": 3**-0.5, "word.haus": 3**-0.5, "style.length": 6 / 50}
    )
    assert "word.stadt" not in features(Passage(Wording(list(doc)), (), (), (1,), dict.fromkeys(range(6), 2)))


def test_a_passage_without_words_has_no_features() -> None:
    assert features(Passage(Wording([]), ())) == {"style.length": pytest.approx(1 / 50)}


CLAUSES = (
    "Die/DET/ART/det/2 gute/ADJ/ADJA/amod/2 Chefin/NOUN/NN/nsubj/3 lobt/VERB/VVFIN/ROOT/3/loben den/DET/ART/det/6 "
    "schlechten/ADJ/ADJA/amod/6 Ort/NOUN/NN/obj/3 und/CCONJ/KON/cc/9 Bürger/NOUN/NN/nsubj/9 "
    "leiden/VERB/VVFIN/conj/3/leiden"
)


def test_hits_are_distinguished_by_their_position_relative_to_the_target() -> None:
    doc = parsed(CLAUSES)
    hits = (Hit(1, 0.5, 0), Hit(3, 1.0, 0), Hit(5, -1.0, 0), Hit(9, -0.5, 0))
    found = of(doc, *hits, target=(2,))
    means = {name.partition(".")[0]: value for name, value in found.items() if name.endswith(".mean")}
    assert means == pytest.approx({"clause": 0.5 / 3, "phrase": 0.5, "verb": 1.0, "before": 0.5, "after": -0.5 / 3})
    assert scope("target", found) == pytest.approx({"given": 1, "NOUN": 1, "no_name": 1, "place": 0.2})
    assert scope("role", found) == pytest.approx({"subject": 1, "subject.clause": 0.5 / 3, "subject.verb": 1.0})
    assert scope("near", found) == scope("sentence", found)


def test_the_target_of_the_second_clause_has_its_hits() -> None:
    found = of(parsed(CLAUSES), Hit(3, 1.0, 0), Hit(9, -0.5, 0), target=(8,))
    assert scope("clause", found)["mean"] == scope("verb", found)["mean"] == -0.5
    assert scope("role", found) == {"subject": 1, "subject.clause": -0.5, "subject.verb": -0.5}


def test_an_object_is_distinguished_from_a_subject_and_from_others() -> None:
    doc = parsed(CLAUSES)
    assert scope("role", of(doc, Hit(3, 1.0, 0), target=(4, 5, 6))) == {
        "object": 1,
        "object.clause": 1,
        "object.verb": 1,
    }
    assert scope("role", of(doc, Hit(3, 1.0, 0), target=(3,))) == {"other": 1, "other.clause": 1, "other.verb": 1}


def test_a_polar_word_in_the_target_is_not_one_of_its_phrase() -> None:
    doc = parsed(CLAUSES)
    found = of(doc, Hit(5, -1.0, 0), target=(5, 6))
    assert scope("target", found)["mean"] == -1.0
    assert scope("phrase", found) == {}


def test_the_kind_of_name_is_a_feature() -> None:
    doc = parsed("Althoff/PROPN/NE/nsubj/1 lobt/VERB/VVFIN/ROOT/1/loben", ents=["B-PER", "O"])
    assert scope("target", of(doc, target=(0,))) == {"given": 1, "PROPN": 1, "PER": 1}


def test_polar_words_farther_than_eight_tokens_are_not_near() -> None:
    words = ["gut/ADJ/ADJD/dep/10", *["ja/X//dep/10"] * 8, "Ort/NOUN/NN/nsubj/10", "lebt/VERB/VVFIN/ROOT/10"]
    words += [*["ja/X//dep/10"] * 7, "gut/ADJ/ADJD/dep/10"]
    doc = parsed(" ".join(words))
    assert scope("near", of(doc, Hit(0, 1.0, 0), target=(9,))) == {}
    assert scope("near", of(doc, Hit(0, 1.0, 0), target=(8,)))["gain"] == 1.0
    assert scope("near", of(doc, Hit(18, 1.0, 0), target=(9,))) == {}
    assert scope("near", of(doc, Hit(18, 1.0, 0), target=(10,)))["gain"] == 1.0
