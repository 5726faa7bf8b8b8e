from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy.tokens
from scipy.special import softmax

from tests.markup import VOCAB
from wortlaut.nlp.plain_doc import Doc
from wortlaut.sentiment.label_model import (
    LABELS,
    PATH,
    LabelModel,
    Pooling,
    Probabilities,
    chosen_model,
    load_label_model,
    most_probable,
    ngrams,
    words,
)
from wortlaut.utils.errors import WortlautError

MODEL = LabelModel(
    {"gain": (0.0, 0.0, 2.0), "loss": (2.0, 0.0, 0.0)},
    {"gut": (0.0, 0.0, 1.0)},
    {" gu": (0.0, 0.0, 0.5), "ut ": (0.0, 0.25, 0.0)},
    (0.0, 1.0, 0.0),
    Pooling(
        ((0.5, 0.0, 0.0), (0.0, 0.5, 0.0), (0.0, 0.0, 0.5)),
        ((1.0, 0.0, -1.0), (0.0, 1.0, 0.0), (-1.0, 0.0, 1.0)),
        (0.0, 0.25, 0.0),
    ),
)


def document(sentence: str) -> Doc:
    """Return a document from words written as `form/POS/lemma`; the second word is a name if it is a PROPN."""
    cells = [(word + "//").split("/")[:3] for word in sentence.split()]
    forms, pos, lemmas = zip(*cells, strict=True)
    return Doc.of(
        spacy.tokens.Doc(
            VOCAB,
            words=list(forms),
            pos=[value or "X" for value in pos],
            lemmas=[value or form for value, form in zip(lemmas, forms, strict=True)],
        )
    )


def test_figures_raise_the_probability_of_their_label() -> None:
    none = MODEL.probabilities({}, [])
    assert MODEL.probabilities({"gain": 1.0}, []).positive > none.positive
    assert MODEL.probabilities({"loss": 1.0}, []).negative > none.negative
    assert MODEL.probabilities({"unknown": 9.0}, []) == none


def test_words_add_their_lemma_and_n_grams_by_the_square_root_of_their_number() -> None:
    one, two = (list(MODEL.word_scores(document(text)).values()) for text in ("Gut/ADJ/gut", "Gut/ADJ/gut Ort/NOUN"))
    assert one == [(0.0, 0.25, 1.5)]
    assert two == [(0.0, 0.25, 1.5), (0.0, 0.0, 0.0)]
    share = 2**-0.5
    weighted = MODEL.probabilities({}, [(0.0, 0.25 * share, 1.5 * share)])
    assert MODEL.probabilities({}, two) == pytest.approx(weighted)


def test_probabilities_add_up_to_one_and_survive_large_scores() -> None:
    assert sum(MODEL.probabilities({"gain": 0.3, "loss": 0.4}, [])) == pytest.approx(1)
    assert MODEL.probabilities({"gain": 1000.0}, []) == (0.0, 0.0, 1.0)


def test_scores_are_pooled_with_the_tone_of_the_pipeline() -> None:
    alone, pooled = MODEL.probabilities({"gain": 1.0}, []), MODEL.probabilities({"gain": 1.0}, [], (-1.0, -2.0, -3.0))
    assert alone == pytest.approx(softmax([0, 1, 2]))
    assert pooled == pytest.approx(softmax([-1 + 3, 0.5 - 2 + 0.25, 1 + 1 - 3]))
    assert MODEL.probabilities({"gain": 1.0}, [], (-1.0, -2.0, -3.0, -4.0)) == pooled  # the last is "mixed"


def test_names_and_marks_are_not_read() -> None:
    found = words(document("Berlin/PROPN baut/VERB/bauen zwei/NUM Häuser/NOUN/Haus ,/PUNCT 20"))
    assert found == [(1, "baut", "bauen"), (2, "zwei", ""), (3, "häuser", "haus")]


def test_n_grams_know_the_ends_of_a_word() -> None:
    assert ngrams("rat") == [" ra", "rat", "at ", " rat", "rat "]


@pytest.mark.parametrize(
    ("probabilities", "label"),
    [
        ((0.35, 0.5, 0.15), "neutral"),
        ((0.4, 0.3, 0.3), "negative"),
        ((0.1, 0.2, 0.7), "positive"),
        ((0.4, 0.4, 0.2), "neutral"),
        ((0.4, 0.2, 0.4), "negative"),
    ],
)
def test_the_label_is_the_most_probable(probabilities: tuple[float, float, float], label: str) -> None:
    assert most_probable(Probabilities(*probabilities)) == label


def test_the_parameter_chooses() -> None:
    assert chosen_model("lexicon") is None
    assert chosen_model("model") is load_label_model()


def test_the_bundled_model_is_complete() -> None:
    content = json.loads(PATH.read_text(encoding="utf-8"))
    assert {"hits.mean", "loss.death", "around.loss", "style.negations"} <= content["figures"].keys()
    assert content["labels"] == list(LABELS)
    assert len(content["lemmas"]) > 500
    assert len(content["ngrams"]) > 500
    assert all(
        len(weights) == len(LABELS) for part in ("figures", "lemmas", "ngrams") for weights in content[part].values()
    )
    pooling = content["pooling"]
    assert list(pooling["own"]) == list(pooling["network"]) == list(LABELS)
    assert all(pooling[part][label][i] > 0 for part in ("own", "network") for i, label in enumerate(LABELS))
    assert PATH.with_suffix(".md").is_file()


@pytest.mark.parametrize(
    "content",
    [
        "no JSON",
        "[]",
        "{}",
        '{"figures": {"a": [1]}, "lemmas": {}, "ngrams": {}, "intercept": [0, 0, 0]}',
        '{"figures": {}, "lemmas": {}, "ngrams": {}, "intercept": [0]}',
        '{"figures": {}, "lemmas": {}, "ngrams": {}, "intercept": [0, 0, 0]}',
    ],
)
def test_an_invalid_model_is_reported(content: str, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WortlautError, match=r"model\.json.*python -m training\.tone"):
        load_label_model(path)
