from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import NumpyOps, fix_random_seed

from wortlaut.nlp.encoder import by_text

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
ENCODER = {"depth": 2, "window_size": 1, "maxout_pieces": 2}


def pipeline(embed: dict[str, Any], *, component: str = "tok2vec", **encoder: int) -> Language:
    """Return a pipeline with word vectors and one untrained component."""
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


@pytest.mark.parametrize("component", ["tok2vec", "tagger"])
@pytest.mark.parametrize("encoder", [{}, {"depth": 1}, {"depth": 4, "maxout_pieces": 3}, {"window_size": 2}])
def test_a_pipeline_gives_the_same_text_by_text(component: str, encoder: dict[str, int]) -> None:
    """Except for the last digits, since it sums in another order."""
    nlp = pipeline(WITH_VECTORS, component=component, **encoder)
    (_, part), *_ = nlp.pipeline
    docs = [nlp.make_doc(text) for text in ("Rat", *filter(None, TEXTS))]
    before = [vectors for doc in docs for vectors in part.model.predict([doc])]  # type: ignore[attr-defined]
    with by_text(nlp):
        after = [vectors for doc in docs for vectors in part.model.predict([doc])]  # type: ignore[attr-defined]
    for one, other in zip(before, after, strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-5)


@pytest.mark.parametrize("embed", [HASHED, WITH_VECTORS, ONE_ATTRIBUTE])
def test_a_text_gives_the_same_alone_and_among_others(embed: dict[str, Any]) -> None:
    nlp = pipeline(embed)
    with by_text(nlp) as settings:
        together = [doc.tensor for doc in nlp.pipe(TEXTS, component_cfg=settings)]
        alone = [nlp(text).tensor for text in TEXTS]
    assert all(map(np.array_equal, together, alone))


@pytest.mark.parametrize("component", ["tok2vec", "tagger", "ner"])
def test_the_pipeline_is_restored_after_the_block(tmp_path: Path, component: str) -> None:
    nlp = pipeline(WITH_VECTORS, component=component)
    nlp.to_disk(tmp_path / "before")
    layers = [(layer, layer.ops) for _, part in nlp.pipeline for layer in part.model.walk()]  # type: ignore[attr-defined]
    with by_text(nlp):
        pass
    after = [(layer, layer.ops) for _, part in nlp.pipeline for layer in part.model.walk()]  # type: ignore[attr-defined]
    assert after == layers
    nlp.to_disk(tmp_path / "after")
    before, saved = (digests(tmp_path / name) for name in ("before", "after"))
    assert saved == before


def digests(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_restored_after_an_error() -> None:
    nlp = pipeline(HASHED)
    before = [layer for _, part in nlp.pipeline for layer in part.model.walk()]  # type: ignore[attr-defined]
    with pytest.raises(KeyboardInterrupt), by_text(nlp):
        raise KeyboardInterrupt
    assert [layer for _, part in nlp.pipeline for layer in part.model.walk()] == before  # type: ignore[attr-defined]


@pytest.mark.parametrize(("component", "is_alone"), [("tok2vec", True), ("tagger", True), ("ner", False)])
def test_what_computes_vectors_gets_one_text_at_a_time(component: str, is_alone: bool) -> None:
    with by_text(pipeline(HASHED, component=component)) as settings:
        assert settings == ({component: {"batch_size": 1}} if is_alone else {})
