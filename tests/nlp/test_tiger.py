"""Pipelines with TIGER's trees, as `de_core_news_md` has: a stand-in shows that the rules read them, too."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests import tiger
from tests.conftest import DEMO, article
from wortlaut.entities import find_mentions
from wortlaut.nlp import model
from wortlaut.nlp.annotate import Document, annotate
from wortlaut.quotations import find_quotations


@pytest.fixture(scope="module")
def german() -> Language:
    """Return the bundled pipeline with trees converted to those of TIGER."""
    nlp = model.load(model.find("bundled"))
    nlp.add_pipe(tiger.NAME)
    return nlp


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Die Stadt hat das Bad geschlossen.",
            "Die<nk<Stadt Stadt<sb<hat das<nk<Bad Bad<oa<geschlossen geschlossen<oc<hat .<punct<hat",
        ),
        ("Er ist der Minister.", "Er<sb<ist der<nk<Minister Minister<pd<ist .<punct<ist"),
        (
            "Sie wohnt in Lauen.",
            "Sie<sb<wohnt in<mo<wohnt Lauen<nk<in .<punct<wohnt",
        ),
        (
            "Der Zug muss repariert werden.",
            "Der<nk<Zug Zug<sb<muss repariert<oc<werden werden<oc<muss .<punct<muss",
        ),
        ("Otto und Anna singen.", "Otto<sb<singen und<cd<Otto Anna<cj<und .<punct<singen"),
    ],
)
def test_the_stand_in_has_trees_of_tiger(german: Language, text: str, expected: str) -> None:
    found = [f"{token.text}<{token.dep_}<{token.head.text}" for token in german(text) if token.dep_ != "ROOT"]
    assert " ".join(found) == expected


def quoted(document: Document) -> set[tuple[str, str | None, str | None]]:
    rows = find_quotations(document, find_mentions(document))
    return {(row.quote_text, row.cue_text, row.speaker_text) for row in rows}


def test_the_rules_find_nearly_the_same_by_either_trees(nlp: Language, german: Language) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(DEMO.glob("*.txt"))]
    same = n = 0
    for pipeline_rows in zip(
        *(annotate(map(article, texts), pipeline, batch_size=2) for pipeline in (nlp, german)), strict=True
    ):
        one, other = map(quoted, pipeline_rows)
        same += len(one & other)
        n += len(one | other)
    assert n > 30
    assert same / n >= 0.985
