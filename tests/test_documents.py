from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipeline import documents, pieces
from pipeline.articles import Article
from pipeline.documents import Document, annotate, read_documents, write_documents
from pipeline.errors import WortlautError
from tests.conftest import article

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
    """Return a pipeline that does nothing but find sentences by their marks."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    return nlp


def annotated(articles: list[Article], nlp: Language) -> list[Document]:
    return list(annotate(articles, nlp, processes=1, batch_size=2))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_sentences_are_found_in_their_sections(splitter: Language, line_end: str) -> None:
    (document,) = annotated([article(TEXT.replace("\n", line_end))], splitter)
    assert [(part.sentence_id, part.section.kind, part.span.text) for part in document.sentences] == [
        (sentence_id, kind, text.replace("\n", line_end)) for sentence_id, kind, text in SENTENCES
    ]


def test_every_token_of_a_sentence_knows_it(splitter: Language) -> None:
    (document,) = annotated([article(TEXT)], splitter)
    assert document.doc.text == TEXT
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
    monkeypatch.setattr(pieces, "LONGEST", 100)
    (cut,) = annotated([article(text)], splitter)
    assert cut.doc.text == text
    assert [part.span.text for part in cut.sentences] == [part.span.text for part in whole.sentences]
    assert [token.idx for token in cut.doc] == [token.idx for token in whole.doc]


def test_articles_keep_their_order(splitter: Language) -> None:
    texts = ["Ein Satz.", "Zwei. Sätze.", "Drei. Kurze. Sätze."]
    found = annotated([article(text, f"a{number}") for number, text in enumerate(texts)], splitter)
    assert [document.article.article_id for document in found] == ["a0", "a1", "a2"]
    assert [len(document.sentences) for document in found] == [1, 2, 3]


def test_documents_come_back_as_they_were(tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_PER_FILE", 2)
    articles = [article(TEXT, f"a{number}") for number in range(5)]
    written = list(write_documents(annotate(articles, nlp, processes=1, batch_size=2), tmp_path / "documents"))
    read = list(read_documents(articles, tmp_path / "documents"))
    assert [document.article for document in written] == articles
    assert [document.article for document in read] == articles
    for before, after in zip(written, read, strict=True):
        assert after.doc.to_json() == before.doc.to_json()
        assert [part.span.text for part in after.sentences] == [part.span.text for part in before.sentences]
        assert [token.lemma_ for token in after.doc] == [token.lemma_ for token in before.doc]


def test_documents_of_an_earlier_run_are_replaced(
    tmp_path: Path, splitter: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_PER_FILE", 1)
    for n_articles in (3, 2):
        articles = [article(TEXT, f"a{number}") for number in range(n_articles)]
        list(write_documents(annotate(articles, splitter, processes=1, batch_size=2), tmp_path))
    assert len(list(read_documents(articles, tmp_path))) == 2
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("text", ["Ein anderer Text.", TEXT])
def test_documents_of_other_articles_are_an_error(tmp_path: Path, splitter: Language, text: str) -> None:
    list(write_documents(annotate([article("Ein Satz.")], splitter, processes=1, batch_size=2), tmp_path))
    articles = [article("Ein Satz."), article(text)] if text == TEXT else [article(text)]
    with pytest.raises(WortlautError, match=r"does not belong to these articles\. Run `wortlaut tokenize` again"):
        list(read_documents(articles, tmp_path))


def test_a_file_in_the_way_is_an_error(tmp_path: Path, splitter: Language) -> None:
    (tmp_path / "documents").write_text("")
    found = annotate([article("Ein Satz.")], splitter, processes=1, batch_size=2)
    with pytest.raises(WortlautError, match="documents: cannot be written"):
        list(write_documents(found, tmp_path / "documents"))
