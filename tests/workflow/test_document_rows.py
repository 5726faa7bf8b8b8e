from __future__ import annotations

import pytest
import spacy
import spacy.tokens

from tests.conftest import article
from wortlaut.nlp.annotate import Document
from wortlaut.nlp.plain_doc import Doc
from wortlaut.workflow import document_rows

WORDS = ["Ministerin", "geht", "\n\n", "Die", "alte", "\n", "Ministerin", "geht", "."]
HEADS = [1, 1, 1, 5, 5, 7, 7, 7, 7]


@pytest.fixture
def document() -> Document:
    """Return a headline and a sentence with a line break in it, on which the parser hung some words."""
    doc = spacy.tokens.Doc(
        spacy.blank("de").vocab,
        words=WORDS,
        spaces=[True, False, False, True, False, False, True, False, False],
        heads=HEADS,
        deps=["nsubj", "ROOT", "dep", "det", "amod", "dep", "nsubj", "ROOT", "punct"],
        lemmas=["Ministerin", "gehen", "", "der", "alt", "", "Ministerin", "gehen", "--"],
        pos=["NOUN", "VERB", "SPACE", "DET", "ADJ", "SPACE", "NOUN", "VERB", "PUNCT"],
        tags=["NN", "VVFIN", "_SP", "ART", "ADJA", "_SP", "NN", "VVFIN", "$."],
        morphs=["Number=Sing", "", "", "", "", "", "", "", ""],
    )
    return Document(article(doc.text), Doc.of(doc))


def test_the_article_tells_its_parts(document: Document) -> None:
    row = document_rows.article_row(document.article, document_rows.TextCounts(2, 7), None)
    assert row.article_id == "a"
    assert (row.near_copy_of, row.similarity) == (None, None)
    assert row.path == "a.txt"
    assert (row.n_sections, row.n_sentences, row.n_tokens) == (2, 2, 7)


def test_sections_have_their_place(document: Document) -> None:
    rows = list(document_rows.section_rows(document.article))
    assert [(row.position, row.kind, row.start, row.end) for row in rows] == [
        (1, "headline", 0, 15),
        (2, "body", 17, 42),
    ]


def test_sentences_are_as_in_the_text(document: Document) -> None:
    rows = list(document_rows.sentence_rows(document))
    assert [row.text for row in rows] == ["Ministerin geht", "Die alte\nMinisterin geht."]
    for row in rows:
        assert document.article.text[row.start : row.end] == row.text


def test_tokens_are_numbered_without_the_blank_ones(document: Document) -> None:
    rows = list(document_rows.token_rows(document))
    assert [(row.token_id, row.text) for row in rows] == list(
        enumerate([word for word in WORDS if word.strip()], start=1)
    )
    for row in rows:
        assert document.article.text[row.start : row.end] == row.text
    assert (rows[0].lemma, rows[0].pos, rows[0].tag, rows[0].morph, rows[0].dep) == (
        "Ministerin",
        "NOUN",
        "NN",
        "Number=Sing",
        "nsubj",
    )
    assert rows[1].morph is None


def test_heads_are_token_numbers_past_blank_tokens(document: Document) -> None:
    rows = list(document_rows.token_rows(document))
    assert [(row.text, row.head) for row in rows] == [
        ("Ministerin", 2),
        ("geht", 0),
        ("Die", 6),
        ("alte", 6),
        ("Ministerin", 6),
        ("geht", 0),
        (".", 6),
    ]
