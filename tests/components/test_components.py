"""The components work on any German pipeline, and what they add survives all that spaCy does with documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import spacy
from spacy import displacy
from spacy.lang.de import German
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import wortlaut
from wortlaut.components import Quotation
from wortlaut.components.attributes import set_tones
from wortlaut.components.documents import to_document
from wortlaut.nlp import model
from wortlaut.sentiment.interval import Interval
from wortlaut.sentiment.tone import Tone

NAMES = ["wortlaut_entities", "wortlaut_quotations", "wortlaut_tone"]
TEXT = (
    "Althoff lobt Helfer\n\nDie Bürgermeisterin Karin Althoff ist stolz. "
    "Sie dankte den Helfern: „Die Stadt ist stark.“\n\n"
    "Die Brücke werde, so der Ingenieur Tobias Renz, im Mai geöffnet. „Wir brauchen Zeit“, räumte er ein.\n\n"
    "Das Unglück war schlimm."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Return the bundled pipeline with all components; it is shared, so nothing is to be changed in it."""
    pipeline = model.load(model.find("bundled"))
    for name in NAMES:
        pipeline.add_pipe(name)
    return pipeline


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def found(doc: Doc) -> list[Any]:
    """Return all that the components found, for comparisons between documents."""
    quotations = [
        (q.row, *(str(part) for part in (q.quote, q.cue, q.speaker, q.addressee)), q.entity and q.entity.row)
        for q in doc._.quotations
    ]
    mentions = [[(m.start, m.end, m.label_, m.kb_id_, m.id_) for m in entity.mentions] for entity in doc._.entities]
    entities = [entity.row for entity in doc._.entities]
    spans = [(span.start, span.end, span.label_, span.id_) for span in doc.spans["quotations"]]
    return [quotations, mentions, entities, spans, [sent._.tone for sent in doc.sents]]


def test_quotations_are_objects_with_spans(doc: Doc) -> None:
    first, second, third = doc._.quotations
    assert (str(first), first.type, first.medium) == ("Karin Althoff: „Die Stadt ist stark.“", "Direct", "Speech")
    assert [span.text for span in first.quote] == ["„Die Stadt ist stark.“"]
    assert [span.text for span in first.cue] == ["dankte"]
    assert (first.speaker.text, first.entity.name, first.entity.role) == ("Sie", "Karin Althoff", "Bürgermeisterin")
    assert (second.type, second.text) == ("Indirect", "Die Brücke werde … im Mai geöffnet")
    assert [span.text for span in second.quote] == ["Die Brücke werde", "im Mai geöffnet"]
    assert second.rule == "indirect-so"
    assert [span.text for span in third.cue] == ["räumte", "ein"]
    assert (third.entity.name, third.entity.label, third.addressee) == ("Tobias Renz", "PER", None)
    assert 0 < first.confidence < 1
    assert all(isinstance(span, Span) and span.doc is doc for span in (*first.quote, *first.cue, first.speaker))


def test_people_are_told_with_their_mentions(doc: Doc) -> None:
    people = {str(person): person for person in doc._.people}
    assert list(people) == ["Karin Althoff", "Tobias Renz"]
    mentions = people["Karin Althoff"].mentions
    assert [(m.text, m.id_) for m in mentions[:2]] == [("Althoff", "name"), ("Karin Althoff", "name")]
    assert {m.kb_id_ for m in mentions} == {people["Karin Althoff"].canonical_id}
    assert ("Sie", "pronoun") in [(m.text, m.id_) for m in mentions]
    assert {*doc._.people} <= {*doc._.entities}


def test_quotations_are_drawn_as_spans(doc: Doc) -> None:
    html = displacy.render(doc, style="span", options={"spans_key": "quotations"}, jupyter=False)
    assert ("Direct" in html, "Indirect" in html) == (True, True)
    first, *_ = doc.spans["quotations"]
    assert (first.text, first.label_) == ("„Die Stadt ist stark.“", "Direct")


def test_sentences_have_a_tone(doc: Doc) -> None:
    tones = {sent.text.strip(): sent._.tone for sent in doc.sents}
    assert all(isinstance(tone, Tone) for tone in tones.values())
    assert tones["Das Unglück war schlimm."].polarity == -1.0
    assert sum(tones["Das Unglück war schlimm."].probabilities) == pytest.approx(1, abs=0.001)
    last = [*doc.sents][-1]
    assert last[2:]._.tone == last._.tone


