from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, fix_random_seed

from pipeline.inference import embedding, prepare

TEXTS = [
    "Karin Althoff lobt den Rat der Stadt.",
    "Der Rat tagt heute, sagt Karin Althoff.",
    "",
    "Im Rat sitzt heute keiner.",
]
HASHED = {
    "@architectures": "spacy.MultiHashEmbed.v2",
    "width": 16,
    "attrs": ["NORM", "SHAPE"],
    "rows": [200, 100],
    "include_static_vectors": False,
}
WITH_VECTORS = HASHED | {"include_static_vectors": True}
ONE_ATTRIBUTE = HASHED | {"attrs": ["LOWER"], "rows": [200]}
BY_CHARACTER = {
    "@architectures": "spacy.CharacterEmbed.v2",
    "width": 16,
    "rows": 100,
    "nM": 8,
    "nC": 4,
    "include_static_vectors": False,
    "feature": "LOWER",
}

ENCODER = {"depth": 2, "window_size": 1, "maxout_pieces": 2}


def pipeline(embed: dict[str, Any], *, component: str = "tok2vec", **encoder: int) -> Language:
    """Return a pipeline with word vectors and one component that has learned nothing."""
    nlp = spacy.blank("de")
    nlp.vocab.vectors.resize((3, 5))
    for number, word in enumerate(("Rat", "Stadt", "heute")):
        nlp.vocab.set_vector(word, NumpyOps().asarray1f([number] * 5))
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 16, **ENCODER, **encoder}
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    models: dict[str, Any] = {
        "tok2vec": tok2vec,
        "tagger": {"@architectures": "spacy.Tagger.v2", "tok2vec": tok2vec},
        "ner": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "tok2vec": tok2vec,
            "state_type": "ner",
            "extra_state_tokens": False,
            "hidden_width": 8,
            "maxout_pieces": 2,
        },
    }
    pipe: Any = nlp.add_pipe(component, config={"model": models[component]})
    if component != "tok2vec":
        pipe.add_label("PER")
    fix_random_seed(1)
    nlp.initialize()
    return nlp


def embedding_of(nlp: Language) -> Any:
    """Return the first layer of the component, which gives each token its vector."""
    model: Any = nlp.pipeline[0][1].model  # type: ignore[attr-defined]
    return (model.get_ref("tok2vec") if model.has_ref("tok2vec") else model).layers[0]


def vectors(nlp: Language) -> list[Any]:
    """Return the vectors of the texts' tokens."""
    found: list[Any] = embedding_of(nlp).predict(list(map(nlp.make_doc, TEXTS)))
    return found


@pytest.mark.parametrize("component", ["tok2vec", "tagger"])
@pytest.mark.parametrize("embed", [HASHED, WITH_VECTORS, ONE_ATTRIBUTE])
@pytest.mark.parametrize(
    "words", [pytest.param(50_000, id="all fit"), pytest.param(9, id="some go"), pytest.param(7, id="texts too long")]
)
def test_words_get_the_vectors_that_they_had(
    embed: dict[str, Any], component: str, words: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "_WORDS", words)
    nlp = pipeline(embed, component=component)
    before = vectors(nlp)
    prepare(nlp)
    for _ in range(2):
        assert all(map(np.array_equal, before, vectors(nlp)))


@pytest.mark.parametrize("component", ["tok2vec", "tagger"])
@pytest.mark.parametrize("encoder", [{}, {"depth": 1}, {"depth": 4, "maxout_pieces": 3}, {"window_size": 2}])
def test_a_prepared_pipeline_gives_what_it_gave(component: str, encoder: dict[str, int]) -> None:
    """But for the last digits: it adds up in another order."""
    nlp = pipeline(WITH_VECTORS, component=component, **encoder)
    (_, part), *_ = nlp.pipeline
    texts = ["Rat", *filter(None, TEXTS)]
    before: list[Any] = []
    after: list[Any] = []
    for found in (before, after):
        for text in texts:
            found += part.model.predict([nlp.make_doc(text)])  # type: ignore[attr-defined]
        prepare(nlp)
    for one, other in zip(before, after, strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-5)


def test_a_text_gives_the_same_alone_and_beside_others() -> None:
    nlp = pipeline(WITH_VECTORS)
    prepare(nlp)
    together = [doc.tensor for doc in nlp.pipe(TEXTS)]
    alone = [nlp(text).tensor for text in TEXTS]
    assert all(map(np.array_equal, together, alone))


def test_a_word_is_embedded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = pipeline(HASHED)
    embedded = []
    gather_add = NumpyOps.gather_add

    def counted(self: NumpyOps, table: Any, indices: Any) -> Any:
        embedded.append(len(indices))
        return gather_add(self, table, indices)

    monkeypatch.setattr(NumpyOps, "gather_add", counted)
    prepare(nlp)
    vectors(nlp)
    vectors(nlp)
    words = {(token.norm_, token.shape_) for text in TEXTS for token in nlp.make_doc(text)}
    assert sum(embedded) == 2 * len(words)


def test_tokens_that_differ_in_what_is_read_are_different_words() -> None:
    nlp = pipeline(HASHED | {"attrs": ["NORM", "TAG"]})
    docs = [Doc(nlp.vocab, ["Rat"], tags=[tag]) for tag in ("NN", "NE", "NN")]
    before = embedding_of(nlp).predict(docs)
    prepare(nlp)
    after = embedding_of(nlp).predict(docs)
    assert all(map(np.array_equal, before, after))
    assert not np.array_equal(after[0], after[1])


def test_what_is_known_to_depend_on_more_than_the_word_is_left_alone() -> None:
    nlp = pipeline(BY_CHARACTER)
    layer = embedding_of(nlp)
    prepare(nlp)
    assert embedding_of(nlp) is layer


@pytest.mark.parametrize(
    ("embed", "component", "alone"),
    [
        pytest.param(HASHED, "tok2vec", {}, id="by text"),
        pytest.param(BY_CHARACTER, "tok2vec", {"tok2vec": {"batch_size": 1}}, id="another embedding"),
        pytest.param(HASHED, "tagger", {"tagger": {"batch_size": 1}}, id="more layers"),
        pytest.param(HASHED, "ner", {}, id="transitions"),
    ],
)
def test_only_texts_whose_vectors_would_depend_on_others_are_analysed_alone(
    embed: dict[str, Any], component: str, alone: dict[str, Any]
) -> None:
    nlp = pipeline(embed, component=component)
    assert prepare(nlp) == alone
    layer = embedding_of(nlp)
    assert prepare(nlp) == alone  # it may be prepared again
    assert embedding_of(nlp) is layer
