from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import spacy.tokens
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.de import German
from spacy.language import Language

from wortlaut.nlp import plain_doc
from wortlaut.nlp.plain_doc import Annotation

TEXTS = (
    "Rutte lobt Stoltenberg\n\nMark Rutte (57) ist in Brüssel. Jens Stoltenberg sagte: „Ich gehe gern.“",
    "Der Chef der NATO-Staaten, den sie 2024  wählten,\r\nhat Kamala Harris und Donald Trump angerufen – oder nicht?",
    "😀 ja",
    "",
)
ATTRIBUTES = (
    *("i", "idx", "text", "lower_", "whitespace_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "is_sent_start"),
    *("is_alpha", "is_punct", "is_space", "is_lower", "like_num"),
)
VOCAB = German().vocab


def both(doc: spacy.tokens.Doc) -> tuple[Any, Any]:
    """Return a spaCy document and ours from its annotation, after a round trip through bytes."""
    return doc, plain_doc.Doc(doc.text, Annotation.from_bytes(Annotation.of(doc).to_bytes()))


@pytest.fixture(scope="module", params=TEXTS, ids=["quotation", "one sentence", "emoji", "empty"])
def docs(nlp: Language, request: pytest.FixtureRequest) -> tuple[Any, Any]:
    return both(nlp(request.param))


def test_tokens_are_those_of_spacy(docs: tuple[Any, Any]) -> None:
    for token, own in zip(*docs, strict=True):
        for name in ATTRIBUTES:
            assert getattr(own, name) == getattr(token, name), name
        assert str(own.morph) == str(token.morph)
        for feature in ("Case", "Number", "VerbForm", "None"):
            assert own.morph.get(feature) == token.morph.get(feature)
            assert own.morph.get(feature, ["x"]) == token.morph.get(feature, ["x"])
        assert own.head.i == token.head.i
        assert places(own.children) == places(token.children)
        assert {*places(own.subtree)} == {*places(token.subtree)}
        assert (len(own), str(own)) == (len(token), str(token))


def places(tokens: Any) -> list[int]:
    return [token.i for token in tokens]


def as_tuple(span: Any) -> tuple[Any, ...]:
    root = span.root.i if len(span) else None
    return span.start, span.end, span.label_, span.start_char, span.end_char, span.text, places(span), root


def test_sentences_and_entities_are_those_of_spacy(docs: tuple[Any, Any]) -> None:
    for name in ("sents", "ents"):
        spans, own = (list(map(as_tuple, getattr(doc, name))) if len(doc) else [] for doc in docs)
        assert own == spans


def test_slices_are_those_of_spacy(docs: tuple[Any, Any]) -> None:
    doc, own = docs
    bounds = [None, *range(-len(doc) - 1, len(doc) + 2)]
    for start in bounds:
        for end in bounds:
            assert as_tuple(own[start:end]) == as_tuple(doc[start:end])


def test_characters_map_to_the_tokens_of_spacy(docs: tuple[Any, Any]) -> None:
    doc, own = docs
    for start in range(-1, len(doc.text) + 2):
        for end in range(start, len(doc.text) + 2):
            spans = [each.char_span(start, end, alignment_mode="expand") for each in docs]
            assert (spans[0] is None) == (spans[1] is None)
            assert spans[0] is None or as_tuple(spans[1]) == as_tuple(spans[0])
    with pytest.raises(ValueError, match="strict"):
        own.char_span(0, 1, alignment_mode="strict")


@given(st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_roots_are_those_of_spacy(heads: Sequence[int]) -> None:
    if not is_tree(heads):
        return
    doc = spacy.tokens.Doc(VOCAB, words=["Ein", ",", "Satz", "aus", "sechs", "."], heads=[*heads], deps=["dep"] * 6)
    doc, own = both(doc)
    for start in range(6):
        for end in range(start + 1, 7):
            assert own[start:end].root.i == doc[start:end].root.i


def is_tree(heads: Sequence[int]) -> bool:
    """Return whether each token's heads lead to a root."""
    places = list(range(len(heads)))
    for _ in heads:
        places = [heads[place] for place in places]
    return all(heads[place] == place for place in places)


def test_neighbours_are_in_the_text(docs: tuple[Any, Any]) -> None:
    _, own = docs
    for token in own:
        assert token.i == 0 or token.nbor(-1) is own[token.i - 1]
    if len(own):
        with pytest.raises(IndexError):
            own[-1].nbor()


def test_attributes_that_the_package_does_not_use_are_missing() -> None:
    _, own = both(spacy.tokens.Doc(VOCAB, words=["Ja"]))
    with pytest.raises(AttributeError):
        own[0].vector  # noqa: B018


def test_parts_of_speech_follow_from_tags_if_there_are_none() -> None:
    words, tags = ["Weber", "kann", "\n", "reden", "Nordisch"], ["NE", "VMFIN", "_SP", "VVINF", "?"]
    own = plain_doc.Doc.of(spacy.tokens.Doc(VOCAB, words=words, tags=tags))
    assert [token.pos_ for token in own] == ["PROPN", "AUX", "SPACE", "VERB", ""]
    given_pos = spacy.tokens.Doc(VOCAB, words=words, tags=tags, pos=["X", "", "", "", ""])
    assert [token.pos_ for token in plain_doc.Doc.of(given_pos)] == ["X", "", "", "", ""]


def test_sentences_are_cut_with_their_heads_and_names() -> None:
    doc = spacy.tokens.Doc(
        VOCAB, words=["Hafen", "Karin", "Althoff", "lacht"], heads=[3, 2, 3, 3], deps=["a", "b", "c", "d"]
    )
    doc.set_ents([spacy.tokens.Span(doc, 0, 3, "PER")])
    annotation = Annotation.of(doc)
    own = plain_doc.Doc(doc.text, annotation.with_sentence_starts([1]))
    assert [sent.text for sent in own.sents] == ["Hafen", "Karin Althoff lacht"]
    assert [token.head.text for token in own] == ["Hafen", "Althoff", "lacht", "lacht"]
    assert [entity.text for entity in own.ents] == ["Hafen", "Karin Althoff"]
    assert len([*plain_doc.Doc(doc.text, annotation).sents]) == 1


def with_tones(*tones: tuple[float, ...] | None) -> spacy.tokens.Doc:
    """Return a document whose sentences, of two words each, have tones."""
    if not spacy.tokens.Span.has_extension("model_tone"):
        spacy.tokens.Span.set_extension("model_tone", default=None)
    words = ["Ja", "."] * len(tones)
    doc = spacy.tokens.Doc(VOCAB, words=words, sent_starts=[True, False] * len(tones))
    for sentence, tone in zip(doc.sents, tones, strict=True):
        if tone is not None:
            sentence._.model_tone = tone
    return doc


TONE, OTHER = (0.1, 0.2, 0.3, 0.4), (1.0, 0.0, 0.0, 0.0)
LOGARITHMS = (-2.3, -1.61, -1.2, -0.92)


def test_the_tone_of_sentences_is_kept_as_logarithms() -> None:
    annotation = Annotation.of(with_tones(TONE, None, OTHER))
    own = plain_doc.Doc("Ja . Ja . Ja . ", Annotation.from_bytes(annotation.to_bytes()))
    assert [sent.model_tone for sent in own.sents] == [LOGARITHMS, None, (0.0, -9.21, -9.21, -9.21)]
    assert own[1:2].model_tone == LOGARITHMS
    own.set_lemmas(["x"] * 6)
    assert plain_doc.Doc(own.text, own.annotation)[0:2].model_tone == LOGARITHMS


def test_parts_of_a_sentence_have_its_tone() -> None:
    own = plain_doc.Doc("Ja . Ja . ", Annotation.of(with_tones(TONE, OTHER)).with_sentence_starts([1]))
    assert [sent.model_tone for sent in own.sents][:2] == [LOGARITHMS, LOGARITHMS]


def test_joined_documents_keep_their_tones() -> None:
    joined = spacy.tokens.Doc.from_docs([with_tones(TONE), with_tones(None, TONE)], ensure_whitespace=False)
    own = plain_doc.Doc.of(joined)
    assert [sent.model_tone for sent in own.sents] == [LOGARITHMS, None, LOGARITHMS]


def test_without_sentences_or_a_tone_there_is_none() -> None:
    for doc in (spacy.tokens.Doc(VOCAB), spacy.tokens.Doc(VOCAB, words=["Ja"]), with_tones(None)):
        annotation = Annotation.of(doc)
        assert annotation.tones.shape == (0, 6)
        assert Annotation.from_bytes(annotation.to_bytes()).tones.shape == (0, 6)
