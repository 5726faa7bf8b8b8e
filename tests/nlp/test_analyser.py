from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from tests.conftest import PYTHONPATH
from wortlaut.nlp.analyser import NAME
from wortlaut.nlp.model import BUNDLED

TEXTS = (
    "Die Bürgermeisterin von Plön sagte am Montag, der Hafen sei wieder offen. Niemand wurde verletzt.",
    "",
    "  \n",
    "\n\nKommt Anna Weber? Sie käme gern.\n\nDer Verband «Grüne Küste» lehnt das ab.",
    "💥💥",
    "Er sagte: „Das geht nicht.“ Dann ging er " + "sehr " * 400 + "weit.",
)
ATTRIBUTES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]


def values(doc: Doc) -> list[list[int]]:
    """Return all that is annotated."""
    array: list[list[int]] = np.asarray(doc.to_array(ATTRIBUTES)).tolist()
    return array


def tones(doc: Doc) -> list[tuple[float, ...] | None]:
    return [sent._.model_tone for sent in doc.sents]


def test_a_text_is_annotated(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    found = {token.text: token for token in doc}
    assert (found["sagte"].tag_, found["sagte"].pos_, found["sagte"].lemma_) == ("VVFIN", "VERB", "sagen")
    assert found["sei"].morph.get("Mood", []) == ["Sub"]
    assert found["sagte"].morph.get("Mood", []) == ["Ind"]
    assert found["Bürgermeisterin"].head == found["sagte"]
    assert found["Bürgermeisterin"].dep_ == "nsubj"
    assert [(name.text, name.label_) for name in doc.ents] == [("Plön", "LOC")]
    assert [sent.text for sent in doc.sents] == [
        "Die Bürgermeisterin von Plön sagte am Montag, der Hafen sei wieder offen.",
        "Niemand wurde verletzt.",
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_every_sentence_is_a_tree_with_a_tone(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(token.tag and token.pos and token.lemma and token.dep for token in doc)
    for sent in doc.sents:
        roots = [token for token in sent if token.head == token]
        assert len(roots) == 1
        assert all(token.head.sent == sent for token in sent)
        if sent.text.strip():
            assert sum(sent._.model_tone) == pytest.approx(1)
            assert len(sent._.model_tone) == 4


@pytest.mark.parametrize("seed", range(4))
def test_sentences_are_kept_even_if_all_arcs_cross(nlp: Language, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    def tangled(scores: np.ndarray) -> np.ndarray:
        order = Random(seed).sample(range(len(scores)), len(scores))
        heads = np.empty(len(scores), np.int64)
        heads[order] = [order[0], *order[:-1]]
        return heads

    monkeypatch.setattr("wortlaut.nlp.analyser.best_tree", tangled)
    text = "\n\nEr ging. " + "Sie lief weit weg von hier " * 25 + "fort.\n\nDas war es auch schon."
    doc = nlp.tokenizer(text)
    for token in doc:
        token.is_sent_start = token.text in {"Er", "Das"} or token.i == 0
    nlp(doc)
    assert [sent.text.split()[0] for sent in doc.sents] == ["Er", "Das"]
    for sent in doc.sents:
        assert [token.head.sent for token in sent] == [sent] * len(sent)
        assert len([token for token in sent if token.head == token]) == 1
        assert sum(sent._.model_tone) == pytest.approx(1)


def test_white_space_belongs_to_the_word_before_it(nlp: Language) -> None:
    doc = nlp("Es regnet.\n\nSie geht.")
    (blank,) = [token for token in doc if token.is_space]
    assert (blank.tag_, blank.pos_, blank.lemma_, blank.dep_, blank.head.text) == ("_SP", "SPACE", "\n\n", "dep", ".")


def test_sentence_starts_that_are_set_are_kept(nlp: Language) -> None:
    doc = nlp.tokenizer("Es regnet. Sie geht. Er bleibt")
    for token in doc:
        token.is_sent_start = token.text == "geht"
    assert [sent.text for sent in nlp(doc).sents] == ["Es regnet. Sie", "geht. Er bleibt"]


def test_the_result_depends_on_the_text_alone(nlp: Language) -> None:
    alone = [nlp(text) for text in TEXTS]
    for texts in (TEXTS, TEXTS[::-1]):
        together = dict(zip(texts, nlp.pipe(texts, batch_size=4), strict=True))
        for text, doc in zip(TEXTS, alone, strict=True):
            assert values(together[text]) == values(doc)
            assert tones(together[text]) == tones(doc)


def test_a_pipeline_is_the_same_after_it_was_written(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    expected = values(nlp(TEXTS[0]))
    assert values(spacy.load(tmp_path)(TEXTS[0])) == expected
    copied = spacy.blank("de")
    copied.add_pipe(NAME, name="analyser")
    assert values(copied.from_bytes(nlp.to_bytes())(TEXTS[0])) == expected


def test_the_runtime_of_the_network_is_told_to_report_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    spacy.load(BUNDLED)
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"


def test_a_component_without_a_network_says_so() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe(NAME)
    with pytest.raises(ValueError, match="has no network"):
        nlp("Ja.")


def test_spacy_scores_the_pipeline(nlp: Language) -> None:
    gold = nlp(TEXTS[0])
    scores = nlp.evaluate([Example(nlp.make_doc(TEXTS[0]), gold)])
    wanted = ("tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_las", "sents_f", "ents_f")
    assert [scores[name] for name in wanted] == [1.0] * len(wanted)


@pytest.mark.slow
def test_other_processes_and_numbers_of_threads_give_the_same() -> None:
    code = f"""
import hashlib, spacy
nlp = spacy.load({str(BUNDLED)!r})
docs = nlp.pipe({TEXTS!r})
print(hashlib.sha256(b"".join(doc.to_array({ATTRIBUTES!r}).tobytes() for doc in docs)).hexdigest())
"""
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([PYTHONPATH, *sys.path]), "OMP_NUM_THREADS": threads},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for threads in ("1", "4")
    }
    assert len(printed) == 1