def test_the_same_is_found_as_by_the_stages(doc: Doc) -> None:
    tables = wortlaut.analyse(TEXT)
    assert [q.row.quote_spans for q in doc._.quotations] == tables.quotations.quote_spans.tolist()
    assert [q.entity.name for q in doc._.quotations] == tables.quotations.speaker_name.tolist()
    polarities = [sent._.tone.polarity for sent in doc.sents]
    assert polarities == [None if pd.isna(value) else value for value in tables.sentence_sentiment.polarity]


def test_a_pipeline_needs_neither_lemmas_nor_parts_of_speech(doc: Doc) -> None:
    nlp = spacy.load(model.BUNDLED)
    tagged = nlp(TEXT)
    rest: list[int | str] = ["TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
    again = Doc(nlp.vocab, [token.text for token in tagged], [bool(token.whitespace_) for token in tagged])
    again.from_array(rest, tagged.to_array(rest))  # type: ignore[arg-type]  # spaCy's stubs lack NumPy
    for name in NAMES:
        again = nlp.add_pipe(name)(again)
    assert {token.pos_ for token in again} == {""}
    assert [str(quotation) for quotation in again._.quotations] == [str(quotation) for quotation in doc._.quotations]
    assert [sent._.tone.polarity for sent in again.sents] == [sent._.tone.polarity for sent in doc.sents]


@pytest.mark.parametrize("name", NAMES)
def test_other_tags_are_refused(name: str) -> None:
    nlp = spacy.blank("de")
    words = ["Die", "Stadt", "baut", "gern", "."]
    tags = ["DET", "NOUN", "VERB", "ADV", "PUNCT"]
    doc = Doc(nlp.vocab, words, tags=tags, heads=[1, 2, 2, 2, 2], deps=["nk", "sb", "ROOT", "mo", "punct"])
    with pytest.raises(ValueError, match=r"tags are not those of STTS \(DET, NOUN, PUNCT …\)"):
        nlp.add_pipe(name)(doc)


def test_no_component_needs_another(doc: Doc) -> None:
    alone = model.load(model.find("bundled"))
    alone.add_pipe("wortlaut_quotations")
    assert [q.row for q in alone(TEXT)._.quotations] == [q.row for q in doc._.quotations]
    assert [sent._.tone for sent in alone(TEXT).sents] == [None] * len([*doc.sents])


def test_a_document_without_components_has_empty_attributes() -> None:
    doc = German()("Es regnet.")
    assert (doc._.quotations, doc._.people, doc._.entities, doc[:1]._.tone) == ((), (), (), None)


@pytest.mark.parametrize("text", ["", " ", "\n\n \n", "„", "Ja.", "\u00ad", "Von Maria Beispiel\n\nFoto: Beispiel/dpa"])
def test_any_text_is_read(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


WRITTEN: dict[str, Callable[[Doc], Doc]] = {
    "bytes": lambda doc: Doc(doc.vocab).from_bytes(doc.to_bytes()),
    "DocBin": lambda doc: next(
        DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(doc.vocab)
    ),
    "copy": lambda doc: doc.copy(),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_what_was_found_is_written_with_the_document(doc: Doc, way: str) -> None:
    assert found(WRITTEN[way](doc)) == found(doc)


def test_a_pipeline_is_written_and_read(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == nlp.pipe_names
    assert found(again(TEXT)) == found(doc)
    assert found(again.from_bytes(nlp.to_bytes())(TEXT)) == found(doc)


@pytest.mark.slow
def test_documents_are_the_same_in_several_processes(nlp: Language, doc: Doc) -> None:
    assert [found(each) for each in nlp.pipe([TEXT] * 3, n_process=2, batch_size=1)] == [found(doc)] * 3


def test_settings_are_kept(nlp: Language, tmp_path: Path) -> None:
    pipeline = model.load(model.find("bundled"))
    component: Any = pipeline.add_pipe("wortlaut_tone", config={"labels": "lexicon", "negation_window": 0})
    (*_, last) = pipeline("Das war nicht schlimm.").sents
    assert (last._.tone.polarity, last._.tone.probabilities) == (-1.0, None)
    other: Any = nlp.create_pipe("wortlaut_tone")
    component.to_disk(tmp_path / "tone")
    assert other.from_disk(tmp_path / "tone").settings == component.settings
    assert nlp.create_pipe("wortlaut_tone").from_bytes(component.to_bytes()).settings == component.settings  # type: ignore[attr-defined]


@pytest.mark.parametrize("config", [{"labels": "words"}, {"negation_window": -1}])
def test_wrong_settings_are_errors(config: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(config))):
        German().add_pipe("wortlaut_tone", config=config)


@pytest.mark.parametrize("name", NAMES)
def test_other_languages_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name}: works on German pipelines only"):
        spacy.blank("en").add_pipe(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_pipeline_that_lacks_a_component_is_told(name: str) -> None:
    nlp = German()
    nlp.add_pipe(name)
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert "token.tag" in analysis["problems"][name]
    with pytest.raises(ValueError, match=r"has no TAG \(a tagger\) and no DEP \(a parser\)"):
        nlp("Es regnet.")


def tiger(words: str) -> Doc:
    """Return a parse with the labels of TIGER, as `de_core_news_md` gives them: `form/tag/relation/head`."""
    forms, tags, deps, heads = zip(*(word.split("/") for word in words.split()), strict=True)
    doc = Doc(German().vocab, list(forms), tags=list(tags), deps=list(deps), heads=[int(head) - 1 for head in heads])
    doc.set_ents([Span(doc, 0, 2, "PER")])
    return doc


def test_labels_may_be_those_of_tiger() -> None:
    doc = tiger(
        "Karin/NE/pnc/2 Althoff/NE/sb/3 sagte/VVFIN/ROOT/3 ,/$,/punct/3 die/ART/nk/6 Stadt/NN/sb/7 sei/VAFIN/oc/3 "
        "stark/ADJD/pd/7 ././punct/3"
    )
    nlp = German()
    for name in NAMES:
        doc = nlp.create_pipe(name)(doc)
    (quotation,) = doc._.quotations
    assert str(quotation) == "Karin Althoff: die Stadt sei stark"
    assert isinstance(quotation, Quotation)
    assert next(doc.sents)._.tone.n_words == 7


def test_sentences_end_with_their_paragraph() -> None:
    """A parser may join a headline with the text; the tone of its sentence is that of both."""
    words = ["Schlimmes", "Unglück", "\n\n", "Althoff", "ist", "stolz", "."]
    tags, deps = ["ADJA", "NN", "_SP", "NE", "VAFIN", "ADJD", "$."], ["nk", "sb", "dep", "sb", "ROOT", "pd", "punct"]
    doc = Doc(German().vocab, words, tags=tags, deps=deps, heads=[1, 4, 1, 4, 4, 4, 4])
    doc.set_ents([Span(doc, 1, 4, "PER")])
    nlp = German()
    for name in NAMES:
        doc = nlp.create_pipe(name)(doc)
    (sent,) = doc.sents
    assert sent._.tone.n_words == 5
    assert all("\n" not in mention.text for entity in doc._.entities for mention in entity.mentions)


def test_rows_of_another_version_are_refused(doc: Doc) -> None:
    other = doc.copy()
    # Names that are no strings are those of spaCy's own attributes, such as the model's tone of a sentence.
    other.user_data = {
        name: [row[:-1] for row in rows] for name, rows in doc.user_data.items() if isinstance(name, str)
    }
    with pytest.raises(ValueError, match="Another version of Wortlaut annotated the document"):
        _ = other._.quotations


def test_the_interval_of_a_tone_has_bounds() -> None:
    tone = Tone(0.5, None, 0.5, "positive", 2, 9, 2, interval=Interval(0.1, 0.9))
    doc = German()("Ida Falk lacht.")
    set_tones(doc, [(0, tone)])
    assert (doc[:]._.tone.interval.low, doc[:]._.tone.interval.high) == (0.1, 0.9)


def test_the_article_of_a_document_has_no_file(nlp: Language) -> None:
    made = to_document(nlp("Ida Falk lacht.")).article
    assert (made.article_id, made.path, made.sha256, made.title) == ("doc", "", "", None)
