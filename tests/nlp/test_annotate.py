from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest
import spacy
import spacy.tokens
from spacy.language import Language
from spacy.pipeline import Pipe

from tests.conftest import article
from wortlaut.nlp import model
from wortlaut.nlp.annotate import Document, annotate, from_bytes, to_bytes
from wortlaut.text.article import Article

TEXT = (
    "Rutte lobt Stoltenberg Stand: 01.10.2024 11:00 Uhr\n\n"
    "Mark Rutte ist in Brüssel. Jens Stoltenberg geht.\n\n"
    "Streit in Brüssel\n\n"
    "Rutte sprach in der alten Stadt lange mit Kamala\nHarris. Es ging um Geld.\n\n"
    "Am Montag reist er ab.\n"
)
SENTENCES = [
    ("a#sent1", "headline", "Rutte lobt Stoltenberg"),
    ("a#sent2", "lead", "Mark Rutte ist in Brüssel."),
    ("a#sent3", "lead", "Jens Stoltenberg geht."),
    ("a#sent4", "body", "Streit in Brüssel"),
    ("a#sent5", "body", "Rutte sprach in der alten Stadt lange mit Kamala\nHarris."),
    ("a#sent6", "body", "Es ging um Geld."),
    ("a#sent7", "body", "Am Montag reist er ab."),
]


@pytest.fixture(scope="module")
def splitter() -> Language:
    """Return a pipeline that only splits sentences at punctuation."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    return nlp


def annotated(articles: list[Article], nlp: Language) -> list[Document]:
    return list(annotate(articles, nlp, batch_size=2))


def test_the_callers_pipeline_is_not_modified(tmp_path: Path) -> None:
    nlp = model.load(model.find("bundled"))
    (before,) = annotated([article(TEXT)], nlp)
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    (after,) = annotated([article(TEXT)], loaded)
    assert to_bytes(after) == to_bytes(before)
    shipped = sum(path.stat().st_size for path in model.BUNDLED.rglob("*") if path.is_file())
    saved = sum(path.stat().st_size for path in (tmp_path / "saved").rglob("*") if path.is_file())
    assert saved > 0.99 * shipped


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_sentences_are_found_in_their_sections(splitter: Language, line_end: str) -> None:
    (document,) = annotated([article(TEXT.replace("\n", line_end))], splitter)
    assert [(part.sentence_id, part.section.kind, part.span.text) for part in document.sentences] == [
        (sentence_id, kind, text.replace("\n", " ")) for sentence_id, kind, text in SENTENCES
    ]


def test_every_token_of_a_sentence_is_mapped_to_it(splitter: Language) -> None:
    (document,) = annotated([article(TEXT)], splitter)
    assert document.doc.text == TEXT.replace("Kamala\nHarris", "Kamala Harris")
    assert document.article.kept_text == TEXT
    for token in document.doc:
        sentence = document.sentence_of_token.get(token.i)
        is_inside = any(part.span.start <= token.i < part.span.end for part in document.sentences)
        assert (sentence is not None) == is_inside
    assert "Stand" not in " ".join(part.span.text for part in document.sentences)


def test_sentences_and_entities_keep_to_their_paragraphs(nlp: Language) -> None:
    text = "Rutte trifft Kamala Harris\n\nDonald Trump fehlte.\n\nStreit mit\n\nKamala Harris sprach mit Donald Trump."
    (document,) = annotated([article(text)], nlp)
    assert [part.span.text for part in document.sentences] == text.split("\n\n")
    assert document.doc.ents
    assert all("\n" not in entity.text for entity in document.doc.ents)


def test_a_long_article_is_analysed_in_pieces(splitter: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"Absatz {number} ist da. Er ist kurz." for number in range(40))
    (whole,) = annotated([article(text)], splitter)
    monkeypatch.setattr("wortlaut.nlp.annotate.LONGEST", 100)
    (cut,) = annotated([article(text)], splitter)
    assert cut.doc.text == text
    assert [part.span.text for part in cut.sentences] == [part.span.text for part in whole.sentences]
    assert [token.idx for token in cut.doc] == [token.idx for token in whole.doc]


def test_articles_keep_their_order(splitter: Language) -> None:
    texts = ["Ein Satz.", "Zwei. Sätze.", "Drei. Kurze. Sätze."]
    found = annotated([article(text, f"a{number}") for number, text in enumerate(texts)], splitter)
    assert [document.article.article_id for document in found] == ["a0", "a1", "a2"]
    assert [len(document.sentences) for document in found] == [1, 2, 3]


def test_documents_survive_a_round_trip(nlp: Language) -> None:
    texts = [
        TEXT,
        TEXT.replace("\n", "\r\n"),
        "Ein Satz ohne Ende",
        "„Ja“ – sag\u00adte\u00a0er.  Doppelt 😀 gemoppelt.",
    ]
    articles = [article(text) for text in texts]
    for source, before in zip(articles, annotated(articles, nlp), strict=True):
        after = from_bytes(source, to_bytes(before))
        assert after.article == before.article
        assert to_bytes(after) == to_bytes(before)
        assert [part.span.text for part in after.sentences] == [part.span.text for part in before.sentences]
        assert [(token.text, token.lemma_) for token in after.doc] == [
            (token.text, token.lemma_) for token in before.doc
        ]


TRAPPED: list[str] = []


class Trap:
    """Record in `TRAPPED` that it was unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return TRAPPED.append, ("unpickled",)


def test_nothing_in_stored_bytes_is_executed() -> None:
    with pytest.raises(ValueError, match="decode"):
        from_bytes(article(TEXT), zlib.compress(pickle.dumps(Trap())))
    assert TRAPPED == []


def test_a_batch_holds_long_texts_only_as_far_as_memory_is_bounded(
    splitter: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wortlaut.nlp.annotate._TOKENS", 20)
    waiting = 0
    most = 0

    def counted() -> Iterator[Article]:
        nonlocal waiting, most
        for number in range(20):
            waiting += 1
            most = max(most, waiting)
            yield article("Es regnet heute. " * 3, str(number))

    for _ in annotate(counted(), splitter, batch_size=64):
        waiting -= 1
    assert waiting == 0
    assert most == 2


BATCHES: list[list[int]] = []
"""Numbers of tokens of the texts that `SeesBatches` has got at a time."""


class SeesBatches(Pipe):
    """Stand in for a transformer: all texts of a batch are seen at once."""

    def __call__(self, doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
        return doc

    def pipe(self, stream: Iterable[spacy.tokens.Doc], *, batch_size: int = 1) -> Iterator[spacy.tokens.Doc]:
        texts = iter(stream)
        while batch := [*islice(texts, batch_size)]:
            BATCHES.append([len(doc) for doc in batch])
            yield from batch


Language.factory("curated_transformer", func=lambda nlp, name: SeesBatches())


def test_a_transformer_gets_batches_that_keep_it_busy_and_fit_into_memory() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("curated_transformer")
    nlp.add_pipe("sentencizer")
    BATCHES.clear()
    texts = ["Es regnet heute. " * 100] * 20 + ["Es regnet heute. " * 1_150] * 4
    documents = list(annotate((article(text, str(n)) for n, text in enumerate(texts)), nlp, batch_size=64))
    assert len(documents) == len(texts)
    assert sum(map(len, BATCHES)) == len(texts)
    assert len(BATCHES[0]) == 10
    assert all(sum(batch[:-1]) < 4_000 for batch in BATCHES)
    assert max(map(sum, BATCHES)) < 10_000
