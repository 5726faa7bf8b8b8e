"""Tone of whole articles, with the bundled model and the shipped label model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from spacy.language import Language

from tests.conftest import article
from wortlaut.entities import EntityIndex, find_mentions, namings
from wortlaut.nlp.annotate import Document, annotate
from wortlaut.nlp.plain_doc import Doc
from wortlaut.quotations import find_quotations
from wortlaut.sentiment.aggregate import TonesByEntity, polar_word_rows, section_rows, sentence_rows
from wortlaut.sentiment.label_model import LabelModel, Probabilities, load_label_model
from wortlaut.sentiment.lexicon import load_lexicon
from wortlaut.sentiment.scored import ScoredSentence, score
from wortlaut.sentiment.tone import Part, Tally
from wortlaut.tables.schemas import EntitySentimentRow, SpeakerSentimentRow

TEXTS = {
    "a": "Streit im Rathaus\n\nKarin Althoff lobte den Erfolg der Helfer. Der Streit mit der Stadt dauert an.\n\n"
    "„Das ist eine Katastrophe und eine Krise“, sagte Karin Althoff.",
    "b": "Karin Althoff scheiterte in Bremen. Sie kam am Montag. „Der Plan ist gut“, sagte Karin Althoff am Montag.",
}


@pytest.fixture(scope="module")
def documents(nlp: Language) -> list[Document]:
    articles = [article(text, name) for name, text in TEXTS.items()]
    return list(annotate(articles, nlp, batch_size=2))


def rows(documents: Sequence[Document], labels: LabelModel | None) -> dict[str, list[Any]]:
    """Return the rows of all four tables, those of articles sorted."""
    index = EntityIndex()
    mentions = {}
    for document in documents:
        mentions[document.article.article_id] = find_mentions(document)
        index.add(namings(document, mentions[document.article.article_id]))
    entities = {entity.canonical_id: entity for entity in index.entities()}
    speakers, named = TonesByEntity(), TonesByEntity()
    sentences, sections = [], []
    for document in documents:
        found = mentions[document.article.article_id]
        quotations = find_quotations(document, found)
        scored = score(document, load_lexicon(), negation_window=4, model=labels)
        sentences += list(sentence_rows(document, scored))
        sections += list(section_rows(document, scored, quotations))
        speakers.add_quotations(document, scored, quotations)
        named.add_mentions(document, scored, found)
    names = {canonical_id: entity.name for canonical_id, entity in entities.items()}
    return {
        "sentences": sorted(sentences, key=str),
        "sections": sorted(sections, key=str),
        "speakers": list(speakers.rows(SpeakerSentimentRow, names)),
        "entities": list(named.rows(EntitySentimentRow, names)),
    }


@pytest.mark.parametrize("labels", [None, load_label_model()], ids=["lexicon", "model"])
def test_the_order_of_articles_changes_nothing(documents: list[Document], labels: LabelModel | None) -> None:
    assert rows(documents, labels) == rows(documents[::-1], labels)


def test_labels_change_no_polarity(documents: list[Document]) -> None:
    found = [[row.polarity for row in rows(documents, labels)["sections"]] for labels in (None, load_label_model())]
    assert found[0] == found[1]


def test_the_answers_of_an_interview_are_the_quoted_voice(nlp: Language) -> None:
    text = (
        "Interview mit Karin Althoff\n\nSZ: Frau Althoff, ist das eine Katastrophe?\n\n"
        "Althoff: Nein, es ist ein großer Erfolg.\n\nSZ: Und die Krise?\n\n"
        "Karin Althoff: Ich bin glücklich über das schöne Ergebnis."
    )
    found = rows(list(annotate([article(text)], nlp, batch_size=1)), None)
    quoted = [row for row in found["sections"] if row.quoted_n_hits]
    assert sum(row.quoted_n_hits for row in quoted) == sum(row.n_hits for row in found["speakers"]) > 1
    assert [(row.name, row.n, row.label) for row in found["speakers"]] == [("Karin Althoff", 2, "positive")]
    assert all(row.author_polarity is None or row.author_polarity < 0 for row in found["sections"])


def test_every_sentence_has_a_tone_with_or_without_hits(documents: list[Document]) -> None:
    sentences = rows(documents, load_label_model())["sentences"]
    assert {row.n_hits > 0 for row in sentences} == {True, False}
    for row in sentences:
        assert row.p_negative + row.p_neutral + row.p_positive == pytest.approx(1, abs=2e-4)


def test_tone_label_and_probabilities_never_contradict_each_other(documents: list[Document]) -> None:
    for table in rows(documents, load_label_model()).values():
        for row in table:
            if row.tone is None:
                assert (row.label, row.p_neutral) == ("no evidence", None)
                continue
            probabilities = {"negative": row.p_negative, "neutral": row.p_neutral, "positive": row.p_positive}
            assert row.tone == pytest.approx(row.p_positive - row.p_negative, abs=1e-9)
            assert probabilities[row.label] == max(probabilities.values())


def test_the_tone_of_a_section_is_the_mean_of_its_sentences(documents: list[Document]) -> None:
    found = rows(documents, load_label_model())
    for section in found["sections"]:
        inside = [row.tone for row in found["sentences"] if row.section_id == section.section_id]
        assert len(inside) == section.n_sentences
        if inside:
            assert section.tone == pytest.approx(sum(inside) / len(inside), abs=2e-4)


def test_by_the_lexicon_the_tone_is_the_polarity(documents: list[Document]) -> None:
    for row in rows(documents, None)["sections"]:
        assert row.tone == row.polarity
        assert row.n_sentences <= row.n_hits


def test_an_interval_of_several_articles_is_as_wide_as_they_differ() -> None:
    good, bad = Tally(), Tally()
    for _ in range(20):
        good.add(Part((), 5, Probabilities(0.0, 0.2, 0.8)))
        bad.add(Part((), 5, Probabilities(0.8, 0.2, 0.0)))
    alone = good.tone().interval
    assert alone is not None
    assert alone.low == alone.high == 0.8
    both = Tally()
    both.merge(good.state())
    both.merge(bad.state())
    # With two articles, a resample has one of them alone as often as not.
    assert both.tone().interval == (-0.8, 0.8)
    assert both.tone().tone == 0.0


def test_a_sentence_between_quotation_marks_is_read_as_a_whole(nlp: Language) -> None:
    (document,) = annotate([article("„Das war ein Fehler.“")], nlp, batch_size=1)
    (part,) = score(document, load_lexicon(), negation_window=4, model=load_label_model())
    assert part.within({token.i for token in part.sentence.span if token.is_alpha}) == part.whole


def test_the_lemma_of_a_polar_word_has_its_particle(nlp: Language) -> None:
    (document,) = annotate([article("Der Rat lehnte den Antrag am Montag ab.")], nlp, batch_size=1)
    (row,) = polar_word_rows(document, score(document, load_lexicon(), negation_window=4))
    assert (row.text, row.lemma) == ("lehnte", "ablehnen")


@pytest.mark.parametrize("number", [0, 2])
def test_the_sentences_beside_a_sentence_count(nlp: Language, number: int) -> None:
    plain, bad = "Der Bus hält an der Kirche.", "Das Unglück war eine Katastrophe."
    found = []
    for beside in (plain, bad):
        sentences = [plain, "Der Zug hielt an.", plain]
        sentences[number] = beside
        (document,) = annotate([article(" ".join(sentences))], nlp, batch_size=1)
        # Without the pipeline's tone, for which the network reads what is around as well.
        annotation = document.doc.annotation
        plain_doc = Doc(document.doc.text, annotation._replace(tones=annotation.tones[:0]))
        scored = score(
            Document(document.article, plain_doc), load_lexicon(), negation_window=4, model=load_label_model()
        )
        found.append(scored[1].whole)
    assert found[0].probabilities != found[1].probabilities


def both_readings(nlp: Language, text: str) -> tuple[list[ScoredSentence], Doc]:
    """Return a sentence scored with and without the pipeline's tone, and its tokens."""
    (document,) = annotate([article(text)], nlp, batch_size=1)
    annotation = document.doc.annotation
    plain = Doc(document.doc.text, annotation._replace(tones=annotation.tones[:0]))
    return [
        score(read, load_lexicon(), negation_window=4, model=load_label_model())[0]
        for read in (document, Document(document.article, plain))
    ], plain


@pytest.mark.parametrize(
    "text",
    [
        "Kein Mensch ist bei dem Brand gestorben.",
        "Niemand kam bei dem Unfall ums Leben.",
        "Der Streit um die Brücke war beigelegt.",
    ],
)
def test_what_grammar_turns_is_read_without_the_pipelines_tone(nlp: Language, text: str) -> None:
    (with_tone, without), _ = both_readings(nlp, text)
    assert with_tone.sentence.span.model_tone is not None
    assert with_tone.whole.probabilities == without.whole.probabilities


def test_the_tone_of_the_pipeline_counts_for_whole_sentences_only(nlp: Language) -> None:
    (with_tone, without), plain = both_readings(nlp, "Die Stadt baut, und der Rat tagt.")
    first = {token.i for token in plain[:3]}
    assert with_tone.whole.probabilities != without.whole.probabilities
    assert with_tone.within(first).probabilities == without.within(first).probabilities
